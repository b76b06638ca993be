import { expect, test } from "vitest";
import { queryOf, readItemFilters } from "./item-filters.ts";

test("an address says what of a price list is shown", () => {
  expect(readItemFilters({ q: " kabel ", show: "gone" })).toEqual({ q: "kabel", show: "gone" });
});

test("a code that is a number is read as text, and what makes no sense is left out", () => {
  expect(readItemFilters({ q: 7000003, show: "everything" })).toEqual({ q: "7000003" });
});

test("each choice asks one thing, and searching goes through the whole list", () => {
  expect(queryOf({ show: "notOwn" })).toEqual({ linked: "false" });
  expect(queryOf({ show: "noNet" })).toEqual({ priceStatus: "noNet" });
  expect(queryOf({ q: "kabel", show: "gone" })).toEqual({ search: "kabel" });
  expect(queryOf({})).toEqual({});
});
