import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import type { Writing } from "./price-writing.ts";

/** How many were put back, and how many stay because somebody changed them since. */
export interface Undone {
  readonly undone: number;
  readonly kept: number;
}

const counted = (rows: readonly { readonly outcome: string }[]): Undone => ({
  undone: rows.filter(({ outcome }) => outcome === "undone").length,
  kept: rows.filter(({ outcome }) => outcome === "kept").length,
});

const restored = sql.raw(
  [
    ...[
      "currency",
      "gross",
      "net",
      "discounts",
      "net_from",
      "basis_quantity",
      "basis_unit_code",
      "order_unit_code",
      "per_order_unit",
    ],
    ...[
      "use_unit_code",
      "use_per_order",
      "minimum",
      "multiple",
      "pack_quantity",
      "tiers",
      "surcharges",
      "metal",
      "vat_rate",
    ],
    ...["valid_from", "valid_to", "price_status", "cost_per_use_unit", "cost_flags", "price_source", "priced_at"],
  ]
    .map((column) => `${column} = b.${column}`)
    .join(", "),
);

type Act = Pick<Writing, "administrationId" | "batchId" | "by">;

/** Prices of a supplier's articles as they were, of at most so many that were not looked at yet. */
export async function undoSupplierItems(
  trx: Transaction,
  { administrationId, batchId, by }: Act,
  limit: number,
): Promise<Undone> {
  const { rows } = await sql<{ outcome: string }>`
    with open as (select p.supplier_item_id, p.previous, p.version_after from supplier_item_prices p
        where p.administration_id = ${administrationId} and p.batch_id = ${batchId} and p.outcome is null and p.previous is not null
        order by p.supplier_item_id limit ${limit} for update),
      back as (update supplier_items s set ${restored}, version = s.version + 1, changed_at = now(), changed_by = ${by}
        from open o cross join lateral jsonb_populate_record(null::supplier_items, o.previous) b
        where s.administration_id = ${administrationId} and s.id = o.supplier_item_id and s.version = o.version_after returning s.id)
    update supplier_item_prices p set outcome = case when exists (select from back where back.id = p.supplier_item_id) then 'undone' else 'kept' end
    from open o where p.administration_id = ${administrationId} and p.batch_id = ${batchId} and p.supplier_item_id = o.supplier_item_id
    returning p.outcome`.execute(trx);
  return counted(rows);
}

/** Lines of the tab of suppliers as they were; one the batch made goes. */
export async function undoItemSuppliers(
  trx: Transaction,
  { administrationId, batchId, by }: Act,
  limit: number,
): Promise<Undone> {
  const { rows } = await sql<{ outcome: string }>`
    with open as (select c.item_id, c.previous, c.version_after, b.party_id from price_batch_changes c
        join price_batches b on b.administration_id = c.administration_id and b.id = c.batch_id
        where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'itemSupplier' and c.outcome is null
        order by c.item_id limit ${limit} for update of c),
      back as (update item_suppliers s set purchase_price = b.purchase_price, price_quantity = b.price_quantity, price_unit_code = b.price_unit_code,
          currency = b.currency, cost_per_use_unit = b.cost_per_use_unit, minimum = b.minimum, multiple = b.multiple, priced_at = b.priced_at,
          version = s.version + 1, changed_at = now(), changed_by = ${by}
        from open o cross join lateral jsonb_populate_record(null::item_suppliers, o.previous) b
        where o.previous is not null and s.administration_id = ${administrationId} and s.item_id = o.item_id and s.party_id = o.party_id
          and s.version = o.version_after returning s.item_id),
      gone as (delete from item_suppliers s using open o
        where o.previous is null and s.administration_id = ${administrationId} and s.item_id = o.item_id and s.party_id = o.party_id
          and s.version = o.version_after returning s.item_id)
    update price_batch_changes c set outcome = case when exists (select from back where back.item_id = c.item_id)
      or exists (select from gone where gone.item_id = c.item_id) then 'undone' else 'kept' end
    from open o where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'itemSupplier' and c.item_id = o.item_id
    returning c.outcome`.execute(trx);
  return counted(rows);
}

/** Sales prices of own items as they were. */
export async function undoSalesPrices(
  trx: Transaction,
  { administrationId, batchId, by }: Act,
  limit: number,
): Promise<Undone> {
  const { rows } = await sql<{ outcome: string }>`
    with open as (select c.item_id, c.previous, c.version_after from price_batch_changes c
        where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'item' and c.outcome is null
        order by c.item_id limit ${limit} for update),
      back as (update items i set sales_price = (o.previous ->> 'sales_price')::numeric, version = i.version + 1, changed_at = now(), changed_by = ${by}
        from open o where i.administration_id = ${administrationId} and i.id = o.item_id and i.version = o.version_after returning i.id)
    update price_batch_changes c set outcome = case when exists (select from back where back.id = c.item_id) then 'undone' else 'kept' end
    from open o where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'item' and c.item_id = o.item_id
    returning c.outcome`.execute(trx);
  return counted(rows);
}
