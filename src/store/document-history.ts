import { newId } from "./new-id.ts";
import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export const documentActions = [
  "created",
  "edited",
  "issued",
  "converted",
  "credited",
  "noted",
  "deleted",
  // Of a purchase order: sent to its supplier, what that answered, and what a person found out of a lost answer.
  "ordered",
  "answered",
  "settled",
  "confirmed",
  "received",
  "closed",
] as const;
export type DocumentAction = (typeof documentActions)[number];

/** Keeps what a person did to a document. `actor` is a name, as it is to be read later. */
export async function recordHistory(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  actor: string,
  action: DocumentAction,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await sql`insert into document_history (administration_id, id, document_id, actor, action, data)
    values (${administrationId}, ${newId()}, ${documentId}, ${actor}, ${action}, ${JSON.stringify(data)}::jsonb)`.execute(
    trx,
  );
}

export interface HistoryRow {
  readonly at: string;
  /** Null: the hub did it by itself. */
  readonly actor: string | null;
  readonly action: DocumentAction | "mailed" | "paid";
  readonly data: Readonly<Record<string, unknown>>;
}

/** Everything that happened to a document, oldest first: what people did, its mails, its payments and, when no person did so, its making. */
export async function historyOf(trx: Transaction, administrationId: string, id: string): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    select at, actor, action, data, id::text as tie from document_history
      where administration_id = ${administrationId} and document_id = ${id}
    union all
    select o.created_at, null, 'mailed', jsonb_build_object('recipient', o.recipient, 'state', o.state, 'outboxId', o.id), o.id::text from outbox o
      where o.administration_id = ${administrationId} and o.document_id = ${id} and o.channel = 'mail'
    union all
    select p.paid_at, null, 'paid', jsonb_build_object('amount', a.amount::text, 'currency', p.currency, 'direction', p.direction,
        'method', p.method, 'transactionId', p.transaction_id), p.id::text
      from payment_allocations a join payments p on p.administration_id = a.administration_id and p.id = a.payment_id
      where a.administration_id = ${administrationId} and a.document_id = ${id}
    union all
    select d.created_at, null, case d.status when 'draft' then 'created' else 'issued' end, jsonb_build_object('number', d.number), d.id::text
      from documents d where d.administration_id = ${administrationId} and d.id = ${id} and not exists (
        select from document_history h where h.administration_id = d.administration_id and h.document_id = d.id and h.action in ('created', 'issued'))
    order by 1, 5`.execute(trx);
  return rows;
}
