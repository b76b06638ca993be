import { expect, test } from "vitest";
import { isNarrowed, queryOf, readFilters, shortId } from "./log-filters.ts";

const connection = "019aa9a1-0000-7000-8000-0000000000ab";

test("an address gives its filters back", () => {
  const filters = { state: "held", connection, code: "order.held", q: "De Wit", from: "2026-11-01", to: "2026-11-03" };
  expect(readFilters(filters)).toEqual(filters);
});

test("what makes no sense is left out, the rest still works", () => {
  expect(readFilters({ state: "lost", connection: "1", from: "yesterday", q: 10482 })).toEqual({ q: "10482" });
});

test("the API calls a connection by its id", () => {
  expect(queryOf({ connection, q: "x" })).toEqual({ connectionId: connection, q: "x" });
  expect([isNarrowed({}), isNarrowed({ q: "x" })]).toEqual([false, true]);
});

test("a run is read out by the end of its id", () => {
  expect(shortId(connection)).toBe("0000AB");
});
