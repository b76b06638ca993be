/**
 * A WooCommerce shop as far as contract woocommerce.md and its recordings describe one, on 127.0.0.1. It knows nothing of
 * the connector and is never friendlier than the contract.
 */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Gate, newKey } from "./auth.ts";
import { Catalog } from "./catalog.ts";
import { categoriesOf } from "./categories.ts";
import { clockOf } from "./clock.ts";
import { customersOf } from "./customers.ts";
import { Courier, type Deliveries, type Target } from "./deliveries.ts";
import type { ItemJson, OrderJson, RefundJson } from "./documents.ts";
import { Faults, replaced, spoiled, type Fault, type Planned } from "./faults.ts";
import { pictures as picturesOf } from "./images.ts";
import { insideOf, type Inside } from "./inside.ts";
import { recordedLists } from "./lists.ts";
import { orderRoutes } from "./order-routes.ts";
import { OrderStore } from "./orders.ts";
import { productFields } from "./product-fields.ts";
import { productWrites } from "./product-writes.ts";
import { readRecordings, reportSurplus } from "./recordings.ts";
import { refundRoutes } from "./refund-routes.ts";
import type { Reply } from "./reply.ts";
import { answer, type Incoming, type Site } from "./rest.ts";
import { routesOf } from "./routes.ts";
import { stockOf } from "./stock.ts";
import { webhookRoutes } from "./webhook-routes.ts";
import { Webhooks, type Delivery, type Webhook } from "./webhooks.ts";

export interface ShopOptions {
  /** Folder in the form of fixtures/woocommerce: manifest.json, rest/, webhooks/. */ readonly folder: string;
  /** Default 0: a free port. Always on 127.0.0.1 only. */ readonly port?: number;
  /** WordPress in a sub-folder, such as `/winkel`. */ readonly path?: string;
  /** PEM texts; with them the shop is an https one. */ readonly tls?: { readonly key: string; readonly cert: string };
  /** Web servers that run PHP as CGI: the `Authorization` header never arrives. */
  readonly dropAuthorizationHeader?: boolean;
  /** Keeps events in the shop's queue until `runQueue`, as a shop with a broken cron does. */
  readonly keepDeliveries?: boolean;
  /** Milliseconds the shop waits for a receiver; default 60 000, as in the contract. */ readonly deliveryTimeout?: number;
  /** Fixed keys, for a shop that must survive a restart; default new ones. */
  readonly keys?: { readonly consumerKey: string; readonly consumerSecret: string };
  /** What the shop calls itself; default as recorded. */ readonly name?: string;
  /** What time it is there; default the time of this machine. */ readonly now?: () => Temporal.Instant;
  /** Starts without the recorded orders: a shop that is filled through `orders.put`. */ readonly withoutOrders?: boolean;
  /** Largest picture it takes, in bytes; default 8 MB. */ readonly largestPicture?: number;
  /** Milliseconds it waits for a picture; default 10 000. */ readonly pictureTimeout?: number;
  /** Fetches no picture from a private address or an unusual port, as WordPress does; default off, for hubs on this machine. */
  readonly publicPicturesOnly?: boolean;
  /** Looks at every request first; a reply ends it without a trace in `requests`. */
  readonly intercept?: (method: string, path: string, query: string, body: string) => Promise<Reply | undefined>;
}

export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  /** Including the sub-folder, without the query. */ readonly path: string;
  /** Raw, without `?`. */ readonly query: string;
  /** Status answered; `undefined` while under way or when no answer was sent. */ status: number | undefined;
  /** Kind of the planned fault that hit it. */ fault: Fault["kind"] | undefined;
}

export interface ShopOrders {
  readonly size: number;
  get(id: number): OrderJson | undefined;
  put(order: OrderJson): void;
  change(id: number, apply: (order: OrderJson) => void): OrderJson | undefined;
  trash(id: number): boolean;
  forceDelete(id: number): boolean;
  list(): readonly OrderJson[];
  ids(): readonly number[];
}

