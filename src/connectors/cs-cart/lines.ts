import type { z } from "zod";
import {
  absolute,
  add,
  allocate,
  amount,
  cents,
  compare,
  divide,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  text,
  zero,
  type Amount,
} from "#domain/amount.ts";
import type { OrderLine, OrderLinePart, OrderVat, SourceVat } from "#domain/order.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import type { Words } from "./line-words.ts";
import { plainText } from "./decimals.ts";
import type { CsOrder, CsProductLine } from "./schema.ts";
import type { Settings } from "./settings.ts";
import { taxesOf, type Place, type Tax } from "./taxes.ts";

type RawLine = z.input<typeof OrderLine>;
type RawPart = z.input<typeof OrderLinePart>;

/** Money under one tax, as the shop stored it: with VAT where the tax is in the price, without where it comes on top. */
interface Piece {
  readonly tax: Tax | null;
  readonly stored: Amount;
  /** The shop's own VAT on it; null where it only states totals. */
  readonly stated: Amount | null;
  /** How often the shop rounded VAT on it. */
  readonly roundings: Amount;
}

/** A line before it is known whether the order is told with or without VAT. */
interface Drafted {
  readonly line: Omit<RawLine, "parts">;
  readonly pieces: readonly Piece[];
}

const one = amount("1");
const hundred = amount("100");
const half = amount("0.005");
/** More than this between the shop's VAT of a tax and rate × lines is no rounding (woocommerce.md section 5 rule 5). */
const limit = amount("0.05");

/** Codes under which a person says what is no VAT: a line without one shares a mapping with all others. */
export const ownCodes = { discount: "order-discount", certificate: "gift-certificate" } as const;

/** VAT on an amount as it was stored, unrounded. */
const vatIn = ({ rateValue, isIncluded }: Tax, stored: Amount): Amount => {
  const rate = divide(rateValue, hundred);
  return isIncluded ? subtract(stored, divide(stored, add(one, rate))) : multiply(stored, rate);
};

const vatOf = ({ tax, stored, stated }: Piece): Amount => (tax === null ? zero : cents(stated ?? vatIn(tax, stored)));

/** VAT under two percentages at once cannot stand on a document. */
function pieceOn(place: Place, what: string, stored: Amount, quantity: Amount, taxes: readonly Tax[]): Piece {
  const on = taxes.flatMap((tax) => {
    const stated = tax.on(place);
    return stated === undefined ? [] : [{ tax, stated }];
  });
  const [first, second] = on;
  if (first === undefined) return { tax: null, stored, stated: null, roundings: zero };
  if (second !== undefined)
    throw saidError(
      "document.invalid",
      textLater("says.twoTaxes", { line: what, first: first.tax.name, second: second.tax.name }),
    );
  return { tax: first.tax, stored, stated: first.stated, roundings: first.tax.mode === "unit" ? quantity : one };
}

function itemName({ product, product_options }: CsProductLine): string {
  const chosen = product_options.map(([, option]) => option.variant_name || option.value).filter((text) => text !== "");
  return chosen.length === 0 ? product : `${product} - ${chosen.join(", ")}`;
}

/** `price` × `amount`: of taxes that come on top the shop adds VAT into the `subtotal` of the line when it calculates per unit. */
const itemLine = (key: string, line: CsProductLine, taxes: readonly Tax[]): Drafted => ({
  line: {
    id: line.item_id || key,
    kind: "item",
    name: itemName(line),
    externalItemId: line.product_id,
    sellersItemIdentifier: line.product_code,
    quantity: plainText(line.amount),
  },
  pieces: [
    pieceOn(
      { of: "item", id: line.item_id || key },
      line.product,
      cents(multiply(line.price, line.amount)),
      absolute(line.amount),
      taxes,
    ),
  ],
});

