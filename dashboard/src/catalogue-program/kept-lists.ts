import type { Schemas } from "#dashboard/api/client.ts";
import type { CompanyDatabase, KeptList, Walk } from "./device-database.ts";
import { termsOf } from "./search-terms.ts";

/** Everything of a list: an array is above every text in the order of keys. */
export const ofList = (number: number): IDBKeyRange => IDBKeyRange.bound([number], [number, []]);

export const keptLists = (database: CompanyDatabase): Promise<KeptList[]> => database.getAll("lists");

const wholeWalk: Walk = { since: null, after: "", asOf: null };

/** Begins to keep a list; one that is kept already is left as it is. */
export async function keepList(
  database: CompanyDatabase,
  { id, supplier, name, currency, items }: Schemas["OfflinePriceList"],
): Promise<void> {
  const trx = database.transaction("lists", "readwrite");
  const all = await trx.store.getAll();
  if (!all.some((list) => list.id === id)) {
    const number = Math.max(0, ...all.map((list) => list.number)) + 1;
    await trx.store.put({
      ...{ id, number, supplier, name, currency, total: items, kept: 0 },
      ...{ walk: wholeWalk, asOf: null, completeAt: null, isGone: false },
    });
  }
  await trx.done;
}

/** Changes what is known of a list that is still kept; null: it is not. */
export async function changeList(
  database: CompanyDatabase,
  id: string,
  change: (list: KeptList) => Partial<KeptList>,
): Promise<KeptList | null> {
  const trx = database.transaction("lists", "readwrite");
  const list = await trx.store.get(id);
  const changed = list === undefined ? null : { ...list, ...change(list) };
  if (changed !== null) await trx.store.put(changed);
  await trx.done;
  return changed;
}

/** The walk a list goes on with, or begins: what changed since it was complete. */
export const walkOf = ({ walk, asOf }: KeptList): Walk => walk ?? { since: asOf, after: "", asOf: null };

interface Page {
  readonly items: readonly Schemas["OfflineItem"][];
  readonly next: string | null;
  readonly asOf: string;
}

/**
 * Stores a page together with the place after it: killed in between, neither is there. False when the list is no longer kept, or another
 * window went on with it meanwhile.
 */
export async function storePage(
  database: CompanyDatabase,
  listId: string,
  from: Walk,
  page: Page,
): Promise<KeptList | null> {
  const trx = database.transaction(["lists", "items"], "readwrite", { durability: "relaxed" });
  const lists = trx.objectStore("lists");
  const items = trx.objectStore("items");
  const list = await lists.get(listId);
  if (list === undefined || walkOf(list).after !== from.after) {
    trx.abort();
    await trx.done.catch(() => undefined);
    return null;
  }
  const { number } = list;
  // Waited for as a whole by `done`: one by one takes several times as long.
  const writing = page.items.map((item) => items.put({ ...item, list: number, terms: termsOf(item) }));
  // Of changes nobody knows beforehand which are new.
  const soFar = from.since === null ? list.kept + page.items.length : list.kept;
  const kept = page.next === null ? await items.count(ofList(number)) : soFar;
  const asOf = from.asOf ?? page.asOf;
  const stored: KeptList =
    page.next === null
      ? { ...list, kept, walk: null, asOf }
      : { ...list, kept, walk: { since: from.since, after: page.next, asOf } };
  await Promise.all([...writing, lists.put(stored), trx.done]);
  return stored;
}

/** Takes away what a list no longer has. `codes`: everything it has. */
export async function dropOthers(database: CompanyDatabase, list: KeptList, codes: ReadonlySet<string>): Promise<void> {
  const portion = 5000;
  let after: IDBValidKey = [list.number];
  for (;;) {
    const range = IDBKeyRange.bound(after, [list.number, []], true);
    const keys: [number, string][] = await database.getAllKeys("items", range, portion);
    const last = keys.at(-1);
    if (last === undefined) break;
    const gone = keys.filter(([, code]) => !codes.has(code));
    if (gone.length > 0) {
      const trx = database.transaction("items", "readwrite", { durability: "relaxed" });
      await Promise.all([...gone.map((key) => trx.store.delete(IDBKeyRange.only(key))), trx.done]);
    }
    after = last;
  }
  const kept = await database.count("items", ofList(list.number));
  await changeList(database, list.id, () => ({ kept }));
}

/** Keeps a list no longer. The list goes first: nothing is added to one that is going. */
export async function dropList(database: CompanyDatabase, { id, number }: KeptList): Promise<void> {
  await database.delete("lists", id);
  await database.delete("items", ofList(number));
}
