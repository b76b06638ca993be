import { given, oneOf, wordsIn, type Search } from "#dashboard/parts/search-values.ts";

/** What of a price list people look for: what lacks a price, what is gone, what is an own item. */
export const itemShows = ["noPrice", "noNet", "onRequest", "gone", "own", "notOwn"] as const;
export type ItemShow = (typeof itemShows)[number];

export interface ItemFilters {
  readonly q?: string;
  readonly show?: ItemShow;
}

export const readItemFilters = (search: Search): ItemFilters =>
  given({ q: wordsIn(search["q"], 200), show: oneOf(itemShows, search["show"]) });

const asked = {
  noPrice: { priceStatus: "noPrice" },
  noNet: { priceStatus: "noNet" },
  onRequest: { priceStatus: "onRequest" },
  gone: { notInList: "true" },
  own: { linked: "true" },
  notOwn: { linked: "false" },
} as const satisfies Readonly<Record<ItemShow, object>>;

/** As the API takes them. Searching goes through the whole list: the other filters say nothing then. */
export const queryOf = ({ q, show }: ItemFilters) =>
  q !== undefined ? { search: q } : show === undefined ? {} : asked[show];
