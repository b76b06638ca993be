import { z } from "zod";
import { AmountText } from "./amount.ts";
import { Address, CountryCode, Party } from "./party.ts";

/** Local calendar day, YYYY-MM-DD, without a zone. */
export const Day = z.iso.date();

/** What the source charged VAT on and at which rate. Country and rate come from the source, never derived from amounts. */
export const SourceVat = z.object({ country: CountryCode, rate: AmountText });
export type SourceVat = z.infer<typeof SourceVat>;

/** The part of a line that falls under one VAT rate. Most lines have one; a negative fee over two rates has two. */
export const OrderLinePart = z.object({
  /** Null: the source put no VAT on it. It does not say why: exempt buyer, untaxed product or missing rate. */
  vat: SourceVat.nullable(),
  /** In the order's own price mode: gross with two decimals when `pricesIncludeTax`, else net with up to six. May be negative. */
  amount: AmountText,
  /** The source's own VAT on this part, for the tie-out; null when it gives none per line. */
  taxAmount: AmountText.nullable(),
});
export type OrderLinePart = z.infer<typeof OrderLinePart>;

export const OrderLine = z.object({
  /** Their id of the line; refunds name it. */
  id: z.string(),
  kind: z.enum(["item", "shipping", "charge"]),
  name: z.string(),
  /** Their product id (and variation), empty when the product is gone. */
  externalItemId: z.string().default(""),
  sellersItemIdentifier: z.string().default(""),
  standardItemIdentifier: z.string().default(""),
  quantity: AmountText,
  parts: z.array(OrderLinePart).min(1),
});
export type OrderLine = z.infer<typeof OrderLine>;

/** The source's own VAT per rate over the whole order. */
export const OrderVat = SourceVat.extend({ taxAmount: AmountText });
export type OrderVat = z.infer<typeof OrderVat>;

/** Money given back on an order. Amounts positive, as on a credit note. */
export const Refund = z.object({
  id: z.string(),
  orderId: z.string(),
  day: Day,
  reason: z.string(),
  /** Gross, two decimals, positive. */
  amount: AmountText,
  /** Empty for an amount-only refund. Parts are positive; a refunded negative fee is negative. */
  lines: z.array(OrderLine.extend({ refundedLineId: z.string() })),
});
export type Refund = z.infer<typeof Refund>;

/** Where the order stands, in words every source shares. `unknown`: a status the connector does not know. */
export const orderPhases = ["draft", "pending", "placed", "on-hold", "cancelled", "deleted", "unknown"] as const;

/** One webshop order as every source is brought to it. Every money line of the source is in `lines`, or it is not an order. */
export const Order = z.object({
  id: z.string().min(1),
  /** What people see; any text, not a key. */
  number: z.string(),
  phase: z.enum(orderPhases),
  /** The source's own word. */
  status: z.string(),
  /** Whole seconds at most sources: equal times may still differ in content. */
  modifiedAt: z.iso.datetime(),
  placedAt: z.iso.datetime(),
  /** The shop's local day on which it was placed: the fiscal day. */
  day: Day,
  paidAt: z.iso.datetime().nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  pricesIncludeTax: z.boolean(),
  buyer: Party,
  /** True when the source says this buyer pays no VAT. */
  buyerIsVatExempt: z.boolean(),
  deliverTo: Address.nullable(),
  note: z.string(),
  payment: z.object({
    method: z.string(),
    title: z.string(),
    transactionId: z.string(),
    /** Paid to the carrier at the door: a payment date does not mean money was received. */
    onDelivery: z.boolean(),
  }),
  lines: z.array(OrderLine),
  vat: z.array(OrderVat),
  /** Gross, two decimals, before refunds. */
  total: AmountText,
  /** Ids of the refunds, which are fetched apart. */
  refundIds: z.array(z.string()),
});
export type Order = z.infer<typeof Order>;

/** An order as its source lists it, without its content. Null: the source does not say it in a way that can be read. */
export const KnownOrder = Order.pick({ id: true, number: true, phase: true, status: true, refundIds: true }).extend({
  placedAt: Order.shape.placedAt.nullable(),
  modifiedAt: Order.shape.modifiedAt.nullable(),
  currency: Order.shape.currency.nullable(),
  total: AmountText.nullable(),
});
export type KnownOrder = z.infer<typeof KnownOrder>;
