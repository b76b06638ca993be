import { z } from "zod";
import { AmountText } from "#domain/amount.ts";
import { PriceAnswer } from "./price-answer.ts";

/** One line of a basket at a supplier, never merged with another of the same article: the shop may have two for a reason. */
export const BasketLine = z.object({
  /** The supplier's own number of the line, else its place, from 1. */
  lineId: z.string(),
  suppliersItemIdentifier: z.string(),
  manufacturersItemIdentifier: z.string().default(""),
  brandName: z.string().default(""),
  gtin: z.string().default(""),
  /** Third-party text: escaped wherever it is shown. */
  description: z.string().default(""),
  quantity: AmountText,
  /** UN/ECE Rec 20; empty when the supplier's own unit is not known to us, and `suppliersUnit` then says what it wrote. */
  unitCode: z.string(),
  suppliersUnit: z.string().default(""),
  /** Null: without a price, to be asked. */
  price: PriceAnswer.nullable().default(null),
  /** A contribution, freight or service the shop put in as a line of its own. */
  kind: z.enum(["item", "contribution", "charge"]).default("item"),
  /** A contribution that the prices of the shop hold already: shown, and not ticked by itself. */
  isInPrice: z.boolean().optional(),
  vatRate: AmountText.nullable().default(null),
  leadTimeDays: z.int().min(0).nullable().default(null),
  note: z.string().default(""),
  /** What the shop gave to be sent back unchanged when this line is ordered (cXML SupplierPartAuxiliaryID). Means nothing to us. */
  suppliersAuxiliaryIdentifier: z.string().optional(),
});
export type BasketLine = z.infer<typeof BasketLine>;

export const Basket = z.object({
  /** The supplier's number of the basket; empty when it has none. */
  suppliersBasketId: z.string().default(""),
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z.array(BasketLine),
});
export type Basket = z.infer<typeof Basket>;

/**
 * Text that is the same as long as the basket is: (code, quantity, unit, line id), sorted. It is compared before a basket is
 * emptied; hashing it is up to who stores it.
 */
export const contentOfBasket = ({ lines }: Pick<Basket, "lines">): string =>
  JSON.stringify(
    lines
      .map((line) =>
        JSON.stringify([line.suppliersItemIdentifier, line.quantity, line.unitCode || line.suppliersUnit, line.lineId]),
      )
      .toSorted(),
  );
