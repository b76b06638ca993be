import { expect, test } from "vitest";
import { markOf } from "./payment-mark.ts";

const payment = {
  direction: "in" as "in" | "out",
  amount: "48.40",
  reversed: "0.00",
  remainder: "0.00",
  reversesId: null as string | null,
  allocations: [{ documentId: "1", number: "2026-0001", amount: "48.40" }],
};

test.each([
  [{}, "payMark.in"],
  [{ remainder: "48.40", allocations: [] }, "payMark.unassigned"],
  [{ remainder: "1.00" }, "payMark.tooMuch"],
  [{ reversed: "48.40" }, "payMark.reversed"],
  [{ reversed: "8.40" }, "payMark.reversedInPart"],
  [{ remainder: "1.00", reversed: "8.40" }, "payMark.tooMuch"],
  [{ direction: "out" as const }, "payMark.out"],
  [{ direction: "out" as const, reversesId: "2" }, "payMark.back"],
])("%j", (facts, text) => {
  expect(markOf({ ...payment, ...facts }).text).toBe(text);
});
