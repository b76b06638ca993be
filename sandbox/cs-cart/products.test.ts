/** Products, their stock, options and pictures (contract sections 3 and 7). */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";
import { startCsCart, type CsCart } from "./stand-in.ts";
import { callerOf, jan, paramsOf, rowsOf, type Caller } from "./testing/caller.ts";

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(60, 7)]);
const start = 1_795_248_000;
let now = start;
let shop: CsCart;
let call: Caller;
let pictures: Server;
let at: string;

beforeAll(async () => {
  pictures = createServer(({ url }, response) => {
    if (url === "/text.png") response.end("no picture");
    else if (url === "/moved.png") response.writeHead(302, { Location: "/a.png" }).end();
    else if (url === "/big.png") response.end(Buffer.concat([png, Buffer.alloc(30_000)]));
    else if (/^\/[ab]\.png$/.test(url ?? "")) response.end(png);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => pictures.listen(0, "127.0.0.1", resolve));
  at = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
});
afterAll(() => pictures.close());
beforeEach(async () => {
  now = start;
  shop = await startCsCart({ now: () => now * 1000 });
  call = callerOf(shop);
  shop.store.catalog.add({ code: "MUG-1", name: "Mok", price: "24.20", amount: 10 });
  shop.store.catalog.add({ code: "MUG-11", name: "Beker", price: "10.00", amount: 3, status: "D", categoryIds: [3] });
});
afterEach(() => shop.stop());

const product = (id = 1) => shop.store.catalog.products.get(id);
const put = (body: object, id = 1) => call(`products/${id}`, "PUT", body);
const codes = async (query: string): Promise<unknown[]> =>
  rowsOf(await call(`products?${query}`), "products").map((row) => row["product_code"]);
const picture = (path: string) => ({ detailed: { image_path: path } });

test("a product is read; its extra pictures are in no list", async () => {
  expect((await call("products/1")).body).toEqual({
    ...{ product_id: "1", company_id: "1", product: "Mok", product_code: "MUG-1", price: "24.20", list_price: "0.00" },
    ...{ amount: "10", tracking: "B", status: "A", tax_ids: ["6"], category_ids: [2], main_category: 2 },
    ...{ timestamp: "1795248000", updated_timestamp: "1795248000", weight: "0.000", main_pair: [], image_pairs: [] },
  });
  expect(rowsOf(await call("products"), "products")[0]).not.toHaveProperty("image_pairs");
});

test("by code or name when it is said where to look, and then anything like it", async () => {
  expect(await codes("q=MUG-1&pcode=Y")).toEqual(["MUG-11", "MUG-1"]);
  expect(await codes("q=bek&pname=Y")).toEqual(["MUG-11"]);
  expect(await codes("q=bek")).toEqual(["MUG-11", "MUG-1"]);
  expect(await codes("status=A")).toEqual(["MUG-1"]);
  expect(await codes("cid=1")).toEqual([]);
  expect(await codes("cid=1&subcats=Y")).toEqual(["MUG-11", "MUG-1"]);
  expect(await codes("amount_from=4")).toEqual(["MUG-1"]);
  expect(await codes("price_to=10")).toEqual(["MUG-11"]);
  expect(await codes("company_id=2")).toEqual([]);
});

test("sorted by name, or by the time of change where the shop can", async () => {
  now += 60;
  await put({ amount: "4" });
  expect(await codes("sort_by=updated_timestamp&sort_order=desc")).toEqual(["MUG-1", "MUG-11"]);
  shop.settings.sortsByUpdated = false;
  const answer = await call("products?sort_by=updated_timestamp&sort_order=asc");
  expect(paramsOf(answer)).toMatchObject({ sort_by: "product", total_items: "2" });
});

test("a list knows what was added and renamed since the last one", async () => {
  expect(await codes("")).toEqual(["MUG-11", "MUG-1"]);
  shop.store.catalog.add({ code: "ZEEF", name: "Aap" });
  expect(await codes("")).toEqual(["ZEEF", "MUG-11", "MUG-1"]);
  await put({ product: "Aambeeld" });
  expect(await codes("")).toEqual(["MUG-1", "ZEEF", "MUG-11"]);
});

test("only what is sent changes; what the shop does not know is passed over", async () => {
  const { status, body } = await put({ amount: "12", price: "24.2", full_description: "x", updated_by: 1 });
  expect([status, body]).toEqual([200, { product_id: "1" }]);
  expect(product()).toMatchObject({ amount: 12, price: 2420n, name: "Mok", code: "MUG-1", taxIds: [6] });
  expect(shop.requests.at(-1)?.ignored).toEqual(["full_description", "updated_by"]);
  await put({
    product: "Grote mok",
    product_code: "M",
    list_price: "30",
    status: "H",
    tax_ids: ["7"],
    main_category: 3,
  });
  expect(product()).toMatchObject({ name: "Grote mok", code: "M", listPrice: 3000n, status: "H", taxIds: [7] });
  expect(product()?.categoryIds).toEqual([3, 2]);
  expect((await put({}, 9)).status).toBe(404);
});

test("a price that is no number is what PHP makes of it", async () => {
  await put({ price: "12,50" });
  expect(product()?.price).toBe(1200n);
  await put({ price: 12.345 });
  expect(product()?.price).toBe(1235n);
  await put({ price: "gratis" });
  expect(product()?.price).toBe(0n);
});

test("a product is made, without asking if its code is there already", async () => {
  const { status, body } = await call("products", "POST", { product: "Mok", price: "1", product_code: "MUG-1" });
  expect([status, body]).toEqual([201, { product_id: 3 }]);
  expect(product(3)).toMatchObject({ code: "MUG-1", categoryIds: [1], amount: 0 });
  expect((await call("products", "POST", { product: "Mok" })).status).toBe(400);
  shop.settings.categories = "required";
  expect((await call("products", "POST", { product: "Mok", price: "1" })).status).toBe(400);
  expect((await call("products", "POST", { product: "Mok", price: "1", category_ids: [2] })).status).toBe(201);
});

test("a main picture is fetched by the shop, which keeps its own and shows its own address", async () => {
  await put({ main_pair: picture(`${at}/a.png`) });
  const { body } = await call("products/1");
  const { detailed } = (body as { main_pair: { detailed: { image_path: string } } }).main_pair;
  expect(detailed.image_path).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/images\/detailed\/1\/\d+\.png$/);
  expect(detailed.image_path).not.toContain(at);
  expect((await ask(detailed.image_path)).status).toBe(200);
  await put({ main_pair: picture(`${at}/a.png`) });
  expect(shop.store.images.changes.map(({ change }) => change)).toEqual(["added", "removed", "added"]);
  expect((await ask(detailed.image_path)).status).toBe(404);
});

