import { sql } from "kysely";
import type { DocumentKind, DocumentStatus } from "#domain/document-kinds.ts";
import type { IssuedDocument } from "#domain/document.ts";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

/** An issued document with what only the books know. */
export interface NewDocument extends IssuedDocument {
  readonly status: DocumentStatus;
  readonly series: string;
  readonly year: number;
  readonly sequence: bigint;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
}

const documentColumns = {
  id: "uuid",
  administration_id: "uuid",
  kind: "text",
  status: "text",
  series: "text",
  year: "int",
  sequence: "bigint",
  number: "text",
  issue_date: "date",
  due_date: "date",
  tax_point_date: "date",
  delivery_date: "date",
  currency: "text",
  exchange_rate: "numeric",
  line_extension_amount: "numeric",
  allowance_total_amount: "numeric",
  charge_total_amount: "numeric",
  tax_exclusive_amount: "numeric",
  tax_amount: "numeric",
  tax_inclusive_amount: "numeric",
  prepaid_amount: "numeric",
  payable_rounding_amount: "numeric",
  payable_amount: "numeric",
  tax_amount_in_euro: "numeric",
  language: "text",
  buyer_id: "uuid",
  buyer: "jsonb",
  seller: "jsonb",
  deliver_to: "jsonb",
  note_above_lines: "text",
  internal_note: "text",
  order_reference: "text",
  buyer_reference: "text",
  payment_means_code: "text",
  payment_reference: "text",
  preceding_document_id: "uuid",
  coupling_id: "uuid",
  connection_id: "uuid",
  source_order_id: "text",
  flag: "text",
} as const;

const documentRow = (administrationId: string, d: NewDocument) => ({
  id: d.id,
  administration_id: administrationId,
  kind: d.kind,
  status: d.status,
  series: d.series,
  year: d.year,
  sequence: d.sequence,
  number: d.number,
  issue_date: d.issueDate,
  due_date: d.dueDate,
  tax_point_date: d.taxPointDate,
  delivery_date: d.deliveryDate,
  currency: d.currency,
  exchange_rate: d.exchangeRate,
  line_extension_amount: d.totals.lineExtensionAmount,
  allowance_total_amount: d.totals.allowanceTotalAmount,
  charge_total_amount: d.totals.chargeTotalAmount,
  tax_exclusive_amount: d.totals.taxExclusiveAmount,
  tax_amount: d.totals.taxAmount,
  tax_inclusive_amount: d.totals.taxInclusiveAmount,
  prepaid_amount: d.totals.prepaidAmount,
  payable_rounding_amount: d.totals.payableRoundingAmount,
  payable_amount: d.totals.payableAmount,
  tax_amount_in_euro: d.taxAmountInEuro,
  language: d.language,
  buyer_id: d.buyerId,
  buyer: d.buyer,
  seller: { ...d.seller, iban: d.sellerIban },
  deliver_to: d.deliverTo,
  note_above_lines: d.noteAboveLines,
  internal_note: d.internalNote,
  order_reference: d.orderReference,
  buyer_reference: d.buyerReference,
  payment_means_code: d.paymentMeansCode,
  payment_reference: d.paymentReference,
  preceding_document_id: d.precedingDocumentId,
  coupling_id: d.couplingId,
  connection_id: d.connectionId,
  source_order_id: d.sourceOrderId,
  flag: d.flag,
});

const lineColumns = {
  administration_id: "uuid",
  document_id: "uuid",
  position: "int",
  sort: "int",
  kind: "text",
  parent_position: "int",
  source_line_id: "text",
  item_name: "text",
  description: "text",
  sellers_item_identifier: "text",
  standard_item_identifier: "text",
  quantity: "numeric",
  unit_code: "text",
  net_price: "numeric",
  base_quantity: "numeric",
  line_net_amount: "numeric",
  vat_category: "text",
  vat_rate: "numeric",
} as const;

const allowanceColumns = {
  administration_id: "uuid",
  document_id: "uuid",
  position: "int",
  kind: "text",
  amount: "numeric",
  reason_code: "text",
  reason: "text",
  vat_category: "text",
  vat_rate: "numeric",
} as const;

const vatColumns = {
  administration_id: "uuid",
  document_id: "uuid",
  vat_category: "text",
  vat_rate: "numeric",
  vat_country: "text",
  taxable_amount: "numeric",
  tax_amount: "numeric",
  gross_amount: "numeric",
  source_tax_amount: "numeric",
  exemption_reason_code: "text",
  exemption_reason: "text",
} as const;

