import { expect, test } from "vitest";
import { isOpenLine, isOtherwise, lookOf, lookReasonOf, saidStateOf, taskOf, type OrderLine } from "./order-state.ts";

const order = { side: "seller", state: "accepted", asks: null, needsLook: false, problem: null } as const;

test.each([
  ["teach", { state: "held" }, "act"],
  ["teach", { state: "held", problem: { code: "partner.unmatched" } }, "act"],
  ["settle", { state: "held", problem: { code: "partner.currency" } }, "act"],
  ["answer", { state: "open" }, "act"],
  ["answerChange", { asks: "change" }, "act"],
  ["answerCancel", { asks: "cancel" }, "act"],
  ["look", { needsLook: true }, "act"],
  [null, {}, "done"],
  [null, { state: "rejected" }, "skipped"],
] as const)("an order of a partner: %s", (task, changes, look) => {
  expect([taskOf({ ...order, ...changes }), lookOf({ ...order, ...changes })]).toEqual([task, look]);
});

test("an order of ours waits for its supplier, whatever was asked of it", () => {
  const ours = { ...order, side: "buyer", state: "sent", asks: "change" } as const;
  expect([taskOf(ours), lookOf(ours)]).toEqual([null, "waiting"]);
  expect(taskOf({ ...ours, needsLook: true })).toBe("look");
});

const judged = (changes: object) =>
  ({
    judged: { itemId: "1", unitFault: null, isText: false, isContradicted: false, verdict: "same", ...changes },
  }) as unknown as OrderLine;

test("a line waits for its article or its unit; one without any code is text", () => {
  expect(isOpenLine(judged({}))).toBe(false);
  expect(isOpenLine(judged({ itemId: null }))).toBe(true);
  expect(isOpenLine(judged({ unitFault: "packingUnknown" }))).toBe(true);
  expect(isOpenLine(judged({ itemId: null, isText: true }))).toBe(false);
  expect(isOpenLine({ judged: null })).toBe(false);
});

test("another price, none of ours, and codes that contradict each other are seen", () => {
  expect(isOtherwise(judged({ verdict: "tolerated" }))).toBe(false);
  expect(isOtherwise(judged({ verdict: "differs" }))).toBe(true);
  expect(isOtherwise(judged({ verdict: "noOwnPrice" }))).toBe(true);
  expect(isOtherwise(judged({ isContradicted: true }))).toBe(true);
});

test("what was asked after an order was answered comes before how it stood", () => {
  expect(saidStateOf({ ...order, asks: "change" })).toBe("changeAsked");
  expect(saidStateOf({ ...order, asks: "cancel" })).toBe("cancelAsked");
  expect(saidStateOf({ ...order, side: "buyer", asks: "change" })).toBe("accepted");
  expect(saidStateOf(order)).toBe("accepted");
});

test("somebody is told why to look: the answer, no to what was asked later, or what was not taken", () => {
  const answer = { id: "1", code: "CA", issueDate: "2026-11-23", salesOrderId: "", note: "", promised: null } as const;
  const seen = { state: "changed", response: answer, problem: null } as const;
  const problem = { code: "failed", message: "", lines: [] };
  expect(lookReasonOf(seen)).toBe("changed");
  expect(lookReasonOf({ ...seen, state: "rejected", problem })).toBe("rejected");
  expect(lookReasonOf({ ...seen, response: { ...answer, code: "RE" } })).toBe("stays");
  expect(lookReasonOf({ ...seen, state: "accepted", problem })).toBe("notTaken");
  expect(lookReasonOf({ ...seen, state: "accepted" })).toBe("other");
});