/** The rate of each shipping; where an order has none of those, its sum less the VAT that the shop added into that. */
function shippingLines(order: CsOrder, taxes: readonly Tax[], words: Words): Drafted[] {
  if (order.shipping.length === 0 && !isZero(order.shipping_cost)) {
    const onShipping = taxes.filter((tax) => !isZero(tax.statedOnShipping));
    const added = onShipping.filter((tax) => tax.mode === "unit" && !tax.isIncluded);
    const stored = cents(subtract(order.shipping_cost, sum(added.map((tax) => tax.statedOnShipping))));
    const [tax = null, second] = onShipping;
    if (second !== undefined) throw saidError("document.invalid", textLater("says.shippingTwoTaxes"));
    const stated = tax === null || tax.mode === "subtotal" ? null : tax.statedOnShipping;
    return [
      {
        line: { id: "shipping", kind: "shipping", name: words.shipping, quantity: "1" },
        pieces: [{ tax, stored, stated, roundings: one }],
      },
    ];
  }
  return order.shipping.map(([key, { shipping_id: id, shipping: name, rate, group_key: group }]) => ({
    line: { id: `shipping-${group || key}-${id}`, kind: "shipping", name: name || words.shipping, quantity: "1" },
    pieces: [pieceOn({ of: "shipping", group, id }, name || words.shipping, cents(rate), one, taxes)],
  }));
}

function surchargeLine(order: CsOrder, taxes: readonly Tax[], words: Words): Drafted[] {
  const surcharge = cents(order.payment_surcharge);
  if (isZero(surcharge)) return [];
  const name = order.payment_method.surcharge_title || words.surcharge;
  return [
    {
      line: { id: "surcharge", kind: "charge", name, quantity: "1" },
      pieces: [pieceOn({ of: "surcharge" }, name, surcharge, one, taxes)],
    },
  ];
}

const untaxed = (stored: Amount): Piece => ({ tax: null, stored, stated: null, roundings: zero });

/** Sold ones raise the total, redeemed ones lower it; VAT comes when they are used. The code itself is worth money: it is not repeated. */
function certificateLines(order: CsOrder, words: Words): { readonly sold: Drafted[]; readonly redeemed: Drafted[] } {
  const lineOf = (id: string, kind: "item" | "charge", worth: Amount): Drafted => ({
    line: { id, kind, name: words.certificate, sellersItemIdentifier: ownCodes.certificate, quantity: "1" },
    pieces: [untaxed(worth)],
  });
  return {
    sold: order.gift_certificates.map(([, worth], index) => lineOf(`certificate-${index + 1}`, "item", cents(worth))),
    redeemed: order.use_gift_certificates.map(([, worth], index) =>
      lineOf(`redeemed-${index + 1}`, "charge", cents(negate(absolute(worth)))),
    ),
  };
}

/**
 * The discount on the whole order. Calculated on the subtotal it lowers the VAT of all goods in proportion. Calculated per unit the shop leaves
 * the VAT uncut, so the discount bears none, and a person says what it is; or it is spread here all the same.
 */
function discountLine(order: CsOrder, goods: readonly Drafted[], settings: Settings, words: Words): Drafted[] {
  const discount = cents(order.subtotal_discount);
  if (isZero(discount)) return [];
  const pieces = goods.flatMap((line) => line.pieces);
  const taxes = [...new Set(pieces.map(({ tax }) => tax))];
  const isCut = settings.orderDiscountCutsVat || !taxes.some((tax) => tax?.mode === "unit");
  const weights = taxes.map((tax) => sum(pieces.filter((piece) => piece.tax === tax).map(({ stored }) => stored)));
  const shares = isCut && weights.length > 0 ? allocate(discount, weights) : null;
  const codes = order.coupons.map(([code]) => code).filter((code) => !/^\d*$/.test(code));
  return [
    {
      line: {
        id: "order-discount",
        kind: "charge",
        name: [words.discount, ...codes].join(" "),
        sellersItemIdentifier: ownCodes.discount,
        quantity: "1",
      },
      pieces:
        shares === null
          ? [untaxed(negate(discount))]
          : taxes.flatMap((tax, index) => {
              const share = shares[index] ?? zero;
              return isZero(share) ? [] : [{ tax, stored: negate(share), stated: null, roundings: one }];
            }),
    },
  ];
}

