/** Cebeo's XML web service on this machine, strictly from contract supplier-cebeo.md. What it assumes is in its README. */
import { setTimeout as sleep } from "node:timers/promises";
import { exampleAccounts, openAccounts, type Accounts, type NewAccount } from "./accounts.ts";
import { catalogueOf, type Article, type ArticleSource, type Catalogue, type PriceOf } from "./articles.ts";
import { control } from "./control.ts";
import { exampleArticles } from "./example-articles.ts";
import { planFaults, type Fault, type Planned } from "./faults.ts";
import { answer, type Service } from "./operations.ts";
import { openOrders, type Orders } from "./orders.ts";
import { startServer, type Logged } from "./server.ts";
import { defaults, type Settings } from "./settings.ts";
import { shopperOf, type Shopper } from "./shopper.ts";

export interface CebeoOptions {
  /** Default 0: a free port. Always on 127.0.0.1 only. */ readonly port?: number;
  readonly settings?: Partial<Settings>;
  /** Default `exampleArticles`. `manyArticles({ count })` is a catalogue of any size. */
  readonly articles?: readonly Article[] | ArticleSource;
  /** What `settings.priceSeed` makes of a price. Default `seededPrices`. */ readonly priceOf?: PriceOf;
  /** Default `exampleAccounts`. */ readonly accounts?: readonly NewAccount[];
  /** Milliseconds since 1970. Dates of orders, limits, `delayedVisible` and the header `Date` go by it. */
  readonly now?: () => number;
  /** How the faults `late` and `slow` pass. Default: real time, also when `now` is another clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Of the faults with a probability. Default 1. */ readonly seed?: number;
  /** Whether another process may drive it, under `/__sandbox/`. Default no. */ readonly hasControl?: boolean;
}

/** Cebeo seen from the other side: what is really there, whatever was answered. */
export interface Store {
  readonly articles: Catalogue;
  /** Placed orders, and the basket of each login. */ readonly orders: Orders;
  /** How often each article was priced in an answer that was sent whole, by number. */
  readonly priced: ReadonlyMap<string, number>;
}

export interface Cebeo {
  /** The end point itself: `http://127.0.0.1:…/webservices/xml`. */ readonly url: string;
  /** May be changed at any time. */ readonly settings: Settings;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly shopper: Shopper;
  /** Every request whose body was read, also those hit by a fault. */ readonly requests: readonly Logged[];
  /** The most requests there were at once. */ mostAtOnce(): number;
  fault(fault: Fault): Planned;
  /** Calls off every fault. */ heal(): void;
  /** Until no request is under way, those of callers who are gone among them. */ settled(): Promise<void>;
  /** Connections are refused (`ECONNREFUSED`) until `plug`. What is under way goes on. */ unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export async function startCebeo(options: CebeoOptions = {}): Promise<Cebeo> {
  const now = options.now ?? ((): number => Temporal.Now.instant().epochMilliseconds);
  const settings: Settings = { ...defaults, ...options.settings };
  const catalogue = catalogueOf(options.articles ?? exampleArticles, settings, options.priceOf);
  const accounts = openAccounts(settings, options.accounts ?? exampleAccounts);
  const orders = openOrders(settings, now);
  const shopper = shopperOf(accounts, catalogue, orders);
  const faults = planFaults(options.seed ?? 1);
  const priced = new Map<string, number>();
  const service: Service = { settings, catalogue, accounts, orders };
  let cebeo: Cebeo | null = null;
  const server = await startServer(options.port ?? 0, {
    ...{ settings, faults, now, answer: (asked) => answer(service, asked) },
    wait: options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
    sent(ids) {
      for (const id of ids) priced.set(id, (priced.get(id) ?? 0) + 1);
    },
    changeBasket({ customerNumber, userName }, put) {
      const [first] = catalogue.all();
      const { supplierItemId, quantity } = put ?? { supplierItemId: first?.supplierItemId ?? "", quantity: 1 };
      shopper.put(`${customerNumber}/${userName}`, supplierItemId, quantity);
    },
    intercept: (method, path, body) =>
      options.hasControl === true && cebeo !== null ? control(cebeo, method, path, body) : undefined,
  });
  cebeo = {
    ...{ url: server.url, settings, accounts, shopper, store: { articles: catalogue, orders, priced } },
    ...{ requests: server.requests, mostAtOnce: server.most },
    fault: (fault) => faults.plan(fault),
    heal: () => faults.clear(),
    ...{ settled: server.settled, unplug: server.unplug, plug: server.plug, stop: server.stop },
  };
  return cebeo;
}
