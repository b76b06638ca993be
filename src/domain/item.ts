import { z } from "zod";
import { AmountText } from "./amount.ts";

/** Something bought or sold, as every source describes it. */
export const Item = z.object({
  externalId: z.string(),
  /** Parent product of a variation; empty otherwise. */
  externalParentId: z.string().default(""),
  name: z.string(),
  sellersItemIdentifier: z.string(),
  /** GTIN of 8, 12, 13 or 14 digits; empty when unknown. */
  standardItemIdentifier: z.string().default(""),
  unitCode: z.string().default("C62"),
  /** In the source's own price mode; null when it has none. */
  price: AmountText.nullable(),
  pricesIncludeTax: z.boolean().nullable(),
  /** Null: the source does not count this item. */
  stock: AmountText.nullable(),
  vatRate: AmountText.nullable(),
  /** The source's own class, for the mapping. */
  vatClass: z.string().default(""),
  modifiedAt: z.iso.datetime().nullable(),
});
export type Item = z.infer<typeof Item>;
