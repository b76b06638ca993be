import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { AlarmFacts, AlarmKindName } from "#domain/alarm-kinds.ts";
import type { Transaction } from "./database.ts";

export interface Alarm {
  readonly administrationId: string;
  readonly kind: AlarmKindName;
  readonly subject: string;
  readonly text: string;
  /** What its words need beside subject and text. */
  readonly facts?: AlarmFacts;
  /** When it began; left out: now. */
  readonly at?: Temporal.Instant;
}

/** One open alarm per kind and subject; ringing again counts. */
export async function raiseAlarm(trx: Transaction, alarm: Alarm): Promise<void> {
  const at = alarm.at?.toString() ?? null;
  await sql`insert into alarms (id, administration_id, kind, subject, text, facts, opened_at, seen_at)
    values (${randomUUID()}, ${alarm.administrationId}, ${alarm.kind}, ${alarm.subject}, ${alarm.text}, ${JSON.stringify(alarm.facts ?? {})}::jsonb,
      coalesce(${at}::timestamptz, now()), coalesce(${at}::timestamptz, now()))
    on conflict (administration_id, kind, subject) where closed_at is null
    do update set occurrences = alarms.occurrences + 1, seen_at = excluded.seen_at, text = excluded.text, facts = excluded.facts`.execute(
    trx,
  );
}

/** `at`: when it was over; left out: now. */
export async function closeAlarm(
  trx: Transaction,
  administrationId: string,
  kind: AlarmKindName,
  subject: string,
  at?: Temporal.Instant,
): Promise<void> {
  await sql`update alarms set closed_at = coalesce(${at?.toString() ?? null}::timestamptz, now()) where administration_id = ${administrationId} and kind = ${kind} and subject = ${subject}
    and closed_at is null`.execute(trx);
}

/** What the open alarm of this kind and subject says; null when there is none. Locks it. */
export async function openAlarmText(
  trx: Transaction,
  administrationId: string,
  kind: AlarmKindName,
  subject: string,
): Promise<string | null> {
  const { rows } = await sql<{ text: string }>`select text from alarms where administration_id = ${administrationId}
    and kind = ${kind} and subject = ${subject} and closed_at is null for update`.execute(trx);
  return rows[0]?.text ?? null;
}

/** Closes an alarm that did not ring for so long. */
export async function closeQuiet(
  trx: Transaction,
  administrationId: string,
  kind: AlarmKindName,
  subject: string,
  now: Temporal.Instant,
  quiet: Temporal.DurationLike,
): Promise<void> {
  await sql`update alarms set closed_at = ${now.toString()} where administration_id = ${administrationId} and kind = ${kind}
    and subject = ${subject} and closed_at is null and seen_at <= ${now.subtract(quiet).toString()}`.execute(trx);
}

/** Closes the open alarms of these kinds about one thing. */
export async function closeAlarms(
  trx: Transaction,
  administrationId: string,
  kinds: readonly AlarmKindName[],
  subject: string,
): Promise<void> {
  await sql`update alarms set closed_at = now() where administration_id = ${administrationId} and kind = any(${[...kinds]}::text[])
    and subject = ${subject} and closed_at is null`.execute(trx);
}

/** A person has seen it, so nobody is told that it is over. False when there is no such alarm; one that is closed already stays so. */
export async function acknowledgeAlarm(trx: Transaction, administrationId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update alarms set closed_at = coalesce(closed_at, now()),
      over_settled_at = coalesce(over_settled_at, now())
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
  readonly facts: AlarmFacts;
  /** Nobody is mailed of it before this moment, because somebody asked so. */
  readonly mutedUntil: string | null;
}

export async function openAlarms(trx: Transaction, administrationId: string): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`
    select a.id, a.kind, a.subject, a.text, a.occurrences, a.opened_at as "openedAt", a.seen_at as "seenAt", a.facts, m.until as "mutedUntil"
    from alarms a left join alarm_mutes m on m.administration_id = a.administration_id and m.kind = a.kind and m.subject = a.subject
    where a.administration_id = ${administrationId} and a.closed_at is null order by a.opened_at limit 500`.execute(
    trx,
  );
  return rows;
}
