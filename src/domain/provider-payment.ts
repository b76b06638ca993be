import { z } from "zod";
import { AmountText, cents, compare, largest, subtract, type Amount } from "./amount.ts";

/**
 * States of a payment at a provider, in the order in which they may follow. Messages come late, twice and out of order, so
 * what we know only moves to a higher rank. Paid is the highest: money that arrives after a payment expired did arrive.
 */
export const paymentRanks = {
  starting: 0,
  open: 1,
  pending: 2,
  authorized: 3,
  canceled: 4,
  expired: 4,
  failed: 4,
  paid: 5,
} as const;
export type PaymentState = keyof typeof paymentRanks;

/** Nothing is on its way to the customer's account any more. */
export const isOver = (state: PaymentState): boolean => paymentRanks[state] >= paymentRanks.canceled;
/** The customer acted, and the provider has not said yet what came of it. */
export const isUnderWay = (state: PaymentState): boolean => state === "pending" || state === "authorized";

/** What a provider tells of one payment. */
export const ProviderPayment = z.object({
  id: z.string().min(1).max(200),
  state: z.enum(["open", "pending", "authorized", "canceled", "expired", "failed", "paid"]),
  amount: AmountText,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** What we gave it at the create; empty when it says none. */
  reference: z.string().max(200),
  /** Sums over its life: they rise on a payment that stays paid. */
  refunded: AmountText,
  chargedBack: AmountText,
  /** The way it was paid with, in the provider's words; empty until it was. */
  method: z.string().max(100),
  paidAt: z.iso.datetime({ offset: true }).nullable(),
  /** Where the customer pays; null once that is no longer possible. Stored as given, never built. */
  checkoutUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
});
export type ProviderPayment = z.infer<typeof ProviderPayment>;

export interface KnownPayment {
  readonly state: PaymentState;
  readonly amount: Amount;
  readonly currency: string;
  readonly refunded: Amount;
  readonly chargedBack: Amount;
}

export interface Progress {
  readonly state: PaymentState;
  readonly refunded: Amount;
  readonly chargedBack: Amount;
  /** Paid now, and not before. */
  readonly received: boolean;
  /** Paid after we had seen it end. */
  readonly isLate: boolean;
  /** What went back since the last time. */
  readonly newlyRefunded: Amount | null;
  readonly newlyChargedBack: Amount | null;
  /** What came again of what went back: a refund that failed, a chargeback that was undone. */
  readonly noLongerRefunded: Amount | null;
  readonly noLongerChargedBack: Amount | null;
}

/**
 * What is new in what a provider tells, given what is known. Null when it speaks of other money than was asked for: nothing is booked
 * then. `isNewest`: it was asked after what is known was told; an older answer can only add to what went back.
 */
export function progressOf(known: KnownPayment, seen: ProviderPayment, isNewest: boolean): Progress | null {
  if (compare(known.amount, seen.amount) !== 0 || known.currency !== seen.currency) return null;
  const isHigher = paymentRanks[seen.state] > paymentRanks[known.state];
  const state = isHigher ? seen.state : known.state;
  const isPaid = state === "paid";
  const sumOf = (before: Amount, told: Amount) =>
    !isPaid ? before : cents(isNewest && seen.state === "paid" ? told : largest(before, told));
  const refunded = sumOf(known.refunded, seen.refunded);
  const chargedBack = sumOf(known.chargedBack, seen.chargedBack);
  const rise = (to: Amount, from: Amount) => (compare(to, from) > 0 ? cents(subtract(to, from)) : null);
  return {
    state,
    refunded,
    chargedBack,
    received: isHigher && isPaid,
    isLate: isHigher && isPaid && isOver(known.state),
    newlyRefunded: rise(refunded, known.refunded),
    newlyChargedBack: rise(chargedBack, known.chargedBack),
    noLongerRefunded: rise(known.refunded, refunded),
    noLongerChargedBack: rise(known.chargedBack, chargedBack),
  };
}

/**
 * When to ask about a payment again without being told to: soon after it was started, then less and less; null = never more.
 * A lost message therefore delays a payment and never loses it. A paid one is looked at for as long as a customer may take the
 * money back (13 months for a direct debit); one that ended is looked at once more, because providers book late.
 */
export function nextLook(
  state: PaymentState,
  createdAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const hours = now.since(createdAt).total("hours");
  const inMinutes = (minutes: number) => now.add({ minutes });
  if (state === "paid") {
    if (hours > 24 * 400) return null;
    return inMinutes(hours < 24 * 7 ? 24 * 60 : 7 * 24 * 60);
  }
  if (isOver(state)) return hours > 24 * 3 ? null : inMinutes(24 * 60);
  if (hours > 24 * 100) return null;
  if (hours < 0.25) return inMinutes(2);
  if (hours < 2) return inMinutes(10);
  return inMinutes(hours < 48 ? 60 : 12 * 60);
}
