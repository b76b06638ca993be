import { amount, compare, divide, isPositive, multiply, subtract, zero, type Amount } from "#domain/amount.ts";
import type { Discount, PriceAnswer } from "./price-answer.ts";
import { convertQuantity } from "./units.ts";

const one = amount("1");
const hundred = amount("100");

/** The price that is left after discounts in their order, exact and not rounded. Surcharges stay out: no discount touches them. */
export const netAfter = (gross: Amount, discounts: readonly Pick<Discount, "kind" | "value">[]): Amount =>
  discounts.reduce((price, { kind, value }) => {
    if (kind === "amount") return subtract(price, value);
    return multiply(price, kind === "multiplier" ? value : subtract(one, divide(value, hundred)));
  }, gross);

/** The percent all discounts amount to on this gross price, for the screen; null without a price to take it from. */
export const discountPercent = (
  gross: Amount,
  discounts: readonly Pick<Discount, "kind" | "value">[],
): Amount | null =>
  isPositive(gross) ? subtract(hundred, divide(multiply(netAfter(gross, discounts), hundred), gross)) : null;

/** For what a supplier's condition is. In the order in which they win; the first that gives a price is the price, nothing stacks. */
export const conditionLevels = ["project", "promotion", "articleNet", "articleDiscount", "group", "general"] as const;

/** A condition of a supplier for us: a net price or up to three discounts, for an article, a discount group or everything. */
export interface PriceCondition {
  readonly on: "project" | "promotion" | "article" | "group" | "general";
  /** The supplier's item code for project, promotion and article, its group code for group, empty for general. Text: `06` is not `6`. */
  readonly code: string;
  readonly net: Amount | null;
  readonly discounts: readonly Discount[];
  /** From this quantity on, in the unit the quantity is asked in; 0 without brackets. */
  readonly from: Amount;
  /** ISO dates, both inclusive; null is open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface PricedArticle {
  readonly code: string;
  readonly gross: Amount | null;
  /** The discount group on the article; empty when it has none. */
  readonly group: string;
}

export interface ChosenPrice {
  readonly level: (typeof conditionLevels)[number] | "gross";
  /** Per the basis of the gross price. */
  readonly net: Amount;
  readonly discounts: readonly Discount[];
  /** Nothing but the list price is known: the group table is probably missing, and that is said. */
  readonly isGrossOnly: boolean;
}

function levelOf(condition: PriceCondition): (typeof conditionLevels)[number] {
  if (condition.on === "article") return condition.net === null ? "articleDiscount" : "articleNet";
  return condition.on;
}

function applies(condition: PriceCondition, article: PricedArticle, quantity: Amount, on: string): boolean {
  const code = condition.on === "general" ? condition.code : condition.on === "group" ? article.group : article.code;
  if (condition.code !== code || (condition.on === "group" && code === "")) return false;
  if ((condition.validFrom ?? on) > on || (condition.validTo ?? on) < on) return false;
  return compare(condition.from, quantity) <= 0;
}

/**
 * Which price holds for an article at a quantity on a date (contract price-lists.md 2). Within a level the highest bracket the
 * quantity reaches wins, and a net price wins over discounts. A discount without a gross price gives no price and is passed over.
 * Null: no price.
 */
export function choosePrice(
  article: PricedArticle,
  conditions: readonly PriceCondition[],
  { quantity, on }: { readonly quantity: Amount; readonly on: string },
): ChosenPrice | null {
  const usable = conditions.filter(
    (condition) =>
      applies(condition, article, quantity, on) &&
      (condition.net !== null || (article.gross !== null && condition.discounts.length > 0)),
  );
  for (const level of conditionLevels) {
    const best = usable
      .filter((condition) => levelOf(condition) === level)
      .toSorted((a, b) => compare(b.from, a.from) || Number(b.net !== null) - Number(a.net !== null))[0];
    if (best === undefined) continue;
    const net = best.net ?? netAfter(article.gross ?? zero, best.discounts);
    return { level, net, discounts: best.net === null ? best.discounts : [], isGrossOnly: false };
  }
  return article.gross === null ? null : { level: "gross", net: article.gross, discounts: [], isGrossOnly: true };
}

/** The answer as it holds for a quantity in order units: with the net price of the highest tier that quantity reaches. */
export function atQuantity(answer: PriceAnswer, quantity: Amount): PriceAnswer {
  const inPriceUnits = multiply(quantity, answer.perOrderUnit);
  const reached = answer.tiers
    .flatMap((tier) => {
      const { unitCode } = tier.from;
      const from =
        unitCode === answer.orderUnitCode
          ? multiply(tier.from.quantity, answer.perOrderUnit)
          : convertQuantity(tier.from.quantity, unitCode, answer.basis.unitCode);
      const net = tier.net ?? (tier.percent && answer.gross && lessPercent(answer.gross, tier.percent));
      return from !== null && net !== null && compare(from, inPriceUnits) <= 0 ? [{ from, net }] : [];
    })
    .toSorted((a, b) => compare(b.from, a.from))[0];
  return reached === undefined ? answer : { ...answer, net: reached.net };
}

const lessPercent = (gross: Amount, percent: Amount): Amount => netAfter(gross, [{ kind: "percent", value: percent }]);

/** Percent from one price to another, not rounded; null from a price of nothing. */
export const changePercent = (from: Amount, to: Amount): Amount | null =>
  isPositive(from) ? divide(multiply(subtract(to, from), hundred), from) : null;
