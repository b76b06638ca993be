import type { z } from "zod";
import { add, isPositive, isZero, text, zero, type Amount } from "#domain/amount.ts";
import { isGtin } from "#domain/item-content.ts";
import { BasketLine } from "#domain/supplier/basket.ts";
import { readDecimal, type DecimalMark } from "#domain/supplier/decimals.ts";
import type { Surcharge } from "#domain/supplier/price-answer.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { storable } from "#connect/storable.ts";
import { plainText, postLimits, type PunchoutContext, type RefusalReason, type WarningCode } from "./reading.ts";
import { lineKind } from "./terms.ts";

/** Rec 20's "mutually defined": the unit of a price whose unit word nobody has explained to us yet. */
const unknownUnit = "ZZ";

/** Before the point: OCI has 15 for a price and 11 for a quantity. More is no basket, and its sums would be no amounts. */
const mostDigits = 15;

/** A line as it stands in a post, in the shop's own words. */
export interface PostedLine {
  /** Its number in the post, for refusals and warnings. */
  readonly line: number;
  readonly lineId: string;
  readonly key: string;
  readonly manufacturersItemIdentifier: string;
  readonly brandName: string;
  readonly description: string;
  readonly note: string;
  readonly quantity: string;
  readonly unit: string;
  readonly price: string;
  readonly currency: string;
  /** What the price is for. Null: it makes no sense, and the line is refused. */
  readonly basis: { readonly quantity: Amount; readonly unit: string; readonly perOrderUnit: Amount } | null;
  readonly isService: boolean;
  readonly vatRate: string;
  readonly leadTime: string;
  readonly surcharges: z.input<typeof Surcharge>[];
  /** What the shop wants back unchanged in an order; empty when there is none. */
  readonly auxiliaryId: string;
  /** The part of the post this is, kept with the price. */
  readonly raw: string;
}

/**
 * A number as shops write it: with a point, also before everything else; or with one comma, which is taken for a decimal comma when at most `mostDecimals` digits
 * follow, and told. `1,000.000` is neither. Null: no number.
 */
export function postedNumber(
  written: string,
  mark: DecimalMark,
  mostDecimals = 3,
): { readonly value: Amount; readonly isComma: boolean } | null {
  // Databases write a half as .5
  const trimmed = written.trim().replace(/^(-?)(?=[.,]\d)/, "$10");
  const afterComma = mark === "dot" ? /^-?\d+,(\d+)$/.exec(trimmed)?.[1] : undefined;
  const isComma = afterComma !== undefined && afterComma.length <= mostDecimals;
  const isPlain = mark === "comma" || /^-?\d+(?:\.\d+)?$/.test(trimmed);
  if ((/^-?\d*/.exec(trimmed)?.[0] ?? "").length > mostDigits) return null;
  const value = isComma || isPlain ? readDecimal(trimmed, isComma ? "comma" : mark) : null;
  return value === null ? null : { value: add(value, zero), isComma };
}

/** Cut to what is kept of a text. A surrogate pair stays whole. */
function kept(text: string, warn: () => void): string {
  const plain = plainText(text);
  if (plain.length <= postLimits.text) return plain;
  warn();
  return plain
    .slice(0, postLimits.text)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
}

function currencyOf(written: string, { terms }: PunchoutContext, warn: (code: WarningCode) => void): string | null {
  const code = written.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return code;
  if (code !== "" || terms.currency === null) return null;
  warn("currencyAssumed");
  return terms.currency;
}

type PostedPrice = { readonly net: Amount | null } | { readonly refused: RefusalReason };

/** Nothing and 0 are no price. Below 0 only what is no goods: a credit on a contribution. */
function priceOf(
  posted: PostedLine,
  isItem: boolean,
  { terms }: PunchoutContext,
  warn: (code: WarningCode) => void,
): PostedPrice {
  const number = postedNumber(posted.price, terms.decimalMark, 12);
  if (number === null && posted.price.trim() !== "") return { refused: "price" };
  if (number?.isComma === true) warn("decimalComma");
  const value = number?.value ?? null;
  if (value === null || (isZero(value) && !terms.allowZeroPrice)) {
    warn("priceToBeAsked");
    return { net: null };
  }
  if (!isPositive(value) && !isZero(value) && isItem) return { refused: "price" };
  return { net: value };
}

