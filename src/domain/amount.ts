import { Decimal } from "decimal.js";
import { z } from "zod";

/**
 * An exact decimal: money, price, quantity or rate. At run time plain decimal text ("12.50"), the same in JSON,
 * Postgres `numeric`, API and documents; to the compiler opaque, so that `+ - * /` do not compile.
 * `<` and `===` do compile and are wrong ("9.00" < "10.00", "1.0" vs "1.00"): use `compare` and `equals`.
 */
export type Amount = { readonly [brand]: "amount" };
declare const brand: unique symbol;

/** Own constructor, so that no other code's `Decimal.set` can change our precision or rounding. Half up = away from zero. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 });

const pattern = /^-?\d{1,24}(?:\.\d{1,12})?$/;

/** Decimal text: digits with an optional point, at most 24 before and 12 after it. No exponent, no grouping, no sign but `-`. */
export const AmountText = z
  .string()
  .regex(pattern, "expected a decimal number as text, with a point, such as 12.50")
  .transform((text) => text as unknown as Amount);

/** Reads decimal text. Throws a RangeError on anything else, also on exponents, blanks and numbers that are not text. */
export function amount(text: string): Amount {
  if (typeof text !== "string" || !pattern.test(text)) throw new RangeError(`Not a decimal number: ${JSON.stringify(text)}`);
  return text as unknown as Amount;
}

/** The text of an amount, as it came or was computed. Not rounded, not padded. */
export const text = (value: Amount): string => value as unknown as string;

const exact = (value: Amount): Decimal => new Exact(value as unknown as string);
const from = (value: Decimal): Amount => (value.isZero() ? zero : (value.toFixed() as unknown as Amount));

export const zero = "0" as unknown as Amount;

export const add = (a: Amount, b: Amount): Amount => from(exact(a).plus(exact(b)));
export const subtract = (a: Amount, b: Amount): Amount => from(exact(a).minus(exact(b)));
export const multiply = (a: Amount, b: Amount): Amount => from(exact(a).times(exact(b)));
export const negate = (a: Amount): Amount => from(exact(a).negated());
export const absolute = (a: Amount): Amount => from(exact(a).abs());

/** Exact to 40 significant digits, not rounded to a scale: round the result. Throws a RangeError on division by zero. */
export function divide(a: Amount, b: Amount): Amount {
  if (isZero(b)) throw new RangeError("Division by zero");
  return from(exact(a).dividedBy(exact(b)).toSignificantDigits(40));
}

export function sum(values: Iterable<Amount>): Amount {
  let total = new Exact(0);
  for (const value of values) total = total.plus(exact(value));
  return from(total);
}

/** Rounds half away from zero to `scale` decimals and pads to it: round("2.675", 2) is "2.68", round("-2.675", 2) is "-2.68". */
export function round(value: Amount, scale: number): Amount {
  const rounded = exact(value).toDecimalPlaces(scale, Decimal.ROUND_HALF_UP);
  return (rounded.isZero() ? new Exact(0) : rounded).toFixed(scale) as unknown as Amount;
}

/** Two decimals, half away from zero: the only scale in which totals are stated. */
export const cents = (value: Amount): Amount => round(value, 2);

export const compare = (a: Amount, b: Amount): -1 | 0 | 1 => exact(a).comparedTo(exact(b)) as -1 | 0 | 1;
export const equals = (a: Amount, b: Amount): boolean => exact(a).equals(exact(b));
export const isZero = (a: Amount): boolean => exact(a).isZero();
export const isNegative = (a: Amount): boolean => exact(a).isNegative() && !exact(a).isZero();
export const isPositive = (a: Amount): boolean => exact(a).isPositive() && !exact(a).isZero();
export const smallest = (a: Amount, b: Amount): Amount => (compare(a, b) <= 0 ? a : b);
export const largest = (a: Amount, b: Amount): Amount => (compare(a, b) >= 0 ? a : b);

/** Largest remainder: the cents that rounding down leaves over go to the largest fractions first, ties in the order of `ties`. */
function spread(total: Amount, shares: readonly Decimal[], ties: (a: number, b: number) => number): Amount[] {
  const floors = shares.map((share) => share.times(100).floor());
  const left = exact(total)
    .times(100)
    .minus(floors.reduce((all, floor) => all.plus(floor), new Exact(0)))
    .toNumber();
  const order = shares
    .map((share, index) => ({ index, fraction: share.times(100).minus(floors[index] ?? 0) }))
    .toSorted((a, b) => b.fraction.comparedTo(a.fraction) || ties(a.index, b.index) || a.index - b.index);
  const cent = new Array<number>(shares.length).fill(0);
  const step = left < 0 ? -1 : 1;
  const ranked = step > 0 ? order : order.toReversed();
  for (let given = 0; given < Math.abs(left); given += 1) {
    const place = ranked[given % ranked.length];
    if (place) cent[place.index] = (cent[place.index] ?? 0) + step;
  }
  return floors.map((floor, index) => round(from(floor.plus(cent[index] ?? 0).dividedBy(100)), 2));
}

/**
 * Splits `total` (two decimals) in whole cents in proportion to `weights`, so that the parts add up to it exactly.
 * Largest remainder; ties: the larger weight, then the first (e-invoicing.md 6a step 2). All weights zero: all goes to the first.
 */
export function allocate(total: Amount, weights: readonly Amount[]): Amount[] {
  if (weights.length === 0) throw new RangeError("Nothing to allocate over");
  const whole = exact(sum(weights));
  if (whole.isZero()) return weights.map((_, index) => (index === 0 ? cents(total) : cents(zero)));
  const shares = weights.map((weight) => exact(total).times(exact(weight)).dividedBy(whole));
  return spread(total, shares, (a, b) => exact(weights[b] ?? zero).comparedTo(exact(weights[a] ?? zero)));
}

/**
 * Rounds `exacts` to cents so that they add up to `total`: largest remainder of the exact values, ties: the larger value,
 * then the first (e-invoicing.md 6a step 6). Works on exact rationals given as numerators over one common `divisor`.
 */
export function distribute(total: Amount, exacts: readonly Amount[], divisor: Amount): Amount[] {
  if (exacts.length === 0) return [];
  const shares = exacts.map((value) => exact(value).dividedBy(exact(divisor)));
  return spread(total, shares, (a, b) => exact(exacts[b] ?? zero).comparedTo(exact(exacts[a] ?? zero)));
}
