import { sql } from "kysely";
import type { DocumentKind, DocumentStatus } from "#domain/document-kinds.ts";
import type { CalculatedDocument, IssuedDocument } from "#domain/document.ts";
import type { Transaction } from "./database.ts";
import {
  allowanceColumns,
  allowanceRows,
  documentColumns,
  documentRow,
  lineColumns,
  lineRows,
  vatColumns,
  vatRows,
  type DocumentFacts,
  type NewDocument,
} from "./document-rows.ts";
import { rowsOf } from "./unnest.ts";

/** Writes documents with their lines, allowances and VAT: one statement per table. */
export async function insertDocuments(
  trx: Transaction,
  administrationId: string,
  documents: readonly NewDocument[],
): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((document) => documentRow(administrationId, document));
  await sql`insert into documents ${rowsOf(documentColumns, rows)}`.execute(trx);
  await insertParts(trx, administrationId, documents);
}

/** Lines, allowances and VAT of documents that are there already, without any. */
export async function insertParts(
  trx: Transaction,
  administrationId: string,
  documents: readonly (CalculatedDocument & { readonly id: string })[],
): Promise<void> {
  const lines = documents.flatMap((document) => lineRows(administrationId, document.id, document));
  if (lines.length > 0) await sql`insert into document_lines ${rowsOf(lineColumns, lines)}`.execute(trx);
  const allowances = documents.flatMap((document) => allowanceRows(administrationId, document.id, document));
  if (allowances.length > 0)
    await sql`insert into document_allowances ${rowsOf(allowanceColumns, allowances)}`.execute(trx);
  const vat = documents.flatMap((document) => vatRows(administrationId, document.id, document));
  if (vat.length > 0) await sql`insert into document_vat ${rowsOf(vatColumns, vat)}`.execute(trx);
}

/** As it was read: a draft has no number, and may lack a buyer and a day. */
export type StoredDocument = Omit<IssuedDocument, "number" | "issueDate" | "buyerId"> &
  DocumentFacts & {
    readonly status: DocumentStatus;
    readonly number: string | null;
    readonly issueDate: string | null;
    readonly buyerId: string | null;
    readonly couplingId: string | null;
    readonly connectionId: string | null;
    readonly version: number;
    /** The last time it was saved, and by which person; null: by the hub, from its order. */
    readonly editedAt: string | null;
    readonly editedBy: string | null;
    readonly createdAt: string;
  };

/** True for what has a number and a day: everything but drafts. */
export const isIssued = (document: StoredDocument): document is StoredDocument & IssuedDocument =>
  document.status !== "draft";

