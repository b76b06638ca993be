import type { Schemas } from "#dashboard/api/client.ts";
import { committed, type CompanyDatabase, type KeptList, type Walk } from "./device-database.ts";
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
  await committed(trx, async () => {
    const all = await trx.store.getAll();
    if (all.some((list) => list.id === id)) return;
    const number = Math.max(0, ...all.map((list) => list.number)) + 1;
    await trx.store.put({
      ...{ id, number, supplier, name, currency, total: items, kept: 0 },
      ...{ walk: wholeWalk, asOf: null, completeAt: null, isGone: false },
    });
  });
}

/** Changes what is known of a list that is still kept; null: it is not. */
export async function changeList(
  database: CompanyDatabase,
  id: string,
  change: (list: KeptList) => Partial<KeptList>,
): Promise<KeptList | null> {
  const trx = database.transaction("lists", "readwrite");
  return committed(trx, async () => {
    const list = await trx.store.get(id);
    if (list === undefined) return null;
    const changed = { ...list, ...change(list) };
    await trx.store.put(changed);
    return changed;
  });
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
  return committed(trx, async () => {
    const [lists, items] = [trx.objectStore("lists"), trx.objectStore("items")];
    const list = await lists.get(listId);
    if (list === undefined || walkOf(list).after !== from.after) return null;
    const { number } = list;
    // Waited for together: one by one takes several times as long.
    await Promise.all(page.items.map((item) => items.put({ ...item, list: number, terms: termsOf(item) })));
    // Of changes nobody knows beforehand which are new.
    const soFar = from.since === null ? list.kept + page.items.length : list.kept;
    const kept = page.next === null ? await items.count(ofList(number)) : soFar;
    const asOf = from.asOf ?? page.asOf;
    const stored: KeptList =
      page.next === null
        ? { ...list, kept, walk: null, asOf }
        : { ...list, kept, walk: { since: from.since, after: page.next, asOf } };
    await lists.put(stored);
    return stored;
  });
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
      await committed(trx, () => Promise.all(gone.map((key) => trx.store.delete(IDBKeyRange.only(key)))));
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
