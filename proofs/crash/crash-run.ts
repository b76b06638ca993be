import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import { startShop, type Shop } from "#sandbox/woocommerce/shop.ts";
import { startScratch } from "#store/embedded/scratch.ts";
import { ensureDatabase } from "#store/store.ts";
import type { CrashPoint } from "./await-points.ts";

const folder = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));
const hubFile = fileURLToPath(new URL("hub.process.ts", import.meta.url));
const secret = "whsec-fixture-De-Molen-7f3a9c51";
/** Paid; refunded in full; refunded by amount only, several groups; free; held for a mapping; two new and one returning buyer. */
const orderIds = [42, 57, 59, 65, 80];

/** One recorded delivery of each. */
const deliveries = [
  "webhooks/007-order.created.json",
  "webhooks/055-order.updated.json",
  "webhooks/058-order.updated.json",
  "webhooks/073-order.created.json",
  "webhooks/110-order.updated.json",
];

/** What the database says of the orders afterwards, in words that do not depend on ids, numbers or times. */
export type Truth = readonly string[];

export interface CrashWorld {
  /** Every await of the flow, from an undisturbed run. */
  enumerate(): Promise<{ readonly points: readonly Omit<CrashPoint, "moment">[]; readonly truth: Truth }>;
  /** The same with a death at that point. `died` is false when the run never came there. */
  run(point: CrashPoint, sabotage?: boolean): Promise<{ readonly died: boolean; readonly truth: Truth }>;
  stop(): Promise<void>;
}

interface RunningHub {
  readonly database: string;
  readonly child: ChildProcess;
  readonly url: URL;
  readonly api: HubClient;
}

const truthSql = `
  select format('%s %s %s documents=%s invoice=%s credit=%s tax=%s paid=%s open_deliveries=%s', i.external_id, i.outcome, coalesce(i.reason_code, '-'),
    (select string_agg(d.kind, '+' order by d.kind) from documents d where d.source_order_id = i.external_id),
    (select sum(d.tax_inclusive_amount + d.payable_rounding_amount) from documents d where d.source_order_id = i.external_id and d.kind = 'invoice'),
    (select sum(d.tax_inclusive_amount + d.payable_rounding_amount) from documents d where d.source_order_id = i.external_id and d.kind = 'creditNote'),
    (select sum(v.tax_amount) from documents d join document_vat v on v.document_id = d.id where d.source_order_id = i.external_id),
    (select string_agg(p.amount::text, '+') from payments p join payment_allocations a on a.payment_id = p.id join documents d on d.id = a.document_id
      where d.source_order_id = i.external_id),
    (select count(*) from deliveries x where x.external_id = i.external_id and x.state = 'received')) as line
  from inbox i
  union all
  select format('numbers %s gaps=%s crossings=%s', kind, count(*) filter (where sequence <> rank), count(*) filter (where issue_date < before))
  from (select kind, sequence, row_number() over w as rank, issue_date, lag(issue_date) over w as before from documents
        window w as (partition by kind, year order by sequence)) n group by kind
  union all
  select format('buyers %s', count(*)) from parties
  order by 1`;

