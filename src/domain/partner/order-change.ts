import { z } from "zod";
import { MessageParty, OrderMessage, OrderMessageLine } from "./order-message.ts";

/** Of a line in a change: 1 added, 2 taken out, 3 changed, 4 as it was (UNCL1229). */
export const changeStatuses = ["1", "2", "3", "4"] as const;
export type ChangeStatus = (typeof changeStatuses)[number];

export const OrderChangeLine = OrderMessageLine.extend({ status: z.enum(changeStatuses) });
export type OrderChangeLine = z.infer<typeof OrderChangeLine>;

/** A new revision of an order that was sent (Peppol T114): every line as it is now, also those that did not change. */
export const OrderChangeMessage = OrderMessage.omit({ id: true, kind: true, lines: true }).extend({
  /** Of this change. */
  id: z.string().min(1),
  /** Of the order it changes. */
  orderId: z.string().min(1),
  /** The revision this one makes: 1 for the first change. */
  revision: z.int().min(1),
  lines: z.array(OrderChangeLine).min(1),
});
export type OrderChangeMessage = z.infer<typeof OrderChangeMessage>;

/** A whole order that is taken back (Peppol T115). The seller may refuse: it was delivered already. */
export const OrderCancellationMessage = z.object({
  id: z.string().min(1),
  issueDate: z.iso.date(),
  orderId: z.string().min(1),
  /** Why; never empty, the message has no other content. */
  reason: z.string().min(1),
  note: z.string().default(""),
  buyer: MessageParty,
  seller: MessageParty,
});
export type OrderCancellationMessage = z.infer<typeof OrderCancellationMessage>;

/**
 * The order as it is after a change, which does not say again what kind of order it is. Null when every line was taken out: that is a
 * cancellation, and is answered as one.
 */
export function orderAfter(change: OrderChangeMessage, kind = "220"): OrderMessage | null {
  const { orderId, revision: _revision, lines, ...rest } = change;
  const kept = lines.filter(({ status }) => status !== "2").map(({ status: _status, ...line }) => line);
  return kept.length === 0 ? null : { ...rest, id: orderId, kind, lines: kept };
}
