import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { SourceFacts } from "#domain/source-facts.ts";
import type { TieOut } from "#domain/tie-out.ts";
import type { Transaction } from "./database.ts";
import { keepsNothing } from "./retention.ts";
import { rowsOf } from "./unnest.ts";

/** What we know of one record of a source. Instants are ISO text. */
export interface InboxRow {
  readonly externalId: string;
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly fingerprint: string;
  readonly documentedFingerprint: string;
  /** The content a person left as it is although its document says otherwise; `gone` when the source had it no more. */
  readonly leftAsIs: string;
  readonly sourceModifiedAt: string | null;
  readonly attempts: number;
  readonly firstFailedAt: string | null;
}

interface Place {
  readonly administrationId: string;
  readonly connectionId: string;
  readonly kind: "order";
}

const inboxColumns = sql`external_id as "externalId", outcome, reason_code as "reasonCode", reason_text as "reasonText", fingerprint,
  documented_fingerprint as "documentedFingerprint", left_as_is as "leftAsIs", source_modified_at as "sourceModifiedAt", attempts, first_failed_at as "firstFailedAt"`;

/** Makes sure a row exists for each record, and locks them in one order, so that two workers take turns and never deadlock. */
export async function lockInbox(trx: Transaction, place: Place, externalIds: readonly string[]): Promise<InboxRow[]> {
  const { administrationId, connectionId, kind } = place;
  const ids = externalIds.toSorted();
  await sql`insert into inbox (administration_id, connection_id, kind, external_id)
    select ${administrationId}, ${connectionId}, ${kind}, id from unnest(${ids}::text[]) as id on conflict do nothing`.execute(
    trx,
  );
  const { rows } = await sql<InboxRow>`
    select ${inboxColumns} from inbox where administration_id = ${administrationId} and connection_id = ${connectionId} and kind = ${kind} and external_id = any(${ids}::text[])
    order by external_id for update`.execute(trx);
  return rows;
}

/** Locks the order a document was made of, before the document: whoever books the order takes them in this order too. */
export async function lockOrderOf(trx: Transaction, administrationId: string, documentId: string): Promise<void> {
  await sql`select from inbox i join documents d on d.administration_id = i.administration_id and d.connection_id = i.connection_id
      and d.source_order_id = i.external_id
    where d.administration_id = ${administrationId} and d.id = ${documentId} and i.kind = 'order' for update of i`.execute(
    trx,
  );
}

/** What we know of these records, for who only looks; those never heard of are left out. */
export async function readInbox(
  trx: Transaction,
  { administrationId, connectionId, kind }: Place,
  externalIds: readonly string[],
): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`select ${inboxColumns} from inbox
    where administration_id = ${administrationId} and connection_id = ${connectionId} and kind = ${kind} and external_id = any(${externalIds}::text[])`.execute(
    trx,
  );
  return rows;
}

/** What to write about a record after it was looked at. Null fields of the source are left as they were. */
export interface Settled {
  readonly externalId: string;
  readonly number: string | null;
  readonly status: string | null;
  readonly outcome: Outcome;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly reasonDetails: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly documentedFingerprint: string;
  readonly sourceModifiedAt: string | null;
  readonly placedAt: string | null;
  readonly currency: string | null;
  readonly total: Amount | null;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly paidAt: string | null;
  readonly source: SourceFacts | null;
  readonly tieOut: TieOut | null;
  /** Null leaves it as it was. */
  readonly drifted: boolean | null;
  readonly attempts: number;
  readonly firstFailedAt: string | null;
  readonly nextAttemptAt: string | null;
}

const settledColumns = {
  externalId: "text",
  number: "text",
  status: "text",
  outcome: "text",
  reasonCode: "text",
  reasonText: "text",
  reasonDetails: "jsonb",
  fingerprint: "text",
  documentedFingerprint: "text",
  sourceModifiedAt: "timestamptz",
  placedAt: "timestamptz",
  currency: "text",
  total: "numeric",
  customerName: "text",
  customerEmail: "text",
  paidAt: "timestamptz",
  source: "jsonb",
  tieOut: "jsonb",
  drifted: "boolean",
  attempts: "int",
  firstFailedAt: "timestamptz",
  nextAttemptAt: "timestamptz",
} as const;

/** A person's skip stays until a person undoes it, also when the order was gone or could not be read. */
const stays = sql`i.reason_code = 'rule.user'`;
/** Its person was deleted while somebody had it in hand. */
const staysEmpty = sql`(i.reason_code = 'rule.user' and i.emptied_at is not null)`;

/**
 * `startedAt`: a wake that came after this instant is kept, because what was read before it is not what it asked for. A `place` that keeps no
 * content keeps that of an order until it is through.
 */
