/** Stock and price writes over REST (contract section 8). */
import type { Catalog } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import type { ItemJson, Json } from "./documents.ts";
import { ApiError, invalidParams, tooManyItems, unknownIdOnWrite, wrongType, type Refusal } from "./errors.ts";
import type { Announce } from "./order-routes.ts";
import type { OrderStore } from "./orders.ts";
import { json, type Ask, type Reply } from "./reply.ts";

export interface ProductWrites {
  create(ask: Ask): Reply;
  update(ask: Ask): Reply;
  batch(ask: Ask): Reply;
  updateVariation(ask: Ask): Reply;
  variationBatch(ask: Ask): Reply;
}

const PRICES = ["regular_price", "sale_price", "price"];
const PLAIN = ["name", "sku", "global_unique_id", "backorders", "description", "status", "weight"];

function isWhole(value: unknown): boolean {
  return (typeof value === "number" && Number.isInteger(value)) || (typeof value === "string" && /^-?\d+$/.test(value));
}

function checkBody(body: Json): void {
  const refusals: Refusal[] = [];
  for (const name of ["stock_quantity", "inventory_delta"]) {
    const value = body[name];
    if (value !== undefined && value !== null && !isWhole(value)) refusals.push(wrongType(name, name, "integer"));
  }
  for (const name of PRICES) {
    const value = body[name];
    if (value !== undefined && typeof value !== "string") refusals.push(wrongType(name, name, "string"));
  }
  if (refusals.length > 0) throw invalidParams(refusals);
}

export function productWrites(catalog: Catalog, store: OrderStore, clock: Clock, announce: Announce): ProductWrites {
  function checkSku(sku: unknown, self: number): void {
    if (sku === undefined || sku === "") return;
    const all = [...catalog.products.values(), ...catalog.variations.values()];
    const other = all.find((item) => item["sku"] === sku && item.id !== self);
    if (other === undefined) return;
    let suffix = 1;
    while (all.some((item) => item["sku"] === `${String(sku)}-${suffix}`)) suffix += 1;
    const data = { status: 400, resource_id: other.id, unique_sku: `${String(sku)}-${suffix}` };
    throw new ApiError(400, "product_invalid_sku", "Invalid or duplicated SKU.", data);
  }

  function apply(item: ItemJson, body: Json): void {
    checkBody(body);
    checkSku(body["sku"], item.id);
    for (const name of PLAIN) if (body[name] !== undefined) item[name] = body[name];
    for (const name of ["regular_price", "sale_price"]) if (body[name] !== undefined) item[name] = body[name];
    item["price"] = item["sale_price"] === "" ? item["regular_price"] || item["price"] : item["sale_price"];
    if (typeof item["price_html"] === "string" && typeof item["price"] === "string") {
      item["price_html"] = item["price_html"].replace(/[\d.,]+(?=<\/bdi>)/, item["price"].replace(".", ","));
    }
    if (typeof body["manage_stock"] === "boolean") item["manage_stock"] = body["manage_stock"];
    if (item["manage_stock"] === true) {
      const delta = body["inventory_delta"];
      const quantity = body["stock_quantity"];
      if (delta !== undefined) item["stock_quantity"] = Number(item["stock_quantity"] ?? 0) + Number(delta);
      else if (quantity !== undefined && quantity !== null) item["stock_quantity"] = Number(quantity);
      item["stock_quantity"] ??= 0;
      const backorders = item["backorders"] !== "no";
      item["stock_status"] = Number(item["stock_quantity"]) > 0 ? "instock" : backorders ? "onbackorder" : "outofstock";
    } else if (item["manage_stock"] === false) {
      // Without managed stock the quantity is ignored, and the answer is still 200.
      item["stock_quantity"] = null;
    }
    const now = clock.now();
    item["date_modified"] = now.local;
    item["date_modified_gmt"] = now.gmt;
    announce("product.updated", item.id);
  }

  function writeProduct(id: number, body: Json): string {
    checkBody(body);
    const product = catalog.products.get(id) ?? catalog.variations.get(id);
    if (product === undefined) throw unknownIdOnWrite("product");
    apply(product, body);
    const { _links: links, ...rest } = catalog.product(id) ?? product;
    const slug = String(rest["slug"] ?? "");
    const template = { permalink_template: "https://127.0.0.1:8443/product/%pagename%/", generated_slug: slug };
    return store.text({ ...rest, average_rating: "0", ...template, _links: links });
  }

  function writeVariation(parent: number, id: number, body: Json): string {
    checkBody(body);
    const variation = catalog.variations.get(id);
    if (variation === undefined || variation["parent_id"] !== parent) throw unknownIdOnWrite("product_variation");
    apply(variation, body);
    // A write answers the tax class of the parent by name, a read by its empty value (rest/writes/variation-stock-put).
    return store.text({ ...variation, tax_class: variation["tax_class"] === "" ? "parent" : variation["tax_class"] });
  }

  function batch(ask: Ask, write: (id: number, body: Json) => string): Reply {
    const { create = [], update = [], delete: removals = [] } = ask.body as Record<string, Json[] | undefined>;
    if (create.length + update.length + removals.length > 100) throw tooManyItems();
    if (create.length + removals.length > 0) throw notImitated();
    const done = update.map((body) => {
      const id = Number(body["id"]);
      try {
        return write(id, body);
      } catch (error) {
        if (error instanceof ApiError) return store.text({ id, error: error.body });
        throw error;
      }
    });
    return json(done.length === 0 ? "[]" : `{"update":[${done.join(",")}]}`);
  }

  function notImitated(): ApiError {
    return new ApiError(501, "sandbox_not_imitated", "This stand-in does not create or delete products.");
  }

  return {
    create(ask) {
      checkBody(ask.body);
      checkSku(ask.body["sku"], 0);
      throw notImitated();
    },
    update: (ask) => json(writeProduct(ask.ids[0] ?? 0, ask.body)),
    batch: (ask) => batch(ask, writeProduct),
    updateVariation: (ask) => json(writeVariation(ask.ids[0] ?? 0, ask.ids[1] ?? 0, ask.body)),
    variationBatch: (ask) => batch(ask, (id, body) => writeVariation(ask.ids[0] ?? 0, id, body)),
  };
}
