import { createHash } from "node:crypto";
import { text } from "#domain/amount.ts";
import { orderedLines, supplierOrderOf, type OrderedDocument } from "#domain/supplier/order-of-document.ts";

/** Recognises what an order says, prices too: after a change that its supplier would want to know of it is another one. */
export function orderFingerprint(document: OrderedDocument): string {
  const { number: _, ...said } = supplierOrderOf(document, 1);
  const lines = said.lines.map((line) => ({ ...line, quantity: text(line.quantity) }));
  const prices = orderedLines(document).map(({ netPrice, baseQuantity }) => [text(netPrice), text(baseQuantity)]);
  return createHash("sha256")
    .update(JSON.stringify({ ...said, lines, prices }))
    .digest("hex");
}
