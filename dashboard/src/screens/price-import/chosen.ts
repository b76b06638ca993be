import { given, idIn, oneOf, type Search } from "#dashboard/parts/search-values.ts";

/** In the order a person looks at them: what needs him first. */
export const shownRows = [
  "suspicious",
  "wrong",
  "problems",
  "new",
  "changed",
  "vanished",
  "gone",
  "unchanged",
] as const;
export type RowKind = (typeof shownRows)[number];

/** The file on the screen, and which of its articles. */
export interface Chosen {
  readonly import?: string;
  readonly rows?: RowKind;
}

export const readChosen = (search: Search): Chosen =>
  given({ import: idIn(search["import"]), rows: oneOf(shownRows, search["rows"]) });

/** How many of each there are: what the file leaves out counts only when it is the whole list. */
export const countOf = (
  kind: RowKind,
  { counts, isWholeList }: { readonly counts: Readonly<Record<string, number>>; readonly isWholeList: boolean },
): number => (kind === "vanished" && !isWholeList ? 0 : (counts[kind] ?? 0));
