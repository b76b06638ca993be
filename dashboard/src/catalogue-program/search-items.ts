import type { CompanyDatabase, KeptItem } from "./device-database.ts";
import { codesToFind } from "./scanned-code.ts";
import { answersTo, queryOf } from "./search-terms.ts";

/** What fits on a phone before somebody types one more letter. */
export const mostHits = 60;
/** A word that begins more articles than this is checked on the articles, not looked up. */
const mostKeys = 6000;
/** Articles that are read at once. */
const portion = 200;

export interface Hits {
  readonly items: readonly KeptItem[];
  /** There are more than are shown. */
  readonly hasMore: boolean;
}

type ItemKey = [list: number, code: string];

const beginningWith = (term: string): IDBKeyRange => IDBKeyRange.bound(term, `${term}\uffff`);
const written = ([list, code]: ItemKey): string => `${list} ${code}`;

/** Finds articles offline; null when nothing was asked yet. `signal`: somebody typed on. */
export async function searchItems(database: CompanyDatabase, typed: string, signal: AbortSignal): Promise<Hits | null> {
  const query = queryOf(typed);
  if (query === null) return null;
  const byCode =
    query.code === ""
      ? []
      : await itemsAt(database, await keysOf(database, query.code, mostHits + 1), () => true, signal);
  const byWords = query.words.length === 0 ? [] : await itemsOfWords(database, query.words, signal);
  const found = new Map([...byCode, ...byWords].map((item) => [written([item.list, item.code]), item]));
  const items = [...found.values()];
  return { items: items.slice(0, mostHits), hasMore: items.length > mostHits };
}

/** Keys of articles with a term that begins so, each once, by that term. */
async function keysOf(database: CompanyDatabase, term: string, most: number): Promise<ItemKey[]> {
  const keys = await database.getAllKeysFromIndex("items", "terms", beginningWith(term), most);
  return [...new Map(keys.map((key) => [written(key), key])).values()];
}

async function itemsOfWords(
  database: CompanyDatabase,
  words: readonly string[],
  signal: AbortSignal,
): Promise<KeptItem[]> {
  const [first = "", ...others] = words;
  if (others.length === 0) return itemsAt(database, await keysOf(database, first, mostHits + 1), () => true, signal);
  const sets = await Promise.all(words.map(async (word) => ({ word, keys: await keysOf(database, word, mostKeys) })));
  const [rarest, ...rest] = sets.toSorted((a, b) => a.keys.length - b.keys.length);
  if (rarest === undefined || signal.aborted) return [];
  // A set that was cut off says nothing about what is not in it.
  const whole = rest.filter(({ keys }) => keys.length < mostKeys).map(({ keys }) => new Set(keys.map(written)));
  const keys = rarest.keys.filter((key) => whole.every((set) => set.has(written(key))));
  return itemsAt(database, keys, ({ terms }) => answersTo(terms, words), signal);
}

/** Reads articles until enough are right. */
async function itemsAt(
  database: CompanyDatabase,
  keys: readonly ItemKey[],
  isRight: (item: KeptItem) => boolean,
  signal: AbortSignal,
): Promise<KeptItem[]> {
  const found: KeptItem[] = [];
  for (let at = 0; at < keys.length && found.length <= mostHits && !signal.aborted; at += portion) {
    const { store } = database.transaction("items");
    const read = await Promise.all(keys.slice(at, at + portion).map((key) => store.get(key)));
    for (const item of read) if (item !== undefined && isRight(item)) found.push(item);
  }
  return found;
}

/** Articles with exactly a code that was scanned or typed: by barcode, else by a code of the supplier or the manufacturer. */
export async function itemsOfCode(database: CompanyDatabase, scanned: string): Promise<KeptItem[]> {
  for (const code of codesToFind(scanned)) {
    const items = await database.getAllFromIndex("items", "terms", IDBKeyRange.only(code), mostHits);
    if (items.length > 0) return items;
  }
  return [];
}
