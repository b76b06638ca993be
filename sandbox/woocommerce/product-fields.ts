/** What a body changes in a product or variation (contract section 8): nothing that WooCommerce ignores changes anything. */
import { isVariation, type Catalog } from "./catalog.ts";
import type { Categories } from "./categories.ts";
import type { ItemJson, Json } from "./documents.ts";
import { ApiError } from "./errors.ts";
import { flag } from "./product-body.ts";
import { filtered, slugOf } from "./sanitising.ts";
import type { Stock, StockMove } from "./stock.ts";

const PLAIN = ["sku", "global_unique_id", "status", "weight", "tax_status", "slug", "menu_order", "type"];
const FLAGS = ["featured", "virtual", "downloadable", "sold_individually", "reviews_allowed"];
const PRICES = ["regular_price", "sale_price"];

export interface Fields {
  /** Refuses a SKU that another product or variation has. */ checkSku(sku: unknown, self: number): void;
  apply(item: ItemJson, body: Json, images: readonly Json[] | undefined, by: StockMove["by"]): void;
}

export function productFields(
  catalog: Catalog,
  categories: Categories,
  stock: Stock,
  taxClasses: readonly string[],
): Fields {
  let metaId = 200_000;

  function setPrice(item: ItemJson, body: Json): void {
    for (const name of PRICES) if (typeof body[name] === "string") item[name] = body[name];
    // What its variations and members cost is what these cost.
    if (["variable", "grouped"].includes(String(item["type"]))) {
      for (const name of PRICES) item[name] = "";
      if (item["type"] === "variable") item["price"] = lowestPrice(item);
      return;
    }
    const isSale = item["sale_price"] !== "" && item["sale_price"] !== item["regular_price"];
    item["on_sale"] = isSale;
    item["price"] = isSale ? item["sale_price"] : item["regular_price"];
    item["purchasable"] = item["price"] !== "" && item["status"] === "publish";
    if (typeof item["price_html"] === "string" && typeof item["price"] === "string") {
      item["price_html"] = item["price_html"].replace(/[\d.,]+(?=<\/bdi>)/, item["price"].replace(".", ","));
    }
  }

  function lowestPrice(product: ItemJson): string {
    const prices = catalog.variationsOf(product.id).map((item) => String(item["price"]));
    return prices.filter((price) => price !== "").toSorted((a, b) => Number(a) - Number(b))[0] ?? "";
  }

  function setStock(item: ItemJson, body: Json, by: StockMove["by"]): void {
    const sent = body["manage_stock"] ?? undefined;
    if (sent !== undefined) item["manage_stock"] = sent === "parent" ? false : flag(sent);
    if (["external", "grouped"].includes(String(item["type"]))) item["manage_stock"] = false;
    if (body["backorders"] !== undefined && item["manage_stock"] === true) {
      item["backorders"] = body["backorders"];
      item["backorders_allowed"] = body["backorders"] !== "no";
    }
    if (item["manage_stock"] !== true) {
      // Without managed stock the quantity is ignored, and the answer is still 200.
      item["stock_quantity"] = null;
      if (body["stock_status"] !== undefined) item["stock_status"] = body["stock_status"];
      return;
    }
    const [quantity, delta] = [body["stock_quantity"] ?? undefined, body["inventory_delta"] ?? undefined];
    const held = Number(item["stock_quantity"] ?? 0);
    if (quantity !== undefined) stock.set(item, Number(quantity), by);
    else if (delta !== undefined) stock.set(item, held + Number(delta), by);
    else if (item["stock_quantity"] === null) stock.set(item, 0, by);
  }

  function setAttributes(item: ItemJson, wanted: readonly Json[]): void {
    if (!isVariation(item)) {
      item["attributes"] = wanted
        .filter((one) => String(one["name"] ?? "") !== "")
        .map((one, position) => ({
          id: Number(one["id"] ?? 0),
          name: String(one["name"]),
          slug: String(one["name"]),
          position: Number(one["position"] ?? position),
          visible: flag(one["visible"] ?? false),
          variation: flag(one["variation"] ?? false),
          options: Array.isArray(one["options"]) ? one["options"] : String(one["options"] ?? "").split("|"),
        }));
      return;
    }
    const parent = catalog.products.get(Number(item["parent_id"]));
    const choices = ((parent?.["attributes"] ?? []) as Json[]).filter((one) => one["variation"] === true);
    // What the product does not offer as a choice is left out without a word.
    item["attributes"] = choices.flatMap(({ id, name }) => {
      const chosen = wanted.find((one) => String(one["name"] ?? "").toLowerCase() === String(name).toLowerCase());
      return chosen === undefined ? [] : [{ id, name, slug: slugOf(String(name)), option: String(chosen["option"]) }];
    });
    item["name"] = (item["attributes"] as Json[]).map(({ option }) => String(option)).join(", ");
  }

  function setMeta(item: ItemJson, changes: readonly Json[]): void {
    const meta = item["meta_data"] as Json[];
    for (const { key, value } of changes) {
      const held = meta.find((one) => one["key"] === key);
      if (held === undefined) meta.push({ id: (metaId += 1), key, value });
      else held["value"] = value;
    }
    item["meta_data"] = meta.filter(({ value }) => value !== null);
  }

  /** A class that does not exist is the standard one, without a word. */
  function taxClass(wanted: unknown): string {
    const slug = slugOf(String(wanted));
    return slug !== "standard" && taxClasses.includes(slug) ? slug : "";
  }

  return {
    checkSku(sku, self) {
      if (sku === undefined || sku === null || sku === "") return;
      const other = catalog.withSku(String(sku)).find(({ id }) => id !== self);
      if (other === undefined) return;
      let suffix = 1;
      while (catalog.withSku(`${String(sku)}-${suffix}`).length > 0) suffix += 1;
      const data = { status: 400, resource_id: other.id, unique_sku: `${String(sku)}-${suffix}` };
      throw new ApiError(400, "product_invalid_sku", "Invalid or duplicated SKU.", data);
    },
    apply(item, body, images, by) {
      for (const name of PLAIN) if (body[name] !== undefined && body[name] !== null) item[name] = body[name];
      for (const name of FLAGS) if (body[name] !== undefined && body[name] !== null) item[name] = flag(body[name]);
      const texts = isVariation(item) ? ["description"] : ["name", "description", "short_description"];
      for (const name of texts) if (typeof body[name] === "string") item[name] = filtered(body[name]);
      if (typeof body["tax_class"] === "string") item["tax_class"] = taxClass(body["tax_class"]);
      setPrice(item, body);
      setStock(item, body, by);
      if (!isVariation(item) && Array.isArray(body["categories"])) {
        item["categories"] = categories.shown((body["categories"] as Json[]).map(({ id }) => Number(id)));
      }
      if (Array.isArray(body["attributes"])) setAttributes(item, body["attributes"] as Json[]);
      if (Array.isArray(body["meta_data"])) setMeta(item, body["meta_data"] as Json[]);
      if (images !== undefined) {
        if (isVariation(item)) item["image"] = images[0] ?? null;
        else item["images"] = images;
      }
      const parent = isVariation(item) ? catalog.products.get(Number(item["parent_id"])) : undefined;
      if (parent !== undefined) setPrice(parent, {});
    },
  };
}
