import { z } from "zod";
import { AmountText, isPositive } from "#domain/amount.ts";

/** Decimal with its UN/ECE Rec 20 unit. */
export const Measure = z.object({ quantity: AmountText, unitCode: z.string().min(1) });
export type Measure = z.infer<typeof Measure>;

/** What divides or multiplies a price: nothing below or at 0 is one, and a cost made with it would be none. */
const PositiveAmount = AmountText.refine(isPositive);

/** `noPrice` is never written as 0; `unknown`: the supplier does not know the code; `error`: it could not say, ask again. */
export const priceStatuses = ["ok", "unknown", "discontinued", "noPrice", "onRequest", "error"] as const;
export type PriceStatus = (typeof priceStatuses)[number];

/** In order of application. A percent takes that much off, an amount is taken off per price basis, a multiplier is what is left (0.35). */
export const Discount = z.object({
  kind: z.enum(["percent", "amount", "multiplier"]),
  value: AmountText,
  /** The supplier's discount group, as text: `06` is not `6`. Empty when it has none. */
  group: z.string().default(""),
  /** Where it was found: the answer, a list, a group table. */
  source: z.string().default(""),
});
export type Discount = z.infer<typeof Discount>;

export const surchargeKinds = [
  "metal",
  "eco",
  "recupel",
  "bebat",
  "auvibel",
  "cutting",
  "smallOrder",
  "freight",
  "deposit",
  "other",
] as const;
export type SurchargeKind = (typeof surchargeKinds)[number];

/** What comes on top of the goods. `per`: what one `amount` is for; those per line and per order stay out of the cost of a unit. */
export const Surcharge = z.object({
  kind: z.enum(surchargeKinds),
  /** May be negative: a metal quote below its base. */
  amount: AmountText,
  per: z.union([Measure, z.literal("line"), z.literal("order")]),
  includedInNet: z.enum(["yes", "no", "unknown"]),
  vatRate: AmountText.nullable().default(null),
});
export type Surcharge = z.infer<typeof Surcharge>;

/** Of what a metal surcharge was computed (contract price-lists.md 5): weight in kg per km, base and quote in euro per 100 kg. */
export const Metal = z.object({
  type: z.string(),
  weightKgPerKm: AmountText,
  basePer100Kg: AmountText,
  quotePer100Kg: AmountText,
  quoteDate: z.iso.date(),
  handlingPercent: AmountText,
});
export type Metal = z.infer<typeof Metal>;

/** What a supplier asks for one article (contract price-lists.md 1). Prices are per `basis`, quantities to order in order units. */
export const PriceAnswer = z.object({
  /** As it was asked; empty for a hit of a search that has none. */
  suppliersItemIdentifier: z.string(),
  manufacturersItemIdentifier: z.string().default(""),
  brandName: z.string().default(""),
  /** 14 digits; empty when unknown. */
  gtin: z.string().default(""),
  name: z.string().default(""),
  status: z.enum(priceStatuses),
  /** Null: asked without a quantity. */
  asked: Measure.nullable().default(null),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** List price. */
  gross: AmountText.nullable().default(null),
  discounts: z.array(Discount).default([]),
  /** After discounts, without surcharges. Given whenever `status` is ok. */
  net: AmountText.nullable().default(null),
  /** What `gross` and `net` are for: 100 metre, 1 piece. Without a default, so that a price per 100 cannot be taken for one per 1. */
  basis: Measure.extend({ quantity: PositiveAmount }),
  orderUnitCode: z.string(),
  /** Price units in one order unit. */
  perOrderUnit: PositiveAmount,
  useUnitCode: z.string(),
  /** Use units in one order unit. */
  usePerOrder: PositiveAmount,
  tiers: z.array(z.object({ from: Measure, net: AmountText.nullable(), percent: AmountText.nullable() })).default([]),
  surcharges: z.array(Surcharge).default([]),
  metal: Metal.nullable().default(null),
  vatRate: AmountText.nullable().default(null),
  minimum: AmountText.nullable().default(null),
  multiple: AmountText.nullable().default(null),
  packQuantity: AmountText.nullable().default(null),
  stock: z
    .object({ quantity: AmountText.nullable(), code: z.string().default(""), expectedDate: z.iso.date().nullable() })
    .nullable()
    .default(null),
  validFrom: z.iso.date().nullable().default(null),
  validTo: z.iso.date().nullable().default(null),
  priceType: z.enum(["contract", "project", "promotion", "net", "list"]).nullable().default(null),
  contractNumber: z.string().default(""),
  retrievedAt: z.iso.datetime(),
  /** The fragment of the answer this was read from. */
  raw: z.string(),
});
export type PriceAnswer = z.infer<typeof PriceAnswer>;
