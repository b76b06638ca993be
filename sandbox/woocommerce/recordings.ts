/** Reads a folder in the form of fixtures/woocommerce (its README) into the stores. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedDelivery } from "./deliveries.ts";
import type { ItemJson, Json, OrderJson, RefundJson } from "./documents.ts";
import { innerRefund } from "./amounts.ts";
import type { Recording } from "./lists.ts";
import type { OrderStore } from "./orders.ts";
import type { Webhook, Webhooks } from "./webhooks.ts";

interface ManifestScenario {
  readonly webhooks: readonly { readonly file: string; readonly topic: string; readonly order_id?: number }[];
}

export interface Manifest {
  readonly woocommerce: string;
  readonly wordpress: string;
  readonly shop: { readonly timezone: string; readonly name?: string };
  readonly webhook_secret: string;
  readonly scenarios: readonly ManifestScenario[];
  readonly extra_webhooks?: readonly ManifestScenario[];
}

export interface Recordings {
  readonly manifest: Manifest;
  list(name: string): Recording;
  readonly deliveries: readonly RecordedDelivery[];
  fillOrders(store: OrderStore): void;
  fillWebhooks(webhooks: Webhooks): void;
}

function read(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

function names(...path: string[]): readonly string[] {
  return readdirSync(join(...path))
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}

/** Orders in full and default form among the recorded lists. */
function listedOrders(rest: string): Map<number, OrderJson> {
  const found = new Map<number, OrderJson>();
  for (const name of names(rest, "lists").filter((file) => /^orders-page\d/.test(file))) {
    for (const order of (read(rest, "lists", name) as { body: OrderJson[] }).body) found.set(order.id, order);
  }
  return found;
}

export function readRecordings(folder: string): Recordings {
  const rest = join(folder, "rest");
  const manifest = read(folder, "manifest.json") as Manifest;
  const lists = new Map<string, Recording>();

  const ofFile = new Map<string, number | undefined>();
  for (const { webhooks } of [...manifest.scenarios, ...(manifest.extra_webhooks ?? [])]) {
    for (const { file, topic, order_id: id } of webhooks) {
      ofFile.set(file.replace(/^.*\//, ""), topic.startsWith("order.") ? id : undefined);
    }
  }
  const deliveries = names(folder, "webhooks").map((file) => {
    const { headers, body } = read(folder, "webhooks", file) as { headers: Record<string, string>; body: string };
    return { file, headers, body, orderId: ofFile.get(file) };
  });

  return {
    manifest,
    deliveries,
    list(name) {
      const held = lists.get(name) ?? (read(rest, "lists", `${name}.json`) as Recording);
      lists.set(name, held);
      return held;
    },
    fillOrders(store) {
      const listed = listedOrders(rest);
      const [refundFiles, noteFiles] = [new Set(names(rest, "refunds")), new Set(names(rest, "notes"))];
      for (const name of names(rest, "orders")) {
        const two = read(rest, "orders", name) as OrderJson;
        const inList = listed.get(two.id);
        const differs = inList !== undefined && JSON.stringify(inList) !== JSON.stringify(two);
        store.put(read(rest, "orders-dp6", name) as OrderJson, { two, listed: differs ? inList : undefined });
        if (refundFiles.has(name)) {
          for (const refund of read(rest, "refunds", name) as RefundJson[]) {
            store.keepRefund(two.id, innerRefund(refund), refund);
          }
        }
        if (noteFiles.has(name)) store.notes.set(two.id, read(rest, "notes", name) as Json[]);
      }
    },
    fillWebhooks(webhooks) {
      for (const item of this.list("webhooks").body as (Omit<Webhook, "secret"> & ItemJson)[]) {
        const { id, name, status, topic, delivery_url: url } = item;
        const { date_created, date_created_gmt, date_modified, date_modified_gmt } = item;
        webhooks.list.push({
          ...{ id, name, status, topic, delivery_url: url },
          ...{ date_created, date_created_gmt, date_modified, date_modified_gmt },
          ...{ secret: manifest.webhook_secret, failureCount: 0, pendingPing: false, recordedUrl: url },
        });
      }
    },
  };
}

/** What the recorded report counts beyond the recorded orders (a draft left behind by a refused order). */
export function reportSurplus(recordings: Recordings, store: OrderStore): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const { status } of store.sorted("id")) counted.set(status, (counted.get(status) ?? 0) + 1);
  const rows = recordings.list("orders-totals").body as { slug: string; total: number }[];
  return new Map(rows.map(({ slug, total }) => [slug, Math.max(0, total - (counted.get(slug) ?? 0))]));
}
