import { z } from "zod";
import type { Session, Subscription } from "#connect/connector.ts";
import { HubError } from "#domain/error.ts";
import { saysAbsent } from "./errors.ts";
import { pageSize } from "./pages.ts";
import { WooWebhook } from "./schema.ts";
import type { WooCommerceSettings } from "./settings.ts";

type Shop = Session<WooCommerceSettings>;

/**
 * Created and updated are needed; refunds and status changes come as `order.updated`. An order that goes into the trash, or comes out of
 * it, changes no modification time that can be polled, so only these two bells tell. Deleted refunds and orders deleted for
 * good come as nothing at all.
 */
export const topics = ["order.created", "order.updated", "order.deleted", "order.restored"] as const;

const toSubscription = ({ id, topic, status }: WooWebhook): Subscription => ({
  id,
  topic,
  active: status === "active",
});

async function allWebhooks({ http, signal }: Shop): Promise<WooWebhook[]> {
  const all: WooWebhook[] = [];
  for (let page = 1; all.length === (page - 1) * pageSize; page += 1) {
    signal.throwIfAborted();
    all.push(
      ...(await http.json(
        { method: "GET", path: "wc/v3/webhooks", query: { per_page: pageSize, page } },
        z.array(WooWebhook),
      )),
    );
  }
  return all;
}

/**
 * Makes the webhooks that are missing. What already delivers here is kept, but given the secret again and switched on: a secret
 * cannot be read back, and one that differs would have every delivery quarantined.
 */
export async function subscribe(shop: Shop, deliverTo: URL, secret: string): Promise<readonly Subscription[]> {
  if (!/^[A-Za-z0-9_-]{16,}$/.test(secret)) {
    throw new HubError(
      "internal.unexpected",
      "A webhook secret of WooCommerce is at least 16 letters, digits, dashes and underscores",
    );
  }
  const { http } = shop;
  const existing = (await allWebhooks(shop)).filter((webhook) => webhook.delivery_url === deliverTo.href);
  const subscriptions: Subscription[] = [];
  for (const topic of topics) {
    const known = existing.find((webhook) => webhook.topic === topic);
    const made = await http.json(
      known === undefined
        ? {
            method: "POST",
            path: "wc/v3/webhooks",
            json: { name: `Schakel ${topic}`, topic, delivery_url: deliverTo.href, secret },
          }
        : { method: "PUT", path: `wc/v3/webhooks/${known.id}`, json: { status: "active", secret } },
      WooWebhook,
    );
    subscriptions.push(toSubscription(made));
  }
  return subscriptions;
}

export const all = async (shop: Shop) =>
  (await allWebhooks(shop))
    .filter(({ topic }) => topics.some((known) => known === topic))
    .map((webhook) => ({ ...toSubscription(webhook), deliveryUrl: webhook.delivery_url }));

const pathOf = (id: string): string => `wc/v3/webhooks/${encodeURIComponent(id)}`;

/** Without `force` the shop answers 501: webhooks have no trash. Already gone is fine. */
export async function unsubscribe({ http }: Shop, id: string): Promise<void> {
  await http.jsonOrNull({ method: "DELETE", path: pathOf(id), query: { force: true } }, z.unknown(), saysAbsent);
}

/** Nothing tells that the shop switched a webhook off after seven failures in a row: ask. */
export async function status({ http }: Shop, id: string): Promise<Subscription | null> {
  const webhook = await http.jsonOrNull({ method: "GET", path: pathOf(id) }, WooWebhook, saysAbsent);
  return webhook === null ? null : toSubscription(webhook);
}

/** The failure count stays at six, so one more failure switches it off again. */
export const activate = async ({ http }: Shop, id: string): Promise<Subscription> =>
  toSubscription(await http.json({ method: "PUT", path: pathOf(id), json: { status: "active" } }, WooWebhook));
