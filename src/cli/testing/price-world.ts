import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { defineConnector, eraseSettings, type AnyConnector } from "#connect/connector.ts";
import { registry } from "#connectors/registry.ts";
import { HubError } from "#domain/error.ts";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { manyArticles } from "#sandbox/cebeo/many-articles.ts";
import { startCebeo, type Cebeo } from "#sandbox/cebeo/stand-in.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { newId } from "#store/new-id.ts";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

/** What a supplier of a test answers about a code; null: nothing. What it throws is the answer to the whole call. */
export type Saying = (code: string, unitCode: string) => object | null;
const sayings = new Map<string, Saying>();

const oddSettings = z.object({ world: z.string() });
const odd = defineConnector({
  docs: "https://example.test",
  isExample: true,
  settings: oddSettings,
  labels: { nl: { world: "Wereld" } },
  credentials: { type: "none" },
  rateLimit: { per: "connection", windows: [{ requests: 1_000_000, seconds: 1 }], concurrency: 2 },
  check: async () => ({ account: "test", learnt: {}, warnings: [] }),
  id: "odd-prices",
  name: "Rare Groothandel",
  kind: "supplier",
  baseUrl: (its) => new URL(`https://odd.example.test/${its.world}/`),
  operations: {
    "prices.get": async (session, { items }) => {
      const say = sayings.get(session.settings.world);
      if (say === undefined) throw new HubError("settings.invalid", "no such world");
      const usual = {
        ...{
          status: "ok",
          currency: "EUR",
          basis: { quantity: "1", unitCode: "C62" },
          orderUnitCode: "C62",
          perOrderUnit: "1",
        },
        ...{ useUnitCode: "C62", usePerOrder: "1", retrievedAt: session.now().toString(), raw: "<odd/>" },
      };
      const answers = items.flatMap(({ suppliersItemIdentifier, unitCode }) => {
        const said = say(suppliersItemIdentifier, unitCode);
        return said === null ? [] : [{ suppliersItemIdentifier, ...usual, ...said } as never];
      });
      return { answers };
    },
  },
});

/** A supplier that answers as it is told, for what the stand-in of Cebeo never says. Before any hub starts. */
export function registerOddPrices(): void {
  (registry as Record<string, AnyConnector>)["odd-prices"] = eraseSettings(odd);
}

/** As the API tells of a run. */
export interface SeenRun {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly ticked: number;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly waitsUntil: string | null;
  readonly effect: { readonly quotes: number; readonly marginChange: string } | null;
  readonly order: { readonly undoUntil: string | null; readonly lines: readonly object[] } | null;
  readonly batches: readonly {
    readonly id: string;
    readonly state: string;
    readonly counts: Readonly<Record<string, number>>;
    readonly undoUntil: string | null;
  }[];
}
export interface SeenAnswer {
  readonly code: string;
  readonly status: string;
  readonly bucket: string;
  readonly oldCost: string | null;
  readonly cost: string | null;
  readonly changePercent: string | null;
  readonly isReview: boolean;
  readonly isTicked: boolean;
  readonly remarks: readonly string[];
  readonly effect: { readonly quotes: number; readonly marginChange: string } | null;
  readonly sales: { readonly price: string; readonly marginBefore: string | null; readonly marginAfter: string } | null;
}

/** An article of the supplier's list as it is planted; `item`: our own item beside it, sold at this price. */
export interface Planted {
  readonly code: string;
  readonly cost: string | null;
  readonly basis?: string;
  readonly unitCode?: string;
  readonly currency?: string;
  readonly item?: { readonly salesPrice: string | null; readonly unitCode?: string };
}

