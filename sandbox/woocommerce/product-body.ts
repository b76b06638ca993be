/** What WooCommerce refuses in the body of a product or variation, before it looks at anything else (contract sections 2 and 8). */
import { STATUSES } from "./catalog.ts";
import type { Json } from "./documents.ts";
import { invalidParams, notInEnum, wrongType, type Refusal } from "./errors.ts";

const INTEGERS = ["stock_quantity", "inventory_delta", "menu_order"];
const TEXTS = ["name", "slug", "description", "short_description", "sku", "global_unique_id", "weight", "tax_class"];
const PRICES = ["regular_price", "sale_price", "price"];
const FLAGS = ["manage_stock", "featured", "virtual", "downloadable", "sold_individually", "reviews_allowed"];
const LISTS = ["categories", "tags", "images", "attributes", "meta_data"];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  type: ["simple", "grouped", "external", "variable", "variation"],
  status: STATUSES,
  tax_status: ["taxable", "shipping", "none"],
  backorders: ["no", "notify", "yes"],
  stock_status: ["instock", "outofstock", "onbackorder"],
  catalog_visibility: ["visible", "catalog", "search", "hidden"],
};

/** A whole number as WordPress takes one: 7, "7" and 7.0, but not 7.5. */
function isWhole(value: unknown): boolean {
  return (typeof value === "number" && Number.isInteger(value)) || (typeof value === "string" && /^-?\d+$/.test(value));
}

const isFlag = (value: unknown): boolean =>
  typeof value === "boolean" || ["true", "false", "1", "0"].includes(String(value).toLowerCase());

export const flag = (value: unknown): boolean =>
  value === true || ["true", "1", "yes"].includes(String(value).toLowerCase());

/** Null stands for a field that was not sent. */
export function checkBody(body: Json, isVariation: boolean): void {
  const refusals: Refusal[] = [];
  const sent = (name: string): boolean => body[name] !== undefined && body[name] !== null;
  for (const name of INTEGERS) if (sent(name) && !isWhole(body[name])) refusals.push(wrongType(name, name, "integer"));
  for (const name of [...TEXTS, ...PRICES]) {
    if (sent(name) && typeof body[name] !== "string") refusals.push(wrongType(name, name, "string"));
  }
  for (const name of FLAGS) {
    if (!sent(name) || isFlag(body[name])) continue;
    if (isVariation && name === "manage_stock" && body[name] === "parent") continue;
    refusals.push(wrongType(name, name, "boolean"));
  }
  for (const name of LISTS) {
    if (sent(name) && !Array.isArray(body[name])) refusals.push(wrongType(name, name, "array"));
  }
  for (const [name, values] of Object.entries(CHOICES)) {
    if (sent(name) && !values.includes(String(body[name]))) refusals.push(notInEnum(name, name, values));
  }
  if (refusals.length > 0) throw invalidParams(refusals);
}
