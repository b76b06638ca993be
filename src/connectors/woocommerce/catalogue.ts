import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { categoryPaths } from "./categories.ts";
import { firstPage, nextPage, readCursor } from "./cursor.ts";
import { rateText } from "./decimals.ts";
import { withoutEntities } from "./entities.ts";
import { productItem, variationItem, type RawItem } from "./items.ts";
import { countryCode } from "./lines.ts";
import { allPages, pageSize, samePage, seenUntil, totalOf } from "./pages.ts";
import { WooGateway, WooProduct, WooTaxClass, WooTaxRate, WooVariation } from "./schema.ts";
import type { WooCommerceSettings } from "./settings.ts";

type Shop = Session<WooCommerceSettings>;

const path = "wc/v3/products";

/** One page of products, each followed by its variations. A changed variation changes its product as well. */
export async function listProducts(shop: Shop, input: Input<"products.list">): Promise<RawOutput<"products.list">> {
  const { http, settings, now } = shop;
  const { at, before } = placeOf(input);
  const { data: products, headers } = await http.jsonWithHeaders(
    {
      method: "GET",
      path,
      query: {
        ...(at.after === null ? {} : { modified_after: at.after, dates_are_gmt: true }),
        orderby: "modified",
        order: "asc",
        per_page: pageSize,
        page: at.page,
      },
    },
    z.array(WooProduct),
  );
  const [first] = products;
  if (at.page > 1 && first !== undefined && first.id === before) throw samePage(path);
  const pathOf = await categoryPaths(shop, products);
  const items: RawItem[] = [];
  for (const product of products) {
    items.push(productItem(product, settings, pathOf));
    if (product.type !== "variable") continue;
    const variations = await allPages(shop, `${path}/${product.id}/variations`, {}, WooVariation);
    items.push(...variations.map((variation) => variationItem(variation, product, settings)));
  }
  const times = products.map((product) => product.date_modified_gmt);
  return {
    items,
    pricesIncludeTax: settings.pricesIncludeTax,
    next: products.length < pageSize ? null : `${nextPage(at, times)}#${first?.id ?? ""}`,
    seenUntil: seenUntil(times, headers, now()),
    total: input.cursor === null ? totalOf(headers) : null,
  };
}

/** The cursor also says with what the page before began. */
function placeOf({ cursor, modifiedSince }: Input<"products.list">) {
  if (cursor === null) return { at: firstPage(modifiedSince), before: "" };
  const [place = "", before = ""] = cursor.split("#");
  return { at: readCursor(place), before };
}

export const listTaxRates = async (shop: Shop): Promise<RawOutput<"taxRates.list">> => ({
  items: (await allPages(shop, "wc/v3/taxes", {}, WooTaxRate)).map((rate) => ({
    id: rate.id,
    country: countryCode(rate.country),
    rate: rateText(rate.rate),
    name: rate.name,
    vatClass: rate.class || "standard",
  })),
});

/** In the shop's own words; the class without a name is called "standard" there as well. */
export const listVatClasses = async ({ http }: Shop): Promise<RawOutput<"vatClasses.list">> => ({
  items: (await http.json({ method: "GET", path: "wc/v3/taxes/classes" }, z.array(WooTaxClass))).map(
    ({ slug, name }) => ({ id: slug, name: withoutEntities(name) || slug }),
  ),
});

export const listPaymentMethods = async ({ http }: Shop): Promise<RawOutput<"paymentMethods.list">> => ({
  items: await http.json({ method: "GET", path: "wc/v3/payment_gateways" }, z.array(WooGateway)),
});
