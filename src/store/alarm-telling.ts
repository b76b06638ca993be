import { sql } from "kysely";
import type { AlarmFacts } from "#domain/alarm-kinds.ts";
import type { Transaction } from "./database.ts";

/** An alarm of which somebody may still have to be told something: that it began, that it lasts, that it is over. */
export interface UnsettledAlarm {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly facts: AlarmFacts;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly toldAt: string | null;
  readonly timesTold: number;
  readonly mutedUntil: string | null;
}

/** Locked, so that of two nodes one tells; the other then finds them told. */
export async function lockUnsettled(trx: Transaction, administrationId: string): Promise<UnsettledAlarm[]> {
  const { rows } = await sql<UnsettledAlarm>`
    select a.id, a.kind, a.subject, a.text, a.facts, a.opened_at as "openedAt", a.closed_at as "closedAt", a.told_at as "toldAt",
      a.times_told as "timesTold",
      (select m.until from alarm_mutes m where m.administration_id = a.administration_id and m.kind = a.kind and m.subject = a.subject) as "mutedUntil"
    from alarms a where a.administration_id = ${administrationId} and (a.closed_at is null or a.over_settled_at is null)
    order by a.opened_at, a.id limit 1000 for update of a`.execute(trx);
  return rows;
}

/** When a mail about each kind last went out. */
export async function kindsLastTold(trx: Transaction, administrationId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ kind: string; at: string }>`select kind, max(told_at) as at from alarms
    where administration_id = ${administrationId} and told_at is not null group by kind`.execute(trx);
  return new Map(rows.map(({ kind, at }) => [kind, at]));
}

export async function markTold(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`update alarms set told_at = ${at}, times_told = times_told + 1
    where administration_id = ${administrationId} and id = any(${[...ids]}::uuid[])`.execute(trx);
}

/** It was told before it ended for a moment: this is still the same trouble. */
export async function carryTold(
  trx: Transaction,
  administrationId: string,
  id: string,
  { toldAt, timesTold }: Pick<UnsettledAlarm, "toldAt" | "timesTold">,
): Promise<void> {
  await sql`update alarms set told_at = ${toldAt}, times_told = ${timesTold}
    where administration_id = ${administrationId} and id = ${id} and told_at is null`.execute(trx);
}

export async function settleOver(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`update alarms set over_settled_at = ${at}
    where administration_id = ${administrationId} and id = any(${[...ids]}::uuid[])`.execute(trx);
}

/** Open alarms of a kind, by subject: what a look has to compare with. */
export async function openSubjects(trx: Transaction, administrationId: string, kind: string): Promise<Set<string>> {
  const { rows } = await sql<{ subject: string }>`select subject from alarms
    where administration_id = ${administrationId} and kind = ${kind} and closed_at is null`.execute(trx);
  return new Set(rows.map(({ subject }) => subject));
}

export async function putMute(
  trx: Transaction,
  administrationId: string,
  mute: { readonly kind: string; readonly subject: string; readonly until: string; readonly by: string },
): Promise<void> {
  await sql`insert into alarm_mutes (administration_id, kind, subject, until, muted_by)
    values (${administrationId}, ${mute.kind}, ${mute.subject}, ${mute.until}, ${mute.by})
    on conflict (administration_id, kind, subject) do update set until = excluded.until, muted_by = excluded.muted_by, muted_at = now()`.execute(
    trx,
  );
}

export async function removeMute(
  trx: Transaction,
  administrationId: string,
  { kind, subject }: { readonly kind: string; readonly subject: string },
): Promise<void> {
  await sql`delete from alarm_mutes where administration_id = ${administrationId} and kind = ${kind} and subject = ${subject}`.execute(
    trx,
  );
}
