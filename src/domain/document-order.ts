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
  /** The invoice a credit note corrects. */
  readonly preceding: { readonly number: string; readonly issueDate: string } | null;
}

/** Money received for a document, to be booked once under its source key. The whole amount is allocated to the document. */
export interface OrderPayment {
  readonly sourceKey: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly paidAt: string;
  readonly documentId: string;
}
