import type { z } from "zod";
import { cents, equals, isZero, negate, text } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import type { Order, OrderLine, Refund } from "#domain/order.ts";
import { buyerOf, deliverToOf, isVatExempt } from "./buyer.ts";
import { decimal, quantityText } from "./decimals.ts";
import { isUntaxed, partsOf, ratesOf, vatPerRate, type LineContext } from "./lines.ts";
import type { WooFeeLine, WooLine, WooLineItem, WooOrder, WooOrderTax, WooRefund, WooShippingLine } from "./schema.ts";
import type { Settings } from "./settings.ts";

type RawOrder = z.input<typeof Order>;
type RawLine = z.input<typeof OrderLine>;
type RawRefund = z.input<typeof Refund>;

/** Plugins add statuses ("shipped"), so the list is open: what is not here is unknown, and a rule of the merchant's decides. */
const phases: ReadonlyMap<string, RawOrder["phase"]> = new Map([
  ["pending", "pending"],
  ["failed", "pending"],
  ["on-hold", "on-hold"],
  ["processing", "placed"],
  ["completed", "placed"],
  ["refunded", "placed"],
  ["cancelled", "cancelled"],
  ["checkout-draft", "draft"],
  ["auto-draft", "draft"],
  ["trash", "deleted"],
]);

export const phaseOf = (status: string): RawOrder["phase"] => phases.get(status) ?? "unknown";

/** GTIN of 8, 12, 13 or 14 digits; the shop also lets hyphens and ISBN-10 in. */
export const standardIdentifier = (written: string): string => {
  const digits = written.replaceAll(/[\s-]/g, "");
  return /^(\d{8}|\d{12,14})$/.test(digits) ? digits : "";
};

const idOrNone = (id: string): string => (id === "0" ? "" : id);

const itemLine = (line: WooLineItem, context: LineContext): RawLine => ({
  id: line.id,
  kind: "item",
  name: line.name,
  externalItemId: idOrNone(line.variation_id) || idOrNone(line.product_id),
  sellersItemIdentifier: line.sku,
  standardItemIdentifier: standardIdentifier(line.global_unique_id),
  quantity: quantityText(line.quantity),
  parts: partsOf(line, context),
});

const shippingLine = (line: WooShippingLine, context: LineContext): RawLine => ({
  id: line.id,
  kind: "shipping",
  name: line.method_title,
  quantity: "1",
  parts: partsOf(line, context),
});

const feeLine = (line: WooFeeLine, context: LineContext): RawLine => ({
  id: line.id,
  kind: "charge",
  name: line.name,
  quantity: "1",
  parts: partsOf(line, context),
});

type Lines = Pick<WooOrder, "line_items" | "shipping_lines" | "fee_lines">;

/** Coupon lines are left out on purpose: their discount is already in the totals of the lines. */
function linesOf(
  { line_items, fee_lines, shipping_lines }: Lines,
  context: Omit<LineContext, "hasUntaxedLines">,
): RawLine[] {
  const hasUntaxedLines = [...line_items, ...fee_lines, ...shipping_lines].some(isUntaxed);
  const whole = { ...context, hasUntaxedLines };
  return [
    ...line_items.map((line) => itemLine(line, whole)),
    ...fee_lines.map((line) => feeLine(line, whole)),
    ...shipping_lines.map((line) => shippingLine(line, whole)),
  ];
}

/** The `_gmt` field; where a plugin left that empty, the shop's own time in the shop's zone. */
export function instant(gmt: string | null, local: string | null, timeZone: string): string | null {
  if (gmt !== null) return `${gmt}Z`;
  return local === null ? null : Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant().toString();
}

/** An amount as cents. One that is not in whole cents (a currency with three decimals) is never rounded in silence. */
function wholeCents(written: string, currency: string): string {
  const exact = decimal(written);
  if (equals(exact, cents(exact))) return text(cents(exact));
  throw saidError("document.invalid", textLater("says.notCents", { amount: written, currency }));
}

/**
 * A WooCommerce order, fetched with `dp=6`, as the domain knows it (woocommerce.md section 5). Throws `document.invalid`
 * when a line bears VAT at a rate the order does not describe, and when its total or what was refunded is not in whole cents.
 */
