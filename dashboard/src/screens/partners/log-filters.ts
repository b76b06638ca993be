import { given, oneOf, type Search } from "#dashboard/parts/search-values.ts";

/** What narrows the log book of partners, as it stands in the address. */
export interface LogFilters {
  readonly way?: "in" | "out";
  /** Only what did not go well. */
  readonly trouble?: true;
}

export const readLogFilters = (search: Search): LogFilters =>
  given({
    way: oneOf(["in", "out"] as const, search["way"]),
    trouble: search["trouble"] === true ? (true as const) : undefined,
  });

export const isNarrowed = (filters: LogFilters): boolean => Object.keys(filters).length > 0;
