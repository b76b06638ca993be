import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** What came in, went out and was done around one order, for its page. */
interface Place {
  readonly administrationId: string;
  readonly connectionId: string;
  readonly externalId: string;
}

export interface DeliverySeen {
  readonly id: string;
  readonly receivedAt: string;
  /** `sweep` when our own check found it. */
  readonly topic: string;
  readonly state: string;
}

/** The newest hundred, oldest first; what they hold is read apart. */
export async function deliveriesOf(trx: Transaction, { administrationId, connectionId, externalId }: Place) {
  const { rows } = await sql<DeliverySeen>`
    select id, received_at as "receivedAt", topic, state from deliveries
    where administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = ${externalId}
    order by received_at desc limit 100`.execute(trx);
  return rows.toReversed();
}

export interface DeliveryKept extends DeliverySeen {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export async function readDeliveries(trx: Transaction, { administrationId, connectionId, externalId }: Place) {
  const { rows } = await sql<DeliveryKept>`
    select id, received_at as "receivedAt", topic, state, headers, body from deliveries
    where administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = ${externalId}
    order by received_at desc limit 20`.execute(trx);
  return rows.toReversed();
}

export interface ExchangeSeen {
  readonly id: string;
  readonly runId: string;
  readonly at: string;
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
  readonly elapsedMs: number;
}

export async function exchangesOfRuns(
  trx: Transaction,
  administrationId: string,
  runIds: readonly string[],
): Promise<ExchangeSeen[]> {
  if (runIds.length === 0) return [];
  const { rows } = await sql<ExchangeSeen>`
    select id, run_id as "runId", at, method, url, status, elapsed_ms as "elapsedMs" from exchanges
    where administration_id = ${administrationId} and run_id = any(${runIds}::uuid[]) order by at, id limit 200`.execute(
    trx,
  );
  return rows;
}

export async function readExchanges(
  trx: Transaction,
  administrationId: string,
  runIds: readonly string[],
): Promise<(ExchangeSeen & { readonly answer: string })[]> {
  if (runIds.length === 0) return [];
  const { rows } = await sql<ExchangeSeen & { answer: string }>`
    select id, run_id as "runId", at, method, url, status, elapsed_ms as "elapsedMs", answer from exchanges
    where administration_id = ${administrationId} and run_id = any(${runIds}::uuid[]) order by at desc, id desc limit 20`.execute(
    trx,
  );
  return rows.toReversed();
}

export interface SendingSeen {
  readonly id: string;
  readonly documentId: string;
  readonly channel: string;
  readonly state: string;
  readonly recipient: string;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly reasonText: string;
}

export async function sendingsOf(
  trx: Transaction,
  administrationId: string,
  documentIds: readonly string[],
): Promise<SendingSeen[]> {
  if (documentIds.length === 0) return [];
  const { rows } = await sql<SendingSeen>`
    select id, document_id as "documentId", channel, state, recipient, created_at as "createdAt", sent_at as "sentAt",
      next_attempt_at as "nextAttemptAt", reason_text as "reasonText" from outbox
    where administration_id = ${administrationId} and document_id = any(${documentIds}::uuid[]) order by created_at, id limit 100`.execute(
    trx,
  );
  return rows;
}

export interface PaymentSeen {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly amount: string;
  readonly currency: string;
  readonly method: string;
  readonly paidAt: string;
  readonly createdAt: string;
}

export async function paymentsOf(
  trx: Transaction,
  administrationId: string,
  documentIds: readonly string[],
): Promise<PaymentSeen[]> {
  if (documentIds.length === 0) return [];
  const { rows } = await sql<PaymentSeen>`
    select p.id, p.direction, sum(a.amount) as amount, p.currency, p.method, p.paid_at as "paidAt", p.created_at as "createdAt"
    from payment_allocations a join payments p on p.administration_id = a.administration_id and p.id = a.payment_id
    where a.administration_id = ${administrationId} and a.document_id = any(${documentIds}::uuid[])
    group by p.id, p.direction, p.currency, p.method, p.paid_at, p.created_at order by p.created_at, p.id limit 100`.execute(
    trx,
  );
  return rows;
}
