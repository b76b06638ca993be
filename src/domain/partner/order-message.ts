import { z } from "zod";
import {
  absolute,
  add,
  amount,
  AmountText,
  cents,
  compare,
  divide,
  isPositive,
  multiply,
  subtract,
  sum,
  type Amount,
} from "#domain/amount.ts";
import { Address } from "#domain/party.ts";

const Text = z.string().default("");
const Day = z.iso.date().nullable().default(null);

/** An identifier with its scheme (ISO 6523 ICD; EAS for endpoints); the scheme is empty when the writer named none. */
export const MessageIdentifier = z.object({ schemeId: Text, value: z.string() });
export type MessageIdentifier = z.infer<typeof MessageIdentifier>;

/** A party as a message names it: whom it is bound to here, the relation says. */
export const MessageParty = z.object({
  endpoint: MessageIdentifier.nullable().default(null),
  /** 13 digits; empty when the message names none. */
  gln: Text,
  name: Text,
  vatIdentifier: Text,
  registration: MessageIdentifier.nullable().default(null),
  address: Address.prefault({}),
  contactName: Text,
  phone: Text,
  email: Text,
});
export type MessageParty = z.infer<typeof MessageParty>;

/** Where goods go; the name, when there is one, stands in the address. */
export const MessageDelivery = z.object({
  gln: Text,
  address: Address.prefault({}),
  contactName: Text,
  phone: Text,
  email: Text,
});
export type MessageDelivery = z.infer<typeof MessageDelivery>;

export const MessagePeriod = z.object({ from: Day, to: Day });
export type MessagePeriod = z.infer<typeof MessagePeriod>;
export const noPeriod: MessagePeriod = { from: null, to: null };

/** An article by every name the message gives it, as written; `match-lines.ts` compares them. */
export const MessageItem = z.object({
  /** As written: a wrong check digit is seen when lines are matched, not when they are read. */
  gtin: Text,
  /** The code at the one who sells. */
  sellersItemIdentifier: Text,
  /** The code at the one who buys. */
  buyersItemIdentifier: Text,
  manufacturersItemIdentifier: Text,
  brandName: Text,
  itemName: Text,
  description: Text,
});
export type MessageItem = z.infer<typeof MessageItem>;

/** Per `baseQuantity` of the unit of the line, without VAT. */
export const MessagePrice = z.object({ net: AmountText, baseQuantity: AmountText.prefault("1") });
export type MessagePrice = z.infer<typeof MessagePrice>;

export const MessageCharge = z.object({
  kind: z.enum(["allowance", "charge"]),
  amount: AmountText,
  reasonCode: Text,
  reason: Text,
  vatCategory: Text,
  vatRate: AmountText.nullable().default(null),
});
export type MessageCharge = z.infer<typeof MessageCharge>;

export const OrderMessageLine = MessageItem.extend({
  /** Unique in its order; answers point to it. */
  lineId: z.string().min(1),
  note: Text,
  quantity: AmountText,
  /** UN/ECE Rec 20; empty when nobody knows what `writtenUnit` means. */
  unitCode: z.string(),
  /** What was written, where that is not the code itself. */
  writtenUnit: Text,
  /** Null: the buyer names none. What he names is information: the seller's own price holds. */
  price: MessagePrice.nullable().default(null),
  lineNetAmount: AmountText.nullable().default(null),
  charges: z.array(MessageCharge).default([]),
  vatCategory: Text,
  vatRate: AmountText.nullable().default(null),
  requested: MessagePeriod.prefault({}),
});
export type OrderMessageLine = z.infer<typeof OrderMessageLine>;

