import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

/** Items that count stock, by our own item code. */
export async function countedItems(
  trx: Transaction,
  administrationId: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select id, sellers_item_identifier as code from items
    where administration_id = ${administrationId} and counts_stock and sellers_item_identifier = any(${codes}::text[])`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Those of these items that count stock. */
export async function countedAmong(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select id from items
    where administration_id = ${administrationId} and counts_stock and id = any(${[...ids]}::uuid[])`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

/** The location stock moves at when nobody said which; made at first use. */
export async function defaultLocation(trx: Transaction, administrationId: string): Promise<string> {
  const find = () =>
    sql<{ id: string }>`select id from locations where administration_id = ${administrationId} and is_default`.execute(
      trx,
    );
  const found = (await find()).rows[0];
  if (found !== undefined) return found.id;
  await sql`insert into locations (id, administration_id, name, is_default) values (${randomUUID()}, ${administrationId}, 'Magazijn', true)
    on conflict do nothing`.execute(trx);
  const made = (await find()).rows[0];
  if (made === undefined) throw new Error("The default location was neither found nor made");
  return made.id;
}

export interface Movement {
  readonly id: string;
  readonly itemId: string;
  readonly locationId: string;
  /** Negative leaves the location. */
  readonly quantity: Amount;
  readonly documentId: string;
  readonly documentPosition: number;
  readonly reason: "sale" | "return" | "purchase";
}

const columns = {
  id: "uuid",
  administrationId: "uuid",
  itemId: "uuid",
  locationId: "uuid",
  quantity: "numeric",
  documentId: "uuid",
  documentPosition: "int",
  reason: "text",
} as const;

/** A ledger, never a balance: what is on hand is the sum, so that no row is fought over. */
export async function insertMovements(
  trx: Transaction,
  administrationId: string,
  movements: readonly Movement[],
): Promise<void> {
  if (movements.length === 0) return;
  await sql`
    with m ${rowsOf(
      columns,
      movements.map((movement) => ({ ...movement, administrationId })),
      "as",
    )}
    insert into stock_movements (id, administration_id, item_id, location_id, quantity, document_id, document_position, reason)
    select id, "administrationId", "itemId", "locationId", quantity, "documentId", "documentPosition", reason from m`.execute(
    trx,
  );
}

/** On hand over all locations. */
export async function stockOnHand(trx: Transaction, administrationId: string, itemId: string): Promise<string> {
  const { rows } = await sql<{ total: string }>`
    select coalesce(sum(quantity), 0) as total from stock_movements where administration_id = ${administrationId} and item_id = ${itemId}`.execute(
    trx,
  );
  return rows[0]?.total ?? "0";
}
