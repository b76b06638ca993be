import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { startDemoBooks, type DemoBooks } from "#sandbox/demo-books/stand-in.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { startShop, type Shop } from "#sandbox/woocommerce/shop.ts";
import { startScratch } from "#store/embedded/scratch.ts";
import { ensureDatabase } from "#store/store.ts";
import { fleetOf, type Fleet } from "./fleet.ts";
import type { Planted } from "./sabotage.ts";

const recordings = fileURLToPath(new URL("../fixtures/woocommerce", import.meta.url));
export const hookSecret = "chaos-secret-0123456789abcdef";

/** A shop, and where its orders are booked. */
export interface Lane {
  readonly name: string;
  readonly shop: Shop;
  /** Null: the hub's own back office. */
  readonly books: DemoBooks | null;
  connectionId: string;
  /** Of its webhooks, at any node. */
  hookPath: string;
}

export interface World {
  readonly lanes: readonly Lane[];
  readonly fleet: Fleet;
  readonly nodes: number;
  /** As owner of the database. */
  readonly owner: pg.Client;
  /** A recorded order, to make others of. */
  readonly model: OrderJson;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

async function couple(api: HubClient, lane: Lane): Promise<void> {
  const connect = (connector: string, settings: object, credentials: object, more: object = {}) =>
    api.post<{ id: string }>("/api/connections", {
      connector,
      name: `${lane.name} ${connector}`,
      settings,
      credentials,
      ...more,
    });
  const { shop, books } = lane;
  const keys = { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret };
  const source = await connect("woocommerce", { shopUrl: shop.url }, keys, { hookSecret });
  await api.post(`/api/connections/${source.id}/check`);
  let targetConnectionId: string | null = null;
  if (books !== null) {
    targetConnectionId = (await connect("demo-books", { apiUrl: books.url }, { apiKey: books.key })).id;
    await api.post(`/api/connections/${targetConnectionId}/check`);
  }
  const settings = { startDate: null };
  const coupling = { kind: "shopOrders", sourceConnectionId: source.id, targetConnectionId, settings, state: "live" };
  await api.post("/api/couplings", coupling);
  const hook = await api.get<{ deliveryUrl: string }>(`/api/connections/${source.id}/webhook-secret`);
  lane.connectionId = source.id;
  lane.hookPath = new URL(hook.deliveryUrl).pathname;
}

/**
 * Nodes on one durable database, and three shops: one whose orders the hub books itself, one in books that know a repeat by its key, one in
 * books that have to be looked through.
 */
export async function startWorld(nodes: number, seed: number, fault: Planted | null): Promise<World> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.toReversed()) await step();
  };
  try {
    const database = await startScratch();
    undo.push(() => database.stop());
    const data = await mkdtemp(join(tmpdir(), "schakel-chaos-"));
    undo.push(() => rm(data, { recursive: true, force: true }));
    const { host, port, user, password } = database;
    await ensureDatabase({ host, port, database: "schakel" }, database);
    const owner = new pg.Client({ host, port, user, password, database: "schakel" });
    await owner.connect();
    undo.push(() => owner.end());

    const lanes: Lane[] = [];
    for (const [name, repeats] of [
      ["built-in", null],
      ["by-key", "idempotency-key"],
      ["by-look-up", "look-up"],
    ] as const) {
      const shop = await startShop({ folder: recordings, withoutOrders: true });
      undo.push(() => shop.stop());
      const window = { requests: 1_000_000, seconds: 60 };
      const books =
        repeats === null ? null : await startDemoBooks({ seed, settings: { repeats, indexSeconds: 1, window } });
      if (books !== null) undo.push(() => books.stop());
      lanes.push({ name, shop, books, connectionId: "", hookPath: "" });
    }
    const opened = lanes.flatMap(({ shop, books }) => [shop.url, ...(books === null ? [] : [books.url])]);
    const ports: number[] = [];
    for (let node = 0; node < nodes; node++) ports.push(await freePort());
    const fleet = fleetOf(
      ports,
      {
        SCHAKEL_DATA: data,
        SCHAKEL_LOG: process.env["SCHAKEL_LOG"] ?? "silent",
        SCHAKEL_OPEN_HOSTS: opened.map((url) => new URL(url).host).join(","),
        SCHAKEL_PUBLIC_URL: "https://hub.chaos.test/",
        DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@chaos:${port}/schakel?host=${encodeURIComponent(host)}`,
      },
      fault,
    );
    undo.push(() => fleet.stop());
    await fleet.start();
    const [first] = fleet.ready();
    if (first === undefined) throw new Error("No node came up; SCHAKEL_LOG=info says why");
    const api = hubClient(first, (await readFile(join(data, "operator-token"), "utf8")).trim());
    await api.post("/api/administrations", {
      name: "Chaos bv",
      country: "BE",
      vatIdentifier: "BE0765432146",
      address: { streetName: "Straat 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
    });
    await api.post("/api/apps/woocommerce/activate");
    for (const lane of lanes) await couple(api, lane);
    const file = join(recordings, "rest/orders-dp6/03-percent-coupon-multirate.json");
    const model = JSON.parse(await readFile(file, "utf8")) as OrderJson;
    return { lanes, fleet, nodes, owner, model, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
