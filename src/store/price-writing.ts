import { sql } from "kysely";
import { amount, compare, isNegative, isPositive, type Amount } from "#domain/amount.ts";
import type { PriceAnswer } from "#domain/supplier/price-answer.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

/** Whose act it is, and which batch takes it back. */
export interface Writing {
  readonly administrationId: string;
  readonly batchId: string;
  readonly runId: string;
  readonly by: string;
}

/** What the article of a supplier has become since the run asked: `same`, or why it is not to be written over. */
export type Since = "same" | "written" | "changed" | "gone";

/**
 * Locks the articles and compares them with what they were when they were asked. One that this very run wrote is `written`; one whose writing
 * was undone is what it was.
 */
export async function sinceAsked(
  trx: Transaction,
  { administrationId, runId }: Writing,
  asked: readonly { readonly id: string; readonly version: number | null }[],
): Promise<ReadonlyMap<string, Since>> {
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ id: string; since: Since }>`
    with given ${rowsOf({ id: "uuid", version: "int" }, asked, "as")}
    select g.id, case when s.id is null then 'gone' when s.version = g.version then 'same'
      when last.outcome is null and last.version_after = s.version then 'written'
      when last.outcome = 'undone' and last.version_after + 1 = s.version then 'same' else 'changed' end as since
    from given g
    left join (select s.id, s.version from supplier_items s where s.administration_id = ${administrationId}
      and s.id = any(${asked.map(({ id }) => id)}::uuid[]) order by s.id for update) s on s.id = g.id
    left join lateral (select p.version_after, p.outcome from supplier_item_prices p
      join price_batches b on b.administration_id = p.administration_id and b.id = p.batch_id and b.price_run_id = ${runId}
      where p.administration_id = ${administrationId} and p.supplier_item_id = g.id order by p.version_after desc limit 1) last on true`.execute(
    trx,
  );
  return new Map(rows.map(({ id, since }) => [id, since]));
}

export interface ItemToPrice {
  readonly id: string;
  readonly answer: PriceAnswer;
  readonly cost: Amount;
  readonly flags: readonly string[];
}

const priceColumns = {
  id: "uuid",
  currency: "text",
  gross: "numeric",
  net: "numeric",
  discounts: "jsonb",
  basis_quantity: "numeric",
  basis_unit_code: "text",
  order_unit_code: "text",
  per_order_unit: "numeric",
  use_unit_code: "text",
  use_per_order: "numeric",
  minimum: "numeric",
  multiple: "numeric",
  pack_quantity: "numeric",
  tiers: "jsonb",
  surcharges: "jsonb",
  metal: "jsonb",
  vat_rate: "numeric",
  valid_from: "date",
  valid_to: "date",
  cost_per_use_unit: "numeric",
  cost_flags: "jsonb",
  priced_at: "timestamptz",
} as const;

/** Nothing, or less, is none: a supplier that says so means that it has none. */
const some = (value: Amount | null): Amount | null => (value !== null && isPositive(value) ? value : null);
const isRate = (value: Amount): boolean => !isNegative(value) && compare(value, amount("100")) <= 0;

const priceRowOf = ({ id, answer, cost, flags }: ItemToPrice) => ({
  id,
  currency: answer.currency,
  gross: some(answer.gross),
  net: answer.net,
  discounts: answer.discounts,
  basis_quantity: answer.basis.quantity,
  basis_unit_code: answer.basis.unitCode,
  order_unit_code: answer.orderUnitCode,
  per_order_unit: answer.perOrderUnit,
  use_unit_code: answer.useUnitCode,
  use_per_order: answer.usePerOrder,
  minimum: some(answer.minimum),
  multiple: some(answer.multiple),
  pack_quantity: some(answer.packQuantity),
  tiers: answer.tiers,
  surcharges: answer.surcharges,
  metal: answer.metal,
  vat_rate: answer.vatRate !== null && isRate(answer.vatRate) ? answer.vatRate : null,
  valid_from: answer.validFrom,
  valid_to: answer.validTo,
  cost_per_use_unit: cost,
  cost_flags: flags,
  priced_at: answer.retrievedAt,
});

