import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { startShop, type Shop, type ShopOptions } from "#sandbox/woocommerce/shop.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

const recordings = fileURLToPath(new URL("../../../fixtures/woocommerce", import.meta.url));

export interface SeenDocument {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly issueDate: string;
  readonly currency: string;
  readonly exchangeRate: string | null;
  readonly taxAmountInEuro: string | null;
  readonly precedingDocument: { readonly number: string } | null;
  readonly totals: Readonly<Record<string, string>>;
}

/** What the API tells of one order. */
export interface SeenOrder {
  readonly outcome: string | null;
  readonly reason: { readonly code: string; readonly text: string } | null;
  readonly changedAfterIssueAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly documents: readonly SeenDocument[];
  /** Codes of its story, oldest first. */
  readonly story: readonly string[];
}

export interface SeenConnection {
  readonly state: string;
  readonly stateReason: string;
  readonly retryAt: string | null;
  readonly webhooks: readonly { readonly topic: string; readonly active: boolean }[];
}

/** A stand-in shop, coupled to a hub in an administration of its own. */
export interface CoupledShop {
  readonly shop: Shop;
  readonly api: HubClient;
  /** Of its owner. */
  readonly token: string;
  readonly administrationId: string;
  readonly connectionId: string;
  readonly couplingId: string;
  /** The shop's webhooks ring for these orders; says what the hub answered. */
  ring(topic: "created" | "updated", ...ids: readonly number[]): Promise<(number | undefined)[]>;
  /** Saves a change in the shop, a second after the last one. Rings for nothing. */
  change(id: number, apply: (order: OrderJson) => void): void;
  /** A new order in the shop, like a recorded one. */
  copyOrder(from: number, to: number, apply?: (order: OrderJson) => void): void;
  order(id: number): Promise<SeenOrder>;
  /** Waits until nothing is left to look at, and returns this order. */
  settled(id: number): Promise<SeenOrder>;
  connection(): Promise<SeenConnection>;
  setCoupling(change: { readonly state?: string; readonly settings?: object; readonly offset?: number }): Promise<void>;
  alarms(): Promise<{ readonly kind: string; readonly text: string; readonly occurrences: number }[]>;
  /** Rows of a table in this administration, counted as the owner. */
  count(table: string): Promise<number>;
}

export interface CouplingOptions {
  readonly settings?: object;
  readonly offset?: number;
  readonly state?: "off" | "live";
  readonly pollingOnly?: boolean;
  readonly shop?: Partial<ShopOptions>;
  /** Books in an outside package: connects it, and says with which connection. */
  readonly connectTarget?: (api: HubClient) => Promise<string>;
}

