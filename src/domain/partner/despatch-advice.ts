import { z } from "zod";
import { AmountText, sum, zero, type Amount } from "#domain/amount.ts";
import { MessageItem, MessageParty } from "./order-message.ts";

export const DespatchLine = MessageItem.extend({
  lineId: z.string().min(1),
  orderLineId: z.string().default(""),
  /** The order of this line, when one despatch advice is about several; empty: that of the whole. */
  orderId: z.string().default(""),
  note: z.string().default(""),
  delivered: AmountText,
  unitCode: z.string(),
  writtenUnit: z.string().default(""),
  /** What is still to come; null when not said. */
  outstanding: AmountText.nullable().default(null),
  outstandingReason: z.string().default(""),
  /** Of each pallet or box it is in, by its SSCC. */
  handlingUnits: z.array(z.string()).default([]),
});
export type DespatchLine = z.infer<typeof DespatchLine>;

/** What the seller sent (Peppol T16). */
export const DespatchAdviceMessage = z.object({
  id: z.string().min(1),
  issueDate: z.iso.date(),
  note: z.string().default(""),
  /** The buyer's number of the order; empty where only the lines say. */
  orderId: z.string().default(""),
  seller: MessageParty,
  /** Who receives the goods, which may be a site of the buyer. */
  receiver: MessageParty,
  /** Who ordered, where that is another. */
  buyer: MessageParty.nullable().default(null),
  shippedOn: z.iso.date().nullable().default(null),
  expectedOn: z.iso.date().nullable().default(null),
  carrierName: z.string().default(""),
  trackingNumber: z.string().default(""),
  lines: z.array(DespatchLine).min(1),
});
export type DespatchAdviceMessage = z.infer<typeof DespatchAdviceMessage>;

type Sent = Pick<DespatchAdviceMessage, "orderId" | "lines">;

/** What was sent of one order, by line: every advice of it added up, those about several orders by their lines. */
export function deliveredByLine(advices: readonly Sent[], orderId: string): ReadonlyMap<string, Amount> {
  const lines = advices.flatMap((advice) =>
    advice.lines.filter((line) => (line.orderId || advice.orderId) === orderId && line.orderLineId !== ""),
  );
  const byLine = Map.groupBy(lines, ({ orderLineId }) => orderLineId);
  return new Map([...byLine].map(([lineId, parts]) => [lineId, sum(parts.map(({ delivered }) => delivered))]));
}

/** The orders an advice is about. */
export const ordersOf = ({ orderId, lines }: Sent): string[] => [
  ...new Set([orderId, ...lines.map((line) => line.orderId)].filter((id) => id !== "")),
];

/** What was sent of a line; nothing when no advice names it. */
export const deliveredOf = (delivered: ReadonlyMap<string, Amount>, lineId: string): Amount =>
  delivered.get(lineId) ?? zero;
