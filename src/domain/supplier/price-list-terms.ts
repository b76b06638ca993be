import { z } from "zod";
import { AmountText, amount, compare, isNegative, isPositive, type Amount } from "#domain/amount.ts";
import { SupplierTerms } from "./cost.ts";
import { SalesRule } from "./sales-price.ts";

const hundred = amount("100");
const isPercent = (value: Amount): boolean => !isNegative(value) && compare(value, hundred) <= 0;

/** How the prices of one list are to be read. What its files say themselves goes before it. */
export const PriceListTerms = SupplierTerms.extend({
  metalInNet: SupplierTerms.shape.metalInNet.default("no"),
  contributionsIncluded: SupplierTerms.shape.contributionsIncluded.default("unknown"),
  /** Off every list price that nothing nearer says anything about; null: nothing. */
  generalDiscountPercent: AmountText.refine(isPercent).nullable().default(null),
  /** A list for consumers: the VAT is taken out of every price that is read. */
  pricesIncludeTax: z.boolean().default(false),
  /** Percent of VAT that is taken out where a line says none. */
  vatRate: AmountText.refine(isPercent).nullable().default(null),
  salesRule: SalesRule.nullable().default(null),
});
export type PriceListTerms = z.output<typeof PriceListTerms>;

export const usualTerms: PriceListTerms = PriceListTerms.parse({});

/** A margin of −100 % or a factor of 0 would give things away. */
export const isSalesRuleRight = (rule: SalesRule): boolean =>
  rule.kind === "factor" ? isPositive(rule.factor) : compare(rule.percent, amount("-100")) > 0;
