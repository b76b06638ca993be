import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import { restored, restoredOf } from "./supplier-items.ts";

export type BatchKind = "import" | "run" | "hand";
export type BatchState = "applying" | "applied" | "undoing" | "undone";

/** One act that wrote prices. */
export interface PriceBatch {
  readonly id: string;
  readonly kind: BatchKind;
  readonly partyId: string;
  readonly supplierName: string;
  readonly priceListId: string | null;
  readonly state: BatchState;
  readonly counts: Readonly<Record<string, number>>;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly appliedAt: string | null;
  readonly undoneAt: string | null;
  readonly undoneBy: string;
  /** Applied less than a day ago. */
  readonly mayUndo: boolean;
}

/** After so many hours prices have been worked with, and going back to older ones would be a surprise. */
const undoHours = 24;

const columns = sql`b.id, b.kind, b.party_id as "partyId", p.name as "supplierName", b.price_list_id as "priceListId", b.state, b.counts,
  b.created_at as "createdAt", b.created_by as "createdBy", b.applied_at as "appliedAt", b.undone_at as "undoneAt", b.undone_by as "undoneBy",
  b.state = 'applied' and b.applied_at > now() - ${undoHours} * interval '1 hour' as "mayUndo"`;

const batchesWhere = async (
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
  rest: RawBuilder<unknown>,
): Promise<PriceBatch[]> => {
  const { rows } = await sql<PriceBatch>`select ${columns} from price_batches b
    join parties p on p.administration_id = b.administration_id and p.id = b.party_id
    where b.administration_id = ${administrationId} and ${condition} ${rest}`.execute(trx);
  return rows;
};