/** A company with a price list of a supplier and a login there. */
export interface PriceWorld {
  readonly administrationId: string;
  readonly api: HubClient;
  readonly supplierId: string;
  readonly entryId: string;
  readonly connectionId: string;
  readonly listId: string;
  plant(articles: readonly Planted[]): Promise<void>;
  itemId(code: string): Promise<string>;
  begin(more?: object): Promise<SeenRun>;
  see(id: string): Promise<SeenRun>;
  answers(id: string, query?: string): Promise<readonly SeenAnswer[]>;
  act(id: string, what: string, body?: object): Promise<SeenRun>;
  becomes(id: string, ...states: readonly string[]): Promise<SeenRun>;
  /** Waits until nothing is being written or put back. */
  written(id: string): Promise<SeenRun>;
  /** One number of the owner's, under no row-level security. */
  number(query: ReturnType<typeof sql<{ count: number }>>): Promise<number>;
}

interface Login {
  readonly connector: string;
  readonly settings: object;
  readonly credentials: object;
}

async function worldOf({ hub, store }: HubUnderTest, { connector, settings, credentials }: Login): Promise<PriceWorld> {
  const administrationId = await store.makeAdministration();
  for (const module of ["supplierWebshops", "odd-prices"])
    await sql`insert into modules (administration_id, module, state) values (${administrationId}, ${module}, 'on')`.execute(
      store.owner,
    );
  const token = await makeAccessToken(store.hub, store.key, { name: "Anna", administrationId, role: "owner" });
  const api = hubClient(hub.url, token, { "accept-language": "nl" });
  const party = { name: "Groothandel Voorbeeld NV", vatIdentifier: "BE0876543270" };
  const { id: supplierId } = await api.post<{ id: string }>("/api/parties", party);
  const { id: connectionId } = await api.post<{ id: string }>("/api/connections", {
    ...{ connector, name: "Groothandel", settings, credentials },
  });
  const entryId = newId();
  await sql`insert into supplier_entries (administration_id, id, function, connector, connection_id, party_id, alias, position, changed_by)
    values (${administrationId}, ${entryId}, 'price', ${connector}, ${connectionId}, ${supplierId}, 'Kantoor', 1, 'Anna')`.execute(
    store.owner,
  );
  const listId = newId();
  await sql`insert into price_lists (id, administration_id, party_id, name, terms)
    values (${listId}, ${administrationId}, ${supplierId}, 'Catalogus 2026', '{"metalInNet":"no","contributionsIncluded":"unknown"}')`.execute(
    store.owner,
  );
  const see = (id: string) => api.get<SeenRun>(`/api/price-runs/${id}`);
  const becomes: PriceWorld["becomes"] = (id, ...states) =>
    until(`the run to be ${states.join(" or ")}`, async () => {
      const run = await see(id);
      return states.includes(run.state) && run;
    });
  return {
    ...{ administrationId, api, supplierId, entryId, connectionId, listId, see, becomes },
    async plant(articles) {
      for (const { code, cost, basis = "1", unitCode = "C62", currency = "EUR", item } of articles) {
        const itemId = item === undefined ? null : newId();
        if (item !== undefined)
          await sql`insert into items (id, administration_id, sellers_item_identifier, name, unit_code, sales_price)
            values (${itemId}, ${administrationId}, ${`EIGEN-${code}`}, ${`Eigen ${code}`}, ${item.unitCode ?? unitCode}, ${item.salesPrice})`.execute(
            store.owner,
          );
        await sql`insert into supplier_items (id, administration_id, price_list_id, party_id, item_id, suppliers_item_identifier, name, currency, net,
            basis_quantity, basis_unit_code, order_unit_code, use_unit_code, price_status, cost_per_use_unit, price_source, priced_at)
          values (${newId()}, ${administrationId}, ${listId}, ${supplierId}, ${itemId}, ${code}, ${`Artikel ${code}`}, ${currency},
            ${cost}::numeric * ${basis}::numeric, ${basis}, ${unitCode}, ${unitCode}, ${unitCode}, ${cost === null ? "noPrice" : "ok"}, ${cost}, 'list', now())`.execute(
          store.owner,
        );
        if (item !== undefined)
          await sql`insert into item_suppliers (administration_id, item_id, party_id, suppliers_item_identifier, purchase_price, price_quantity, price_unit_code)
            values (${administrationId}, ${itemId}, ${supplierId}, ${code}, ${cost}::numeric * ${basis}::numeric, ${basis}, ${unitCode})`.execute(
            store.owner,
          );
      }
    },
    async itemId(code) {
      const { rows } = await sql<{ id: string }>`select id from items
        where administration_id = ${administrationId} and sellers_item_identifier = ${`EIGEN-${code}`}`.execute(
        store.owner,
      );
      return rows[0]?.id ?? "";
    },
    begin: (more = { priceListId: listId }) => api.post<SeenRun>("/api/price-runs", { entryId, ...more }),
    answers: async (id, query = "filter=all&limit=200") =>
      (await api.get<{ items: SeenAnswer[] }>(`/api/price-runs/${id}/answers?${query}`)).items,
    act: (id, what, body = {}) => api.post<SeenRun>(`/api/price-runs/${id}/${what}`, body),
    written: (id) =>
      until("everything is written", async () => {
        const run = await see(id);
        return run.batches.every(({ state }) => state === "applied" || state === "undone") && run;
      }),
    async number(query) {
      const { rows } = await query.execute(store.owner);
      return rows[0]?.count ?? 0;
    },
  };
}

