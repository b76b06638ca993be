/** Writing orders, shipments and users, and what the shop itself does (contract section 3, 7 and 11). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCsCart, type CsCart } from "./stand-in.ts";
import { callerOf, idsOf, jan, orderOf, paramsOf, rowsOf, type Caller } from "./testing/caller.ts";

let shop: CsCart;
let call: Caller;
beforeEach(async () => {
  shop = await startCsCart({ now: () => 1_795_248_000_000 });
  call = callerOf(shop);
  shop.store.catalog.add({ code: "MUG", price: "24.20", amount: 10 });
  shop.store.catalog.add({ code: "BOOK", price: "10.90", amount: 10, taxIds: [7] });
});
afterEach(() => shop.stop());

const stock = (code: string): number => shop.store.catalog.withCode(code).amount;
const lines = [{ code: "MUG", amount: 2 }];
const placeOne = (): number => shop.counter.place({ customer: jan, lines }).orderId;

/** The sample of the contract. */
const newOrder = {
  ...{
    user_id: "0",
    payment_id: "12",
    shipping_id: "1",
    products: { 1: { amount: "2" } },
    details: "hub-ref:0d0c6f0e",
  },
  user_data: { email: "jan@example.be", firstname: "Jan", s_city: "Gent", s_zipcode: "9000", s_country: "BE" },
};

test("an order is made at the prices of the shop, and again when it is sent again", async () => {
  const products = { 1: { amount: "2", price: "1.00" } };
  const { status, body } = await call("orders", "POST", { ...newOrder, products, reference: "x" });
  expect([status, body]).toEqual([201, { order_id: "101" }]);
  expect(orderOf(await call("orders/101"))).toMatchObject({
    ...{ status: "O", total: "54.45", details: "hub-ref:0d0c6f0e", b_city: "Gent", s_country: "BE", user_id: "0" },
  });
  expect(shop.requests.find(({ method }) => method === "POST")?.ignored).toEqual(["reference"]);
  await call("orders", "POST", newOrder);
  expect([shop.store.orders.size, stock("MUG")]).toEqual([2, 6]);
});

test.each([
  ["a shipping that does not go there", { shipping_id: "2" }],
  ["a payment that is switched off", { payment_id: "15" }],
  ["a product that is not there", { products: { 9: { amount: "1" } } }],
  ["more than there is", { products: { 1: { amount: "11" } } }],
  ["a product that is switched off", { products: { 3: { amount: "1" } } }],
  ["no products", { products: [] }],
  ["an amount of nothing", { products: { 1: { amount: "0" } } }],
  ["nobody to send it to", { user_data: "" }],
])("400 and nothing is made: %s", async (_name, given) => {
  shop.store.catalog.add({ code: "OLD", amount: 5, status: "D" });
  expect((await call("orders", "POST", { ...newOrder, ...given })).status).toBe(400);
  expect([shop.store.orders.size, stock("MUG")]).toEqual([0, 10]);
});

test("an order of a customer with an account is that customer's", async () => {
  const user = { email: "els@example.be", user_type: "C", company_id: "1", status: "A", firstname: "Els" };
  const { body } = await call("users", "POST", { ...user, b_country: "BE", b_city: "Aalst" });
  const userId = (body as { user_id: number }).user_id;
  await call("orders", "POST", { ...newOrder, user_id: userId, user_data: undefined });
  expect(orderOf(await call("orders/101"))).toMatchObject({
    email: "els@example.be",
    b_city: "Aalst",
    firstname: "Els",
  });
});

test("a new status calculates the order anew, with the prices, shipping and promotions of today", async () => {
  const orderId = placeOne();
  expect((await call(`orders/${orderId}`, "PUT", { status: "C" })).body).toEqual({ order_id: "101" });
  expect(orderOf(await call("orders/101"))).toMatchObject({ status: "C", total: "54.45" });
  shop.counter.changeProduct("MUG", { price: "20.00" });
  const [bpost] = shop.data.shippings;
  if (bpost !== undefined) bpost.rate = "7.26";
  await call("orders/101", "PUT", { status: "P" });
  expect(orderOf(await call("orders/101"))).toMatchObject({ total: "47.26", shipping_cost: "7.26" });
  shop.data.promotions.push({ promotionId: 9, name: "Nu", coupon: null, on: "order", amount: "5", isActive: true });
  await call("orders/101", "PUT", { details: "x" });
  expect(orderOf(await call("orders/101"))).toMatchObject({ total: "42.26", status: "P", details: "x" });
  expect(stock("MUG")).toBe(8);
});

