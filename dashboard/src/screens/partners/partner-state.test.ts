import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { causeOf, isMoving, lookOf, needsPerson, nextOf, spaced, stepOf, type Relation } from "./partner-state.ts";

const relation = (changes: Partial<Relation>): Relation =>
  ({
    state: "active",
    side: "initiator",
    isConfirmedByPartner: true,
    suspendedByUs: false,
    trouble: null,
    keys: [],
    ...changes,
  }) as unknown as Relation;

describe("what comes next", () => {
  test.each([
    ["passOn", { state: "invited", isConfirmedByPartner: false }],
    ["confirm", { state: "invited" }],
    ["waitForInviter", { state: "invited", side: "responder" }],
    ["resume", { state: "suspended", suspendedByUs: true }],
    ["waitForPartner", { state: "suspended" }],
    [null, { state: "active" }],
    [null, { state: "ended" }],
  ] as const)("%s", (next, changes) => {
    expect(nextOf(relation(changes))).toBe(next);
  });
});

test("is red only where a person has to come", () => {
  expect(lookOf(relation({}))).toBe("done");
  expect(lookOf(relation({ state: "invited" }))).toBe("act");
  expect(lookOf(relation({ state: "invited", isConfirmedByPartner: false }))).toBe("waiting");
  expect(lookOf(relation({ trouble: { code: "no_answer", text: "" } }))).toBe("done");
  expect(lookOf(relation({ trouble: { code: "unknown_key", text: "" } }))).toBe("act");
});

test("every code a hub refuses with has a cause of its own", () => {
  // Read as text: the dashboard knows the hub by its API alone.
  const source = readFileSync(`${import.meta.dirname}/../../../../src/connect/hub-exchange/refusal-codes.ts`, "utf8");
  const codes = [...source.matchAll(/^ {2}(\w+): \{ status/gm)].map(([, code = ""]) => code);
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => causeOf(code) === "other")).toEqual([]);
  expect(causeOf("something_new")).toBe("other");
  expect(causeOf("toString")).toBe("other");
  expect(needsPerson(causeOf("retry_after"))).toBe(false);
});

test("a step of telling is not taken for what was told", () => {
  expect(stepOf({ step: "key", code: "", docType: "" })).toBe("key");
  expect(stepOf({ step: "key", code: "no_answer", docType: "" })).toBe("telling");
  expect(stepOf({ step: "acceptRefused", code: "invite_used", docType: "" })).toBe("toldRefused");
  expect(stepOf({ step: "toString", code: "", docType: "" })).toBe("other");
});

test("what became of an order is told apart from what became of the connection", () => {
  expect(stepOf({ step: "cancelled", code: "", docType: "" })).toBe("cancelled");
  expect(stepOf({ step: "cancelled", code: "", docType: "order_cancel" })).toBe("orderCancelled");
  expect(stepOf({ step: "answered.changed", code: "", docType: "order_response" })).toBe("answeredChanged");
  expect(stepOf({ step: "pendingRefused", code: "", docType: "order_response" })).toBe("pendingRefused");
  expect(stepOf({ step: "olderAnswer", code: "", docType: "order_response" })).toBe("overtaken");
});

test("is asked often while the other side is about to answer", () => {
  expect(isMoving(relation({}))).toBe(false);
  expect(isMoving(relation({ state: "invited" }))).toBe(true);
  const key = { owner: "own", kid: "k", state: "announced", validFrom: "", validTo: null } as const;
  expect(isMoving(relation({ keys: [key] }))).toBe(true);
});

test("is read aloud in fours", () => {
  expect(spaced("12345678")).toBe("1234 5678");
  expect(spaced("123456789")).toBe("1234 5678 9");
  expect(spaced("")).toBe("");
});
