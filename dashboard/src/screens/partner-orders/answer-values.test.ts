import { expect, test } from "vitest";
import { asItStands, decisionsOf, isChanged } from "./answer-values.ts";

const lines = [{ lineId: "1" }, { lineId: "2" }, { lineId: "3" }];

test("only what was decided goes, as decimal text", () => {
  const of = {
    "1": asItStands,
    "2": { ...asItStands, quantity: "1.200,5", price: "0,05", promised: "2026-11-24" },
    "3": { ...asItStands, isRejected: true, quantity: "4" },
  };
  expect(decisionsOf(lines, of, ",")).toEqual([
    { lineId: "2", isRejected: false, quantity: "1200.5", price: "0.05", backorder: null, promised: "2026-11-24" },
    { lineId: "3", isRejected: true },
  ]);
});

test("what is no number is left for the hub to refuse, and nothing decided is nothing sent", () => {
  expect(decisionsOf(lines, { "1": { ...asItStands, quantity: "veel" } }, ",")).toMatchObject([{ quantity: "veel" }]);
  expect(decisionsOf(lines, {}, ",")).toEqual([]);
  expect(isChanged(asItStands)).toBe(false);
});
