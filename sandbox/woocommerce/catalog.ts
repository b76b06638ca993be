/** Everything the shop serves straight from rest/lists: products, customers, taxes, settings (contract sections 2 and 8). */
import { randomInt } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { ItemJson } from "./documents.ts";
import { noRoute, unknownId } from "./errors.ts";
import type { OrderStore } from "./orders.ts";
import { cleaned, type Rules } from "./params.ts";
import { parseList, scalar } from "./php.ts";
import { pageOf } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";

/** One file of rest/lists. */
export interface Recording {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export type ReadList = (name: string) => Recording;

const RULES: Rules = {
  orderby: [
    "date",
    "id",
    "include",
    "title",
    "slug",
    "modified",
    "price",
    "popularity",
    "rating",
    "menu_order",
    "name",
  ],
  integers: [],
};

const VARIATION_LINKS = ["self", "collection", "up"];

export class Catalog {
  readonly products = new Map<number, ItemJson>();
  /** Variations in the form of `/products/{id}/variations`. */ readonly variations = new Map<number, ItemJson>();
  readonly #list: ReadList;
  readonly #store: OrderStore;
  readonly #clock: Clock;
  /** Variations in the product form a search by SKU answers, as far as recorded. */
  readonly #asProducts = new Map<number, ItemJson>();

  constructor(list: ReadList, store: OrderStore, clock: Clock) {
    this.#list = list;
    this.#store = store;
    this.#clock = clock;
    for (const item of list("products").body as ItemJson[]) this.products.set(item.id, structuredClone(item));
    for (const item of list("product-variations").body as ItemJson[]) {
      this.variations.set(item.id, structuredClone(item));
    }
    const [recorded] = list("product-by-sku-variation").body as ItemJson[];
    if (recorded !== undefined) this.#asProducts.set(recorded.id, recorded);
  }

  /** Related products are drawn anew on every read, as the recordings of one product show. */
  #text(item: ItemJson): string {
    const related = item["related_ids"];
    if (!Array.isArray(related) || related.length === 0) return this.#store.text(item);
    const others = [...this.products.keys()].filter((id) => id !== item.id);
    while (others.length > related.length) others.splice(randomInt(others.length), 1);
    for (let last = others.length - 1; last > 0; last -= 1) others.push(...others.splice(randomInt(last + 1), 1));
    return this.#store.text({ ...item, related_ids: others });
  }

