import type { Amount } from "#domain/amount.ts";
import type { DocumentOrder, OrderPayment, OrderRepayment } from "#domain/document-order.ts";
import type { DocumentKind, DocumentStatus } from "#domain/document-kinds.ts";
import type { IssuedDocument } from "#domain/document.ts";
import type { ErrorCode } from "#domain/error.ts";
import type { Party } from "#domain/party.ts";
import type { MissingMapping } from "./decide.ts";

/** A document of an order as the target keeps it; a draft has no number and may lack a day. */
export type OrderDocument = Omit<IssuedDocument, "number" | "issueDate" | "buyerId"> & {
  readonly status: DocumentStatus;
  readonly number: string | null;
  readonly issueDate: string | null;
  /** The day it would have had, when that was closed. */
  readonly datedInsteadOf?: string | null;
  readonly buyerId: string | null;
  /** Null: a person made it. */
  readonly couplingId: string | null;
  /** The person who changed it last; null when nobody did. */
  readonly editedBy: string | null;
};

/** A document of an order of which only the frame is kept. */
export interface EmptiedDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issueDate: string;
  /** VAT and rounding included. */
  readonly totalAmount: Amount;
  readonly buyerId: string;
  readonly couplingId: string;
}

export interface RefusedRefund {
  readonly reason: string;
  /** Where a person sees to it. */
  readonly connection: string;
}

/** What keeps a document from being made, known before anything is sent. */
export interface Lacking {
  readonly code: ErrorCode;
  readonly text: string;
  readonly waitsFor: readonly MissingMapping[];
  readonly details: Readonly<Record<string, string>>;
}

/**
 * What may be asked of a target by who only looks: those of its operations that change nothing, and whether a document could be made.
 */
export interface OrderSight extends Pick<
  OrderTarget,
  | "customers.find"
  | "documents.lacking"
  | "documents.ofOrders"
  | "documents.emptied"
  | "refunds.on"
  | "effects.done"
  | "payments.open"
> {
  /** Throws what would keep one of these from being made. */
  "documents.check"(orders: readonly DocumentOrder[]): Promise<void>;
  /** Those of these payments that would be booked now. */
  "payments.unbooked"(payments: readonly OrderPayment[]): Promise<readonly OrderPayment[]>;
}

/**
 * Where orders are booked, built in or outside: the operations of one target, each for a batch. Within one call all is done or
 * nothing is; a target that cannot promise that is given one order at a time.
 */
export interface OrderTarget {
  "customers.find"(buyers: readonly Party[]): Promise<readonly (string | null)[]>;
  "customers.create"(buyers: readonly Party[]): Promise<readonly string[]>;
  /** `madeOf`: that of an earlier attempt, when its answer was lost and it turns out to have made the document. */
  "documents.create"(
    orders: readonly DocumentOrder[],
  ): Promise<
    readonly { readonly businessKey: string; readonly id: string; readonly number: string; readonly madeOf?: string }[]
  >;
  /** The same as drafts, which a person makes final. */
  "documents.draft"(
    orders: readonly DocumentOrder[],
  ): Promise<readonly { readonly businessKey: string; readonly id: string }[]>;
  /** Writes a draft anew, unless it is final or a person edited it: false then. */
  "documents.redraft"(id: string, order: DocumentOrder): Promise<boolean>;
  /** Mails documents to their buyers; false for each whose buyer has no address. */
  "documents.send"(ids: readonly string[]): Promise<readonly boolean[]>;
  /** Newest first. */
  "documents.ofOrders"(connectionId: string, orderIds: readonly string[]): Promise<readonly OrderDocument[]>;
  /** What keeps each of these from being made; null where nothing is known to. One that may be there already lacks nothing. */
  "documents.lacking"(orders: readonly DocumentOrder[]): Promise<readonly (Lacking | null)[]>;
  /** Those whose content is not kept, or not any more, by order id; the newest first. */
  "documents.emptied"(
    connectionId: string,
    orderIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly EmptiedDocument[]>>;
  /** What a refund does to a document of this kind: it is credited, nothing happens, or a person sees to it there, and why. */
  "refunds.on"(kind: DocumentKind): "credited" | "nothing" | RefusedRefund;
  "effects.done"(businessKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Books money, on papers that nobody pays on for the invoices made of them. */
  "payments.record"(payments: readonly OrderPayment[]): Promise<unknown>;
  /** What is still owed on each; below zero where money is owed back. */
  "payments.open"(documentIds: readonly string[]): Promise<ReadonlyMap<string, Amount>>;
  /** Books money that was given back of what was credited before, each once under its key. */
  "payments.return"(payments: readonly OrderRepayment[]): Promise<unknown>;
}
