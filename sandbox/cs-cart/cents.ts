/** Amounts as whole cents, and the forms in which PHP takes and shows them. */
export type Cents = bigint;

/** Half up, away from zero. */
export function divided(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n;
  return numerator < 0n ? -((-numerator + half) / denominator) : (numerator + half) / denominator;
}

/** Decimal text times ten to the power of `decimals`, rounded. Throws on anything else: for what this stand-in is set up with. */
export function scaled(text: string, decimals: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`Not a decimal number: ${text}`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const kept = fraction.padEnd(decimals + 1, "0").slice(0, decimals + 1);
  const value = divided(BigInt(whole + kept), 10n);
  return sign === "-" ? -value : value;
}

export const cents = (text: string): Cents => scaled(text, 2);

/** What PHP makes of a price somebody sent: the number in front, `"12,50"` is 12 and `"abc"` is 0. */
export function phpCents(given: unknown): Cents {
  const found = /^\s*([+-]?)(\d*)(?:\.(\d*))?/.exec(typeof given === "number" ? given.toFixed(10) : String(given));
  const [, sign = "", whole = "", fraction = ""] = found ?? [];
  return cents(`${sign === "-" ? "-" : ""}${whole || "0"}.${fraction || "0"}`);
}

/** As a column of the database is shown: `"24.20"`. */
export function money(amount: Cents): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** As something PHP calculated is shown: `24.2`. */
export const float = (amount: Cents): number => Number(money(amount));

export const sum = (amounts: Iterable<Cents>): Cents => [...amounts].reduce((total, amount) => total + amount, 0n);

/** `percent` as text, up to three decimals. */
export const percentOf = (amount: Cents, percent: string): Cents => divided(amount * scaled(percent, 3), 100_000n);

export const least = (a: Cents, b: Cents): Cents => (a < b ? a : b);
