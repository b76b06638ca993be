import { Decimal } from "decimal.js";
import { z } from "zod";
import { textLater } from "./texts/text-later.ts";

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
  .regex(pattern, textLater("given.decimalText"))
  .transform((text) => text as unknown as Amount);

/** Reads decimal text. Throws a RangeError on anything else, also on exponents, blanks and numbers that are not text. */
export function amount(text: string): Amount {
  if (typeof text !== "string" || !pattern.test(text))
    throw new RangeError(`Not a decimal number: ${JSON.stringify(String(text))}`);
  return text as unknown as Amount;
}

/** The text of an amount, as it came or was computed. Not rounded, not padded. */
export const text = (value: Amount): string => value as unknown as string;

/** Decimals never change, so one that was read may be used again: the same rates, zeros and prices come by all the time. */
const read = new Map<string, Decimal>();
const mostRead = 4096;

function exact(value: Amount): Decimal {
  const digits = value as unknown as string;
  const known = read.get(digits);
  if (known !== undefined) return known;
  const decimal = new Exact(digits);
  if (read.size >= mostRead) read.clear();
  read.set(digits, decimal);
  return decimal;
}
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

/**
 * Largest remainder: cents that rounding down leaves over go to the largest fractions first, cents given out too many are taken back
 * from the smallest, never from a part that has none. Ties: the larger value, then the first.
 */
function spread(total: Amount, shares: readonly Decimal[], size: (index: number) => Decimal): Amount[] {
  const parts = shares.map((share) => share.times(100).floor());
  const left = parts.reduce((rest, part) => rest.minus(part), exact(total).times(100));
  if (!left.isInteger()) throw new RangeError(`Not in whole cents: ${text(total)}`);
  const step = left.isNegative() ? -1 : 1;
  const order = shares
    .map((share, index) => ({ index, fraction: share.times(100).minus(parts[index] ?? 0) }))
    .toSorted(
      (a, b) =>
        step * b.fraction.comparedTo(a.fraction) || size(b.index).comparedTo(size(a.index)) || a.index - b.index,
    )
    .map(({ index }) => index);
  const hasCent = (index: number): boolean => parts[index]?.isPositive() === true && !parts[index].isZero();
  for (let given = 0; given < left.abs().toNumber(); given += 1) {
    const turn = [...order.slice(given % order.length), ...order.slice(0, given % order.length)];
    const index = (step < 0 ? turn.find(hasCent) : undefined) ?? turn[0] ?? 0;
    parts[index] = (parts[index] ?? new Exact(0)).plus(step);
  }
  return parts.map((part) => round(from(part.dividedBy(100)), 2));
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
  return spread(total, shares, (index) => exact(weights[index] ?? zero));
}

/**
 * Rounds `exacts`, given as numerators over one common `divisor`, to cents that add up to `total`: largest remainder of the exact
 * values, ties: the larger value, then the first (e-invoicing.md 6a step 6). A total further off than a cent per part is not
 * rounding: it is split in proportion.
 */
export function distribute(total: Amount, exacts: readonly Amount[], divisor: Amount): Amount[] {
  if (exacts.length === 0) return [];
  const shares = exacts.map((value) => exact(value).dividedBy(exact(divisor)));
  const off = shares.reduce((rest, share) => rest.minus(share), exact(total)).abs();
  if (off.times(100).greaterThan(exacts.length)) return allocate(total, exacts);
  return spread(total, shares, (index) => exact(exacts[index] ?? zero));
}
