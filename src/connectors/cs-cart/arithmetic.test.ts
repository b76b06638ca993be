import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absolute,
  add,
  amount,
  cents,
  compare,
  divide,
  isZero,
  multiply,
  subtract,
  sum,
  text,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { groupOrder } from "#domain/order-groups.ts";
import { Order } from "#domain/order.ts";
import { toOrder } from "./map.ts";
import { CsOrder } from "./schema.ts";
import { settings as schema } from "./settings.ts";
import { sampleOrder } from "./testing/order-json.ts";

/**
 * The shop's own arithmetic (cs-cart.md sections 6.1 and 6.2), written down once more: what it would send for a cart is read, and has to add
 * up to what it charged.
 */
interface Cart {
  readonly mode: "unit" | "subtotal";
  readonly rates: readonly { readonly rate: string; readonly isIncluded: boolean }[];
  /** `tax` is an index in `rates`; null: none. */
  readonly goods: readonly { readonly price: number; readonly quantity: number; readonly tax: number | null }[];
  readonly shippings: readonly { readonly rate: number; readonly tax: number | null }[];
  readonly surcharge: { readonly amount: number; readonly tax: number | null };
  /** Of a thousand. */
  readonly discount: number;
  readonly redeemed: number;
}

const money = (inCents: number): Amount => divide(amount(String(inCents)), amount("100"));
const shopVat = ({ rate, isIncluded }: Cart["rates"][number], base: Amount): Amount => {
  const part = divide(amount(rate), amount("100"));
  return cents(isIncluded ? subtract(base, divide(base, add(amount("1"), part))) : multiply(base, part));
};

/** What the shop sends: text where it keeps text, floats where PHP calculated. */
function sentBy(cart: Cart): { readonly order: object; readonly added: Amount; readonly discount: Amount } {
  const lineOf = ({ price, quantity }: Cart["goods"][number]) => money(price * quantity);
  const subtotal = sum(cart.goods.map(lineOf));
  const discount = cents(divide(multiply(subtotal, amount(String(cart.discount))), amount("1000")));
  const left = isZero(subtotal) ? amount("1") : divide(subtract(subtotal, discount), subtotal);
  let added = zero;
  const taxes = cart.rates.map((tax, index) => {
    const ofTax = <T extends { readonly tax: number | null }>(all: readonly T[]) =>
      all.flatMap((one, at) => (one.tax === index ? [{ one, at }] : []));
    const goods = ofTax(cart.goods);
    const shippings = ofTax(cart.shippings);
    const onSurcharge = cart.surcharge.tax === index && cart.surcharge.amount > 0;
    const perUnit = goods.map(({ one, at }): [string, Amount] => [
      `P_${at}`,
      multiply(shopVat(tax, money(one.price)), amount(String(one.quantity))),
    ]);
    const perShipping = shippings.map(({ one, at }): [string, Amount] => [`S_${at}_7`, shopVat(tax, money(one.rate))]);
    const surcharge = onSurcharge ? shopVat(tax, money(cart.surcharge.amount)) : zero;
    const together = shopVat(tax, multiply(sum(goods.map(({ one }) => lineOf(one))), left));
    const stated =
      cart.mode === "unit"
        ? [...perUnit, ...perShipping, ...(onSurcharge ? ([["PS_12", surcharge]] as const) : [])]
        : ([
            ["P", together],
            ["S", sum(perShipping.map(([, vat]) => vat))],
            ["PS", surcharge],
          ] as const);
    const total = sum(stated.map(([, vat]) => vat));
    if (!tax.isIncluded) added = add(added, total);
    const figures = Object.fromEntries(stated.map(([key, vat]) => [key, Number(text(vat))]));
    const items = {
      P: goods.length === 0 ? [] : Object.fromEntries(goods.map(({ at }) => [String(at), true])),
      S: Object.fromEntries(shippings.map(({ at }) => [String(at), { "7": true }])),
    };
    return {
      description: `BTW ${tax.rate}`,
      rate_type: "P",
      rate_value: `${tax.rate}.000`,
      price_includes_tax: tax.isIncluded ? "Y" : "N",
      tax_subtotal: Number(text(total)),
      applies: cart.mode === "unit" ? figures : { ...figures, items },
    };
  });
  const shipping = sum(cart.shippings.map(({ rate }) => money(rate)));
  const whole = add(add(subtract(subtotal, discount), add(shipping, money(cart.surcharge.amount))), added);
  const redeemed = money(cart.redeemed);
  const order = {
    ...sampleOrder,
    products: Object.fromEntries(
      cart.goods.map(({ price, quantity }, at) => [
        String(at),
        {
          item_id: String(at),
          product_id: "1",
          product_code: `C${at}`,
          product: "Ding",
          price: text(cents(money(price))),
          amount: String(quantity),
        },
      ]),
    ),
    shipping: cart.shippings.map(({ rate }, at) => ({
      shipping_id: "7",
      shipping: "Post",
      rate: rate / 100,
      group_key: at,
    })),
    shipping_cost: text(cents(shipping)),
    payment_surcharge: text(cents(money(cart.surcharge.amount))),
    subtotal_discount: text(discount),
    use_gift_certificates: cart.redeemed === 0 ? [] : { GC: { cost: text(cents(redeemed)) } },
    taxes: Object.fromEntries(taxes.map((tax, at) => [String(at), tax])),
    total: text(cents(subtract(whole, redeemed))),
  };
  return { order, added, discount };
}

