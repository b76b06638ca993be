import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import { countedUpTo } from "./orders.ts";

/** One line of the log: something that happened to a record, in a run or by a person. */
export interface LogRow {
  readonly id: string;
  readonly at: string;
  readonly level: "info" | "warning" | "error";
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly connectionId: string | null;
  readonly externalId: string;
  readonly number: string;
  readonly runId: string | null;
}

export interface LogFilter {
  readonly couplingId?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly codes?: readonly string[] | undefined;
  /** Instants: from, and before. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  /** Only what is about these orders. */
  readonly orders?: readonly { readonly connectionId: string; readonly externalId: string }[] | undefined;
}

/** The clock that made an id and the one that stamps a row differ at most this much. */
const slackMs = 3_600_000;

/** Ids rise with time: the least one of an instant (UUIDv7), so that the key of the table finds a period. */
const leastId = (instant: string, shiftMs: number): string => {
  const ms = Math.max(0, Temporal.Instant.from(instant).epochMilliseconds + shiftMs);
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};

function conditionsOf(administrationId: string, filter: LogFilter): RawBuilder<unknown>[] {
  const conditions = [sql`e.administration_id = ${administrationId}`];
  if (filter.connectionId !== undefined) conditions.push(sql`e.connection_id = ${filter.connectionId}`);
  if (filter.couplingId !== undefined)
    conditions.push(sql`e.connection_id = (select source_connection_id from couplings
      where administration_id = ${administrationId} and id = ${filter.couplingId})`);
  if (filter.codes !== undefined) conditions.push(sql`e.code = any(${filter.codes}::text[])`);
  if (filter.from !== undefined)
    conditions.push(sql`e.at >= ${filter.from} and e.id >= ${leastId(filter.from, -slackMs)}`);
  if (filter.before !== undefined)
    conditions.push(sql`e.at < ${filter.before} and e.id < ${leastId(filter.before, slackMs)}`);
  if (filter.orders !== undefined)
    conditions.push(sql`(e.connection_id, e.external_id) in (select * from unnest(
      ${filter.orders.map((order) => order.connectionId)}::uuid[], ${filter.orders.map((order) => order.externalId)}::text[]))`);
  return conditions;
}

const columns = sql`e.id, e.at, e.level, e.code, e.data, e.connection_id as "connectionId", e.external_id as "externalId",
  coalesce(i.number, '') as number, e.run_id as "runId"`;
const ofOrder = sql`left join inbox i on i.administration_id = e.administration_id and i.connection_id = e.connection_id and i.kind = 'order'
  and i.external_id = e.external_id`;

/** Newest first. */
export async function listLog(
  trx: Transaction,
  administrationId: string,
  filter: LogFilter,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<LogRow[]> {
  const conditions = conditionsOf(administrationId, filter);
  if (page.after !== undefined) conditions.push(sql`e.id < ${page.after}`);
  const { rows } = await sql<LogRow>`
    select ${columns} from (select * from events e where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${page.limit}) e
    ${ofOrder} order by e.id desc`.execute(trx);
  return rows;
}

/** How many lines the filter leaves of each group of codes, each at most `countedUpTo` + 1. */
export async function countLog<State extends string>(
  trx: Transaction,
  administrationId: string,
  filter: LogFilter,
  groups: Readonly<Record<State, readonly string[]>>,
): Promise<Record<State | "all", number>> {
  const { codes: _, ...others } = filter;
  const where = sql.join(conditionsOf(administrationId, others), sql` and `);
  const one = (condition: RawBuilder<unknown>) =>
    sql`(select count(*) from (select from events e where ${where} and ${condition} limit ${countedUpTo + 1}) s)::int`;
  const names = Object.keys(groups) as State[];
  const counted = names.map((name) => sql`${one(sql`e.code = any(${[...groups[name]]}::text[])`)} as ${sql.id(name)}`);
  const { rows } = await sql<Record<State | "all", number>>`
    select ${sql.join([...counted, sql`${one(sql`true`)} as "all"`])}`.execute(trx);
  if (rows[0] === undefined) throw new Error("A count gave no row");
  return rows[0];
}

export interface RunRow {
  readonly id: string;
  readonly flow: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

export async function readRun(trx: Transaction, administrationId: string, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    select id, flow, coupling_id as "couplingId", connection_id as "connectionId", started_at as "startedAt", finished_at as "finishedAt", counts
    from runs where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** What a run said, oldest first. */
export async function logOfRun(trx: Transaction, administrationId: string, runId: string): Promise<LogRow[]> {
  const { rows } = await sql<LogRow>`
    select ${columns} from events e ${ofOrder} where e.administration_id = ${administrationId} and e.run_id = ${runId}
    order by e.id limit 1000`.execute(trx);
  return rows;
}
