import type { z } from "zod";
import type { CreateOperation, Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { cents, equals, round, text, type Amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { Item, ItemWrite } from "#domain/item.ts";
import { at } from "./address.ts";
import { categoryPaths, type CategoryPaths } from "./category-paths.ts";
import { plainText } from "./decimals.ts";
import { instantOf } from "./map.ts";
import { firstStep, nextStep, readAll, readPage, stepOf, stepText } from "./paging.ts";
import { CsProduct, Written } from "./schema.ts";
import { inCompany, type CsCartSettings, type Settings } from "./settings.ts";

type Shop = Session<CsCartSettings>;

const list = { entity: "products", idName: "product_id" } as const;

const pathOf = (picture: NonNullable<CsProduct["main_pair"]> | null | undefined): string =>
  picture?.detailed === null || picture?.detailed === undefined
    ? ""
    : picture.detailed.image_path || picture.detailed.http_image_path;

/** `pathOfCategory`: null where nobody asked in which categories it is. */
function toItem(product: CsProduct, settings: Settings, pathOfCategory: CategoryPaths | null): z.input<typeof Item> {
  const changed = changedAt(product);
  // The others are in no list: what is read after a write would say something else than the next look.
  const picture = pathOf(product.main_pair);
  const attributes = settings.productFields.flatMap((field): [string, string][] => {
    const value = product[field];
    return typeof value === "string" || typeof value === "number" ? [[field, String(value)]] : [];
  });
  return {
    externalId: product.product_id,
    externalParentId: product.parent_product_id,
    name: product.product,
    description: product.full_description,
    sellersItemIdentifier: product.product_code,
    price: product.price === null || product.price === undefined ? null : text(cents(product.price)),
    pricesIncludeTax: settings.pricesIncludeTax,
    stock: stockOf(product),
    vatRate: null,
    vatClass: product.tax_ids.map(([, id]) => id).join(","),
    categories: pathOfCategory === null ? [] : product.category_ids.map(([, id]) => pathOfCategory(id)),
    images: picture === "" ? [] : [{ id: picture, fileName: picture.split("/").at(-1) ?? picture, revision: picture }],
    attributes: Object.fromEntries(attributes),
    isActive: product.status === "" || product.status === "A",
    modifiedAt: changed === null ? null : instantOf(changed),
  };
}

const changedAt = ({ updated_timestamp, timestamp }: CsProduct): number | null => updated_timestamp ?? timestamp;

/** D is not counted at all; O is counted per combination of options, of which the product's own amount says nothing. */
const stockOf = ({ tracking, amount }: CsProduct): string | null =>
  tracking === "D" || tracking === "O" || amount === null || amount === undefined ? null : plainText(amount);

/** Products cannot be asked by change: all are walked by id, and what is known to be unchanged is left out. */
export async function listProducts(shop: Shop, input: Input<"products.list">): Promise<RawOutput<"products.list">> {
  const step = input.cursor === null ? firstStep : stepOf(input.cursor);
  const query = { sort_by: "product_id", sort_order: "asc" };
  const page = await readPage(shop, { ...list, query }, step.page);
  const since =
    input.modifiedSince === null
      ? null
      : Math.floor(Temporal.Instant.from(input.modifiedSince).subtract({ minutes: 5 }).epochMilliseconds / 1000);
  const products = page.rows.map(productOf).filter((product) => {
    const changed = changedAt(product);
    return since === null || changed === null || changed >= since;
  });
  const pathOfCategory = await categoryPaths(shop, products);
  const items = products.map((product) => toItem(product, shop.settings, pathOfCategory));
  const next = nextStep(step, page, list.idName);
  return {
    items,
    next: next === null ? null : stepText(next),
    total: input.cursor === null ? page.total : null,
    pricesIncludeTax: shop.settings.pricesIncludeTax,
  };
}

function productOf(row: unknown): CsProduct {
  const product = CsProduct.safeParse(row);
  if (product.success) return product.data;
  const where = product.error.issues[0]?.path.join(".") ?? "";
  throw new HubError("remote.protocol_changed", `The shop shows a product in a form that is not expected (${where})`);
}

/** The shop searches in part of a code: compared exactly here. */
async function productsWithCode(shop: Shop, code: string): Promise<CsProduct[]> {
  const found = await readAll(shop, { ...list, query: { q: code, pcode: "Y" } }, CsProduct);
  return found.filter((product) => product.product_code === code);
}

export async function findProducts(shop: Shop, { codes }: Input<"products.find">): Promise<RawOutput<"products.find">> {
  const products: CsProduct[] = [];
  for (const code of new Set(codes)) {
    shop.signal.throwIfAborted();
    products.push(...(await productsWithCode(shop, code)));
  }
  const pathOfCategory = await categoryPaths(shop, products);
  return { items: products.map((product) => toItem(product, shop.settings, pathOfCategory)) };
}

const readProduct = ({ http, settings }: Shop, id: string): Promise<CsProduct> =>
  http.json({ method: "GET", ...at(settings, `products/${id}`) }, CsProduct);

/** Throws `document.invalid` for a quantity the shop has no room for: it counts in whole units. */
function wholeUnits(quantity: Amount): string {
  const whole = round(quantity, 0);
  if (!equals(whole, quantity))
    throw new HubError("document.invalid", `CS-Cart counts in whole units, not ${quantity}`);
  return text(whole);
}

const isRecordId = (id: string): boolean => /^\d{1,18}$/.test(id);

/** Pictures are fetched by the shop: `main_pair` and `image_pairs` each take away what was there. It cannot be told to have none. */
function picturesOf(imageUrls: readonly string[]): Readonly<Record<string, unknown>> {
  const [main, ...others] = imageUrls.map((url) => ({ detailed: { image_path: url } }));
  return { ...(main !== undefined && { main_pair: main }), ...(others.length > 0 && { image_pairs: others }) };
}

/** Only what is given. Throws `document.invalid` for an extra field that the settings do not name. */
function bodyOf(item: z.output<typeof ItemWrite>, settings: Settings): Readonly<Record<string, unknown>> {
  const attributes = Object.entries(item.attributes ?? {});
  const strange = attributes.find(([name]) => !settings.productFields.includes(name));
  if (strange !== undefined)
    throw new HubError("document.invalid", `The field ${strange[0]} is not among the extra fields of this connection`);
  return {
    ...Object.fromEntries(attributes),
    ...(item.name !== undefined && { product: item.name }),
    ...(item.description !== undefined && { full_description: item.description }),
    ...(item.sellersItemIdentifier !== undefined && { product_code: item.sellersItemIdentifier }),
    ...(item.price !== undefined && { price: text(cents(item.price)) }),
    ...(item.vatClass !== undefined && { tax_ids: item.vatClass.split(",").filter((id) => id !== "") }),
    ...(item.categories !== undefined && item.categories.length > 0 && { category_ids: item.categories }),
    ...(item.imageUrls !== undefined && picturesOf(item.imageUrls)),
    ...(item.isActive !== undefined && { status: item.isActive ? "A" : "D" }),
    ...(item.stock !== undefined && { amount: wholeUnits(item.stock) }),
  };
}

/** A host ends a request of its own after half a minute or so; a product that is made later than that is not. */
export const writesEndAfterSeconds = 60;

export const createProduct: CreateOperation<CsCartSettings, "products.create"> = {
  repeat: "look-up",
  visibleAfterSeconds: writesEndAfterSeconds,
  async find(shop, _key, { input: { item } }) {
    const code = item.sellersItemIdentifier ?? "";
    const [found] = code === "" ? [] : await productsWithCode(shop, code);
    return found === undefined ? null : { id: found.product_id, number: found.product_code };
  },
  async run({ http, settings }, { item }) {
    const fallback = settings.defaultCategoryId === "" ? {} : { category_ids: [settings.defaultCategoryId] };
    const made = await http.json(
      {
        method: "POST",
        ...at(settings, "products"),
        json: { ...inCompany(settings), ...fallback, ...bodyOf(item, settings) },
      },
      Written.product,
    );
    return { id: made.product_id, number: item.sellersItemIdentifier ?? "" };
  },
};

/** The answer of a write names the product only, so it is read afterwards; its place in the tree when that was written. */
export async function updateProduct(
  shop: Shop,
  { externalId, item }: Input<"products.update">,
): Promise<RawOutput<"products.update">> {
  if (!isRecordId(externalId)) throw new HubError("document.invalid", `${externalId} is not the id of a product`);
  const { http, settings } = shop;
  const json = bodyOf(item, settings);
  await http.json({ method: "PUT", ...at(settings, `products/${externalId}`), json }, Written.product);
  const product = await readProduct(shop, externalId);
  const pathOfCategory = item.categories === undefined ? null : await categoryPaths(shop, [product]);
  return { item: toItem(product, settings, pathOfCategory) };
}

/** Whether the shop counts a product is asked first: it takes a number for one that it does not count, without a word. */
export async function setStock(shop: Shop, { items }: Input<"stock.set">): Promise<RawOutput<"stock.set">> {
  const { http, settings, signal } = shop;
  const wanted = items.map(({ externalId, quantity }) => ({ externalId, amount: wholeUnits(quantity) }));
  const set: RawOutput<"stock.set">["items"] = [];
  for (const { externalId, amount } of wanted) {
    signal.throwIfAborted();
    if (!isRecordId(externalId)) throw new HubError("document.invalid", `${externalId} is not the id of a product`);
    const before = await readProduct(shop, externalId);
    if (stockOf(before) === null || stockOf(before) === amount) {
      set.push({ externalId, quantity: stockOf(before) });
      continue;
    }
    await http.json({ method: "PUT", ...at(settings, `products/${externalId}`), json: { amount } }, Written.product);
    set.push({ externalId, quantity: stockOf(await readProduct(shop, externalId)) });
  }
  return { items: set };
}
