/** Stored webhooks and their policy: pings, counting of failures, switching off (contract section 7). */
import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Json } from "./documents.ts";
import { send, type Sent } from "./sending.ts";

export interface Webhook {
  readonly id: number;
  name: string;
  status: "active" | "paused" | "disabled";
  topic: string;
  delivery_url: string;
  secret: string;
  date_created: string;
  date_created_gmt: string;
  date_modified: string;
  date_modified_gmt: string;
  /** Consecutive failures; not in the REST API. */ failureCount: number;
  /** True until a ping was answered 200. */ pendingPing: boolean;
  /** A recorded webhook pointed at the recorder, which no longer listens: nothing is sent there. */
  readonly recordedUrl: string | undefined;
}

export interface Delivery extends Sent {
  readonly webhook: number;
  /** `undefined` for a ping. */ readonly topic: string | undefined;
  readonly orderId: number | undefined;
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: string;
}

const HOOKS: Readonly<Record<string, readonly string[]>> = {
  "order.created": ["woocommerce_new_order"],
  "order.updated": ["woocommerce_update_order", "woocommerce_order_refunded"],
  "order.deleted": ["wp_trash_post", "woocommerce_trash_order"],
  "order.restored": ["untrashed_post", "woocommerce_untrash_order"],
  "product.created": [
    "woocommerce_process_product_meta",
    "woocommerce_new_product",
    "woocommerce_new_product_variation",
  ],
  "product.updated": [
    "woocommerce_process_product_meta",
    "woocommerce_update_product",
    "woocommerce_update_product_variation",
  ],
};
const EVENTS = ["created", "updated", "deleted", "restored"];

/** `order.published` and the like are refused since 10.9. */
export function knownTopic(topic: string): boolean {
  if (/^action\.woocommerce_\w+$/.test(topic) || topic === "product.published") return true;
  const [resource = "", event = ""] = topic.split(".");
  return ["order", "product", "coupon", "customer"].includes(resource) && EVENTS.includes(event);
}

export function newSecret(): string {
  return randomBytes(25).toString("hex");
}

export function signature(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("base64");
}

/** Not unique: all deliveries of one webhook in one second share it (rule 3). */
function deliveryId(webhook: number): string {
  const second = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  return createHash("md5").update(`${webhook}${second}`).digest("hex");
}

export function hookJson(hook: Webhook, home: string): Json {
  const [resource = "", event = ""] = hook.topic.split(/\.(.*)/);
  const base = `${home}/wp-json/wc/v3/webhooks`;
  const { id, name, status, topic, delivery_url: url } = hook;
  const { date_created, date_created_gmt, date_modified, date_modified_gmt } = hook;
  return {
    ...{ id, name, status, topic, resource, event },
    hooks: HOOKS[topic] ?? (resource === "action" ? [event] : []),
    delivery_url: url,
    ...{ date_created, date_created_gmt, date_modified, date_modified_gmt },
    _links: {
      self: [{ href: `${base}/${id}`, targetHints: { allow: ["GET", "POST", "PUT", "PATCH", "DELETE"] } }],
      collection: [{ href: base }],
    },
  };
}

export class Webhooks {
  readonly list: Webhook[] = [];
  readonly deliveries: Delivery[] = [];
  readonly #clock: Clock;
  readonly #source: string;
  readonly #agent: string;
  readonly #timeout: number;

  constructor(clock: Clock, home: string, agent: string, timeout: number) {
    this.#clock = clock;
    this.#source = `${home}/`;
    this.#agent = agent;
    this.#timeout = timeout;
  }

  get(id: number): Webhook | undefined {
    return this.list.find((hook) => hook.id === id);
  }

  remove(hook: Webhook): void {
    this.list.splice(this.list.indexOf(hook), 1);
  }

  async add(values: Pick<Webhook, "name" | "status" | "topic" | "delivery_url" | "secret">): Promise<Webhook> {
    const { local, gmt } = this.#clock.now();
    const id = Math.max(0, ...this.list.map((hook) => hook.id)) + 1;
    const dates = { date_created: local, date_created_gmt: gmt, date_modified: local, date_modified_gmt: gmt };
    const hook: Webhook = { id, ...values, ...dates, failureCount: 0, pendingPing: true, recordedUrl: undefined };
    this.list.push(hook);
    await this.#ping(hook);
    return hook;
  }

  /** Each save moves the date and, while no ping has succeeded, sends another one. */
  async save(hook: Webhook): Promise<void> {
    const { local, gmt } = this.#clock.now();
    hook.date_modified = local;
    hook.date_modified_gmt = gmt;
    await this.#ping(hook);
  }

  /** Sends one signed delivery and counts: 200 to 302 is success, the seventh failure in a row switches off. */
  async deliver(
    hook: Webhook,
    orderId: number,
    body: string,
    target: { readonly url?: string; readonly secret?: string; readonly source?: string } = {},
  ): Promise<Delivery | undefined> {
    const url = target.url ?? hook.delivery_url;
    if (target.url === undefined && hook.recordedUrl === url) return undefined;
    const [resource = "", event = ""] = hook.topic.split(/\.(.*)/);
    const delivery = await this.#send(hook, url, body, orderId, {
      "Content-Type": "application/json",
      "X-WC-Webhook-Source": target.source ?? this.#source,
      "X-WC-Webhook-Topic": hook.topic,
      "X-WC-Webhook-Resource": resource,
      "X-WC-Webhook-Event": event,
      "X-WC-Webhook-Signature": signature(body, target.secret ?? hook.secret),
      "X-WC-Webhook-ID": String(hook.id),
      "X-WC-Webhook-Delivery-ID": deliveryId(hook.id),
    });
    const { status } = delivery;
    if (status !== undefined && status >= 200 && status <= 302) hook.failureCount = 0;
    else if (hook.failureCount >= 6) hook.status = "disabled";
    else hook.failureCount += 1;
    await this.save(hook);
    return delivery;
  }

  async #ping(hook: Webhook): Promise<void> {
    if (!hook.pendingPing || hook.status !== "active") return;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const { status } = await this.#send(hook, hook.delivery_url, `webhook_id=${hook.id}`, undefined, headers);
    if (status === 200) hook.pendingPing = false;
  }

  async #send(
    hook: Webhook,
    url: string,
    body: string,
    orderId: number | undefined,
    extra: Readonly<Record<string, string>>,
  ): Promise<Delivery> {
    const headers = {
      "User-Agent": this.#agent,
      Accept: "*/*",
      "Accept-Encoding": "deflate, gzip, br, zstd",
      ...extra,
    };
    const at = Temporal.Now.instant().toString();
    const sent = await send(url, headers, body, this.#timeout);
    const topic = orderId === undefined ? undefined : hook.topic;
    const delivery: Delivery = { webhook: hook.id, topic, orderId, url, body, headers, at, ...sent };
    this.deliveries.push(delivery);
    return delivery;
  }
}
