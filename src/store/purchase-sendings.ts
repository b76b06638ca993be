import { sql, type RawBuilder } from "kysely";
import type { SupplierOrderAnswer } from "#domain/supplier/supplier-order.ts";
import type { Database, Transaction } from "./database.ts";

/** Of one act of sending. What is not known yet is on its way to be; the last four end it, unless a person finds out otherwise of an unknown one. */
export const sendingStates = ["queued", "sending", "unknown", "sent", "refused", "notThere"] as const;
export type SendingState = (typeof sendingStates)[number];
export const sendingTransitions = {
  queued: ["sending", "refused"],
  sending: ["queued", "sent", "unknown", "refused"],
  unknown: ["sent", "refused", "notThere"],
  sent: [],
  refused: [],
  notThere: [],
} as const satisfies Readonly<Record<SendingState, readonly SendingState[]>>;

export interface NewSending {
  readonly id: string;
  readonly documentId: string;
  readonly partyId: string;
  readonly edition: number;
  readonly orderEdition: number;
  readonly fingerprint: string;
  readonly requestedBy: string;
  /** By its service: whose account; by mail: the mail that brings it. */
  readonly by: { readonly connectionId: string } | { readonly outboxId: string };
}

export interface Sending {
  readonly id: string;
  readonly documentId: string;
  readonly partyId: string;
  readonly edition: number;
  readonly orderEdition: number;
  readonly channel: "service" | "mail";
  readonly connectionId: string | null;
  readonly connectionName: string | null;
  readonly outboxId: string | null;
  /** Of a mail: where it is. */
  readonly state: SendingState;
  readonly fingerprint: string;
  readonly answer: SupplierOrderAnswer["status"] | null;
  readonly supplierOrderId: string;
  readonly supplierNumber: string;
  readonly answerText: string;
  readonly answerLines: SupplierOrderAnswer["lines"];
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly asksPerson: boolean;
  readonly failures: number;
  readonly nextAt: string | null;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly sentAt: string | null;
  readonly settledBy: string | null;
  /** Of a mail. */
  readonly recipient: string | null;
}

/** Names what sending an order to its supplier does there, in the book of effects. */
export const orderEffectKey = ({
  documentId,
  partyId,
  orderEdition,
}: Pick<Sending, "documentId" | "partyId" | "orderEdition">): string =>
  `order:${documentId}:${partyId}${orderEdition === 1 ? "" : `:${orderEdition}`}`;

/** A mail says itself what became of it; one that a server refused reached nobody. */
const stateNow = sql`case when s.channel = 'service' then s.state else case o.state
  when 'queued' then 'queued' when 'sending' then 'sending' when 'unknown' then 'unknown'
  when 'failed' then 'refused' when 'cancelled' then 'notThere' else 'sent' end end`;

async function sendingsWhere(
  trx: Transaction,
  administrationId: string,
  condition: RawBuilder<unknown>,
): Promise<Sending[]> {
  const { rows } = await sql<Sending>`
    select s.id, s.document_id as "documentId", s.party_id as "partyId", s.edition, s.order_edition as "orderEdition", s.channel, s.connection_id as "connectionId",
      c.name as "connectionName", s.outbox_id as "outboxId", ${stateNow} as state, s.fingerprint, s.answer,
      s.supplier_order_id as "supplierOrderId", s.supplier_number as "supplierNumber", s.answer_text as "answerText",
      s.answer_lines as "answerLines", coalesce(o.reason_code, s.reason_code) as "reasonCode",
      case when s.channel = 'mail' then o.reason_text else s.reason_text end as "reasonText", s.asks_person as "asksPerson", s.failures,
      s.next_at as "nextAt", s.requested_at as "requestedAt", s.requested_by as "requestedBy",
      case when s.channel = 'mail' then o.sent_at else s.sent_at end as "sentAt", s.settled_by as "settledBy", o.recipient
    from purchase_sendings s
      left join outbox o on o.administration_id = s.administration_id and o.id = s.outbox_id
      left join connections c on c.administration_id = s.administration_id and c.id = s.connection_id
    where s.administration_id = ${administrationId} and ${condition}`.execute(trx);
  return rows;
}

/** Every act of sending of an order, the latest first. */
export const sendingsOf = (trx: Transaction, administrationId: string, documentId: string): Promise<Sending[]> =>
  sendingsWhere(trx, administrationId, sql`s.document_id = ${documentId} order by s.edition desc`);

export async function latestSending(
  trx: Transaction,
  administrationId: string,
  documentId: string,
): Promise<Sending | null> {
  const [latest] = await sendingsOf(trx, administrationId, documentId);
  return latest ?? null;
}

