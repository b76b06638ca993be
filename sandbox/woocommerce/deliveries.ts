/** Sends deliveries on demand: recorded ones again, and new ones built from the store (contract section 7). */
import type { Json } from "./documents.ts";
import { phpJson } from "./php.ts";
import type { OrderStore } from "./orders.ts";
import type { Catalog } from "./catalog.ts";
import type { Customers } from "./customers.ts";
import { send, type Sent } from "./sending.ts";
import { signature, type Delivery, type Webhook, type Webhooks } from "./webhooks.ts";

/** One file of webhooks/. */
export interface RecordedDelivery {
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the manifest; `undefined` for pings and products. */ readonly orderId: number | undefined;
}

export interface Target {
  /** Where to send instead of the webhook's own address. Needed for replays. */ readonly url?: string;
  /** Signs replays again when it is not the recorded secret. */ readonly secret?: string;
  /** Overrides `X-WC-Webhook-Source`. */ readonly source?: string;
}

export interface ReplayOptions {
  /** Shuffles the sequence, the same way for the same seed. */ readonly shuffle?: number;
  /** Sends the whole sequence this often; default 1. */ readonly repeat?: number;
  /** Deliveries under way at once; default 1, which keeps the sequence. */ readonly concurrency?: number;
  readonly orderIds?: readonly number[];
}

export interface Replayed extends Sent {
  readonly file: string;
}

export interface Deliveries {
  /** Recorded deliveries, named as in webhooks/ (`006-order.updated.json` or with folder), in order of arrival. */
  replay(files: readonly string[] | "all", options?: ReplayOptions): Promise<readonly Replayed[]>;
  /** One delivery per matching active webhook, built now. */
  fire(topic: string, id: number): Promise<readonly Delivery[]>;
}

const CONNECTION = ["host", "connection", "content-length"];

