import { newId } from "./new-id.ts";
import { sql, type RawBuilder } from "kysely";
import { normaliseEmail, type Language } from "#domain/party.ts";
import type { Database, Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export const outboxStates = ["queued", "sending", "sent", "delivered", "failed", "unknown", "cancelled"] as const;
export type OutboxState = (typeof outboxStates)[number];

/** What a mail row holds until it leaves. Null: as the texts and settings say at that moment. */
export type MailPayload =
  | {
      readonly type: "document";
      readonly to: readonly string[];
      readonly cc: readonly string[] | null;
      readonly bcc: readonly string[] | null;
      readonly subject: string | null;
      readonly body: string | null;
      readonly language: Language | null;
    }
  | {
      readonly type: "plain";
      readonly to: readonly string[];
      readonly subject: string;
      readonly text: string;
      readonly html: string;
    };

/** Of a mail whose retention is over. */
export const emptyPayload = JSON.stringify({ type: "plain", to: [], subject: "", text: "", html: "" });

export interface NewOutboxMail {
  readonly uniqueKey: string;
  readonly edition: number;
  readonly documentId: string | null;
  readonly recipient: string;
  readonly payload: MailPayload;
  readonly requestedBy: string;
  /** Of the edition before, when a receiver must recognise this one as the same mail. */
  readonly messageId: string | null;
}

export interface OutboxRow {
  readonly id: string;
  readonly uniqueKey: string;
  readonly channel: string;
  readonly state: OutboxState;
  readonly edition: number;
  readonly documentId: string | null;
  readonly recipient: string;
  readonly payload: MailPayload;
  readonly requestedBy: string;
  readonly attempts: number;
  readonly messageId: string | null;
  readonly reasonCode: string | null;
  readonly reasonText: string;
  readonly firstFailedAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
}

const columns = sql`id, unique_key as "uniqueKey", channel, state, edition, document_id as "documentId", recipient, payload,
  requested_by as "requestedBy", attempts, message_id as "messageId", reason_code as "reasonCode", reason_text as "reasonText",
  first_failed_at as "firstFailedAt", next_attempt_at as "nextAttemptAt", created_at as "createdAt", sent_at as "sentAt"`;

const mailColumns = {
  id: "uuid",
  administration_id: "uuid",
  unique_key: "text",
  channel: "text",
  edition: "int",
  document_id: "uuid",
  recipient: "text",
  payload: "jsonb",
  requested_by: "text",
  message_id: "text",
} as const;

/** Queues mails under their keys; a key that is there already is left alone. Returns the keys that were new. */
export async function insertMails(
  trx: Transaction,
  administrationId: string,
  mails: readonly NewOutboxMail[],
): Promise<Set<string>> {
  if (mails.length === 0) return new Set();
  const rows = mails.map((mail) => ({
    id: newId(),
    administration_id: administrationId,
    unique_key: mail.uniqueKey,
    channel: "mail",
    edition: mail.edition,
    document_id: mail.documentId,
    recipient: mail.recipient,
    payload: mail.payload,
    requested_by: mail.requestedBy,
    message_id: mail.messageId,
  }));
  const { rows: made } = await sql<{ key: string }>`insert into outbox ${rowsOf(mailColumns, rows)}
    on conflict (administration_id, unique_key) do nothing returning unique_key as key`.execute(trx);
  return new Set(made.map(({ key }) => key));
}

/** Rows of an administration for which a condition holds; order and limit may follow it. */
export const outboxWhere = async (
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
): Promise<OutboxRow[]> => {
  const { rows } = await sql<OutboxRow>`
    select ${columns} from outbox where administration_id = ${administrationId} and ${condition}`.execute(trx);
  return rows;
};

export const outboxByKeys = (
  trx: Transaction,
  administrationId: string,
  keys: readonly string[],
): Promise<OutboxRow[]> => outboxWhere(trx, administrationId, sql`unique_key = any(${[...keys]}::text[])`);

/** The last edition of a document's mail; its keys are this one with the edition behind it. */
export async function latestEdition(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  keyBefore: string,
): Promise<OutboxRow | null> {
  const is = sql`document_id = ${documentId} and unique_key = ${keyBefore} || edition order by edition desc limit 1`;
  return (await outboxWhere(trx, administrationId, is))[0] ?? null;
}

export async function readOutbox(trx: Transaction, administrationId: string, id: string): Promise<OutboxRow | null> {
  return (await outboxWhere(trx, administrationId, sql`id = ${id}`))[0] ?? null;
}

export interface OutboxFilter {
  readonly state?: OutboxState | undefined;
  readonly documentId?: string | undefined;
  readonly before?: { readonly createdAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Newest first. */
export function listOutbox(trx: Transaction, administrationId: string, filter: OutboxFilter): Promise<OutboxRow[]> {
  const { state, documentId, before, limit } = filter;
  const conditions = [sql`channel = 'mail'`];
  if (state !== undefined) conditions.push(sql`state = ${state}`);
  if (documentId !== undefined) conditions.push(sql`document_id = ${documentId}`);
  if (before !== undefined)
    conditions.push(sql`(created_at, id) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`);
  return outboxWhere(
    trx,
    administrationId,
    sql`${sql.join(conditions, sql` and `)} order by created_at desc, id desc limit ${limit}`,
  );
}

/** True when it had not left yet, and now never will. */
export async function cancelMail(trx: Transaction, administrationId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update outbox set state = 'cancelled', next_attempt_at = null
    where administration_id = ${administrationId} and id = ${id} and state = 'queued'`.execute(trx);
  return numAffectedRows === 1n;
}

/** Administrations with mail that is due, or that a worker left behind while sending it. */
export async function administrationsWithMail(hub: Database): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select administration_id as id from administrations_with_mail()`.execute(hub);
  return rows.map(({ id }) => id);
}

/** Kind and number of the document a mail is about; null for a mail about none. */
export async function documentOfMail(
  trx: Transaction,
  administrationId: string,
  documentId: string | null,
): Promise<{ readonly kind: string; readonly number: string } | null> {
  const { rows } = await sql<{
    kind: string;
    number: string;
  }>`select kind, coalesce(number, '') as number from documents
    where administration_id = ${administrationId} and id = ${documentId}`.execute(trx);
  return rows[0] ?? null;
}

/** Addresses of the buyers of these documents; what is no address is left out, and whoever was deleted. */
export async function buyerAddresses(
  trx: Transaction,
  administrationId: string,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string;
    email: string;
  }>`select id, coalesce(buyer ->> 'email', '') as email from documents
    where administration_id = ${administrationId} and id = any(${[...documentIds]}::uuid[])
      and not exists (select from restricted_documents r where r.administration_id = documents.administration_id and r.document_id = documents.id)`.execute(
    trx,
  );
  return new Map(rows.filter(({ email }) => normaliseEmail(email) !== "").map(({ id, email }) => [id, email.trim()]));
}