export interface ShopRefunds {
  list(orderId: number): readonly RefundJson[];
  put(orderId: number, refund: RefundJson): void;
  remove(orderId: number, refundId: number): boolean;
}

export interface Shop extends Inside {
  readonly url: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly readOnlyKey: string;
  readonly readOnlySecret: string;
  readonly requests: readonly LoggedRequest[];
  readonly orders: ShopOrders;
  readonly refunds: ShopRefunds;
  readonly webhooks: readonly Webhook[];
  /** Everything sent by webhooks, pings included; replays are not in it. */ readonly deliveries: readonly Delivery[];
  fail(fault: Fault): Planned;
  slow(milliseconds: number): void;
  /** Drops all planned faults and the slowness. */ heal(): void;
  deliver(target?: Target): Deliveries;
  /** Delivers what the queue holds, after what is under way. */ runQueue(): Promise<readonly Delivery[]>;
  /** Whether the user behind the webhooks still has its role (section 7). */ ownerRights(has: boolean): void;
  /** Takes every API key away, or gives them back. */ revokeKeys(are: boolean): void;
  stop(): Promise<void>;
}

async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function write(response: ServerResponse, reply: Reply, withBody: boolean): void {
  const bytes = Buffer.from(reply.text, "utf8");
  response.writeHead(reply.status, { ...reply.headers, "Content-Length": String(bytes.length) });
  response.end(withBody ? bytes : undefined);
}

