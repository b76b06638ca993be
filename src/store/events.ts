import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { keepsNothing } from "./retention.ts";
import { rowsOf } from "./unnest.ts";

/** One thing a run said. `code` has a text in every language; `data` fills it in, and holds no secrets. */
export interface NewEvent {
  readonly id: string;
  readonly administrationId: string;
  readonly runId: string | null;
  readonly connectionId: string | null;
  readonly externalId: string;
  readonly level: "info" | "warning" | "error";
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const columns = {
  id: "uuid",
  administrationId: "uuid",
  runId: "uuid",
  connectionId: "uuid",
  externalId: "text",
  level: "text",
  code: "text",
  data: "jsonb",
} as const;

/** Nothing where logs are off. */
export async function insertEvents(trx: Transaction, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    with e ${rowsOf(columns, events, "as")}
    insert into events (id, administration_id, run_id, connection_id, external_id, level, code, data)
    select id, "administrationId", "runId", "connectionId", "externalId", level, code, data from e
    where not ${keepsNothing("trace", sql`e."administrationId"`)}`.execute(trx);
}

export interface EventRow {
  readonly id: string;
  readonly at: string;
  readonly runId: string | null;
  readonly level: string;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The story of one record, oldest first, at most 500 steps. */
export async function eventsOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  externalId: string,
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select id, at, run_id as "runId", level, code, data from events
    where administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = ${externalId}
    order by at, id limit 500`.execute(trx);
  return rows;
}
