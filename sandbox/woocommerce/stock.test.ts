import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, type Answer } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import type { Json, OrderJson } from "./documents.ts";
import { startShop, type Shop } from "./shop.ts";

const folder = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

let shop: Shop;

function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const key = [shop.consumerKey, shop.consumerSecret] as const;
  return ask(`${shop.url}/wp-json/wc/v3/${path}`, { method, key, ...(body === undefined ? {} : { body }) });
}

/** An order of a recorded form, for other goods, that took nothing from stock yet. */
function orderOf(id: number, status: string, productId: number, quantity: number, variationId = 0): OrderJson {
  const form = shop.orders.get(42) as OrderJson;
  const [line] = form["line_items"] as Json[];
  const goods = { product_id: productId, variation_id: variationId, quantity, meta_data: [] };
  return { ...form, id, number: String(id), status, line_items: [{ ...line, ...goods }] };
}

beforeEach(async () => {
  shop = await startShop({ folder, tls: selfSigned(), keepDeliveries: true });
});

afterEach(() => shop.stop());

test("stock that is not managed is ignored with 200 and null, until it is managed", async () => {
  expect(await call("PUT", "products/41", { stock_quantity: 7 })).toMatchObject({
    status: 200,
    body: { manage_stock: false, stock_quantity: null },
  });
  expect(shop.products.moves).toEqual([]);
  expect((await call("PUT", "products/41", { manage_stock: true, stock_quantity: 7 })).body).toMatchObject({
    stock_quantity: 7,
    stock_status: "instock",
  });
  expect((await call("PUT", "products/41", { inventory_delta: -2 })).body).toMatchObject({ stock_quantity: 5 });
  expect(shop.products.moves).toMatchObject([
    { id: 41, from: 0, to: 7, by: "write" },
    { id: 41, from: 7, to: 5, by: "write" },
  ]);
  expect((await call("PUT", "products/41", { manage_stock: false })).body).toMatchObject({ stock_quantity: null });
});

test("an order takes its stock once, when it gets so far, and gives it back when it is called off", async () => {
  const seen: number[] = [];
  shop.orders.put(orderOf(900, "pending", 13, 2));
  const stock = (): number => Number(shop.products.stockOf(13));
  const before = stock();
  for (const status of ["on-hold", "processing", "completed", "cancelled", "processing", "failed", "pending"]) {
    await call("PUT", "orders/900", { status });
    seen.push(stock() - before);
  }
  expect(seen).toEqual([-2, -2, -2, 0, -2, 0, 0]);
  expect(shop.products.moves.map(({ from, to, by, orderId }) => [to - from, by, orderId])).toEqual([
    [-2, "order", 900],
    [2, "order", 900],
    [-2, "order", 900],
    [2, "order", 900],
  ]);
  // Recorded orders took theirs before: called off they give it back, and not twice.
  shop.orders.change(46, (order) => {
    order.status = "cancelled";
  });
  shop.orders.change(46, (order) => {
    order.status = "failed";
  });
  expect(stock()).toBe(before + 4);
});

test("a sale takes from what counts, rings for it, and does not happen when too little is there", async () => {
  await call("PUT", "products/24", { manage_stock: true, stock_quantity: 3 });
  await call("PUT", "products/24/variations/28", { manage_stock: false });
  expect(shop.sell(orderOf(901, "processing", 24, 2, 28))).toBe(true);
  expect(shop.products.stockOf(24)).toBe(1);
  expect(shop.sell(orderOf(902, "processing", 24, 2, 28))).toBe(false);
  expect(shop.orders.get(902)).toBeUndefined();
  await call("PUT", "products/24", { backorders: "notify" });
  expect(shop.sell(orderOf(902, "processing", 24, 2, 28))).toBe(true);
  expect((await call("GET", "products/24")).body).toMatchObject({ stock_quantity: -1, stock_status: "onbackorder" });
  // What nobody counts can always be sold.
  expect(shop.sell(orderOf(903, "processing", 41, 5))).toBe(true);
  expect((await call("GET", "orders/901")).body).toMatchObject({
    line_items: [{ meta_data: [{ key: "_reduced_stock", value: "2" }] }],
  });
});

test("a write whose answer is lost has been done", async () => {
  shop.fail({ kind: "lost", method: "POST", match: /products\/batch/ });
  await expect(call("POST", "products/batch", { update: [{ id: 12, stock_quantity: 5 }] })).rejects.toThrow();
  expect(shop.products.stockOf(12)).toBe(5);
  shop.fail({ kind: "close", method: "POST", match: /products\/batch/ });
  await expect(call("POST", "products/batch", { update: [{ id: 12, stock_quantity: 6 }] })).rejects.toThrow();
  expect(shop.products.stockOf(12)).toBe(5);
});