/** With a supplier that answers as `say` says. */
export async function oddWorld(under: HubUnderTest, say: Saying): Promise<PriceWorld> {
  const world = newId();
  sayings.set(world, say);
  return worldOf(under, { connector: "odd-prices", settings: { world }, credentials: {} });
}

export interface CebeoWorld extends PriceWorld {
  readonly cebeo: Cebeo;
}

/** Cebeo with so many articles, all of them in our list; `costs`: as they are at Cebeo with price seed 0. */
export async function cebeoWorld(under: HubUnderTest, count: number): Promise<CebeoWorld> {
  const cebeo = await startCebeo({ articles: manyArticles({ count }) });
  onTestFinished(() => cebeo.stop());
  return { ...(await cebeoWorldAt(under, cebeo.url, count)), cebeo };
}

/** The same with a Cebeo that was started elsewhere, with so many articles. */
export async function cebeoWorldAt(under: HubUnderTest, url: string, count: number): Promise<PriceWorld> {
  const settings = { customerNumber: "9900123", userName: "WSDEMO", address: url };
  const world = await worldOf(under, { connector: "cebeo", settings, credentials: { password: "geheim&1" } });
  const source = manyArticles({ count });
  for (let from = 0; from < count; from += portion) {
    const some = Array.from({ length: Math.min(portion, count - from) }, (_, nth) => source.at(from + nth));
    await plantMany(under.store, world, some);
  }
  return world;
}

const portion = 5000;

/** Articles of Cebeo as a list has them, many in one statement. */
export async function plantMany(
  { owner }: Pick<HubUnderTest["store"], "owner">,
  { administrationId, listId, supplierId }: Pick<PriceWorld, "administrationId" | "listId" | "supplierId">,
  articles: readonly {
    readonly supplierItemId: string;
    readonly description: string;
    readonly unit: string;
    readonly netPrice: string | null;
  }[],
): Promise<void> {
  const column = (of: (one: (typeof articles)[number]) => string | null) => sql`${articles.map(of)}::text[]`;
  await sql`insert into supplier_items (id, administration_id, price_list_id, party_id, suppliers_item_identifier, name, currency, net, basis_unit_code,
      order_unit_code, use_unit_code, price_status, cost_per_use_unit, price_source, priced_at)
    select gen_random_uuid(), ${administrationId}, ${listId}, ${supplierId}, code, name, 'EUR', net::numeric, unit, unit, unit,
      case when net is null then 'noPrice' else 'ok' end, net::numeric, 'list', now()
    from unnest(${column(({ supplierItemId }) => supplierItemId)}, ${column(({ description }) => description)},
      ${column(({ unit }) => (unit === "PCE" ? "C62" : unit))}, ${column(({ netPrice }) => netPrice)}) as a (code, name, unit, net)`.execute(
    owner,
  );
}
