import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { Transaction } from "./database.ts";

/** At which supplier an item can be bought, under which code and at what price. */
export interface ItemTerms {
  readonly itemId: string;
  readonly partyId: string;
  readonly suppliersItemIdentifier: string;
  /** Per `priceQuantity` of `unitCode`, without VAT; null when it is not known. */
  readonly price: Amount | null;
  readonly priceQuantity: Amount;
  readonly unitCode: string;
  /** Of the item; null, or zero, where it says none. */
  readonly vatRate: Amount | null;
}

export async function suppliersOfItems(
  trx: Transaction,
  administrationId: string,
  itemIds: readonly string[],
): Promise<ItemTerms[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<ItemTerms>`
    select s.item_id as "itemId", s.party_id as "partyId", s.suppliers_item_identifier as "suppliersItemIdentifier",
      s.purchase_price::text as price, s.price_quantity::text as "priceQuantity", s.price_unit_code as "unitCode",
      nullif(i.vat_rate, 0)::text as "vatRate"
    from item_suppliers s join items i on i.administration_id = s.administration_id and i.id = s.item_id
    where s.administration_id = ${administrationId} and s.item_id = any(${[...itemIds]}::uuid[])
    order by s.item_id, s.party_id`.execute(trx);
  return rows;
}
