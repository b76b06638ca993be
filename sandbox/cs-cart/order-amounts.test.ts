/** What an order shows of money and VAT, in both ways of calculating (contract section 6 and 12). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { NewOrder } from "./counter.ts";
import { shopData } from "./shop-data.ts";
import { startCsCart, type CsCart, type CsCartOptions } from "./stand-in.ts";
import { callerOf, jan, orderOf, type Caller, type OrderBody } from "./testing/caller.ts";

let shop: CsCart;
let call: Caller;

async function open(options: CsCartOptions = {}): Promise<void> {
  await shop?.stop();
  shop = await startCsCart({ now: () => 1_795_248_000_000, ...options });
  call = callerOf(shop);
  shop.store.catalog.add({ code: "MUG-01", name: "Mok", price: "24.20", amount: 99 });
  shop.store.catalog.add({ code: "BOOK-7", name: "Boek", price: "10.90", amount: 99, taxIds: [7] });
  shop.store.catalog.add({ code: "SPOON", price: "0.99", amount: 999 });
}
const added = (): Promise<void> => open({ data: shopData(false) });

beforeEach(() => open());
afterEach(() => shop.stop());

const lines = [
  { code: "MUG-01", amount: 2 },
  { code: "BOOK-7", amount: 1 },
];
const placed = async (order: Partial<NewOrder> = {}): Promise<OrderBody> => {
  const { orderId } = shop.counter.place({ customer: jan, lines, ...order });
  return orderOf(await call(`orders/${orderId}`));
};
const lineOf = (order: OrderBody, code: string) =>
  Object.values(order.products).find((line) => line["product_code"] === code) ?? {};
const itemId = (line: Record<string, unknown>): string => String(line["item_id"]);
const applies = (order: OrderBody) =>
  Object.fromEntries(Object.entries(order.taxes).map(([id, tax]) => [id, [tax["tax_subtotal"], tax["applies"]]]));

describe("the sample of the contract", () => {
  test("in unit-price mode", async () => {
    const order = await placed({ customer: { ...jan, vatNumber: "BE0123456749" }, notes: "Bel aan bij de buren" });
    const [mug, book] = [lineOf(order, "MUG-01"), lineOf(order, "BOOK-7")];
    expect(order).toMatchObject({
      ...{ order_id: "101", user_id: "0", timestamp: "1795248000", total: "65.35", subtotal: "59.30" },
      ...{ discount: "0.00", subtotal_discount: "0.00", shipping_cost: "6.05", payment_surcharge: "0.00" },
      ...{ tax_subtotal: 0, payment_id: "12", notes: "Bel aan bij de buren", fields: { "37": "BE0123456749" } },
      ...{ b_country: "NL", s_city: "Gent", tax_exempt: "N", secondary_currency: "EUR", promotion_ids: "" },
      payment_method: { payment_id: "12", payment: "Bancontact" },
      shipping: [{ shipping_id: "1", shipping: "Bpost", rate: 6.05, group_key: 0 }],
    });
    expect(mug).toMatchObject({ price: "24.20", amount: "2", base_price: 24.2, subtotal: 48.4, tax_value: 8.4 });
    expect(book).toMatchObject({ price: "10.90", amount: "1", base_price: 10.9, subtotal: 10.9, tax_value: 0.9 });
    expect(applies(order)).toEqual({
      6: [9.45, { [`P_${itemId(mug)}`]: 8.4, S_0_1: 1.05 }],
      7: [0.9, { [`P_${itemId(book)}`]: 0.9 }],
    });
    expect(order.taxes["6"]).toMatchObject({ rate_type: "P", rate_value: "21.000", price_includes_tax: "Y" });
    expect(Object.keys(order.products)).toEqual(expect.arrayContaining([mug["item_id"], book["item_id"]]));
  });

  test("in subtotal mode: totals, and who belongs to them; nothing to go by on the line", async () => {
    shop.settings.taxMode = "subtotal";
    const order = await placed();
    const [mug, book] = [lineOf(order, "MUG-01"), lineOf(order, "BOOK-7")];
    expect(applies(order)).toEqual({
      6: [9.45, { P: 8.4, S: 1.05, items: { P: { [itemId(mug)]: true }, S: { 0: { 1: true } } } }],
      7: [0.9, { P: 0.9, S: 0, items: { P: { [itemId(book)]: true }, S: [] } }],
    });
    expect([mug["tax_value"], order.total]).toEqual([0, "65.35"]);
  });
});

test("the way of calculating is that of the day the order was placed", async () => {
  const { orderId } = shop.counter.place({ customer: jan, lines });
  shop.settings.taxMode = "subtotal";
  expect(orderOf(await call(`orders/${orderId}`)).taxes["6"]?.["applies"]).toHaveProperty("S_0_1");
});

test("VAT on top: in unit mode it is inside the line's subtotal and the shipping, not in price and rate", async () => {
  await added();
  const order = await placed();
  expect(lineOf(order, "MUG-01")).toMatchObject({ price: "24.20", subtotal: 58.56, tax_value: 10.16 });
  expect(order).toMatchObject({ shipping_cost: "7.32", shipping: [{ rate: 6.05 }], subtotal: "59.30" });
  expect(order).toMatchObject({ tax_subtotal: 12.41, total: "77.76" });
  expect(order.taxes["6"]).toMatchObject({ price_includes_tax: "N", tax_subtotal: 11.43 });
});

test("VAT on top in subtotal mode leaves line and shipping as they are", async () => {
  await added();
  shop.settings.taxMode = "subtotal";
  const order = await placed();
  expect(lineOf(order, "MUG-01")).toMatchObject({ subtotal: 48.4, tax_value: 0 });
  expect(order).toMatchObject({ shipping_cost: "6.05", tax_subtotal: 12.41, total: "77.76" });
});

test("unit mode rounds per piece", async () => {
  const spoons = { lines: [{ code: "SPOON", amount: 100 }], shippingId: 3 };
  expect((await placed(spoons)).taxes["6"]?.["tax_subtotal"]).toBe(17);
  shop.settings.taxMode = "subtotal";
  expect((await placed(spoons)).taxes["6"]?.["tax_subtotal"]).toBe(17.18);
});

test("a coupon on the order leaves VAT uncut in unit mode, and cuts that of the goods in subtotal mode", async () => {
  const unit = await placed({ coupons: ["WELKOM10"] });
  expect(unit).toMatchObject({ subtotal: "59.30", subtotal_discount: "5.93", total: "59.42", promotion_ids: "1" });
  expect(unit).toMatchObject({ coupons: { WELKOM10: ["1"] }, promotions: { 1: { name: "Welkom" } } });
  expect(unit.taxes["6"]?.["tax_subtotal"]).toBe(9.45);
  shop.settings.taxMode = "subtotal";
  const { taxes } = await placed({ coupons: ["WELKOM10"] });
  expect([taxes["6"]?.["tax_subtotal"], taxes["7"]?.["tax_subtotal"]]).toEqual([8.61, 0.81]);
});

test("a discount on the lines is inside the price", async () => {
  const order = await placed({ coupons: ["SOLDEN20"] });
  expect(lineOf(order, "MUG-01")).toMatchObject({ price: "19.36", base_price: 24.2, discount: 4.84, subtotal: 38.72 });
  expect(order).toMatchObject({ discount: "11.86", subtotal_discount: "0.00", subtotal: "47.44", total: "53.49" });
});

test("a free order keeps its lines, at nothing", async () => {
  const order = await placed({ coupons: ["CADEAU"], shippingId: 3 });
  expect(order).toMatchObject({ total: "0.00", subtotal: "0.00", discount: "59.30" });
  expect(Object.keys(order.products)).toHaveLength(2);
});

test("a surcharge has VAT of its own, by the key of its payment or together", async () => {
  const order = { lines: [{ code: "MUG-01", amount: 2 }], paymentId: 14 };
  const unit = await placed(order);
  expect(unit).toMatchObject({ payment_surcharge: "1.17", total: "55.62" });
  expect(unit.taxes["6"]?.["applies"]).toMatchObject({ PS_14: 0.2 });
  shop.settings.taxMode = "subtotal";
  expect((await placed(order)).taxes["6"]?.["applies"]).toMatchObject({ P: 8.4, S: 1.05, PS: 0.2 });
});

test("the rate is that of where the goods go; elsewhere there is no tax at all", async () => {
  const germany = await placed({ customer: { ...jan, country: "DE" }, shippingId: 2 });
  expect([germany.taxes["6"]?.["rate_value"], germany.taxes["7"]?.["rate_value"]]).toEqual(["19.000", "7.000"]);
  const sent = await placed({ customer: { ...jan, shipTo: { country: "FR" } }, shippingId: 2 });
  expect([sent["b_country"], sent["s_country"], sent.taxes["6"]?.["rate_value"]]).toEqual(["NL", "FR", "20.000"]);
  const away = await placed({ customer: { ...jan, country: "US" }, shippingId: 2 });
  expect([away.taxes, away.total, away["tax_exempt"]]).toEqual([[], "73.82", "N"]);
});

test("who is exempt has no taxes", async () => {
  const order = await placed({ customer: { ...jan, taxExempt: true } });
  expect([order.taxes, order["tax_exempt"], lineOf(order, "MUG-01")["tax_value"]]).toEqual([[], "Y", 0]);
});

test("a fixed tax is an amount, not a percentage", async () => {
  shop.store.catalog.add({ code: "KETTLE", price: "59.95", amount: 9, taxIds: [6, 8] });
  const order = await placed({ customer: { ...jan, country: "BE" }, lines: [{ code: "KETTLE", amount: 3 }] });
  expect(order.taxes["8"]).toMatchObject({ rate_type: "F", rate_value: "0.050", tax_subtotal: 0.15 });
});

test("a foreign currency changes nothing but what is for show, and that changes with the rate of the day", async () => {
  const order = await placed({ currency: "USD" });
  expect(order).toMatchObject({ secondary_currency: "USD", total: "65.35", display_total: 70.58 });
  shop.settings.currencies["USD"] = "1.2";
  const later = orderOf(await call("orders/101"));
  expect(later).toMatchObject({ total: "65.35", display_total: 78.42 });
  const changed = Object.keys(later).filter((name) => String(later[name]) !== String(order[name]));
  expect(changed.every((name) => name.startsWith("display_"))).toBe(true);
});

test("a gift certificate lowers the total and not the VAT; one that is sold raises the subtotal and has no line", async () => {
  const sold = await placed({
    ...{ lines: [], shippingId: null },
    sell: [{ code: "GC-1", amount: "50.00", recipient: "Els" }],
  });
  expect(sold).toMatchObject({ total: "50.00", subtotal: "50.00", products: [], taxes: [], shipping: [] });
  expect(sold["gift_certificates"]).toMatchObject({ "gc_GC-1": { gift_cert_code: "GC-1", amount: "50.00" } });
  const first = await placed({ lines: [{ code: "MUG-01", amount: 1 }], redeem: ["GC-1"] });
  expect(first).toMatchObject({ total: "0.00", use_gift_certificates: { "GC-1": { amount: "50.00", cost: 30.25 } } });
  expect(first.taxes["6"]?.["tax_subtotal"]).toBe(5.25);
  shop.settings.certificates = "list";
  const second = await placed({ redeem: ["GC-1"] });
  expect(second).toMatchObject({
    ...{ total: "45.60", use_gift_certificates: [{ gift_cert_code: "GC-1", cost: "19.75" }] },
  });
  expect(await placed()).not.toHaveProperty("use_gift_certificates");
});

test("an empty map is an empty list, unless this PHP says otherwise", async () => {
  const { text } = await call(`orders/${String((await placed())["order_id"])}`);
  for (const name of ["fields", "coupons", "promotions", "payment_info"]) expect(text).toContain(`"${name}":[]`);
  expect(text).toContain('"extra":{"product_options":[]}');
  shop.settings.emptyMaps = "{}";
  expect((await call("orders/101")).text).toContain('"coupons":{}');
});

test("what PHP calculated may have the tail of a float", async () => {
  shop.settings.floats = "noisy";
  await placed();
  const { text } = await call("orders/101");
  expect(text).toContain('"tax_subtotal":9.450000000000001');
  expect(text).toContain('"total":"65.35"');
});

test("options make another item of the same product, with a code of its own", async () => {
  shop.store.catalog.add({ code: "SHIRT", price: "20.00", amount: 4, options: { Maat: ["S", "M"] } });
  const shirts = ["S", "M"].map((size) => ({ code: "SHIRT", amount: 1, options: { Maat: size } }));
  const order = await placed({ lines: shirts });
  expect(new Set(Object.keys(order.products)).size).toBe(2);
  expect(lineOf(order, "SHIRT-2")).toMatchObject({
    ...{ product_id: "4", extra: { product_options: { 1: "2" } } },
    product_options: [{ option_id: "1", option_name: "Maat", value: "2", variant_name: "M" }],
  });
});
