import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";

/** Which orders a dry run looks at. `since`: an instant. */
export type DryRunScope =
  { readonly days: number } | { readonly since: string } | { readonly orderIds: readonly string[] };

export const dryRunStates = ["waiting", "running", "done", "stopped", "failed"] as const;
export type DryRunState = (typeof dryRunStates)[number];

/** Orders of one reason. */
export interface DryRunCause {
  readonly outcome: string;
  readonly code: string;
  readonly text: string;
  readonly details: Readonly<Record<string, string>>;
  readonly count: number;
}

export interface DryRun {
  readonly id: string;
  readonly couplingId: string;
  readonly scope: DryRunScope;
  /** As they would be; null: as they are saved. */
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly settingsVersion: number | null;
  readonly state: DryRunState;
  readonly isStopping: boolean;
  readonly tries: number;
  readonly ordersRead: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly causes: readonly DryRunCause[];
  readonly rowsLeftOut: number;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

const columns = sql`id, coupling_id as "couplingId", scope, settings, settings_version as "settingsVersion", state, is_stopping as "isStopping",
  tries, orders_read as "ordersRead", counts, causes, rows_left_out as "rowsLeftOut", reason_code as "reasonCode", reason_text as "reasonText",
  requested_at as "requestedAt", requested_by as "requestedBy", started_at as "startedAt", finished_at as "finishedAt"`;

/** Earlier ones are of no use: what they hold is about people. */
const kept = 5;

/** Asks for one; the engine carries it out. Of a coupling only the last few are kept. */
export async function insertDryRun(
  trx: Transaction,
  administrationId: string,
  run: Pick<DryRun, "id" | "couplingId" | "scope" | "settings" | "requestedBy">,
): Promise<void> {
  const { id, couplingId, scope, settings, requestedBy } = run;
  await sql`insert into dry_runs (id, administration_id, coupling_id, scope, settings, requested_by)
    values (${id}, ${administrationId}, ${couplingId}, ${JSON.stringify(scope)}::jsonb,
      ${settings === null ? null : JSON.stringify(settings)}::jsonb, ${requestedBy})`.execute(trx);
  await sql`delete from dry_runs where administration_id = ${administrationId} and coupling_id = ${couplingId}
    and state not in ('waiting', 'running') and id not in (select id from dry_runs where administration_id = ${administrationId}
      and coupling_id = ${couplingId} order by requested_at desc, id desc limit ${kept})`.execute(trx);
}

/** The newest first; without their orders. */
export async function listDryRuns(trx: Transaction, administrationId: string, couplingId: string): Promise<DryRun[]> {
  const { rows } = await sql<DryRun>`select ${columns} from dry_runs
    where administration_id = ${administrationId} and coupling_id = ${couplingId} order by requested_at desc, id desc limit ${kept}`.execute(
    trx,
  );
  return rows;
}

export async function readDryRun(trx: Transaction, administrationId: string, id: string): Promise<DryRun | null> {
  const { rows } = await sql<DryRun>`select ${columns} from dry_runs
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** What orders of a dry run can be narrowed to: those that the settings given change, that differ from what was made, that are new, or have theirs. */
export const dryRunOnly = ["changed", "different", "new", "made"] as const;

const rowConditions = {
  changed: sql`r.row -> 'saved' <> 'null'`,
  different: sql`jsonb_array_length(r.row -> 'differs') > 0`,
  new: sql`r.row ->> 'outcome' = 'documented' and r.row -> 'made' = 'null'`,
  made: sql`r.row -> 'made' <> 'null'`,
} as const;

export interface DryRunRowFilter {
  /** The last position of the previous page. */
  readonly from: number;
  readonly limit: number;
  readonly outcome?: string | undefined;
  readonly code?: string | undefined;
  readonly only?: (typeof dryRunOnly)[number] | undefined;
}

/** What would become of each order, as it was written down; in the order they were read. */
export async function dryRunRows<Row>(
  trx: Transaction,
  administrationId: string,
  id: string,
  { from, limit, outcome, code, only }: DryRunRowFilter,
): Promise<{ readonly position: number; readonly row: Row }[]> {
  const { rows } = await sql<{ position: number; row: Row }>`
    select r.position::int as position, r.row from dry_runs d cross join lateral jsonb_array_elements(d.rows) with ordinality as r (row, position)
    where d.administration_id = ${administrationId} and d.id = ${id} and r.position > ${from}
      and (${outcome ?? null}::text is null or r.row ->> 'outcome' = ${outcome ?? null}) and (${code ?? null}::text is null or r.row ->> 'reasonCode' = ${code ?? null})
      and ${only === undefined ? sql`true` : rowConditions[only]} order by r.position limit ${limit}`.execute(trx);
  return rows;
}

export async function administrationsWithDryRuns(hub: Database): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select administration_id as id from administrations_with_dry_runs()`.execute(hub);
  return rows.map(({ id }) => id);
}

/** The oldest that is under way or waits, begun once more; null when there is none. */
export async function beginDryRun(trx: Transaction, administrationId: string): Promise<DryRun | null> {
  const { rows } = await sql<DryRun>`
    update dry_runs set state = 'running', tries = tries + 1, orders_read = 0, started_at = now()
    where administration_id = ${administrationId} and id = (select id from dry_runs where administration_id = ${administrationId}
      and state in ('waiting', 'running') order by requested_at, id limit 1 for update)
    returning ${columns}`.execute(trx);
  return rows[0] ?? null;
}

/** True when a person wants it to end. */
export async function tellDryRunProgress(
  trx: Transaction,
  administrationId: string,
  id: string,
  ordersRead: number,
): Promise<boolean> {
  const { rows } = await sql<{ isStopping: boolean }>`update dry_runs set orders_read = ${ordersRead}
    where administration_id = ${administrationId} and id = ${id} and state = 'running' returning is_stopping as "isStopping"`.execute(
    trx,
  );
  return rows[0]?.isStopping ?? true;
}

export interface DryRunResult {
  readonly state: "done" | "stopped" | "failed";
  readonly settingsVersion: number | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly causes: readonly DryRunCause[];
  readonly rows: readonly unknown[];
  readonly rowsLeftOut: number;
  readonly reason: { readonly code: string; readonly text: string } | null;
}

/** False when it has ended already. */
export async function finishDryRun(
  trx: Transaction,
  administrationId: string,
  id: string,
  result: DryRunResult,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update dry_runs set state = ${result.state}, settings_version = ${result.settingsVersion},
      counts = ${JSON.stringify(result.counts)}::jsonb, causes = ${JSON.stringify(result.causes)}::jsonb,
      rows = ${JSON.stringify(result.rows)}::jsonb, rows_left_out = ${result.rowsLeftOut}, reason_code = ${result.reason?.code ?? ""},
      reason_text = ${result.reason?.text ?? ""}, finished_at = now()
    where administration_id = ${administrationId} and id = ${id} and state = 'running'`.execute(trx);
  return numAffectedRows === 1n;
}

/** One that waits ends at once, one that runs when it has looked at what it has in hand. False when it has ended already. */
export async function stopDryRun(trx: Transaction, administrationId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update dry_runs set is_stopping = true,
      finished_at = case when state = 'waiting' then now() end, state = case when state = 'waiting' then 'stopped' else state end
    where administration_id = ${administrationId} and id = ${id} and state in ('waiting', 'running')`.execute(trx);
  return numAffectedRows === 1n;
}
