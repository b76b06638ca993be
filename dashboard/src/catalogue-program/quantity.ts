/** Quantities as decimal text, in order units, with at most six decimals; computed in millionths. */

const decimals = 6;

const millionths = (text: string): bigint => {
  const [whole = "0", rest = ""] = text.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(rest.slice(0, decimals).padEnd(decimals, "0") || "0");
};

const textOf = (count: bigint): string => {
  const rest = String(count % 1_000_000n)
    .padStart(decimals, "0")
    .replace(/0+$/, "");
  return rest === "" ? String(count / 1_000_000n) : `${count / 1_000_000n}.${rest}`;
};

/** What somebody typed, with a comma or a point; null: no quantity above nothing, or one the hub would refuse. */
export function quantityTyped(typed: string): string | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (!/^\d{1,9}(\.\d{0,6})?$|^\.\d{1,6}$/.test(text)) return null;
  const count = millionths(text.startsWith(".") ? `0${text}` : text);
  return count > 0n ? textOf(count) : null;
}

export const sumOf = (a: string, b: string): string => textOf(millionths(a) + millionths(b));

interface Terms {
  readonly minimum: string | null;
  readonly multiple: string | null;
}

/** The least that can be ordered, in whole packs where it is sold in packs. */
export function firstQuantity({ minimum, multiple }: Terms): string {
  const least = millionths(minimum ?? "0");
  const step = millionths(multiple ?? "0");
  if (step === 0n) return textOf(least === 0n ? 1_000_000n : least);
  const packs = (least + step - 1n) / step;
  return textOf((packs === 0n ? 1n : packs) * step);
}

/** The next quantity up or down; never below the first. */
export function stepped(quantity: string, terms: Terms, direction: 1 | -1): string {
  const step = millionths(terms.multiple ?? "1") || 1_000_000n;
  const next = millionths(quantity) + BigInt(direction) * step;
  const first = firstQuantity(terms);
  return next < millionths(first) ? first : textOf(next);
}

/** What the supplier asks that this quantity is not; nothing is forbidden, because a counter may sell it loose. */
export function quantityFault(quantity: string, { minimum, multiple }: Terms): "minimum" | "multiple" | null {
  if (minimum !== null && millionths(quantity) < millionths(minimum)) return "minimum";
  const step = millionths(multiple ?? "0");
  return step > 0n && millionths(quantity) % step !== 0n ? "multiple" : null;
}