/** Null when there is none. `lock`: whoever else goes on with it waits. */
export const readBatch = async (
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<PriceBatch | null> =>
  (await batchesWhere(trx, administrationId, sql`b.id = ${id}`, lock ? sql`for update of b` : sql``))[0] ?? null;

/** The newest first. */
export const listBatches = (
  trx: Transaction,
  administrationId: string,
  priceListId: string | undefined,
  limit: number,
): Promise<PriceBatch[]> =>
  batchesWhere(
    trx,
    administrationId,
    priceListId === undefined ? sql`true` : sql`b.price_list_id = ${priceListId}`,
    sql`order by b.created_at desc, b.id limit ${limit}`,
  );

export interface NewBatch {
  readonly id: string;
  readonly kind: BatchKind;
  readonly partyId: string;
  readonly priceListId: string | null;
  readonly by: string;
}

/** A batch that writes; `finishBatch` says when it is done. */
export async function insertBatch(trx: Transaction, administrationId: string, batch: NewBatch): Promise<void> {
  await sql`insert into price_batches (id, administration_id, kind, party_id, price_list_id, state, created_by)
    values (${batch.id}, ${administrationId}, ${batch.kind}, ${batch.partyId}, ${batch.priceListId}, 'applying', ${batch.by})`.execute(
    trx,
  );
}

/** Everything it has to write is written. */
export async function finishBatch(
  trx: Transaction,
  administrationId: string,
  id: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await sql`update price_batches set state = 'applied', applied_at = now(), counts = ${JSON.stringify(counts)}::jsonb
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** Groups as they were before the batch wrote them; adds to what is kept already. */
export async function keepGroupsBefore(
  trx: Transaction,
  administrationId: string,
  id: string,
  groups: readonly unknown[],
): Promise<void> {
  await sql`update price_batches set groups_before = groups_before || ${JSON.stringify(groups)}::jsonb
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export async function groupsBefore(trx: Transaction, administrationId: string, id: string): Promise<unknown[]> {
  const { rows } = await sql<{ groups: unknown[] }>`select groups_before as groups from price_batches
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  return rows[0]?.groups ?? [];
}

/** Sets undoing going; the engine goes on with it. */
export async function startUndoing(trx: Transaction, administrationId: string, id: string, by: string): Promise<void> {
  await sql`update price_batches set state = 'undoing', undone_at = now(), undone_by = ${by}
    where administration_id = ${administrationId} and id = ${id} and state = 'applied'`.execute(trx);
}

/** The batch that is being undone, the oldest first; kept from others until the transaction ends. Those of price runs are undone with theirs. */
export const batchToUndo = async (trx: Transaction, administrationId: string): Promise<PriceBatch | null> =>
  (
    await batchesWhere(
      trx,
      administrationId,
      sql`b.state = 'undoing' and b.price_run_id is null`,
      sql`order by b.undone_at, b.id limit 1 for update of b`,
    )
  )[0] ?? null;

export async function finishUndoing(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update price_batches b set state = 'undone', counts = counts || (
      select jsonb_build_object('putBack', count(*) filter (where h.outcome = 'undone'), 'kept', count(*) filter (where h.outcome = 'kept'))
      from supplier_item_prices h where h.administration_id = b.administration_id and h.batch_id = b.id)
    where b.administration_id = ${administrationId} and b.id = ${id}`.execute(trx);
}

/**
 * Puts back one portion of what a batch wrote, and says how many that were. An item that was changed since stays as it is, also one that the
 * batch made and that became an own item.
 */
export async function undoPortion(
  trx: Transaction,
  administrationId: string,
  batchId: string,
  { limit, by }: { readonly limit: number; readonly by: string },
): Promise<number> {
  // Whoever is changing one of them now has changed it before it is looked at.
  await sql`select from supplier_items s where s.administration_id = ${administrationId} and s.id = any(array(select h.supplier_item_id
      from supplier_item_prices h where h.administration_id = ${administrationId} and h.batch_id = ${batchId} and h.outcome is null
      order by h.supplier_item_id limit ${limit})) order by s.id for update`.execute(trx);
  const { rows } = await sql<{ id: string; may: boolean; made: boolean }>`
    select h.supplier_item_id as id, h.previous is null as made, coalesce(s.version = h.version_after, false) as may
    from supplier_item_prices h
    left join supplier_items s on s.administration_id = h.administration_id and s.id = h.supplier_item_id
    where h.administration_id = ${administrationId} and h.batch_id = ${batchId} and h.outcome is null
    order by h.supplier_item_id limit ${limit}`.execute(trx);
  const ids = (wanted: (row: { may: boolean; made: boolean }) => boolean) =>
    rows.filter((row) => wanted(row)).map(({ id }) => id);
  const [gone, back] = [ids(({ may, made }) => may && made), ids(({ may, made }) => may && !made)];
  await sql`delete from supplier_items where administration_id = ${administrationId} and id = any(${gone}::uuid[])`.execute(
    trx,
  );
  await sql`update supplier_items s set (${restored}) = (select ${restoredOf("o")}
        from jsonb_populate_record(null::supplier_items, h.previous) o), version = s.version + 1, changed_at = now(), changed_by = ${by}
    from supplier_item_prices h where h.administration_id = ${administrationId} and h.batch_id = ${batchId} and h.supplier_item_id = s.id
      and s.administration_id = ${administrationId} and s.id = any(${back}::uuid[])`.execute(trx);
  // What an earlier batch wrote stands there again: that one can still be undone after this one.
  await sql`update supplier_item_prices e set version_after = s.version
    from supplier_item_prices h join supplier_items s on s.administration_id = h.administration_id and s.id = h.supplier_item_id
    where h.administration_id = ${administrationId} and h.batch_id = ${batchId} and h.supplier_item_id = any(${back}::uuid[])
      and e.administration_id = ${administrationId} and e.supplier_item_id = h.supplier_item_id and e.batch_id <> h.batch_id
      and e.outcome is null and e.version_after = (h.previous ->> 'version')::int`.execute(trx);
  await sql`update supplier_item_prices set outcome = case when supplier_item_id = any(${[...gone, ...back]}::uuid[]) then 'undone' else 'kept' end
    where administration_id = ${administrationId} and batch_id = ${batchId} and supplier_item_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(
    trx,
  );
  return rows.length;
}

/** An earlier price of an item, with which batch replaced it. */
export interface EarlierPrice {
  readonly batchId: string;
  readonly kind: BatchKind;
  readonly net: string | null;
  readonly currency: string;
  readonly basisQuantity: string;
  readonly basisUnitCode: string;
  readonly cost: string | null;
  readonly priceSource: string;
  readonly pricedAt: string;
  readonly replacedAt: string;
  readonly replacedBy: string;
  readonly isUndone: boolean;
}

/** The newest first. */
export async function earlierPrices(
  trx: Transaction,
  administrationId: string,
  supplierItemId: string,
  limit: number,
): Promise<EarlierPrice[]> {
  const { rows } = await sql<EarlierPrice>`select h.batch_id as "batchId", b.kind, h.net::text as net, h.currency,
      h.basis_quantity::text as "basisQuantity", h.basis_unit_code as "basisUnitCode", h.cost_per_use_unit::text as cost,
      h.price_source as "priceSource", h.priced_at as "pricedAt", h.replaced_at as "replacedAt", b.created_by as "replacedBy",
      coalesce(h.outcome = 'undone', false) as "isUndone"
    from supplier_item_prices h join price_batches b on b.administration_id = h.administration_id and b.id = h.batch_id
    where h.administration_id = ${administrationId} and h.supplier_item_id = ${supplierItemId} and h.previous is not null
    order by h.replaced_at desc, h.batch_id limit ${limit}`.execute(trx);
  return rows;
}
