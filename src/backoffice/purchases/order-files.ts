import { stringify } from "csv-stringify/sync";
import { text } from "#domain/amount.ts";
import { orderedLines } from "#domain/supplier/order-of-document.ts";
import { writeOrderUbl } from "#einvoice/order-xml.ts";
import { isIssued, type StoredDocument } from "#store/documents.ts";

const header = ["order", "date", "line", "code", "gtin", "description", "quantity", "unit", "price", "per", "currency"];

/** Without what file systems and headers cannot carry. */
const nameOf = (number: string, extension: string): string =>
  `order-${number.replaceAll(/[^A-Za-z0-9.-]/g, "-")}.${extension}`;

export interface OrderFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/**
 * What goes beside the PDF of a purchase order, for a supplier who reads orders by machine: the UBL, and the lines as CSV. The columns of the CSV
 * are the same in every language; a decimal point, and the price per `per` units without VAT.
 */
export function orderFiles(document: StoredDocument): OrderFile[] {
  if (document.kind !== "purchaseOrder" || !isIssued(document)) return [];
  const { number, issueDate, currency } = document;
  const rows = orderedLines(document).map((line) => [
    number,
    issueDate,
    String(line.position),
    line.sellersItemIdentifier,
    line.standardItemIdentifier,
    line.itemName,
    text(line.quantity),
    line.unitCode,
    text(line.netPrice),
    text(line.baseQuantity),
    currency,
  ]);
  // A spreadsheet would carry out a text that begins as a formula does.
  const csv = stringify([header, ...rows], {
    delimiter: ";",
    record_delimiter: "windows",
    escape_formulas: true,
    quoted_match: /[\r\n]/,
  });
  return [
    { name: nameOf(number, "xml"), mediaType: "application/xml", bytes: Buffer.from(writeOrderUbl(document), "utf8") },
    { name: nameOf(number, "csv"), mediaType: "text/csv", bytes: Buffer.from(`\u{FEFF}${csv}`, "utf8") },
  ];
}
