import { add, amount, cents, divide, multiply, round, text, zero, type Amount } from "#domain/amount.ts";
import type { CatalogueReason } from "#domain/catalogue-reasons.ts";
import type { Item, ItemWrite } from "#domain/item.ts";
import type { FieldPair } from "./fields.ts";
import type { FieldRule, ProductSettings } from "./settings.ts";

/** One field of a product as the source wants it. `part` is null where ids of the shop are looked up first. */
export interface WantedField {
  readonly field: string;
  readonly rule: FieldRule;
  readonly wanted: string;
  readonly part: ItemWrite | null;
}

export interface ProductStop {
  readonly code: CatalogueReason;
  readonly details: Readonly<Record<string, string>>;
}

/** Whether prices are with VAT, at both sides; null: not said. */
export interface PriceModes {
  readonly source: boolean | null;
  readonly shop: boolean | null;
}

const hundred = amount("100");
const plain = (value: Amount): string => text(add(value, zero));

const joined = (path: readonly string[]): string => path.join(" > ");

/** Of a variation the shop composes the name from its product, and its product has the category. */
const ofWholeProducts: ReadonlySet<string> = new Set(["name", "category", "vatClass"]);

function sourceText(item: Item, from: string): string {
  if (from.startsWith("attribute:")) return item.attributes[from.slice("attribute:".length)] ?? "";
  const texts: Readonly<Record<string, string>> = {
    name: item.name,
    description: item.description,
    code: item.sellersItemIdentifier,
    gtin: item.standardItemIdentifier,
    type: item.type,
    unitCode: item.unitCode,
  };
  return texts[from] ?? "";
}

/** The paths of names this product is to be found under. */
export function categoryPaths(item: Item, { fields }: ProductSettings): readonly (readonly string[])[] {
  if (fields.category.from === "categories") return item.categories.filter((path) => path.length > 0);
  return item.type === "" ? [] : [[item.type]];
}

/** In the shop's own price mode; a stop where nobody said at which rate. */
function priceOf(item: Item, settings: ProductSettings, modes: PriceModes): Amount | ProductStop | null {
  const { price } = item;
  if (price === null) return null;
  if (modes.source === null || modes.source === modes.shop) return price;
  // A guess would sell everything for the VAT too little, or too much.
  if (modes.shop === null) return { code: "stop.priceMode", details: {} };
  const rate = settings.vatClasses[item.vatClass]?.rate ?? item.vatRate;
  if (rate === null) return { code: "stop.vatRate", details: { value: item.vatClass } };
  const factor = add(amount("1"), divide(rate, hundred));
  // A net price keeps what the gross one is made of again.
  return modes.shop ? cents(multiply(price, factor)) : round(divide(price, factor), 6);
}

const isStop = (value: unknown): value is ProductStop => typeof value === "object" && value !== null && "code" in value;

/** Every field of a product that a rule lets through, or why it is not written at all. */
export function wantedFields(item: Item, settings: ProductSettings, modes: PriceModes): WantedField[] | ProductStop {
  const { fields } = settings;
  const wanted: WantedField[] = [];
  const want = (field: string, rule: FieldRule, value: string, part: ItemWrite | null): void => {
    if (rule.when !== "never" && value !== "") wanted.push({ field, rule, wanted: value, part });
  };
  const name = sourceText(item, fields.name.from).trim();
  want("name", fields.name, name, { name });
  const description = sourceText(item, fields.description.from);
  want("description", fields.description, description, { description });
  if (fields.price.when !== "never") {
    const price = priceOf(item, settings, modes);
    if (isStop(price)) return price;
    if (price !== null) want("price", fields.price, plain(price), { price });
  }
  if (fields.vatClass.when !== "never") {
    const to = settings.vatClasses[item.vatClass]?.to;
    if (to === undefined) return { code: "stop.vatClass", details: { value: item.vatClass } };
    want("vatClass", fields.vatClass, to, { vatClass: to });
  }
  const paths = categoryPaths(item, settings);
  if (paths.length > 0) want("category", fields.category, paths.map(joined).toSorted().join(" | "), null);
  if (item.images.length > 0) want("images", fields.images, imagesText(item), null);
  want("isActive", fields.isActive, String(item.isActive), { isActive: item.isActive });
  for (const { to, from, ...rule } of settings.attributes) {
    const value = sourceText(item, from);
    want(`attribute:${to}`, rule, value, { attributes: { [to]: value } });
  }
  return wanted;
}

const imagesText = ({ images }: Item): string => JSON.stringify(images.map(({ id, revision }) => [id, revision]));

/** Shops know an attribute by its name whatever its capitals. */
function attributeOf({ attributes }: Item, name: string): string | null {
  const same = Object.keys(attributes).find((one) => one.toLowerCase() === name.toLowerCase());
  const value = attributes[name] ?? (same === undefined ? undefined : attributes[same]);
  return value === undefined || value === "" ? null : value;
}

/** What stands in a field at the shop, in the words in which it is wanted; null when nothing does. */
export function presentOf(target: Item, { field, wanted }: Pick<WantedField, "field" | "wanted">): string | null {
  if (field === "category") {
    const paths = target.categories.map(joined);
    // More categories than wanted are the shop's own.
    if (wanted.split(" | ").every((path) => paths.includes(path))) return wanted;
    return paths.length === 0 ? null : paths.toSorted().join(" | ");
  }
  if (field.startsWith("attribute:")) return attributeOf(target, field.slice("attribute:".length));
  const values: Readonly<Record<string, string | null>> = {
    name: target.name,
    description: target.description,
    price: target.price === null ? null : plain(target.price),
    vatClass: target.vatClass,
    images: target.images.length === 0 ? null : imagesText(target),
    isActive: String(target.isActive),
  };
  const value = values[field] ?? null;
  return value === "" ? null : value;
}

/** The fields that are compared with what stands at the shop. */
export const pairsOf = (wanted: readonly WantedField[], target: Item): FieldPair[] =>
  wanted
    .filter(({ field }) => target.externalParentId === "" || !ofWholeProducts.has(field))
    .map((one) => ({ field: one.field, rule: one.rule, wanted: one.wanted, present: presentOf(target, one) }));

/** Puts the parts of these fields together. */
export function writeOf(wanted: readonly WantedField[], fields: readonly string[]): ItemWrite {
  const parts = wanted.filter(({ field }) => fields.includes(field)).flatMap(({ part }) => part ?? []);
  const attributes = Object.assign({}, ...parts.map((part) => part.attributes ?? {})) as Record<string, string>;
  const write: ItemWrite = Object.assign({}, ...parts) as ItemWrite;
  return Object.keys(attributes).length === 0 ? write : { ...write, attributes };
}
