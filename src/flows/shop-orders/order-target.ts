import type { Amount } from "#domain/amount.ts";
import type { DocumentDraft, IssuedDocument } from "#domain/document.ts";
import type { Party } from "#domain/party.ts";

/** A document to be made, under the business key of its effect. */
export interface DocumentOrder {
  readonly businessKey: string;
  readonly draft: DocumentDraft;
  readonly wantedDay: string;
  readonly couplingId: string | null;
  readonly connectionId: string | null;
  readonly vatPolicy: "calculated" | "source";
  readonly preceding: { readonly number: string; readonly issueDate: string } | null;
}

export interface OrderPayment {
  readonly sourceKey: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly paidAt: string;
  readonly documentId: string;
}

/**
 * Where orders are booked, built in or outside: the operations of one target, each for a batch. Within one call all is done or
 * nothing is; a target that cannot promise that is given one order at a time.
 */
export interface OrderTarget {
  "customers.find"(buyers: readonly Party[]): Promise<readonly (string | null)[]>;
  "customers.create"(buyers: readonly Party[]): Promise<readonly string[]>;
  "documents.create"(
    orders: readonly DocumentOrder[],
  ): Promise<readonly { readonly businessKey: string; readonly id: string; readonly number: string }[]>;
  "documents.ofOrders"(connectionId: string, orderIds: readonly string[]): Promise<readonly IssuedDocument[]>;
  "effects.done"(businessKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  "payments.record"(payments: readonly OrderPayment[]): Promise<number>;
}
