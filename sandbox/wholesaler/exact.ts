/** Prices and quantities as whole hundred-millionths: exact for a price per 1000 with five decimals. */
export type Exact = bigint;

const decimals = 8;
export const one: Exact = 10n ** BigInt(decimals);

/** Half away from zero. */
export function divided(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n;
  return numerator < 0n ? -((-numerator + half) / denominator) : (numerator + half) / denominator;
}

/** Decimal text with a dot. Throws on anything else: for what the stand-in is set up with. */
export function exact(text: string): Exact {
  const match = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(text);
  if (match === null) throw new RangeError(`Not a decimal number: ${text}`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const value = BigInt(whole + fraction.padEnd(decimals, "0"));
  return sign === "-" ? -value : value;
}

/** With at least `least` decimals, and more when it has more. */
export function shown(value: Exact, least = 2): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, "0");
  const fraction = digits.slice(-decimals).replace(/0+$/, "").padEnd(least, "0");
  const whole = digits.slice(0, -decimals);
  return `${value < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** A quantity times a price for `per` units, in whole cents. */
export const amountOf = (quantity: Exact, price: Exact, per: number): Exact =>
  toCents(divided(quantity * price, one * BigInt(per)));

/** A percentage of an amount, in whole cents. */
export const percentOf = (amount: Exact, percent: string): Exact =>
  toCents(divided(amount * exact(percent), 100n * one));

const cent = one / 100n;
const toCents = (value: Exact): Exact => divided(value, cent) * cent;
