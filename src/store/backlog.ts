import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface Backlog {
  /** Orders that something is still to be done with by itself. */
  readonly orders: number;
  /** How many were decided per minute lately; null when none were. */
  readonly perMinute: number | null;
}

/** Minutes over which the pace is taken: long enough for a batch or two, short enough to notice that a rush began. */
const minutes = 5;

export async function backlogOf(trx: Transaction, administrationId: string, connectionId: string): Promise<Backlog> {
  const { rows } = await sql<{ orders: number; decided: number; overMinutes: number }>`
    select (select count(*)::int from (
        select external_id from deliveries
        where administration_id = ${administrationId} and connection_id = ${connectionId} and state = 'received'
        union select external_id from inbox
        where administration_id = ${administrationId} and connection_id = ${connectionId} and next_attempt_at is not null) waiting) as orders,
      count(*)::int as decided,
      greatest(1, coalesce(extract(epoch from now() - min(decided_at)) / 60, 1))::float8 as "overMinutes"
    from inbox where administration_id = ${administrationId} and connection_id = ${connectionId}
      and decided_at > now() - make_interval(mins => ${minutes})`.execute(trx);
  const { orders, decided, overMinutes } = rows[0] ?? { orders: 0, decided: 0, overMinutes: 1 };
  return { orders, perMinute: decided === 0 ? null : decided / overMinutes };
}
