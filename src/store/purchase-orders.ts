import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { DocumentStatus } from "#domain/document-kinds.ts";
import type { Transaction } from "./database.ts";

/** Moves a document from one of these states to another. False when it is in none of them. */
export async function moveStatus(
  trx: Transaction,
  administrationId: string,
  id: string,
  from: readonly DocumentStatus[],
  to: DocumentStatus,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update documents set status = ${to}, version = version + 1
    where administration_id = ${administrationId} and id = ${id} and status = any(${[...from]}::text[])`.execute(trx);
  return numAffectedRows === 1n;
}

/** Of one line of a purchase order, how much came in and how much was billed, by documents that are final. */
export interface ReceivedLine {
  readonly position: number;
  readonly quantity: Amount;
  readonly received: Amount;
  readonly invoiced: Amount;
}

/** Sums over what was made of the order, by way of a receipt as well; lines for the reader only are not in it. */
export async function receivedLines(
  trx: Transaction,
  administrationId: string,
  orderId: string,
): Promise<ReceivedLine[]> {
  const { rows } = await sql<ReceivedLine>`
    with recursive down as (
      select c.from_position as origin, c.to_document_id, c.to_position, c.quantity, d.kind, d.status from document_conversions c
        join documents d on d.administration_id = c.administration_id and d.id = c.to_document_id
        where c.administration_id = ${administrationId} and c.from_document_id = ${orderId}
      union all
      select down.origin, c.to_document_id, c.to_position, c.quantity, d.kind, d.status from down
        join document_conversions c on c.administration_id = ${administrationId} and c.from_document_id = down.to_document_id and c.from_position = down.to_position
        join documents d on d.administration_id = c.administration_id and d.id = c.to_document_id)
    select l.position, l.quantity::text as quantity,
      coalesce((select sum(down.quantity) from down where down.origin = l.position and down.kind = 'purchaseReceipt' and down.status = 'issued'), 0)::text as received,
      coalesce((select sum(down.quantity) from down where down.origin = l.position and down.kind = 'purchaseDocument' and down.status = 'issued'), 0)::text as invoiced
    from document_lines l where l.administration_id = ${administrationId} and l.document_id = ${orderId} and l.kind not in ('text', 'subtotal') order by l.position`.execute(
    trx,
  );
  return rows;
}

/** The purchase orders a receipt is of. */
export async function ordersOfReceipt(
  trx: Transaction,
  administrationId: string,
  receiptId: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct d.id from document_conversions c
    join documents d on d.administration_id = c.administration_id and d.id = c.from_document_id and d.kind = 'purchaseOrder'
    where c.administration_id = ${administrationId} and c.to_document_id = ${receiptId} order by d.id`.execute(trx);
  return rows.map(({ id }) => id);
}
