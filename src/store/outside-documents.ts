import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { DocumentDraft } from "#domain/document.ts";
import type { Transaction } from "./database.ts";
import { newId } from "./new-id.ts";
import { keepsNothing } from "./retention.ts";

/** A document that was made in an outside package for an order of a shop. */
export interface OutsideDocument {
  readonly id: string;
  readonly connectionId: string;
  readonly couplingId: string;
  readonly sourceConnectionId: string;
  readonly sourceOrderId: string;
  readonly businessKey: string;
  readonly kind: string;
  readonly remoteId: string;
  readonly number: string;
  readonly issueDate: string;
  readonly currency: string;
  /** VAT and rounding included, whatever was paid before. */
  readonly totalAmount: Amount;
  /** Whose it is over there; empty on one of before that was kept. */
  readonly remoteCustomerId: string;
  /** As it was sent; null once its retention is over, and where nothing is kept. */
  readonly content: DocumentDraft | null;
}

const columns = sql`id, connection_id as "connectionId", coupling_id as "couplingId", source_connection_id as "sourceConnectionId",
  source_order_id as "sourceOrderId", business_key as "businessKey", kind, remote_id as "remoteId", number,
  issue_date::text as "issueDate", currency, total_amount::text as "totalAmount",
  remote_customer_id as "remoteCustomerId", content`;

export async function insertOutsideDocument(
  trx: Transaction,
  administrationId: string,
  document: Omit<OutsideDocument, "id">,
): Promise<void> {
  const d = document;
  await sql`insert into outside_documents (id, administration_id, connection_id, coupling_id, source_connection_id, source_order_id,
      business_key, kind, remote_id, number, issue_date, currency, total_amount, remote_customer_id, content)
    values (${newId()}, ${administrationId}, ${d.connectionId}, ${d.couplingId}, ${d.sourceConnectionId}, ${d.sourceOrderId},
      ${d.businessKey}, ${d.kind}, ${d.remoteId}, ${d.number}, ${d.issueDate}, ${d.currency}, ${d.totalAmount}, ${d.remoteCustomerId},
      case when not ${keepsNothing("passThrough", sql`${administrationId}::uuid`)} then ${JSON.stringify(d.content)}::jsonb end)`.execute(
    trx,
  );
}

/** Newest first. */
export async function outsideDocumentsOf(
  trx: Transaction,
  administrationId: string,
  sourceConnectionId: string,
  orderIds: readonly string[],
): Promise<OutsideDocument[]> {
  const { rows } = await sql<OutsideDocument>`select ${columns} from outside_documents
    where administration_id = ${administrationId} and source_connection_id = ${sourceConnectionId}
      and source_order_id = any(${orderIds}::text[])
    order by created_at desc, id desc`.execute(trx);
  return rows;
}

export async function outsideDocumentByKey(
  trx: Transaction,
  administrationId: string,
  businessKey: string,
): Promise<OutsideDocument | null> {
  const { rows } = await sql<OutsideDocument>`select ${columns} from outside_documents
    where administration_id = ${administrationId} and business_key = ${businessKey}`.execute(trx);
  return rows[0] ?? null;
}

export async function readOutsideDocument(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<OutsideDocument | null> {
  const { rows } = await sql<OutsideDocument>`select ${columns} from outside_documents
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  return rows[0] ?? null;
}