/** The shop's VAT of each tax against its rate on its lines: what cannot be rounding says that the order was read wrongly. */
function reconcile(taxes: readonly Tax[], pieces: readonly Piece[]): void {
  for (const tax of taxes) {
    const own = pieces.filter((piece) => piece.tax === tax);
    const expected = sum(own.map(({ stored }) => vatIn(tax, stored)));
    const slack = add(limit, multiply(half, sum(own.map(({ roundings }) => roundings))));
    const off = absolute(subtract(expected, tax.stated));
    if (compare(off, slack) <= 0) continue;
    const told = { stated: text(tax.stated), tax: tax.name || tax.id, rate: tax.rate, expected: text(cents(expected)) };
    throw saidError("document.invalid", textLater("says.taxUnexplained", told));
  }
}

/** Country of a tax: as set, else where it is registered, else where the goods go. A rate does not say it. */
const countryOf = ({ registration }: Tax, settings: Settings, destination: string): string => {
  if (settings.vatCountry !== "") return settings.vatCountry;
  return /^([A-Z]{2})[\s.]?\d/.exec(registration.trim().toUpperCase())?.[1] ?? destination;
};

export interface Money {
  readonly pricesIncludeTax: boolean;
  readonly lines: RawLine[];
  readonly vat: z.input<typeof OrderVat>[];
}

/**
 * All money of an order, line by line, and the shop's own VAT per rate (cs-cart.md section 6). Told with VAT as soon as one tax is in the
 * prices. Throws `document.invalid` for what no document can say.
 */
export function moneyOf(order: CsOrder, settings: Settings, destination: string, words: Words): Money {
  // Whoever is exempt is charged no VAT, whatever taxes are listed.
  const taxes = order.tax_exempt ? [] : taxesOf(order);
  const items = order.products.map(([key, line]) => itemLine(key, line, taxes));
  const { sold, redeemed } = certificateLines(order, words);
  const goods = [...items, ...sold];
  const discount = discountLine(order, goods, settings, words);
  const around = [...shippingLines(order, taxes, words), ...surchargeLine(order, taxes, words)];
  const isUncut = goods.some(({ pieces }) => pieces.some(({ tax }) => tax?.mode === "unit"));
  const taxed = [...goods, ...around, ...(isUncut ? [] : discount)];
  const pieces = taxed.flatMap((line) => line.pieces);
  reconcile(taxes, pieces);
  const used = taxes.filter((tax) => !isZero(tax.stated) || pieces.some((piece) => piece.tax === tax));
  const pricesIncludeTax = used.some((tax) => tax.isIncluded);
  const sourceVat = (tax: Tax): z.input<typeof SourceVat> => ({
    country: countryOf(tax, settings, destination),
    rate: tax.rate,
  });
  const partOf = (piece: Piece): RawPart => {
    const { tax, stored } = piece;
    if (tax === null) return { vat: null, amount: text(cents(stored)), taxAmount: null };
    const isRaised = pricesIncludeTax && !tax.isIncluded;
    const told = isRaised ? add(stored, vatOf(piece)) : stored;
    return { vat: sourceVat(tax), amount: text(cents(told)), taxAmount: text(vatOf(piece)) };
  };
  return {
    pricesIncludeTax,
    lines: [...goods, ...discount, ...redeemed, ...around].map(({ line, pieces }) => ({
      ...line,
      parts: pieces.map(partOf),
    })),
    vat: perRate(used, sourceVat),
  };
}

/** Two taxes with the same percentage in one country are one. */
function perRate(
  taxes: readonly Tax[],
  sourceVat: (tax: Tax) => z.input<typeof SourceVat>,
): z.input<typeof OrderVat>[] {
  const sums = new Map<string, { vat: z.input<typeof SourceVat>; taxAmount: Amount }>();
  for (const tax of taxes) {
    const vat = sourceVat(tax);
    const key = `${vat.country} ${vat.rate}`;
    sums.set(key, { vat, taxAmount: add(sums.get(key)?.taxAmount ?? zero, tax.stated) });
  }
  return [...sums.values()].map(({ vat, taxAmount }) => ({ ...vat, taxAmount: text(cents(taxAmount)) }));
}
