import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { PaymentState } from "#domain/provider-payment.ts";
import type { Database, Transaction } from "./database.ts";

/** A payment started at a provider, as we know it. */
export interface Attempt {
  readonly id: string;
  readonly documentId: string;
  readonly connectionId: string;
  readonly externalId: string | null;
  readonly state: PaymentState;
  readonly amount: Amount;
  readonly currency: string;
  readonly refunded: Amount;
  readonly chargedBack: Amount;
  readonly checkoutUrl: string;
  readonly expiresAt: string | null;
  readonly claimedUntil: string | null;
  readonly askedAt: string | null;
  readonly createdAt: string;
}

const columns = sql`id, document_id as "documentId", connection_id as "connectionId", external_id as "externalId", state, amount, currency,
  refunded, charged_back as "chargedBack", checkout_url as "checkoutUrl", expires_at as "expiresAt", claimed_until as "claimedUntil",
  asked_at as "askedAt", created_at as "createdAt"`;

/** The key of the create at the provider, and the reference it gives back: an id without dashes fits in 35 characters. */
export const referenceOf = (attemptId: string): string => attemptId.replaceAll("-", "");

export type NewAttempt = Pick<Attempt, "id" | "documentId" | "connectionId" | "amount" | "currency" | "createdAt"> & {
  readonly externalId: string | null;
  readonly claimedUntil: string | null;
};

export async function insertAttempt(trx: Transaction, administrationId: string, attempt: NewAttempt): Promise<void> {
  await sql`insert into payment_attempts (id, administration_id, document_id, connection_id, external_id, state, amount, currency,
      claimed_until, created_at)
    values (${attempt.id}, ${administrationId}, ${attempt.documentId}, ${attempt.connectionId}, ${attempt.externalId}, 'starting',
      ${attempt.amount}, ${attempt.currency}, ${attempt.claimedUntil}, ${attempt.createdAt})`.execute(trx);
}

/** Attempts of a document, newest first. */
export async function attemptsOf(trx: Transaction, administrationId: string, documentId: string): Promise<Attempt[]> {
  const { rows } = await sql<Attempt>`select ${columns} from payment_attempts
    where administration_id = ${administrationId} and document_id = ${documentId} order by created_at desc, id desc limit 200`.execute(
    trx,
  );
  return rows;
}

/** By the provider's own id; locked until the transaction ends. */
export async function lockAttemptOf(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  externalId: string,
): Promise<Attempt | null> {
  const { rows } = await sql<Attempt>`select ${columns} from payment_attempts
    where administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = ${externalId} for update`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Whose reference the provider gave back, on this connection; locked until the transaction ends. */
export async function lockAttemptByReference(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  reference: string,
): Promise<Attempt | null> {
  if (!/^[0-9a-f]{32}$/.test(reference)) return null;
  const { rows } = await sql<Attempt>`select ${columns} from payment_attempts
    where administration_id = ${administrationId} and connection_id = ${connectionId} and id = ${reference}::uuid for update`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export interface AttemptChange {
  readonly externalId: string | null;
  readonly state: PaymentState;
  readonly refunded: Amount;
  readonly chargedBack: Amount;
  readonly checkoutUrl: string;
  readonly expiresAt: string | null;
  readonly claimedUntil: string | null;
  readonly askedAt: string | null;
  readonly nextLookAt: string | null;
}

/** Writes what became of it. A trigger refuses to go back. */
export async function updateAttempt(
  trx: Transaction,
  administrationId: string,
  id: string,
  change: AttemptChange,
): Promise<void> {
  await sql`update payment_attempts set external_id = ${change.externalId}, state = ${change.state}, refunded = ${change.refunded},
      charged_back = ${change.chargedBack}, checkout_url = ${change.checkoutUrl}, expires_at = ${change.expiresAt},
      claimed_until = ${change.claimedUntil}, asked_at = ${change.askedAt}, next_look_at = ${change.nextLookAt}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** Takes, or gives back, the right to make it at the provider. */
export async function claimAttempt(
  trx: Transaction,
  administrationId: string,
  id: string,
  until: string | null,
): Promise<void> {
  await sql`update payment_attempts set claimed_until = ${until}
    where administration_id = ${administrationId} and id = ${id} and state = 'starting'`.execute(trx);
}

/** Gives one up that the provider never said it knows. */
export async function endAttempt(
  trx: Transaction,
  administrationId: string,
  id: string,
  state: "failed" | "canceled",
): Promise<void> {
  await sql`update payment_attempts set state = ${state}, claimed_until = null
    where administration_id = ${administrationId} and id = ${id} and state = 'starting'`.execute(trx);
}

/** Asks for a look at what may still be paid on this document, unless one was taken since `since`. Returns whose connections to ring. */
export async function lookSoon(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  since: string,
): Promise<string[]> {
  const { rows } = await sql<{ connectionId: string }>`update payment_attempts set next_look_at = now()
    where administration_id = ${administrationId} and document_id = ${documentId} and external_id is not null
      and state in ('open', 'pending', 'authorized') and (asked_at is null or asked_at < ${since}::timestamptz)
    returning connection_id as "connectionId"`.execute(trx);
  return [...new Set(rows.map((row) => row.connectionId))];
}

/** The provider's ids of what is to be asked about again, the longest due first. */
export async function dueAttempts(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ externalId: string }>`select external_id as "externalId" from payment_attempts
    where administration_id = ${administrationId} and connection_id = ${connectionId} and next_look_at <= now() and external_id is not null
    order by next_look_at limit ${limit}`.execute(trx);
  return rows.map((row) => row.externalId);
}

/** Asks again at that moment, when it is ours and would be asked about at all. */
export async function postponeAttempt(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  externalId: string,
  until: string,
): Promise<void> {
  await sql`update payment_attempts set next_look_at = ${until}
    where administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = ${externalId}
      and next_look_at is not null`.execute(trx);
}

/** Was this message looked at before? */
export async function wasMessageSeen(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  messageId: string,
): Promise<boolean> {
  const { rows } = await sql`select from seen_messages where administration_id = ${administrationId}
    and connection_id = ${connectionId} and message_id = ${messageId}`.execute(trx);
  return rows.length > 0;
}

export async function keepMessage(
  trx: Transaction,
  administrationId: string,
  connectionId: string,
  messageId: string,
): Promise<void> {
  await sql`insert into seen_messages (administration_id, connection_id, message_id)
    values (${administrationId}, ${connectionId}, ${messageId}) on conflict do nothing`.execute(trx);
}

/** Messages this old are refused by their date; their numbers need not be kept. */
export async function forgetMessages(trx: Transaction, administrationId: string, connectionId: string): Promise<void> {
  await sql`delete from seen_messages where administration_id = ${administrationId} and connection_id = ${connectionId}
    and seen_at < now() - interval '7 days'`.execute(trx);
}

/** Connections with payments to look at: messages that nobody rang for, and attempts that are due. */
export async function paymentConnectionsWithWork(
  hub: Database,
  olderThanSeconds: number,
): Promise<{ readonly connectionId: string; readonly administrationId: string }[]> {
  const { rows } = await sql<{ connectionId: string; administrationId: string }>`
    select connection_id as "connectionId", administration_id as "administrationId"
    from payment_connections_with_work(make_interval(secs => ${olderThanSeconds}))`.execute(hub);
  return rows;
}
