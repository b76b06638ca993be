import { expect, test } from "vitest";
import { filtersOf, shownBy } from "./dry-run-filters.ts";
import type { DryRun } from "./dry-run-queries.ts";

const run = (counts: Record<string, number>): DryRun => ({ counts }) as unknown as DryRun;

test("only what has orders in it can be chosen, and what asks for a look comes first", () => {
  expect(filtersOf(run({ orders: 12, new: 8, held: 3, skipped: 1, documented: 8 }))).toEqual([
    { filter: "new", count: 8 },
    { filter: "held", count: 3 },
    { filter: "skipped", count: 1 },
  ]);
});

test("a choice is an outcome or a comparison, never both", () => {
  expect([shownBy(undefined), shownBy("held"), shownBy("changed")]).toEqual([
    {},
    { outcome: "held" },
    { only: "changed" },
  ]);
});