/** Takes up a sending under its lock; null when there is none. */
export async function lockSending(trx: Transaction, administrationId: string, id: string): Promise<Sending | null> {
  await sql`select from purchase_sendings where administration_id = ${administrationId} and id = ${id} for update`.execute(
    trx,
  );
  const [sending] = await sendingsWhere(trx, administrationId, sql`s.id = ${id}`);
  return sending ?? null;
}

export async function insertSending(trx: Transaction, administrationId: string, sending: NewSending): Promise<void> {
  const { by } = sending;
  const connectionId = "connectionId" in by ? by.connectionId : null;
  const outboxId = "outboxId" in by ? by.outboxId : null;
  await sql`insert into purchase_sendings (id, administration_id, document_id, party_id, edition, order_edition, channel, connection_id, outbox_id, state,
      fingerprint, requested_by, next_at)
    values (${sending.id}, ${administrationId}, ${sending.documentId}, ${sending.partyId}, ${sending.edition}, ${sending.orderEdition},
      ${connectionId === null ? "mail" : "service"}, ${connectionId}, ${outboxId}, ${connectionId === null ? "sent" : "queued"},
      ${sending.fingerprint}, ${sending.requestedBy}, case when ${connectionId}::uuid is null then null else now() end)`.execute(
    trx,
  );
}

/** The order that waits longest of those that are due. */
export async function dueSending(trx: Transaction, administrationId: string): Promise<Sending | null> {
  const due = sql`s.next_at <= now() and s.state in ('queued', 'sending', 'unknown') order by s.next_at, s.id limit 1`;
  return (await sendingsWhere(trx, administrationId, due))[0] ?? null;
}

/** It is being sent from here on; what is unknown stays so until it is known. */
export async function beginSending(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update purchase_sendings set state = 'sending' where administration_id = ${administrationId} and id = ${id} and state = 'queued'`.execute(
    trx,
  );
}

/** The supplier has it. Whoever says so first counts. */
export async function answerSending(
  trx: Transaction,
  administrationId: string,
  id: string,
  answer: SupplierOrderAnswer,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update purchase_sendings set state = 'sent', answer = ${answer.status},
      supplier_order_id = ${answer.id}, supplier_number = ${answer.number}, answer_text = ${answer.text},
      answer_lines = ${JSON.stringify(answer.lines)}::jsonb, reason_code = '', reason_text = '', asks_person = false, next_at = null, sent_at = now()
    where administration_id = ${administrationId} and id = ${id} and state in ('queued', 'sending', 'unknown')`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

export interface SendingFailure {
  readonly state: "queued" | "sending" | "unknown" | "refused";
  readonly code: string;
  readonly text: string;
  readonly asksPerson: boolean;
  /** Null: nobody looks again by itself. */
  readonly nextAt: string | null;
}

export async function failSending(
  trx: Transaction,
  administrationId: string,
  id: string,
  failure: SendingFailure,
): Promise<void> {
  await sql`update purchase_sendings set state = ${failure.state}, reason_code = ${failure.code}, reason_text = ${failure.text},
      asks_person = ${failure.asksPerson}, failures = failures + 1, next_at = ${failure.nextAt}
    where administration_id = ${administrationId} and id = ${id} and state in ('queued', 'sending', 'unknown')`.execute(
    trx,
  );
}

/** A person says what came of an order of which nobody knows. */
export async function settleSending(
  trx: Transaction,
  administrationId: string,
  id: string,
  found: { readonly isThere: true; readonly number: string } | { readonly isThere: false },
  settledBy: string,
): Promise<void> {
  const state = found.isThere ? "sent" : "notThere";
  const number = found.isThere ? found.number : "";
  await sql`update purchase_sendings set state = ${state}, supplier_order_id = ${number}, supplier_number = ${number}, settled_by = ${settledBy},
      asks_person = false, next_at = null, sent_at = case when ${found.isThere} then coalesce(sent_at, now()) end
    where administration_id = ${administrationId} and id = ${id} and state = 'unknown'`.execute(trx);
}

/** True when another document was made of it, a draft too. */
export async function hasFollowers(trx: Transaction, administrationId: string, documentId: string): Promise<boolean> {
  const { rows } = await sql`select from document_conversions
    where administration_id = ${administrationId} and from_document_id = ${documentId} limit 1`.execute(trx);
  return rows.length > 0;
}

/** Administrations with an order that is due to go to its supplier, or to be asked after there. */
export async function administrationsWithSendings(hub: Database): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select administration_id as id from administrations_with_sendings()`.execute(hub);
  return rows.map(({ id }) => id);
}
