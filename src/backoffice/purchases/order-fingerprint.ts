import { createHash } from "node:crypto";
import { text, type Amount } from "#domain/amount.ts";
import { orderedLines, supplierOrderOf, type OrderedDocument } from "#domain/supplier/order-of-document.ts";

/** Recognises what an order says, prices too: after a change that its supplier would want to know of it is another one. */
export function orderFingerprint(document: OrderedDocument): string {
  const { number: _, ...said } = supplierOrderOf(document, 1);
  const lines = said.lines.map((line) => ({ ...line, quantity: plain(line.quantity) }));
  const prices = orderedLines(document).map(({ netPrice, baseQuantity }) => [plain(netPrice), plain(baseQuantity)]);
  return createHash("sha256")
    .update(JSON.stringify({ ...said, lines, prices }))
    .digest("hex");
}

/** However it was typed: 300 and 300.00 order the same. */
const plain = (value: Amount): string => (text(value).includes(".") ? text(value).replace(/\.?0+$/, "") : text(value));
