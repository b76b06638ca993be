import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface Alarm {
  readonly administrationId: string;
  /**
   * deliveryRefused, webhookDisabled, webhookBlind, credentials, unreachable, refundNotCredited, couplingSettings; about mail:
   * mailUnknown, mailFailed, mailUnreachable, mailSignIn, mailServerMissing.
   */
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
}

/** One open alarm per kind and subject; ringing again counts. */
export async function raiseAlarm(trx: Transaction, alarm: Alarm): Promise<void> {
  await sql`insert into alarms (id, administration_id, kind, subject, text)
    values (${randomUUID()}, ${alarm.administrationId}, ${alarm.kind}, ${alarm.subject}, ${alarm.text})
    on conflict (administration_id, kind, subject) where closed_at is null
    do update set occurrences = alarms.occurrences + 1, seen_at = now(), text = excluded.text`.execute(trx);
}

export async function closeAlarm(
  trx: Transaction,
  administrationId: string,
  kind: string,
  subject: string,
): Promise<void> {
  await sql`update alarms set closed_at = now() where administration_id = ${administrationId} and kind = ${kind} and subject = ${subject}
    and closed_at is null`.execute(trx);
}

/** Closes the open alarms of these kinds about one thing. */
export async function closeAlarms(
  trx: Transaction,
  administrationId: string,
  kinds: readonly string[],
  subject: string,
): Promise<void> {
  await sql`update alarms set closed_at = now() where administration_id = ${administrationId} and kind = any(${[...kinds]}::text[])
    and subject = ${subject} and closed_at is null`.execute(trx);
}

/** A person has seen it. False when there is no such alarm; one that is closed already stays so. */
export async function acknowledgeAlarm(trx: Transaction, administrationId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update alarms set closed_at = coalesce(closed_at, now())
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  return numAffectedRows === 1n;
}

export interface AlarmRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly occurrences: number;
  readonly openedAt: string;
  readonly seenAt: string;
}

export async function openAlarms(trx: Transaction, administrationId: string): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`
    select id, kind, subject, text, occurrences, opened_at as "openedAt", seen_at as "seenAt" from alarms
    where administration_id = ${administrationId} and closed_at is null order by opened_at limit 500`.execute(trx);
  return rows;
}