  customers(): ReadonlySet<number> {
    return new Set((this.#list("customers").body as ItemJson[]).map((customer) => customer.id));
  }

  /** A settings or report list that ignores paging. */
  whole(name: string, ask: Ask): Reply {
    const { body, headers } = this.#list(name);
    const kept: Record<string, string> = {};
    for (const [header, shown] of [
      ["x-wp-total", "X-WP-Total"],
      ["x-wp-totalpages", "X-WP-TotalPages"],
    ] as const) {
      const value = headers[header];
      if (value !== undefined) kept[shown] = value;
    }
    const one = (item: unknown): string => withFields(this.#store.text(item), ask.query);
    return json(Array.isArray(body) ? `[${body.map(one).join(",")}]` : one(body), 200, kept);
  }

  paged(name: string, ask: Ask, keep: (item: ItemJson) => boolean = () => true): Reply {
    const params = cleaned(ask.query, RULES, this.#clock);
    const items = (this.#list(name).body as ItemJson[]).filter(keep);
    return collection(ask, params, pageOf(items, params), (item) => this.#store.text(item));
  }

  customerList(ask: Ask): Reply {
    const email = scalar(ask.query.get("email"));
    return this.paged("customers", ask, (item) => email === undefined || item["email"] === email);
  }

  /** `/reports/orders/totals`: the recorded draft without a recording stays counted, the rest is the store. */
  totals(surplus: ReadonlyMap<string, number>): Reply {
    const counts = new Map(surplus);
    for (const { status } of this.#store.sorted("id")) counts.set(status, (counts.get(status) ?? 0) + 1);
    const recorded = this.#list("orders-totals").body as { slug: string; name: string; total: number }[];
    const known = new Set(recorded.map((row) => row.slug));
    const plugin = this.#store.statuses().filter((slug) => slug !== "auto-draft" && !known.has(slug));
    const rows = [...recorded, ...plugin.map((slug) => ({ slug, name: slug, total: 0 }))];
    return json(this.#store.text(rows.map((row) => ({ ...row, total: counts.get(row.slug) ?? 0 }))));
  }

  #asProduct(variation: ItemJson): ItemJson {
    const parent = this.products.get(Number(variation["parent_id"]));
    const form = this.#asProducts.get(variation.id) ?? parent ?? variation;
    const shared = Object.fromEntries(Object.entries(variation).filter(([name]) => name in form));
    const home = `https://127.0.0.1:8443/wp-json/wc/v3/products`;
    const links = {
      self: `${home}/${variation.id}`,
      collection: home,
      up: `${home}/${String(variation["parent_id"])}`,
    };
    const hints = { targetHints: { allow: ["GET", "POST", "PUT", "PATCH", "DELETE"] } };
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
          [{ href: links[rel as keyof typeof links], ...(rel === "self" ? hints : {}) }],
        ]),
      ),
    } as ItemJson;
  }

  /** `sku` is a comma list and `global_unique_id` exact; both also find variations (section 8). */
  productList(ask: Ask): Reply {
    const params = cleaned(ask.query, RULES, this.#clock);
    const skus = parseList(params.get("sku"));
    const gtin = scalar(params.get("global_unique_id")) ?? "";
    const include = new Set(parseList(params.get("include")).map(Number));
    const exclude = new Set(parseList(params.get("exclude")).map(Number));
    const type = scalar(params.get("type"));
    let items = [...this.products.values()];
    if (skus.length > 0 || gtin !== "") {
      items = [...items, ...[...this.variations.values()].map((variation) => this.#asProduct(variation))];
    }
    items = items.filter(
      (item) =>
        (skus.length === 0 || skus.includes(String(item["sku"]))) &&
        (gtin === "" || item["global_unique_id"] === gtin) &&
        (include.size === 0 || include.has(item.id)) &&
        !exclude.has(item.id) &&
        (type === undefined || item["type"] === type) &&
        this.#within(item, params),
    );
    const orderby = scalar(params.get("orderby")) ?? "date";
    const field = { date: "date_created_gmt", modified: "date_modified_gmt" }[orderby];
    const key = (item: ItemJson): string => (field === undefined ? "" : String(item[field]));
    items.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
    if ((scalar(params.get("order")) ?? "desc") === "desc") items.reverse();
    return collection(ask, params, pageOf(items, params), (item) => this.#text(item));
  }

  #within(item: ItemJson, params: ReturnType<typeof cleaned>): boolean {
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
    return json(withFields(this.#text(product), ask.query));
  }

  variationList(ask: Ask): Reply {
    const parent = ask.ids[0] ?? 0;
    if (!this.products.has(parent)) throw unknownId("product");
    const params = cleaned(ask.query, RULES, this.#clock);
    const items = [...this.variations.values()].filter((item) => item["parent_id"] === parent);
    return collection(ask, params, pageOf(items, params), (item) => this.#store.text(item));
  }

  getVariation(ask: Ask): Reply {
    const variation = this.variations.get(ask.ids[1] ?? 0);
    if (variation === undefined || variation["parent_id"] !== ask.ids[0]) throw unknownId("product_variation");
    return json(withFields(this.#store.text(variation), ask.query));
  }

  /** One item of a recorded list by id, for taxes, customers, coupons. */
  one(name: string, ask: Ask): Reply {
    const item = (this.#list(name).body as ItemJson[]).find((candidate) => candidate.id === ask.ids[0]);
    if (item === undefined) throw name === "coupons" ? unknownId("shop_coupon") : noRoute();
    return json(withFields(this.#store.text(item), ask.query));
  }
}
