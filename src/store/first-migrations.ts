import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export const migrationTransitions = { running: ["paused", "done"], paused: ["running"], done: [] } as const;
export type MigrationState = keyof typeof migrationTransitions;

/** The taking in of a shop's old orders. Instants are ISO text. */
export interface FirstMigration {
  readonly couplingId: string;
  readonly state: MigrationState;
  readonly fromDay: string | null;
  readonly offsetOrders: number;
  readonly total: number | null;
  readonly cursor: string | null;
  readonly isRead: boolean;
  readonly readUntil: string | null;
  readonly perMinute: number | null;
  readonly nextAt: string;
  /** How often in a row the next page could not be had, and why. */
  readonly failures: number;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly begunAt: string;
  readonly endedAt: string | null;
}

const columns = sql`coupling_id as "couplingId", state, from_day as "fromDay", offset_orders as "offsetOrders", total, cursor,
  is_read as "isRead", read_until as "readUntil", per_minute as "perMinute", next_at as "nextAt", failures,
  reason_code as "reasonCode", reason_text as "reasonText", begun_at as "begunAt", ended_at as "endedAt"`;

/** Begins one, unless the coupling had its first migration already. */
export async function beginMigration(
  trx: Transaction,
  administrationId: string,
  migration: Pick<FirstMigration, "couplingId" | "fromDay" | "offsetOrders" | "perMinute" | "begunAt">,
): Promise<void> {
  const { couplingId, fromDay, offsetOrders, perMinute, begunAt } = migration;
  await sql`insert into first_migrations (administration_id, coupling_id, from_day, offset_orders, per_minute, next_at, begun_at)
    values (${administrationId}, ${couplingId}, ${fromDay}, ${offsetOrders}, ${perMinute}, ${begunAt}, ${begunAt})
    on conflict (administration_id, coupling_id) do nothing`.execute(trx);
}

export async function readMigration(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
): Promise<FirstMigration | null> {
  const { rows } = await sql<FirstMigration>`select ${columns} from first_migrations
    where administration_id = ${administrationId} and coupling_id = ${couplingId}`.execute(trx);
  return rows[0] ?? null;
}

