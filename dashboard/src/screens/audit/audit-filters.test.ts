import { expect, test } from "vitest";
import { isNarrowed, readFilters } from "./audit-filters.ts";

test("an address gives its filters back", () => {
  const filters = { actor: "user:an", subject: "document", from: "2026-11-01", to: "2026-11-03" };
  expect(readFilters(filters)).toEqual(filters);
});

test("what makes no sense is left out, the rest still works", () => {
  expect(readFilters({ actor: "", subject: "weather", from: "yesterday", to: "2026-11-03" })).toEqual({
    to: "2026-11-03",
  });
  expect([isNarrowed({}), isNarrowed({ subject: "item" })]).toEqual([false, true]);
});
