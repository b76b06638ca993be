import { z } from "zod";
import { text } from "#domain/amount.ts";
import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import type { Item } from "#domain/item.ts";
import { customerToParty } from "./buyer.ts";
import { firstPage, nextPage, readCursor } from "./cursor.ts";
import { decimal, quantityText, rateText } from "./decimals.ts";
import { countryCode } from "./lines.ts";
import { standardIdentifier } from "./map.ts";
import { pageSize } from "./orders.ts";
import { WooCustomer, WooGateway, WooProduct, WooTaxRate, WooVariation } from "./schema.ts";
import type { Settings, WooCommerceSettings } from "./settings.ts";

type Shop = Session<WooCommerceSettings>;
type RawItem = z.input<typeof Item>;

function toItem(product: WooProduct | WooVariation, settings: Settings): RawItem {
  return {
    externalId: product.id,
    name: product.name,
    sellersItemIdentifier: product.sku,
    standardItemIdentifier: standardIdentifier(product.global_unique_id),
    price: product.price === "" ? null : text(decimal(product.price)),
    pricesIncludeTax: settings.pricesIncludeTax,
    stock:
      product.manage_stock === true && product.stock_quantity !== null ? quantityText(product.stock_quantity) : null,
    vatRate: null,
    // The tax table calls the class without a name "standard"; an untaxable product has no class.
    vatClass: product.tax_status === "taxable" ? product.tax_class || "standard" : "",
    modifiedAt: product.date_modified_gmt === null ? null : `${product.date_modified_gmt}Z`,
  };
}

/** A variable product's own price is a summary of its variations, so it has none. */
const productItem = (product: WooProduct, settings: Settings): RawItem => ({
  ...toItem(product, settings),
  ...(product.type === "variable" ? { price: null } : {}),
});

/** Named as on an order line: the product, then what was chosen. */
const variationItem = (variation: WooVariation, parent: WooProduct, settings: Settings): RawItem => {
  const chosen = variation.attributes.map((attribute) => attribute.option).filter((option) => option !== "");
  return {
    ...toItem(variation, settings),
    externalParentId: parent.id,
    name: chosen.length === 0 ? parent.name : `${parent.name} - ${chosen.join(", ")}`,
  };
};

async function variationsOf({ http, signal, settings }: Shop, parent: WooProduct): Promise<RawItem[]> {
  const items: RawItem[] = [];
  for (let page = 1; items.length === (page - 1) * pageSize; page += 1) {
    signal.throwIfAborted();
    const variations = await http.json(
      { method: "GET", path: `wc/v3/products/${parent.id}/variations`, query: { per_page: pageSize, page } },
      z.array(WooVariation),
    );
    items.push(...variations.map((variation) => variationItem(variation, parent, settings)));
  }
  return items;
}

/** One page of products, each followed by its variations. */
export async function listProducts(shop: Shop, input: Input<"products.list">): Promise<RawOutput<"products.list">> {
  const at = input.cursor === null ? firstPage(input.modifiedSince) : readCursor(input.cursor);
  const products = await shop.http.json(
    {
      method: "GET",
      path: "wc/v3/products",
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
  const items: RawItem[] = [];
  for (const product of products) {
    items.push(productItem(product, shop.settings));
    if (product.type === "variable") items.push(...(await variationsOf(shop, product)));
  }
  const times = products.map((product) => product.date_modified_gmt);
  return { items, next: products.length < pageSize ? null : nextPage(at, times) };
}

/** Customers cannot be asked by modification time, so all are walked by id and the unchanged ones left out. */
export async function listCustomers(
  { http, settings }: Shop,
  input: Input<"customers.list">,
): Promise<RawOutput<"customers.list">> {
  const { page } = input.cursor === null ? { page: 1 } : readCursor(input.cursor);
  const customers = await http.json(
    { method: "GET", path: "wc/v3/customers", query: { orderby: "id", order: "asc", per_page: pageSize, page } },
    z.array(WooCustomer),
  );
  const since = firstPage(input.modifiedSince).after;
  const isWanted = ({ date_modified_gmt: modified }: WooCustomer) =>
    since === null || modified === null || modified > since;
  return {
    items: customers.filter(isWanted).map((customer) => customerToParty(customer, settings)),
    next: customers.length < pageSize ? null : `|${page + 1}`,
  };
}

export async function listTaxRates({ http, signal }: Shop): Promise<RawOutput<"taxRates.list">> {
  const rates: z.output<typeof WooTaxRate>[] = [];
  for (let page = 1; rates.length === (page - 1) * pageSize; page += 1) {
    signal.throwIfAborted();
    rates.push(
      ...(await http.json(
        { method: "GET", path: "wc/v3/taxes", query: { per_page: pageSize, page } },
        z.array(WooTaxRate),
      )),
    );
  }
  return {
    items: rates.map((rate) => ({
      id: rate.id,
      country: countryCode(rate.country),
      rate: rateText(rate.rate),
      name: rate.name,
      vatClass: rate.class || "standard",
    })),
  };
}

export const listPaymentMethods = async ({ http }: Shop): Promise<RawOutput<"paymentMethods.list">> => ({
  items: await http.json({ method: "GET", path: "wc/v3/payment_gateways" }, z.array(WooGateway)),
});
