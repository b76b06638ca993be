import type { Amount } from "./amount.ts";
import type { DocumentKind } from "./document-kinds.ts";
import type { Address, Language, Party } from "./party.ts";
import type { VatCategory } from "./vat.ts";

/**
 * `item` is sold; `deposit`, `contribution` and `surcharge` hang under a parent line and move with it; `text` has no money; `subtotal`
 * has none of its own: it shows what stands above it.
 */
export const lineKinds = [
  "item",
  "shipping",
  "charge",
  "deposit",
  "contribution",
  "surcharge",
  "text",
  "subtotal",
] as const;
export type LineKind = (typeof lineKinds)[number];

/** Lines that count: the others are for the reader and stand in no sum and no UBL. */
export const hasMoney = ({ kind }: { readonly kind: LineKind }): boolean => kind !== "text" && kind !== "subtotal";

/** One line. Words follow EN 16931 (style.md B2). */
export interface DocumentLine {
  /** From 1, without gaps: BT-126. */
  readonly position: number;
  /** Order of the line in its source; lines split over rates share it. */
  readonly sequence: number;
  readonly kind: LineKind;
  readonly parentPosition: number | null;
  /** The source's line id, to find it again for a refund or a conversion. */
  readonly sourceLineId: string;
  readonly itemName: string;
  readonly description: string;
  readonly sellersItemIdentifier: string;
  readonly standardItemIdentifier: string;
  readonly quantity: Amount;
  /** UN/ECE Recommendation 20. */
  readonly unitCode: string;
  /** Per `baseQuantity`, without VAT, two to eight decimals. */
  readonly netPrice: Amount;
  readonly baseQuantity: Amount;
  readonly lineNetAmount: Amount;
  readonly vatCategory: VatCategory;
  readonly vatRate: Amount;
  /** The item of ours that was chosen. */
  readonly itemId?: string | null;
  /** As a person entered it, before the discount, in the document's price mode; for print and editing, in no sum. */
  readonly price?: Amount | null;
  readonly discountPercent?: Amount;
}

/** Document-level allowance or charge. `reasonCode`: UNCL5189 for allowances, UNCL7161 for charges. */
export interface AllowanceCharge {
  readonly kind: "allowance" | "charge";
  readonly amount: Amount;
  readonly reasonCode: string;
  readonly reason: string;
  readonly vatCategory: VatCategory;
  readonly vatRate: Amount;
}

/** One VAT breakdown (BG-23): one per category and rate. */
export interface VatLine {
  readonly vatCategory: VatCategory;
  readonly vatRate: Amount;
  /** Country whose VAT this is; not in the UBL, needed for the OSS return and the ledger. */
  readonly vatCountry: string;
  readonly taxableAmount: Amount;
  readonly taxAmount: Amount;
  /** What the source charged in this group, VAT included; credit notes may never go beyond it. */
  readonly grossAmount: Amount;
  /** The source's own VAT for this rate; null when it did not say. Information, not on the document. */
  readonly sourceTaxAmount: Amount | null;
  readonly exemptionReasonCode: string | null;
  readonly exemptionReason: string | null;
}

export interface Totals {
  readonly lineExtensionAmount: Amount;
  readonly allowanceTotalAmount: Amount;
  readonly chargeTotalAmount: Amount;
  readonly taxExclusiveAmount: Amount;
  readonly taxAmount: Amount;
  readonly taxInclusiveAmount: Amount;
  readonly prepaidAmount: Amount;
  readonly payableRoundingAmount: Amount;
  readonly payableAmount: Amount;
}

/** The arithmetic of a document, before it has a number, a date or parties. */
export interface CalculatedDocument {
  readonly lines: readonly DocumentLine[];
  readonly allowanceCharges: readonly AllowanceCharge[];
  readonly vat: readonly VatLine[];
  readonly totals: Totals;
}

/** A party as it stands on one document: a snapshot, which later changes to the customer do not touch. */
export type DocumentParty = Omit<Party, "externalId">;

/** A document ready to be written: what `documents.create` takes, apart from number and issue date. */
export interface DocumentDraft extends CalculatedDocument {
  readonly kind: DocumentKind;
  readonly currency: string;
  /** EUR for one unit of `currency`; null for EUR. */
  readonly exchangeRate: Amount | null;
  /** VAT total in EUR when the currency is another one (BT-111). */
  readonly taxAmountInEuro: Amount | null;
  readonly buyer: DocumentParty;
  readonly buyerId: string;
  readonly deliverTo: Address | null;
  /** Day of supply; BT-72, and the tax point when the issue date lies later. */
  readonly deliveryDate: string | null;
  readonly taxPointDate: string | null;
  readonly language: Language;
  /** Text above the table (B3.6). */
  readonly noteAboveLines: string;
  readonly internalNote: string;
  /** BT-13, or the webshop's order number (R003). */
  readonly orderReference: string;
  readonly buyerReference: string;
  /** UNCL4461. */
  readonly paymentMeansCode: string;
  readonly sourceOrderId: string;
  /** The invoice a credit note corrects. */
  readonly precedingDocumentId: string | null;
  /** Set when a person should look: an amount-only refund was apportioned. */
  readonly flag: string | null;
}

/** A document as it was issued. */
export interface IssuedDocument extends DocumentDraft {
  readonly id: string;
  readonly number: string;
  readonly issueDate: string;
  readonly dueDate: string | null;
  readonly seller: DocumentParty;
  /** Account to pay on; empty when none is known. */
  readonly sellerIban: string;
  /** OGM, betalingskenmerk or RF, compact. */
  readonly paymentReference: string;
  readonly precedingDocument: { readonly number: string; readonly issueDate: string } | null;
}