/** Mulberry32: small, seeded, good enough to shuffle. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed | 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(random() * (last + 1));
    [result[last], result[pick]] = [result[pick] as T, result[last] as T];
  }
  return result;
}

export class Courier {
  /** False when the webhooks' user lost its role: every body is then an error (section 7). */ ownerHasRights = true;
  readonly #recorded: readonly RecordedDelivery[];
  readonly #recordedSecret: string;
  readonly #webhooks: Webhooks;
  readonly #store: OrderStore;
  readonly #catalog: Catalog;
  readonly #customers: Pick<Customers, "get">;
  readonly #timeout: number;
  readonly #pending = new Map<string, readonly [Webhook, number]>();
  readonly #held: boolean;
  #running: Promise<readonly Delivery[]> = Promise.resolve([]);
  #stopped = false;

  constructor(
    parts: { webhooks: Webhooks; store: OrderStore; catalog: Catalog; customers: Pick<Customers, "get"> },
    recorded: { deliveries: readonly RecordedDelivery[]; secret: string },
    options: { held: boolean; timeout: number },
  ) {
    this.#webhooks = parts.webhooks;
    this.#store = parts.store;
    this.#catalog = parts.catalog;
    this.#customers = parts.customers;
    this.#recorded = recorded.deliveries;
    this.#recordedSecret = recorded.secret;
    this.#held = options.held;
    this.#timeout = options.timeout;
  }

  stop(): void {
    this.#stopped = true;
    this.#pending.clear();
  }

  /**
   * Puts an event in the shop's queue: one pending delivery per webhook and order, later changes ride along; events for a
   * webhook that is switched off are lost.
   */
  announce(topic: string, id: number): void {
    for (const hook of this.#webhooks.list) {
      if (hook.topic === topic && hook.status === "active") this.#pending.set(`${hook.id}:${id}`, [hook, id]);
    }
    if (!this.#held) setTimeout(() => void this.runQueue(), 20).unref();
  }

  get queued(): number {
    return this.#pending.size;
  }

  /** One run of the shop's background queue. */
  runQueue(): Promise<readonly Delivery[]> {
    this.#running = this.#running.then(async () => {
      const sent: Delivery[] = [];
      for (const [key, [hook, id]] of this.#pending) {
        if (this.#stopped) break;
        this.#pending.delete(key);
        if (hook.status !== "active") continue;
        const delivery = await this.#webhooks.deliver(hook, id, this.#body(hook.topic, id));
        if (delivery !== undefined) sent.push(delivery);
      }
      return sent;
    });
    return this.#running;
  }

  to(target: Target = {}): Deliveries {
    return {
      replay: (files, options = {}) => this.#replay(files, options, target),
      fire: (topic, id) => this.#fire(topic, id, target),
    };
  }

  #body(topic: string, id: number): string {
    if (topic.endsWith(".deleted")) return phpJson({ id });
    const error = (code: string, message: string, status: number): string =>
      phpJson({ code, message, data: { status } } satisfies Json);
    if (!this.ownerHasRights) {
      return error("woocommerce_rest_cannot_view", "Sorry, you cannot view this resource.", 403);
    }
    if (topic.startsWith("product.")) {
      const product = this.#catalog.product(id);
      if (product !== undefined) return this.#store.text(product);
      return error("woocommerce_rest_product_invalid_id", "Invalid ID.", 404);
    }
    if (topic.startsWith("customer.")) {
      const customer = this.#customers.get(id);
      if (customer !== undefined) return this.#store.text(customer);
      return error("woocommerce_rest_invalid_id", "Invalid resource ID.", 404);
    }
    if (topic.startsWith("action.")) return phpJson({ action: topic.slice("action.".length), arg: id });
    const entry = this.#store.entry(id);
    if (entry === undefined) return error("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 404);
    return this.#store.view(entry, 2);
  }

  async #fire(topic: string, id: number, target: Target): Promise<readonly Delivery[]> {
    const matching = this.#webhooks.list.filter((hook) => hook.topic === topic && hook.status === "active");
    const own = matching.filter((hook) => hook.delivery_url === target.url);
    const sent: Delivery[] = [];
    for (const hook of target.url === undefined || own.length === 0 ? matching : own) {
      const delivery = await this.#webhooks.deliver(hook, id, this.#body(topic, id), target);
      if (delivery !== undefined) sent.push(delivery);
    }
    return sent;
  }

  async #replay(
    files: readonly string[] | "all",
    options: ReplayOptions,
    target: Target,
  ): Promise<readonly Replayed[]> {
    const { url } = target;
    if (url === undefined) throw new Error("a replay needs a target url");
    const wanted = files === "all" ? undefined : new Set(files.map((file) => file.replace(/^.*\//, "")));
    const unknown = [...(wanted ?? [])].filter((name) => !this.#recorded.some((one) => one.file === name));
    if (unknown.length > 0) throw new Error(`no such recorded delivery: ${unknown.join(", ")}`);
    const only = options.orderIds === undefined ? undefined : new Set(options.orderIds);
    const chosen = this.#recorded.filter(
      (one) =>
        (wanted === undefined || wanted.has(one.file)) &&
        (only === undefined || (one.orderId !== undefined && only.has(one.orderId))),
    );
    const repeated = Array.from({ length: options.repeat ?? 1 }, () => chosen).flat();
    const sequence = options.shuffle === undefined ? repeated : shuffled(repeated, options.shuffle);
    const results: Replayed[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < sequence.length && !this.#stopped; index = next++) {
        const one = sequence[index];
        if (one === undefined) return;
        const headers = this.#replayHeaders(one, target);
        results[index] = { file: one.file, ...(await send(url, headers, one.body, this.#timeout)) };
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.concurrency ?? 1) }, worker));
    return results;
  }

  #replayHeaders(one: RecordedDelivery, { secret, source }: Target): Record<string, string> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(one.headers)) if (!CONNECTION.includes(name)) headers[name] = value;
    if ("x-wc-webhook-signature" in headers) {
      if (secret !== undefined && secret !== this.#recordedSecret) {
        headers["x-wc-webhook-signature"] = signature(one.body, secret);
      }
      if (source !== undefined) headers["x-wc-webhook-source"] = source;
    }
    return headers;
  }
}
