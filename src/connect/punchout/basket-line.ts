import { add, amount, isPositive, isZero, zero, type Amount } from "#domain/amount.ts";
import { isGtin } from "#domain/item-content.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import { readDecimal, type DecimalMark } from "#domain/supplier/decimals.ts";
import type { PriceAnswer, Surcharge } from "#domain/supplier/price-answer.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { plainText, postLimits, type PunchoutContext, type RefusalReason, type WarningCode } from "./reading.ts";
import { lineKind } from "./terms.ts";

/** Rec 20's "mutually defined": the unit of a price whose unit word nobody has explained to us yet. */
const unknownUnit = "ZZ";

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
  readonly surcharges: readonly Surcharge[];
  /** What the shop wants back unchanged in an order; empty when there is none. */
  readonly auxiliaryId: string;
  /** The part of the post this is, kept with the price. */
  readonly raw: string;
}

/**
 * A number as shops write it: with a point; or with one comma, which is taken for a decimal comma when at most three digits follow, and
 * told. `1,000.000` is neither. Null: no number.
 */
export function postedNumber(
  written: string,
  mark: DecimalMark,
): { readonly value: Amount; readonly isComma: boolean } | null {
  const trimmed = written.trim();
  const isComma = mark === "dot" && /^-?\d+,\d{1,3}$/.test(trimmed);
  const isPlain = mark === "comma" || /^-?\d+(?:\.\d+)?$/.test(trimmed);
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
  const number = postedNumber(posted.price, terms.decimalMark);
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
  const vatRate = postedNumber(posted.vatRate, terms.decimalMark)?.value ?? null;
  const orderUnitCode = unitCode ?? unknownUnit;
  const answer: PriceAnswer | null =
    price.net === null || posted.basis === null || currency === null
      ? null
      : {
          ...identity,
          name: description,
          status: "ok",
          asked: { quantity: quantity.value, unitCode: orderUnitCode },
          currency,
          gross: null,
          discounts: [],
          net: price.net,
          basis: {
            quantity: posted.basis.quantity,
            unitCode: unitOf(posted.basis.unit, terms.learntUnits) ?? orderUnitCode,
          },
          orderUnitCode,
          perOrderUnit: posted.basis.perOrderUnit,
          useUnitCode: orderUnitCode,
          usePerOrder: amount("1"),
          tiers: [],
          surcharges: [...posted.surcharges],
          metal: null,
          vatRate,
          minimum: null,
          multiple: null,
          packQuantity: null,
          stock: null,
          validFrom: null,
          validTo: null,
          priceType: null,
          contractNumber: "",
          retrievedAt: context.retrievedAt,
          raw: posted.raw,
        };
  const auxiliary = posted.auxiliaryId === "" ? {} : { suppliersAuxiliaryIdentifier: posted.auxiliaryId };
  return {
    currency: currency ?? terms.currency ?? "EUR",
    line: {
      lineId: posted.lineId,
      ...identity,
      description,
      quantity: quantity.value,
      unitCode: unitCode ?? "",
      suppliersUnit: kept(posted.unit, () => warn("textCut")),
      price: answer,
      kind,
      vatRate,
      leadTimeDays: /^\s*\d{1,4}\s*$/.test(posted.leadTime) ? Number(posted.leadTime) : null,
      note: kept(posted.note, () => warn("textCut")),
      ...auxiliary,
    },
  };
}