/** A shop, a database template with one coupling that is off, and as many deaths as are asked for. */
export async function crashWorld(): Promise<CrashWorld> {
  const database = await startScratch({ fast: true });
  const shop: Shop = await startShop({ folder });
  for (const id of shop.orders.ids()) if (!orderIds.includes(id)) shop.orders.forceDelete(id);
  const data = await mkdtemp(join(tmpdir(), "schakel-crash-"));
  const admin = new pg.Client({
    host: database.host,
    port: database.port,
    user: database.user,
    password: database.password,
    database: "postgres",
  });
  await admin.connect();

  const start = async (name: string, crash: CrashPoint | null): Promise<RunningHub> => {
    const { user, password, host, port } = database;
    const child = fork(hubFile, [], {
      execPath: process.execPath,
      silent: true,
      env: {
        ...process.env,
        SCHAKEL_DATA: data,
        SCHAKEL_PORT: "0",
        SCHAKEL_LOG: process.env["SCHAKEL_LOG"] ?? "silent",
        SCHAKEL_OPEN_HOSTS: new URL(shop.url).host,
        SCHAKEL_PUBLIC_URL: "https://hub.crash.test/",
        SCHAKEL_CRASH: crash === null ? "" : JSON.stringify(crash),
        DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@crash:${port}/${name}?host=${encodeURIComponent(host)}`,
      },
    });
    child.stderr?.pipe(process.stderr);
    const line = await new Promise<string>((resolve, reject) => {
      if (child.stdout !== null) createInterface({ input: child.stdout }).once("line", resolve);
      child.once("exit", (code) => reject(new Error(`The hub ended with ${code} before it was ready`)));
    });
    const { url, token } = JSON.parse(line) as { url: string; token: string };
    return { database: name, child, url: new URL(url), api: hubClient(new URL(url), token) };
  };
  const stop = async ({ child }: RunningHub) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  };
  const ask = <T>({ child }: RunningHub, message: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error("The hub ended"));
      child.once("exit", ended);
      child.once("message", (answer) => {
        child.removeListener("exit", ended);
        resolve(answer as T);
      });
      child.send(message, (error) => {
        if (error !== null) reject(error);
      });
    });

  await ensureDatabase({ host: database.host, port: database.port, database: "crash_template" }, database);
  const first = await start("crash_template", null);
  await first.api.post("/api/administrations", {
    name: "De Molen",
    country: "BE",
    vatIdentifier: "BE0765432146",
    address: { cityName: "Gent", countryCode: "BE" },
  });
  const credentials = { consumerKey: shop.consumerKey, consumerSecret: shop.consumerSecret };
  const made = {
    connector: "woocommerce",
    name: "shop",
    settings: { shopUrl: shop.url },
    credentials,
    hookSecret: secret,
  };
  await first.api.post("/api/apps/woocommerce/activate");
  const connection = await first.api.post<{ id: string }>("/api/connections", made);
  await first.api.post("/api/couplings", {
    kind: "shopOrders",
    sourceConnectionId: connection.id,
    settings: { startDate: null },
    state: "off",
  });
  const hook = await first.api.get<{ deliveryUrl: string }>(`/api/connections/${connection.id}/webhook-secret`);
  await stop(first);

  const clone = async (): Promise<string> => {
    const name = `crash_${randomBytes(5).toString("hex")}`;
    await admin.query(`create database ${name} template crash_template`);
    return name;
  };
  const drop = (name: string) => admin.query(`drop database ${name} with (force)`);

  /** What a shop and a person do: deliver each order once, and switch the coupling on. A refused delivery is never sent again. */
  const drive = async (hub: RunningHub): Promise<void> => {
    const url = new URL(new URL(hook.deliveryUrl).pathname, hub.url).href;
    await ask(hub, "intake");
    await shop.deliver({ url, secret, source: `${shop.url}/` }).replay([...deliveries], { concurrency: 1 });
    await untilQueueIsIdle(hub.database);
    await ask(hub, "booking");
    await switchOn(hub);
  };
  const switchOn = async (hub: RunningHub): Promise<void> => {
    const { items } = await hub.api.get<{
      items: { id: string; state: string; settingsVersion: number; settings: unknown }[];
    }>("/api/couplings");
    const [coupling] = items;
    if (coupling === undefined || coupling.state === "live") return;
    await hub.api.put(`/api/couplings/${coupling.id}`, {
      settings: coupling.settings,
      state: "live",
      settingsVersion: coupling.settingsVersion,
    });
  };
  /** As the owner of the cluster, under no row-level security. */
  const rowsOf = async <R extends pg.QueryResultRow>(
    name: string,
    sql: string,
    values: unknown[] = [],
  ): Promise<R[]> => {
    const { host, port, user, password } = database;
    const client = new pg.Client({ host, port, user, password, database: name });
    await client.connect();
    try {
      return (await client.query<R>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  const truthOf = async (name: string): Promise<Truth> =>
    (await rowsOf<{ line: string }>(name, truthSql)).map((row) => row.line);
  /** Jobs that found the coupling off have ended, so that they do not mix with what follows. */
  const untilQueueIsIdle = async (name: string): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) {
      const [row] = await rowsOf<{ busy: string }>(
        name,
        "select count(*) as busy from pgboss.job where state in ('created', 'active')",
      );
      if (row?.busy === "0") return;
      await sleep(25);
    }
  };
  /** Until every order the shop has of these is decided and no delivery is open. */
  const rest = async (name: string): Promise<void> => {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const [row] = await rowsOf<{ decided: string; open: string }>(
        name,
        `select (select count(*) from inbox where outcome is not null and external_id = any($1)) as decided,
           (select count(*) from deliveries where state = 'received') as open`,
        [orderIds.map(String)],
      );
      if (Number(row?.decided) === orderIds.length && Number(row?.open) === 0) return;
      if (performance.now() > deadline) throw new Error(`Not at rest after a minute: ${JSON.stringify(row)}`);
      await sleep(50);
    }
  };

  return {
    async enumerate() {
      const name = await clone();
      const hub = await start(name, null);
      await drive(hub);
      await rest(name);
      await sleep(300);
      const points = await ask<Omit<CrashPoint, "moment">[]>(hub, "list");
      await stop(hub);
      const truth = await truthOf(name);
      await drop(name);
      return { points, truth };
    },
    async run(point, sabotage = false) {
      const name = await clone();
      const hub = await start(name, point);
      const death = new Promise<true>((resolve) => hub.child.once("exit", () => resolve(true)));
      // Whatever of this the dead hub no longer answers is lost, as it would be in life.
      await drive(hub).catch(() => undefined);
      const died = await Promise.race([
        death,
        rest(name)
          .then(() => sleep(300))
          .then(
            () => false as const,
            () => false as const,
          ),
      ]);
      await stop(hub);
      const next = await start(name, null);
      await switchOn(next);
      // The shop sends no delivery twice: the sweep asks for what was missed. It also announces every other order of the shop.
      const { items } = await next.api.get<{ items: { id: string }[] }>("/api/connections");
      if ((await heardOf(name)) < orderIds.length) await next.api.post(`/api/connections/${items[0]?.id ?? ""}/sweep`);
      await rest(name);
      await stop(next);
      // What the comparison exists to find, planted past every guard.
      if (sabotage)
        await rowsOf(name, "set session_replication_role = replica; delete from documents where kind = 'creditNote'");
      const truth = await truthOf(name);
      await drop(name);
      return { died, truth };
    },
    async stop() {
      await admin.end();
      await shop.stop();
      await database.stop();
      await rm(data, { recursive: true, force: true });
    },
  };

  async function heardOf(name: string): Promise<number> {
    const [row] = await rowsOf<{ heard: string }>(
      name,
      `select count(distinct external_id) as heard from (select external_id from deliveries where state <> 'ignored'
         union select external_id from inbox) h where external_id = any($1)`,
      [orderIds.map(String)],
    );
    return Number(row?.heard);
  }
}
