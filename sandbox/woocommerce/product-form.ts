/** A product or variation that was just made, in the form and the sequence of fields of the recorded ones. */
import { HINTS } from "./catalog.ts";
import type { Stamp } from "./clock.ts";
import type { ItemJson } from "./documents.ts";
import { RECORDED_URL } from "./orders.ts";

const HOME = `${RECORDED_URL}/wp-json/wc/v3/products`;
const PRICE_HTML =
  '<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol" translate="no">&euro;</span>&nbsp;0</bdi></span>';

const OPEN_SALE = {
  date_on_sale_from: null,
  date_on_sale_from_gmt: null,
  date_on_sale_to: null,
  date_on_sale_to_gmt: null,
  on_sale: false,
};
const NO_DOWNLOAD = { virtual: false, downloadable: false, downloads: [], download_limit: -1, download_expiry: -1 };
const NO_STOCK = { backorders: "no", backorders_allowed: false, backordered: false, low_stock_amount: null };
const NO_SIZE = { weight: "", dimensions: { length: "", width: "", height: "" } };
const dates = ({ local, gmt }: Stamp): object => ({
  date_created: local,
  date_created_gmt: gmt,
  date_modified: local,
  date_modified_gmt: gmt,
});

export function newProduct(id: number, name: string, slug: string, now: Stamp): ItemJson {
  return {
    ...{ id, name, slug, permalink: `${RECORDED_URL}/product/${slug}/`, ...dates(now) },
    ...{ type: "simple", status: "publish", featured: false, catalog_visibility: "visible" },
    ...{ description: "", short_description: "", sku: "", price: "", regular_price: "", sale_price: "" },
    ...{ ...OPEN_SALE, purchasable: false, total_sales: 0, ...NO_DOWNLOAD, external_url: "", button_text: "" },
    ...{ tax_status: "taxable", tax_class: "", manage_stock: false, stock_quantity: null, ...NO_STOCK },
    ...{ sold_individually: false, ...NO_SIZE, shipping_required: true, shipping_taxable: true, shipping_class: "" },
    ...{ shipping_class_id: 0, reviews_allowed: true, average_rating: "0.00", rating_count: 0, upsell_ids: [] },
    ...{ cross_sell_ids: [], parent_id: 0, purchase_note: "", categories: [], brands: [], tags: [], images: [] },
    ...{ attributes: [], default_attributes: [], variations: [], grouped_products: [], menu_order: 0 },
    ...{ price_html: PRICE_HTML, related_ids: [], meta_data: [], stock_status: "instock", has_options: false },
    ...{ post_password: "", global_unique_id: "" },
    _links: { self: [{ href: `${HOME}/${id}`, ...HINTS }], collection: [{ href: HOME }] },
  };
}

export function newVariation(id: number, parent: ItemJson, now: Stamp): ItemJson {
  const home = `${HOME}/${parent.id}`;
  return {
    ...{ id, type: "variation", ...dates(now), description: "", permalink: String(parent["permalink"]), sku: "" },
    ...{ global_unique_id: "", price: "", regular_price: "", sale_price: "", ...OPEN_SALE, status: "publish" },
    ...{ purchasable: false, ...NO_DOWNLOAD, tax_status: "taxable", tax_class: "", manage_stock: false },
    ...{ stock_quantity: null, stock_status: "instock", ...NO_STOCK, ...NO_SIZE, shipping_class: "" },
    ...{ shipping_class_id: 0, image: null, gallery_image_ids: [], attributes: [], menu_order: 0, meta_data: [] },
    ...{ name: "", parent_id: parent.id },
    _links: {
      self: [{ href: `${home}/variations/${id}`, ...HINTS }],
      collection: [{ href: `${home}/variations` }],
      up: [{ href: home }],
    },
  };
}
