/** Prices that differ by a seed, the same for the same seed: what a day later does to a catalogue. */
import type { Article, Prices } from "./articles.ts";

/** Of a text and a seed, 0 to 2^32 - 1. */
export function hashOf(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A number of ten-thousandths as text: 21050 is "2.1050". */
export function ofTenThousandths(count: number): string {
  const digits = String(count).padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** A price times so many thousandths, in four decimals; what is no plain price stays as it is. */
function scaled(price: string | null, thousandths: number): string | null {
  if (price === null || !/^\d+(\.\d{1,4})?$/.test(price)) return price;
  const [whole = "", part = ""] = price.split(".");
  const count = BigInt(whole + part.padEnd(4, "0"));
  return ofTenThousandths(Number((count * BigInt(thousandths) + 500n) / 1000n));
}

/** Seed 0 is the article's own price. With another, one article in three is 5 % less up to 8 % more. */
export function seededPrices(article: Article, seed: number): Prices {
  const { tarifPrice, netPrice, supplierItemId } = article;
  if (seed === 0) return { tarifPrice, netPrice };
  const hash = hashOf(supplierItemId, seed);
  if (hash % 3 !== 0) return { tarifPrice, netPrice };
  const thousandths = 950 + ((hash >>> 8) % 131);
  return { tarifPrice: scaled(tarifPrice, thousandths), netPrice: scaled(netPrice, thousandths) };
}