export interface DocumentFilter {
  readonly ids?: readonly string[] | undefined;
  readonly kind?: DocumentKind | undefined;
  readonly connectionId?: string | undefined;
  readonly sourceOrderIds?: readonly string[] | undefined;
  readonly precedingDocumentId?: string | undefined;
  /** The last document of the previous page. */
  readonly after?: { readonly issueDate: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** The day documents are listed by: drafts without a day stand on top. The same words as the index of it. */
export const listedOn = sql`coalesce(d.issue_date, date '9999-12-31')`;

/** Documents whole, with lines, allowances and VAT, newest first. All amounts are exact decimal text. */
export async function readDocuments(
  trx: Transaction,
  administrationId: string,
  filter: DocumentFilter,
): Promise<StoredDocument[]> {
  const conditions = [sql`d.administration_id = ${administrationId}`];
  if (filter.ids !== undefined) conditions.push(sql`d.id = any(${filter.ids}::uuid[])`);
  if (filter.kind !== undefined) conditions.push(sql`d.kind = ${filter.kind}`);
  if (filter.connectionId !== undefined) conditions.push(sql`d.connection_id = ${filter.connectionId}`);
  if (filter.sourceOrderIds !== undefined)
    conditions.push(sql`d.source_order_id = any(${filter.sourceOrderIds}::text[])`);
  if (filter.precedingDocumentId !== undefined)
    conditions.push(sql`d.preceding_document_id = ${filter.precedingDocumentId}`);
  if (filter.after !== undefined)
    conditions.push(sql`(${listedOn}, d.id) < (${filter.after.issueDate}::date, ${filter.after.id}::uuid)`);
  const { rows } = await sql<{ document: StoredDocument }>`
    select jsonb_build_object(
      'id', d.id, 'kind', d.kind, 'status', d.status, 'number', d.number, 'issueDate', d.issue_date, 'dueDate', d.due_date,
      'taxPointDate', d.tax_point_date, 'deliveryDate', d.delivery_date, 'currency', d.currency, 'exchangeRate', d.exchange_rate::text,
      'taxAmountInEuro', d.tax_amount_in_euro::text, 'language', d.language, 'buyerId', d.buyer_id, 'buyer', d.buyer,
      'seller', d.seller - 'iban', 'sellerIban', coalesce(d.seller ->> 'iban', ''), 'deliverTo', d.deliver_to,
      'noteAboveLines', d.note_above_lines, 'internalNote', d.internal_note, 'orderReference', d.order_reference,
      'buyerReference', d.buyer_reference, 'paymentMeansCode', d.payment_means_code, 'paymentReference', d.payment_reference,
      'sourceOrderId', coalesce(d.source_order_id, ''), 'connectionId', d.connection_id, 'couplingId', d.coupling_id, 'precedingDocumentId', d.preceding_document_id,
      'precedingDocument', (select jsonb_build_object('number', p.number, 'issueDate', p.issue_date) from documents p
        where p.administration_id = d.administration_id and p.id = d.preceding_document_id),
      'flag', d.flag, 'createdAt', d.created_at, 'version', d.version, 'editedAt', d.edited_at, 'editedBy', d.edited_by,
      'pricesIncludeTax', d.prices_include_tax, 'vatOfSource', d.vat_of_source, 'paymentTermDays', d.payment_term_days,
      'enteredAllowances', d.entered_allowances, 'terms', d.terms, 'replacesDocumentId', d.replaces_document_id, 'datedInsteadOf', d.dated_instead_of,
      'totals', jsonb_build_object('lineExtensionAmount', d.line_extension_amount::text, 'allowanceTotalAmount', d.allowance_total_amount::text,
        'chargeTotalAmount', d.charge_total_amount::text, 'taxExclusiveAmount', d.tax_exclusive_amount::text, 'taxAmount', d.tax_amount::text,
        'taxInclusiveAmount', d.tax_inclusive_amount::text, 'prepaidAmount', d.prepaid_amount::text,
        'payableRoundingAmount', d.payable_rounding_amount::text, 'payableAmount', d.payable_amount::text),
      'lines', coalesce((select jsonb_agg(jsonb_build_object('position', l.position, 'sequence', l.sort, 'kind', l.kind,
          'parentPosition', l.parent_position, 'itemId', l.item_id, 'price', l.price::text, 'discountPercent', l.discount_percent::text, 'sourceLineId', l.source_line_id, 'itemName', l.item_name, 'description', l.description,
          'sellersItemIdentifier', l.sellers_item_identifier, 'standardItemIdentifier', l.standard_item_identifier, 'quantity', l.quantity::text,
          'unitCode', l.unit_code, 'netPrice', l.net_price::text, 'baseQuantity', l.base_quantity::text,
          'lineNetAmount', l.line_net_amount::text, 'vatCategory', l.vat_category, 'vatRate', l.vat_rate::text) order by l.position)
        from document_lines l where l.administration_id = d.administration_id and l.document_id = d.id), '[]'),
      'allowanceCharges', coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'amount', a.amount::text, 'reasonCode', a.reason_code,
          'reason', a.reason, 'vatCategory', a.vat_category, 'vatRate', a.vat_rate::text) order by a.position)
        from document_allowances a where a.administration_id = d.administration_id and a.document_id = d.id), '[]'),
      'vat', coalesce((select jsonb_agg(jsonb_build_object('vatCategory', v.vat_category, 'vatRate', v.vat_rate::text, 'vatCountry', v.vat_country,
          'taxableAmount', v.taxable_amount::text, 'taxAmount', v.tax_amount::text, 'grossAmount', v.gross_amount::text,
          'sourceTaxAmount', v.source_tax_amount::text, 'exemptionReasonCode', v.exemption_reason_code, 'exemptionReason', v.exemption_reason)
          order by v.vat_rate desc, v.vat_category)
        from document_vat v where v.administration_id = d.administration_id and v.document_id = d.id), '[]')
    ) as document
    from documents d where ${sql.join(conditions, sql` and `)}
    order by ${listedOn} desc, d.id desc limit ${filter.limit}`.execute(trx);
  return rows.map((row) => row.document);
}

/** Documents per kind, drafts not counted. */
export async function countDocuments(trx: Transaction, administrationId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; count: string }>`
    select kind, count(*) as count from documents where administration_id = ${administrationId} and status <> 'draft' group by kind order by kind`.execute(
    trx,
  );
  return Object.fromEntries(rows.map((row) => [row.kind, Number(row.count)]));
}
