import {
  absolute,
  amount,
  compare,
  divide,
  equals,
  isPositive,
  isZero,
  multiply,
  subtract,
  type Amount,
} from "#domain/amount.ts";

export type GuardReason = "factor" | "unitError" | "basis" | "unit" | "currency" | "noPrice";

/** A cost price as it is kept: what it is for stands beside it, because a cost without its basis is the classic wrong price. */
export interface GuardedPrice {
  /** Per use unit; null: no price. */
  readonly cost: Amount | null;
  /** For how many units the supplier states its price. */
  readonly basis: Amount;
  readonly unitCode: string;
  readonly currency: string;
}

export interface Guarded {
  /** `review`: a person looks at it before it replaces anything. */
  readonly verdict: "take" | "review";
  readonly reasons: readonly GuardReason[];
}

const three = amount("3");
const tolerance = amount("0.05");
const slips = [amount("10"), amount("100"), amount("1000")];

/** More than three times as much, or less than a third: the 20 of the Cebeo contract lies within this. */
const isFar = (from: Amount, to: Amount): boolean =>
  compare(to, multiply(from, three)) > 0 || compare(multiply(to, three), from) < 0;

/** Ten, hundred or thousand times, up or down, within 5 %. */
function isSlip(from: Amount, to: Amount): boolean {
  if (!isPositive(from) || !isPositive(to)) return false;
  const ratio = compare(to, from) > 0 ? divide(to, from) : divide(from, to);
  return slips.some((slip) => compare(absolute(subtract(ratio, slip)), multiply(slip, tolerance)) <= 0);
}

/**
 * Whether a list price and a net price beside it can be for the same quantity. Nobody gets nine tenths off; and with metal in it a net price may be
 * above the list price, but not three times as high.
 */
export const isNetLikely = (gross: Amount, net: Amount): boolean =>
  compare(net, multiply(gross, three)) <= 0 && compare(multiply(net, amount("10")), gross) >= 0;

/**
 * Whether a new price may replace the one that is kept (contract price-lists.md 1). A first price may; no price never
 * replaces one. Prices in two currencies are not compared.
 */
export function guardPrice(old: GuardedPrice | null, next: GuardedPrice): Guarded {
  if (next.cost === null) return { verdict: "review", reasons: ["noPrice"] };
  if (old === null) return { verdict: "take", reasons: [] };
  const reasons: GuardReason[] = [];
  if (old.currency !== next.currency) reasons.push("currency");
  if (old.unitCode !== next.unitCode) reasons.push("unit");
  if (!equals(old.basis, next.basis)) reasons.push("basis");
  if (old.cost !== null && old.currency === next.currency) {
    const isBothNothing = isZero(old.cost) && isZero(next.cost);
    // Ten times is more than three times.
    if (!isBothNothing && isFar(old.cost, next.cost)) {
      reasons.push("factor");
      if (isSlip(old.cost, next.cost)) reasons.push("unitError");
    }
  }
  return { verdict: reasons.length === 0 ? "take" : "review", reasons };
}
