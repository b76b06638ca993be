import { given, idIn, oneOf, type Search } from "#dashboard/parts/search-values.ts";

/** In the order a person looks at them: what needs him first. */
export const shownRows = ["suspicious", "new", "changed", "vanished", "wrong", "gone", "unchanged"] as const;
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
): number => {
  if (kind === "vanished") return isWholeList ? (counts["vanished"] ?? 0) : 0;
  // A line that cannot be read has no article: it stands among the problems.
  if (kind === "wrong") return Math.max(counts["wrong"] ?? 0, counts["problems"] ?? 0);
  return counts[kind] ?? 0;
};
