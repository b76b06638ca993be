import { add, amount, compare, divide, isZero, absolute, multiply, subtract, type Amount } from "#domain/amount.ts";
import type { Measure, Metal } from "./price-answer.ts";
import { unitsIn } from "./units.ts";

const hundred = amount("100");

/** Suppliers state the metal index per one of these lengths: the wrong one is a factor ten. */
export type IndexLength = "km" | "1000m" | "100m";

/** Kilogram of metal per kilometre, from an index per another length. */
export const weightPerKm = (index: Amount, per: IndexLength): Amount =>
  per === "100m" ? multiply(index, amount("10")) : index;

/**
 * What one kilometre costs on top of the goods: index × (quote × (1 + handling) − base) ÷ 100 (contract price-lists.md 5).
 * Below zero when the quote is under the base, and it stays so. Discounts do not touch it.
 */
export function metalSurchargePerKm(metal: Omit<Metal, "type" | "quoteDate">): Amount {
  const handled = multiply(metal.quotePer100Kg, add(amount("1"), divide(metal.handlingPercent, hundred)));
  return divide(multiply(metal.weightKgPerKm, subtract(handled, metal.basePer100Kg)), hundred);
}

/** The surcharge for a measure, such as the 100 m of a price basis; null when it is not a length. */
export function metalSurcharge(metal: Omit<Metal, "type" | "quoteDate">, per: Measure): Amount | null {
  const ratio = unitsIn(per.unitCode, "KMT");
  if (ratio === null) return null;
  return divide(multiply(multiply(metalSurchargePerKm(metal), per.quantity), ratio.over), ratio.under);
}

/**
 * Whether a supplier's net price already holds a surcharge, proven by the price on an invoice: the computed price within 1 % of
 * it is the true one. Null when neither is or both are: that proves nothing.
 */
export function includedByInvoice(invoiced: Amount, net: Amount, netWithSurcharge: Amount): "yes" | "no" | null {
  if (isZero(invoiced)) return null;
  const isNear = (computed: Amount): boolean =>
    compare(absolute(subtract(invoiced, computed)), divide(absolute(invoiced), hundred)) <= 0;
  if (isNear(net) === isNear(netWithSurcharge)) return null;
  return isNear(net) ? "yes" : "no";
}
