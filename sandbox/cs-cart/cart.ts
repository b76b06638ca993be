/** What a cart costs today: the arithmetic behind placing an order, changing one, and every PUT. */
import { cents, least, percentOf, sum, type Cents } from "./cents.ts";
import type { Payment, Promotion, Shipping, ShopData } from "./shop-data.ts";
import { addedVat, taxesOf, type Base, type OrderTax } from "./taxes.ts";

export interface ChosenOption {
  readonly optionId: number;
  readonly optionName: string;
  readonly variantId: number;
  readonly variantName: string;
}
export interface CartLine {
  /** `item_id`, a checksum of product and options. */ readonly itemId: string;
  readonly productId: number;
  readonly code: string;
  readonly name: string;
  readonly companyId: number;
  readonly options: readonly ChosenOption[];
  readonly taxIds: readonly number[];
  readonly amount: number;
  /** Before promotions. */ readonly base: Cents;
}
export interface PricedLine extends CartLine {
  readonly price: Cents;
  /** Of one piece. */ readonly discount: Cents;
}
export interface SoldCertificate {
  readonly key: string;
  readonly code: string;
  readonly amount: Cents;
  readonly recipient: string;
}
export interface RedeemedCertificate {
  readonly code: string;
  /** What it was worth. */ readonly worth: Cents;
  /** What this order took of it. */ readonly cost: Cents;
}
export interface Cart {
  readonly lines: readonly CartLine[];
  readonly sold: readonly SoldCertificate[];
  readonly shippings: readonly Shipping[];
  readonly payment: Payment;
  readonly coupons: readonly string[];
  /** What may be redeemed, and what is left on it. */ readonly certificates: ReadonlyMap<string, Cents>;
  readonly country: Readonly<Record<"S" | "B", string>>;
  readonly taxExempt: boolean;
}
export interface ShippingCost {
  readonly shippingId: number;
  readonly name: string;
  readonly group: number;
  readonly rate: Cents;
}
export interface Priced {
  readonly lines: readonly PricedLine[];
  readonly sold: readonly SoldCertificate[];
  readonly shippings: readonly ShippingCost[];
  readonly subtotal: Cents;
  /** Of the lines together. */ readonly discount: Cents;
  readonly subtotalDiscount: Cents;
  readonly shippingCost: Cents;
  readonly surcharge: Cents;
  readonly taxes: readonly OrderTax[];
  readonly promotions: readonly Promotion[];
  readonly redeemed: readonly RedeemedCertificate[];
  readonly total: Cents;
}

function pricedLine(line: CartLine, promotions: readonly Promotion[]): PricedLine {
  let price = line.base;
  for (const { on, percent } of promotions) {
    if (on === "lines" && percent !== undefined) price -= percentOf(price, percent);
  }
  return { ...line, price, discount: line.base - price };
}

function orderDiscount(subtotal: Cents, promotions: readonly Promotion[]): Cents {
  let left = subtotal;
  for (const { on, percent, amount } of promotions) {
    if (on !== "order") continue;
    if (percent !== undefined) left -= percentOf(subtotal, percent);
    if (amount !== undefined) left -= cents(amount);
  }
  return subtotal - (left < 0n ? 0n : left);
}

function basesOf(cart: Cart, lines: readonly PricedLine[], shippings: readonly ShippingCost[], surcharge: Cents) {
  const bases: Base[] = lines.map(({ itemId, price, amount, taxIds }) => ({
    ...{ of: { kind: "P", itemId }, unit: price, pieces: amount, taxIds },
  }));
  for (const { shippingId, group, rate } of shippings) {
    const taxIds = cart.shippings[group]?.taxIds ?? [];
    bases.push({ of: { kind: "S", group, shippingId }, unit: rate, pieces: 1, taxIds });
  }
  const { paymentId, taxIds } = cart.payment;
  if (surcharge > 0n) bases.push({ of: { kind: "PS", paymentId }, unit: surcharge, pieces: 1, taxIds });
  return bases;
}

function redeemed(certificates: Cart["certificates"], toPay: Cents): RedeemedCertificate[] {
  let open = toPay;
  return [...certificates].map(([code, worth]) => {
    const cost = least(worth, open);
    open -= cost;
    return { code, worth, cost };
  });
}

export function priced(cart: Cart, data: ShopData, mode: "unit" | "subtotal"): Priced {
  const promotions = data.promotions.filter(
    ({ isActive, coupon }) => isActive && (coupon === null || cart.coupons.includes(coupon)),
  );
  const lines = cart.lines.map((line) => pricedLine(line, promotions));
  const goods = sum(lines.map(({ price, amount }) => price * BigInt(amount)));
  const subtotal = goods + sum(cart.sold.map(({ amount }) => amount));
  const subtotalDiscount = orderDiscount(goods, promotions);
  const isFree = promotions.some(({ on }) => on === "shipping");
  const shippings = cart.shippings.map(({ shippingId, name, rate }, group) => ({
    ...{ shippingId, name, group, rate: isFree ? 0n : cents(rate) },
  }));
  const shippingCost = sum(shippings.map(({ rate }) => rate));
  const { fixed, percent } = cart.payment;
  const surcharge = cents(fixed) + percentOf(subtotal - subtotalDiscount + shippingCost, percent);
  const goodsShare = subtotal === 0n ? ([1n, 1n] as const) : ([subtotal - subtotalDiscount, subtotal] as const);
  const taxes = cart.taxExempt
    ? []
    : taxesOf(data.taxes, basesOf(cart, lines, shippings, surcharge), { mode, country: cart.country, goodsShare });
  const toPay = subtotal - subtotalDiscount + shippingCost + surcharge + addedVat(taxes);
  const taken = redeemed(cart.certificates, toPay);
  return {
    ...{ lines, sold: cart.sold, shippings, subtotal, subtotalDiscount, shippingCost, surcharge, taxes, promotions },
    discount: sum(lines.map(({ discount, amount }) => discount * BigInt(amount))),
    redeemed: taken,
    total: toPay - sum(taken.map(({ cost }) => cost)),
  };
}
