/** CS-Cart on this machine, for the demo and the tests, strictly from contract cs-cart.md. What it assumes is in its README. */
import { setTimeout as sleep } from "node:timers/promises";
import { Catalog } from "./catalog.ts";
import { counterOf, type Counter } from "./counter.ts";
import { Faults, type Fault, type Planned } from "./faults.ts";
import { Images } from "./images.ts";
import { orderDocument } from "./order-documents.ts";
import { Orders } from "./orders.ts";
import { routesOf } from "./routes.ts";
import { startServer, type Logged } from "./server.ts";
import { defaults, type Settings } from "./settings.ts";
import { shopData, type ShopData } from "./shop-data.ts";
import { newKey, Users, type NewAccount } from "./users.ts";
import type { World } from "./world.ts";

export interface CsCartOptions {
  /** Default 0: a free port. Always on 127.0.0.1 only. */ readonly port?: number;
  /** Of the administrator. */ readonly email?: string;
  /** Default a new one. */ readonly key?: string;
  readonly settings?: Partial<Settings>;
  /** Default `shopData()`. */ readonly data?: ShopData;
  /** Number of the first order; default 101. */ readonly firstOrderId?: number;
  /** Milliseconds since 1970. Orders, stamps, limits and the header `Date` go by it. */ readonly now?: () => number;
  /** How the faults `late` and `slow` pass. Default: real time, also when `now` is another clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Of the faults with a probability. Default 1. */ readonly seed?: number;
}

/** The shop seen from the other side: what is really there, whatever was answered. */
export type Store = Pick<World, "catalog" | "images" | "orders" | "users" | "shipments" | "mails" | "certificates">;

export interface CsCart {
  /** The root; the API is below `{url}/api/2/`. */ readonly url: string;
  /** An administrator with every right. */ readonly email: string;
  readonly key: string;
  /** May be changed at any time. */ readonly settings: Settings;
  /** What the merchant set up; rates, promotions and names may be changed at any time. */ readonly data: ShopData;
  readonly store: Store;
  /** What shoppers and the merchant do. */ readonly counter: Counter;
  /** Every request whose head was read, also those hit by a fault. */ readonly requests: readonly Logged[];
  /** The most requests there were at once. */ mostAtOnce(): number;
  /** An order as `GET /orders/{id}` would show it now. */ document(orderId: number): unknown;
  /** Another account with a key; gives the key. */ account(account: NewAccount): string;
  /** Generates another key; the old one is refused from then on. */ regenerateKey(email: string): string;
  /** Takes API access away from an account. */ disableApi(email: string): void;
  fault(fault: Fault): Planned;
  /** Calls off every fault. */ heal(): void;
  /** Until no request is under way, those of callers who are gone among them. */ settled(): Promise<void>;
  /** Connections are refused (`ECONNREFUSED`) until `plug`. What is under way goes on. */ unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export async function startCsCart(options: CsCartOptions = {}): Promise<CsCart> {
  const milliseconds = options.now ?? ((): number => Temporal.Now.instant().epochMilliseconds);
  const now = (): number => Math.floor(milliseconds() / 1000);
  const settings: Settings = { ...defaults, currencies: { ...defaults.currencies }, ...options.settings };
  const data = options.data ?? shopData();
  const email = options.email ?? "beheer@mokkenwinkel.example";
  const users = new Users();
  const administrator = users.addAccount({ email, ...(options.key === undefined ? {} : { key: options.key }) });
  let home = "";
  const world: World = {
    ...{ settings, data, users, now, catalog: new Catalog(now), images: new Images() },
    ...{ orders: new Orders(options.firstOrderId ?? 101), shipments: [], mails: [], certificates: new Map() },
    home: () => home,
  };
  const faults = new Faults(options.seed ?? 1);
  const server = await startServer(options.port ?? 0, {
    ...{ settings, faults, now, answer: routesOf(world) },
    wait: options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
    image: (path) => world.images.at(path)?.bytes,
  });
  home = server.url;
  const accountOf = (wanted: string) => {
    const user = users.withEmail(wanted);
    if (user === undefined) throw new RangeError(`The shop has no account ${wanted}`);
    return user;
  };
  return {
    ...{ url: server.url, email, key: administrator.apiKey ?? "", settings, data, store: world },
    ...{ counter: counterOf(world), requests: server.requests, mostAtOnce: server.most },
    document(orderId) {
      const order = world.orders.get(orderId);
      if (order === undefined) throw new RangeError(`The shop has no order ${orderId}`);
      return orderDocument(order, world);
    },
    account: (given) => users.addAccount(given).apiKey ?? "",
    regenerateKey(wanted) {
      const key = newKey();
      accountOf(wanted).apiKey = key;
      return key;
    },
    disableApi(wanted) {
      accountOf(wanted).apiKey = null;
    },
    fault: (fault) => faults.plan(fault),
    heal: () => faults.clear(),
    ...{ settled: server.settled, unplug: server.unplug, plug: server.plug, stop: server.stop },
  };
}
