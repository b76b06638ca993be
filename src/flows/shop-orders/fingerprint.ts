import { createHash } from "node:crypto";
import type { Order } from "#domain/order.ts";

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("base64url");

/** Of all an order says, but for when it was saved: a save without a change does nothing (woocommerce.md rule 6). */
export const contentFingerprint = ({ modifiedAt: _, ...content }: Order): string => digest(content);

/** Nothing is sold by it any more, or not yet again: its payment failed, it was cancelled, it is gone. */
export const isCalledOff = ({ phase }: Pick<Order, "phase">): boolean =>
  phase === "draft" || phase === "pending" || phase === "cancelled" || phase === "deleted";

/** Of what stands on a document: when this changes after issuing, the order drifted. */
export function fiscalFingerprint(order: Order): string {
  const isGone = isCalledOff(order);
  return digest([order.currency, order.total, order.lines, order.vat, order.buyer, order.deliverTo, isGone]);
}
