import { sql, type RawBuilder } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { ItemFlag, ItemPrice, ItemPriceStatus, SupplierItemContent } from "#domain/supplier/supplier-item.ts";
import type { SalesRule } from "#domain/supplier/sales-price.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export type PriceSource = "list" | "service" | "hand";

/** An article of a supplier as it is kept. `listedNet` is its net price where that was given as such. */
export interface SupplierItem extends SupplierItemContent {
  readonly id: string;
  readonly priceListId: string;
  readonly partyId: string;
  /** Our own item; null: it is none. */
  readonly itemId: string | null;
  readonly net: Amount | null;
  readonly netFrom: ItemPrice["netFrom"];
  readonly priceStatus: ItemPriceStatus;
  /** Per use unit. */
  readonly cost: Amount | null;
  readonly costFlags: readonly ItemFlag[];
  readonly salesRule: SalesRule | null;
  readonly priceSource: PriceSource;
  readonly pricedAt: string;
  readonly notInListSince: string | null;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** A net price that was given, and not worked out of the list price. */
const given = sql`case when s.net_from in ('articleNet', '') then s.net end`;

const columns = sql`s.id, s.price_list_id as "priceListId", s.party_id as "partyId", s.item_id as "itemId",
  s.suppliers_item_identifier as "suppliersItemIdentifier", s.manufacturers_item_identifier as "manufacturersItemIdentifier",
  s.brand_name as "brandName", s.gtin, s.name, s.category, s.discount_group as "discountGroup", s.currency, s.gross::text as gross,
  (${given})::text as "listedNet", s.discounts, s.basis_quantity::text as "basisQuantity", s.basis_unit_code as "basisUnitCode",
  s.order_unit_code as "orderUnitCode", s.per_order_unit::text as "perOrderUnit", s.use_unit_code as "useUnitCode",
  s.use_per_order::text as "usePerOrder", s.minimum::text as minimum, s.multiple::text as multiple, s.pack_quantity::text as "packQuantity",
  s.surcharges, s.metal, s.vat_rate::text as "vatRate", s.valid_from as "validFrom", s.valid_to as "validTo",
  s.price_status = 'onRequest' as "isOnRequest", s.cost_flags @> '["metalUnknown"]' as "isMetalUnknown", s.net::text as net, s.net_from as "netFrom", s.price_status as "priceStatus",
  s.cost_per_use_unit::text as cost, s.cost_flags as "costFlags", s.sales_rule as "salesRule", s.price_source as "priceSource",
  s.priced_at as "pricedAt", s.not_in_list_since as "notInListSince", s.version, s.changed_at as "changedAt", s.changed_by as "changedBy"`;

export async function supplierItemsWhere(
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
  rest: RawBuilder<unknown> = sql``,
): Promise<SupplierItem[]> {
  const { rows } = await sql<SupplierItem>`select ${columns} from supplier_items s
    where s.administration_id = ${administrationId} and ${condition} ${rest}`.execute(trx);
  return rows;
}

/** Null when there is none. `lock`: nobody changes it before the transaction ends. */
export const readSupplierItem = async (
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<SupplierItem | null> =>
  (await supplierItemsWhere(trx, administrationId, sql`s.id = ${id}`, lock ? sql`for update` : sql``))[0] ?? null;

/** Those of a list with one of these codes, locked until the transaction ends. */
export const lockByCode = (
  trx: Transaction,
  administrationId: string,
  priceListId: string,
  codes: readonly string[],
): Promise<SupplierItem[]> =>
  supplierItemsWhere(
    trx,
    administrationId,
    sql`s.price_list_id = ${priceListId} and s.suppliers_item_identifier = any(${[...codes]}::text[])`,
    sql`order by s.id for update`,
  );

export const byCode = (
  trx: Transaction,
  administrationId: string,
  priceListId: string,
  codes: readonly string[],
): Promise<SupplierItem[]> =>
  supplierItemsWhere(
    trx,
    administrationId,
    sql`s.price_list_id = ${priceListId} and s.suppliers_item_identifier = any(${[...codes]}::text[])`,
  );

export interface SupplierItemQuery {
  readonly after: string;
  readonly limit: number;
  readonly notInList?: boolean | undefined;
  readonly priceStatus?: ItemPriceStatus | undefined;
  readonly linked?: boolean | undefined;
}

/** Articles of a list by code, after `after`. */
export const listSupplierItems = (
  trx: Transaction,
  administrationId: string,
  priceListId: string,
  { after, limit, notInList, priceStatus, linked }: SupplierItemQuery,
): Promise<SupplierItem[]> =>
  supplierItemsWhere(
    trx,
    administrationId,
    sql`s.price_list_id = ${priceListId} and s.suppliers_item_identifier > ${after}
      ${notInList === undefined ? sql`` : sql`and (s.not_in_list_since is not null) = ${notInList}`}
      ${priceStatus === undefined ? sql`` : sql`and s.price_status = ${priceStatus}`}
      ${linked === undefined ? sql`` : sql`and (s.item_id is not null) = ${linked}`}`,
    sql`order by s.suppliers_item_identifier limit ${limit}`,
  );

/** One article as it is to become. */
export interface WrittenItem {
  readonly id: string;
  readonly priceListId: string;
  readonly partyId: string;
  readonly itemId: string | null;
  readonly content: SupplierItemContent;
  readonly price: ItemPrice;
  readonly priceSource: PriceSource;
  readonly pricedAt: string;
}

const written = {
  id: "uuid",
  price_list_id: "uuid",
  party_id: "uuid",
  item_id: "uuid",
  suppliers_item_identifier: "text",
  manufacturers_item_identifier: "text",
  brand_name: "text",
  gtin: "text",
  name: "text",
  category: "text",
  discount_group: "text",
  currency: "text",
  gross: "numeric",
  net: "numeric",
  discounts: "jsonb",
  net_from: "text",
  basis_quantity: "numeric",
  basis_unit_code: "text",
  order_unit_code: "text",
  per_order_unit: "numeric",
  use_unit_code: "text",
  use_per_order: "numeric",
  minimum: "numeric",
  multiple: "numeric",
  pack_quantity: "numeric",
  surcharges: "jsonb",
  metal: "jsonb",
  vat_rate: "numeric",
  valid_from: "date",
  valid_to: "date",
  price_status: "text",
  cost_per_use_unit: "numeric",
  cost_flags: "jsonb",
  price_source: "text",
  priced_at: "timestamptz",
} as const;
type Column = keyof typeof written;

/** What an item is known by, and so never changes. */
const fixed: readonly Column[] = ["id", "price_list_id", "party_id", "suppliers_item_identifier"];
const names = Object.keys(written) as Column[];
const changing = names.filter((name) => !fixed.includes(name));

const rowOf = ({ content, price, ...item }: WrittenItem): Readonly<Record<Column, unknown>> => ({
  id: item.id,
  price_list_id: item.priceListId,
  party_id: item.partyId,
  item_id: item.itemId,
  suppliers_item_identifier: content.suppliersItemIdentifier,
  manufacturers_item_identifier: content.manufacturersItemIdentifier,
  brand_name: content.brandName,
  gtin: content.gtin,
  name: content.name,
  category: content.category,
  discount_group: content.discountGroup,
  currency: content.currency,
  gross: content.gross,
  net: price.net,
  discounts: price.discounts,
  net_from: price.netFrom,
  basis_quantity: content.basisQuantity,
  basis_unit_code: content.basisUnitCode,
  order_unit_code: content.orderUnitCode,
  per_order_unit: content.perOrderUnit,
  use_unit_code: content.useUnitCode,
  use_per_order: content.usePerOrder,
  minimum: content.minimum,
  multiple: content.multiple,
  pack_quantity: content.packQuantity,
  surcharges: content.surcharges,
  metal: content.metal,
  vat_rate: content.vatRate,
  valid_from: content.validFrom,
  valid_to: content.validTo,
  price_status: price.status,
  cost_per_use_unit: price.cost,
  cost_flags: price.flags,
  price_source: item.priceSource,
  priced_at: item.pricedAt,
});

const list = (columnNames: readonly string[], of = ""): RawBuilder<unknown> =>
  sql.join(columnNames.map((name) => (of === "" ? sql.ref(name) : sql.ref(`${of}.${name}`))));

/** Notes what items of a batch were before it wrote them; of one that it writes twice the first note stays. */
const noteWritten = (administrationId: string, batchId: string): RawBuilder<unknown> => sql`
  insert into supplier_item_prices (administration_id, supplier_item_id, batch_id, version_after, previous, net, currency, basis_quantity,
    basis_unit_code, cost_per_use_unit, price_source, priced_at, valid_from, valid_to)
  select ${administrationId}, w.id, ${batchId}, w.version, case when o.id is not null then to_jsonb(o) - 'administration_id' end, o.net,
    coalesce(o.currency, ''), o.basis_quantity, coalesce(o.basis_unit_code, ''), o.cost_per_use_unit, coalesce(o.price_source, ''), o.priced_at,
    o.valid_from, o.valid_to
  from w left join supplier_items o on o.administration_id = ${administrationId} and o.id = w.id
  on conflict (administration_id, supplier_item_id, batch_id) do update set version_after = excluded.version_after`;

/**
 * Makes items, under the batch that can take them away again. Those that were made meanwhile under the same code are left as they are;
 * returns how many were made.
 */
export async function insertSupplierItems(
  trx: Transaction,
  administrationId: string,
  items: readonly WrittenItem[],
  { batchId, by }: { readonly batchId: string; readonly by: string },
): Promise<number> {
  if (items.length === 0) return 0;
  const { numAffectedRows } = await sql`with r ${rowsOf(written, items.map(rowOf), "as")}, w as (
      insert into supplier_items (administration_id, changed_by, ${list(names)}) select ${administrationId}, ${by}, ${list(names)} from r
      on conflict (administration_id, price_list_id, suppliers_item_identifier) do nothing returning id, version)
    ${noteWritten(administrationId, batchId)}`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Changes items, which the caller has locked, under the batch that can put them back. An item in the file is in the list again. */
export async function updateSupplierItems(
  trx: Transaction,
  administrationId: string,
  items: readonly WrittenItem[],
  { batchId, by, isListed }: { readonly batchId: string; readonly by: string; readonly isListed: boolean },
): Promise<void> {
  if (items.length === 0) return;
  const sets = sql.join(changing.map((name) => sql`${sql.ref(name)} = ${sql.ref(`r.${name}`)}`));
  await sql`with r ${rowsOf(written, items.map(rowOf), "as")}, w as (
      update supplier_items s set ${sets}, version = s.version + 1, changed_at = now(), changed_by = ${by},
        not_in_list_since = case when ${isListed} then null else s.not_in_list_since end
      from r where s.administration_id = ${administrationId} and s.id = r.id returning s.id, s.version)
    ${noteWritten(administrationId, batchId)}`.execute(trx);
}

/** Marks items as no longer in the list. Their price stays. */
export async function markNotInList(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
  { batchId, by }: { readonly batchId: string; readonly by: string },
): Promise<void> {
  if (ids.length === 0) return;
  await sql`with w as (
      update supplier_items s set not_in_list_since = now(), version = s.version + 1, changed_at = now(), changed_by = ${by}
      where s.administration_id = ${administrationId} and s.id = any(${[...ids]}::uuid[]) and s.not_in_list_since is null
      returning s.id, s.version)
    ${noteWritten(administrationId, batchId)}`.execute(trx);
}

/** Says which own item it is; null: none. False when it is no longer the version that was read. */
export async function linkSupplierItem(
  trx: Transaction,
  administrationId: string,
  id: string,
  { itemId, version, by }: { readonly itemId: string | null; readonly version: number; readonly by: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update supplier_items set item_id = ${itemId}, version = version + 1, changed_at = now(), changed_by = ${by}
    where administration_id = ${administrationId} and id = ${id} and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** How its sales price is made; null: as that of its list. */
export async function setSalesRule(
  trx: Transaction,
  administrationId: string,
  id: string,
  rule: SalesRule | null,
): Promise<void> {
  await sql`update supplier_items set sales_rule = ${rule === null ? null : JSON.stringify(rule)}::jsonb
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** Columns that undoing puts back. */
export const restored = list([...changing, "not_in_list_since", "sales_rule", "tiers"]);
export const restoredOf = (record: string): RawBuilder<unknown> =>
  list([...changing, "not_in_list_since", "sales_rule", "tiers"], record);
