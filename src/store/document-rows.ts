import { zero } from "#domain/amount.ts";
import type { DocumentStatus } from "#domain/document-kinds.ts";
import type { CalculatedDocument, DocumentDraft, DocumentParty } from "#domain/document.ts";
import type { DraftAllowance } from "#domain/draft.ts";

/** What a document has beside its contents, draft or not. */
export interface DocumentFacts {
  readonly pricesIncludeTax: boolean;
  readonly vatOfSource: boolean;
  /** Of a draft without a due date: days after its issue. */
  readonly paymentTermDays: number | null;
  readonly enteredAllowances: readonly DraftAllowance[] | null;
  readonly terms: string;
  readonly replacesDocumentId: string | null;
  /** The day it would have been dated, had that day not been closed. */
  readonly datedInsteadOf: string | null;
}

/** A document to be written, draft or issued: a draft has no number, and may lack a buyer and a day. */
export interface NewDocument extends Omit<DocumentDraft, "buyerId">, DocumentFacts {
  readonly id: string;
  readonly status: DocumentStatus;
  readonly series: string;
  readonly year: number | null;
  readonly sequence: bigint | null;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly buyerId: string | null;
  readonly seller: DocumentParty;
  readonly sellerIban: string;
  readonly paymentReference: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
}

export const documentColumns = {
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
  prices_include_tax: "boolean",
  vat_of_source: "boolean",
  payment_term_days: "int",
  entered_allowances: "jsonb",
  terms: "text",
  replaces_document_id: "uuid",
  dated_instead_of: "date",
} as const;

export const documentRow = (administrationId: string, d: NewDocument) => ({
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
  prices_include_tax: d.pricesIncludeTax,
  vat_of_source: d.vatOfSource,
  payment_term_days: d.paymentTermDays,
  entered_allowances: d.enteredAllowances,
  terms: d.terms,
  replaces_document_id: d.replacesDocumentId,
  dated_instead_of: d.datedInsteadOf,
});

export const lineColumns = {
  administration_id: "uuid",
  document_id: "uuid",
  position: "int",
  sort: "int",
  kind: "text",
  parent_position: "int",
  item_id: "uuid",
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
  price: "numeric",
  discount_percent: "numeric",
} as const;

export const allowanceColumns = {
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

export const vatColumns = {
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

export const lineRows = (administrationId: string, id: string, { lines }: CalculatedDocument) =>
  lines.map((line) => ({
    administration_id: administrationId,
    document_id: id,
    position: line.position,
    sort: line.sequence,
    kind: line.kind,
    parent_position: line.parentPosition,
    item_id: line.itemId ?? null,
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
    price: line.price ?? null,
    discount_percent: line.discountPercent ?? zero,
  }));

export const allowanceRows = (administrationId: string, id: string, { allowanceCharges }: CalculatedDocument) =>
  allowanceCharges.map((allowance, index) => ({
    administration_id: administrationId,
    document_id: id,
    position: index + 1,
    kind: allowance.kind,
    amount: allowance.amount,
    reason_code: allowance.reasonCode,
    reason: allowance.reason,
    vat_category: allowance.vatCategory,
    vat_rate: allowance.vatRate,
  }));

export const vatRows = (administrationId: string, id: string, { vat }: CalculatedDocument) =>
  vat.map((line) => ({
    administration_id: administrationId,
    document_id: id,
    vat_category: line.vatCategory,
    vat_rate: line.vatRate,
    vat_country: line.vatCountry,
    taxable_amount: line.taxableAmount,
    tax_amount: line.taxAmount,
    gross_amount: line.grossAmount,
    source_tax_amount: line.sourceTaxAmount,
    exemption_reason_code: line.exemptionReasonCode,
    exemption_reason: line.exemptionReason,
  }));
