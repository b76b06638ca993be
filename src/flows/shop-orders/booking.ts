import type { Order, Refund } from "#domain/order.ts";
import type { Outcome, Reason } from "#domain/outcome.ts";
import type { TieOut } from "#domain/tie-out.ts";
import type { Decision, DecisionContext, MissingMapping } from "./decide.ts";

/** What is known of an order from before. */
export interface KnownOrder {
  readonly externalId: string;
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
  readonly fingerprint: string;
  readonly documentedFingerprint: string;
  /** The content that a person left as it is, although the document says otherwise. */
  readonly leftAsIs: string;
  readonly sourceModifiedAt: string | null;
}

/** An order as it was just read, with the refunds that are not credited yet. */
export interface OrderReading {
  readonly order: Order;
  readonly refunds: readonly Refund[];
}

export interface StoryEvent {
  readonly level: "info" | "warning" | "error";
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What became of one order; `unchanged` leaves all as it was. */
export type Booked =
  | { readonly kind: "unchanged"; readonly externalId: string }
  | {
      readonly kind: "decided";
      readonly order: Order;
      readonly outcome: Outcome;
      readonly reason: Reason | null;
      readonly tieOut: TieOut | null;
      readonly waitsFor: readonly MissingMapping[];
      readonly details: Readonly<Record<string, string>>;
      readonly fingerprint: string;
      readonly documentedFingerprint: string;
      readonly drifted: boolean;
      readonly events: readonly StoryEvent[];
    };

export interface BookingContext extends DecisionContext {
  readonly couplingId: string;
  readonly connectionId: string;
  /** Placed before the coupling went live, or as it was before a copy of the database was put back: nothing is mailed about it by itself. */
  readonly isOld: (order: Order) => boolean;
  /** It counts among the first orders, of which a number is to be ignored. */
  readonly isAtStart: (order: Order) => boolean;
  /** Takes orders off the number that is to be ignored at the start; returns how many of them. */
  readonly takeOffset: (wanted: number) => Promise<number>;
}

/** A document of an order of which it was not known whether it was made, and which is there. */
export interface BegunDocument {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  /** Fingerprint of what stands on it. */
  readonly madeOf: string;
}

/** One order on its way through the flow. */
export interface Work {
  readonly reading: OrderReading;
  readonly known: KnownOrder;
  /** Becomes a hold when the target cannot make what was decided. */
  decision: Decision;
  /** The money was received, whatever today's rules would make of the order. */
  readonly isPaid: boolean;
  /** The document made of it in this very call, or found then. */
  made: { readonly id: string; readonly madeOf: string } | null;
  /** Its draft was written anew, as the order is now. */
  isRedrafted: boolean;
  /** More was credited than the shop still says was refunded. */
  isOvercredited: boolean;
  /** All of its invoice was credited. */
  isReversed: boolean;
  readonly events: StoryEvent[];
  /** Choices that a credit note waits for. */
  readonly waitsFor: MissingMapping[];
}

/** Names the credit note of a refund: a refund is credited once. */
export const refundKey = (connectionId: string, refundId: string): string => `refund:${connectionId}:${refundId}`;
/** A shop order is paid once; later payments are another matter. */
export const paymentKey = (connectionId: string, orderId: string): string => `order:${connectionId}:${orderId}`;
