import { given, wordsIn, type Search } from "#dashboard/parts/search-values.ts";

/** What a list of contacts or items is narrowed by. */
export interface BookFilters {
  readonly q?: string;
  /** Only those that were put away. */
  readonly archived?: true;
}

export const readBookFilters = (search: Search): BookFilters =>
  given({ q: wordsIn(search["q"], 200), archived: search["archived"] === true ? (true as const) : undefined });

/** As the API takes them. */
export const queryOf = ({ q, archived }: BookFilters) => ({
  ...(q !== undefined && { q }),
  ...(archived === true && { archived: "true" as const }),
});
