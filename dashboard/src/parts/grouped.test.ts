import { expect, test } from "vitest";
import { groupedIban, inFours } from "./grouped.ts";

test("four by four, and no group at the end that is empty", () => {
  expect(groupedIban("be68539007547034")).toBe("BE68 5390 0754 7034");
  expect(inFours("ABCDE FG")).toBe("ABCD EFG");
  expect(inFours("")).toBe("");
});
