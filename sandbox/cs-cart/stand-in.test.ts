/** Addresses, keys, rights and refusals (contract sections 1, 2 and 10). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";
import { placeExamples } from "./example-orders.ts";
import { oldShop } from "./settings.ts";
import { startCsCart, type CsCart } from "./stand-in.ts";
import { callerOf, idsOf, jan, rowsOf, type Caller } from "./testing/caller.ts";

let shop: CsCart;
let call: Caller;
beforeEach(async () => {
  shop = await startCsCart({ now: () => 1_795_248_000_000 });
  call = callerOf(shop);
});
afterEach(() => shop.stop());

const order = { customer: jan, lines: [{ code: "MUG", amount: 1 }] };

test("the version is asked for in all three forms of the address", async () => {
  for (const path of ["version", "/api/version", "/api.php?_d=version&ajax_custom=1"]) {
    const { status, body } = await call(path);
    expect([path, status, body]).toEqual([path, 200, { Version: "4.18.2" }]);
  }
  expect((await call("/api.php?_d=2/version&ajax_custom=1")).status).toBe(404);
  expect((await call("/api.php?_d=version")).body).toBeUndefined();
});

test("without rewriting only api.php answers, other parameters behind it", async () => {
  shop.settings.rewrite = false;
  shop.store.catalog.add({ code: "MUG" });
  expect((await call("version")).status).toBe(404);
  expect((await call("version")).body).toBeUndefined();
  const { body } = await call("/api.php?_d=products/1&ajax_custom=1");
  expect(body).toMatchObject({ product_id: "1", product_code: "MUG" });
  const list = await call("/api.php?_d=products&ajax_custom=1&items_per_page=3");
  expect(list.body).toMatchObject({ params: { items_per_page: "3" } });
  expect(list.text).not.toContain("ajax_custom");
});

test("an old shop answers unversioned lists as maps, and versioned ones as 2.0", async () => {
  Object.assign(shop.settings, oldShop);
  placeExamples(shop, "2026-11-03");
  expect(Object.keys((await call("/api/orders")).body as object)).toEqual(["101", "102"]);
  expect((await call("/api/orders?status=X")).text).toBe("[]");
  expect(idsOf(await call("orders"))).toEqual(["102", "101"]);
  expect(Object.keys((await call("/api.php?_d=orders&ajax_custom=1")).body as object)).toEqual(["101", "102"]);
});

test.each([
  ["another key", (): Caller => callerOf(shop, shop.email, "wrong")],
  ["another address", (): Caller => callerOf(shop, "x@example.be", shop.key)],
  ["an empty key", (): Caller => callerOf(shop, shop.email, "")],
])("401 with %s", async (_name, caller) => {
  const { status, body, headers } = await caller()("orders");
  expect([status, body]).toEqual([401, { message: "Unauthorized", status: 401 }]);
  expect(headers["www-authenticate"]).toContain("Basic");
});

test("401 without a header, when the host drops it, with an old key and when the access is gone", async () => {
  expect((await ask(`${shop.url}/api/2/orders`)).status).toBe(401);
  shop.settings.dropAuthorization = true;
  expect((await call("orders")).status).toBe(401);
  shop.settings.dropAuthorization = false;
  const key = shop.regenerateKey(shop.email);
  expect((await call("orders")).status).toBe(401);
  expect((await callerOf(shop, shop.email, key)("orders")).status).toBe(200);
  shop.disableApi(shop.email);
  expect((await callerOf(shop, shop.email, key)("orders")).status).toBe(401);
});

test("403 by plain http when only https is allowed", async () => {
  shop.settings.httpsOnly = true;
  expect((await call("orders")).status).toBe(403);
});

test.each([
  ["view_orders", "orders", "GET"],
  ["view_catalog", "products", "GET"],
  ["view_users", "users", "GET"],
  ["manage_catalog", "products", "POST"],
  ["manage_users", "users", "POST"],
  ["create_order", "orders", "POST"],
  ["edit_order", "orders/101", "PUT"],
  ["delete_orders", "orders/101", "DELETE"],
] as const)("403 without the right %s on %s %s", async (right, path, method) => {
  const rest = ["view_orders", "view_catalog", "view_users", "manage_catalog", "manage_users"] as const;
  const more = ["create_order", "edit_order", "delete_orders"] as const;
  shop.store.catalog.add({ code: "MUG", amount: 3 });
  shop.counter.place(order);
  const rights = [...rest, ...more].filter((one) => one !== right);
  const key = shop.account({ email: "klein@example.be", rights });
  const body = method === "GET" || method === "DELETE" ? undefined : {};
  expect((await callerOf(shop, "klein@example.be", key)(path, method, body)).status).toBe(403);
  expect((await call(path, method, body)).status).not.toBe(403);
});

test("a customer has no management side", async () => {
  const key = shop.account({ email: "klant@example.be", type: "C" });
  expect((await callerOf(shop, "klant@example.be", key)("products")).status).toBe(403);
});

test.each([
  ["404 for what is no entity", "refunds", "GET", 404],
  ["404 for an id that is not there", "orders/9", "GET", 404],
  ["404 below an entity", "orders/9/lines", "GET", 404],
  ["405 for POST with an id", "products/1", "POST", 405],
  ["405 for PUT without one", "products", "PUT", 405],
  ["405 for DELETE without one", "orders", "DELETE", 405],
  ["405 for a write an entity does not have", "taxes/6", "PUT", 405],
  ["405 for PATCH", "products/1", "PATCH", 405],
])("%s", async (_name, path, method, status) => {
  const answer = await call(path, method, method === "GET" || method === "DELETE" ? undefined : {});
  expect([answer.status, answer.body]).toMatchObject([status, { status }]);
});

test("415 without the type of JSON, 406 for another answer, 400 for what is no JSON", async () => {
  const url = `${shop.url}/api/2/users`;
  const key = [shop.email, shop.key] as const;
  const plain = { "Content-Type": "text/plain" };
  expect((await ask(url, { method: "POST", key, headers: plain, body: "{}" })).status).toBe(415);
  expect((await ask(url, { key, headers: { Accept: "application/xml" } })).status).toBe(406);
  expect((await ask(url, { method: "POST", key, body: '{"a":' })).status).toBe(400);
  expect((await ask(url, { method: "POST", key, body: "[1]" })).status).toBe(400);
  shop.settings.postBytes = 50;
  expect((await call("products", "POST", { product: "x".repeat(60), price: "1" })).status).toBe(400);
});

test("says what is missing, in the words of the version", async () => {
  const message = "Bad Request: The required field 'payment_id' is missing";
  const post = () => call("orders", "POST", { shipping_id: "1" });
  expect((await post()).body).toEqual({ message, status: 400 });
  shop.settings.errors = "message";
  expect((await post()).body).toEqual({ message });
  shop.settings.errors = "text";
  expect((await post()).text).toBe(message);
});

test("one storefront's orders are read and made below its own path, and nothing else is there", async () => {
  shop.store.catalog.add({ code: "MUG", amount: 9 });
  shop.counter.place(order);
  shop.counter.place({ ...order, companyId: 2 });
  expect(idsOf(await call("/api/stores/2/orders/"))).toEqual(["102"]);
  expect(idsOf(await call("stores/1/orders"))).toEqual(["101"]);
  expect((await call("stores/2/orders/101")).status).toBe(404);
  expect((await call("stores/3/orders")).status).toBe(404);
  expect((await call("stores/1/products")).status).toBe(404);
  expect((await call("vendors/1/products")).status).toBe(404);
  const body = { payment_id: "12", shipping_id: "3", products: { 1: { amount: "1" } } };
  await call("stores/2/orders", "POST", { ...body, user_data: { email: "a@example.be", s_country: "BE" } });
  expect(shop.store.orders.get(103)?.companyId).toBe(2);
});

test("a vendor sees and changes only what is the vendor's", async () => {
  shop.settings.edition = "multi-vendor";
  shop.store.catalog.add({ code: "MUG", amount: 9 });
  shop.store.catalog.add({ code: "TASSE", amount: 9, companyId: 2 });
  shop.counter.place(order);
  const key = shop.account({ email: "vendor@example.be", type: "V", companyId: 2 });
  const vendor = callerOf(shop, "vendor@example.be", key);
  expect(rowsOf(await vendor("products"), "products")).toMatchObject([{ product_code: "TASSE" }]);
  expect(rowsOf(await call("vendors/2/products"), "products")).toMatchObject([{ product_code: "TASSE" }]);
  expect((await vendor("products/1", "PUT", { amount: "1" })).status).toBe(403);
  expect((await vendor("vendors/1/products")).status).toBe(403);
  expect(idsOf(await vendor("orders"))).toEqual([]);
  expect((await vendor("orders/101")).status).toBe(403);
  expect(shop.store.catalog.products.get(1)?.amount).toBe(8);
});

test("the host's own limits: too many in a while, and too many at once", async () => {
  shop.settings.limit = { requests: 2, seconds: 60, status: 429 };
  const statuses = [];
  for (let nth = 0; nth < 3; nth += 1) statuses.push((await call("version")).status);
  expect(statuses).toEqual([200, 200, 429]);
  shop.settings.limit = null;
  shop.settings.workers = 1;
  shop.fault({ kind: "slow", ms: 200 });
  const both = await Promise.all([call("version"), call("version")]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 508]));
  expect(shop.mostAtOnce()).toBe(2);
});