export async function settleInbox(
  trx: Transaction,
  place: Place & { readonly keepsContent?: boolean },
  startedAt: string,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return;
  // What failed is read from its source again: nothing of its content is needed for that.
  const none = sql`(${staysEmpty} or ${keepsNothing("passThrough", sql`${place.administrationId}::uuid`)}
    or (not ${place.keepsContent ?? true}::boolean and s."outcome" in ('documented', 'skipped')))`;
  await sql`
    with s ${rowsOf(settledColumns, settled, "as")}
    update inbox i set number = coalesce(s."number", i.number), status = coalesce(s."status", i.status),
      outcome = case when ${stays} then i.outcome else s."outcome" end, reason_code = case when ${stays} then i.reason_code else s."reasonCode" end,
      reason_text = case when ${stays} then i.reason_text else s."reasonText" end,
      reason_details = case when ${stays} then i.reason_details else s."reasonDetails" end, fingerprint = s."fingerprint",
      documented_fingerprint = s."documentedFingerprint", source_modified_at = coalesce(s."sourceModifiedAt", i.source_modified_at),
      placed_at = coalesce(s."placedAt", i.placed_at), currency = coalesce(s."currency", i.currency), total = case when not ${none} then coalesce(s."total", i.total) end,
      customer_name = case when ${none} then '' else coalesce(s."customerName", i.customer_name) end,
      customer_email = case when ${none} then '' else coalesce(s."customerEmail", i.customer_email) end,
      paid_at = case when s."source" is null then i.paid_at else s."paidAt" end,
      source = case when not ${none} then coalesce(s."source", i.source) end,
      tie_out = case when not ${none} then coalesce(s."tieOut", i.tie_out) end,
      emptied_at = case when ${none} then now() when s."source" is null then i.emptied_at end, drifted_at = case when s."drifted" is null then i.drifted_at when s."drifted" then coalesce(i.drifted_at, now()) end,
      failure_told_at = case when s."outcome" in ('held', 'failed') and i.reason_code is not distinct from s."reasonCode"
        and i.reason_details is not distinct from s."reasonDetails" then i.failure_told_at end,
      attempts = s."attempts", first_failed_at = s."firstFailedAt",
      next_attempt_at = case when ${stays} then null when i.next_attempt_at > ${startedAt} then i.next_attempt_at else s."nextAttemptAt" end,
      decided_at = case when ${stays} then i.decided_at else now() end
    from s where i.administration_id = ${place.administrationId} and i.connection_id = ${place.connectionId} and i.kind = ${place.kind}
      and i.external_id = s."externalId"`.execute(trx);
}

/** Records that were looked at without news are no longer due; one that waits is looked at again in a minute. */
export async function quietInbox(
  trx: Transaction,
  place: Place,
  startedAt: string,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`update inbox set next_attempt_at = case when outcome = 'waiting' then now() + interval '1 minute' end
    where administration_id = ${place.administrationId} and connection_id = ${place.connectionId} and kind = ${place.kind}
      and external_id = any(${externalIds}::text[]) and next_attempt_at <= ${startedAt}`.execute(trx);
}

/** Records of a lane (engine/queue.ts) whose time to try again has come. */
export async function dueRecords(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  lane: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`
    select external_id as "externalId" from inbox where administration_id = ${administrationId} and connection_id = ${connectionId}
      and next_attempt_at <= now() and ascii(right(external_id, 1)) % 2 = ${lane} order by next_attempt_at, external_id limit ${limit}`.execute(
    trx,
  );
  return rows.map((row) => row.externalId);
}

/** Content we last saw of each of these records; records never heard of are left out. */
export async function fingerprintsOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ externalId: string; fingerprint: string }>`
    select external_id as "externalId", fingerprint from inbox
    where administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = any(${externalIds}::text[])`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.externalId, row.fingerprint]));
}

/**
 * Makes records due now, to be looked at in full: their mapping was filled in, or a person asked. What was ignored at the start, or skipped by
 * a person, then no longer is.
 */
export async function wakeRecords(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  externalIds: readonly string[],
): Promise<void> {
  await sql`update inbox set next_attempt_at = now(), attempts = 0, first_failed_at = null, fingerprint = '', source_modified_at = null,
      reason_code = case when reason_code in ('rule.offset', 'rule.user') then null else reason_code end
    where administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = any(${externalIds}::text[])`.execute(
    trx,
  );
}

/** A person skips a record that is not documented; it waits for nothing any more. The caller holds its lock. */
export async function skipRecord(
  trx: Transaction,
  { administrationId, connectionId, kind }: Place,
  externalId: string,
  by: { readonly who: string; readonly reason: string },
): Promise<void> {
  const record = sql`administration_id = ${administrationId} and connection_id = ${connectionId} and kind = ${kind} and external_id = ${externalId}`;
  await sql`update inbox set outcome = 'skipped', reason_code = 'rule.user', reason_text = ${by.reason},
      reason_details = ${JSON.stringify({ who: by.who })}::jsonb, attempts = 0, first_failed_at = null, next_attempt_at = null, decided_at = now()
    where ${record} and outcome is distinct from 'documented'`.execute(trx);
  await sql`delete from mapping_waits where ${record}`.execute(trx);
}

/** Makes due what was held or waits because of the connection itself, which works again. */
export async function wakeHeld(trx: Transaction, administrationId: string, connectionId: string): Promise<void> {
  await sql`update inbox set next_attempt_at = now(), attempts = 0, first_failed_at = null
    where administration_id = ${administrationId} and (outcome is null or outcome in ('held', 'waiting', 'failed'))
      and connection_id = any(select ${connectionId}::uuid union all select source_connection_id from couplings
        where administration_id = ${administrationId} and target_connection_id = ${connectionId})
      and (reason_code like 'credentials.%' or reason_code like 'remote.%' or reason_code = 'settings.invalid')`.execute(
    trx,
  );
}

/** Stands in `left_as_is` for an order that its source has no more. */
export const goneContent = "gone";

/** A person leaves the difference between an order and its document as it is. The caller holds its lock. */
export async function leaveAsIs(
  trx: Transaction,
  { administrationId, connectionId, kind }: Place,
  externalId: string,
  content: string,
): Promise<void> {
  await sql`update inbox set drifted_at = null, left_as_is = ${content}
    where administration_id = ${administrationId} and connection_id = ${connectionId} and kind = ${kind} and external_id = ${externalId}
      and outcome = 'documented'`.execute(trx);
}
