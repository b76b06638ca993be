import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** An order that a person must do something about, of which nobody was told for the reason it has now. */
export interface UntoldFailure {
  readonly externalId: string;
  readonly number: string;
  readonly customerName: string;
  readonly currency: string;
  readonly total: string | null;
  readonly code: string;
  readonly text: string;
  readonly details: Readonly<Record<string, string>>;
  readonly cause: string;
  readonly decidedAt: string;
  /** What the amounts are off by; null when that is not known. */
  readonly difference: string | null;
}

const mostAtOnce = 10_000;

/** The longest waiting first, locked; those that somebody has in hand are left for the next time, and those of a muted cause as well. */
export async function lockUntoldFailures(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  now: string,
): Promise<UntoldFailure[]> {
  const { rows } = await sql<UntoldFailure>`
    select i.external_id as "externalId", i.number, i.customer_name as "customerName", i.currency, i.total,
      coalesce(i.reason_code, 'internal.unexpected') as code, i.reason_text as text, i.reason_details as details, i.cause, i.decided_at as "decidedAt",
      i.tie_out ->> 'rounding' as difference
    from inbox i where i.administration_id = ${administrationId} and i.connection_id = ${connectionId}
      and i.failure_told_at is null and i.outcome in ('held', 'failed') and i.decided_at is not null
      and not exists (select from alarm_mutes m where m.administration_id = i.administration_id and m.kind = 'ordersStopped'
        and m.subject = i.connection_id::text || ' ' || i.cause and m.until > ${now})
    order by i.decided_at, i.external_id limit ${mostAtOnce} for update of i skip locked`.execute(trx);
  return rows;
}

/** When somebody was last mailed about an order of this connection that stands still now. */
export async function failuresLastTold(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select max(failure_told_at) as at from inbox
    where administration_id = ${administrationId} and connection_id = ${connectionId} and failure_told_at is not null`.execute(
    trx,
  );
  return rows[0]?.at ?? null;
}

export async function markFailuresTold(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  externalIds: readonly string[],
  at: string,
): Promise<void> {
  await sql`update inbox set failure_told_at = ${at} where administration_id = ${administrationId} and connection_id = ${connectionId}
    and external_id = any(${[...externalIds]}::text[])`.execute(trx);
}
