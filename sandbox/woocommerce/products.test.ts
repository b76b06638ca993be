import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask, type Answer } from "./asking.ts";
import { selfSigned } from "./certificate.ts";
import type { ItemJson, Json } from "./documents.ts";
import { startPictureHost, type PictureHost } from "./picture-host.ts";
import { startReceiver, type Receiver } from "./receiver.ts";
import { startShop, type Shop } from "./shop.ts";

const folder = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));
const tls = selfSigned();

let shop: Shop;
let host: PictureHost;
let receiver: Receiver;

function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const key = [shop.consumerKey, shop.consumerSecret] as const;
  return ask(`${shop.url}/wp-json/wc/v3/${path}`, { method, key, ...(body === undefined ? {} : { body }) });
}
const bodyOf = ({ body }: Answer): ItemJson => body as ItemJson;

beforeEach(async () => {
  shop = await startShop({ folder, tls, keepDeliveries: true, largestPicture: 1000, pictureTimeout: 300 });
  host = await startPictureHost(2000);
  receiver = await startReceiver();
});

afterEach(async () => {
  await shop.stop();
  host.stop();
  receiver.stop();
});

describe("a product that is made", () => {
  test("has every field of a recorded one, in the same sequence, and can be read back", async () => {
    const made = await call("POST", "products", { name: "Kaas & wijn", sku: "KW-1", regular_price: "12.50" });
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(`${shop.url}/wp-json/wc/v3/products/${bodyOf(made).id}`);
    const put = await call("PUT", "products/12", { weight: "0.90" });
    expect(Object.keys(bodyOf(made))).toEqual(Object.keys(bodyOf(put)));
    const read = await call("GET", `products/${bodyOf(made).id}`);
    expect(Object.keys(bodyOf(read))).toEqual(Object.keys(bodyOf(await call("GET", "products/12"))));
    expect(read.body).toMatchObject({
      ...{ name: "Kaas &amp; wijn", slug: "kaas-wijn", sku: "KW-1", price: "12.50", type: "simple", status: "publish" },
      ...{ manage_stock: false, stock_quantity: null, categories: [{ id: 15, slug: "uncategorized" }] },
    });
    expect((await call("GET", "products?sku=KW-1")).headers["x-wp-total"]).toBe("1");
  });

  test("a SKU that is there is refused with another one as a suggestion, and nothing is made", async () => {
    const before = shop.products.list().length;
    await call("POST", "products", { name: "Eén", sku: "TSH-M-EC-1" });
    expect(await call("POST", "products", { name: "Twee", sku: "TSH-M-EC" })).toMatchObject({
      status: 400,
      body: { code: "product_invalid_sku", data: { resource_id: 28, unique_sku: "TSH-M-EC-2" } },
    });
    expect(await call("PUT", "products/12", { sku: "MOK-350" })).toMatchObject({ status: 400 });
    expect((await call("PUT", "products/12", { sku: "KP-001" })).status).toBe(200);
    expect(shop.products.list()).toHaveLength(before + 1);
  });

  test("only what the API takes: types and choices are refused by name, read-only fields ignored", async () => {
    const refused = async (body: Json): Promise<unknown> => {
      const { body: answer } = await call("POST", "products", { name: "Fout", ...body });
      return (answer as { data: { params: unknown } }).data.params;
    };
    expect(await refused({ regular_price: 12.5 })).toEqual({ regular_price: "regular_price is not of type string." });
    expect(await refused({ stock_quantity: 7.5 })).toEqual({
      stock_quantity: "stock_quantity is not of type integer.",
    });
    expect(await refused({ images: "https://shop.test/a.jpg" })).toEqual({ images: "images is not of type array." });
    expect(await refused({ manage_stock: "parent" })).toEqual({ manage_stock: "manage_stock is not of type boolean." });
    expect(Object.keys((await refused({ status: "live" })) as object)).toEqual(["status"]);
    expect((await call("PUT", "products/12", { price: "1.00", total_sales: 5 })).body).toMatchObject({ price: "9.99" });
    expect(bodyOf(await call("POST", "products", { id: 12, name: "Twee" }))).toMatchObject({
      code: "woocommerce_rest_product_exists",
    });
  });

  test("an unknown tax class is the standard one and an unknown category the default, without a word", async () => {
    const fields = { name: "Boek", tax_class: "Reduced rate", categories: [{ id: 15 }, { id: 99 }] };
    const { id } = bodyOf(await call("POST", "products", fields));
    expect(shop.products.get(id)).toMatchObject({ tax_class: "reduced-rate", categories: [{ id: 15 }] });
    await call("PUT", `products/${id}`, { tax_class: "bestaat-niet", categories: [{ id: 99 }] });
    expect(shop.products.get(id)).toMatchObject({ tax_class: "", categories: [{ id: 15 }] });
  });

  test("a read-only key makes nothing", async () => {
    const key = [shop.readOnlyKey, shop.readOnlySecret] as const;
    const body = { name: "Nee" };
    const answer = await ask(`${shop.url}/wp-json/wc/v3/products`, { method: "POST", key, body });
    expect(answer).toMatchObject({ status: 401, body: { code: "woocommerce_rest_authentication_error" } });
  });
});

