import { z } from "zod";
import { AmountText, zero, type Amount } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { BasketLine } from "./basket.ts";
import { takesBasket } from "./webshop-functions.ts";

/** What a person asks for by its number. */
export const supplierDocumentKinds = ["order", "deliveryNote"] as const;
export type SupplierDocumentKind = (typeof supplierDocumentKinds)[number];

export const SupplierDocumentLine = BasketLine.extend({
  ourLineId: z.string().default(""),
  /** In the unit of the line; null where the supplier does not say. */
  delivered: AmountText.nullable().default(null),
  deliveryDate: z.iso.date().nullable().default(null),
  backordered: AmountText.nullable().default(null),
  backorderDate: z.iso.date().nullable().default(null),
});
export type SupplierDocumentLine = z.infer<typeof SupplierDocumentLine>;

/** An order or a delivery note as the supplier has it. */
export const SupplierDocument = z.object({
  kind: z.enum(supplierDocumentKinds),
  /** The supplier's number. */
  number: z.string().min(1),
  /** The number of our purchase order, as the supplier has it; empty when it has none. */
  ourOrderNumber: z.string().default(""),
  ourReference: z.string().default(""),
  date: z.iso.date().nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z.array(SupplierDocumentLine),
});
export type SupplierDocument = z.infer<typeof SupplierDocument>;

/**
 * How many of a line are taken unless a person says otherwise. Of a delivery note what was delivered: a note that says so of any of its
 * lines says of the others that they did not come.
 */
export function usualQuantity(
  { kind, lines }: Pick<SupplierDocument, "kind" | "lines">,
  line: Pick<SupplierDocumentLine, "quantity" | "delivered">,
): Amount {
  if (kind === "order") return line.quantity;
  const saysDelivered = lines.some(({ delivered }) => delivered !== null);
  return line.delivered ?? (saysDelivered ? zero : line.quantity);
}

/** Kinds a document of a supplier may go into: as a basket, and what came in of a purchase. Drafts only. */
export const takesSupplierDocument = (kind: DocumentKind): boolean => takesBasket(kind) || kind === "purchaseReceipt";

/** Kinds that are started with it from the list of purchase orders. */
export const startedWithDocument = ["purchaseReceipt", "purchaseOrder"] as const satisfies readonly DocumentKind[];

/** As numbers are compared: people type them with blanks around and in small letters. */
export const numberKey = (number: string): string => number.trim().replaceAll(/\s+/g, " ").toLowerCase();

/** What a file of a supplier may hold. */
export const mostDocumentBytes = 5 * 1024 * 1024;
export const mostDocumentLines = 2000;
