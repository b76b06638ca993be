import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { Pool } from "undici";
import { hubClient } from "#cli/hub-client.ts";
import { startScratch } from "#store/embedded/scratch.ts";
import { ensureDatabase } from "#store/store.ts";
import type { BenchReport } from "./bench-report.ts";
import { articles, dice, typed, type Article } from "./catalogue-words.ts";
import { startChild, type Child } from "./child.ts";
import { freePort, peakMegabytes } from "./own-process.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const perKind = 200;
const warmUp = 20;
const portion = 20_000;

const at = (sorted: readonly number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0).toFixed(1));

interface Timed {
  readonly p50: number;
  readonly p95: number;
  readonly answers: readonly string[];
}

/** Milliseconds of each request, one after the other: how long somebody waits who is alone on the machine. */
async function timed(pool: Pool, paths: readonly string[], headers: Record<string, string>): Promise<Timed> {
  const times: number[] = [];
  const answers: string[] = [];
  for (const [index, path] of paths.entries()) {
    const began = performance.now();
    const answer = await pool.request({ path, method: "GET", headers });
    const text = await answer.body.text();
    if (index >= warmUp) times.push(performance.now() - began);
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode} ${text}`);
    if (index >= warmUp) answers.push(text);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95), answers };
}

/**
 * Searching among a million articles of a supplier at the API of a hub in a process of its own, each kind of search apart. Beside it, in the same run,
 * the floor: a bare handler that reads fifty articles by their key from the same table.
 */
export async function benchCatalogue({
  count,
  say,
}: {
  readonly count: number;
  readonly say: (line: string) => void;
}): Promise<BenchReport> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-bench-"));
  const database = await startScratch();
  const children: Child[] = [];
  const ends: (() => Promise<void>)[] = [];
  try {
    const { host, port, user, password } = database;
    await ensureDatabase({ host, port, database: "schakel" }, database);
    const databaseUrl = `postgres://${user}:${encodeURIComponent(password)}@bench:${port}/schakel?host=${encodeURIComponent(host)}`;
    const hubUrl = new URL(`http://127.0.0.1:${await freePort()}/`);
    const hub = await startChild(here("../src/main.ts"), [], {
      SCHAKEL_DATA: folder,
      SCHAKEL_PORT: hubUrl.port,
      SCHAKEL_LOG: "warn",
      DATABASE_URL: databaseUrl,
    });
    children.push(hub);
    const token = (await readFile(join(folder, "operator-token"), "utf8")).trim();
    const api = hubClient(hubUrl, token);
    const company = await api.post<{ id: string }>("/api/administrations", {
      name: "Bench",
      country: "BE",
      vatIdentifier: "BE0765432146",
      address: { streetName: "Straat 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" },
    });
    const party = await api.post<{ id: string }>("/api/parties", { name: "Groothandel Bench" });
    const list = await api.post<{ id: string }>("/api/price-lists", { partyId: party.id, name: "Bench" });

    const all = articles(count);
    const admin = new pg.Client({ host, port, user, password, database: "schakel" });
    await admin.connect();
    ends.push(() => admin.end());
    const began = performance.now();
    for (let from = 0; from < count; from += portion) {
      await plant(admin, all.slice(from, from + portion), company.id, list.id, party.id);
      if ((from / portion) % 10 === 9) say(`${from + portion} written`);
    }
    const own = all.slice(0, 1000);
    await admin.query(
      `insert into items (id, administration_id, sellers_item_identifier, name, brand_name)
       select gen_random_uuid(), $1, 'E' || code, name, '' from unnest($2::text[], $3::text[]) t(code, name)`,
      [company.id, own.map(({ code }) => code), own.map(({ name }) => name)],
    );
    const seconds = (performance.now() - began) / 1000;
    say(`${count} articles and ${own.length} own items written in ${seconds.toFixed(0)} s`);
    // What autovacuum does by itself after a while.
    for (const table of ["supplier_items", "item_search", "item_search_words", "items"])
      await admin.query(`vacuum analyze ${table}`);

    // For the proof: searching without what makes it quick.
    if (process.env["SCHAKEL_SABOTAGE"] === "search") {
      const { rows } = await admin.query<{ name: string }>(
        "select indexname as name from pg_indexes where tablename like 'item_search%' and indexname not like '%_pkey'",
      );
      for (const { name } of rows) await admin.query(`drop index ${name}`);
    }

    const floorProcess = await startChild(here("search-floor.process.ts"), [
      JSON.stringify({ host, port, user, password, database: "schakel" }),
      company.id,
    ]);
    children.push(floorProcess);
    const floorUrl = new URL(`http://127.0.0.1:${(JSON.parse(floorProcess.line) as { port: number }).port}/`);
    const floorPool = new Pool(floorUrl.origin, { connections: 1 });
    ends.push(() => floorPool.close());
    const roll = dice(11);
    const some = (): Article => all[roll(all.length)] as Article;
    const floorPaths = Array.from({ length: perKind + warmUp }, () => `/floor?after=${some().code}`);
    const floor = await timed(floorPool, floorPaths, {});
    say(`floor: p50 ${floor.p50} ms, p95 ${floor.p95} ms (fifty articles by their key)`);

    const pool = new Pool(hubUrl.origin, { connections: 1 });
    ends.push(() => pool.close());
    const headers = { authorization: `Bearer ${token}`, "schakel-administration": company.id };
    const result: Record<string, number> = { articles: count };
    const worst: number[] = [];
    for (const [kind, type] of Object.entries(typed)) {
      const searches = Array.from({ length: perKind + warmUp }, () => type(some()));
      const paths = searches.map((search) => `/api/supplier-items?search=${encodeURIComponent(search)}`);
      const { p50, p95, answers } = await timed(pool, paths, headers);
      const found = answers.filter((answer) => !answer.includes('"items":[]')).length;
      if (kind === "nothing" ? found > 0 : found < answers.length)
        throw new Error(`${kind}: ${found} of ${answers.length} searches found something`);
      result[`${kind}P50Ms`] = p50;
      result[`${kind}P95Ms`] = p95;
      worst.push(p95);
      say(`${kind}: p50 ${p50} ms, p95 ${p95} ms; such as ${searches.slice(0, 3).join(" | ")}`);
    }
    const p95 = Math.max(...worst);
    return {
      name: "catalogue",
      floor: { p50Ms: floor.p50, p95Ms: floor.p95 },
      result: { ...result, worstP95Ms: p95 },
      ratio: Number((p95 / floor.p95).toFixed(2)),
      rss: await peakMegabytes(hub.process.pid),
    };
  } finally {
    for (const end of ends.toReversed()) await end();
    for (const child of children.toReversed()) if (child.process.exitCode === null) await child.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Straight into the table; the triggers of the product put them into the search. */
async function plant(
  admin: pg.Client,
  some: readonly Article[],
  administrationId: string,
  priceListId: string,
  partyId: string,
): Promise<void> {
  await admin.query(
    `insert into supplier_items (id, administration_id, price_list_id, party_id, suppliers_item_identifier, manufacturers_item_identifier, brand_name, gtin, name,
       currency, gross, net, net_from, price_status, cost_per_use_unit, price_source, priced_at)
     select gen_random_uuid(), $1, $2, $3, code, maker, brand, gtin, name, 'EUR', 10, 7, 'articleNet', 'ok', 7, 'list', now()
     from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) t(code, maker, brand, gtin, name)`,
    [
      administrationId,
      priceListId,
      partyId,
      some.map(({ code }) => code),
      some.map(({ maker }) => maker),
      some.map(({ brand }) => brand),
      some.map(({ gtin }) => gtin),
      some.map(({ name }) => name),
    ],
  );
}
