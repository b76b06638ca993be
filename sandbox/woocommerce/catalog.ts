/** The shop's products and variations, and how they are listed and found (contract sections 2 and 8). */
import { randomInt } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { ItemJson } from "./documents.ts";
import { unknownId } from "./errors.ts";
import type { ReadList } from "./lists.ts";
import { RECORDED_URL, type OrderStore } from "./orders.ts";
import { cleaned, type Rules } from "./params.ts";
import { parseList, scalar, type Params } from "./php.ts";
import { pageOf } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";

const ORDERBY = ["date", "id", "include", "title", "slug", "modified", "price", "popularity", "rating", "menu_order"];
export const STATUSES = ["draft", "pending", "private", "publish", "future", "trash", "auto-draft"];
const RULES: Rules = { orderby: [...ORDERBY, "name"], statuses: ["any", ...STATUSES], integers: ["parent"] };
const VARIATION_LINKS = ["self", "collection", "up"];
export const HINTS = { targetHints: { allow: ["GET", "POST", "PUT", "PATCH", "DELETE"] } };

export const isVariation = (item: ItemJson): boolean => item["type"] === "variation";

export class Catalog {
  readonly products = new Map<number, ItemJson>();
  /** Variations in the form of `/products/{id}/variations`. */ readonly variations = new Map<number, ItemJson>();
  /** Ids of each SKU; more than one when a plugin let it happen (section 8). */
  readonly #bySku = new Map<string, Set<number>>();
  readonly #skuOf = new Map<number, string>();
  readonly #store: OrderStore;
  readonly #clock: Clock;
  /** Variations in the product form a search by SKU answers, as far as recorded. */
  readonly #asProducts = new Map<number, ItemJson>();
  #highest = 0;

  constructor(list: ReadList, store: OrderStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    for (const item of list("products").body as ItemJson[]) this.keep(structuredClone(item));
    for (const item of list("product-variations").body as ItemJson[]) this.keep(structuredClone(item));
    const [recorded] = list("product-by-sku-variation").body as ItemJson[];
    if (recorded !== undefined) this.#asProducts.set(recorded.id, recorded);
  }

  /** Products, variations and pictures have ids of one sequence. */
  nextId(): number {
    this.#highest += 1;
    return this.#highest;
  }

  /** Keeps a product or variation as it now is: nothing is fired and no date is touched. */
  keep(item: ItemJson): void {
    (isVariation(item) ? this.variations : this.products).set(item.id, item);
    this.#highest = Math.max(this.#highest, item.id);
    const parent = this.products.get(Number(item["parent_id"]));
    const siblings = (parent?.["variations"] ?? []) as number[];
    if (parent !== undefined && !siblings.includes(item.id)) parent["variations"] = [...siblings, item.id];
    this.#unlistSku(item.id);
    const sku = String(item["sku"] ?? "");
    if (sku === "") return;
    this.#skuOf.set(item.id, sku);
    this.#bySku.set(sku, (this.#bySku.get(sku) ?? new Set()).add(item.id));
  }

  forget(id: number): void {
    this.#unlistSku(id);
    this.products.delete(id);
    this.variations.delete(id);
  }

