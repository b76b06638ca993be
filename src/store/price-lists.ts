import { sql, type RawBuilder } from "kysely";
import type { PriceListTerms } from "#domain/supplier/price-list-terms.ts";
import type { Transaction } from "./database.ts";

/** A list of one supplier. `fileMap`: how its files are written and what their columns are, as a person said last. */
export interface PriceList {
  readonly id: string;
  readonly partyId: string;
  readonly supplierName: string;
  readonly name: string;
  readonly currency: string;
  readonly terms: PriceListTerms;
  readonly fileMap: unknown;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly isArchived: boolean;
}

export interface ListedPriceList extends PriceList {
  /** Articles in it, and how many of them the newest list leaves out or have no net price. */
  readonly items: number;
  readonly notInList: number;
  readonly withoutNet: number;
}

const columns = sql`l.id, l.party_id as "partyId", p.name as "supplierName", l.name, l.currency, l.terms, l.file_map as "fileMap", l.version,
  l.changed_at as "changedAt", l.changed_by as "changedBy", l.archived_at is not null as "isArchived"`;

const listsWhere = async (
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
): Promise<PriceList[]> => {
  const { rows } = await sql<PriceList>`select ${columns} from price_lists l
    join parties p on p.administration_id = l.administration_id and p.id = l.party_id
    where l.administration_id = ${administrationId} and ${condition} order by p.sort_name, l.name, l.id`.execute(trx);
  return rows;
};

export async function listPriceLists(
  trx: Transaction,
  administrationId: string,
  { partyId, archived }: { readonly partyId?: string | undefined; readonly archived: boolean },
): Promise<ListedPriceList[]> {
  const found = await listsWhere(
    trx,
    administrationId,
    sql`(l.archived_at is not null) = ${archived} ${partyId === undefined ? sql`` : sql`and l.party_id = ${partyId}`}`,
  );
  const { rows } = await sql<{ id: string; items: number; notInList: number; withoutNet: number }>`
    select price_list_id as id, count(*)::int as items, count(not_in_list_since)::int as "notInList",
      count(*) filter (where price_status = 'noNet')::int as "withoutNet"
    from supplier_items where administration_id = ${administrationId} and price_list_id = any(${found.map(({ id }) => id)}::uuid[])
    group by price_list_id`.execute(trx);
  const sums = new Map(rows.map((row) => [row.id, row]));
  return found.map((list) => ({ ...list, items: 0, notInList: 0, withoutNet: 0, ...sums.get(list.id) }));
}

/** Null when there is none. `lock`: nobody changes it before the transaction ends. */
export async function readPriceList(
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<PriceList | null> {
  if (lock)
    await sql`select from price_lists where administration_id = ${administrationId} and id = ${id} for update`.execute(
      trx,
    );
  return (await listsWhere(trx, administrationId, sql`l.id = ${id}`))[0] ?? null;
}

/** Whether the supplier has another list of this name. */
export async function isListNameTaken(
  trx: Transaction,
  administrationId: string,
  { partyId, name, exceptId }: { readonly partyId: string; readonly name: string; readonly exceptId: string },
): Promise<boolean> {
  const { rows } =
    await sql`select from price_lists where administration_id = ${administrationId} and party_id = ${partyId}
    and name = ${name} and id <> ${exceptId}`.execute(trx);
  return rows.length > 0;
}

export async function insertPriceList(
  trx: Transaction,
  administrationId: string,
  list: Pick<PriceList, "id" | "partyId" | "name" | "currency" | "terms">,
  by: string,
): Promise<void> {
  await sql`insert into price_lists (id, administration_id, party_id, name, currency, terms, changed_by)
    values (${list.id}, ${administrationId}, ${list.partyId}, ${list.name}, ${list.currency}, ${JSON.stringify(list.terms)}::jsonb, ${by})`.execute(
    trx,
  );
}

/** False when it is no longer the version that was read; nothing is written then. */
export async function updatePriceList(
  trx: Transaction,
  administrationId: string,
  id: string,
  list: Pick<PriceList, "name" | "currency" | "terms" | "isArchived" | "version">,
  by: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update price_lists set name = ${list.name}, currency = ${list.currency},
      terms = ${JSON.stringify(list.terms)}::jsonb, version = version + 1, changed_at = now(), changed_by = ${by},
      archived_at = case when ${list.isArchived} then coalesce(archived_at, now()) end
    where administration_id = ${administrationId} and id = ${id} and version = ${list.version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** How files of this list are read from now on. Other lists of the supplier begin with it. */
export async function saveFileMap(
  trx: Transaction,
  administrationId: string,
  id: string,
  fileMap: unknown,
): Promise<void> {
  await sql`update price_lists set file_map = ${JSON.stringify(fileMap)}::jsonb
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** That of the list itself, else the newest of the same supplier; null: nobody chose one yet. */
export async function fileMapFor(trx: Transaction, administrationId: string, list: PriceList): Promise<unknown> {
  if (list.fileMap !== null) return list.fileMap;
  const { rows } = await sql<{ fileMap: unknown }>`select file_map as "fileMap" from price_lists
    where administration_id = ${administrationId} and party_id = ${list.partyId} and file_map is not null
    order by changed_at desc limit 1`.execute(trx);
  return rows[0]?.fileMap ?? null;
}