test("what is written in one tax mode is calculated in the other after a PUT", async () => {
  const orderId = placeOne();
  shop.settings.taxMode = "subtotal";
  await call(`orders/${orderId}`, "PUT", { status: "C" });
  expect(orderOf(await call("orders/101")).taxes["6"]?.["applies"]).toHaveProperty("P", 8.4);
});

test("some versions drop the lines that are not sent, others leave the order as it was", async () => {
  placeOne();
  shop.settings.putOrder = "keeps";
  shop.counter.changeProduct("MUG", { price: "1.00" });
  await call("orders/101", "PUT", { status: "P" });
  expect(orderOf(await call("orders/101")).total).toBe("54.45");
  shop.settings.putOrder = "drops lines";
  await call("orders/101", "PUT", { status: "C" });
  expect(orderOf(await call("orders/101"))).toMatchObject({ products: [], total: "6.05", status: "C" });
  expect(stock("MUG")).toBe(10);
  await call("orders/101", "PUT", { products: { 2: { amount: 3 } } });
  expect(orderOf(await call("orders/101")).total).toBe("38.75");
  expect([stock("MUG"), stock("BOOK")]).toEqual([10, 7]);
});

test("a PUT that is refused changes nothing", async () => {
  placeOne();
  shop.counter.changeProduct("MUG", { price: "1.00" });
  expect((await call("orders/101", "PUT", { status: "Z" })).status).toBe(400);
  expect((await call("orders/101", "PUT", { status: "P", shipping_id: "2" })).status).toBe(400);
  expect(orderOf(await call("orders/101"))).toMatchObject({ status: "O", total: "54.45" });
});

test("a new status is mailed to the customer, unless the flags say who is told", async () => {
  placeOne();
  await call("orders/101", "PUT", { status: "P" });
  await call("orders/101", "PUT", { status: "C", notify_user: "0", notify_department: "1" });
  await call("orders/101", "PUT", { status: "C" });
  expect(shop.store.mails).toMatchObject([
    { orderId: 101, to: "customer", status: "P" },
    { orderId: 101, to: "department", status: "C" },
  ]);
});

test("a product without a code, and one whose code another has as well, are bought too", async () => {
  shop.store.catalog.add({ code: "", price: "1.00", amount: 5 });
  shop.store.catalog.add({ code: "MUG", price: "2.00", amount: 5 });
  const both = [3, 1, 4].map((productId) => ({ productId, amount: 1 }));
  shop.counter.place({ customer: jan, lines: both, shippingId: 3 });
  const bought = Object.values(orderOf(await call("orders/101")).products);
  expect(bought).toHaveLength(3);
  expect(bought.filter((line) => line["product_code"] === "MUG")).toHaveLength(2);
  expect(bought.filter((line) => line["product_code"] === "")).toHaveLength(1);
});

test("an order is deleted, once", async () => {
  placeOne();
  const { status, text } = await call("orders/101", "DELETE");
  expect([status, text]).toEqual([204, ""]);
  expect((await call("orders/101", "DELETE")).status).toBe(404);
});

test("stock goes with the orders: placed, cancelled, paid again; a cart that was not finished takes none", () => {
  const orderId = placeOne();
  expect(stock("MUG")).toBe(8);
  shop.counter.pay(orderId);
  shop.counter.cancel(orderId);
  expect(stock("MUG")).toBe(10);
  shop.counter.setStatus(orderId, "O");
  shop.counter.place({ customer: jan, lines, status: "N" });
  expect(stock("MUG")).toBe(8);
  expect(shop.store.catalog.moves.map(({ by, left, cause }) => [by, left, cause])).toEqual([
    [-2, 8, "order"],
    [2, 10, "cancellation"],
    [-2, 8, "order"],
  ]);
  expect(() => shop.counter.place({ customer: jan, lines: [{ code: "MUG", amount: 9 }] })).toThrow("not enough");
});

test("a merchant's edit keeps agreed prices, takes lines away and adds others", async () => {
  const orderId = placeOne();
  shop.counter.changeProduct("MUG", { price: "99.00" });
  shop.counter.edit(orderId, { MUG: 1, BOOK: 2 });
  expect(orderOf(await call("orders/101"))).toMatchObject({ subtotal: "46.00", total: "52.05" });
  expect([stock("MUG"), stock("BOOK")]).toEqual([9, 8]);
  shop.counter.edit(orderId, { MUG: 0 });
  expect(Object.keys(orderOf(await call("orders/101")).products)).toHaveLength(1);
});

