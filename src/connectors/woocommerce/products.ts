import { z } from "zod";
import type { CreateOperation, Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import type { ItemWrite } from "#domain/item.ts";
import { categoryPaths } from "./categories.ts";
import { withoutEntities } from "./entities.ts";
import { productItem, variationItem } from "./items.ts";
import { pageSize, samePage } from "./pages.ts";
import { WooProduct, WooVariation, type WooAttribute } from "./schema.ts";
import type { WooCommerceSettings } from "./settings.ts";
import { recordId, wholeUnits, writesEndAfterSeconds } from "./writing.ts";

type Shop = Session<WooCommerceSettings>;

/** An address that servers and caches all take. */
const longestList = 1500;

/** Codes in lists as the shop takes them, with commas in between: one that holds a comma is asked for alone. */
function listsOf(codes: readonly string[]): string[] {
  const lists = codes.filter((code) => code.includes(","));
  let list = "";
  for (const code of codes) {
    if (code.includes(",")) continue;
    const longer = list === "" ? code : `${list},${code}`;
    if (list !== "" && encodeURIComponent(longer).length > longestList) {
      lists.push(list);
      list = code;
    } else list = longer;
  }
  return list === "" ? lists : [...lists, list];
}

/** The shop compares without regard to capitals: exactly here. Variations come in the form of products. */
async function productsWithCode({ http, signal }: Shop, codes: readonly string[]): Promise<WooProduct[]> {
  const wanted = new Set(codes);
  const found = new Map<string, WooProduct>();
  for (const sku of listsOf([...wanted])) {
    let first: string | undefined;
    for (let page = 1, isFull = true; isFull; page += 1) {
      signal.throwIfAborted();
      const query = { sku, orderby: "id", order: "asc", per_page: pageSize, page };
      const rows = await http.json({ method: "GET", path: "wc/v3/products", query }, z.array(WooProduct));
      if (first !== undefined && rows[0]?.id === first) throw samePage("wc/v3/products");
      first = rows[0]?.id;
      for (const product of rows) if (wanted.has(product.sku)) found.set(product.id, product);
      isFull = rows.length === pageSize;
    }
  }
  return [...found.values()];
}

export async function findProducts(shop: Shop, { codes }: Input<"products.find">): Promise<RawOutput<"products.find">> {
  const products = await productsWithCode(shop, codes);
  const pathOf = await categoryPaths(shop, products);
  return { items: products.map((product) => productItem(product, shop.settings, pathOf)) };
}

/** What products and variations both have. */
const commonBody = ({ sellersItemIdentifier, description, price, vatClass }: ItemWrite) => ({
  ...(sellersItemIdentifier !== undefined && { sku: sellersItemIdentifier }),
  ...(description !== undefined && { description }),
  ...(price !== undefined && { regular_price: price }),
  ...(vatClass !== undefined &&
    (vatClass === "" ? { tax_status: "none" } : { tax_status: "taxable", tax_class: vatClass })),
});

const productBody = (item: ItemWrite) => ({
  ...(item.name !== undefined && { name: item.name }),
  ...commonBody(item),
  ...(item.categories !== undefined && { categories: item.categories.map((id) => ({ id: Number(recordId(id)) })) }),
  ...(item.imageUrls !== undefined && { images: item.imageUrls.map((src) => ({ src })) }),
  ...(item.isActive !== undefined && { status: item.isActive ? "publish" : "draft" }),
});

/** Of a variation the shop composes the name; its product has the categories, and its attributes say which one it is. */
const variationBody = (item: ItemWrite) => ({
  ...commonBody(item),
  ...(item.imageUrls?.[0] !== undefined && { image: { src: item.imageUrls[0] } }),
  ...(item.isActive !== undefined && { status: item.isActive ? "publish" : "private" }),
});

/** An attribute of one product: people see it, and choose nothing by it. */
const attributeOf = (name: string, value: string) => ({ name, visible: true, variation: false, options: [value] });

/**
 * The list is replaced as a whole, so what the shop has besides goes along as it stands; an empty value takes one away. What variations are
 * chosen by is never touched.
 */
function mergedAttributes(standing: readonly WooAttribute[], wanted: Readonly<Record<string, string>>): object[] {
  const values = new Map(Object.entries(wanted).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  const kept = standing.flatMap((one): object[] => {
    const key = withoutEntities(one.name).toLowerCase();
    const given = one["variation"] === true ? undefined : values.get(key);
    const { option: _chosen, ...whole } = one;
    if (given === undefined) return [whole];
    values.delete(key);
    return given.value === "" ? [] : [{ ...whole, options: [given.value] }];
  });
  const taken = new Set(standing.map(({ name }) => withoutEntities(name).toLowerCase()));
  const added = [...values].filter(([key, { value }]) => value !== "" && !taken.has(key));
  return [...kept, ...added.map(([, { name, value }]) => attributeOf(name, value))];
}

/** An unknown class is made the standard one without a word: with that, people would pay another rate. */
const otherClass = (item: ItemWrite, stands: Pick<WooProduct, "tax_class" | "tax_status">): boolean =>
  item.vatClass !== undefined &&
  item.vatClass !== "" &&
  (stands.tax_status !== "taxable" || (stands.tax_class || "standard") !== item.vatClass);

const noSuchClass = (vatClass = ""): HubError =>
  new HubError("document.rejected", `The shop has no tax class ${vatClass} (any more)`, {
    details: { field: "vatClass", value: vatClass },
  });

const standsWithOtherClass = ({ vatClass = "" }: ItemWrite, { id, sku }: Pick<WooProduct, "id" | "sku">): HubError =>
  new HubError(
    "remote.conflict",
    `The shop has ${sku} (product ${id}) with another tax class than ${vatClass}: choose a class the shop has, and remove the product there`,
    { asksPerson: true, details: { field: "vatClass", value: vatClass } },
  );

export const createProduct: CreateOperation<WooCommerceSettings, "products.create"> = {
  repeat: "look-up",
  visibleAfterSeconds: writesEndAfterSeconds,
  async find(shop, _key, { input: { item } }) {
    const code = item.sellersItemIdentifier ?? "";
    const [found] = code === "" ? [] : await productsWithCode(shop, [code]);
    // Made with another class by an attempt whose removal failed; or somebody made one, and that is not ours to remove.
    if (found !== undefined && otherClass(item, found)) throw standsWithOtherClass(item, found);
    return found === undefined ? null : { id: found.id, number: found.sku };
  },
  async run({ http }, { item }) {
    if ((item.sellersItemIdentifier ?? "") === "" || (item.name ?? "") === "")
      throw new HubError("document.invalid", "A product without a code could not be found again");
    const { stock, attributes = {} } = item;
    const json = {
      type: "simple",
      ...productBody(item),
      ...(stock !== undefined && { manage_stock: true, stock_quantity: wholeUnits(stock) }),
      attributes: mergedAttributes([], attributes),
    };
    const made = await http.json({ method: "POST", path: "wc/v3/products", json }, WooProduct);
    if (otherClass(item, made)) {
      // Nobody can have bought it yet.
      await http.json({ method: "DELETE", path: `wc/v3/products/${made.id}`, query: { force: true } }, z.unknown());
      throw noSuchClass(item.vatClass);
    }
    return { id: made.id, number: made.sku };
  },
};

const Named = WooProduct.pick({ id: true, name: true, attributes: true });

/** Throws `document.rejected` when the record is not there, or the shop kept another tax class than was sent. */
export async function updateProduct(
  shop: Shop,
  { externalId, externalParentId, item }: Input<"products.update">,
): Promise<RawOutput<"products.update">> {
  const { http, settings } = shop;
  const read = (id: string) =>
    http.json({ method: "GET", path: `wc/v3/products/${id}`, query: { _fields: "id,name,attributes" } }, Named);
  if (externalParentId !== "") {
    const parent = await read(recordId(externalParentId));
    const path = `wc/v3/products/${parent.id}/variations/${recordId(externalId)}`;
    const variation = await http.json({ method: "PUT", path, json: variationBody(item) }, WooVariation);
    return { item: variationItem(variation, parent, settings) };
  }
  const path = `wc/v3/products/${recordId(externalId)}`;
  const { attributes } = item;
  const merged = attributes && { attributes: mergedAttributes((await read(externalId)).attributes, attributes) };
  const product = await http.json({ method: "PUT", path, json: { ...productBody(item), ...merged } }, WooProduct);
  if (otherClass(item, product)) throw noSuchClass(item.vatClass);
  // Where they stand in the tree is only asked for when that was written.
  const pathOf = await categoryPaths(shop, item.categories === undefined ? [] : [product]);
  return { item: productItem(product, settings, pathOf) };
}