test("SKUs with spaces or a comma are found, the last only when asked for alone", async () => {
  const [spaced, comma] = [
    shop.products.add({ name: "A", sku: "AB 12" }),
    shop.products.add({ name: "B", sku: "A,B" }),
  ];
  const found = async (sku: string): Promise<unknown> =>
    (await call("GET", `products?_fields=id&orderby=id&order=asc&sku=${encodeURIComponent(sku)}`)).body;
  expect(await found("KP-001,AB 12")).toEqual([{ id: 12 }, { id: spaced }]);
  expect(await found("A,B")).toEqual([{ id: comma }]);
  expect(await found("KP-001,A,B")).toEqual([{ id: 12 }]);
});

describe("variations", () => {
  test("are made under their product, found by SKU among products, and changed only there", async () => {
    const attributes = [
      { name: "Maat", option: "L" },
      { name: "Kleur", option: "Rood" },
      { name: "Stof", option: "wol" },
    ];
    const made = await call("POST", "products/24/variations", { sku: "TSH-L-RO", regular_price: "17.00", attributes });
    expect(made).toMatchObject({ status: 201, body: { type: "variation", parent_id: 24, tax_class: "parent" } });
    expect(made.headers.location).toBe(`${shop.url}/wp-json/wc/v3/products/24/variations/${bodyOf(made).id}`);
    expect(bodyOf(made)["attributes"]).toHaveLength(2);
    expect(shop.products.get(24)).toMatchObject({ price: "17.00" });
    expect((await call("GET", "products?sku=KP-001,TSH-L-RO&orderby=id&order=asc")).body).toMatchObject([
      { id: 12 },
      { id: bodyOf(made).id, type: "variation", parent_id: 24, name: "T-shirt bio-katoen - L, Rood" },
    ]);
    expect(await call("PUT", `products/${bodyOf(made).id}`, { regular_price: "1.00" })).toMatchObject({
      status: 404,
      body: { code: "woocommerce_rest_invalid_product_id" },
    });
    expect((await call("PUT", `products/12/variations/${bodyOf(made).id}`, {})).status).toBe(400);
  });

  test("counted with their product they say so, show its stock and keep none of their own", async () => {
    await call("PUT", "products/24", { manage_stock: true, stock_quantity: 9 });
    await call("PUT", "products/24/variations/28", { manage_stock: "parent" });
    const answer = await call("PUT", "products/24/variations/28", { stock_quantity: 500 });
    expect(answer).toMatchObject({ status: 200, body: { manage_stock: "parent", stock_quantity: 9 } });
    expect((await call("GET", "products?sku=TSH-M-EC")).body).toMatchObject([{ manage_stock: "parent" }]);
    expect(shop.products.stockOf(28)).toBe(9);
  });

  test("a batch per product refuses those of another one in their place", async () => {
    const other = shop.products.add({ name: "Trui", type: "variable" });
    const { id } = bodyOf(await call("POST", `products/${other}/variations`, { sku: "TR-1", manage_stock: true }));
    const update = [
      { id: 25, stock_quantity: 7 },
      { id, stock_quantity: 7 },
    ];
    expect((await call("POST", "products/24/variations/batch", { update })).body).toMatchObject({
      update: [
        { id: 25, stock_quantity: 7 },
        { id, error: { code: "woocommerce_rest_product_variation_invalid_id" } },
      ],
    });
  });
});

test("a batch makes, changes and deletes one by one; what a plugin refuses stands in its place", async () => {
  shop.products.refuse(13, 1);
  const { status, body } = await call("POST", "products/batch", {
    create: [
      { name: "Nieuw", sku: "N-1" },
      { name: "Dubbel", sku: "KP-001" },
    ],
    update: [
      { id: 13, stock_quantity: 1 },
      { id: 14, stock_quantity: 2 },
    ],
    delete: [41, 999_999],
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    create: [{ sku: "N-1" }, { id: 0, error: { code: "product_invalid_sku" } }],
    update: [
      { id: 13, error: { code: "woocommerce_rest_cannot_edit" } },
      { id: 14, stock_quantity: 2 },
    ],
    delete: [{ id: 41 }, { id: 999_999, error: { data: { status: 404 } } }],
  });
  expect(shop.products.get(41)).toBeUndefined();
  const many = Array.from({ length: 101 }, () => ({ name: "x" }));
  expect((await call("POST", "products/batch", { create: many })).status).toBe(413);
});

