import { expect, test } from "vitest";
import { buttonsFor } from "./order-buttons.ts";

test("what only a person can find out", () => {
  const lost = {
    code: "remote.outcome_unknown",
    text: "",
    message: "",
    system: "",
    who: null,
    details: { effect: "document:1" },
  };
  expect(buttonsFor({ outcome: "held", reason: lost })).toEqual(["isThere", "sendAgain"]);
});

const reason = (code: string) => ({ code, text: "", message: "", system: "", who: null, details: {} });

test.each([
  ["waiting", "remote.unavailable", ["tryNow", "skip"]],
  ["waiting", "remote.outcome_unknown", ["tryNow"]],
  ["failed", "internal.unexpected", ["process", "skip"]],
  ["held", "document.totals_mismatch", ["process", "skip"]],
  ["held", "document.rejected", ["process", "skip"]],
  ["held", "mapping.missing", ["skip"]],
  ["held", "credentials.expired", ["skip"]],
  ["skipped", "rule.user", ["unskip"]],
  ["skipped", "rule.status", []],
  ["documented", "", []],
  [null, "", []],
] as const)("%s for %s", (outcome, code, buttons) => {
  expect(buttonsFor({ outcome, reason: code === "" ? null : reason(code) })).toEqual(buttons);
});
