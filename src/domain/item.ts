import { z } from "zod";
import { AmountText } from "./amount.ts";

/** What is in one warehouse of the source, in the item's own unit. */
export const WarehouseStock = z.object({
  warehouseId: z.string(),
  /** What may still be sold: what is there less what was ordered. */
  available: AmountText,
  isDefault: z.boolean().default(false),
});
export type WarehouseStock = z.infer<typeof WarehouseStock>;

/** A picture as the source knows it: another `revision`, another picture. */
export const ItemImage = z.object({ id: z.string(), fileName: z.string(), revision: z.string() });
export type ItemImage = z.infer<typeof ItemImage>;

/** Something bought or sold, as every source describes it. */
export const Item = z.object({
  externalId: z.string(),
  /** Parent product of a variation; empty otherwise. */
  externalParentId: z.string().default(""),
  name: z.string(),
  /** Empty when the source has none. */
  description: z.string().default(""),
  sellersItemIdentifier: z.string(),
  /** GTIN of 8, 12, 13 or 14 digits; empty when unknown. */
  standardItemIdentifier: z.string().default(""),
  unitCode: z.string().default("C62"),
  /** In the source's own price mode; null when it has none. */
  price: AmountText.nullable(),
  pricesIncludeTax: z.boolean().nullable(),
  /** Null: the source does not count this item. */
  stock: AmountText.nullable(),
  /** Where the source has warehouses. */
  warehouses: z.array(WarehouseStock).default([]),
  vatRate: AmountText.nullable(),
  /** The source's own class, for the mapping. */
  vatClass: z.string().default(""),
  /** The source's own kind of item: what an ERP calls its type. */
  type: z.string().default(""),
  /** Names, the most general first, of each category it is in. */
  categories: z.array(z.array(z.string())).default([]),
  images: z.array(ItemImage).default([]),
  /** Free extra fields, by the source's own names. */
  attributes: z.record(z.string(), z.string()).default({}),
  /** Can it be sold now? */
  isActive: z.boolean().default(true),
  modifiedAt: z.iso.datetime().nullable(),
});
export type Item = z.infer<typeof Item>;

/**
 * What is written of an item at another system; a field that is left out is left as it is. `price` is in that system's own price mode,
 * `vatClass` one of its own classes, `categories` ids of its own.
 */
export const ItemWrite = z.object({
  name: z.string().min(1).optional(),
  description: z.string().optional(),
  sellersItemIdentifier: z.string().min(1).optional(),
  price: AmountText.optional(),
  vatClass: z.string().optional(),
  categories: z.array(z.string()).optional(),
  /** Addresses where the pictures can be fetched for a while; the first is the main one. Replaces what is there. */
  imageUrls: z.array(z.url()).optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  isActive: z.boolean().optional(),
  /** Only when it is made: later on stock is set by `stock.set`. */
  stock: AmountText.optional(),
});
export type ItemWrite = z.infer<typeof ItemWrite>;
