/** Drives a shop from another process, under `/__sandbox/` of its own address; no part of the imitated API. */
import type { Json, OrderJson, RefundJson } from "./documents.ts";
import type { ReplayOptions, Target } from "./deliveries.ts";
import type { Fault } from "./faults.ts";
import { parseQuery, scalar } from "./php.ts";
import type { Reply } from "./reply.ts";
import type { Shop } from "./shop.ts";

const PREFIX = "/__sandbox/";

function reply(value: unknown, status = 200): Reply {
  return { status, headers: { "Content-Type": "application/json" }, text: JSON.stringify(value ?? null) };
}

interface Body {
  readonly order: OrderJson;
  readonly orders: readonly OrderJson[];
  readonly orderId: number;
  readonly id: number;
  readonly refund: RefundJson;
  readonly refundId: number;
  readonly topic: string;
  readonly target?: Target;
  readonly files?: readonly string[] | "all";
  readonly options?: ReplayOptions;
  readonly milliseconds: number;
  readonly has: boolean;
  /** Fields of a product or customer that is made or changed by hand. */ readonly fields: Json;
  readonly parent?: number;
  readonly times: number;
}

function read(shop: Shop, name: string, query: string): Reply | undefined {
  const id = Number(scalar(parseQuery(query).get("id")) ?? "0");
  if (name === "requests") return reply(shop.requests.slice(Number(scalar(parseQuery(query).get("from")) ?? "0")));
  if (name === "orders") return reply(shop.orders.list());
  if (name === "order") return reply(shop.orders.get(id), shop.orders.get(id) === undefined ? 404 : 200);
  if (name === "products") return reply(shop.products.list());
  if (name === "stock-moves") return reply(shop.products.moves);
  if (name === "pictures") return reply(shop.products.pictures);
  if (name === "customers") return reply(shop.customers.list());
  if (name === "categories") return reply(shop.categories.list());
  if (name === "webhooks") return reply(shop.webhooks);
  if (name === "deliveries") return reply(shop.deliveries);
  return undefined;
}

async function act(shop: Shop, name: string, text: string): Promise<Reply | undefined> {
  const body = (text === "" ? {} : JSON.parse(text)) as Body;
  const done = (): Reply => reply({ ok: true });
  switch (name) {
    case "fail":
      shop.fail(JSON.parse(text) as Fault);
      return done();
    case "heal":
      shop.heal();
      return done();
    case "slow":
      shop.slow(body.milliseconds);
      return done();
    case "orders":
      for (const order of body.orders) shop.orders.put(order);
      return done();
    case "order":
      shop.orders.put(body.order);
      return done();
    case "sell":
      return reply({ ok: shop.sell(body.order) });
    case "product":
      if (body.id === undefined) return reply({ id: shop.products.add(body.fields, body.parent) });
      shop.products.change(body.id, body.fields);
      return done();
    case "product-delete":
      shop.products.remove(body.id);
      return done();
    case "product-refuse":
      shop.products.refuse(body.id, body.times);
      return done();
    case "customer":
      if (body.id === undefined) return reply({ id: shop.customers.add(body.fields) });
      shop.customers.change(body.id, body.fields);
      return done();
    case "trash":
      return reply({ ok: shop.orders.trash(body.id) });
    case "delete":
      return reply({ ok: shop.orders.forceDelete(body.id) });
    case "refund":
      shop.refunds.put(body.orderId, body.refund);
      return done();
    case "refund-delete":
      return reply({ ok: shop.refunds.remove(body.orderId, body.refundId) });
    case "fire":
      return reply(await shop.deliver(body.target).fire(body.topic, body.id));
    case "replay":
      return reply(await shop.deliver(body.target).replay(body.files ?? "all", body.options));
    case "queue":
      return reply(await shop.runQueue());
    case "owner-rights":
      shop.ownerRights(body.has);
      return done();
    default:
      return undefined;
  }
}

/** The reply to a control request, `undefined` for everything outside `/__sandbox/`. */
export async function control(
  shop: Shop,
  method: string,
  path: string,
  query: string,
  body: string,
): Promise<Reply | undefined> {
  if (!path.startsWith(PREFIX)) return undefined;
  const name = path.slice(PREFIX.length);
  try {
    const answer = method === "GET" ? read(shop, name, query) : await act(shop, name, body);
    return answer ?? reply({ error: `unknown control ${method} ${name}` }, 404);
  } catch (error) {
    return reply({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}
