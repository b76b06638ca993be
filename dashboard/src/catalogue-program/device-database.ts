import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Schemas } from "#dashboard/api/client.ts";

/**
 * What is kept on this device. A database per person and company: what one may see is never found, counted or sent by another, and taking it
 * away is taking its database away. Beside them one that only says who was here last.
 */

/** A company as the hub names it, with what this person is in it. */
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly role: Schemas["Me"]["administrations"][number]["role"];
  readonly country: string;
  /** May send a basket to the hub. */
  readonly maySend: boolean;
}

/** Who used the program last, and where. */
export interface LastVisit {
  readonly userId: string;
  readonly name: string;
  readonly companies: readonly Company[];
  readonly companyId: string | null;
}

interface VisitSchema extends DBSchema {
  visits: { key: "last"; value: LastVisit };
}

/** How far a download is; it goes on from here, whoever ended it. */
export interface Walk {
  /** Null: all of it. */
  readonly since: string | null;
  readonly after: string;
  /** Of its first page: from when on the next one asks. */
  readonly asOf: string | null;
}

/** A price list that is kept, or is being fetched. */
export interface KeptList {
  readonly id: string;
  /** Short, for keys: an index repeats it for every word. */
  readonly number: number;
  readonly supplier: string;
  readonly name: string;
  readonly currency: string;
  /** As the hub counted last. */
  readonly total: number;
  readonly kept: number;
  /** Null: it is complete up to `asOf`. */
  readonly walk: Walk | null;
  readonly asOf: string | null;
  /** When it was last found to be as the hub has it; null: never. */
  readonly completeAt: string | null;
  /** The hub no longer offers it. */
  readonly isGone: boolean;
}

export interface KeptItem extends Readonly<Schemas["OfflineItem"]> {
  readonly list: number;
  readonly terms: readonly string[];
}

/** A line of the basket, with what is known of the article: the list may be gone before it is sent. */
export interface BasketLine {
  readonly lineId: string;
  readonly addedAt: string;
  readonly priceListId: string;
  readonly supplier: string;
  readonly currency: string;
  readonly item: Omit<Schemas["OfflineItem"], "priceStatus" | "pricedAt" | "category"> &
    Pick<Schemas["OfflineItem"], "priceStatus">;
  readonly quantity: string;
  readonly note: string;
}

/** Lines on their way to the hub, under the key that makes them arrive once. */
export interface Outgoing {
  readonly key: string;
  readonly lines: readonly BasketLine[];
  readonly pressedAt: string;
  /** sending: it may have arrived, so it is only ever sent again as it is. refused: the hub said no, so it did not. */
  readonly state: "sending" | "refused" | "sent";
  readonly refusal: string;
  readonly sentAt: string | null;
  readonly staged: readonly { readonly id: string; readonly supplier: string; readonly lineCount: number }[];
}

interface CompanySchema extends DBSchema {
  lists: { key: string; value: KeptList };
  items: { key: [list: number, code: string]; value: KeptItem; indexes: { terms: string } };
  basket: { key: string; value: BasketLine };
  outgoing: { key: string; value: Outgoing };
}

export type CompanyDatabase = IDBPDatabase<CompanySchema>;
export type VisitDatabase = IDBPDatabase<VisitSchema>;

const visitsName = "schakel-catalogue";
const nameOf = (userId: string, companyId: string): string => `${visitsName} ${userId} ${companyId}`;

/** A later version of the program in another window waits for nobody. */
const yielding = {
  blocking: (_old: number, _new: number | null, { target }: Event) => (target as IDBDatabase).close(),
};

export const openVisits = (): Promise<VisitDatabase> =>
  openDB<VisitSchema>(visitsName, 1, {
    upgrade(database) {
      database.createObjectStore("visits");
    },
    ...yielding,
  });

export const openCompany = (userId: string, companyId: string): Promise<CompanyDatabase> =>
  openDB<CompanySchema>(nameOf(userId, companyId), 1, {
    upgrade(database) {
      database.createObjectStore("lists", { keyPath: "id" });
      database
        .createObjectStore("items", { keyPath: ["list", "code"] })
        .createIndex("terms", "terms", { multiEntry: true });
      database.createObjectStore("basket", { keyPath: "lineId" });
      database.createObjectStore("outgoing", { keyPath: "key" });
    },
    ...yielding,
  });

/** Takes away everything a person keeps here, of one company or of all. */
export async function forget(userId: string, companyId?: string): Promise<void> {
  const wanted = companyId === undefined ? nameOf(userId, "") : nameOf(userId, companyId);
  const names = (await indexedDB.databases()).flatMap(({ name = "" }) => (name.startsWith(wanted) ? [name] : []));
  for (const name of names) await deleteDB(name);
}

/**
 * Works in a transaction and waits until all of it is on the device. What kept it from being committed goes before what the work itself saw of
 * that: only the former says that there is no more room.
 */
export async function committed<T>({ done }: { readonly done: Promise<void> }, work: () => Promise<T>): Promise<T> {
  const [commit, result] = await Promise.allSettled([done, work()]);
  if (commit.status === "rejected") throw commit.reason;
  if (result.status === "rejected") throw result.reason;
  return result.value;
}

/** True for the browser's own "there is no more room". */
export const isFull = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === "QuotaExceededError";
