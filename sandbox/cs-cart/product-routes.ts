/** `/products` with their images (contract sections 3 and 7). */
import {
  entriesOf,
  found,
  isObject,
  like,
  listed,
  parameter,
  parameters,
  sortOrderOf,
  text,
  whole,
  type Asked,
  type Json,
  type Reply,
} from "./asked.ts";
import type { Product } from "./catalog.ts";
import { money, phpCents } from "./cents.ts";
import type { Image } from "./images.ts";
import { missing, Refused } from "./refusals.ts";
import type { World } from "./world.ts";

function pairDocument({ pairId, imageId, path }: Image, world: World): Json {
  const detailed = { object_type: "detailed", image_path: world.home() + path, alt: "" };
  return { pair_id: String(pairId), image_id: "0", detailed_id: String(imageId), position: "0", detailed };
}

function productRow(product: Product, world: World): Json {
  const { productId, companyId, name, code, price, listPrice, amount, tracking, taxIds, categoryIds } = product;
  return {
    ...{ product_id: String(productId), company_id: String(companyId), product: name, product_code: code },
    ...{ price: money(price), list_price: money(listPrice), amount: String(amount), tracking, status: product.status },
    ...{ tax_ids: taxIds.map(String), category_ids: categoryIds, main_category: categoryIds[0] ?? 0 },
    ...{ timestamp: String(product.timestamp), updated_timestamp: String(product.updatedTimestamp) },
    ...{ weight: product.weight, main_pair: product.main === null ? {} : pairDocument(product.main, world) },
  };
}

const productDocument = (product: Product, world: World): Json => ({
  ...productRow(product, world),
  image_pairs: Object.fromEntries(product.extra.map((image) => [image.pairId, pairDocument(image, world)])) as Json,
});

type Sorting = "product" | "product_code" | "price" | "amount" | "timestamp" | "updated_timestamp";
const keys: Readonly<Record<Sorting, (product: Product) => string | number | bigint>> = {
  product: ({ name }) => name.toLowerCase(),
  product_code: ({ code }) => code,
  price: ({ price }) => price,
  amount: ({ amount }) => amount,
  timestamp: ({ timestamp }) => timestamp,
  updated_timestamp: ({ updatedTimestamp }) => updatedTimestamp,
};
const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** `before` are those that were in order a moment ago; products are never taken away. Sorting what is nearly sorted is quick. */
function sorted(world: World, by: Sorting, before: readonly Product[]): Product[] {
  const keyOf = keys[by];
  const all = [...before, ...[...world.catalog.products.values()].slice(before.length)];
  const keyed = all.map((product) => [keyOf(product), product] as const);
  keyed.sort(([a, one], [b, other]) => compare(a, b) || one.productId - other.productId);
  return keyed.map(([, product]) => product);
}

function categoriesOf(world: World, asked: Asked): Set<number> | null {
  const given = parameter(asked, "cid");
  if (given === "") return null;
  const wanted = new Set([whole(given)]);
  if (parameter(asked, "subcats") !== "Y") return wanted;
  for (const { categoryId, parentId } of world.data.categories) if (wanted.has(parentId)) wanted.add(categoryId);
  return wanted;
}

function filtersOf(asked: Asked, world: World): ((product: Product) => boolean)[] {
  const filters: ((product: Product) => boolean)[] = [];
  if (asked.companyId !== null) filters.push(({ companyId }) => companyId === asked.companyId);
  const company = parameter(asked, "company_id");
  if (company !== "") filters.push(({ companyId }) => String(companyId) === company);
  const statuses = parameters(asked, "status");
  if (statuses.length > 0) filters.push(({ status }) => statuses.includes(status));
  const categories = categoriesOf(world, asked);
  if (categories !== null) filters.push(({ categoryIds }) => categoryIds.some((id) => categories.has(id)));
  for (const [name, valueOf] of [
    ["amount", ({ amount }: Product) => BigInt(amount) * 100n],
    ["price", ({ price }: Product) => price],
  ] as const) {
    const [from, to] = [parameter(asked, `${name}_from`), parameter(asked, `${name}_to`)];
    if (from !== "") filters.push((product) => valueOf(product) >= phpCents(from));
    if (to !== "") filters.push((product) => valueOf(product) <= phpCents(to));
  }
  // `q` says what, `pcode` and `pname` say where: without either it does nothing.
  const [q, inCode, inName] = [parameter(asked, "q"), parameter(asked, "pcode"), parameter(asked, "pname")];
  if (q !== "" && (inCode === "Y" || inName === "Y")) {
    const fits = like(q);
    filters.push(({ code, name }) => (inCode === "Y" && fits(code)) || (inName === "Y" && fits(name)));
  }
  return filters;
}

/** What is kept of a catalogue in order, until it changes: 10,000 products are not sorted for every page. */
interface Kept {
  readonly revision: number;
  readonly by: Sorting;
  readonly products: readonly Product[];
}

