import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import { isNoNumber } from "#dashboard/screens/item/item-values.ts";
import type { PriceList } from "./price-list-queries.ts";
import { isRuleUnread, ruleOf, ruleValuesOf, type SalesRule, type SalesRuleValues } from "./sales-rule.ts";

/** How the prices of a list are to be read, as the hub keeps it. */
export interface Terms {
  readonly metalInNet: "yes" | "no";
  readonly contributionsIncluded: "unknown" | "yes" | "no";
  readonly generalDiscountPercent: string | null;
  readonly pricesIncludeTax: boolean;
  readonly vatRate: string | null;
  readonly salesRule: SalesRule | null;
}

export const termsOf = ({ terms }: Pick<PriceList, "terms">): Terms => terms as unknown as Terms;

/** A price list as its form holds it: numbers as they are typed. */
export interface PriceListValues {
  readonly name: string;
  readonly currency: string;
  readonly metalInNet: Terms["metalInNet"];
  readonly contributionsIncluded: Terms["contributionsIncluded"];
  readonly generalDiscountPercent: string;
  readonly pricesIncludeTax: boolean;
  readonly vatRate: string;
  readonly salesRule: SalesRuleValues;
}

export const emptyPriceList: PriceListValues = {
  name: "",
  currency: "EUR",
  metalInNet: "no",
  contributionsIncluded: "unknown",
  generalDiscountPercent: "",
  pricesIncludeTax: false,
  vatRate: "",
  salesRule: { kind: "none", value: "" },
};

const shown = (value: string | null, mark: DecimalMark): string => (value === null ? "" : shownNumber(value, mark));

export function valuesOf(list: PriceList, mark: DecimalMark): PriceListValues {
  const { generalDiscountPercent, vatRate, salesRule, ...terms } = termsOf(list);
  return {
    name: list.name,
    currency: list.currency,
    ...terms,
    generalDiscountPercent: shown(generalDiscountPercent, mark),
    vatRate: shown(vatRate, mark),
    salesRule: ruleValuesOf(salesRule, mark),
  };
}

/** A field with what is no number in it: the form says so, and is not sent. */
export const isUnread = ({ generalDiscountPercent, vatRate, salesRule }: PriceListValues): boolean =>
  isNoNumber(generalDiscountPercent) || isNoNumber(vatRate) || isRuleUnread(salesRule);

/** As the hub takes it. */
export function bodyOf(
  { name, currency, generalDiscountPercent, vatRate, salesRule, ...terms }: PriceListValues,
  mark: DecimalMark,
) {
  return {
    name,
    currency: currency.trim().toUpperCase(),
    terms: {
      ...terms,
      generalDiscountPercent: readNumber(generalDiscountPercent, mark),
      vatRate: readNumber(vatRate, mark),
      salesRule: ruleOf(salesRule, mark),
    },
  };
}
