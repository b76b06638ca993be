import { dayIn, given, idIn, oneOf, wordsIn, type Search } from "#dashboard/parts/search-values.ts";

/** What the list of orders can be narrowed by. It lives in the address, so that a colleague sees the same. */
export const orderStates = ["queued", "documented", "skipped", "waiting", "held", "failed", "drifted"] as const;
export type OrderState = (typeof orderStates)[number];

export interface OrderFilters {
  readonly state?: OrderState;
  readonly connection?: string;
  readonly coupling?: string;
  readonly cause?: string;
  /** Orders that this statement of completeness counts, in one of its groups. */
  readonly statement?: string;
  readonly group?: string;
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The filters of an address; what makes no sense in a link is left out, so that the rest of it still works. */
export const readFilters = (search: Search): OrderFilters =>
  given({
    state: oneOf(orderStates, search["state"]),
    connection: idIn(search["connection"]),
    coupling: idIn(search["coupling"]),
    cause: wordsIn(search["cause"], 600),
    statement: idIn(search["statement"]),
    group: wordsIn(search["group"], 60),
    q: wordsIn(search["q"], 200),
    from: dayIn(search["from"]),
    to: dayIn(search["to"]),
  });

/** As the API takes them. */
export const queryOf = ({ connection, ...filters }: OrderFilters) => ({
  ...filters,
  ...(connection !== undefined && { connectionId: connection }),
});

export const isNarrowed = (filters: OrderFilters): boolean => Object.keys(filters).length > 0;
