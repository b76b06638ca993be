import { afterEach, beforeEach, expect, test } from "vitest";
import type { ItemWrite } from "#domain/item.ts";
import type { Output } from "#connect/operations.ts";
import type { ItemJson } from "#sandbox/woocommerce/documents.ts";
import { startPictureHost, type PictureHost } from "#sandbox/woocommerce/picture-host.ts";
import type { Shop } from "#sandbox/woocommerce/shop.ts";
import { shopUnderTest, type ShopUnderTest } from "./testing/shop-under-test.ts";

let under: ShopUnderTest;
let shop: Shop;
let host: PictureHost;

beforeEach(async () => {
  under = await shopUnderTest();
  ({ shop } = under);
  host = await startPictureHost(2000);
});

afterEach(async () => {
  await under.stop();
  host.stop();
});

const create = (item: object, settings: object = {}) => under.make("products.create", { item }, settings);

const update = async (id: number, item: object, externalParentId = "") =>
  (await under.run("products.update", { externalId: String(id), externalParentId, item })).item;

const bought = (id: number): ItemJson => shop.products.get(id) as ItemJson;

test("are found by their exact code, variations too, and each one of a code that is there twice", async () => {
  const twin = shop.products.add({ name: "Dubbel", sku: "KP-001" });
  const odd = shop.products.add({ name: "Komma", sku: "A, B" });
  shop.products.add({ name: "Anders", sku: "A" });
  const { items } = await under.run("products.find", { codes: ["KP-001", "TSH-M-EC", "A, B", "nope"] });
  expect(new Set(items.map(({ externalId }) => Number(externalId)))).toEqual(new Set([12, 28, odd, twin]));
  expect(items.find(({ externalId }) => externalId === "28")).toMatchObject({
    ...{ externalParentId: "24", name: "T-shirt bio-katoen - M, Écru", type: "variation", price: "19.95" },
    ...{ attributes: { Maat: "M", Kleur: "Écru" }, isActive: true, stock: "25" },
  });
  expect(items.find(({ externalId }) => externalId === "12")).toMatchObject({ categories: [["Uncategorized"]] });
});

test("many codes go in addresses that every server takes", async () => {
  const codes = Array.from({ length: 100 }, (_, n) => `${"lange-artikelcode-".repeat(3)}${n}`);
  for (const sku of codes) shop.products.add({ name: "X", sku });
  expect(await under.run("products.find", { codes })).toMatchObject({ items: { length: 100 } });
  const longest = Math.max(...shop.requests.map(({ query }) => query.length));
  expect(longest).toBeLessThan(2500);
});

test("are made with everything that is given", async () => {
  const { id: parentId } = await under.make("categories.create", { name: "Kaas & wijn", parentId: "" });
  const { id: categoryId } = await under.make("categories.create", { name: "Oud", parentId });
  const item = {
    ...{ name: "Kaas & zo <oud>", description: "<p>Lekker</p>", sellersItemIdentifier: "KZ 1", price: "12.50" },
    ...{ vatClass: "reduced-rate", categories: [categoryId], imageUrls: [`${host.url}/kaas.jpg`], stock: "7" },
    ...{ attributes: { Merk: "De Molen" }, isActive: false },
  };
  const { id, number } = await create(item, { managesStock: true });
  expect(number).toBe("KZ 1");
  expect(bought(Number(id))).toMatchObject({
    ...{ sku: "KZ 1", regular_price: "12.50", tax_class: "reduced-rate", status: "draft", stock_quantity: 7 },
    ...{
      categories: [{ id: Number(categoryId) }],
      attributes: [{ name: "Merk", options: ["De Molen"], visible: true }],
    },
  });
  expect(await under.run("products.find", { codes: ["KZ 1"] })).toMatchObject({
    items: [
      {
        ...{ externalId: id, name: "Kaas & zo <oud>", price: "12.50", stock: "7", isActive: false },
        ...{ categories: [["Kaas & wijn", "Oud"]], attributes: { Merk: "De Molen" }, vatClass: "reduced-rate" },
        images: [{ fileName: "kaas.jpg" }],
      },
    ],
  });
});

test("what is made with a stock is counted, and needs no consent of the merchant; without one it is not", async () => {
  const { id } = await create({ name: "Vast", sellersItemIdentifier: "L-1", stock: "7" });
  expect(bought(Number(id))).toMatchObject({ manage_stock: true, stock_quantity: 7 });
  const { id: loose } = await create({ name: "Los", sellersItemIdentifier: "L-2" });
  expect(bought(Number(loose))).toMatchObject({ manage_stock: false, stock_quantity: null });
});