/** A line of the basket, or why it is none. */
export function basketLine(
  posted: PostedLine,
  context: PunchoutContext,
): { readonly line: BasketLine; readonly currency: string } | { readonly refused: RefusalReason } {
  const { terms } = context;
  const warn = (code: WarningCode): void => context.warn(code, posted.line);
  const key = plainText(posted.key);
  const description = kept(posted.description, () => warn("textCut"));
  if (key === "" && description === "") return { refused: "noKeyNorDescription" };
  if (key.length > postLimits.text) return { refused: "keyTooLong" };

  const quantity = postedNumber(posted.quantity, terms.decimalMark);
  if (quantity === null || !isPositive(quantity.value)) return { refused: "quantity" };
  if (quantity.isComma) warn("decimalComma");

  const kind = lineKind(key, posted.isService, terms);
  if (posted.isService && kind === "item") warn("serviceNotOnChargeList");
  const isInPrice = kind === "contribution" && terms.priceIncludesSurcharges === "yes";
  if (isInPrice) warn("contributionInPrice");
  const price = priceOf(posted, kind === "item", context, warn);
  if ("refused" in price) return price;
  if (posted.basis === null && price.net !== null) return { refused: "priceBasis" };
  const currency = currencyOf(posted.currency, context, warn);
  if (currency === null && (price.net !== null || posted.currency.trim() !== "")) return { refused: "currency" };

  const unitCode = unitOf(posted.unit, terms.learntUnits);
  if (unitCode === null) warn("unitUnknown");
  const isManufacturersGtin = /^\d{13,14}$/.test(posted.manufacturersItemIdentifier.trim());
  const manufacturers = kept(posted.manufacturersItemIdentifier, () => warn("textCut"));
  const identity = {
    suppliersItemIdentifier: key,
    manufacturersItemIdentifier: manufacturers,
    brandName: kept(posted.brandName, () => warn("textCut")),
    gtin: isManufacturersGtin && isGtin(manufacturers) ? manufacturers.padStart(14, "0") : "",
  };
  const vatNumber = postedNumber(posted.vatRate, terms.decimalMark);
  const vatRate = vatNumber === null ? null : text(vatNumber.value);
  const orderUnitCode = unitCode ?? unknownUnit;
  const quantityText = text(quantity.value);
  const { basis } = posted;
  return {
    currency: currency ?? terms.currency ?? "EUR",
    line: BasketLine.parse({
      ...{
        ...identity,
        lineId: posted.lineId,
        description,
        quantity: quantityText,
        unitCode: unitCode ?? "",
        kind,
        vatRate,
      },
      ...(isInPrice && { isInPrice }),
      suppliersUnit: kept(posted.unit, () => warn("textCut")),
      leadTimeDays: /^\s*\d{1,4}\s*$/.test(posted.leadTime) ? Number(posted.leadTime) : null,
      note: kept(posted.note, () => warn("textCut")),
      ...(posted.auxiliaryId === "" ? {} : { suppliersAuxiliaryIdentifier: storable(posted.auxiliaryId) }),
      price:
        price.net === null || basis === null || currency === null
          ? null
          : {
              ...{ ...identity, name: description, status: "ok", currency, net: text(price.net), vatRate },
              asked: { quantity: quantityText, unitCode: orderUnitCode },
              basis: {
                quantity: text(basis.quantity),
                unitCode: unitOf(basis.unit, terms.learntUnits) ?? orderUnitCode,
              },
              ...{
                orderUnitCode,
                perOrderUnit: text(basis.perOrderUnit),
                useUnitCode: orderUnitCode,
                usePerOrder: "1",
              },
              surcharges: posted.surcharges,
              ...{ retrievedAt: context.retrievedAt, raw: posted.raw },
            },
    }),
  };
}
