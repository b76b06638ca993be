import { add, amount, divide, equals, isPositive, isZero, multiply, round, zero, type Amount } from "#domain/amount.ts";
import type { DraftLine } from "#domain/draft.ts";
import { ratesOn } from "#domain/vat.ts";
import type { BasketLine } from "./basket.ts";
import { salesPriceOf, type SalesRule } from "./sales-price.ts";

/** Our own item, as far as a line is made of it. */
export interface OwnItem {
  readonly id: string;
  readonly sellersItemIdentifier: string;
  readonly name: string;
  readonly unitCode: string;
  /** Without VAT, for one unit. */
  readonly salesPrice: Amount | null;
  readonly vatRate: Amount | null;
}

/** A line of a basket with what was found and chosen. `cost`: for one of the unit it is ordered in; null: it has no price. */
export interface ChosenLine {
  readonly read: BasketLine;
  readonly item: OwnItem | null;
  readonly cost: Amount | null;
  readonly quantity: Amount;
  /** Empty: the supplier's unit is not known. */
  readonly unitCode: string;
  /** What a person typed, per `unitCode`, without VAT. */
  readonly enteredPrice: Amount | null;
  /** How the supplier's price list says that a sales price is made; null: it does not. */
  readonly rule: SalesRule | null;
}

/** Where a price came from. `cost` on a sale: nobody said what it is sold for. */
export const offerSources = ["entered", "item", "rule", "cost", "none"] as const;

/** How a line would stand on a document: without VAT, per one unit. */
export interface Offer {
  readonly quantity: Amount;
  readonly unitCode: string;
  readonly price: Amount | null;
  readonly from: (typeof offerSources)[number];
}

const one = amount("1");

/**
 * What a line is sold or bought for. On a sale the own item's price comes first, then what the supplier's margin makes of the cost, then the
 * cost; on a purchase it is the cost. Where the own item has another unit, quantity and price are brought to it once, and only
 * when the supplier says how many of it go in the unit of the line.
 */
export function offerOf(side: "sale" | "purchase", line: ChosenLine): Offer {
  const { quantity, unitCode, cost, enteredPrice, item, rule, read } = line;
  const own = { quantity, unitCode };
  if (enteredPrice !== null) return { ...own, price: enteredPrice, from: "entered" };
  if (side === "sale" && item !== null && item.salesPrice !== null) {
    if (item.unitCode === unitCode) return { ...own, price: item.salesPrice, from: "item" };
    const { price } = read;
    const isKnown = price !== null && price.orderUnitCode === unitCode && price.useUnitCode === item.unitCode;
    if (isKnown && isPositive(price.usePerOrder))
      return {
        quantity: multiply(quantity, price.usePerOrder),
        unitCode: item.unitCode,
        price: item.salesPrice,
        from: "item",
      };
  }
  if (cost === null) return { ...own, price: null, from: "none" };
  if (side === "sale" && rule !== null) return { ...own, price: salesPriceOf(cost, rule), from: "rule" };
  return { ...own, price: cost, from: "cost" };
}

/** The VAT of a line: of our own item, else as the supplier says it, else the usual one of the country on that day. Null: nobody knows. */
export function vatRateOf(
  { item, read }: Pick<ChosenLine, "item" | "read">,
  country: string,
  day: string,
): Amount | null {
  const usual = ratesOn(country, day).find(({ code }) => code === "standard");
  return item?.vatRate ?? read.vatRate ?? read.price?.vatRate ?? usual?.rate ?? null;
}

/** Which field of a line keeps it from a document. */
export type OfferFault = "quantity" | "unitCode" | "price" | "vatRate";

export function faultOf(offer: Offer, vatRate: Amount | null): OfferFault | null {
  if (!isPositive(offer.quantity)) return "quantity";
  if (!/^[A-Z0-9]{2,3}$/.test(offer.unitCode)) return "unitCode";
  if (offer.price === null) return "price";
  return vatRate === null ? "vatRate" : null;
}

/** At most so many decimals a draft takes. */
const priceScale = 8;
const quantityScale = 6;

/** The line of a draft that an offer without a fault amounts to. */
export function draftLineOf(
  side: "sale" | "purchase",
  { read, item }: ChosenLine,
  offer: Offer,
  vatRate: Amount,
  pricesIncludeTax: boolean,
): DraftLine {
  const net = offer.price ?? zero;
  const price = pricesIncludeTax ? multiply(net, add(one, divide(vatRate, amount("100")))) : net;
  return {
    kind: read.kind === "item" ? "item" : read.kind === "contribution" ? "contribution" : "charge",
    itemId: item?.id ?? null,
    sourceLineId: "",
    itemName: (read.description || item?.name || read.suppliersItemIdentifier).slice(0, 1000),
    description: "",
    // Of whoever sells: of a purchase that is the supplier.
    sellersItemIdentifier: (side === "sale" && item !== null
      ? item.sellersItemIdentifier
      : read.suppliersItemIdentifier
    ).slice(0, 200),
    standardItemIdentifier: read.gtin.slice(0, 100),
    quantity: round(offer.quantity, quantityScale),
    unitCode: offer.unitCode,
    price: withoutZeros(round(price, priceScale)),
    baseQuantity: one,
    discountPercent: zero,
    vatCategory: isZero(vatRate) ? "Z" : "S",
    vatRate,
  };
}

const withoutZeros = (value: Amount): Amount => (equals(value, round(value, 2)) ? round(value, 2) : add(value, zero));
