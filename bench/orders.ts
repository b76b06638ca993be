import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { hubClient } from "#cli/hub-client.ts";
import { startScratch } from "#store/embedded/scratch.ts";
import { ensureDatabase } from "#store/store.ts";
import type { BenchReport } from "./bench-report.ts";
import { startChild, type Child } from "./child.ts";
import { deriveOrders } from "./derived-orders.ts";
import { sendAll } from "./load.ts";
import { freePort, peakMegabytes } from "./own-process.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const secret = "bench-secret-0123456789abcdef";
const connections = 50;

/**
 * Orders from doorbell to committed invoice: signed webhooks at a hub in its own process, which fetches each order from a replaying shop in
 * a third process, all on this machine, with durable commits. Beside it, in the same run, the floor of an acknowledgement.
 */
export async function benchOrders({
  count,
  say,
}: {
  readonly count: number;
  readonly say: (line: string) => void;
}): Promise<BenchReport> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-bench-"));
  const database = await startScratch();
  const children: Child[] = [];
  const start = async (...args: Parameters<typeof startChild>) => {
    const child = await startChild(...args);
    children.push(child);
    return child;
  };
  try {
    const { host, port, user, password } = database;
    await ensureDatabase({ host, port, database: "schakel" }, database);
    await ensureDatabase({ host, port, database: "floor" }, database);
    const admin = new pg.Client({ host, port, user, password, database: "schakel" });
    await admin.connect();

    const source = "https://bench.test/";
    const orders = await deriveOrders(count, secret, source);
    await writeFile(join(folder, "orders.jsonl"), orders.map((order) => order.json).join("\n"));
    const shopProcess = await start(here("../sandbox/woocommerce/main.ts"), [
      "--folder",
      here("../fixtures/woocommerce"),
      "--orders-file",
      join(folder, "orders.jsonl"),
    ]);
    const shop = JSON.parse(shopProcess.line) as { url: string; consumerKey: string; consumerSecret: string };
    say(`shop with ${count} orders of ${orders[0]?.json.length ?? 0} bytes at ${shop.url}`);

    const floorProcess = await start(here("floor.process.ts"), [
      JSON.stringify({ host, port, user, password, database: "floor" }),
      secret,
    ]);
    const floorUrl = new URL(`http://127.0.0.1:${(JSON.parse(floorProcess.line) as { port: number }).port}/floor`);
    const requests = orders.map(({ json, headers }) => ({ body: json, headers }));
    await sendAll(floorUrl, requests.slice(0, 500), connections);
    const floor = await sendAll(floorUrl, requests, connections);
    say(`floor: ${Math.round(floor)} acknowledgements/s (signature and one insert)`);
    await floorProcess.stop();

    const databaseUrl = `postgres://${user}:${encodeURIComponent(password)}@bench:${port}/schakel?host=${encodeURIComponent(host)}`;
    const hubUrl = new URL(`http://127.0.0.1:${await freePort()}/`);
    const hubProcess = await start(here("../src/main.ts"), [], {
      SCHAKEL_DATA: folder,
      SCHAKEL_PORT: hubUrl.port,
      SCHAKEL_LOG: "warn",
      SCHAKEL_OPEN_HOSTS: new URL(shop.url).host,
      SCHAKEL_PUBLIC_URL: "https://hub.bench.test/",
      DATABASE_URL: databaseUrl,
    });
    const api = hubClient(hubUrl, (await readFile(join(folder, "operator-token"), "utf8")).trim());
    await api.post("/api/administrations", {
      name: "Bench",
      country: "BE",
      vatIdentifier: "BE0765432146",
      address: { streetName: "Straat 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
    });
    const settings = { shopUrl: shop.url };
    const credentials = { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret };
    await api.post("/api/apps/woocommerce/activate");
    const connection = await api.post<{ id: string }>("/api/connections", {
      connector: "woocommerce",
      name: "bench",
      settings,
      credentials,
      hookSecret: secret,
    });
    const coupling = await api.post<{ id: string }>("/api/couplings", {
      kind: "shopOrders",
      sourceConnectionId: connection.id,
      settings: { startDate: null },
      state: "live",
    });
    // What is measured rings: nobody else reads the shop meanwhile.
    await api.post(`/api/couplings/${coupling.id}/first-migration/pause`);
    const hook = await api.get<{ deliveryUrl: string }>(`/api/connections/${connection.id}/webhook-secret`);
    const hookUrl = new URL(new URL(hook.deliveryUrl).pathname, hubUrl.origin);

    // Counted by plain SQL, from outside the hub.
    const documents = async (): Promise<number> =>
      Number((await admin.query<{ count: string }>("select count(*) as count from documents")).rows[0]?.count ?? 0);
    const untilDocuments = async (wanted: number) => {
      const deadline = performance.now() + 600_000;
      while ((await documents()) < wanted) {
        if (performance.now() > deadline)
          throw new Error(`Only ${await documents()} of ${wanted} documents after ten minutes`);
        await sleep(20);
      }
    };
    const warmUp = Math.min(500, Math.floor(count / 5));
    await sendAll(hookUrl, requests.slice(0, warmUp), connections);
    await untilDocuments(warmUp);

    const rest = requests.slice(warmUp);
    const startedAt = performance.now();
    const acknowledged = await sendAll(hookUrl, rest, connections);
    const sentMs = performance.now() - startedAt;
    await untilDocuments(count);
    const seconds = (performance.now() - startedAt) / 1000;
    const invoiced = rest.length / seconds;
    say(
      `acknowledged: ${Math.round(acknowledged)}/s while booking; all ${rest.length} invoiced in ${seconds.toFixed(2)} s: ${Math.round(invoiced)} invoices/s`,
    );
    const gap = await admin.query<{ gaps: string }>(
      "select count(*) filter (where sequence <> rank) as gaps from (select sequence, row_number() over (order by sequence) as rank from documents) d",
    );
    if (gap.rows[0]?.gaps !== "0") throw new Error("The numbers have gaps");
    await admin.end();
    const rss = await peakMegabytes(hubProcess.process.pid);
    const rounded = {
      acknowledgedPerSecond: Math.round(acknowledged),
      invoicedPerSecond: Math.round(invoiced),
      drainSeconds: Number((seconds - sentMs / 1000).toFixed(2)),
      orders: rest.length,
    };
    return {
      name: "orders",
      floor: { acknowledgedPerSecond: Math.round(floor) },
      result: rounded,
      ratio: Number((acknowledged / floor).toFixed(3)),
      rss,
    };
  } finally {
    for (const child of children.toReversed()) if (child.process.exitCode === null) await child.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
