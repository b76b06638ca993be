import { expect, test } from "vitest";
import { asHubError, HubError, remedies, remedyFor, type ErrorCode } from "./error.ts";
import { mayBecome, outcomeOfError, outcomes } from "./outcome.ts";

test.each<[ErrorCode, string]>([
  ["remote.unavailable", "waiting"],
  ["remote.rate_limited", "waiting"],
  ["remote.outcome_unknown", "waiting"],
  ["remote.conflict", "waiting"],
  ["credentials.expired", "held"],
  ["credentials.insufficient", "held"],
  ["settings.invalid", "held"],
  ["mapping.missing", "held"],
  ["capability.missing", "held"],
  ["document.invalid", "held"],
  ["document.rejected", "held"],
  ["document.totals_mismatch", "held"],
  ["remote.protocol_changed", "failed"],
  ["internal.unexpected", "failed"],
])("an order that meets %s is %s", (code, outcome) => {
  expect(outcomeOfError(code)).toBe(outcome);
});

test("no error code is without an outcome above", () => {
  expect(Object.keys(remedies)).toHaveLength(14);
});

test("what is documented stays documented", () => {
  expect(outcomes.filter((to) => mayBecome("documented", to))).toEqual(["documented"]);
});

test.each(["skipped", "waiting", "held", "failed", null] as const)("%s may become anything", (from) => {
  expect(outcomes.filter((to) => mayBecome(from, to))).toEqual(outcomes);
});

test("an error that lost its class keeps its code and message, and so its remedy", () => {
  const stored = Object.assign(new Error("shop.example.nl no longer accepts the credentials"), {
    code: "credentials.expired",
  });
  const error = asHubError(stored);
  expect(error).toMatchObject({ code: "credentials.expired", message: stored.message, cause: stored });
  expect(remedyFor(error.code)).toBe("reconnect");
});

test.each([
  ["an error with a code of someone else", Object.assign(new Error("no"), { code: "ECONNREFUSED" }), "no"],
  ["a plain error", new TypeError("x is not a function"), "x is not a function"],
  ["a thrown text", "boom", "boom"],
  ["nothing", undefined, "undefined"],
])("%s is unexpected, with the original as cause", (_, thrown, message) => {
  expect(asHubError(thrown)).toMatchObject({ code: "internal.unexpected", message, cause: thrown });
});

test("an error of ours passes unchanged", () => {
  const error = new HubError("remote.rate_limited", "Too fast", { retryAfterMs: 500, details: { host: "a" } });
  expect(asHubError(error)).toBe(error);
  expect(error).toMatchObject({ retryAfterMs: 500, details: { host: "a" }, name: "HubError" });
});
