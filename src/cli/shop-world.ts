import { setTimeout as sleep } from "node:timers/promises";
import { startShop, type Shop } from "#sandbox/woocommerce/shop.ts";
import { hubClient, type HubClient } from "./hub-client.ts";
import type { Configuration } from "./configuration.ts";
import { startHub, type Hub } from "./start-hub.ts";

/** A hub with one stand-in shop that serves a folder of recordings, coupled and ready to receive. */
export interface ShopWorld {
  readonly hub: Hub;
  readonly shop: Shop;
  readonly api: HubClient;
  readonly connectionId: string;
  /** Where this shop's webhooks go, on this machine. */
  readonly deliverTo: { readonly url: string; readonly secret: string; readonly source: string };
  /** Waits until every delivery was looked at and every order has an outcome. */
  settle(): Promise<Summary>;
  stop(): Promise<void>;
}

export interface Summary {
  readonly orders: Readonly<
    Record<"received" | "open" | "documented" | "skipped" | "waiting" | "held" | "failed", number>
  >;
  readonly documents: Readonly<Record<string, number>>;
  readonly tieOut: Readonly<Record<"exact" | "rounded" | "held", number>>;
  readonly deliveries: Readonly<Record<string, number>>;
}

export interface WorldOptions {
  readonly folder: string;
  /** Signs the webhooks: the folder's own secret. */
  readonly secret: string;
  readonly configuration: Configuration;
  readonly shopPort?: number;
  readonly companyName: string;
}

/** Longest wait for a world to come to rest; a world that does not is reported, never waited for for ever. */
const longestRestMs = 300_000;

/** Starts a shop on the folder, and a hub that is coupled to it by the public API only. */
export async function startShopWorld({
  folder,
  secret,
  configuration,
  shopPort,
  companyName,
}: WorldOptions): Promise<ShopWorld> {
  const shop = await startShop({ folder, ...(shopPort === undefined ? {} : { port: shopPort }) });
  let hub: Hub | undefined;
  try {
    const openHosts = [...configuration.openHosts, new URL(shop.url).host];
    // A shop on this machine can reach a hub on this machine.
    const publicUrl = new URL(`http://127.0.0.1:${configuration.port}/`);
    hub = await startHub({ configuration: { ...configuration, openHosts, publicUrl }, role: "all" });
    const api = hubClient(hub.url, hub.token);
    const connectionId = await couple(api, shop, secret, companyName);
    const { deliveryUrl } = await api.get<{ deliveryUrl: string }>(`/api/connections/${connectionId}/webhook-secret`);
    const url = new URL(new URL(deliveryUrl).pathname, hub.url).href;
    const running = hub;
    return {
      hub: running,
      shop,
      api,
      connectionId,
      deliverTo: { url, secret, source: `${shop.url.replace(/\/$/, "")}/` },
      settle: () => atRest(api),
      async stop() {
        await running.stop();
        await shop.stop();
      },
    };
  } catch (error) {
    await hub?.stop();
    await shop.stop();
    throw error;
  }
}

async function couple(api: HubClient, shop: Shop, secret: string, companyName: string): Promise<string> {
  const { items: known } = await api.get<{ items: { id: string }[] }>("/api/administrations");
  if (known.length === 0) {
    await api.post("/api/administrations", {
      name: companyName,
      country: "BE",
      vatIdentifier: "BE0765432146",
      legalRegistrationIdentifier: "0765432146",
      address: { streetName: "Molenstraat 12", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
    });
  }
  const { items: connections } = await api.get<{ items: { id: string; name: string }[] }>("/api/connections");
  const existing = connections.find((connection) => connection.name === companyName);
  if (existing !== undefined) return existing.id;
  await api.post("/api/apps/woocommerce/activate");
  const connection = await api.post<{ id: string }>("/api/connections", {
    connector: "woocommerce",
    name: companyName,
    settings: { shopUrl: shop.url },
    credentials: { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret },
    hookSecret: secret,
  });
  await api.post(`/api/connections/${connection.id}/check`);
  // Document kind invoice, moment created: the defaults.
  await api.post("/api/couplings", {
    kind: "shopOrders",
    sourceConnectionId: connection.id,
    settings: { startDate: null },
    state: "live",
  });
  return connection.id;
}

interface SeenMigration {
  readonly state: string;
  readonly isStill: boolean;
  readonly isRead: boolean;
}

/** Is every shop's list of old orders read to its end, or is nobody reading it? */
async function hasTakenIn(api: HubClient): Promise<boolean> {
  const { items } = await api.get<{ items: { id: string }[] }>("/api/couplings");
  for (const { id } of items) {
    const { migration } = await api.get<{ migration: SeenMigration | null }>(`/api/couplings/${id}/first-migration`);
    if (migration?.state === "running" && !migration.isStill && !migration.isRead) return false;
  }
  return true;
}

/** Waits until old orders were taken in, every delivery was looked at and every order has an outcome. */
export async function atRest(api: HubClient): Promise<Summary> {
  const started = performance.now();
  for (;;) {
    const isTakenIn = await hasTakenIn(api);
    const summary = await api.get<Summary>("/api/summary");
    if (isTakenIn && summary.orders.open === 0 && (summary.deliveries["received"] ?? 0) === 0) return summary;
    if (performance.now() - started > longestRestMs)
      throw new Error(`Not everything was looked at: ${JSON.stringify(summary)}`);
    await sleep(50);
  }
}
