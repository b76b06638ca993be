import { z } from "zod";
import {
  add,
  amount,
  AmountText,
  divide,
  equals,
  isPositive,
  multiply,
  round,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { isGtin } from "#domain/item-content.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { costOf, type CostFlag } from "./cost.ts";
import { choosePrice, type ChosenPrice, type PriceCondition } from "./discounts.ts";
import { Discount, Metal, Surcharge, type PriceAnswer } from "./price-answer.ts";
import type { PriceListTerms } from "./price-list-terms.ts";
import { unitsIn } from "./units.ts";

const one = amount("1");
const Positive = AmountText.refine(isPositive, textLater("given.price"));
const UnitCode = z.string().regex(/^[A-Z0-9]{2,3}$/, textLater("given.unitCode"));

/** 14 digits of a GTIN that is right; empty for anything else, because a wrong barcode finds the wrong article. */
export function gtin14(written: string): string {
  const digits = written.replaceAll(/[\s.-]/g, "");
  if (!/^\d{7,14}$/.test(digits)) return "";
  // A spreadsheet drops zeros in front; a code of 8 digits that is right is one of 8.
  const found = [digits, digits.padStart(13, "0"), digits.padStart(14, "0")].find((code) => isGtin(code));
  return found === undefined || /^0+$/.test(digits) ? "" : found.padStart(14, "0");
}

/** An article of a supplier, as its list or a person says it is; what it costs follows from it. */
export const SupplierItemContent = z.object({
  suppliersItemIdentifier: z.string().trim().min(1).max(200),
  manufacturersItemIdentifier: z.string().trim().max(200).default(""),
  brandName: z.string().trim().max(200).default(""),
  gtin: z.string().default(""),
  name: z.string().trim().max(500).default(""),
  category: z.string().trim().max(200).default(""),
  /** Text: `06` is not `6`. */
  discountGroup: z.string().trim().max(60).default(""),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** List price per basis. Null: none; 0 is no price. */
  gross: Positive.nullable().default(null),
  /** A net price as the supplier gave it. */
  listedNet: Positive.nullable().default(null),
  /** Off the list price of this article. */
  discounts: z.array(Discount).max(3).default([]),
  basisQuantity: Positive.prefault("1"),
  basisUnitCode: UnitCode.default("C62"),
  orderUnitCode: UnitCode.default("C62"),
  perOrderUnit: Positive.prefault("1"),
  useUnitCode: UnitCode.default("C62"),
  usePerOrder: Positive.prefault("1"),
  minimum: Positive.nullable().default(null),
  multiple: Positive.nullable().default(null),
  packQuantity: Positive.nullable().default(null),
  surcharges: z.array(Surcharge).max(20).default([]),
  metal: Metal.nullable().default(null),
  vatRate: AmountText.nullable().default(null),
  validFrom: z.iso.date().nullable().default(null),
  validTo: z.iso.date().nullable().default(null),
  isOnRequest: z.boolean().default(false),
  /** There is metal in it, and what it adds to the price is not known. */
  isMetalUnknown: z.boolean().default(false),
});
export type SupplierItemContent = z.output<typeof SupplierItemContent>;

export const itemPriceStatuses = ["ok", "noNet", "noPrice", "onRequest", "discontinued", "unknown"] as const;
export type ItemPriceStatus = (typeof itemPriceStatuses)[number];

/** Beside what `costOf` says: the metal in this article is on top, and nobody knows how much that is. */
export type ItemFlag = CostFlag | "metalUnknown";

/** What an article costs, and where its net price came from. */
export interface ItemPrice {
  readonly status: ItemPriceStatus;
  readonly net: Amount | null;
  readonly netFrom: ChosenPrice["level"] | "";
  readonly discounts: readonly Discount[];
  /** Per use unit, with all its decimals. */
  readonly cost: Amount | null;
  readonly flags: readonly ItemFlag[];
}

/** Trailing zeros and more than twelve decimals go: what our borders take. */
export const plain = (value: Amount): Amount => add(round(value, 12), zero);

/** The content as an answer, for the one place where costs are computed. */
export const answerOf = (content: SupplierItemContent, net: Amount | null): PriceAnswer => ({
  suppliersItemIdentifier: content.suppliersItemIdentifier,
  manufacturersItemIdentifier: content.manufacturersItemIdentifier,
  brandName: content.brandName,
  gtin: content.gtin,
  name: content.name,
  status: net === null ? "noPrice" : "ok",
  asked: null,
  currency: content.currency,
  gross: content.gross,
  discounts: content.discounts,
  net,
  basis: { quantity: content.basisQuantity, unitCode: content.basisUnitCode },
  orderUnitCode: content.orderUnitCode,
  perOrderUnit: content.perOrderUnit,
  useUnitCode: content.useUnitCode,
  usePerOrder: content.usePerOrder,
  tiers: [],
  surcharges: content.surcharges,
  metal: content.metal,
  vatRate: content.vatRate,
  minimum: content.minimum,
  multiple: content.multiple,
  packQuantity: content.packQuantity,
  stock: null,
  validFrom: content.validFrom,
  validTo: content.validTo,
  priceType: "list",
  contractNumber: "",
  retrievedAt: "1970-01-01T00:00:00Z",
  raw: "",
});

/** What we get off in one discount group, from a quantity on. */
export interface GroupDiscount {
  readonly code: string;
  readonly from: Amount;
  readonly discounts: readonly Discount[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const conditionsOf = (
  content: SupplierItemContent,
  groups: readonly GroupDiscount[],
  terms: PriceListTerms,
): PriceCondition[] => {
  const code = content.suppliersItemIdentifier;
  const open = { net: null, discounts: [], from: zero, validFrom: null, validTo: null } as const;
  return [
    ...(content.listedNet === null ? [] : [{ ...open, on: "article" as const, code, net: content.listedNet }]),
    ...(content.discounts.length === 0
      ? []
      : [{ ...open, on: "article" as const, code, discounts: content.discounts }]),
    ...groups.map((group) => ({ ...open, ...group, on: "group" as const })),
    ...(terms.generalDiscountPercent === null
      ? []
      : [
          {
            ...open,
            on: "general" as const,
            code: "",
            discounts: [{ kind: "percent" as const, value: terms.generalDiscountPercent, group: "", source: "terms" }],
          },
        ]),
  ];
};

/**
 * Where price unit, order unit and use unit convert by definition, how many go into each other is no choice: a hundred metres of wire that are one
 * metre make a cost a hundred times too low. The field that says otherwise; null: none does.
 */
export function wrongContent({
  basisUnitCode,
  orderUnitCode,
  useUnitCode,
  perOrderUnit,
  usePerOrder,
}: Pick<SupplierItemContent, "basisUnitCode" | "orderUnitCode" | "useUnitCode" | "perOrderUnit" | "usePerOrder">):
  "perOrderUnit" | "usePerOrder" | null {
  const fits = (from: string, to: string, [count, per]: readonly [Amount, Amount]): boolean => {
    const ratio = unitsIn(from, to);
    return ratio === null || equals(multiply(count, ratio.under), multiply(per, ratio.over));
  };
  if (!fits(orderUnitCode, basisUnitCode, [perOrderUnit, one])) return "perOrderUnit";
  return fits(orderUnitCode, useUnitCode, [usePerOrder, one]) &&
    fits(basisUnitCode, useUnitCode, [usePerOrder, perOrderUnit])
    ? null
    : "usePerOrder";
}

/**
 * The price of an article on a day: the nearest condition wins (contract price-lists.md 2), and the cost follows from it. A list price in a
 * discount group nobody knows is no cost price: it is marked `noNet`, with the list price as its net, so that it is at least never too low.
 */
export function priceOf(
  content: SupplierItemContent,
  groups: readonly GroupDiscount[],
  terms: PriceListTerms,
  on: string,
): ItemPrice {
  const article = { code: content.suppliersItemIdentifier, gross: content.gross, group: content.discountGroup };
  const chosen = content.isOnRequest
    ? null
    : choosePrice(article, conditionsOf(content, groups, terms), { quantity: one, on });
  const isPriced = chosen !== null && isPositive(chosen.net);
  if (!isPriced)
    return {
      status: content.isOnRequest ? "onRequest" : "noPrice",
      net: null,
      netFrom: "",
      discounts: content.discounts,
      cost: null,
      flags: [],
    };
  const net = plain(chosen.net);
  const cost = costOf(answerOf(content, net), terms);
  return {
    status: chosen.isGrossOnly ? "noNet" : "ok",
    net,
    netFrom: chosen.level,
    discounts: chosen.discounts.length > 0 ? chosen.discounts : content.discounts,
    cost: cost === null || !isPositive(cost.perUseUnit) ? null : cost.perUseUnit,
    flags: [...(cost?.flags ?? []), ...(content.isMetalUnknown ? ["metalUnknown" as const] : [])],
  };
}

/** A price without the VAT that is in it. */
export const withoutTax = (price: Amount, vatRate: Amount): Amount =>
  plain(divide(multiply(price, amount("100")), add(amount("100"), vatRate)));
