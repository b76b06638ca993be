import { expect, test } from "vitest";
import { belowList, rowOf } from "./came-from.ts";

test("only a page below the list is one to come back from", () => {
  expect(belowList("/a/1/orders", "/a/1/orders/shop/7/messages")).toBe("shop/7/messages");
  expect(belowList("/a/1/orders", "/a/1/orders")).toBe("");
  expect(belowList("/a/1/orders", "/a/1/work")).toBe("");
  expect(belowList("/a/1/orders", undefined)).toBe("");
});

test("the row is the one whose page it was, whichever tab of it", () => {
  const keys = ["shop/1", "shop/12"];
  const row = (below: string) => rowOf(below, keys.length, (index) => keys[index] ?? "");
  expect([row("shop/12"), row("shop/12/messages"), row("shop/1"), row("shop/2"), row("")]).toEqual([1, 1, 0, -1, -1]);
});
