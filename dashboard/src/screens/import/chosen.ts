import { given, idIn, oneOf, type Search } from "#dashboard/parts/search-values.ts";

export const shownStates = ["new", "changed", "unchanged", "wrong"] as const;

/** The import on the screen, and which of its rows. */
export interface Chosen {
  readonly import?: string;
  readonly rows?: (typeof shownStates)[number];
}

export const readChosen = (search: Search): Chosen =>
  given({ import: idIn(search["import"]), rows: oneOf(shownStates, search["rows"]) });
