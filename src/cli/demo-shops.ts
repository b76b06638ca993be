import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bicycles, stationery, wines, type Assortment } from "#sandbox/demo-month/assortments.ts";
import { monthOfOrders } from "#sandbox/demo-month/month.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { startShop, type Shop } from "#sandbox/woocommerce/shop.ts";

/** One shop of the demo, still empty, and the orders that will be placed there. */
export interface DemoShop {
  readonly name: string;
  readonly shop: Shop;
  readonly month: readonly OrderJson[];
  /** The last ones, placed after everything else has happened. */
  readonly arriving: readonly OrderJson[];
}

interface ShopPlan {
  readonly name: string;
  readonly assortment: Assortment;
  readonly home: "flanders" | "wallonia";
  /** Of all orders of the demo, out of ten. */
  readonly share: number;
}

const plans: readonly ShopPlan[] = [
  { name: "Velo-Webshop", assortment: bicycles, home: "flanders", share: 5 },
  { name: "Wijnhuis De Kelder", assortment: wines, home: "flanders", share: 3 },
  { name: "Papeterie du Moulin", assortment: stationery, home: "wallonia", share: 2 },
];

const arrivingPerShop = 4;

function recordedOrders(folder: string): (id: number) => OrderJson {
  const path = join(folder, "rest/orders-dp6");
  const orders = readdirSync(path).map((name) => JSON.parse(readFileSync(join(path, name), "utf8")) as OrderJson);
  const byId = new Map(orders.map((order) => [order.id, order]));
  return (id) => {
    const order = byId.get(id);
    if (order === undefined) throw new Error(`There is no recorded order ${id} in ${path}`);
    return order;
  };
}

/** Starts three shops, and makes up `count` orders for them from the thirty days before `until`; the same for the same moment. */
export async function startDemoShops(
  folder: string,
  count: number,
  until: Temporal.ZonedDateTime,
): Promise<readonly DemoShop[]> {
  const recorded = recordedOrders(folder);
  const started: DemoShop[] = [];
  for (const [index, { name, assortment, home, share }] of plans.entries()) {
    const shop = await startShop({ folder, name, withoutOrders: true });
    const orders = monthOfOrders(
      {
        seed: index + 1,
        count: Math.round((count * share) / 10),
        until,
        assortment,
        home,
        firstOrderId: (index + 1) * 10_000 + 401,
      },
      recorded,
    );
    const month = orders.slice(0, -arrivingPerShop);
    started.push({ name, shop, month, arriving: orders.slice(-arrivingPerShop) });
  }
  return started;
}
