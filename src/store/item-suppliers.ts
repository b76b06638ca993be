import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** A supplier of an own item: one code per supplier. What it costs there, as a person or a price run wrote it. */
export interface ItemSupplier {
  readonly partyId: string;
  readonly supplierName: string;
  readonly suppliersItemIdentifier: string;
  readonly isPreferred: boolean;
  readonly purchasePrice: string | null;
  readonly priceQuantity: string;
  readonly priceUnitCode: string;
  readonly currency: string;
  /** Per unit we use. */
  readonly cost: string | null;
  readonly minimum: string | null;
  readonly multiple: string | null;
  readonly leadTimeDays: number | null;
  readonly pricedAt: string | null;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
}

const columns = sql`s.party_id as "partyId", p.name as "supplierName", s.suppliers_item_identifier as "suppliersItemIdentifier",
  s.is_preferred as "isPreferred", s.purchase_price::text as "purchasePrice", s.price_quantity::text as "priceQuantity",
  s.price_unit_code as "priceUnitCode", s.currency, s.cost_per_use_unit::text as cost, s.minimum::text as minimum, s.multiple::text as multiple,
  s.lead_time_days as "leadTimeDays", s.priced_at as "pricedAt", s.version, s.changed_at as "changedAt", s.changed_by as "changedBy"`;

/** The preferred one first. */
export async function listItemSuppliers(
  trx: Transaction,
  administrationId: string,
  itemId: string,
): Promise<ItemSupplier[]> {
  const { rows } = await sql<ItemSupplier>`select ${columns} from item_suppliers s
    join parties p on p.administration_id = s.administration_id and p.id = s.party_id
    where s.administration_id = ${administrationId} and s.item_id = ${itemId} order by s.is_preferred desc, p.sort_name, p.id`.execute(
    trx,
  );
  return rows;
}

/** Which own item has this code at the supplier; the one that was first, where two have it. */
export async function itemsOfSupplierCodes(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{
    code: string;
    itemId: string;
  }>`select distinct on (suppliers_item_identifier) suppliers_item_identifier as code,
      item_id as "itemId" from item_suppliers
    where administration_id = ${administrationId} and party_id = ${partyId} and suppliers_item_identifier = any(${[...codes]}::text[])
    order by suppliers_item_identifier, changed_at, item_id`.execute(trx);
  return new Map(rows.map(({ code, itemId }) => [code, itemId]));
}

export interface WrittenSupplier {
  readonly suppliersItemIdentifier: string;
  readonly isPreferred: boolean;
  readonly purchasePrice: unknown;
  readonly priceQuantity: unknown;
  readonly priceUnitCode: string;
  readonly currency: string;
  readonly cost: unknown;
  readonly minimum: unknown;
  readonly multiple: unknown;
  readonly leadTimeDays: number | null;
}

/** Makes or changes a supplier of an item. The first is the preferred one, and there is one at most. */
export async function putItemSupplier(
  trx: Transaction,
  administrationId: string,
  { itemId, partyId }: { readonly itemId: string; readonly partyId: string },
  given: WrittenSupplier,
  by: string,
): Promise<void> {
  if (given.isPreferred)
    await sql`update item_suppliers set is_preferred = false where administration_id = ${administrationId} and item_id = ${itemId}
      and party_id <> ${partyId} and is_preferred`.execute(trx);
  await sql`insert into item_suppliers (administration_id, item_id, party_id, suppliers_item_identifier, is_preferred, purchase_price, price_quantity,
      price_unit_code, currency, cost_per_use_unit, minimum, multiple, lead_time_days, priced_at, changed_by)
    values (${administrationId}, ${itemId}, ${partyId}, ${given.suppliersItemIdentifier},
      ${given.isPreferred} or not exists (select from item_suppliers where administration_id = ${administrationId} and item_id = ${itemId} and is_preferred),
      ${given.purchasePrice}, ${given.priceQuantity}, ${given.priceUnitCode}, ${given.currency}, ${given.cost}, ${given.minimum}, ${given.multiple},
      ${given.leadTimeDays}, case when ${given.purchasePrice}::numeric is not null then now() end, ${by})
    on conflict (administration_id, item_id, party_id) do update set suppliers_item_identifier = excluded.suppliers_item_identifier,
      is_preferred = ${given.isPreferred}, purchase_price = excluded.purchase_price, price_quantity = excluded.price_quantity,
      price_unit_code = excluded.price_unit_code, currency = excluded.currency, cost_per_use_unit = excluded.cost_per_use_unit,
      minimum = excluded.minimum, multiple = excluded.multiple, lead_time_days = excluded.lead_time_days,
      priced_at = case when item_suppliers.purchase_price is distinct from excluded.purchase_price then excluded.priced_at else item_suppliers.priced_at end,
      version = item_suppliers.version + 1, changed_at = now(), changed_by = excluded.changed_by`.execute(trx);
}

/** False when the item has no such supplier. */
export async function deleteItemSupplier(
  trx: Transaction,
  administrationId: string,
  itemId: string,
  partyId: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from item_suppliers
    where administration_id = ${administrationId} and item_id = ${itemId} and party_id = ${partyId}`.execute(trx);
  return numAffectedRows === 1n;
}

/** Articles of price lists that are this item, so that its supplier tab shows what they cost. */
export async function linkByCode(
  trx: Transaction,
  administrationId: string,
  {
    itemId,
    partyId,
    code,
    by,
  }: { readonly itemId: string; readonly partyId: string; readonly code: string; readonly by: string },
): Promise<void> {
  await sql`update supplier_items set item_id = null, version = version + 1, changed_at = now(), changed_by = ${by}
    where administration_id = ${administrationId} and item_id = ${itemId} and party_id = ${partyId} and suppliers_item_identifier <> ${code}`.execute(
    trx,
  );
  if (code === "") return;
  await sql`update supplier_items set item_id = ${itemId}, version = version + 1, changed_at = now(), changed_by = ${by}
    where administration_id = ${administrationId} and party_id = ${partyId} and suppliers_item_identifier = ${code} and item_id is null`.execute(
    trx,
  );
}
