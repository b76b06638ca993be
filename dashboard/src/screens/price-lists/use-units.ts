import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { unitsQuery } from "#dashboard/screens/items/items-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Units {
  /** As one says one of it: `meter`. */
  readonly one: (code: string) => string;
  /** `100 meter`. */
  readonly of: (quantity: string, code: string) => string;
  /** What a price is for: `per 100 meter`, `per stuk`. */
  readonly per: (quantity: string, code: string) => string;
}

/** Units by their code, in the language of the user; a code nobody knows is said as it is. */
export function useUnits(): Units {
  const { t, format, language } = useWords();
  const known = useQuery(unitsQuery(useApi(), language)).data?.items ?? [];
  const find = (code: string) => known.find((unit) => unit.code === code);
  const one = (code: string): string => find(code)?.one ?? code;
  const isOne = (quantity: string): boolean => /^1(\.0*)?$/.test(quantity);
  const of = (quantity: string, code: string): string =>
    `${format.decimal(quantity)} ${isOne(quantity) ? one(code) : (find(code)?.several ?? code)}`;
  return {
    one,
    of,
    per: (quantity, code) => t("supplierItem.per", { unit: isOne(quantity) ? one(code) : of(quantity, code) }),
  };
}
