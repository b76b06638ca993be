import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface NewItem {
  readonly id: string;
  readonly sellersItemIdentifier: string;
  readonly name: string;
  readonly countsStock: boolean;
}

/** Makes an item; one with the same code is left as it is. Returns the id of the item with that code. */
export async function ensureItem(trx: Transaction, administrationId: string, item: NewItem): Promise<string> {
  await sql`insert into items (id, administration_id, sellers_item_identifier, name, counts_stock)
    values (${item.id}, ${administrationId}, ${item.sellersItemIdentifier}, ${item.name}, ${item.countsStock}) on conflict do nothing`.execute(
    trx,
  );
  const { rows } = await sql<{ id: string }>`
    select id from items where administration_id = ${administrationId} and sellers_item_identifier = ${item.sellersItemIdentifier}`.execute(
    trx,
  );
  return rows[0]?.id ?? item.id;
}