test("a refund is a status with a credit memo, and the amounts stay", async () => {
  const orderId = placeOne();
  shop.counter.refund(orderId);
  expect(orderOf(await call("orders/101"))).toMatchObject({ status: "R", credit_memo_id: "1", total: "54.45" });
  expect(stock("MUG")).toBe(10);
});

test("a shipment is made of items that are left, every time it is sent", async () => {
  placeOne();
  const [itemId = ""] = Object.keys(orderOf(await call("orders/101")).products);
  const shipment = { order_id: "101", shipping_id: "1", carrier: "bpost", tracking_number: "323" };
  const post = (pieces: number) => call("shipments", "POST", { ...shipment, products: { [itemId]: pieces } });
  expect(orderOf(await call("orders/101"))["need_shipment"]).toBe(true);
  expect((await post(1)).body).toEqual({ shipment_id: 1 });
  expect((await post(1)).status).toBe(201);
  expect((await post(1)).status).toBe(400);
  expect((await call("shipments", "POST", shipment)).status).toBe(400);
  const order = orderOf(await call("orders/101"));
  expect(order).toMatchObject({ shipment_ids: ["1", "2"], need_shipment: false });
  expect(order.products[itemId]).toMatchObject({ shipped_amount: "2" });
  expect(rowsOf(await call("shipments?order_id=101"), "shipments")).toMatchObject([
    { shipment_id: "1", tracking_number: "323", products: { [itemId]: "1" } },
    { shipment_id: "2" },
  ]);
  expect(rowsOf(await call("shipments?order_id=102"), "shipments")).toEqual([]);
});

test("users are found by what is in their address, administrators among them, and made once", async () => {
  const els = { email: "els@example.be", user_type: "C", company_id: "1", status: "A", firstname: "Els" };
  const { status, body } = await call("users", "POST", { ...els, b_address: "Meir 10" });
  expect([status, body]).toEqual([201, { user_id: 2, profile_id: 102 }]);
  expect((await call("users", "POST", { ...els, email: "ELS@example.be" })).status).toBe(400);
  expect((await call("users", "POST", { email: "x@example.be", user_type: "C", status: "A" })).status).toBe(400);
  await call("users", "POST", { ...els, email: "els@example.be.example" });
  const found = rowsOf(await call("users?email=els@example.be"), "users");
  expect(found.map(({ email }) => email)).toEqual(["els@example.be", "els@example.be.example"]);
  expect(Object.keys(found[0] ?? {})).toHaveLength(7);
  expect(rowsOf(await call("users?user_ids[]=1&user_ids[]=3"), "users")).toMatchObject([
    { user_type: "A", email: shop.email },
    { user_id: "3" },
  ]);
  expect(shop.store.users.get(2)).toMatchObject({ password: null, fields: { b_address: "Meir 10" } });
  expect((await call("users/2")).status).toBe(404);
});

test("what the merchant set up is listed in pages; letters of gift certificates stand between those of orders", async () => {
  const first = await call("statuses");
  expect([rowsOf(first, "statuses").length, paramsOf(first)["total_items"]]).toEqual([10, "16"]);
  const second = rowsOf(await call("statuses?page=2"), "statuses");
  expect(second.filter(({ status }) => status === "A").map(({ type }) => type)).toEqual(["O", "G"]);
  expect(rowsOf(first, "statuses")[1]).toEqual({
    ...{ status_id: "2", status: "P", type: "O", description: "Betaald", is_default: "Y" },
    params: { inventory: "D", notify: "Y" },
  });
  const tax = (await call("taxes/6")).body;
  expect(tax).toMatchObject({ tax_id: "6", price_includes_tax: "Y", address_type: "S", priority: "0" });
  expect(JSON.stringify(tax)).not.toContain("21");
  expect((await call("payments/14")).body).toMatchObject({ a_surcharge: "0.35", p_surcharge: "1.500", tax_ids: ["6"] });
  expect(rowsOf(await call("categories"), "categories")[2]).toEqual({
    ...{ category_id: "3", category: "Boeken", parent_id: "1", status: "A" },
  });
  expect((await call("taxes/99")).status).toBe(404);
  expect(idsOf(await call("orders"))).toEqual([]);
});