/** Waits for something the hub does by itself; says what it was when it does not come. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  most = 2400,
): Promise<T> {
  for (let tries = 0; tries < most; tries += 1) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
    await sleep(50);
  }
  throw new Error(`Waited in vain: ${what}`);
}

const secondLater = (time: string): string =>
  Temporal.PlainDateTime.from(time).add({ seconds: 1 }).toString({ smallestUnit: "second" });

/** For one test, ended after it; or for a whole file, with `atEndOfFile` as `atEnd`. */
export async function coupleShop(
  under: HubUnderTest,
  options: CouplingOptions = {},
  atEnd: (step: () => Promise<void>) => void = onTestFinished,
): Promise<CoupledShop> {
  const { hub, store } = under;
  const shop = await startShop({ folder: recordings, deliveryTimeout: 10_000, ...options.shop });
  atEnd(() => shop.stop());
  const administrationId = await store.makeAdministration();
  atEnd(async () => {
    await sql`update couplings set state = 'off' where administration_id = ${administrationId}`.execute(store.owner);
  });
  const token = await makeAccessToken(store.hub, store.key, { name: "test", administrationId, role: "owner" });
  const api = hubClient(hub.url, token);
  const { id: connectionId } = await api.post<{ id: string }>("/api/connections", {
    connector: "woocommerce",
    name: "Testwinkel De Molen",
    settings: { shopUrl: shop.url },
    credentials: { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret },
    pollingOnly: options.pollingOnly ?? false,
  });
  await api.post(`/api/connections/${connectionId}/check`);
  await api.post(`/api/connections/${connectionId}/webhooks`);
  const { settings = {}, offset = 0, state = "live" } = options;
  // What mails by itself is looked at before it is switched on.
  const isLookedAt = (settings as { sending?: string }).sending === "automatic";
  const targetConnectionId = (await options.connectTarget?.(api)) ?? null;
  const coupling = {
    kind: "shopOrders",
    targetConnectionId,
    sourceConnectionId: connectionId,
    settings: { startDate: null, ...settings },
    offset,
    state: isLookedAt ? "off" : state,
  };
  const made = await api.post<{ id: string; settings: object; settingsVersion: number }>("/api/couplings", coupling);
  const { id: couplingId, settingsVersion } = made;
  if (isLookedAt) {
    await api.post("/api/texts/preview", { couplingId, texts: {} });
    await api.put(`/api/couplings/${couplingId}`, { settings: made.settings, state, settingsVersion });
  }

  const order: CoupledShop["order"] = async (id) => {
    const seen = await api.get<{
      order: Omit<SeenOrder, "documents" | "story">;
      documents: SeenDocument[];
      events: { code: string }[];
    }>(`/api/orders/${connectionId}/${id}`);
    return { ...seen.order, documents: seen.documents, story: seen.events.map((event) => event.code) };
  };
  const connection: CoupledShop["connection"] = async () => {
    const { items } = await api.get<{ items: (SeenConnection & { id: string })[] }>("/api/connections");
    const own = items.find(({ id }) => id === connectionId);
    if (own === undefined) throw new Error("The connection is gone");
    return own;
  };
  return {
    shop,
    api,
    token,
    administrationId,
    connectionId,
    couplingId,
    order,
    connection,
    async ring(topic, ...ids) {
      const sent = await Promise.all(ids.map((id) => shop.deliver().fire(`order.${topic}`, id)));
      return sent.flat().map((delivery) => delivery.status);
    },
    change(id, apply) {
      const changed = shop.orders.get(id);
      if (changed === undefined) throw new Error(`The shop has no order ${id}`);
      apply(changed);
      changed.date_modified = secondLater(changed.date_modified);
      changed.date_modified_gmt = secondLater(changed.date_modified_gmt);
      shop.orders.put(changed);
    },
    copyOrder(from, to, apply = () => undefined) {
      const copy = shop.orders.get(from);
      if (copy === undefined) throw new Error(`The shop has no order ${from}`);
      Object.assign(copy, { id: to, number: String(to) });
      apply(copy);
      shop.orders.put(copy);
    },
    async settled(id) {
      await until(`order ${id} to settle`, async () => {
        const { orders, deliveries } = await api.get<{
          orders: { open: number };
          deliveries: Record<string, number>;
        }>("/api/summary");
        return orders.open === 0 && (deliveries["received"] ?? 0) === 0;
      });
      return order(id);
    },
    async setCoupling(change) {
      const { items } = await api.get<{ items: { state: string; settings: object; settingsVersion: number }[] }>(
        "/api/couplings",
      );
      await api.put(`/api/couplings/${couplingId}`, { ...items[0], ...change });
    },
    async alarms() {
      const { items } = await api.get<{ items: { kind: string; text: string; occurrences: number }[] }>("/api/alarms");
      return items.map(({ kind, text, occurrences }) => ({ kind, text, occurrences }));
    },
    async count(table) {
      const { rows } = await sql<{ count: string }>`
        select count(*) as count from ${sql.id(table)} where administration_id = ${administrationId}`.execute(
        store.owner,
      );
      return Number(rows[0]?.count);
    },
  };
}
