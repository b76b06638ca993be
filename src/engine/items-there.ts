import type { Reads } from "#connect/reading.ts";
import type { ItemCount } from "#flows/shop-orders/codes.ts";

/** As many codes as `products.find` takes. */
const codesAtOnce = 100;

/** How many items the other side has of each code; one that is switched off cannot be booked on. */
export type ItemsThere = (codes: readonly string[]) => Promise<ReadonlyMap<string, ItemCount>>;

/**
 * Looks items up by their code, many at once, each once: `expected` are those that will be asked for soon, and are asked for with the first.
 * Lives as long as a job, so that an item that is made there is found by the next one. What could not be looked up is asked again.
 */
export function itemsThere(books: Reads, expected: readonly string[] = []): ItemsThere {
  const asked = new Map<string, Promise<ReadonlyMap<string, ItemCount>>>();
  const ask = async (codes: readonly string[]): Promise<ReadonlyMap<string, ItemCount>> => {
    const { items } = await books.read("products.find", { codes: [...codes] });
    return new Map(
      codes.map((code) => {
        const all = items.filter((item) => item.sellersItemIdentifier === code);
        const inUse = all.filter(({ isActive }) => isActive).length;
        return [code, inUse === 0 && all.length > 0 ? "off" : inUse] as const;
      }),
    );
  };
  const begin = (codes: readonly string[]): void => {
    for (let from = 0; from < codes.length; from += codesAtOnce) {
      const some = codes.slice(from, from + codesAtOnce);
      const answer = ask(some);
      for (const code of some) asked.set(code, answer);
      answer.catch(() => {
        for (const code of some) asked.delete(code);
      });
    }
  };
  return async (codes) => {
    const fresh = codes.filter((code) => !asked.has(code));
    if (fresh.length > 0) begin([...new Set([...fresh, ...expected.filter((code) => !asked.has(code))])]);
    const found = new Map<string, ItemCount>();
    for (const code of codes) found.set(code, (await asked.get(code))?.get(code) ?? 0);
    return found;
  };
}
