import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import type { Writing } from "./price-writing.ts";

type Act = Pick<Writing, "administrationId" | "batchId" | "by">;

/** What an earlier batch wrote stands there again: that one can still be undone after this one. Of one supplier, where it is about a tab. */
const earlier = (administrationId: string, batchId: string, kind: "item" | "itemSupplier"): RawBuilder<unknown> => sql`
  again as (update price_batch_changes e set version_after = back.version
    from back join open o on o.item_id = back.item_id join price_batches b on b.administration_id = ${administrationId} and b.id = ${batchId}
    where e.administration_id = ${administrationId} and e.kind = ${kind} and e.item_id = back.item_id and e.batch_id <> ${batchId} and e.outcome is null
      and e.version_after = (o.previous ->> 'version')::int and (${kind} = 'item' or exists (select from price_batches earlier
        where earlier.administration_id = ${administrationId} and earlier.id = e.batch_id and earlier.party_id = b.party_id)))`;

/** Lines of the tab of suppliers as they were; one the batch made goes. Says how many it looked at. */
export async function undoItemSuppliers(
  trx: Transaction,
  { administrationId, batchId, by }: Act,
  limit: number,
): Promise<number> {
  const { rows } = await sql`
    with open as (select c.item_id, c.previous, c.version_after, b.party_id from price_batch_changes c
        join price_batches b on b.administration_id = c.administration_id and b.id = c.batch_id
        where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'itemSupplier' and c.outcome is null
        order by c.item_id limit ${limit} for update of c),
      back as (update item_suppliers s set purchase_price = b.purchase_price, price_quantity = b.price_quantity, price_unit_code = b.price_unit_code,
          currency = b.currency, cost_per_use_unit = b.cost_per_use_unit, minimum = b.minimum, multiple = b.multiple, priced_at = b.priced_at,
          version = s.version + 1, changed_at = now(), changed_by = ${by}
        from open o cross join lateral jsonb_populate_record(null::item_suppliers, o.previous) b
        where o.previous is not null and s.administration_id = ${administrationId} and s.item_id = o.item_id and s.party_id = o.party_id
          and s.version = o.version_after returning s.item_id, s.version),
      gone as (delete from item_suppliers s using open o
        where o.previous is null and s.administration_id = ${administrationId} and s.item_id = o.item_id and s.party_id = o.party_id
          and s.version = o.version_after returning s.item_id),
      ${earlier(administrationId, batchId, "itemSupplier")}
    update price_batch_changes c set outcome = case when exists (select from back where back.item_id = c.item_id)
      or exists (select from gone where gone.item_id = c.item_id) then 'undone' else 'kept' end
    from open o where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'itemSupplier' and c.item_id = o.item_id
    returning c.outcome`.execute(trx);
  return rows.length;
}

/** The same for sales prices of own items. */
export async function undoSalesPrices(
  trx: Transaction,
  { administrationId, batchId, by }: Act,
  limit: number,
): Promise<number> {
  const { rows } = await sql`
    with open as (select c.item_id, c.previous, c.version_after from price_batch_changes c
        where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'item' and c.outcome is null
        order by c.item_id limit ${limit} for update),
      back as (update items i set sales_price = (o.previous ->> 'sales_price')::numeric, version = i.version + 1, changed_at = now(), changed_by = ${by}
        from open o where i.administration_id = ${administrationId} and i.id = o.item_id and i.version = o.version_after returning i.id as item_id, i.version),
      ${earlier(administrationId, batchId, "item")}
    update price_batch_changes c set outcome = case when exists (select from back where back.item_id = c.item_id) then 'undone' else 'kept' end
    from open o where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.kind = 'item' and c.item_id = o.item_id
    returning c.outcome`.execute(trx);
  return rows.length;
}

/** Of all a batch wrote: how many were put back, and how many stay because somebody changed them since. */
export async function countUndone(
  trx: Transaction,
  administrationId: string,
  batchId: string,
): Promise<{ readonly putBack: number; readonly kept: number }> {
  const { rows } = await sql<{ putBack: number; kept: number }>`
    select (count(*) filter (where o.outcome = 'undone'))::int as "putBack", (count(*) filter (where o.outcome = 'kept'))::int as kept
    from (select outcome from supplier_item_prices where administration_id = ${administrationId} and batch_id = ${batchId}
      union all select outcome from price_batch_changes where administration_id = ${administrationId} and batch_id = ${batchId}) o`.execute(
    trx,
  );
  return rows[0] ?? { putBack: 0, kept: 0 };
}
