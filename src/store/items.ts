import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface NewItem {
  readonly id: string;
  readonly sellersItemIdentifier: string;
  readonly name: string;
  readonly countsStock: boolean;
}

/** False when an item with this code exists already: it is left as it is. */
export async function insertItem(trx: Transaction, administrationId: string, item: NewItem): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into items (id, administration_id, sellers_item_identifier, name, counts_stock)
    values (${item.id}, ${administrationId}, ${item.sellersItemIdentifier}, ${item.name}, ${item.countsStock})
    on conflict (administration_id, sellers_item_identifier) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

export interface ItemRow extends NewItem {
  /** Sum of the stock ledger over all locations; negative when more was sold than came in. */
  readonly onHand: string;
}

/** Items by code, after `after`, with what is on hand. */
export async function listItems(
  trx: Transaction,
  administrationId: string,
  after: string,
  limit: number,
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.id, i.sellers_item_identifier as "sellersItemIdentifier", i.name, i.counts_stock as "countsStock",
      (select coalesce(sum(m.quantity), 0) from stock_movements m
        where m.administration_id = i.administration_id and m.item_id = i.id)::text as "onHand"
    from items i where i.administration_id = ${administrationId} and i.sellers_item_identifier > ${after}
    order by i.sellers_item_identifier limit ${limit}`.execute(trx);
  return rows;
}
