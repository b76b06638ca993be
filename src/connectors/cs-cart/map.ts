import type { z } from "zod";
import { cents, text } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { KnownOrder, Order, Refund } from "#domain/order.ts";
import { countryCode, deliverToOf, partyOf } from "./buyer.ts";
import { wordsIn } from "./line-words.ts";
import { moneyOf } from "./lines.ts";
import type { CsOrder, CsOrderHeader } from "./schema.ts";
import type { Settings } from "./settings.ts";

type RawOrder = z.input<typeof Order>;

/** Not finished yet, and the parent of an order that was split: its children carry the goods. No setting makes these an order. */
const neverOrders = new Set(["N", "T"]);

/** Shops add letters and digits of their own: what no setting names is unknown, and a rule of the merchant's decides. */
export function phaseOf(status: string, settings: Settings): RawOrder["phase"] {
  if (neverOrders.has(status)) return "draft";
  if (settings.cancelledStatuses.includes(status)) return "cancelled";
  if (settings.paidStatuses.includes(status)) return "placed";
  if (settings.openStatuses.includes(status)) return "on-hold";
  return settings.skippedStatuses.includes(status) ? "pending" : "unknown";
}

export const instantOf = (seconds: number): string =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString({ smallestUnit: "second" });

/** There are no refunds in this API: an order that is cancelled is given back as a whole. */
const refundIdsOf = (id: string, phase: RawOrder["phase"]): string[] =>
  phase === "cancelled" ? [`${id}-cancelled`] : [];

/**
 * A CS-Cart order as the domain knows it (cs-cart.md section 6). Amounts are in the shop's main currency whatever the customer looked at.
 * Throws `document.invalid` for money that no document can say.
 */
export function toOrder(order: CsOrder, settings: Settings): RawOrder {
  const phase = order.is_parent_order ? "draft" : phaseOf(order.status, settings);
  const placedAt = instantOf(order.timestamp);
  const destination = countryCode(order.s_country) || countryCode(order.b_country);
  const { pricesIncludeTax, lines, vat } = moneyOf(order, settings, destination, wordsIn(order.lang_code));
  return {
    id: order.order_id,
    number: order.order_id,
    phase,
    status: order.status,
    modifiedAt: order.updated_at === null ? placedAt : instantOf(Math.max(order.updated_at, order.timestamp)),
    placedAt,
    day: Temporal.Instant.from(placedAt).toZonedDateTimeISO(settings.timeZone).toPlainDate().toString(),
    // The shop keeps no moment of payment, only a status that says so.
    paidAt: settings.paidStatuses.includes(order.status) ? placedAt : null,
    currency: settings.currency,
    pricesIncludeTax,
    buyer: partyOf(order, settings),
    buyerIsVatExempt: order.tax_exempt,
    deliverTo: deliverToOf(order),
    note: order.notes,
    payment: {
      method: order.payment_id,
      title: order.payment_method.payment,
      transactionId: order.payment_info.transaction_id,
      onDelivery: settings.payOnDeliveryMethods.includes(order.payment_id),
    },
    lines,
    vat,
    total: text(cents(order.total)),
    refundIds: refundIdsOf(order.order_id, phase),
  };
}

/** What a list says of an order. */
export function toKnownOrder(header: CsOrderHeader, settings: Settings): z.input<typeof KnownOrder> {
  const phase = header.is_parent_order ? "draft" : phaseOf(header.status, settings);
  return {
    id: header.order_id,
    number: header.order_id,
    phase,
    status: header.status,
    placedAt: header.timestamp === null ? null : instantOf(header.timestamp),
    modifiedAt: header.updated_at === null ? null : instantOf(header.updated_at),
    currency: settings.currency,
    total: header.total === null ? null : text(cents(header.total)),
    refundIds: refundIdsOf(header.order_id, phase),
  };
}

/** The whole of a cancelled order, without lines: all that is left of its invoice. Null for one that is not cancelled, or cost nothing. */
export function refundOf(order: RawOrder, today: string): z.input<typeof Refund> | null {
  const [id] = order.refundIds;
  if (id === undefined || /^-?0*(\.0*)?$/.test(order.total)) return null;
  return { id, orderId: order.id, day: today, reason: "", amount: order.total, lines: [] };
}

/** What is wrong with a record that was read but could not be mapped. */
export const mappingFault = (thrown: unknown): HubError => {
  if (thrown instanceof HubError) return thrown;
  return new HubError("remote.protocol_changed", thrown instanceof Error ? thrown.message : String(thrown), {
    cause: thrown,
  });
};
