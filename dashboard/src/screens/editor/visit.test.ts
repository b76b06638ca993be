import { expect, test } from "vitest";
import { visitAt } from "./visit.ts";

const fresh = { place: "invoice", madeId: null, count: 0 };
const saved = { ...fresh, madeId: "d1" };

test("a new document that was saved stays what it is at its own address", () => {
  expect(visitAt(saved, "invoice")).toBe(saved);
  const there = visitAt(saved, "d1");
  expect(there).toEqual({ place: "d1", madeId: "d1", count: 0 });
  expect(visitAt(there, "d1")).toBe(there);
});

test.each(["d2", "creditNote"])("anywhere else (%s) is another document", (place) => {
  expect(visitAt(saved, place)).toEqual({ place, madeId: null, count: 1 });
});

test("from its own address to a new one of the same kind is another document too", () => {
  expect(visitAt(visitAt(saved, "d1"), "invoice")).toEqual({ place: "invoice", madeId: null, count: 1 });
});
