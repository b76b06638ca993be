/** Visma Net on this machine, for the demo and the tests. What is known of it, and from where, is in the README. */
import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Access, financeScopes, salesOrderScopes, type Client, type Token } from "./access.ts";
import { problem, refused, Refused, type Answer } from "./answers.ts";
import { Books, type Company } from "./books.ts";
import { Clock } from "./clock.ts";
import { erpUser, type ErpUser } from "./erp-user.ts";
import { Faults, type Fault, type Planned } from "./faults.ts";
import { answerFinance, isRetired } from "./finance.ts";
import { answerSalesOrders } from "./order-routes.ts";
import { startHosts, type Incoming, type Logged } from "./server.ts";
import { defaults, type Settings } from "./settings.ts";
import { Windows, type Host } from "./windows.ts";

export interface VismaNetOptions {
  /** Default free ports. Always on 127.0.0.1 only. */ readonly ports?: Partial<Record<Host, number>>;
  readonly settings?: Partial<Settings>;
  /** Milliseconds since 1970. Tokens, windows, stamps, background operations and the header `Date` go by it. */
  readonly now?: () => number;
  /** How the faults `slow` and `late` pass. Default: real time, also when `now` is another clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Of the faults with a probability. Default 1. */ readonly seed?: number;
}

export interface VismaNet {
  readonly urls: Readonly<Record<Host, string>>;
  /** The application; its secret and the scopes it was granted may be changed. */ readonly client: Client;
  readonly tenants: {
    /** The company that approved the application. */ readonly company: string;
    /** Of the same customer: a token like any other, and 401 on every call. */ readonly customer: string;
    /** A second company that approved it, with books of its own: nothing is refused and nothing is there. */ readonly otherCompany: string;
    /** A company that did not approve it: 401 on every call. */ readonly unapproved: string;
  };
  /** May be changed at any time. */ readonly settings: Settings;
  /** The company's books, past every fault. */ readonly books: Books;
  readonly otherBooks: Books;
  readonly erp: ErpUser;
  readonly requests: readonly Logged[];
  readonly tokens: readonly Token[];
  /** How many requests were counted for the company in the window that is open now. */ used(
    host: "finance" | "salesOrder",
  ): number;
  /** Every token that was given out is refused from now on. */ revokeTokens(): void;
  /** The company takes its approval back, or gives it again. */ approve(isApproved: boolean): void;
  fault(fault: Fault): Planned;
  /** Calls off every fault. */ heal(): void;
  /** Carries out every background operation now. */ finishBackground(): Promise<void>;
  /** Until no request is under way, those of callers who are gone among them. A `hang` is over when it was worked on. */
  settled(): Promise<void>;
  /** Connections are refused until `plug`. */ unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

const company = (id: string, name: string, vatRegistrationId: string): Company => ({
  ...{ tenant: randomUUID(), id, name, vatRegistrationId },
});

export async function startVismaNet(options: VismaNetOptions = {}): Promise<VismaNet> {
  const now = options.now ?? ((): number => Temporal.Now.instant().epochMilliseconds);
  const settings: Settings = { ...defaults, window: { ...defaults.window }, ...options.settings };
  const client: Client = {
    id: "isv_schakel",
    secret: randomBytes(24).toString("base64url"),
    scopes: [...financeScopes, ...salesOrderScopes],
  };
  const access = new Access(client, now, settings);
  const windows = new Windows(now, settings);
  const faults = new Faults(options.seed ?? 1);
  const clock = new Clock(now, settings);
  const books = new Books(company("1234567", "Demo Groothandel BV", "NL004495445B01"), clock, settings);
  const otherBooks = new Books(company("1234568", "Demo Groothandel Beheer BV", "NL004495445B02"), clock, settings);
  const tenants = {
    ...{ company: books.company.tenant, customer: randomUUID() },
    ...{ otherCompany: otherBooks.company.tenant, unapproved: randomUUID() },
  };
  const approved = new Map([books, otherBooks].map((one) => [one.company.tenant, one]));

  function refusal(host: Host, status: number, message: string, headers: Readonly<Record<string, string>>): Answer {
    const base = host === "salesOrder" ? problem(status, message) : refused(status, message).answer;
    return { ...base, headers: { ...base.headers, ...headers } };
  }

  async function worked(theirs: Books, token: Token, incoming: Incoming, base: string): Promise<Answer> {
    try {
      if (incoming.host === "salesOrder") return answerSalesOrders(theirs, token.scopes, incoming, base);
      return await answerFinance(theirs, token.scopes, incoming, base);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { answer } = error;
      // The finance words of shared code, in the shape of this service.
      const isForeign = incoming.host === "salesOrder" && !answer.headers?.["Content-Type"]?.includes("problem");
      return isForeign ? problem(answer.status) : answer;
    }
  }

  async function answerApi(incoming: Incoming, base: string): Promise<Answer> {
    const { host, path } = incoming;
    const token = access.find(incoming.headers.authorization);
    const theirs = token === undefined ? undefined : approved.get(token.tenant);
    if (token === undefined || theirs === undefined) {
      const headers = { "WWW-Authenticate": "Bearer" };
      return refusal(host, 401, "Authorization has been denied for this request.", headers);
    }
    const retryAfter = { "Retry-After": String(windows.secondsLeft()) };
    if (host === "finance" && isRetired(path)) {
      const headers = { ...retryAfter, "X-RateLimit-Limit": "0", "X-RateLimit-Remaining": "0" };
      const policy = { "X-RateLimit-Reset": retryAfter["Retry-After"], "X-RateLimit-Policy": "8-fixed-window" };
      return refusal(host, 429, "The rate limit is exceeded.", { ...headers, ...policy });
    }
    const isWithin = windows.enter(token, host);
    const shown = windows.headers(token, host);
    if (!isWithin) return refusal(host, 429, "The rate limit is exceeded.", { ...shown, ...retryAfter });
    const answer = await worked(theirs, token, incoming, base);
    return { ...answer, headers: { ...answer.headers, ...shown } };
  }

  function answerConnect({ method, path, headers, body }: Incoming, base: string): Answer {
    if (method === "GET" && path === "/.well-known/openid-configuration") {
      const endpoints = {
        authorization_endpoint: `${base}/connect/authorize`,
        token_endpoint: `${base}/connect/token`,
      };
      return { status: 200, body: { issuer: base, ...endpoints } };
    }
    if (method !== "POST" || path !== "/connect/token") return { status: 404 };
    return access.answer(headers["content-type"], Buffer.from(body).toString("utf8"));
  }

  const hosts = await startHosts(
    { connect: 0, finance: 0, salesOrder: 0, ...options.ports },
    {
      faults,
      now,
      wait: options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
      answer: (incoming, urls) =>
        incoming.host === "connect" ? answerConnect(incoming, urls.connect) : answerApi(incoming, urls[incoming.host]),
    },
  );

  return {
    urls: hosts.urls,
    ...{ client, tenants, settings, books, otherBooks, erp: erpUser(books), requests: hosts.requests },
    get tokens() {
      return access.tokens;
    },
    used: (host) => windows.used({ tenant: tenants.company, clientId: client.id }, host),
    revokeTokens: () => access.revokeTokens(),
    approve(isApproved) {
      if (isApproved) approved.set(tenants.company, books);
      else approved.delete(tenants.company);
    },
    fault: (fault) => faults.plan(fault),
    heal: () => faults.clear(),
    finishBackground: () => books.background.run(true),
    settled: hosts.settled,
    unplug: hosts.unplug,
    plug: hosts.plug,
    stop: hosts.stop,
  };
}
