import type { Input, RawOutput } from "#connect/operations.ts";
import { isPositive } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { SupplierDocument } from "#domain/supplier/supplier-document.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { currency } from "./article.ts";
import { lineOf } from "./basket.ts";
import { children, dateAt, decimalAt, textAt } from "./elements.ts";
import { orderOrRefusal, type OrderThere } from "./orders.ts";
import type { Cebeo } from "./settings.ts";

type DocumentLine = SupplierDocument["lines"][number];

function documentLine(session: Cebeo, line: XmlElement, place: number): DocumentLine {
  return {
    ...lineOf(session, line, place),
    ourLineId: textAt(line, "CustomerOrderLineID"),
    delivered: decimalAt(line, "DeliveryQuantity").value,
    deliveryDate: dateAt(line, "DeliveryDate"),
    backordered: decimalAt(line, "BOQuantity").value,
    backorderDate: dateAt(line, "BOEstimatedDeliveryDate"),
  };
}

/** By their number, else by ours. What Cebeo says of a number it does not know is its own words. */
async function orderOf(session: Cebeo, number: string): Promise<OrderThere | null> {
  const byTheirs = await orderOrRefusal(session, "SupplierOrderID", number);
  if (byTheirs !== null && !(byTheirs instanceof HubError)) return byTheirs;
  const byOurs = await orderOrRefusal(session, "CustomerOrderID", number);
  if (byOurs !== null && !(byOurs instanceof HubError)) return byOurs;
  const refusal = byTheirs ?? byOurs;
  if (refusal !== null) throw refusal;
  return null;
}

/** What was delivered of an order, as the lines of a delivery note. */
const deliveredOf = (lines: readonly DocumentLine[]): DocumentLine[] =>
  lines.flatMap((line) =>
    line.delivered !== null && isPositive(line.delivered) ? [{ ...line, quantity: line.delivered }] : [],
  );

export async function getSupplierDocument(
  session: Cebeo,
  { kind, number }: Input<"supplierDocuments.get">,
): Promise<RawOutput<"supplierDocuments.get">> {
  const isNote = kind === "deliveryNote";
  if (isNote && session.settings.deliveryNotes === "none")
    throw new HubError(
      "capability.missing",
      "Cebeo gives no delivery notes by their number: ask for the order, by its number",
      { details: { operation: "supplierDocuments.get", kind, use: "order" } },
    );
  const there = await orderOf(session, number.trim());
  if (there === null) return null;
  const lines = children(there.detail, "OrderLine").map((line, index) => documentLine(session, line, index + 1));
  const delivered = deliveredOf(lines);
  const lastDelivery =
    delivered
      .map(({ deliveryDate }) => deliveryDate ?? "")
      .toSorted()
      .at(-1) ?? "";
  const document: SupplierDocument = {
    kind,
    number: there.suppliersNumber || number.trim(),
    ourOrderNumber: there.ourNumber,
    ourReference: textAt(there.header, "CustomerOrderRef"),
    date: isNote ? lastDelivery || null : dateAt(there.header, "OrderDate"),
    currency,
    lines: isNote ? delivered : lines,
  };
  return document as never;
}
