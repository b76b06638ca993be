import { sql } from "kysely";
import type { SalesRule } from "#domain/supplier/sales-price.ts";
import type { Transaction } from "./database.ts";
import type { AnswerPlace } from "./price-run-answers.ts";

export const batchStates = ["applying", "applied", "undoing", "undone"] as const;

/** What an act on a run writes, and how far it is. */
export interface BatchPlace {
  /** At the supplier's articles, and on the tab of suppliers of our own items. */
  readonly underSuppliers: boolean;
  /** Sales prices of our own items. */
  readonly underPrices: boolean;
  /** How they are made; null: as the item, its group or the list says. */
  readonly salesRule: SalesRule | null;
  readonly after: AnswerPlace;
}

/** Prices of a run that were taken over together, and are put back together. */
export interface RunBatch {
  readonly id: string;
  readonly runId: string;
  readonly partyId: string;
  readonly state: (typeof batchStates)[number];
  readonly counts: Readonly<Record<string, number>>;
  readonly place: BatchPlace;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly appliedAt: string | null;
  readonly undoneAt: string | null;
  readonly undoneBy: string;
}

const columns = sql`b.id, b.price_run_id as "runId", b.party_id as "partyId", b.state, b.counts, b.place, b.created_at as "createdAt",
  b.created_by as "createdBy", b.applied_at as "appliedAt", b.undone_at as "undoneAt", b.undone_by as "undoneBy"`;

export async function insertRunBatch(
  trx: Transaction,
  administrationId: string,
  batch: Pick<RunBatch, "id" | "runId" | "partyId" | "createdBy"> & {
    readonly priceListId: string | null;
    readonly place: BatchPlace;
  },
): Promise<void> {
  await sql`insert into price_batches (id, administration_id, kind, party_id, price_list_id, state, created_by, price_run_id, place)
    values (${batch.id}, ${administrationId}, 'run', ${batch.partyId}, ${batch.priceListId}, 'applying', ${batch.createdBy}, ${batch.runId},
      ${JSON.stringify(batch.place)}::jsonb)`.execute(trx);
}

/** The oldest first. */
export async function batchesOfRun(trx: Transaction, administrationId: string, runId: string): Promise<RunBatch[]> {
  const { rows } = await sql<RunBatch>`select ${columns} from price_batches b
    where b.administration_id = ${administrationId} and b.price_run_id = ${runId} order by b.created_at, b.id`.execute(
    trx,
  );
  return rows;
}

/** The one whose prices are being written or put back; locked. */
export async function busyBatch(trx: Transaction, administrationId: string, runId: string): Promise<RunBatch | null> {
  const { rows } = await sql<RunBatch>`select ${columns} from price_batches b
    where b.administration_id = ${administrationId} and b.price_run_id = ${runId} and b.state in ('applying', 'undoing')
    order by b.created_at, b.id limit 1 for update`.execute(trx);
  return rows[0] ?? null;
}

export async function moveBatch(
  trx: Transaction,
  administrationId: string,
  id: string,
  { place, counts }: Pick<RunBatch, "place" | "counts">,
): Promise<void> {
  await sql`update price_batches set place = ${JSON.stringify(place)}::jsonb, counts = ${JSON.stringify(counts)}::jsonb
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export async function endBatch(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update price_batches set state = case state when 'applying' then 'applied' else 'undone' end,
      applied_at = coalesce(applied_at, now()), undone_at = case state when 'undoing' then coalesce(undone_at, now()) end
    where administration_id = ${administrationId} and id = ${id} and state in ('applying', 'undoing')`.execute(trx);
}

/** Something of a batch that was not put back, because somebody changed it since. */
export interface KeptChange {
  readonly kind: "supplierItem" | "itemSupplier" | "item";
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export async function keptOfBatch(
  trx: Transaction,
  administrationId: string,
  batchId: string,
  limit: number,
): Promise<KeptChange[]> {
  const { rows } = await sql<KeptChange>`
    select 'supplierItem' as kind, s.id, s.suppliers_item_identifier as code, s.name from supplier_item_prices p
    join supplier_items s on s.administration_id = p.administration_id and s.id = p.supplier_item_id
    where p.administration_id = ${administrationId} and p.batch_id = ${batchId} and p.outcome = 'kept'
    union all
    select c.kind, i.id, i.sellers_item_identifier as code, i.name from price_batch_changes c
    join items i on i.administration_id = c.administration_id and i.id = c.item_id
    where c.administration_id = ${administrationId} and c.batch_id = ${batchId} and c.outcome = 'kept'
    order by kind, code limit ${limit}`.execute(trx);
  return rows;
}
