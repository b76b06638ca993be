import { z } from "zod";
import { AmountText } from "#domain/amount.ts";
import { BasketLine } from "./basket.ts";

/** What a person asks for by its number. */
export const supplierDocumentKinds = ["order", "deliveryNote"] as const;
export type SupplierDocumentKind = (typeof supplierDocumentKinds)[number];

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
  lines: z.array(
    BasketLine.extend({
      ourLineId: z.string().default(""),
      /** In the unit of the line; null where the supplier does not say. */
      delivered: AmountText.nullable().default(null),
      deliveryDate: z.iso.date().nullable().default(null),
      backordered: AmountText.nullable().default(null),
      backorderDate: z.iso.date().nullable().default(null),
    }),
  ),
});
export type SupplierDocument = z.infer<typeof SupplierDocument>;
