import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { defineConnector, eraseSettings } from "#connect/connector.ts";
import { PunchoutTerms } from "#connect/punchout/terms.ts";
import { HubError } from "#domain/error.ts";
import { Basket, contentOfBasket, type BasketLine } from "#domain/supplier/basket.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";

type Line = z.input<typeof BasketLine>;

/** One line as the wholesaler has it: 1 piece at 10.00, unless said otherwise. */
export const basketLine = (code: string, more: Partial<Line> & { readonly net?: string } = {}): Line => {
  const { net = "10.00", ...own } = more;
  return {
    lineId: code,
    suppliersItemIdentifier: code,
    description: `Artikel ${code}`,
    quantity: "1",
    unitCode: "C62",
    price: {
      suppliersItemIdentifier: code,
      status: "ok",
      currency: "EUR",
      net,
      basis: { quantity: "1", unitCode: "C62" },
      orderUnitCode: "C62",
      perOrderUnit: "1",
      useUnitCode: "C62",
      usePerOrder: "1",
      retrievedAt: "2026-11-03T13:00:00Z",
      raw: "",
    },
    ...own,
  };
};

/** What the shop does with the next call: as usual; or refuse, break off, answer a page or nonsense, carry out and say nothing. */
export type Mood =
  "well" | "refuses" | "offersNothing" | "breaksOff" | "page" | "nonsense" | "unknownItem" | "carriesOutSilently";

export interface Wholesaler {
  readonly url: string;
  /** Baskets by user name. */
  readonly baskets: Map<string, Line[]>;
  mood: Mood;
  /** User names that asked, in order, with what they asked. */
  readonly asked: string[];
  /** Awaited before each answer: to look at what stands written while a call is under way. */
  beforeAnswer: () => Promise<void>;
}

export const secretOf = (userName: string): string => `geheim-van-${userName}`;

/** A supplier with a service and a login per user, in this process: no stand-in of a product. */
export async function openWholesaler(): Promise<Wholesaler> {
  const state: Wholesaler = {
    url: "",
    baskets: new Map(),
    mood: "well",
    asked: [],
    beforeAnswer: async () => undefined,
  };
  const server = createServer((request, response) => {
    const [, userName = "", what = ""] = /^\/(\w+)\/(\w+)/.exec(request.url ?? "") ?? [];
    state.asked.push(`${userName} ${request.method} ${what}`);
    const answer = () => {
      const say = (status: number, body: string, type = "application/json") =>
        response.writeHead(status, { "content-type": type }).end(body);
      const isKnown = request.headers["x-password"] === secretOf(userName);
      if (state.mood === "breaksOff") return response.destroy();
      if (state.mood === "page") return say(200, "<html><body>Onderhoud</body></html>", "text/html");
      if (state.mood === "nonsense") return say(200, `{"basket":[]}`);
      if (state.mood === "refuses" || !isKnown) return say(401, `{"error":"login"}`);
      if (state.mood === "offersNothing") return say(403, `{"error":"no basket"}`);
      if (state.mood === "unknownItem") return say(422, `{"error":"artikel 77 <b>onbekend</b>"}`);
      if (request.method === "DELETE") {
        state.baskets.set(userName, []);
        return state.mood === "carriesOutSilently" ? response.destroy() : say(200, "{}");
      }
      return say(200, JSON.stringify({ lines: state.baskets.get(userName) ?? [] }));
    };
    request.resume().on("end", () => void state.beforeAnswer().then(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atEndOfFile(() => new Promise((resolve) => server.close(resolve)));
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const Answer = z.object({ lines: z.array(z.record(z.string(), z.unknown())) });

const settings = z.object({
  shopUrl: z.url(),
  userName: z.string().min(1),
  customerNumber: z.string().default(""),
  takesGet: z.boolean().default(false),
});

/** Connects it: a basket that is fetched, emptied and opened, and prices; no orders and no documents. */
export const wholesalerConnector = eraseSettings(
  defineConnector({
    id: "wholesaler",
    name: "Groothandel Proef",
    kind: "supplier",
    docs: "none",
    settings,
    labels: {
      nl: {
        shopUrl: "Adres",
        userName: "Gebruiker",
        customerNumber: "Klantnummer",
        takesGet: "GET",
        password: "Wachtwoord",
      },
    },
    credentials: { type: "api-key", name: "password", place: { header: "X-Password" } },
    rateLimit: { per: "connection", windows: [], concurrency: 4 },
    baseUrl: ({ shopUrl, userName }) => new URL(`${shopUrl}/${userName}/`),
    punchout: ({ takesGet }) => ({ terms: PunchoutTerms.parse({ sentCharset: "utf-8" }), takesGet }),
    errorOf: ({ status, body }) =>
      status === 422 ? new HubError("document.rejected", JSON.stringify(JSON.parse(body)["error"])) : null,
    async check({ http, settings: { userName } }) {
      await http.json({ method: "GET", path: "basket" }, Answer);
      return { account: userName, learnt: {}, warnings: [] };
    },
    operations: {
      "basket.get": async ({ http }) => ({
        currency: "EUR",
        lines: (await http.json({ method: "GET", path: "basket" }, Answer)).lines as unknown as Line[],
      }),
      "basket.clear": async ({ http }, { content }) => {
        const { lines } = await http.json({ method: "GET", path: "basket" }, Answer);
        const changed = { currency: "EUR", lines: lines as unknown as Line[] };
        if (contentOfBasket(Basket.parse(changed)) !== content) return { changed };
        await http.done({ method: "DELETE", path: "basket" });
        return { changed: null };
      },
      "basket.open": async ({ settings: { shopUrl, userName } }, { returnUrl }) => ({
        method: "post" as const,
        url: `${shopUrl}/oci`,
        fields: [
          { name: "USERNAME", value: userName },
          { name: "PASSWORD", value: `${secretOf(userName)}"><script>alert(1)</script>` },
          { name: "HOOK_URL", value: returnUrl },
        ],
      }),
      "prices.get": async () => ({ answers: [] }),
    },
  }),
);

/** It only opens: what is put in the basket there comes back through the browser. */
export const webshopConnector = eraseSettings(
  defineConnector({
    id: "webshop-only",
    name: "Winkel Proef",
    kind: "supplier",
    docs: "none",
    settings,
    labels: { nl: {} },
    credentials: { type: "api-key", name: "password", place: { header: "X-Password" } },
    rateLimit: { per: "connection", windows: [], concurrency: 4 },
    baseUrl: ({ shopUrl, userName }) => new URL(`${shopUrl}/${userName}/`),
    check: async () => ({ account: "", learnt: {}, warnings: [] }),
    operations: {
      "basket.open": async (_session, { returnUrl }) => ({
        method: "get" as const,
        url: "https://winkel.example/start",
        fields: [{ name: "hook", value: returnUrl }],
      }),
    },
  }),
);