/** Totals as the buyer expects them. */
export const OrderTotals = z.object({
  lineExtensionAmount: AmountText,
  allowanceTotalAmount: AmountText.nullable().default(null),
  chargeTotalAmount: AmountText.nullable().default(null),
  taxExclusiveAmount: AmountText.nullable().default(null),
  taxInclusiveAmount: AmountText.nullable().default(null),
  prepaidAmount: AmountText.nullable().default(null),
  payableRoundingAmount: AmountText.nullable().default(null),
  payableAmount: AmountText,
});
export type OrderTotals = z.infer<typeof OrderTotals>;

/** An order as it goes from one trading partner to another (Peppol T01), whatever it was written in. */
export const OrderMessage = z.object({
  /** The buyer's number. */
  id: z.string().min(1),
  issueDate: z.iso.date(),
  /** UNCL1001: 220 is an order. */
  kind: z.string().default("220"),
  currency: z.string().regex(/^[A-Z]{3}$/),
  note: Text,
  /** For people: site, project, their own number. */
  customerReference: Text,
  quotationReference: Text,
  contractReference: Text,
  projectReference: Text,
  validUntil: Day,
  buyer: MessageParty,
  seller: MessageParty,
  /** Who is to be invoiced, when that is not the buyer. */
  invoicee: MessageParty.nullable().default(null),
  deliverTo: MessageDelivery.nullable().default(null),
  requested: MessagePeriod.prefault({}),
  allowanceCharges: z.array(MessageCharge).default([]),
  taxAmount: AmountText.nullable().default(null),
  totals: OrderTotals.nullable().default(null),
  lines: z.array(OrderMessageLine).min(1),
});
export type OrderMessage = z.infer<typeof OrderMessage>;

/** A cent of rounding on both sides. */
export const amountSlack = amount("0.02");

type Priced = Pick<OrderMessageLine, "quantity" | "price" | "charges">;

/** Charges less allowances. */
export const chargesOf = (charges: readonly MessageCharge[]): Amount =>
  subtract(
    sum(charges.filter(({ kind }) => kind === "charge").map((entry) => entry.amount)),
    sum(charges.filter(({ kind }) => kind === "allowance").map((entry) => entry.amount)),
  );

/** Quantity × price ÷ base + charges − allowances, in cents, half away from zero. Null without a price, or with one for nothing. */
export function reckonedLineAmount({ quantity, price, charges }: Priced): Amount | null {
  if (price === null || !isPositive(price.baseQuantity)) return null;
  return cents(add(divide(multiply(quantity, price.net), price.baseQuantity), chargesOf(charges)));
}

/** Whether a line states another amount than its price gives, by more than rounding. */
export function lineAmountDiffers(line: Priced & Pick<OrderMessageLine, "lineNetAmount">): boolean {
  const reckoned = reckonedLineAmount(line);
  if (reckoned === null || line.lineNetAmount === null) return false;
  return compare(absolute(subtract(reckoned, line.lineNetAmount)), amountSlack) > 0;
}

/** What the lines come to: each by what it states, else by its price. Null when one has neither. */
export function linesTotal(lines: readonly OrderMessageLine[]): Amount | null {
  const amounts = lines.map((line) => line.lineNetAmount ?? reckonedLineAmount(line));
  const known = amounts.filter((value) => value !== null);
  return known.length < amounts.length ? null : cents(sum(known));
}

/** The value of an order without VAT: as stated, else as its lines and charges give; null when neither says. */
export function orderValue(order: Pick<OrderMessage, "totals" | "lines" | "allowanceCharges">): Amount | null {
  if (order.totals?.taxExclusiveAmount) return order.totals.taxExclusiveAmount;
  const lines = linesTotal(order.lines);
  return lines === null ? null : cents(add(lines, chargesOf(order.allowanceCharges)));
}

/** Lines a partner cannot find an article for: neither the barcode nor the code at the seller is known (D5, D20). */
export const linesWithoutCodes = <Line extends Pick<MessageItem, "gtin" | "sellersItemIdentifier">>(
  lines: readonly Line[],
): Line[] => lines.filter((line) => line.gtin.trim() === "" && line.sellersItemIdentifier.trim() === "");
