import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";

export const priceRunStates = ["asking", "paused", "stopped", "review", "applied", "undone"] as const;
export type PriceRunState = (typeof priceRunStates)[number];

/** Of the lines of a purchase order, what they were before a run and what it made of them. */
export interface OrderChange {
  readonly lines: readonly {
    readonly code: string;
    readonly itemName: string;
    readonly unitCode: string;
    readonly before: { readonly price: string; readonly baseQuantity: string; readonly discountPercent: string };
    readonly after: { readonly price: string; readonly baseQuantity: string };
  }[];
}

/** A supplier's webshop asked for the prices of a price list or of a purchase order. */
export interface PriceRun {
  readonly id: string;
  readonly priceListId: string | null;
  readonly documentId: string | null;
  readonly connectionId: string;
  readonly partyId: string;
  readonly partyName: string;
  readonly alias: string;
  /** What the price list is called, or the number of the order; empty for one without a number. */
  readonly name: string;
  readonly asksAgain: boolean;
  readonly state: PriceRunState;
  readonly cursor: string;
  readonly total: number;
  readonly done: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Codes that were about to be asked, and of which no answer is here. */
  readonly asking: readonly string[];
  readonly pacedAt: string | null;
  readonly pacedFrom: number;
  readonly failures: number;
  readonly firstFailedAt: string | null;
  readonly nextAt: string | null;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly orderChange: OrderChange | null;
  readonly orderChangedAt: string | null;
  readonly orderChangedBy: string;
  readonly orderUndoneAt: string | null;
  readonly begunAt: string;
  readonly begunBy: string;
  readonly askedAt: string | null;
  readonly finishedAt: string | null;
  readonly endedBy: string;
  readonly version: number;
}

const columns = sql`r.id, r.price_list_id as "priceListId", r.document_id as "documentId", r.connection_id as "connectionId", r.party_id as "partyId",
  (select p.name from parties p where p.administration_id = r.administration_id and p.id = r.party_id) as "partyName", r.alias,
  coalesce((select l.name from price_lists l where l.administration_id = r.administration_id and l.id = r.price_list_id),
    (select d.number from documents d where d.administration_id = r.administration_id and d.id = r.document_id), '') as name,
  r.asks_again as "asksAgain", r.state, r.cursor, r.total, r.done, r.counts, r.asking, r.paced_at as "pacedAt", r.paced_from as "pacedFrom", r.failures,
  r.first_failed_at as "firstFailedAt", r.next_at as "nextAt", r.reason_code as "reasonCode", r.reason_text as "reasonText",
  r.order_change as "orderChange", r.order_changed_at as "orderChangedAt", r.order_changed_by as "orderChangedBy", r.order_undone_at as "orderUndoneAt",
  r.begun_at as "begunAt", r.begun_by as "begunBy", r.asked_at as "askedAt", r.finished_at as "finishedAt", r.ended_by as "endedBy", r.version`;

export type NewPriceRun = Pick<
  PriceRun,
  "id" | "priceListId" | "documentId" | "connectionId" | "partyId" | "alias" | "asksAgain" | "total" | "begunBy"
>;

/** Unique indexes that a second run over the same list or order would violate. */
export const oneAtATime = ["price_runs_one_per_list", "price_runs_one_per_document"] as const;

export async function insertPriceRun(trx: Transaction, administrationId: string, run: NewPriceRun): Promise<void> {
  await sql`insert into price_runs (administration_id, id, price_list_id, document_id, connection_id, party_id, alias, asks_again, state, total, paced_at,
      begun_by)
    values (${administrationId}, ${run.id}, ${run.priceListId}, ${run.documentId}, ${run.connectionId}, ${run.partyId}, ${run.alias},
      ${run.asksAgain}, 'asking', ${run.total}, now(), ${run.begunBy})`.execute(trx);
}