/** Writes issued documents with their lines, allowances and VAT: one statement per table. */
export async function insertDocuments(
  trx: Transaction,
  administrationId: string,
  documents: readonly NewDocument[],
): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((document) => documentRow(administrationId, document));
  await sql`insert into documents ${rowsOf(documentColumns, rows)}`.execute(trx);
  const lines = documents.flatMap((document) =>
    document.lines.map((line) => ({
      administration_id: administrationId,
      document_id: document.id,
      position: line.position,
      sort: line.sequence,
      kind: line.kind,
      parent_position: line.parentPosition,
      source_line_id: line.sourceLineId,
      item_name: line.itemName,
      description: line.description,
      sellers_item_identifier: line.sellersItemIdentifier,
      standard_item_identifier: line.standardItemIdentifier,
      quantity: line.quantity,
      unit_code: line.unitCode,
      net_price: line.netPrice,
      base_quantity: line.baseQuantity,
      line_net_amount: line.lineNetAmount,
      vat_category: line.vatCategory,
      vat_rate: line.vatRate,
    })),
  );
  if (lines.length > 0) await sql`insert into document_lines ${rowsOf(lineColumns, lines)}`.execute(trx);
  const allowances = documents.flatMap((document) =>
    document.allowanceCharges.map((allowance, index) => ({
      administration_id: administrationId,
      document_id: document.id,
      position: index + 1,
      kind: allowance.kind,
      amount: allowance.amount,
      reason_code: allowance.reasonCode,
      reason: allowance.reason,
      vat_category: allowance.vatCategory,
      vat_rate: allowance.vatRate,
    })),
  );
  if (allowances.length > 0)
    await sql`insert into document_allowances ${rowsOf(allowanceColumns, allowances)}`.execute(trx);
  const vat = documents.flatMap((document) =>
    document.vat.map((line) => ({
      administration_id: administrationId,
      document_id: document.id,
      vat_category: line.vatCategory,
      vat_rate: line.vatRate,
      vat_country: line.vatCountry,
      taxable_amount: line.taxableAmount,
      tax_amount: line.taxAmount,
      gross_amount: line.grossAmount,
      source_tax_amount: line.sourceTaxAmount,
      exemption_reason_code: line.exemptionReasonCode,
      exemption_reason: line.exemptionReason,
    })),
  );
  if (vat.length > 0) await sql`insert into document_vat ${rowsOf(vatColumns, vat)}`.execute(trx);
}

export type StoredDocument = IssuedDocument & {
  readonly status: DocumentStatus;
  readonly connectionId: string | null;
  readonly createdAt: string;
};

export interface DocumentFilter {
  readonly ids?: readonly string[] | undefined;
  readonly kind?: DocumentKind | undefined;
  readonly connectionId?: string | undefined;
  readonly sourceOrderIds?: readonly string[] | undefined;
  /** Number of the last document of the previous page. */
  readonly after?: { readonly issueDate: string; readonly id: string } | undefined;
  readonly limit: number;
}

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
  if (filter.after !== undefined)
    conditions.push(sql`(d.issue_date, d.id) < (${filter.after.issueDate}::date, ${filter.after.id}::uuid)`);
  const { rows } = await sql<{ document: StoredDocument }>`
    select jsonb_build_object(
      'id', d.id, 'kind', d.kind, 'status', d.status, 'number', d.number, 'issueDate', d.issue_date, 'dueDate', d.due_date,
      'taxPointDate', d.tax_point_date, 'deliveryDate', d.delivery_date, 'currency', d.currency, 'exchangeRate', d.exchange_rate::text,
      'taxAmountInEuro', d.tax_amount_in_euro::text, 'language', d.language, 'buyerId', d.buyer_id, 'buyer', d.buyer,
      'seller', d.seller - 'iban', 'sellerIban', coalesce(d.seller ->> 'iban', ''), 'deliverTo', d.deliver_to,
      'noteAboveLines', d.note_above_lines, 'internalNote', d.internal_note, 'orderReference', d.order_reference,
      'buyerReference', d.buyer_reference, 'paymentMeansCode', d.payment_means_code, 'paymentReference', d.payment_reference,
      'sourceOrderId', coalesce(d.source_order_id, ''), 'connectionId', d.connection_id, 'precedingDocumentId', d.preceding_document_id,
      'precedingDocument', (select jsonb_build_object('number', p.number, 'issueDate', p.issue_date) from documents p
        where p.administration_id = d.administration_id and p.id = d.preceding_document_id),
      'flag', d.flag, 'createdAt', d.created_at,
      'totals', jsonb_build_object('lineExtensionAmount', d.line_extension_amount::text, 'allowanceTotalAmount', d.allowance_total_amount::text,
        'chargeTotalAmount', d.charge_total_amount::text, 'taxExclusiveAmount', d.tax_exclusive_amount::text, 'taxAmount', d.tax_amount::text,
        'taxInclusiveAmount', d.tax_inclusive_amount::text, 'prepaidAmount', d.prepaid_amount::text,
        'payableRoundingAmount', d.payable_rounding_amount::text, 'payableAmount', d.payable_amount::text),
      'lines', coalesce((select jsonb_agg(jsonb_build_object('position', l.position, 'sequence', l.sort, 'kind', l.kind,
          'parentPosition', l.parent_position, 'sourceLineId', l.source_line_id, 'itemName', l.item_name, 'description', l.description,
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
    order by d.issue_date desc, d.id desc limit ${filter.limit}`.execute(trx);
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
