import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import { emptyPayload, outboxWhere, type OutboxRow } from "./outbox.ts";
import { keepsNothing } from "./retention.ts";

const mailsWhere = (trx: Transaction, administrationId: string, condition: RawBuilder<unknown>): Promise<OutboxRow[]> =>
  outboxWhere(trx, administrationId, sql`channel = 'mail' and ${condition}`);

/** The mail that waits longest and is due; null when there is none. */
export async function nextMail(trx: Transaction, administrationId: string): Promise<OutboxRow | null> {
  const due = sql`state = 'queued' and (next_attempt_at is null or next_attempt_at <= now()) order by created_at, id limit 1`;
  return (await mailsWhere(trx, administrationId, due))[0] ?? null;
}

/**
 * From here on the message may reach somebody: of all workers that got this far with it, one is told yes. Keeps the message as it
 * leaves, unless logs are off. False when it was cancelled, or another worker was first.
 */
export async function claimMail(
  trx: Transaction,
  administrationId: string,
  mail: { readonly id: string; readonly messageId: string; readonly message: Uint8Array },
): Promise<boolean> {
  const { rows } = await sql<{ attempt: number }>`update outbox set state = 'sending', attempts = attempts + 1,
      message_id = ${mail.messageId}, next_attempt_at = null
    where administration_id = ${administrationId} and id = ${mail.id} and state = 'queued' returning attempts as attempt`.execute(
    trx,
  );
  const attempt = rows[0]?.attempt;
  if (attempt === undefined) return false;
  const sha256 = createHash("sha256").update(mail.message).digest("hex");
  await sql`insert into sent_mails (administration_id, outbox_id, attempt, source_gzip, sha256)
    select ${administrationId}::uuid, ${mail.id}::uuid, ${attempt}::int, ${gzipSync(mail.message)}::bytea, ${sha256}
    where not ${keepsNothing("trace", sql`${administrationId}::uuid`)}`.execute(trx);
  return true;
}

/** The message of the last attempt as it left; null when none left, or it is no longer kept. */
export async function readSentMail(
  trx: Transaction,
  administrationId: string,
  outboxId: string,
): Promise<Buffer | null> {
  const { rows } = await sql<{ source: Buffer }>`select source_gzip as source from sent_mails
    where administration_id = ${administrationId} and outbox_id = ${outboxId} order by attempt desc limit 1`.execute(
    trx,
  );
  return rows[0] === undefined ? null : gunzipSync(rows[0].source);
}

export type Settled =
  | { readonly state: "sent"; readonly words: string }
  | { readonly state: "failed" | "unknown"; readonly code: string; readonly words: string }
  /** Goes on by itself; `at` null: as soon as may be, and it was no failure. */
  | { readonly state: "queued"; readonly code: string | null; readonly words: string; readonly at: string | null };

/** Writes what became of a mail. A worker that was taken for dead may still tell it, but puts nothing back that a person may send again. */
export async function settleMail(
  trx: Transaction,
  administrationId: string,
  id: string,
  settled: Settled,
): Promise<void> {
  const code = settled.state === "sent" ? null : settled.code;
  const at = settled.state === "queued" ? settled.at : null;
  // A mail that failed may be sent again by a person, and needs its address for that.
  const isOver = sql`(${settled.state} = 'sent' and ${keepsNothing("passThrough", sql`${administrationId}::uuid`)})`;
  await sql`update outbox set state = ${settled.state}, reason_code = ${code}, reason_text = ${settled.words}, next_attempt_at = ${at},
      first_failed_at = case when ${code}::text is null then first_failed_at else coalesce(first_failed_at, now()) end,
      sent_at = case when ${settled.state} = 'sent' then now() end,
      recipient = case when ${isOver} then '' else recipient end, payload = case when ${isOver} then ${emptyPayload}::jsonb else payload end
    where administration_id = ${administrationId} and id = ${id}
      and (state in ('queued', 'sending') or (state = 'unknown' and ${settled.state} <> 'queued'))`.execute(trx);
}

/** The server cannot be talked to: everything that is due is tried later, together. Returns how many. */
export async function postponeMails(
  trx: Transaction,
  administrationId: string,
  reason: { readonly code: string; readonly words: string; readonly at: string },
): Promise<number> {
  const { numAffectedRows } = await sql`update outbox set reason_code = ${reason.code}, reason_text = ${reason.words},
      next_attempt_at = ${reason.at}, first_failed_at = coalesce(first_failed_at, now())
    where administration_id = ${administrationId} and channel = 'mail' and state = 'queued'
      and (next_attempt_at is null or next_attempt_at < ${reason.at})`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}

/** Mails that were tried since before this moment, and do not go on by themselves any more. */
export async function expiredMails(trx: Transaction, administrationId: string, before: string): Promise<OutboxRow[]> {
  return mailsWhere(trx, administrationId, sql`state = 'queued' and first_failed_at < ${before}::timestamptz`);
}

/** Says why everything that is due waits, without a time: it goes on when somebody mends the settings. */
export async function holdMails(
  trx: Transaction,
  administrationId: string,
  reason: { readonly code: string; readonly words: string },
): Promise<void> {
  const held = await mailsWhere(
    trx,
    administrationId,
    sql`state = 'queued' and (next_attempt_at is null or next_attempt_at <= now()) and reason_code is distinct from ${reason.code}`,
  );
  if (held.length === 0) return;
  await sql`update outbox set reason_code = ${reason.code}, reason_text = ${reason.words}
    where administration_id = ${administrationId} and id = any(${held.map(({ id }) => id)}::uuid[]) and state = 'queued'`.execute(
    trx,
  );
}

/** Everything that waits may be tried at once: the settings changed. */
export async function wakeMails(trx: Transaction, administrationId: string): Promise<void> {
  await sql`update outbox set next_attempt_at = null, first_failed_at = null
    where administration_id = ${administrationId} and channel = 'mail' and state = 'queued'`.execute(trx);
}

/** Mails whose worker ended while the message was under way: nobody can tell whether they arrived. */
export const abandonedMails = (trx: Transaction, administrationId: string): Promise<OutboxRow[]> =>
  mailsWhere(trx, administrationId, sql`state = 'sending'`);
