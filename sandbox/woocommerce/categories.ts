/** Product categories over REST: a tree of terms (contract section 8, and WordPress for the refusals). */
import { HINTS, type Catalog } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import type { ItemJson, Json } from "./documents.ts";
import { ApiError, invalidParams, missingParams, wrongType } from "./errors.ts";
import { RECORDED_URL, type OrderStore } from "./orders.ts";
import { cleaned, type Rules } from "./params.ts";
import { scalar } from "./php.ts";
import { pageOf } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";
import { asTerm, slugOf } from "./sanitising.ts";

export interface Categories {
  readonly list: readonly ItemJson[];
  /** As products show them: what does not exist is left out, and nothing at all is the shop's default category. */
  shown(ids: readonly number[]): Json[];
  readonly routes: {
    list(ask: Ask): Reply;
    get(ask: Ask): Reply;
    create(ask: Ask): Reply;
    update(ask: Ask): Reply;
    remove(ask: Ask): Reply;
  };
}

const RULES: Rules = {
  orderby: ["id", "include", "name", "slug", "term_group", "description", "count"],
  integers: ["parent", "product"],
};
const DEFAULT_ID = 15;

export function categoriesOf(catalog: Catalog, store: OrderStore, clock: Clock): Categories {
  const terms = new Map<number, ItemJson>();
  for (const product of catalog.products.values()) {
    for (const one of product["categories"] as ItemJson[]) terms.set(one.id, term(one.id, one, 0));
  }
  const home = `${RECORDED_URL}/wp-json/wc/v3/products/categories`;

  function term(id: number, { name, slug }: Json, parent: number): ItemJson {
    const empty = { description: "", display: "default", image: null, menu_order: 0, count: 0 };
    return { id, name, slug, parent, ...empty } as ItemJson;
  }

  function counts(): Map<number, number> {
    const found = new Map<number, number>();
    for (const { categories } of catalog.products.values()) {
      for (const { id } of categories as ItemJson[]) found.set(id, (found.get(id) ?? 0) + 1);
    }
    return found;
  }

  const text = (one: ItemJson, count: number): string => {
    const up = one["parent"] === 0 ? {} : { up: [{ href: `${home}/${String(one["parent"])}` }] };
    const _links = { self: [{ href: `${home}/${one.id}`, ...HINTS }], collection: [{ href: home }], ...up };
    return store.text({ ...one, count, _links });
  };

  const one = (ask: Ask, item: ItemJson, status = 200, headers: Readonly<Record<string, string>> = {}): Reply =>
    json(withFields(text(item, counts().get(item.id) ?? 0), ask.query), status, headers);

  function find(ask: Ask): ItemJson {
    const item = terms.get(ask.ids[0] ?? 0);
    if (item === undefined) throw new ApiError(404, "woocommerce_rest_term_invalid", "Resource does not exist.");
    return item;
  }

  function parentIn(body: Json): number {
    const parent = body["parent"] ?? 0;
    if (!/^\d+$/.test(String(parent))) throw invalidParams([wrongType("parent", "parent", "integer")]);
    if (Number(parent) !== 0 && !terms.has(Number(parent))) {
      throw new ApiError(404, "woocommerce_rest_term_invalid", "Parent is invalid.");
    }
    return Number(parent);
  }

  function refuseTwin(name: string, parent: number, self: number): void {
    const same = (other: ItemJson): boolean =>
      String(other["name"]).toLowerCase() === name.toLowerCase() && other["parent"] === parent && other.id !== self;
    const twin = [...terms.values()].find(same);
    if (twin === undefined) return;
    const message = "A term with the name provided already exists with this parent.";
    throw new ApiError(400, "term_exists", message, { status: 400, resource_id: twin.id });
  }

  function shown(ids: readonly number[]): Json[] {
    const known = ids.flatMap((id) => terms.get(id) ?? []);
    const standing = known.length === 0 ? [terms.get(DEFAULT_ID)].filter((item) => item !== undefined) : known;
    return standing.map(({ id, name, slug }) => ({ id, name, slug }));
  }

  return {
    get list() {
      return [...terms.values()];
    },
    shown,
    routes: {
      list(ask) {
        const params = cleaned(ask.query, RULES, clock);
        const parent = scalar(params.get("parent"));
        const slug = scalar(params.get("slug"));
        const orderby = scalar(params.get("orderby")) ?? "name";
        const counted = counts();
        const key = (item: ItemJson): string => String(item[orderby === "slug" ? "slug" : "name"]).toLowerCase();
        const items = [...terms.values()]
          .filter((item) => parent === undefined || item["parent"] === Number(parent))
          .filter((item) => slug === undefined || item["slug"] === slug)
          .toSorted((a, b) => (orderby === "id" ? a.id - b.id : key(a).localeCompare(key(b)) || a.id - b.id));
        if (scalar(params.get("order")) === "desc") items.reverse();
        return collection(ask, params, pageOf(items, params), (item) => text(item, counted.get(item.id) ?? 0));
      },
      get: (ask) => one(ask, find(ask)),
      create(ask) {
        if (typeof ask.body["name"] !== "string") throw missingParams(["name"]);
        const name = asTerm(ask.body["name"]);
        if (name === "") throw new ApiError(400, "empty_term_name", "A name is required for this term.");
        const parent = parentIn(ask.body);
        refuseTwin(name, parent, 0);
        const wanted = String(ask.body["slug"] ?? slugOf(ask.body["name"]));
        let slug = wanted;
        for (let twin = 2; [...terms.values()].some((item) => item["slug"] === slug); twin += 1) {
          slug = `${wanted}-${twin}`;
        }
        const item = term(Math.max(DEFAULT_ID, ...terms.keys()) + 1, { name, slug }, parent);
        item["description"] = String(ask.body["description"] ?? "");
        terms.set(item.id, item);
        return one(ask, item, 201, { Location: `${ask.address}/${item.id}` });
      },
      update(ask) {
        const item = find(ask);
        const parent = ask.body["parent"] === undefined ? Number(item["parent"]) : parentIn(ask.body);
        const name = ask.body["name"] === undefined ? String(item["name"]) : asTerm(String(ask.body["name"]));
        refuseTwin(name, parent, item.id);
        Object.assign(item, { name, parent });
        if (ask.body["description"] !== undefined) item["description"] = String(ask.body["description"]);
        return one(ask, item);
      },
      remove(ask) {
        const item = find(ask);
        if (!["true", "1"].includes(String(ask.query.get("force") ?? ask.body["force"] ?? ""))) {
          throw new ApiError(501, "woocommerce_rest_trash_not_supported", "Resource does not support trashing.");
        }
        const reply = one(ask, item);
        terms.delete(item.id);
        for (const product of catalog.products.values()) {
          const ids = (product["categories"] as ItemJson[]).map(({ id }) => id);
          if (ids.includes(item.id)) product["categories"] = shown(ids);
        }
        return reply;
      },
    },
  };
}