/** False when it is in no state from which that is possible. */
export async function setMigrationState(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  state: Exclude<MigrationState, "done">,
): Promise<boolean> {
  const from = Object.entries(migrationTransitions).flatMap(([before, after]) =>
    (after as readonly string[]).includes(state) ? [before] : [],
  );
  const { numAffectedRows } = await sql`update first_migrations set state = ${state}
    where administration_id = ${administrationId} and coupling_id = ${couplingId} and state = any(${from}::text[])`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

/** What was waited for at the old speed is not waited for at the new one. False when it is done. */
export async function setMigrationSpeed(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  perMinute: number | null,
  now: string,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update first_migrations set per_minute = ${perMinute}, next_at = least(next_at, ${now}::timestamptz)
    where administration_id = ${administrationId} and coupling_id = ${couplingId} and state <> 'done'`.execute(trx);
  return numAffectedRows === 1n;
}

/** What a page of the shop's list said, and where the walk is after it. */
export interface PageTaken {
  /** Null: at the end. */
  readonly cursor: string | null;
  readonly total: number | null;
  readonly seenUntil: string | null;
  readonly nextAt: string;
}

/** Locks it while this transaction lasts. False when the walk is no longer there, or no longer runs: another node or a person was first. */
export async function lockMigration(
  trx: Transaction,
  administrationId: string,
  { couplingId, cursor }: FirstMigration,
): Promise<boolean> {
  const { rows } =
    await sql`select from first_migrations where administration_id = ${administrationId} and coupling_id = ${couplingId}
    and state = 'running' and not is_read and cursor is not distinct from ${cursor} for update`.execute(trx);
  return rows.length === 1;
}

/** Moves the walk on. The caller holds its lock. */
export async function moveMigration(
  trx: Transaction,
  administrationId: string,
  { couplingId }: FirstMigration,
  { cursor, total, seenUntil, nextAt }: PageTaken,
): Promise<void> {
  await sql`update first_migrations set cursor = ${cursor}, is_read = ${cursor === null}, total = coalesce(total, ${total}),
      read_until = greatest(read_until, ${seenUntil}::timestamptz), next_at = ${nextAt}, failures = 0, reason_code = null, reason_text = ''
    where administration_id = ${administrationId} and coupling_id = ${couplingId}`.execute(trx);
}

/** The next page could not be had: it is asked for again at `nextAt`. */
export async function failMigration(
  trx: Transaction,
  administrationId: string,
  couplingId: string,
  reason: { readonly code: string; readonly text: string; readonly nextAt: string },
): Promise<void> {
  await sql`update first_migrations set failures = failures + 1, reason_code = ${reason.code}, reason_text = ${reason.text}, next_at = ${reason.nextAt}
    where administration_id = ${administrationId} and coupling_id = ${couplingId} and state <> 'done'`.execute(trx);
}

/** The list was read, and nothing that was taken in goes on by itself any more. The sweep goes on from what was read, when it has seen nothing later itself. */
export async function endMigration(
  trx: Transaction,
  administrationId: string,
  { couplingId, readUntil }: FirstMigration,
  now: string,
): Promise<void> {
  await sql`update first_migrations set state = 'done', ended_at = ${now}
    where administration_id = ${administrationId} and coupling_id = ${couplingId} and state = 'running' and is_read`.execute(
    trx,
  );
  await sql`update couplings set swept_until = coalesce(swept_until, ${readUntil}::timestamptz)
    where administration_id = ${administrationId} and id = ${couplingId}`.execute(trx);
}

export interface OldOrder {
  readonly externalId: string;
  /** Empty and null of one that cannot be read. */
  readonly number: string;
  readonly placedAt: string | null;
}

const oldColumns = { externalId: "text", number: "text", placedAt: "timestamptz" } as const;

/** Marks orders as taken in. Returns those that were not yet, with the content we last saw of each: nothing of one that was never heard of. */
export async function markTakenIn(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  orders: readonly OldOrder[],
): Promise<{ readonly externalId: string; readonly fingerprint: string }[]> {
  if (orders.length === 0) return [];
  // In the order in which order jobs lock them.
  const inOrder = orders.toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1));
  const { rows } = await sql<{ externalId: string; fingerprint: string }>`
    with o ${rowsOf(oldColumns, inOrder, "as")}
    insert into inbox (administration_id, connection_id, kind, external_id, number, placed_at, of_migration)
    select ${administrationId}, ${connectionId}, 'order', o."externalId", o."number", o."placedAt", true from o
    on conflict (administration_id, connection_id, kind, external_id) do update set of_migration = true where not inbox.of_migration
    returning external_id as "externalId", fingerprint`.execute(trx);
  return rows;
}

/** How many old orders were taken in and go on by themselves: in the queue, or to be tried again. */
export async function countUnderWay(trx: Transaction, administrationId: string, connectionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from inbox
    where administration_id = ${administrationId} and connection_id = ${connectionId} and of_migration
      and (outcome is null or outcome = 'waiting')`.execute(trx);
  return rows[0]?.count ?? 0;
}

export interface MigrationCounts {
  readonly takenIn: number;
  /** Documented, or skipped by a rule. */
  readonly settled: number;
  /** Goes on by itself. */
  readonly waiting: number;
  readonly held: number;
  readonly failed: number;
  /** How many were decided upon per minute lately; null when none were. */
  readonly pace: number | null;
}

/** Minutes over which the pace is taken, as in backlog.ts. */
const paceMinutes = 5;

export async function countMigrated(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<MigrationCounts> {
  const { rows } = await sql<
    Omit<MigrationCounts, "pace"> & { readonly decided: number; readonly overMinutes: number }
  >`
    select count(*)::int as "takenIn", count(*) filter (where outcome in ('documented', 'skipped'))::int as settled,
      count(*) filter (where outcome is null or outcome = 'waiting')::int as waiting, count(*) filter (where outcome = 'held')::int as held,
      count(*) filter (where outcome = 'failed')::int as failed, count(*) filter (where lately)::int as decided,
      greatest(1, coalesce(extract(epoch from now() - min(decided_at) filter (where lately)) / 60, 1))::float8 as "overMinutes"
    from (select outcome, decided_at, decided_at > now() - make_interval(mins => ${paceMinutes}) as lately from inbox
      where administration_id = ${administrationId} and connection_id = ${connectionId} and of_migration) i`.execute(
    trx,
  );
  const found = rows[0];
  if (found === undefined) throw new Error("A count has no row");
  const { decided, overMinutes, ...counts } = found;
  return { ...counts, pace: decided === 0 ? null : decided / overMinutes };
}

/** Connections whose old orders are being taken in, of every administration. */
export async function runningMigrations(
  hub: Database,
): Promise<{ readonly administrationId: string; readonly connectionId: string }[]> {
  const { rows } = await sql<{ administrationId: string; connectionId: string }>`
    select administration_id as "administrationId", connection_id as "connectionId" from running_migrations()`.execute(
    hub,
  );
  return rows;
}
