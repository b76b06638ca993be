import { z } from "zod";
import { textLater } from "./texts/text-later.ts";
import { amount, AmountText, compare, equals, isNegative, round, type Amount } from "./amount.ts";
import type { TextKey } from "./texts/text.ts";

const mostPrice = amount("1000000000");
const hundred = amount("100");

const fits = (value: Amount, decimals: number): boolean => equals(round(value, decimals), value);

export const isPrice = (value: Amount): boolean =>
  !isNegative(value) && compare(value, mostPrice) < 0 && fits(value, 6);

export const isVatRate = (value: Amount): boolean =>
  !isNegative(value) && compare(value, hundred) <= 0 && fits(value, 4);

/** An item as a person keeps it. Codes are those of goods: GTINs. */
export const ItemContent = z.object({
  sellersItemIdentifier: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(500),
  unitCode: z
    .string()
    .regex(/^[A-Z0-9]{2,3}$/, textLater("given.unitCode"))
    .default("C62"),
  salesPrice: AmountText.refine(isPrice, textLater("given.price"))
    .nullable()
    .default(null)
    .meta({ description: "Without VAT, for one unit" }),
  vatRate: AmountText.refine(isVatRate, textLater("given.percentage")).nullable().default(null),
  countsStock: z.boolean().default(true),
  gtins: z
    .array(z.string().transform((gtin) => gtin.replaceAll(/[\s.-]/g, "")))
    .max(50)
    .refine((all) => new Set(all).size === all.length, textLater("given.twice"))
    .default([]),
});
export type ItemContent = z.output<typeof ItemContent>;

export type ItemFault = Extract<TextKey, `item.${"gtin"}`>;

/** GTIN of 8, 12, 13 or 14 digits, the last by GS1's mod 10. */
export function isGtin(digits: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return false;
  const total = Array.from(digits.padStart(14, "0"), Number).reduce(
    (sum, digit, place) => sum + (place < 13 ? digit * (place % 2 === 0 ? 3 : 1) : digit),
    0,
  );
  return total % 10 === 0;
}

export const faultsOfItem = ({ gtins }: Pick<ItemContent, "gtins">): { field: string; text: ItemFault }[] =>
  gtins.flatMap((gtin, index) => (isGtin(gtin) ? [] : [{ field: `gtins.${index}`, text: "item.gtin" as const }]));