test("a change is seen by modified_after, one of a variation at its product; the trash is in no list", async () => {
  const since = "products?_fields=id&modified_after=2026-11-21T23:00:00&dates_are_gmt=true";
  expect((await call("GET", since)).body).toEqual([]);
  await call("PUT", "products/24/variations/26", { stock_quantity: 3 });
  await call("DELETE", "products/12");
  expect((await call("GET", since)).body).toEqual([{ id: 24 }]);
  expect((await call("GET", "products/12")).body).toMatchObject({ status: "trash" });
  expect((await call("DELETE", "products/12")).status).toBe(410);
});

test("our own writes ring: product.created, and product.updated with the id of the variation", async () => {
  for (const topic of ["product.created", "product.updated"]) {
    await call("POST", "webhooks", { name: "Hub", topic, delivery_url: receiver.url, secret: "own-secret_42" });
  }
  const { id } = bodyOf(await call("POST", "products", { name: "Nieuw" }));
  await call("PUT", "products/24/variations/28", { stock_quantity: 4 });
  receiver.received.length = 0;
  await shop.runQueue();
  const rung = receiver.received.map(({ headers, body }) => [
    headers["x-wc-webhook-topic"],
    (JSON.parse(body) as ItemJson).id,
  ]);
  expect(rung).toEqual([
    ["product.created", id],
    ["product.updated", 28],
    ["product.updated", 24],
  ]);
});

describe("pictures", () => {
  const put = (...sources: unknown[]): Promise<Answer> =>
    call("PUT", "products/12", { images: sources.map((src) => (typeof src === "string" ? { src } : src)) });

  test("are fetched and kept by the shop, each time anew; an id keeps one that is there", async () => {
    const first = await put(`${host.url}/kaas.jpg`, `${host.url}/moved.jpg`);
    expect(host.fetched).toEqual(["/kaas.jpg", "/moved.jpg", "/kaas.jpg"]);
    const images = bodyOf(first)["images"] as ItemJson[];
    expect(images.map(({ src }) => String(src).replace(/^.*\//, ""))).toEqual(["kaas.jpg", "moved.jpg"]);
    expect(String(images[0]?.["src"])).toContain(`${shop.url}/wp-content/uploads/`);
    await put({ id: images[1]?.id }, `${host.url}/kaas.jpg`);
    expect(shop.products.get(12)?.["images"]).toMatchObject([
      { id: images[1]?.id },
      { id: expect.any(Number) as number },
    ]);
    expect(shop.products.pictures).toHaveLength(3);
    expect((await put()).body).toMatchObject({ images: [] });
  });

  test.each([
    ["gone.jpg", "gone"],
    ["large.jpg", "upload_max_filesize"],
    ["mute.jpg", "timed out"],
    ["foto?id=7", "file type"],
  ])("%s is refused, and the product stays as it was", async (file, words) => {
    const answer = await call("PUT", "products/12", {
      name: "Anders",
      images: [{ src: `${host.url}/kaas.jpg` }, { src: `${host.url}/${file}` }],
    });
    expect(answer).toMatchObject({ status: 400, body: { code: "woocommerce_product_image_upload_error" } });
    expect((answer.body as { message: string }).message.toLowerCase()).toContain(words);
    expect(shop.products.get(12)).toMatchObject({ images: [], name: expect.stringContaining("kaasplank") as unknown });
    // The one before it is in the media library all the same.
    expect(shop.products.pictures).toHaveLength(1);
  });

  test("a strict shop asks no private address", async () => {
    await shop.stop();
    shop = await startShop({ folder, tls, publicPicturesOnly: true });
    expect((await put(`${host.url}/kaas.jpg`)).status).toBe(400);
    expect(host.fetched).toEqual([]);
  });
});

test("a shop that answers page one whatever is asked", async () => {
  shop.fail({ kind: "same-page", match: /page=2/ });
  const page = async (number: number): Promise<unknown> =>
    (await call("GET", `products?per_page=5&_fields=id&page=${number}`)).body;
  const first = await page(1);
  expect(await page(2)).toEqual(first);
  expect(await page(2)).not.toEqual(first);
});
