/** Drives the stand-in from another process, under `/__sandbox/`; no part of the imitated service. Bodies are JSON. */
import type { NewAccount } from "./accounts.ts";
import type { Article } from "./articles.ts";
import type { Fault } from "./faults.ts";
import type { Settings } from "./settings.ts";
import type { Delivery } from "./shopper.ts";
import type { Cebeo } from "./stand-in.ts";

const prefix = "/__sandbox/";

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Each act reads the fields it wants. */
interface Body {
  readonly login: string;
  readonly supplierItemId: string;
  readonly quantity: number;
  readonly lineId: string;
  readonly supplierOrderId: string;
  readonly password: string;
  readonly delivery: Delivery;
}

function read(cebeo: Cebeo, name: string, query: URLSearchParams): unknown {
  const { store } = cebeo;
  switch (name) {
    case "requests":
      return cebeo.requests.slice(Number(query.get("from") ?? "0"));
    case "orders":
      return store.orders.list();
    case "baskets":
      return store.orders.baskets();
    case "accounts":
      return cebeo.accounts.list();
    case "settings":
      return cebeo.settings;
    case "article":
      return store.articles.find(query.get("id") ?? "") ?? null;
    case "priced": {
      const times = [...store.priced.values()];
      return { articles: times.length, answers: times.reduce((sum, one) => sum + one, 0), most: Math.max(0, ...times) };
    }
    default:
      return undefined;
  }
}

/** Gives `null` when there is nothing to tell. */
function act({ shopper, store, accounts, ...cebeo }: Cebeo, name: string, text: string): unknown {
  const given: unknown = text === "" ? {} : JSON.parse(text);
  const body = given as Body;
  const { login, supplierItemId, quantity, lineId, supplierOrderId } = body;
  switch (name) {
    case "fault":
      cebeo.fault(given as Fault);
      return null;
    case "heal":
      cebeo.heal();
      return null;
    case "settings":
      Object.assign(cebeo.settings, given as Partial<Settings>);
      return null;
    case "put":
      return { lineId: shopper.put(login, supplierItemId, quantity) };
    case "change":
      shopper.change(login, lineId, quantity);
      return null;
    case "empty":
      shopper.empty(login);
      return null;
    case "check-out":
      return { supplierOrderId: shopper.checkOut(login) };
    case "confirm":
      shopper.confirm(supplierOrderId);
      return null;
    case "deliver":
      shopper.deliver(supplierOrderId, lineId, body.delivery);
      return null;
    case "article":
      store.articles.put(given as Article);
      return null;
    case "article-remove":
      store.articles.remove(supplierItemId);
      return null;
    case "account":
      accounts.add(given as NewAccount);
      return null;
    case "password":
      accounts.changePassword(login, body.password);
      return null;
    case "unlock":
      accounts.unlock(login);
      return null;
    default:
      return undefined;
  }
}

/** The reply to a control request, `undefined` for everything outside `/__sandbox/`. */
export function control(cebeo: Cebeo, method: string, target: string, body: string): Reply | undefined {
  if (!target.startsWith(prefix)) return undefined;
  const [name = "", query = ""] = target.slice(prefix.length).split("?");
  const reply = (status: number, value: unknown): Reply => ({ status, text: JSON.stringify(value) });
  try {
    const told = method === "GET" ? read(cebeo, name, new URLSearchParams(query)) : act(cebeo, name, body);
    return told === undefined ? reply(404, { error: `unknown control ${method} ${name}` }) : reply(200, told);
  } catch (error) {
    return reply(400, { error: error instanceof Error ? error.message : String(error) });
  }
}