/** The prices of a supplier's articles; what each was stands beside it, with its validity. The caller holds their locks. */
export async function writeSupplierItems(
  trx: Transaction,
  { administrationId, batchId, by }: Writing,
  items: readonly ItemToPrice[],
): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map(({ id }) => id);
  await sql`insert into supplier_item_prices (administration_id, supplier_item_id, batch_id, version_after, previous, net, currency, basis_quantity,
      basis_unit_code, cost_per_use_unit, price_source, priced_at, valid_from, valid_to)
    select s.administration_id, s.id, ${batchId}::uuid, s.version + 1, to_jsonb(s), s.net, s.currency, s.basis_quantity, s.basis_unit_code,
      s.cost_per_use_unit, s.price_source, s.priced_at, s.valid_from, s.valid_to
    from supplier_items s where s.administration_id = ${administrationId} and s.id = any(${ids}::uuid[])`.execute(trx);
  await sql`with given ${rowsOf(priceColumns, items.map(priceRowOf), "as")}
    update supplier_items s set currency = g.currency, gross = g.gross, net = g.net, discounts = g.discounts, net_from = 'articleNet',
      basis_quantity = g.basis_quantity, basis_unit_code = g.basis_unit_code, order_unit_code = g.order_unit_code, per_order_unit = g.per_order_unit,
      use_unit_code = g.use_unit_code, use_per_order = g.use_per_order, minimum = coalesce(g.minimum, s.minimum), multiple = coalesce(g.multiple, s.multiple),
      pack_quantity = coalesce(g.pack_quantity, s.pack_quantity), tiers = g.tiers, surcharges = g.surcharges, metal = g.metal,
      vat_rate = coalesce(g.vat_rate, s.vat_rate), valid_from = g.valid_from, valid_to = g.valid_to, price_status = 'ok',
      cost_per_use_unit = g.cost_per_use_unit, cost_flags = g.cost_flags, price_source = 'service', priced_at = g.priced_at, version = s.version + 1,
      changed_at = now(), changed_by = ${by}
    from given g where s.administration_id = ${administrationId} and s.id = g.id`.execute(trx);
}

/** A line of the tab of suppliers of one of our own items. */
export interface TabToPrice {
  readonly itemId: string;
  readonly partyId: string;
  readonly code: string;
  readonly answer: PriceAnswer;
  /** Per use unit of the supplier: the tab has it where that is the unit of the item. */
  readonly cost: Amount;
}

const tabColumns = {
  item_id: "uuid",
  party_id: "uuid",
  code: "text",
  price: "numeric",
  price_quantity: "numeric",
  price_unit_code: "text",
  currency: "text",
  cost: "numeric",
  use_unit_code: "text",
  minimum: "numeric",
  multiple: "numeric",
  priced_at: "timestamptz",
} as const;

/** One line per item: of several articles of a supplier for it, the code the tab has, else the first. */
function oneEach(tabs: readonly TabToPrice[]): TabToPrice[] {
  const byItem = new Map<string, TabToPrice>();
  for (const tab of tabs) if (!byItem.has(tab.itemId)) byItem.set(tab.itemId, tab);
  return [...byItem.values()];
}

