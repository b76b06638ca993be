/** The routes of wc/v3 this shop knows, with the `Allow` each answers to an accepted key. */
import type { Catalog } from "./catalog.ts";
import type { Categories } from "./categories.ts";
import type { Customers } from "./customers.ts";
import type { Lists } from "./lists.ts";
import type { OrderRoutes } from "./order-routes.ts";
import type { ProductWrites } from "./product-writes.ts";
import type { RefundRoutes } from "./refund-routes.ts";
import type { Ask, Reply } from "./reply.ts";
import type { WebhookRoutes } from "./webhook-routes.ts";

type Work = (ask: Ask) => Reply | Promise<Reply>;

export interface Route {
  readonly pattern: RegExp;
  readonly kind: "list" | "item" | "batch";
  readonly allow: string;
  readonly methods: Readonly<Record<string, Work>>;
}

export interface Parts {
  readonly orders: OrderRoutes;
  readonly refunds: RefundRoutes;
  readonly webhooks: WebhookRoutes;
  readonly lists: Lists;
  readonly catalog: Catalog;
  readonly categories: Categories["routes"];
  readonly customers: Customers["routes"];
  readonly products: ProductWrites;
  readonly draftSurplus: ReadonlyMap<string, number>;
}

const ITEM = "GET, POST, PUT, PATCH, DELETE";

/** `*` in a path is a number. */
function route(path: string, kind: Route["kind"], allow: string, methods: Readonly<Record<string, Work>>): Route {
  return { pattern: new RegExp(`^/wc/v3/${path.replaceAll("*", "(\\d+)")}$`), kind, allow, methods };
}

/** WordPress takes POST, PUT and PATCH on an item for the same thing. */
function writing(work: Work): Record<string, Work> {
  return { POST: work, PUT: work, PATCH: work };
}

export function routesOf(parts: Parts): readonly Route[] {
  const { orders, refunds, webhooks, lists, catalog, categories, customers, products, draftSurplus } = parts;
  const whole = (path: string, name: string, allow: string): Route =>
    route(path, "list", allow, { GET: (ask) => lists.whole(name, ask) });
  const paged = (path: string, name: string): Route =>
    route(path, "list", "GET, POST", { GET: (ask) => lists.paged(name, ask) });
  const one = (path: string, name: string): Route => route(path, "item", ITEM, { GET: (ask) => lists.one(name, ask) });
  return [
    route("orders", "list", "GET, POST", { GET: orders.list, POST: orders.create }),
    route(
      "orders/batch",
      "batch",
      "POST, PUT, PATCH",
      writing((ask) => orders.batch(ask)),
    ),
    route("orders/*", "item", ITEM, { GET: orders.get, DELETE: orders.remove, ...writing(orders.update) }),
    route("orders/*/refunds", "list", "GET, POST", { GET: refunds.list, POST: refunds.create }),
    route("orders/*/refunds/*", "item", "GET, DELETE", { GET: refunds.get, DELETE: refunds.remove }),
    route("orders/*/notes", "list", "GET, POST", { GET: refunds.notes, POST: refunds.addNote }),
    route("orders/*/notes/*", "item", "GET, DELETE", { GET: refunds.note }),
    route("refunds", "list", "GET", { GET: refunds.all }),
    route("products", "list", "GET, POST", { GET: (ask) => catalog.productList(ask), POST: products.create }),
    route("products/batch", "batch", "POST, PUT, PATCH", writing(products.batch)),
    route("products/categories", "list", "GET, POST", { GET: categories.list, POST: categories.create }),
    route("products/categories/*", "item", ITEM, {
      GET: categories.get,
      DELETE: categories.remove,
      ...writing(categories.update),
    }),
    route("products/*", "item", ITEM, {
      GET: (ask) => catalog.getProduct(ask),
      DELETE: products.remove,
      ...writing(products.update),
    }),
    route("products/*/variations", "list", "GET, POST", {
      GET: (ask) => catalog.variationList(ask),
      POST: products.createVariation,
    }),
    route("products/*/variations/batch", "batch", "POST, PUT, PATCH", writing(products.variationBatch)),
    route("products/*/variations/*", "item", ITEM, {
      GET: (ask) => catalog.getVariation(ask),
      DELETE: products.removeVariation,
      ...writing(products.updateVariation),
    }),
    route("customers", "list", "GET, POST", { GET: customers.list, POST: customers.create }),
    route("customers/*", "item", ITEM, {
      GET: customers.get,
      DELETE: customers.remove,
      ...writing(customers.update),
    }),
    paged("taxes", "taxes"),
    one("taxes/*", "taxes"),
    whole("taxes/classes", "tax-classes", "GET, POST"),
    paged("coupons", "coupons"),
    one("coupons/*", "coupons"),
    whole("payment_gateways", "payment-gateways", "GET"),
    whole("shipping/zones", "shipping-zones", "GET, POST"),
    whole("settings/general", "settings-general", "GET"),
    whole("settings/tax", "settings-tax", "GET"),
    whole("data/currencies/current", "currency-current", "GET"),
    whole("system_status", "system-status-trimmed", "GET"),
    route("reports/orders/totals", "list", "GET", { GET: () => lists.totals(draftSurplus) }),
    route("webhooks", "list", "GET, POST", { GET: webhooks.list, POST: webhooks.create }),
    route("webhooks/*", "item", ITEM, { GET: webhooks.get, DELETE: webhooks.remove, ...writing(webhooks.update) }),
  ];
}
