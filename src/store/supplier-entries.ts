import { sql } from "kysely";
import type { SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import type { Transaction } from "./database.ts";

/** One line of the settings screen: a supplier, one of its functions, and the login it is used with. */
export interface SupplierEntry {
  readonly id: string;
  readonly function: SupplierFunction;
  readonly connector: string;
  /** Null until a login was filled in. */
  readonly connectionId: string | null;
  /** The supplier as one of our parties. */
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly alias: string;
  /** Who alone may use it; null: everybody. */
  readonly userId: string | null;
  readonly position: number;
  readonly version: number;
}

const columns = sql`e.id, e.function, e.connector, e.connection_id as "connectionId", e.party_id as "partyId",
  (select p.name from parties p where p.administration_id = e.administration_id and p.id = e.party_id) as "partyName",
  e.alias, e.user_id as "userId", e.position, e.version`;

/** Of everybody and of this person; null: of somebody who is no person, so only of everybody. */
const visibleTo = (userId: string | null) => sql`(e.user_id is null or e.user_id = ${userId})`;

export async function listEntries(
  trx: Transaction,
  administrationId: string,
  userId: string | null,
): Promise<SupplierEntry[]> {
  const { rows } = await sql<SupplierEntry>`select ${columns} from supplier_entries e
    where e.administration_id = ${administrationId} and ${visibleTo(userId)}
    order by e.function, e.position, e.alias`.execute(trx);
  return rows;
}

/** Null for one that is not there, and for one of somebody else: nobody is told which. */
export async function readEntry(
  trx: Transaction,
  administrationId: string,
  id: string,
  userId: string | null,
  lock = false,
): Promise<SupplierEntry | null> {
  const { rows } = await sql<SupplierEntry>`select ${columns} from supplier_entries e
    where e.administration_id = ${administrationId} and e.id = ${id} and ${visibleTo(userId)}
    ${lock ? sql`for update of e` : sql``}`.execute(trx);
  return rows[0] ?? null;
}

/** So long may an alias be when a person types it. */
export const longestAlias = 100;

/** The first of `wanted`, `wanted (2)` and so on that nobody has in this function, no longer than a person may type it. */
export async function freeAlias(
  trx: Transaction,
  administrationId: string,
  supplierFunction: SupplierFunction,
  wanted: string,
): Promise<string> {
  const begin = wanted.slice(0, longestAlias - " (1000000)".length);
  const { rows } = await sql<{ alias: string }>`select alias from supplier_entries
    where administration_id = ${administrationId} and function = ${supplierFunction} and alias like ${`${begin.replaceAll(/[\\%_]/g, "\\$&")}%`}`.execute(
    trx,
  );
  const taken = new Set(rows.map(({ alias }) => alias));
  for (let number = 1; ; number += 1) {
    const alias = number === 1 ? wanted : `${wanted.length > longestAlias - 10 ? begin : wanted} (${number})`;
    if (!taken.has(alias)) return alias;
  }
}

export type NewEntry = Omit<SupplierEntry, "position" | "version" | "partyName">;

/** At the end of its tab. Throws on an alias that is in use there. */
export async function insertEntry(
  trx: Transaction,
  administrationId: string,
  entry: NewEntry,
  by: string,
): Promise<void> {
  await sql`insert into supplier_entries (administration_id, id, function, connector, connection_id, party_id, alias, user_id, position, changed_by)
    values (${administrationId}, ${entry.id}, ${entry.function}, ${entry.connector}, ${entry.connectionId}, ${entry.partyId}, ${entry.alias},
      ${entry.userId}, (select coalesce(max(position), 0) + 1 from supplier_entries
        where administration_id = ${administrationId} and function = ${entry.function}), ${by})`.execute(trx);
}

/** The name of the unique key on the alias; inserting and updating may violate it. */
export const aliasIndex = "supplier_entries_administration_id_function_alias_key";

/** The caller holds its lock. */
export async function updateEntry(
  trx: Transaction,
  administrationId: string,
  id: string,
  entry: Pick<SupplierEntry, "connectionId" | "partyId" | "alias" | "userId">,
  by: string,
): Promise<void> {
  await sql`update supplier_entries set connection_id = ${entry.connectionId}, party_id = ${entry.partyId}, alias = ${entry.alias},
      user_id = ${entry.userId}, version = version + 1, changed_at = now(), changed_by = ${by}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export async function deleteEntry(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`delete from supplier_entries where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** What was one person's own, when that person leaves the company: nobody sees it any more, and its login is free for others. */
export async function deleteEntriesOf(trx: Transaction, administrationId: string, userId: string): Promise<void> {
  await sql`delete from supplier_entries where administration_id = ${administrationId} and user_id = ${userId}`.execute(
    trx,
  );
}

/** Whose login this is: `others` when every entry that uses it is of somebody else, `nobodys` when none does. */
export async function loginOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  userId: string | null,
): Promise<"others" | "nobodys" | "visible"> {
  const { rows } = await sql<{
    all: number;
    visible: number;
  }>`select count(*)::int as all, (count(*) filter (where ${visibleTo(userId)}))::int as visible
    from supplier_entries e where e.administration_id = ${administrationId} and e.connection_id = ${connectionId}`.execute(
    trx,
  );
  const [{ all, visible } = { all: 0, visible: 0 }] = rows;
  if (all === 0) return "nobodys";
  return visible === 0 ? "others" : "visible";
}

/** Whether every entry that uses this connection is of somebody else: it is that person's own login then. */
export const isLoginOfAnother = async (
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  userId: string | null,
): Promise<boolean> => (await loginOf(trx, administrationId, connectionId, userId)) === "others";