  #unlistSku(id: number): void {
    const sku = this.#skuOf.get(id);
    if (sku !== undefined) this.#bySku.get(sku)?.delete(id);
    this.#skuOf.delete(id);
  }

  item(id: number): ItemJson | undefined {
    return this.products.get(id) ?? this.variations.get(id);
  }

  withSku(sku: string): readonly ItemJson[] {
    return [...(this.#bySku.get(sku) ?? [])].flatMap((id) => this.item(id) ?? []);
  }

  variationsOf(parent: number): readonly ItemJson[] {
    const ids = (this.products.get(parent)?.["variations"] ?? []) as number[];
    return ids.flatMap((id) => this.variations.get(id) ?? []);
  }

  /** A save records its time, and that of a variation the time of its product as well. */
  touch(item: ItemJson): void {
    const now = this.#clock.now();
    const parent = isVariation(item) ? this.products.get(Number(item["parent_id"])) : undefined;
    for (const one of parent === undefined ? [item] : [item, parent]) {
      one["date_modified"] = now.local;
      one["date_modified_gmt"] = now.gmt;
    }
  }

  /** Which record counts the stock of this one: itself, its product, or none. */
  counter(item: ItemJson): ItemJson | undefined {
    if (item["manage_stock"] === true) return item;
    const parent = isVariation(item) ? this.products.get(Number(item["parent_id"])) : undefined;
    return parent?.["manage_stock"] === true ? parent : undefined;
  }

  /** A variation that is counted with its product says `parent`, and shows the product's stock. */
  shownVariation(variation: ItemJson): ItemJson {
    const counter = this.counter(variation);
    if (counter === undefined || counter === variation) return variation;
    const { stock_quantity, stock_status, backorders } = counter;
    return { ...variation, manage_stock: "parent", stock_quantity, stock_status, backorders };
  }

  /** Related products are drawn anew on every read, as the recordings of one product show. */
  text(item: ItemJson): string {
    const related = item["related_ids"];
    if (!Array.isArray(related) || related.length === 0) return this.#store.text(item);
    const others = [...this.products.keys()].filter((id) => id !== item.id);
    const drawn: number[] = [];
    while (drawn.length < related.length && others.length > 0)
      drawn.push(...others.splice(randomInt(others.length), 1));
    return this.#store.text({ ...item, related_ids: drawn });
  }

  #asProduct(kept: ItemJson): ItemJson {
    const variation = this.shownVariation(kept);
    const parent = this.products.get(Number(variation["parent_id"]));
    const form = this.#asProducts.get(variation.id) ?? parent ?? variation;
    const shared = Object.fromEntries(Object.entries(variation).filter(([name]) => name in form));
    const home = `${RECORDED_URL}/wp-json/wc/v3/products`;
    const links = {
      self: `${home}/${variation.id}`,
      collection: home,
      up: `${home}/${String(variation["parent_id"])}`,
    };
    return {
      ...form,
      ...shared,
      id: variation.id,
      type: "variation",
      name: `${String(parent?.["name"] ?? "")} - ${String(variation["name"])}`,
      ...(form === parent
        ? { images: [], default_attributes: [], variations: [], related_ids: [], categories: [], price_html: "" }
        : {}),
      _links: Object.fromEntries(
        VARIATION_LINKS.map((rel) => [
          rel,
          [{ href: links[rel as keyof typeof links], ...(rel === "self" ? HINTS : {}) }],
        ]),
      ),
    } as ItemJson;
  }

  /** `sku` is a comma list and `global_unique_id` exact; both also find variations (section 8). */
  productList(ask: Ask): Reply {
    const params = cleaned(ask.query, RULES, this.#clock);
    const skus = skusIn(params);
    const gtin = scalar(params.get("global_unique_id")) ?? "";
    const include = new Set(parseList(params.get("include")).map(Number));
    const exclude = new Set(parseList(params.get("exclude")).map(Number));
    const type = scalar(params.get("type"));
    const status = parseList(params.get("status"))[0] ?? "any";
    const category = scalar(params.get("category"));
    const search = (scalar(params.get("search")) ?? "").toLowerCase();
    const found = (item: ItemJson): boolean =>
      (skus.size === 0 || skus.has(String(item["sku"]))) && (gtin === "" || item["global_unique_id"] === gtin);
    const also = skus.size > 0 || gtin !== "" ? [...this.variations.values()].filter(found) : [];
    const items = [...[...this.products.values()].filter(found), ...also.map((item) => this.#asProduct(item))].filter(
      (item) =>
        (include.size === 0 || include.has(item.id)) &&
        !exclude.has(item.id) &&
        (type === undefined || item["type"] === type) &&
        (status === "any" ? item["status"] !== "trash" : item["status"] === status) &&
        (category === undefined || (item["categories"] as ItemJson[]).some(({ id }) => id === Number(category))) &&
        (search === "" || `${String(item["name"])} ${String(item["sku"])}`.toLowerCase().includes(search)) &&
        this.#within(item, params),
    );
    return collection(ask, params, pageOf(sorted(items, params), params), (item) => this.text(item));
  }

  #within(item: ItemJson, params: Params): boolean {
    const gmt = params.get("dates_are_gmt") === "1";
    return ["after", "before", "modified_after", "modified_before"].every((name) => {
      const text = scalar(params.get(name));
      const limit = text === undefined ? undefined : this.#clock.threshold(text, gmt);
      if (limit === undefined) return true;
      const value = String(item[name.startsWith("modified") ? "date_modified_gmt" : "date_created_gmt"]);
      return name.endsWith("after") ? value > limit : value < limit;
    });
  }

  /** A variation is also found under its own id, in the product form. */
  product(id: number): ItemJson | undefined {
    const variation = this.variations.get(id);
    return this.products.get(id) ?? (variation === undefined ? undefined : this.#asProduct(variation));
  }

  getProduct(ask: Ask): Reply {
    const product = this.product(ask.ids[0] ?? 0);
    if (product === undefined) throw unknownId("product");
    return json(withFields(this.text(product), ask.query));
  }

  variationList(ask: Ask): Reply {
    const parent = ask.ids[0] ?? 0;
    if (!this.products.has(parent)) throw unknownId("product");
    const params = cleaned(ask.query, RULES, this.#clock);
    const skus = skusIn(params);
    const items = this.variationsOf(parent).filter(
      (item) => (skus.size === 0 || skus.has(String(item["sku"]))) && this.#within(item, params),
    );
    return collection(ask, params, pageOf(sorted(items, params), params), (item) =>
      this.#store.text(this.shownVariation(item)),
    );
  }

  getVariation(ask: Ask): Reply {
    const variation = this.variations.get(ask.ids[1] ?? 0);
    if (variation === undefined || variation["parent_id"] !== ask.ids[0]) throw unknownId("product_variation");
    return json(withFields(this.#store.text(this.shownVariation(variation)), ask.query));
  }
}

/** Split at commas alone, so that a SKU may hold spaces; the whole text counts as one as well. */
function skusIn(params: Params): ReadonlySet<string> {
  const text = scalar(params.get("sku")) ?? "";
  return new Set(text === "" ? [] : [...text.split(","), text]);
}

function sorted(items: readonly ItemJson[], params: Params): ItemJson[] {
  const field = { date: "date_created_gmt", modified: "date_modified_gmt" }[scalar(params.get("orderby")) ?? "date"];
  const key = (item: ItemJson): string => (field === undefined ? "" : String(item[field]));
  const rising = items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
  return (scalar(params.get("order")) ?? "desc") === "desc" ? rising.reverse() : rising;
}
