import type { Amount } from "./amount.ts";
import type { DocumentDraft } from "./document.ts";

/** A document to be made, under the business key of its effect (design.md section 6 rule 1). */
export interface DocumentOrder {
  readonly businessKey: string;
  readonly draft: DocumentDraft;
  /** Day it would be dated when nothing stands in the way: the shop-local day of the order or refund. */
  readonly wantedDay: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
  /** `source`: the VAT is the shop's own, and need not be rate × amount. */
  readonly vatPolicy: "calculated" | "source";
  /** The price mode of the shop, for a target that names VAT by it. */
  readonly pricesIncludeTax?: boolean;
  /** The invoice a credit note corrects. */
  readonly preceding: { readonly number: string; readonly issueDate: string } | null;
  /** When what it is made of came about. */
  readonly happenedAt?: string;
  /** Fingerprint of what stands on it; a target that repeats an earlier attempt says of which one. */
  readonly madeOf?: string;
  /** The document in whose place it comes: money received for that one follows. */
  readonly replacesDocumentId?: string;
  /** The draft that becomes final; otherwise the document is written anew. */
  readonly draftId?: string;
  /** False: its kind moves stock, and this one does not. */
  readonly movesStock?: boolean;
  /** When it is to be paid; otherwise after the term of the administration. */
  readonly due?: { readonly date: string | null; readonly termDays: number | null };
}

/** Money received for a document, to be booked once under its source key. It is allocated to the document as far as that is open. */
export interface OrderPayment {
  readonly sourceKey: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly paidAt: string;
  readonly documentId: string;
}

/** Money the shop gave back of a document that was credited before: booked once under its business key. */
export interface OrderRepayment {
  readonly businessKey: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly paidAt: string;
  readonly documentId: string;
}

/** Names an order's document; the edition rises only through a person's "credit and new". */
export const documentKey = (couplingId: string, orderId: string, kind: string, edition: number): string =>
  `document:${couplingId}:${orderId}:${kind}:${edition}`;
