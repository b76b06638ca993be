import { expect, test } from "vitest";
import { isNarrowed, queryOf, readFilters } from "./order-filters.ts";

const connection = "019aa9a1-0000-7000-8000-000000000001";

test("an address gives its filters back", () => {
  const filters = {
    state: "held",
    connection,
    cause: "mapping.missing~x",
    q: "De Wit",
    from: "2026-11-01",
    to: "2026-11-03",
  };
  expect(readFilters(filters)).toEqual(filters);
});

test("a number typed in the address is text to search for", () => {
  expect(readFilters({ q: 10482 })).toEqual({ q: "10482" });
});

test("what makes no sense is left out, the rest still works", () => {
  expect(readFilters({ state: "lost", connection: "1", from: "2026-13-45", to: "yesterday", q: " ", x: "1" })).toEqual(
    {},
  );
  expect(readFilters({ state: "lost", q: "x" })).toEqual({ q: "x" });
  expect(readFilters({ q: "x".repeat(300) }).q).toHaveLength(200);
});

test("the API calls a shop a connection", () => {
  expect(queryOf({ connection, q: "x" })).toEqual({ connectionId: connection, q: "x" });
  expect([isNarrowed({}), isNarrowed({ q: "x" })]).toEqual([false, true]);
});
