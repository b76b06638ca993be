import type { z } from "zod";
import { text } from "#domain/amount.ts";
import type { Item } from "#domain/item.ts";
import { decimal, quantityText } from "./decimals.ts";
import { withoutEntities } from "./entities.ts";
import { standardIdentifier } from "./map.ts";
import type { WooAttribute, WooProduct, WooVariation } from "./schema.ts";
import type { Settings } from "./settings.ts";

export type RawItem = z.input<typeof Item>;

/** The names from the top down to a category; null when the tree does not have it. */
export type CategoryPaths = (id: string) => readonly string[] | null;

const textOf = ({ option, options }: WooAttribute): string => (option === "" ? options.join(", ") : option);

function fileName(src: string): string {
  const name = (src.split(/[?#]/)[0] ?? "").split("/").at(-1) ?? "";
  try {
    return decodeURI(name);
  } catch {
    // A percent sign of its own.
    return name;
  }
}

type Picture = WooProduct["images"][number];

const imageOf = ({ id, src, date_modified_gmt: modified }: Picture) => ({
  id,
  fileName: fileName(src),
  revision: modified ?? src,
});

/** Null: not counted, or counted with its product. */
export const stockOf = ({
  manage_stock: isCounted,
  stock_quantity: quantity,
}: Pick<WooProduct, "manage_stock" | "stock_quantity">): string | null =>
  isCounted === true && quantity !== null ? quantityText(quantity) : null;

function toItem(product: WooProduct | WooVariation, settings: Settings): RawItem {
  // What somebody is asked for a while is the shop's own affair; what it costs otherwise can be compared.
  const price = product.regular_price || product.price;
  return {
    externalId: product.id,
    name: withoutEntities(product.name),
    description: product.description,
    sellersItemIdentifier: product.sku,
    standardItemIdentifier: standardIdentifier(product.global_unique_id),
    price: price === "" ? null : text(decimal(price)),
    pricesIncludeTax: settings.pricesIncludeTax,
    stock: stockOf(product),
    vatRate: null,
    // The tax table calls the class without a name "standard"; an untaxable product has no class.
    vatClass: product.tax_status === "taxable" ? product.tax_class || "standard" : "",
    attributes: Object.fromEntries(
      product.attributes.map((one) => [withoutEntities(one.name), withoutEntities(textOf(one))]),
    ),
    isActive: product.status === "" || product.status === "publish",
    modifiedAt: product.date_modified_gmt === null ? null : `${product.date_modified_gmt}Z`,
  };
}

/** A variable product's own price is a summary of its variations, so it has none. A search among products shows variations as well. */
export const productItem = (product: WooProduct, settings: Settings, pathOf: CategoryPaths): RawItem => ({
  ...toItem(product, settings),
  ...(product.type === "variation" ? { externalParentId: product.parent_id } : {}),
  ...(product.type === "variable" ? { price: null } : {}),
  type: product.type,
  categories: product.categories.map(({ id, name }) => [...(pathOf(id) ?? [withoutEntities(name)])]),
  images: product.images.map(imageOf),
});

/** Named as on an order line: the product, then what was chosen. */
export const variationItem = (
  variation: WooVariation,
  parent: Pick<WooProduct, "id" | "name">,
  settings: Settings,
): RawItem => {
  const chosen = variation.attributes.map((attribute) => attribute.option).filter((option) => option !== "");
  const name = chosen.length === 0 ? parent.name : `${parent.name} - ${chosen.join(", ")}`;
  return {
    ...toItem(variation, settings),
    externalParentId: parent.id,
    name: withoutEntities(name),
    type: "variation",
    images: variation.image === null || variation.image === undefined ? [] : [imageOf(variation.image)],
  };
};