export async function startShop(options: ShopOptions): Promise<Shop> {
  const recordings = readRecordings(options.folder);
  const { manifest } = recordings;
  const { tls, intercept } = options;
  const folder = (options.path ?? "").replace(/\/+$/, "");
  const server = tls === undefined ? createHttp() : createHttps({ key: tls.key, cert: tls.cert });
  const listening = Promise.withResolvers<undefined>();
  server.once("error", listening.reject);
  server.listen(options.port ?? 0, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const { port } = server.address() as AddressInfo;
  const home = `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}${folder}`;

  const clock = clockOf(manifest.shop.timezone, options.now);
  const store = new OrderStore(home, clock);
  if (options.withoutOrders !== true) recordings.fillOrders(store);
  const announce = (topic: string, id: number): void => courier.announce(topic, id);
  const catalog = new Catalog(recordings.list, store, clock);
  const customers = customersOf(recordings.list, store, clock, announce);
  const timeout = options.deliveryTimeout ?? 60_000;
  const agent = `WooCommerce/${manifest.woocommerce} Hookshot (WordPress/${manifest.wordpress})`;
  const webhooks = new Webhooks(clock, home, agent, timeout);
  recordings.fillWebhooks(webhooks);
  const courier = new Courier(
    { webhooks, store, catalog, customers },
    { deliveries: recordings.deliveries, secret: manifest.webhook_secret },
    { held: options.keepDeliveries ?? false, timeout },
  );
  const stock = stockOf(catalog, announce);
  const categories = categoriesOf(catalog, store, clock);
  const pictures = picturesOf(() => catalog.nextId(), clock, {
    maximumBytes: options.largestPicture ?? 8 * 1024 * 1024,
    timeout: options.pictureTimeout ?? 10_000,
    publicOnly: options.publicPicturesOnly ?? false,
  });
  const classes = (recordings.list("tax-classes").body as (ItemJson & { slug: string })[]).map(({ slug }) => slug);
  const fields = productFields(catalog, categories, stock, classes);
  const writes = productWrites({ catalog, fields, pictures, store, clock, announce });
  const faults = new Faults();
  const requests: LoggedRequest[] = [];
  const { keys } = options;
  const fresh = newKey("read_write");
  const main = keys === undefined ? fresh : { ...fresh, key: keys.consumerKey, secret: keys.consumerSecret };
  const reader = newKey("read");
  const site: Site = {
    home,
    name: options.name ?? manifest.shop.name ?? "Testwinkel De Molen",
    timezone: manifest.shop.timezone,
    secure: tls !== undefined,
    gmtOffset: () => clock.gmtOffset(),
    gate: new Gate([main, reader], options.now),
    routes: routesOf({
      orders: orderRoutes(store, clock, customers, announce, stock.settle),
      refunds: refundRoutes(store, clock, announce),
      webhooks: webhookRoutes(webhooks, clock, home, (document) => store.text(document)),
      lists: recordedLists(recordings.list, store, clock),
      catalog,
      categories: categories.routes,
      customers: customers.routes,
      products: writes,
      draftSurplus: reportSurplus(recordings, store),
    }),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? "/";
    const mark = target.indexOf("?");
    const path = mark < 0 ? target : target.slice(0, mark);
    const query = mark < 0 ? "" : target.slice(mark + 1);
    const method = request.method ?? "GET";
    const body = await bodyText(request);
    const own = await intercept?.(method, path, query, body);
    if (own !== undefined) {
      write(response, own, true);
      return;
    }
    const fault = faults.next(method, target);
    const at = Temporal.Now.instant().toString();
    const entry: LoggedRequest = { at, method, path, query, status: undefined, fault: fault?.kind };
    requests.push(entry);
    if (faults.delay > 0) await wait(faults.delay);
    if (fault?.kind === "hang") return;
    if (fault?.kind === "close") {
      request.socket.destroy();
      return;
    }
    const inside = path === folder || path.startsWith(`${folder}/`);
    const incoming: Incoming = {
      method,
      path: inside ? path.slice(folder.length) || "/" : "/.outside",
      query,
      authorization: options.dropAuthorizationHeader === true ? undefined : request.headers.authorization,
      contentType: request.headers["content-type"] ?? "",
      body,
      ignoresPage: fault?.kind === "same-page",
    };
    const instead = fault === undefined ? undefined : replaced(fault);
    const common = { "Content-Type": "application/json; charset=UTF-8" };
    const reply =
      instead === undefined
        ? spoiled(fault, await answer(site, incoming))
        : { ...instead, headers: { ...common, ...instead.headers } };
    if (fault?.kind === "lost") {
      request.socket.destroy();
      return;
    }
    entry.status = reply.status;
    if (fault?.kind === "cut") {
      const half = reply.text.slice(0, Math.ceil(reply.text.length / 2));
      response.writeHead(reply.status, { ...reply.headers, "Content-Length": String(Buffer.byteLength(reply.text)) });
      response.write(half, () => request.socket.destroy());
      return;
    }
    write(response, reply, method !== "HEAD");
  }

  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (!response.headersSent) write(response, { status: 500, headers: {}, text: `stand-in broke: ${text}` }, true);
    });
  });

  return {
    url: home,
    consumerKey: main.key,
    consumerSecret: main.secret,
    readOnlyKey: reader.key,
    readOnlySecret: reader.secret,
    requests,
    orders: {
      get size() {
        return store.size;
      },
      get: (id) => store.get(id),
      put: (order) => store.put(order),
      change: (id, apply) =>
        store.change(id, (order) => {
          apply(order);
          stock.settle(order);
        }),
      trash: (id) => store.trash(id),
      forceDelete: (id) => store.forceDelete(id),
      list: () => store.list(),
      ids: () => store.ids(),
    },
    ...insideOf({ catalog, categories, customers, writes, stock, pictures, store, announce }),
    refunds: {
      list: (orderId) => store.refundsOf(orderId),
      put: (orderId, refund) => store.putRefund(orderId, refund),
      remove: (orderId, refundId) => store.deleteRefund(orderId, refundId),
    },
    webhooks: webhooks.list,
    deliveries: webhooks.deliveries,
    fail: (fault) => faults.plan(fault),
    revokeKeys: (are) => {
      site.gate.isRevoked = are;
    },
    slow(milliseconds) {
      faults.delay = milliseconds;
    },
    heal: () => faults.clear(),
    deliver: (target) => courier.to(target),
    runQueue: () => courier.runQueue(),
    ownerRights(has) {
      courier.ownerHasRights = has;
    },
    async stop() {
      courier.stop();
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
