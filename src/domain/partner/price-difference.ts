import {
  absolute,
  cents,
  compare,
  divide,
  equals,
  isPositive,
  multiply,
  subtract,
  amount,
  type Amount,
} from "#domain/amount.ts";
import type { MessagePrice } from "./order-message.ts";

/** What a relation lets pass without a person: either is enough (b2b-exchange.md 5.6). */
export interface PriceTolerance {
  /** Of our own price. */
  readonly priceTolerancePercent: Amount;
  /** On the amount of the line. On a price it would let a screw of 4 cents cost double. */
  readonly priceToleranceAmount: Amount;
  /** The buyer's price is taken over, whatever ours is. */
  readonly acceptsBuyerPrice: boolean;
}

export const usualTolerance: PriceTolerance = {
  priceTolerancePercent: amount("2"),
  priceToleranceAmount: amount("0.05"),
  acceptsBuyerPrice: false,
};

/** A quantity at a price: each side in its own unit, for the same goods. */
export interface PricedQuantity {
  readonly quantity: Amount;
  readonly price: MessagePrice;
}

export const priceVerdicts = ["same", "tolerated", "differs", "notAsked", "buyersTaken", "noOwnPrice"] as const;
export type PriceVerdict = (typeof priceVerdicts)[number];

export interface PriceDifference {
  readonly verdict: PriceVerdict;
  /** Whose price the line is booked at; nobody's where neither has one. */
  readonly holds: "own" | "buyers" | "nobodys";
  /** Line amounts in cents; null where that side names no price. */
  readonly ownAmount: Amount | null;
  readonly askedAmount: Amount | null;
  /** Ours less theirs: above zero, we ask more than the buyer expects. */
  readonly difference: Amount | null;
  /** Of ours, in percent, to two decimals; null where ours is nothing. */
  readonly percent: Amount | null;
}

const hundred = amount("100");

/** Not rounded: a tolerance is measured before rounding. */
const amountOf = (priced: PricedQuantity | null): Amount | null =>
  priced === null || !isPositive(priced.price.baseQuantity)
    ? null
    : divide(multiply(priced.quantity, priced.price.net), priced.price.baseQuantity);

/** Whether an answer has to name the price as changed: the buyer would pay something else than he asked for. */
export const isPriceChanged = ({ verdict }: Pick<PriceDifference, "verdict">): boolean => verdict === "differs";

/** Whether the line waits for a person because of its price. */
export const needsPrice = ({ verdict }: Pick<PriceDifference, "verdict">): boolean => verdict === "noOwnPrice";

/**
 * The price a buyer names beside ours, for the same goods. What he names is information: ours holds unless the relation says otherwise. Amounts of
 * the whole line are compared, so that each side may count in its own unit and price basis.
 */
export function priceDifference(
  own: PricedQuantity | null,
  asked: PricedQuantity | null,
  tolerance: PriceTolerance = usualTolerance,
): PriceDifference {
  const ours = amountOf(own);
  const theirs = amountOf(asked);
  const amounts = {
    ownAmount: ours === null ? null : cents(ours),
    askedAmount: theirs === null ? null : cents(theirs),
    difference: ours === null || theirs === null ? null : cents(subtract(ours, theirs)),
    percent: ours === null || theirs === null ? null : percentOf(subtract(ours, theirs), ours),
  };
  if (theirs !== null && tolerance.acceptsBuyerPrice) {
    const isEqual = ours !== null && equals(ours, theirs);
    return { verdict: isEqual ? "same" : "buyersTaken", holds: isEqual ? "own" : "buyers", ...amounts };
  }
  if (ours === null) return { verdict: "noOwnPrice", holds: "nobodys", ...amounts };
  if (theirs === null) return { verdict: "notAsked", holds: "own", ...amounts };
  const off = absolute(subtract(ours, theirs));
  if (equals(ours, theirs)) return { verdict: "same", holds: "own", ...amounts };
  const isSmall = compare(off, tolerance.priceToleranceAmount) <= 0;
  const isNear = compare(multiply(off, hundred), multiply(absolute(ours), tolerance.priceTolerancePercent)) <= 0;
  return { verdict: isSmall || isNear ? "tolerated" : "differs", holds: "own", ...amounts };
}

const percentOf = (off: Amount, whole: Amount): Amount | null =>
  isPositive(absolute(whole)) ? cents(divide(multiply(off, hundred), absolute(whole))) : null;