test.each([
  ["base64", () => `data:image/png;base64,${png.toString("base64")}`],
  ["an address where nothing is", () => `${at}/none.png`],
  ["an address that moved", () => `${at}/moved.png`],
  ["what is no picture", () => `${at}/text.png`],
  ["a picture that is too large", () => `${at}/big.png`],
  ["a file that is not on the server", () => "/var/www/b.png"],
])("a main picture that cannot be had takes the old one away, without a word: %s", async (_name, path) => {
  shop.settings.imageBytes = 20_000;
  await put({ main_pair: picture(`${at}/a.png`) });
  expect((await put({ main_pair: picture(path()) })).status).toBe(200);
  expect(product()?.main).toBeNull();
  expect(shop.store.images.changes.map(({ change }) => change)).toEqual(["added", "removed", "not taken over"]);
});

test("a path on the server is taken over", async () => {
  shop.store.images.files.set("/var/www/b.png", png);
  await put({ main_pair: picture("/var/www/b.png") });
  expect(product()?.main).toMatchObject({ source: "/var/www/b.png" });
});

test("extra pictures replace all there were; other writes leave them", async () => {
  await put({ image_pairs: [picture(`${at}/a.png`), picture(`${at}/b.png`)] });
  await put({ amount: "1" });
  expect(product()?.extra).toHaveLength(2);
  await put({ image_pairs: { 5: picture(`${at}/b.png`) } });
  expect(product()?.extra.map(({ source }) => source)).toEqual([`${at}/b.png`]);
  expect((await call("products/1")).body).toMatchObject({ image_pairs: { 503: { pair_id: "503" } } });
});

test("with options the stock is that of the combination, and the amount of the product does nothing", async () => {
  shop.store.catalog.add({ code: "SHIRT", amount: 5, options: { Maat: ["S", "M"] }, features: { "20": "wit" } });
  await put({ amount: "0" }, 3);
  expect((await call("combinations")).status).toBe(400);
  const [small] = rowsOf(await call("combinations?product_id=3"), "combinations");
  expect(small).toMatchObject({ product_id: "3", product_code: "SHIRT-1", amount: "5", combination: { 1: 1 } });
  shop.counter.place({ customer: jan, lines: [{ code: "SHIRT", amount: 2, options: { Maat: "S" } }] });
  expect((await call(`combinations/${String(small?.["combination_hash"])}`)).body).toMatchObject({ amount: "3" });
  await call(`combinations/${String(small?.["combination_hash"])}`, "PUT", { amount: "8" });
  expect(product(3)?.combinations.map(({ amount }) => amount)).toEqual([8, 5]);
  expect(shop.store.catalog.moves.at(-1)).toMatchObject({ code: "SHIRT-1", by: 5, left: 8, cause: "api" });
  const options = rowsOf(await call("options?product_id=3"), "options");
  expect(options).toMatchObject([{ option_name: "Maat", variants: { 1: { variant_name: "S" } } }]);
  expect(rowsOf(await call("features?product_id=3"), "features")).toMatchObject([{ description: "Kleur" }]);
  product(3)?.exceptions.push({ exceptionId: 1, choice: { 1: 2 } });
  expect(rowsOf(await call("exceptions?product_id=3"), "exceptions")).toMatchObject([{ exception_id: "1" }]);
  const medium = { customer: jan, lines: [{ code: "SHIRT", amount: 1, options: { Maat: "M" } }] };
  expect(() => shop.counter.place(medium)).toThrow("not for sale");
  shop.settings.variants = "variations";
  expect(rowsOf(await call("combinations?product_id=3"), "combinations")).toEqual([]);
});

test("stock of a product that is not counted is written and never sold down", async () => {
  shop.store.catalog.add({ code: "SET", tracking: "D" });
  shop.counter.place({ customer: jan, lines: [{ code: "SET", amount: 40 }] });
  expect(product(3)?.amount).toBe(0);
  shop.store.catalog.add({ code: "SHIRT", amount: 5, options: { Maat: ["S"] } });
  await put({ tracking: "D" }, 4);
  shop.counter.place({ customer: jan, lines: [{ code: "SHIRT", amount: 1, options: { Maat: "S" } }] });
  expect(shop.store.catalog.moves).toEqual([]);
});

test("a sale is no change of the product; a stock counted in the shop neither", () => {
  now += 60;
  shop.counter.place({ customer: jan, lines: [{ code: "MUG-1", amount: 1 }] });
  shop.counter.count("MUG-1", 40);
  expect(product()).toMatchObject({ amount: 40, updatedTimestamp: start });
});
