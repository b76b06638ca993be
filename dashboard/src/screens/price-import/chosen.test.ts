import { expect, test } from "vitest";
import { countOf, readChosen } from "./chosen.ts";

test("an address says which file and which of its rows", () => {
  const id = "01933c00-0000-7000-8000-000000000001";
  expect(readChosen({ import: id, rows: "suspicious" })).toEqual({ import: id, rows: "suspicious" });
  expect(readChosen({ import: "1", rows: "all" })).toEqual({});
});

test("what a file leaves out counts only when it is the whole list", () => {
  const counts = { vanished: 12, new: 3 };
  expect(countOf("vanished", { counts, isWholeList: false })).toBe(0);
  expect(countOf("vanished", { counts, isWholeList: true })).toBe(12);
  expect(countOf("changed", { counts, isWholeList: true })).toBe(0);
});
