import { expect, test } from "vitest";
import { queryOf, readBookFilters } from "./book-filters.ts";

test("an address gives its filters back, and what makes no sense is left out", () => {
  expect(readBookFilters({ q: " De Wit ", archived: true })).toEqual({ q: "De Wit", archived: true });
  expect(readBookFilters({ q: 9780, archived: "yes" })).toEqual({ q: "9780" });
  expect(readBookFilters({ q: "  ", archived: false })).toEqual({});
});

test("the API gets what was chosen and nothing else", () => {
  expect(queryOf({ q: "De Wit", archived: true })).toEqual({ q: "De Wit", archived: "true" });
  expect(queryOf({})).toEqual({});
});
