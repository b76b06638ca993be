import { dayIn, given, idIn, oneOf, wordsIn, type Search } from "#dashboard/parts/search-values.ts";

export const logStates = ["documented", "skipped", "waiting", "held", "failed", "changed"] as const;
export type LogState = (typeof logStates)[number];

/** What the log can be narrowed by. It lives in the address, so that a colleague sees the same. */
export interface LogFilters {
  readonly state?: LogState;
  readonly coupling?: string;
  readonly connection?: string;
  /** One kind of step. */
  readonly code?: string;
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
}

export const readFilters = (search: Search): LogFilters =>
  given({
    state: oneOf(logStates, search["state"]),
    coupling: idIn(search["coupling"]),
    connection: idIn(search["connection"]),
    code: wordsIn(search["code"], 100),
    q: wordsIn(search["q"], 200),
    from: dayIn(search["from"]),
    to: dayIn(search["to"]),
  });

/** As the API takes them. */
export const queryOf = ({ connection, ...filters }: LogFilters) => ({
  ...filters,
  ...(connection !== undefined && { connectionId: connection }),
});

export const isNarrowed = (filters: LogFilters): boolean => Object.keys(filters).length > 0;

/** The part of an id people read out: its end differs between runs of the same moment. */
export const shortId = (id: string): string => id.slice(-6).toUpperCase();