test("one of which the answer was lost is found again by its code, and made once", async () => {
  const item = { name: "Nieuw", sellersItemIdentifier: "N-1" };
  shop.fail({ kind: "lost", method: "POST" });
  await expect(create(item)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
  await expect(create(item)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
  under.later(61);
  const { id, output } = await create(item);
  expect(output).toEqual({ id, number: "N-1" });
  expect(shop.products.withSku("N-1").map((one) => String(one.id))).toEqual([id]);
  expect(under.writes()).toHaveLength(1);
});

test("one whose request never arrived is made after it was looked for", async () => {
  const item = { name: "Nieuw", sellersItemIdentifier: "N-1" };
  shop.fail({ kind: "close", method: "POST" });
  await expect(create(item)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
  under.later(61);
  expect(await create(item)).toMatchObject({ number: "N-1" });
  expect(shop.products.withSku("N-1")).toHaveLength(1);
});

test.each([
  [{ sellersItemIdentifier: "KP-001" }, "sellersItemIdentifier"],
  [{ vatClass: "bestaat-niet" }, "vatClass"],
  [{ imageUrls: ["/large.jpg"] }, "imageUrls"],
  [{ imageUrls: ["/gone.jpg"] }, "imageUrls"],
])("%j is refused by name, and nothing is left behind", async (fields: Partial<ItemWrite>, field) => {
  const before = shop.products.list().length;
  const imageUrls = fields.imageUrls?.map((path) => host.url + path);
  const item = { name: "Fout", sellersItemIdentifier: "F-1", ...fields, ...(imageUrls && { imageUrls }) };
  await expect(create(item)).rejects.toMatchObject({ code: "document.rejected", details: { field } });
  expect(shop.products.list()).toHaveLength(before);
});

test("one that was made with another class and could not be removed is told, and never taken as made", async () => {
  const item = { name: "Nieuw", sellersItemIdentifier: "N-1", vatClass: "bestaat-niet" };
  shop.fail({ kind: "status", status: 502, method: "DELETE" });
  await expect(create(item)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    under.later(61);
    await expect(create(item)).rejects.toMatchObject({
      ...{ code: "remote.conflict", asksPerson: true, details: { field: "vatClass", value: "bestaat-niet" } },
      message: expect.stringContaining("N-1"),
    });
  }
  const [left] = shop.products.withSku("N-1");
  expect(under.writes().filter((write) => write.startsWith("POST"))).toHaveLength(1);
  expect(left?.tax_class).toBe("");
});

test("only what is given is changed; the answer is what stands there", async () => {
  shop.products.change(12, { sale_price: "5.00", description: "Van de winkel" });
  const answer = await update(12, { price: "11.00", name: "Plank" });
  expect(answer).toMatchObject({ name: "Plank", price: "11.00", description: "Van de winkel", vatClass: "standard" });
  expect(bought(12)).toMatchObject({ regular_price: "11.00", sale_price: "5.00", sku: "KP-001", stock_quantity: 82 });
  expect(await update(12, { vatClass: "" })).toMatchObject({ vatClass: "" });
  expect(await update(12, { vatClass: "standard", isActive: false })).toMatchObject({
    vatClass: "standard",
    isActive: false,
  });
  await expect(update(12, { vatClass: "weg" })).rejects.toMatchObject({ details: { field: "vatClass" } });
});

test("attributes of the shop itself stay, and those variations are chosen by are never touched", async () => {
  shop.products.change(12, { attributes: [{ name: "Hout", visible: true, options: ["eik", "beuk"] }] });
  await update(12, { attributes: { merk: "Molen", Gewicht: "1 kg" } });
  await update(12, { attributes: { Merk: "De Molen", Gewicht: "" } });
  expect(bought(12)["attributes"]).toMatchObject([
    { name: "Hout", options: ["eik", "beuk"] },
    { name: "merk", options: ["De Molen"] },
  ]);
  await update(24, { attributes: { Maat: "XXL", Merk: "De Molen" } });
  expect(bought(24)["attributes"]).toMatchObject([
    { name: "Maat", options: ["S", "M", "L"], variation: true },
    { name: "Kleur" },
    { name: "Merk", options: ["De Molen"], variation: false },
  ]);
});

test("of a variation only what is its own is written", async () => {
  const item = { name: "Anders", price: "21.00", attributes: { Maat: "XXL" }, categories: ["15"], isActive: false };
  expect(await update(28, item, "24")).toMatchObject({
    ...{ externalParentId: "24", name: "T-shirt bio-katoen - M, Écru", price: "21.00", isActive: false },
    attributes: { Maat: "M", Kleur: "Écru" },
  });
  expect(bought(28)).toMatchObject({ regular_price: "21.00", status: "private" });
});

test("one that is gone is refused, and so is an id that is none", async () => {
  await expect(update(999_999, { name: "Weg" })).rejects.toMatchObject({ code: "document.rejected" });
  await expect(update(12, { name: "Weg" }, "../../orders")).rejects.toMatchObject({ code: "document.invalid" });
});

test("a walk says how many there are, until when it has seen, and stops at a shop that ignores the page", async () => {
  const first = await under.run("products.list", { modifiedSince: null, cursor: null });
  expect(first).toMatchObject({ total: 14, next: null, seenUntil: "2026-11-21T21:11:10Z" });
  for (let n = 0; n < 200; n += 1) shop.products.add({ name: `P${n}`, sku: `P-${n}` });
  const walk = async () => {
    const seen: string[] = [];
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page: Output<"products.list"> = await under.run("products.list", {
        modifiedSince: "2026-11-22T08:00:00Z",
        cursor,
      });
      seen.push(...page.items.map(({ externalId }) => externalId));
      cursor = page.next;
    }
    return seen;
  };
  expect(new Set(await walk()).size).toBe(200);
  shop.fail({ kind: "same-page", match: /page=2/, times: 5 });
  await expect(walk()).rejects.toMatchObject({ code: "remote.protocol_changed" });
});
