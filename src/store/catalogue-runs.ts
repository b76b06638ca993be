import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { newId } from "./new-id.ts";

export const runTransitions = {
  looking: ["ready", "stopped"],
  ready: ["writing", "stopped"],
  writing: ["done", "stopped"],
  done: [],
  stopped: [],
} as const;
export type RunState = keyof typeof runTransitions;
export type RunScope = "first" | "delta" | "from" | "night";

/** One walk over what the source has, or has changed. Instants are ISO text. */
export interface CatalogueRun {
  readonly id: string;
  readonly couplingId: string;
  readonly scope: RunScope;
  /** Null: everything. */
  readonly since: string | null;
  readonly state: RunState;
  readonly isPaused: boolean;
  readonly cursor: string | null;
  readonly total: number | null;
  readonly seenUntil: string | null;
  readonly failures: number;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly nextAt: string;
  readonly requestedBy: string;
  readonly startedBy: string;
  /** By state, of a run that ended. */
  readonly counts: Readonly<Record<string, number>>;
  readonly begunAt: string;
  readonly endedAt: string | null;
}

const columns = sql`id, coupling_id as "couplingId", scope, since, state, is_paused as "isPaused", cursor, total, seen_until as "seenUntil",
  failures, reason_code as "reasonCode", reason_text as "reasonText", next_at as "nextAt", requested_by as "requestedBy", started_by as "startedBy",
  counts, begun_at as "begunAt", ended_at as "endedAt"`;

/** Runs that nobody asks about any more go. */
const kept = 30;

/** Begins a run; null when one of this coupling is under way, or waits for a person. */
export async function beginRun(
  trx: Transaction,
  administrationId: string,
  {
    couplingId,
    scope,
    since,
    by,
  }: { readonly couplingId: string; readonly scope: RunScope; readonly since: string | null; readonly by: string },
): Promise<CatalogueRun | null> {
  const { rows } = await sql<CatalogueRun>`
    insert into catalogue_runs (id, administration_id, coupling_id, scope, since, state, requested_by)
    values (${newId()}, ${administrationId}, ${couplingId}, ${scope}, ${since}, ${scope === "first" ? "looking" : "writing"}, ${by})
    on conflict (administration_id, coupling_id) where ended_at is null do nothing returning ${columns}`.execute(trx);
  await sql`delete from catalogue_runs where administration_id = ${administrationId} and coupling_id = ${couplingId} and scope <> 'first'
    and ended_at is not null and id not in (select id from catalogue_runs where administration_id = ${administrationId}
      and coupling_id = ${couplingId} order by begun_at desc, id desc limit ${kept})`.execute(trx);
  return rows[0] ?? null;
}

/** The run that is under way or waits for a person; null when there is none. */
export async function busyRun(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
): Promise<CatalogueRun | null> {
  const { rows } = await sql<CatalogueRun>`select ${columns} from catalogue_runs
    where administration_id = ${administrationId} and coupling_id = ${couplingId} and ended_at is null`.execute(trx);
  return rows[0] ?? null;
}

/** The newest first. */
export async function listRuns(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  limit: number,
): Promise<CatalogueRun[]> {
  const { rows } = await sql<CatalogueRun>`select ${columns} from catalogue_runs
    where administration_id = ${administrationId} and coupling_id = ${couplingId} order by begun_at desc, id desc limit ${limit}`.execute(
    trx,
  );
  return rows;
}

/** Has a first run been written to its end? */
export async function isStarted(trx: Transaction, administrationId: string, couplingId: string): Promise<boolean> {
  const { rows } =
    await sql`select from catalogue_runs where administration_id = ${administrationId} and coupling_id = ${couplingId}
    and scope = 'first' and state in ('writing', 'done') limit 1`.execute(trx);
  return rows.length > 0;
}

/** Moves the walk on, unless it is somewhere else by now. False when it is, or when a person stopped it or lets it stand still. */
export async function moveRun(
  trx: Transaction,
  administrationId: string,
  { id, cursor, state }: CatalogueRun,
  to: { readonly cursor: string; readonly total: number | null; readonly seenUntil: string | null },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update catalogue_runs set cursor = ${to.cursor}, total = coalesce(total, ${to.total}),
      seen_until = greatest(seen_until, ${to.seenUntil}::timestamptz), failures = 0, reason_code = null, reason_text = ''
    where administration_id = ${administrationId} and id = ${id} and state = ${state} and cursor is not distinct from ${cursor}`.execute(
      trx,
    );
  return numAffectedRows === 1n;
}

/** May it go on? Asked between two portions of work. */
export async function goesOn(
  trx: Transaction,
  administrationId: string,
  { id, state }: CatalogueRun,
): Promise<boolean> {
  const { rows } =
    await sql`select from catalogue_runs r join couplings k on k.administration_id = r.administration_id and k.id = r.coupling_id
    where r.administration_id = ${administrationId} and r.id = ${id} and r.state = ${state} and not r.is_paused
      and (k.state = 'live' or r.state = 'looking')`.execute(trx);
  return rows.length > 0;
}

/** The page could not be dealt with: it is tried again at `nextAt`. */
export async function failRun(
  trx: Transaction,
  administrationId: string,
  id: string,
  { code, text, nextAt }: { readonly code: string; readonly text: string; readonly nextAt: string },
): Promise<void> {
  await sql`update catalogue_runs set failures = failures + 1, reason_code = ${code}, reason_text = ${text}, next_at = ${nextAt}
    where administration_id = ${administrationId} and id = ${id} and ended_at is null`.execute(trx);
}

/** What a first look found waits for a person. */
export async function readyRun(
  trx: Transaction,
  administrationId: string,
  { id }: CatalogueRun,
  total: number | null,
): Promise<void> {
  await sql`update catalogue_runs set state = 'ready', cursor = null, total = coalesce(total, ${total}), seen_until = null, failures = 0,
      reason_code = null, reason_text = '' where administration_id = ${administrationId} and id = ${id} and state = 'looking'`.execute(
    trx,
  );
}

export async function endRun(
  trx: Transaction,
  administrationId: string,
  id: string,
  state: "done" | "stopped",
  counts: Readonly<Record<string, number>>,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update catalogue_runs set state = ${state}, ended_at = now(), cursor = null, reason_code = null,
      reason_text = '', counts = ${JSON.stringify(counts)}::jsonb
    where administration_id = ${administrationId} and id = ${id} and ended_at is null`.execute(trx);
  return numAffectedRows === 1n;
}

/** A person says that what was looked at may be written. False when nothing waits for that. */
export async function startRun(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  by: string,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update catalogue_runs set state = 'writing', started_by = ${by}, cursor = null, next_at = now()
    where administration_id = ${administrationId} and coupling_id = ${couplingId} and state = 'ready'`.execute(trx);
  return numAffectedRows === 1n;
}

/** False when there is no run that could. */
export async function pauseRun(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  isPaused: boolean,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update catalogue_runs set is_paused = ${isPaused}, next_at = now()
    where administration_id = ${administrationId} and coupling_id = ${couplingId} and state in ('looking', 'writing') and is_paused <> ${isPaused}`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}
