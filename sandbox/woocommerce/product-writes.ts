/** Making, changing and deleting products and variations over REST, one by one and in batches (contract sections 2 and 8). */
import { isVariation, type Catalog } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import type { ItemJson, Json } from "./documents.ts";
import { ApiError, tooManyItems, unknownId, unknownIdOnWrite } from "./errors.ts";
import type { Pictures } from "./images.ts";
import type { Announce } from "./order-routes.ts";
import { RECORDED_URL, type OrderStore } from "./orders.ts";
import { checkBody } from "./product-body.ts";
import type { Fields } from "./product-fields.ts";
import { newProduct, newVariation } from "./product-form.ts";
import { json, withFields, type Ask, type Reply } from "./reply.ts";
import { slugOf } from "./sanitising.ts";

type Answering = (ask: Ask) => Promise<Reply>;

export interface ProductWrites {
  readonly create: Answering;
  readonly update: Answering;
  readonly remove: Answering;
  readonly batch: Answering;
  readonly createVariation: Answering;
  readonly updateVariation: Answering;
  readonly removeVariation: Answering;
  readonly variationBatch: Answering;
  /** The next writes to this product or variation are refused by a plugin, as often as said. */
  refuse(id: number, times: number): void;
  /** Makes or changes a product by hand in the shop's own screens, where plugins let duplicate SKUs through. */
  byHand(id: number | undefined, body: Json, parent?: number): ItemJson;
}

export interface WriteParts {
  readonly catalog: Catalog;
  readonly fields: Fields;
  readonly pictures: Pictures;
  readonly store: OrderStore;
  readonly clock: Clock;
  readonly announce: Announce;
}

