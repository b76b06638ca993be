/** Amounts as a shop keeps them: whole micro-euros, written with six decimals. */
export type Micro = bigint;

const unit = 1_000_000n;

/** Half up, away from zero. */
function divide(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n;
  return numerator < 0n ? -((-numerator + half) / denominator) : (numerator + half) / denominator;
}

export const ofCents = (cents: number): Micro => BigInt(cents) * 10_000n;

export const roundToCents = (amount: Micro): Micro => divide(amount, 10_000n) * 10_000n;

/** What a price with VAT is without it. `percent` as WooCommerce writes it: 21, 5.5. */
export function withoutVat(gross: Micro, percent: number): Micro {
  const thousandths = BigInt(Math.round(percent * 1000));
  return divide(gross * 100_000n, 100_000n + thousandths);
}

export function microOf(text: string): Micro {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const value = BigInt(whole) * unit + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
  return sign === "-" ? -value : value;
}

export function sixDecimals(amount: Micro): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(7, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

export const sum = (amounts: Iterable<Micro>): Micro => [...amounts].reduce((total, amount) => total + amount, 0n);