export async function readPriceRun(
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<PriceRun | null> {
  const { rows } = await sql<PriceRun>`select ${columns} from price_runs r
    where r.administration_id = ${administrationId} and r.id = ${id} ${lock ? sql`for update of r` : sql``}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export interface PriceRunFilter {
  readonly priceListId?: string | undefined;
  readonly documentId?: string | undefined;
  readonly limit: number;
}

/** The newest first. */
export async function listPriceRuns(
  trx: Transaction,
  administrationId: string,
  { priceListId, documentId, limit }: PriceRunFilter,
): Promise<PriceRun[]> {
  const { rows } =
    await sql<PriceRun>`select ${columns} from price_runs r where r.administration_id = ${administrationId}
      and ${priceListId === undefined ? sql`true` : sql`r.price_list_id = ${priceListId}`}
      and ${documentId === undefined ? sql`true` : sql`r.document_id = ${documentId}`}
    order by r.begun_at desc, r.id limit ${limit}`.execute(trx);
  return rows;
}

/** Where there is something to ask, to write or to put back, in all companies. */
export async function priceRunsUnderWay(
  hub: Database,
): Promise<{ readonly administrationId: string; readonly runId: string }[]> {
  const { rows } = await sql<{ administrationId: string; runId: string }>`
    select administration_id as "administrationId", run_id as "runId" from price_runs_under_way()`.execute(hub);
  return rows;
}

/** Whether it may ask now: nobody stopped it, its time has come, and the app of suppliers is on. */
export async function mayAsk(
  trx: Transaction,
  administrationId: string,
  { id }: Pick<PriceRun, "id">,
): Promise<boolean> {
  const { rows } = await sql`select from price_runs r where r.administration_id = ${administrationId} and r.id = ${id}
      and r.state = 'asking' and (r.next_at is null or r.next_at <= now())
      and exists (select from modules m where m.administration_id = r.administration_id and m.module = 'supplierWebshops' and m.state = 'on')`.execute(
    trx,
  );
  return rows.length > 0;
}

/** A session begins with it: what is asked first, and what is known of calls that a node left. The caller holds its lock. */
export async function noteAsking(
  trx: Transaction,
  administrationId: string,
  id: string,
  { counts, asking }: { readonly counts: Readonly<Record<string, number>>; readonly asking: readonly string[] },
): Promise<void> {
  await sql`update price_runs set counts = ${JSON.stringify(counts)}::jsonb, asking = ${[...asking]}::text[]
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** Everything was asked, also when a person stopped it during the last call. */
export async function endAsking(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update price_runs set state = 'review', total = done, asking = '{}', finished_at = now(), ended_by = '', version = version + 1
    where administration_id = ${administrationId} and id = ${id} and state in ('asking', 'paused', 'stopped')`.execute(
    trx,
  );
}

/** The supplier is away, or asked to wait. */
export async function delayRun(
  trx: Transaction,
  administrationId: string,
  id: string,
  { code, text, nextAt }: { readonly code: string; readonly text: string; readonly nextAt: string },
): Promise<void> {
  await sql`update price_runs set failures = failures + 1, first_failed_at = coalesce(first_failed_at, now()), next_at = ${nextAt}, asking = '{}',
      reason_code = ${code}, reason_text = ${text}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** It cannot go on before a person has acted. What was answered stays. */
export async function haltRun(
  trx: Transaction,
  administrationId: string,
  id: string,
  { code, text }: { readonly code: string; readonly text: string },
): Promise<void> {
  await sql`update price_runs set state = 'stopped', asking = '{}', next_at = null, reason_code = ${code}, reason_text = ${text}, finished_at = now(),
      ended_by = '', version = version + 1
    where administration_id = ${administrationId} and id = ${id} and state in ('asking', 'paused')`.execute(trx);
}

/** A person pauses or stops it. False when it is not in such a state. */
export async function holdRun(
  trx: Transaction,
  administrationId: string,
  id: string,
  to: "paused" | "stopped",
  by: string,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update price_runs set state = ${to}, next_at = null, version = version + 1, ended_by = ${by},
      finished_at = ${to === "stopped" ? sql`now()` : sql`null`}
    where administration_id = ${administrationId} and id = ${id}
      and state = any(${to === "paused" ? ["asking"] : ["asking", "paused"]}::text[])`.execute(trx);
  return numAffectedRows === 1n;
}

/** It goes on where it was. False when there is nothing to go on with. */
export async function resumeRun(trx: Transaction, administrationId: string, id: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update price_runs set state = 'asking', paced_at = now(), paced_from = done, failures = 0, first_failed_at = null,
      next_at = null, reason_code = '', reason_text = '', finished_at = null, ended_by = '', version = version + 1
    where administration_id = ${administrationId} and id = ${id} and state in ('paused', 'stopped')`.execute(trx);
  return numAffectedRows === 1n;
}

/** What became of it as a whole, after prices were written or put back. */
export async function settleRun(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update price_runs r set version = version + 1, finished_at = coalesce(finished_at, now()), state = case
      when r.order_changed_at is not null and r.order_undone_at is null or exists (select from price_batches b
        where b.administration_id = r.administration_id and b.price_run_id = r.id and b.state in ('applying', 'applied')) then 'applied'
      else 'undone' end
    where r.administration_id = ${administrationId} and r.id = ${id}`.execute(trx);
}

/** What a run wrote on its order, and that it was put back. */
export async function keepOrderChange(
  trx: Transaction,
  administrationId: string,
  id: string,
  change: OrderChange,
  by: string,
): Promise<void> {
  await sql`update price_runs set order_change = ${JSON.stringify(change)}::jsonb, order_changed_at = now(), order_changed_by = ${by}, order_undone_at = null
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export async function markOrderUndone(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update price_runs set order_undone_at = now() where administration_id = ${administrationId} and id = ${id}`.execute(
    trx,
  );
}