const read = (order: object): Order =>
  Order.parse(
    toOrder(CsOrder.parse(order), schema.parse({ shopUrl: "https://shop.example.be", orderDiscountCutsVat: false })),
  );

const carts = (isIncluded: fc.Arbitrary<boolean>): fc.Arbitrary<Cart> =>
  fc.tuple(isIncluded, isIncluded).chain(([first, second]) =>
    fc.record({
      mode: fc.constantFrom("unit", "subtotal"),
      rates: fc.constant([
        { rate: "21", isIncluded: first },
        { rate: "6", isIncluded: second },
      ]),
      goods: fc.array(
        fc.record({
          price: fc.integer({ min: 1, max: 100_000 }),
          quantity: fc.integer({ min: 1, max: 250 }),
          tax: tax,
        }),
        { minLength: 1, maxLength: 6 },
      ),
      shippings: fc.array(fc.record({ rate: fc.integer({ min: 0, max: 5000 }), tax }), { maxLength: 2 }),
      surcharge: fc.record({ amount: fc.integer({ min: 0, max: 500 }), tax }),
      discount: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999 })),
      redeemed: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 })),
    }),
  );
const tax = fc.constantFrom(0, 1, null);

const partsOf = (order: Order) => order.lines.flatMap((line) => line.parts);
const exempt = () =>
  ({ country: "BE", category: "E", rate: zero, exemptionReasonCode: null, exemptionReason: "" }) as const;

describe("what the shop charged is what is read", () => {
  test("VAT in the prices: to the cent, both ways of calculating", () => {
    fc.assert(
      fc.property(carts(fc.constant(true)), (cart) => {
        const order = read(sentBy(cart).order);
        expect(text(cents(sum(partsOf(order).map((part) => part.amount))))).toBe(text(order.total));
        expect(text(groupOrder(order, exempt).difference)).toBe("0.00");
      }),
      { numRuns: 300 },
    );
  });

  test("VAT on top: net and the shop's own VAT make the total, to the cent", () => {
    fc.assert(
      fc.property(carts(fc.constant(false)), (cart) => {
        const { order: sent, added } = sentBy(cart);
        const order = read(sent);
        expect(text(cents(sum(order.vat.map(({ taxAmount }) => taxAmount))))).toBe(text(cents(added)));
        expect(text(cents(add(sum(partsOf(order).map((part) => part.amount)), added)))).toBe(text(order.total));
      }),
      { numRuns: 300 },
    );
  });

  test("some in the price and some on top: per unit to the cent, on the subtotal within a cent a part", () => {
    fc.assert(
      fc.property(carts(fc.boolean()), (cart) => {
        const order = read(sentBy(cart).order);
        if (!order.pricesIncludeTax) return;
        const parts = partsOf(order);
        const off = absolute(subtract(sum(parts.map((part) => part.amount)), order.total));
        const most = cart.mode === "unit" ? zero : divide(amount(String(parts.length)), amount("100"));
        expect(compare(off, most)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  test("the discount is spread over the goods and never over what stands around them, whatever its size", () => {
    fc.assert(
      fc.property(carts(fc.constant(true)), (cart) => {
        const { order: sent, discount } = sentBy(cart);
        const line = read(sent).lines.find(({ id }) => id === "order-discount");
        const given = sum((line?.parts ?? []).map((part) => part.amount));
        expect(text(cents(add(given, discount)))).toBe("0.00");
      }),
      { numRuns: 200 },
    );
  });
});
