/** A wholesaler's webshop with punch-out on this machine, strictly from contract punchout-oci.md. What it assumes is in its README. */
import { exampleArticles, type Article } from "./articles.ts";
import { exact } from "./exact.ts";
import { faultPlans, type Fault } from "./faults.ts";
import { answer } from "./routes.ts";
import { startServer, type Logged } from "./server.ts";
import { defaults, type Settings } from "./settings.ts";
import { handOver, posted, type PostedForm } from "./transfer.ts";
import { addLine, basketOf, type Account, type World } from "./world.ts";

export interface WholesalerOptions {
  /** Default 0: a free port. Always on 127.0.0.1 only. */ readonly port?: number;
  readonly settings?: Partial<Settings>;
  /** Default `exampleArticles()`. */ readonly articles?: readonly Article[];
  /** Default `exampleAccounts()`. */ readonly accounts?: readonly Account[];
  /** Milliseconds since 1970. Sessions, StartPages and what is stamped go by it. */ readonly now?: () => number;
}

export interface Filling {
  /** The wholesaler's number of an article, a charge too. */ readonly article: string;
  /** Decimal text; steps and whole numbers are not looked at. */ readonly quantity: string;
}

/** The shop seen from the other side. */
export type Store = Pick<World, "baskets" | "sessions" | "transfers">;

export interface Wholesaler {
  readonly url: string;
  /** Where the OCI login call goes. */ readonly oci: string;
  /** Where a PunchOutSetupRequest is posted. */ readonly cxml: string;
  /** May be changed at any time. */ readonly settings: Settings;
  /** By user; may be added to and changed at any time. */ readonly accounts: Map<string, Account>;
  /** By number; what is taken out is no longer for sale, another price holds at once. */
  readonly articles: Map<string, Article>;
  readonly store: Store;
  readonly requests: readonly Logged[];
  /** Puts exactly these lines in the user's basket, without a browser. */
  fill(user: string, lines: readonly Filling[]): void;
  /** Presses "Bestelling overdragen" in this session ("Terug zonder bestelling" when the basket is empty): what the browser posts. */
  returnForm(sessionId: string): PostedForm;
  fault(fault: Fault): void;
  /** Calls off every fault. */ heal(): void;
  stop(): Promise<void>;
}

/** Three buyers; of the first the basket of the examples can be handed over by OCI and by cXML. */
export const exampleAccounts = (): Account[] => [
  {
    ...{ user: "demo", password: "klemrail-demo", customer: "100200", company: "Installatiebedrijf Van Gent" },
    ...{ email: "inkoop@vangent.example" },
    cxml: { domain: "NetworkId", identity: "HUB-TENANT-7", secret: "gedeeld-geheim-7" },
  },
  {
    ...{ user: "werf", password: "klemrail-werf", customer: "100200", company: "Installatiebedrijf Van Gent, werf" },
    email: "werf@vangent.example",
  },
  {
    ...{ user: "peeters", password: "klemrail-peeters", customer: "100345", company: "Elektro Peeters" },
    ...{ email: "info@peeters.example" },
    cxml: { domain: "DUNS", identity: "ELEKTRO-PEETERS", secret: "gedeeld-geheim-8" },
  },
];

/** So many lines, article after article, for a basket nobody fills by hand. */
export function manyLines(count: number, articles: readonly Article[] = exampleArticles()): Filling[] {
  const goods = articles.filter(({ isCharge }) => isCharge !== true);
  return Array.from({ length: count }, (_, index) => {
    const { number = "", step = "1" } = goods[index % goods.length] ?? {};
    return { article: number, quantity: step };
  });
}

export async function startWholesaler(options: WholesalerOptions = {}): Promise<Wholesaler> {
  const now = options.now ?? ((): number => Temporal.Now.instant().epochMilliseconds);
  const settings: Settings = structuredClone({ ...defaults, ...options.settings });
  const articles = new Map((options.articles ?? exampleArticles()).map((article) => [article.number, article]));
  const accounts = new Map((options.accounts ?? exampleAccounts()).map((account) => [account.user, { ...account }]));
  let home = "";
  let counter = 76;
  const world: World = {
    ...{ settings, articles, accounts, baskets: new Map(), sessions: new Map(), starts: new Map(), transfers: [] },
    ...{ payloadIds: new Set(), auxiliaryIds: new Map(), now, home: () => home },
    next: () => (counter += 1),
  };
  const faults = faultPlans();
  const server = await startServer(options.port ?? 0, {
    ...{ settings, faults, now, answer: (incoming) => answer(world, incoming) },
  });
  home = server.url;
  return {
    ...{ url: server.url, oci: `${server.url}/oci`, cxml: `${server.url}/cxml`, settings, accounts, articles },
    ...{ store: world, requests: server.requests },
    fill(user, lines) {
      if (!accounts.has(user)) throw new RangeError(`The wholesaler has no user ${user}`);
      const unknown = lines.find(({ article }) => !articles.has(article));
      if (unknown !== undefined) throw new RangeError(`The wholesaler has no article ${unknown.article}`);
      const basket = basketOf(world, user);
      basket.lines = [];
      for (const { article, quantity } of lines) addLine(world, basket, article, exact(quantity));
    },
    returnForm(sessionId) {
      const session = world.sessions.get(sessionId);
      if (session === undefined) throw new RangeError(`The wholesaler has no session ${sessionId}`);
      return posted(handOver(world, session, session.basket.lines.length === 0), settings);
    },
    fault: (fault) => faults.plan(fault),
    heal: () => faults.clear(),
    stop: server.stop,
  };
}