function listOf(world: World): (asked: Asked) => Reply {
  let kept: Kept | null = null;
  return (asked) => {
    const given = parameter(asked, "sort_by");
    const isKnown = given in keys && (given !== "updated_timestamp" || world.settings.sortsByUpdated);
    const sortBy = isKnown ? (given as Sorting) : "product";
    const sortOrder = sortOrderOf(asked, "asc");
    const { revision } = world.catalog;
    if (kept?.by !== sortBy || kept.revision !== revision) {
      kept = { revision, by: sortBy, products: sorted(world, sortBy, kept?.by === sortBy ? kept.products : []) };
    }
    const filters = filtersOf(asked, world);
    const rows = kept.products.filter((product) => filters.every((fits) => fits(product)));
    if (sortOrder === "desc") rows.reverse();
    const show = (product: Product): Json => productRow(product, world);
    const idOf = ({ productId }: Product): string => String(productId);
    return listed(asked, world.settings, { noun: "products", rows, idOf, show, sortBy, sortOrder });
  };
}

function productOf(world: World, { id, who, companyId }: Asked): Product {
  const product = /^\d+$/.test(id) ? world.catalog.products.get(Number(id)) : undefined;
  if (product === undefined) throw new Refused(404);
  if (companyId !== null && product.companyId !== companyId) throw new Refused(who.type === "V" ? 403 : 404);
  return product;
}

/** `image_path` of a pair; "" when there is none. */
function sourceOf(pair: unknown): string {
  const detailed = isObject(pair) ? pair["detailed"] : undefined;
  return isObject(detailed) ? text(detailed["image_path"]) : "";
}

/** First the old pictures go, then the new ones are looked for: what cannot be had leaves nothing behind. */
async function replaceImages(world: World, product: Product, as: "main" | "extra", pairs: unknown[]): Promise<void> {
  const { productId } = product;
  const { changes } = world.images;
  const old = as === "extra" ? product.extra : product.main === null ? [] : [product.main];
  if (as === "main") product.main = null;
  else product.extra = [];
  for (const image of old) {
    world.images.forget(image);
    changes.push({ productId, change: "removed", as, source: image.source });
  }
  for (const source of pairs.map(sourceOf)) {
    const image = await world.images.take(source, world.settings.imageBytes);
    changes.push({ productId, change: image === null ? "not taken over" : "added", as, source });
    if (image === null) continue;
    if (as === "main") product.main = image;
    else product.extra.push(image);
  }
}

const ids = (given: unknown): number[] =>
  (typeof given === "string" ? given.split(",") : entriesOf(given).map(([, id]) => id)).map(whole);

/** What of a body the shop takes over; the rest of it is passed over. */
const writers: Readonly<Record<string, (product: Product, given: unknown) => void>> = {
  product: (product, given) => void (product.name = text(given)),
  product_code: (product, given) => void (product.code = text(given)),
  price: (product, given) => void (product.price = phpCents(given)),
  list_price: (product, given) => void (product.listPrice = phpCents(given)),
  weight: (product, given) => void (product.weight = text(given)),
  tax_ids: (product, given) => void (product.taxIds = ids(given)),
  category_ids: (product, given) => void (product.categoryIds = ids(given)),
  main_category(product, given) {
    const main = whole(given);
    product.categoryIds = [main, ...product.categoryIds.filter((id) => id !== main)];
  },
  status(product, given) {
    const status = (["A", "D", "H"] as const).find((one) => one === given);
    if (status !== undefined) product.status = status;
  },
  tracking(product, given) {
    const tracking = (["B", "O", "D"] as const).find((one) => one === given);
    if (tracking !== undefined) product.tracking = tracking;
  },
};

async function write(world: World, product: Product, { body, ignore }: Asked): Promise<void> {
  for (const [name, given] of Object.entries(body)) {
    if (name in writers) writers[name]?.(product, given);
    else if (!["amount", "main_pair", "image_pairs", "company_id"].includes(name)) ignore(name);
  }
  // Stock that is kept per combination is not that of the product: the amount is written and does nothing.
  if ("amount" in body) world.catalog.move(product, whole(body["amount"]) - product.amount, { cause: "api" });
  world.catalog.touched(product);
  if ("main_pair" in body) await replaceImages(world, product, "main", [body["main_pair"]]);
  if ("image_pairs" in body) {
    const pairs = entriesOf(body["image_pairs"]).map(([, pair]) => pair);
    await replaceImages(world, product, "extra", pairs);
  }
}

async function create(world: World, asked: Asked): Promise<Reply> {
  const { body, companyId } = asked;
  const required = ["product", "price", ...(world.settings.categories === "required" ? ["category_ids"] : [])];
  const absent = required.find((name) => text(body[name]) === "" && entriesOf(body[name]).length === 0);
  if (absent !== undefined) throw missing(absent);
  const owner = companyId ?? (whole(body["company_id"]) || 1);
  const first = world.data.categories[0]?.categoryId ?? 0;
  const product = world.catalog.add({ code: "", taxIds: [], categoryIds: [first], companyId: owner });
  await write(world, product, asked);
  return { status: 201, body: { product_id: product.productId } };
}

export function productRoutes(world: World) {
  return {
    list: listOf(world),
    read: (asked: Asked): Reply => found(productDocument(productOf(world, asked), world)),
    create: (asked: Asked): Promise<Reply> => create(world, asked),
    async update(asked: Asked): Promise<Reply> {
      const product = productOf(world, asked);
      await write(world, product, asked);
      return found({ product_id: String(product.productId) });
    },
  };
}
