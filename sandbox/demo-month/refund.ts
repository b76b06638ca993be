import type { OrderJson, RefundJson } from "#sandbox/woocommerce/documents.ts";
import { microOf, roundToCents, sixDecimals, type Micro } from "./amounts.ts";
import { linesOf, taxLinesOf, type Line } from "./order-variation.ts";

const minus = (amount: Micro): string => sixDecimals(-amount);

interface Part {
  readonly line: Line;
  readonly pieces: number;
}

/** A refund of these pieces of the order, with their VAT, as the shop writes one: negative amounts, no shipping. */
function refundOf(order: OrderJson, id: number, parts: readonly Part[], reason: string): RefundJson {
  const vatByRate = new Map<number, Micro>();
  let amount = 0n;
  const lines = parts.map(({ line, pieces }, index) => {
    const share = (text: string): Micro => roundToCents((microOf(text) * BigInt(pieces)) / BigInt(line.quantity));
    const net = share(line.total);
    const vat = share(line.total_tax);
    const rateId = line.taxes[0]?.id ?? 0;
    vatByRate.set(rateId, (vatByRate.get(rateId) ?? 0n) + vat);
    amount += net + vat;
    return {
      ...line,
      id: id * 10 + index,
      quantity: -pieces,
      subtotal: minus(net),
      subtotal_tax: minus(vat),
      total: minus(net),
      total_tax: minus(vat),
      taxes: [{ id: rateId, total: minus(vat), subtotal: minus(vat) }],
      meta_data: [{ id: id * 10 + index, key: "_refunded_item_id", value: String(line.id) }],
    };
  });
  return {
    id,
    date_created: order.date_modified,
    date_created_gmt: order.date_modified_gmt,
    amount: sixDecimals(amount),
    reason,
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [{ id, key: "_refund_type", value: "partial" }],
    line_items: lines,
    shipping_lines: [],
    fee_lines: [],
    tax_lines: taxLinesOf(order)
      .filter(({ rate_id }) => vatByRate.has(rate_id))
      .map((tax) => ({ ...tax, tax_total: minus(vatByRate.get(tax.rate_id) ?? 0n), shipping_tax_total: minus(0n) })),
    _links: { self: [], collection: [], up: [] },
  };
}

/** One piece of the first line comes back. */
export function refundOnePiece(order: OrderJson, id: number, reason: string): RefundJson {
  const [line] = linesOf(order);
  if (line === undefined) throw new Error(`Order ${order.id} has no line to refund`);
  return refundOf(order, id, [{ line, pieces: 1 }], reason);
}

/** All goods come back; the shipping stays paid. */
export const refundGoods = (order: OrderJson, id: number, reason: string): RefundJson =>
  refundOf(
    order,
    id,
    linesOf(order).map((line) => ({ line, pieces: line.quantity })),
    reason,
  );
