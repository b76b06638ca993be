import { given, oneOf, type Search } from "#dashboard/parts/search-values.ts";

/** Where on an item one is; nothing of it: what it is called and costs. */
export const itemTabs = ["properties", "suppliers", "prices"] as const;

export interface ItemPlace {
  readonly tab?: (typeof itemTabs)[number];
}

export const readItemPlace = (search: Search): ItemPlace => given({ tab: oneOf(itemTabs, search["tab"]) });