export function productWrites({ catalog, fields, pictures, store, clock, announce }: WriteParts): ProductWrites {
  const refusals = new Map<number, number>();
  const slugs = new Set([...catalog.products.values()].map((product) => product["slug"]));

  const imagesOf = (body: Json, self: boolean): Json[] | undefined => {
    if (self) return body["image"] === undefined ? undefined : [body["image"] as Json].filter((one) => one !== null);
    return Array.isArray(body["images"]) ? (body["images"] as Json[]) : undefined;
  };

  function refuseByPlugin(id: number): void {
    const left = refusals.get(id) ?? 0;
    if (left <= 0) return;
    refusals.set(id, left - 1);
    throw new ApiError(400, "woocommerce_rest_cannot_edit", "Sorry, a plugin does not let you edit this resource.");
  }

  function save(item: ItemJson, event: "created" | "updated"): void {
    catalog.keep(item);
    catalog.touch(item);
    announce(`product.${event}`, item.id);
    if (isVariation(item)) announce("product.updated", Number(item["parent_id"]));
  }

  /** Pictures are fetched before anything is kept: one that cannot be had leaves the product as it was. */
  async function write(item: ItemJson, body: Json, event: "created" | "updated"): Promise<ItemJson> {
    checkBody(body, isVariation(item));
    fields.checkSku(body["sku"], item.id);
    const wanted = imagesOf(body, isVariation(item));
    const images = wanted === undefined ? undefined : await pictures.resolve(wanted);
    fields.checkSku(body["sku"], item.id);
    catalog.keep(item);
    fields.apply(item, body, images, "write");
    save(item, event);
    return item;
  }

  function blankProduct(body: Json): ItemJson {
    const name = typeof body["name"] === "string" ? body["name"] : "Product";
    const wanted = slugOf(name) || "product";
    let slug = wanted;
    for (let twin = 2; slugs.has(slug); twin += 1) slug = `${wanted}-${twin}`;
    slugs.add(slug);
    return newProduct(catalog.nextId(), name, slug, clock.now());
  }

  async function createProduct(body: Json): Promise<ItemJson> {
    if (body["id"] !== undefined) {
      throw new ApiError(400, "woocommerce_rest_product_exists", "Cannot create existing product.");
    }
    checkBody(body, false);
    fields.checkSku(body["sku"], 0);
    return write(blankProduct(body), { categories: [], ...body }, "created");
  }

  async function updateProduct(id: number, body: Json): Promise<ItemJson> {
    checkBody(body, false);
    const product = catalog.products.get(id);
    if (product === undefined) {
      if (!catalog.variations.has(id)) throw unknownIdOnWrite("product");
      const message =
        "To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.";
      throw new ApiError(404, "woocommerce_rest_invalid_product_id", message);
    }
    refuseByPlugin(id);
    return write(product, body, "updated");
  }

  async function createVariation(parentId: number, body: Json): Promise<ItemJson> {
    checkBody(body, true);
    const parent = catalog.products.get(parentId);
    if (parent === undefined) {
      const message = "Cannot set attributes due to invalid parent product.";
      throw new ApiError(404, "woocommerce_rest_product_variation_invalid_parent", message);
    }
    fields.checkSku(body["sku"], 0);
    return write(newVariation(catalog.nextId(), parent, clock.now()), body, "created");
  }

  async function updateVariation(parentId: number, id: number, body: Json): Promise<ItemJson> {
    checkBody(body, true);
    const variation = catalog.variations.get(id);
    if (variation?.["parent_id"] !== parentId) throw unknownIdOnWrite("product_variation");
    refuseByPlugin(id);
    return write(variation, body, "updated");
  }

  function drop(item: ItemJson | undefined, kind: string, force: boolean): ItemJson {
    if (item === undefined) throw unknownId(kind);
    if (!force && item["status"] === "trash") {
      throw new ApiError(410, "woocommerce_rest_already_trashed", "The product has already been deleted.");
    }
    if (force) {
      const parent = catalog.products.get(Number(item["parent_id"]));
      if (parent !== undefined) {
        parent["variations"] = (parent["variations"] as number[]).filter((id) => id !== item.id);
      }
      catalog.forget(item.id);
    } else item["status"] = "trash";
    announce("product.deleted", item.id);
    return item;
  }

  /** An answer to a write has two fields more, and its rating without decimals (rest/writes/product-stock-put). */
  function productText(item: ItemJson): string {
    const { _links: links, ...rest } = item;
    const slug = String(rest["slug"] ?? "");
    const template = { permalink_template: `${RECORDED_URL}/product/%pagename%/`, generated_slug: slug };
    return store.text({ ...rest, average_rating: "0", ...template, _links: links });
  }

  /** A write answers the tax class of the parent by name, a read by its empty value (rest/writes/variation-stock-put). */
  function variationText(item: ItemJson): string {
    const shown = catalog.shownVariation(item);
    return store.text({ ...shown, tax_class: shown["tax_class"] === "" ? "parent" : shown["tax_class"] });
  }

  const forced = (ask: Ask): boolean =>
    ["true", "1"].includes(String(ask.query.get("force") ?? ask.body["force"] ?? ""));
  const answer = (ask: Ask, text: string): Reply => json(withFields(text, ask.query));
  const made = (ask: Ask, text: string, id: number): Reply =>
    json(withFields(text, ask.query), 201, { Location: `${ask.address}/${id}` });

  interface Work {
    create(body: Json): Promise<string>;
    update(id: number, body: Json): Promise<string>;
    remove(id: number): string;
  }

  /** Each item by itself, in sequence; what is refused stands in its place. */
  async function batch(ask: Ask, work: Work): Promise<Reply> {
    const { create = [], update = [], delete: removals = [] } = ask.body as Record<string, Json[] | undefined>;
    if (create.length + update.length + removals.length > 100) throw tooManyItems();
    const parts: string[] = [];
    async function each(name: string, items: readonly unknown[], run: (item: unknown) => Promise<string> | string) {
      const done: string[] = [];
      for (const item of items) {
        try {
          done.push(await run(item));
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          const id = typeof item === "object" ? Number((item as Json)["id"] ?? 0) : Number(item);
          done.push(store.text({ id, error: error.body }));
        }
      }
      if (done.length > 0) parts.push(`"${name}":[${done.join(",")}]`);
    }
    await each("create", create, (body) => work.create(body as Json));
    await each("update", update, (body) => work.update(Number((body as Json)["id"]), body as Json));
    await each("delete", removals, (id) => work.remove(Number(id)));
    return json(parts.length === 0 ? "[]" : `{${parts.join(",")}}`);
  }

  const [first, second] = [(ask: Ask): number => ask.ids[0] ?? 0, (ask: Ask): number => ask.ids[1] ?? 0];
  const ofParent = (id: number, parent: number): ItemJson | undefined => {
    const variation = catalog.variations.get(id);
    return variation?.["parent_id"] === parent ? variation : undefined;
  };

  return {
    async create(ask) {
      const item = await createProduct(ask.body);
      return made(ask, productText(item), item.id);
    },
    update: async (ask) => answer(ask, productText(await updateProduct(first(ask), ask.body))),
    remove: async (ask) => answer(ask, productText(drop(catalog.products.get(first(ask)), "product", forced(ask)))),
    batch: (ask) =>
      batch(ask, {
        create: async (body) => productText(await createProduct(body)),
        update: async (id, body) => productText(await updateProduct(id, body)),
        remove: (id) => productText(drop(catalog.products.get(id), "product", true)),
      }),
    async createVariation(ask) {
      const item = await createVariation(first(ask), ask.body);
      return made(ask, variationText(item), item.id);
    },
    updateVariation: async (ask) =>
      answer(ask, variationText(await updateVariation(first(ask), second(ask), ask.body))),
    removeVariation: async (ask) =>
      answer(ask, variationText(drop(ofParent(second(ask), first(ask)), "product_variation", forced(ask)))),
    variationBatch: (ask) =>
      batch(ask, {
        create: async (body) => variationText(await createVariation(first(ask), body)),
        update: async (id, body) => variationText(await updateVariation(first(ask), id, body)),
        remove: (id) => variationText(drop(ofParent(id, first(ask)), "product_variation", true)),
      }),
    refuse: (id, times) => void refusals.set(id, times),
    byHand(id, body, parentId) {
      const parent = parentId === undefined ? undefined : catalog.products.get(parentId);
      const fresh = (): ItemJson =>
        parent === undefined ? blankProduct(body) : newVariation(catalog.nextId(), parent, clock.now());
      const item = (id === undefined ? undefined : catalog.item(id)) ?? fresh();
      const isNew = catalog.item(item.id) === undefined;
      catalog.keep(item);
      fields.apply(item, isNew && parent === undefined ? { categories: [], ...body } : body, undefined, "hand");
      save(item, isNew ? "created" : "updated");
      return item;
    },
  };
}