/** Returns how many were written; a tab that names another code of this supplier is about another article, and stays. */
export async function writeItemSuppliers(
  trx: Transaction,
  { administrationId, batchId, by }: Writing,
  tabs: readonly TabToPrice[],
): Promise<number> {
  const rows = oneEach(tabs).map(({ itemId, partyId, code, answer, cost }) => ({
    item_id: itemId,
    party_id: partyId,
    code,
    price: answer.net,
    price_quantity: answer.basis.quantity,
    price_unit_code: answer.basis.unitCode,
    currency: answer.currency,
    cost,
    use_unit_code: answer.useUnitCode,
    minimum: some(answer.minimum),
    multiple: some(answer.multiple),
    priced_at: answer.retrievedAt,
  }));
  if (rows.length === 0) return 0;
  const given = rowsOf(tabColumns, rows, "as");
  // Several pages of one act may come by the same item: the first says what it was.
  await sql`with given ${given}
    insert into price_batch_changes (administration_id, batch_id, kind, item_id, previous, version_after)
    select ${administrationId}::uuid, ${batchId}::uuid, 'itemSupplier', g.item_id, to_jsonb(s), coalesce(s.version, 0) + 1
    from given g join items i on i.administration_id = ${administrationId} and i.id = g.item_id
    left join item_suppliers s on s.administration_id = ${administrationId} and s.item_id = g.item_id and s.party_id = g.party_id
    where s.item_id is null or s.suppliers_item_identifier = g.code
    on conflict do nothing`.execute(trx);
  const { numAffectedRows } = await sql`with given ${given}
    insert into item_suppliers as s (administration_id, item_id, party_id, suppliers_item_identifier, purchase_price, price_quantity, price_unit_code,
      currency, cost_per_use_unit, minimum, multiple, priced_at, changed_by)
    select ${administrationId}::uuid, g.item_id, g.party_id, g.code, g.price, g.price_quantity, g.price_unit_code, g.currency,
      case when g.use_unit_code = i.unit_code then g.cost end, g.minimum, g.multiple, g.priced_at, ${by}
    from given g join items i on i.administration_id = ${administrationId} and i.id = g.item_id
    on conflict (administration_id, item_id, party_id) do update set purchase_price = excluded.purchase_price,
      price_quantity = excluded.price_quantity, price_unit_code = excluded.price_unit_code, currency = excluded.currency,
      cost_per_use_unit = excluded.cost_per_use_unit, minimum = coalesce(excluded.minimum, s.minimum), multiple = coalesce(excluded.multiple, s.multiple),
      priced_at = excluded.priced_at, version = s.version + 1, changed_at = now(), changed_by = excluded.changed_by
    where s.suppliers_item_identifier = excluded.suppliers_item_identifier`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** An own item, as far as its sales price is made of a cost. */
export interface PricedItem {
  readonly itemId: string;
  readonly unitCode: string;
  readonly currency: string;
  /** Of the item, else of its group, else of the supplier's article or its list: the nearest that is there. */
  readonly salesRule: unknown;
}

/** Locks them. */
export async function itemsToPrice(
  trx: Transaction,
  administrationId: string,
  asked: readonly { readonly itemId: string; readonly supplierItemId: string | null }[],
): Promise<ReadonlyMap<string, PricedItem>> {
  if (asked.length === 0) return new Map();
  const rows = asked.map(({ itemId, supplierItemId }) => ({ item_id: itemId, supplier_item_id: supplierItemId }));
  const { rows: items } = await sql<PricedItem>`
    with given ${rowsOf({ item_id: "uuid", supplier_item_id: "uuid" }, rows, "as")}
    select i.id as "itemId", i.unit_code as "unitCode", n.currency,
      coalesce(i.sales_rule, c.sales_rule, s.sales_rule, nullif(l.terms -> 'salesRule', 'null'::jsonb)) as "salesRule"
    from (select i.* from items i where i.administration_id = ${administrationId} and i.id = any(${asked.map(({ itemId }) => itemId)}::uuid[])
      order by i.id for update) i
    join given g on g.item_id = i.id join administrations n on n.id = ${administrationId}
    left join item_categories c on c.administration_id = i.administration_id and c.id = i.category_id
    left join supplier_items s on s.administration_id = i.administration_id and s.id = g.supplier_item_id
    left join price_lists l on l.administration_id = s.administration_id and l.id = s.price_list_id`.execute(trx);
  return new Map(items.map((item) => [item.itemId, item]));
}

/** Sales prices of own items. The caller holds their locks. */
export async function writeSalesPrices(
  trx: Transaction,
  { administrationId, batchId, by }: Writing,
  prices: ReadonlyMap<string, Amount>,
): Promise<void> {
  if (prices.size === 0) return;
  const rows = [...prices].map(([id, price]) => ({ id, price }));
  // Of several articles of the supplier for one item, the first page says what it was and what it becomes.
  await sql`with given ${rowsOf({ id: "uuid", price: "numeric" }, rows, "as")},
      noted as (insert into price_batch_changes (administration_id, batch_id, kind, item_id, previous, version_after)
        select i.administration_id, ${batchId}::uuid, 'item', i.id, jsonb_build_object('sales_price', i.sales_price, 'version', i.version), i.version + 1
        from items i where i.administration_id = ${administrationId} and i.id = any(${[...prices.keys()]}::uuid[])
        on conflict do nothing returning item_id)
    update items i set sales_price = g.price, version = i.version + 1, changed_at = now(), changed_by = ${by}
    from given g join noted n on n.item_id = g.id where i.administration_id = ${administrationId} and i.id = g.id`.execute(
    trx,
  );
}