export function toOrder(order: WooOrder, settings: Settings): RawOrder {
  const { timeZone } = settings;
  for (const { total } of order.refunds) {
    if (typeof total === "string") wholeCents(total, order.currency);
  }
  const placedAt = instant(order.date_created_gmt, order.date_created, timeZone) ?? "";
  return {
    id: order.id,
    number: order.number,
    phase: phaseOf(order.status),
    status: order.status,
    modifiedAt: instant(order.date_modified_gmt, order.date_modified, timeZone) ?? placedAt,
    placedAt,
    day: order.date_created.slice(0, 10),
    paidAt: instant(order.date_paid_gmt, order.date_paid, timeZone),
    currency: order.currency,
    pricesIncludeTax: order.prices_include_tax,
    buyer: buyerOf(order, settings),
    buyerIsVatExempt: isVatExempt(order.meta_data),
    deliverTo: deliverToOf(order),
    note: order.customer_note,
    payment: {
      method: order.payment_method,
      title: order.payment_method_title,
      transactionId: order.transaction_id,
      onDelivery: settings.payOnDeliveryMethods.includes(order.payment_method),
    },
    lines: linesOf(order, {
      rates: ratesOf(order.tax_lines, order),
      pricesIncludeTax: order.prices_include_tax,
      isVatExempt: isVatExempt(order.meta_data),
    }),
    vat: vatPerRate(order.tax_lines, order),
    total: wholeCents(order.total, order.currency),
    refundIds: order.refunds.map((refund) => refund.id),
  };
}

const refundedLineIdOf = (line: WooLine): string => {
  const value = line.meta_data.find((meta) => meta.key === "_refunded_item_id")?.value;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const positive = (value: string): string => text(negate(decimal(value)));

/** Everything in a refund's lines is negative; a credit note states what is given back as positive. */
const positiveLine = <L extends WooLine>(line: L): L => ({
  ...line,
  total: positive(line.total),
  total_tax: positive(line.total_tax),
  taxes: line.taxes.map((tax) => (tax.total === "" ? tax : { ...tax, total: positive(tax.total) })),
});

/** Lines on which nothing is given back are not refunded: a refund by amount of some lines may name them all. */
const isRefunded = (line: WooLine): boolean => !isZero(decimal(line.total)) || !isZero(decimal(line.total_tax));

/**
 * A refund, fetched with `dp=6`, of an order. `order` says whether prices include tax, whether the buyer is exempt and, for
 * versions whose refunds have no tax lines of their own, what the rates are. Throws `document.invalid` when a refunded line has
 * an unknown rate, and when its amount is not in whole cents.
 */
export function toRefund(refund: WooRefund, order: WooOrderTax): RawRefund {
  const rates = new Map([...ratesOf(order.tax_lines, order), ...ratesOf(refund.tax_lines, order)]);
  const lines = {
    line_items: refund.line_items
      .filter(isRefunded)
      .map((line) => ({ ...positiveLine(line), quantity: Math.abs(line.quantity) })),
    fee_lines: refund.fee_lines.filter(isRefunded).map(positiveLine),
    shipping_lines: refund.shipping_lines.filter(isRefunded).map(positiveLine),
  };
  const refundedIds = new Map(
    [...lines.line_items, ...lines.fee_lines, ...lines.shipping_lines].map((line) => [line.id, refundedLineIdOf(line)]),
  );
  return {
    id: refund.id,
    orderId: order.id,
    day: refund.date_created.slice(0, 10),
    reason: refund.reason,
    amount: wholeCents(refund.amount, order.currency),
    lines: linesOf(lines, {
      rates,
      pricesIncludeTax: order.prices_include_tax,
      isVatExempt: isVatExempt(order.meta_data),
    }).map((line) => ({
      ...line,
      refundedLineId: refundedIds.get(line.id) ?? "",
    })),
  };
}

/** What is wrong with a record that was read but could not be mapped. */
export const mappingFault = (thrown: unknown): HubError => {
  if (thrown instanceof HubError) return thrown;
  return new HubError("remote.protocol_changed", thrown instanceof Error ? thrown.message : String(thrown), {
    cause: thrown,
  });
};
