import type { DryRun, DryRunShown } from "./dry-run-queries.ts";

export const dryRunFilters = ["changed", "different", "new", "held", "failed", "waiting", "skipped", "made"] as const;
export type DryRunFilter = (typeof dryRunFilters)[number];

/** How many orders each has, by the names of the counts. What has its document already is "same" or "different". */
const countOf = ({ counts }: DryRun, filter: DryRunFilter): number => counts[filter] ?? 0;

/** Those with orders in them; what a person must look at comes first. */
export const filtersOf = (run: DryRun): readonly { readonly filter: DryRunFilter; readonly count: number }[] =>
  dryRunFilters.map((filter) => ({ filter, count: countOf(run, filter) })).filter(({ count }) => count > 0);

export function shownBy(filter: DryRunFilter | undefined): DryRunShown {
  switch (filter) {
    case undefined:
      return {};
    case "changed":
    case "different":
    case "new":
    case "made":
      return { only: filter };
    default:
      return { outcome: filter };
  }
}
