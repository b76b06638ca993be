import { z } from "zod";
import { AmountText } from "#domain/amount.ts";

/** A purchase order as it goes to a supplier. */
export const SupplierOrder = z.object({
  /** Our number: the key under which the order is found back at the supplier. */
  number: z.string().min(1),
  /** For people: site or project. */
  reference: z.string().default(""),
  orderDate: z.iso.date(),
  requestedDate: z.iso.date().nullable().default(null),
  delivery: z
    .object({
      mode: z.enum(["ship", "pickup"]),
      name: z.string().default(""),
      street: z.string().default(""),
      city: z.string().default(""),
      postalCode: z.string().default(""),
      countryCode: z.string().default(""),
      contactName: z.string().default(""),
      phone: z.string().default(""),
    })
    .nullable()
    .default(null),
  showPrices: z.boolean().nullable().default(null),
  comments: z.array(z.string()).default([]),
  lines: z
    .array(
      z.object({
        lineId: z.string().min(1),
        suppliersItemIdentifier: z.string().default(""),
        manufacturersItemIdentifier: z.string().default(""),
        description: z.string().default(""),
        quantity: AmountText,
        /** UN/ECE Rec 20; the connector converts to the supplier's own or refuses. */
        unitCode: z.string(),
        requestedPrice: AmountText.nullable().default(null),
        requestedDate: z.iso.date().nullable().default(null),
      }),
    )
    .min(1),
});
export type SupplierOrder = z.infer<typeof SupplierOrder>;

/** What a supplier made of an order. `basketOnly`: it filled the basket there and nothing is ordered yet. */
export const orderAnswers = ["accepted", "acceptedWithChanges", "basketOnly"] as const;

export const SupplierOrderAnswer = z.object({
  /** The supplier's id of the order; our own number when it gives none. */
  id: z.string().min(1),
  /** The supplier's number for people; empty when it told none. */
  number: z.string(),
  status: z.enum(orderAnswers),
  /** Per line, where the supplier answers per line. */
  lines: z
    .array(
      z.object({
        lineId: z.string(),
        suppliersItemIdentifier: z.string().default(""),
        ordered: AmountText.nullable().default(null),
        backordered: AmountText.nullable().default(null),
        backorderDate: z.iso.date().nullable().default(null),
        netPrice: AmountText.nullable().default(null),
        text: z.string().default(""),
      }),
    )
    .default([]),
  /** Its own words, as they came. */
  text: z.string().default(""),
});
export type SupplierOrderAnswer = z.infer<typeof SupplierOrderAnswer>;
