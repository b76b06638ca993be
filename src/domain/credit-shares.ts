import {
  absolute,
  add,
  allocate,
  amount,
  cents,
  compare,
  divide,
  equals,
  isNegative,
  isPositive,
  isZero,
  largest,
  multiply,
  smallest,
  subtract,
  sum,
  zero,
  type Amount,
} from "./amount.ts";
import type { VatLine } from "./document.ts";

/** What one VAT group of an invoice still holds, or what a credit note takes of it. */
export interface Share {
  readonly gross: Amount;
  readonly taxable: Amount;
  readonly tax: Amount;
}

export interface Left extends Share {
  readonly vat: VatLine;
}

/** Cents a source's own lines may be off its refund; more is money without a line. */
export const stray = amount("0.05");

const isStray = (difference: Amount): boolean => compare(absolute(difference), stray) <= 0;

/** A group may be negative as a whole: it is then used up from below. */
const between = (value: Amount, end: Amount): Amount =>
  isNegative(end) ? smallest(largest(value, end), zero) : largest(smallest(value, end), zero);

/**
 * Gross to credit per group. `named`: what the refund's lines say. A few cents beside that go to the largest group named, more is
 * apportioned over what is left. Never more than a group holds: what does not fit moves to the groups with room, the largest first.
 * What then still does not fit is rounding of the invoice, which is in no group.
 */
export function grossPerGroup(total: Amount, named: readonly Amount[], left: readonly Left[]): Amount[] {
  const wanted = withUnnamed(named, cents(subtract(total, sum(named))), left);
  const fitted = wanted.map((gross, index) => between(gross, left[index]?.gross ?? zero));
  const order = left
    .map((_, index) => index)
    .toSorted((a, b) => compare(left[b]?.gross ?? zero, left[a]?.gross ?? zero));
  let over = cents(subtract(total, sum(fitted)));
  for (const index of order) {
    const group = left[index]?.gross ?? zero;
    const before = fitted[index] ?? zero;
    const after = isPositive(over)
      ? smallest(add(before, over), largest(group, zero))
      : largest(add(before, over), smallest(group, zero));
    fitted[index] = cents(after);
    over = cents(subtract(over, subtract(after, before)));
  }
  return fitted;
}

function withUnnamed(named: readonly Amount[], unnamed: Amount, left: readonly Left[]): Amount[] {
  if (isZero(unnamed)) return [...named];
  const top = named.reduce((best, gross, index) => (compare(gross, named[best] ?? zero) > 0 ? index : best), 0);
  if (isStray(unnamed) && isPositive(named[top] ?? zero)) {
    return named.map((gross, index) => (index === top ? cents(add(gross, unnamed)) : gross));
  }
  const room = left.map((group, index) => largest(subtract(group.gross, named[index] ?? zero), zero));
  const shares = allocate(unnamed, isPositive(unnamed) ? room : named.map((gross) => largest(gross, zero)));
  return named.map((gross, index) => cents(add(gross, shares[index] ?? zero)));
}

/** Taxable amount and VAT that a gross amount holds: e-invoicing.md 6a step 5. */
function sharesOf(gross: Amount, rate: Amount): Share {
  const fraction = divide(rate, amount("100"));
  const taxable = cents(divide(gross, add(amount("1"), fraction)));
  return { gross, taxable, tax: cents(multiply(taxable, fraction)) };
}

const oneCent = amount("0.01");
const isNear = (a: Amount, b: Amount): boolean => compare(absolute(subtract(a, b)), oneCent) <= 0;

/** What stays of a group can itself be credited: nothing overdrawn, and within a cent of what its gross would give. */
function isSound(rest: Share, rate: Amount): boolean {
  const overdrawn = [rest.taxable, rest.tax].some(
    (value) => !isZero(value) && isNegative(value) !== isNegative(rest.gross),
  );
  const taxOfRest = cents(multiply(rest.taxable, divide(rate, amount("100"))));
  return !overdrawn && isNear(rest.taxable, sharesOf(rest.gross, rate).taxable) && isNear(rest.tax, taxOfRest);
}

/**
 * What crediting `gross` takes of a group. All of it: the remainder, so that the credits add up to the invoice. A part: what that
 * gross gives by itself, unless the rest would drift away from its gross; then the rest is put right and the credit takes the
 * difference. Many small refunds would otherwise leave a last one without taxable amount, or with none but VAT.
 */
export function takeOf(left: Left, gross: Amount): Share {
  if (equals(gross, left.gross)) return { gross, taxable: left.taxable, tax: left.tax };
  if (isZero(gross)) return { gross, taxable: cents(zero), tax: cents(zero) };
  const rate = left.vat.vatRate;
  const own = sharesOf(gross, rate);
  const restGross = subtract(left.gross, gross);
  const rest = { gross: restGross, taxable: subtract(left.taxable, own.taxable), tax: subtract(left.tax, own.tax) };
  if (isSound(rest, rate)) return own;
  const right = sharesOf(restGross, rate);
  return {
    gross,
    taxable: cents(between(subtract(left.taxable, right.taxable), left.taxable)),
    tax: cents(between(subtract(left.tax, right.tax), left.tax)),
  };
}
