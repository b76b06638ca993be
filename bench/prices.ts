import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { makeCompany } from "#cli/demo-company.ts";
import { hubClient } from "#cli/hub-client.ts";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { plantMany, type SeenRun } from "#cli/testing/price-world.ts";
import { manyArticles } from "#sandbox/cebeo/many-articles.ts";
import { databaseOn, openPool } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import type { BenchReport } from "./bench-report.ts";
import { startChild } from "./child.ts";

/** As the hub asks. */
const batch = 50;

const login = { customerNumber: "9900123", userName: "WSDEMO", password: "geheim&amp;1" };

/** The same request as the connector's, by nobody but `fetch`: no reading, no writing down. */
async function ask(url: string, codes: readonly string[]): Promise<void> {
  const materials = codes.map((code) => `<Material><SupplierItemID>${code}</SupplierItemID></Material>`).join("");
  const customer = `<Customer><CustomerNumber>${login.customerNumber}</CustomerNumber><UserName>${login.userName}</UserName><Password>${login.password}</Password></Customer>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<cebeoXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="2.0.0" xsi:noNamespaceSchemaLocation="http://b2b.cebeo.be/XMLschema/2.0.0/cebeoXML.xsd"><Request>${customer}<ResponseType>List</ResponseType><Article><Get>${materials}</Get></Article></Request></cebeoXML>`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/xml; charset=utf-8" },
    body,
  });
  const text = await answer.text();
  if (!text.includes("<NumberOfLines>")) throw new Error(`The floor was refused: ${text.slice(0, 300)}`);
}

/** Milliseconds for bare calls of these articles, one after the other, as the hub makes them. */
async function floorOf(url: string, codes: readonly string[]): Promise<number> {
  const began = performance.now();
  for (let from = 0; from < codes.length; from += batch) await ask(url, codes.slice(from, from + batch));
  return performance.now() - began;
}

/** Resident memory of a process, MB; Linux only, else 0. */
async function megabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, "utf8").catch(() => "");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** Milliseconds a process has used of a processor so far; Linux only, else 0. What others do on the machine is not in it. */
async function processorMs(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid ?? 0}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

interface Priced {
  readonly articles: number;
  readonly answers: number;
  readonly most: number;
}

/**
 * A price run over so many articles of Cebeo's stand-in, in calls of fifty and with durable commits; hub, database and stand-in are processes of
 * their own. The floor is the same calls made bare, half of them before the run and half after it.
 */
export async function benchPrices({
  count: given,
  say,
}: {
  readonly count: number;
  readonly say: (line: string) => void;
}): Promise<BenchReport> {
  const count = Math.max(batch * 10, Math.ceil(given / batch) * batch);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const cebeo = await startChild("sandbox/cebeo/main.ts", ["--articles", String(count), "--price-seed", "7"]);
    undo.unshift(() => cebeo.stop());
    const { url, control } = JSON.parse(cebeo.line) as { url: string; control: string };
    const scratch = await prepareScratchHub({ port: 0, fast: false });
    undo.unshift(() => scratch.stop());
    const { databaseUrl, dataFolder } = scratch.configuration;
    if (databaseUrl === null) throw new Error("The scratch database has no address");
    const node = await startChild("bench/prices-hub.process.ts", [], {
      SCHAKEL_DATA: dataFolder,
      SCHAKEL_PORT: "0",
      SCHAKEL_LOG: "error",
      SCHAKEL_OPEN_HOSTS: new URL(url).host,
      DATABASE_URL: databaseUrl.href,
    });
    undo.unshift(() => node.stop());
    const hub = JSON.parse(node.line) as { url: string; token: string };
    const administrationId = await makeCompany(new URL(hub.url));
    const api = hubClient(new URL(hub.url), hub.token);
    await api.post("/api/apps/supplierWebshops/activate");
    const { id: supplierId } = await api.post<{ id: string }>("/api/parties", { name: "Cebeo" });
    const made = { function: "price", connector: "cebeo", partyId: supplierId };
    const entry = await api.post<{ id: string; version: number }>("/api/supplier-entries", made);
    await api.put(`/api/supplier-entries/${entry.id}`, {
      version: entry.version,
      settings: { customerNumber: login.customerNumber, userName: login.userName, address: url },
      credentials: { password: "geheim&1" },
    });

    const owner = databaseOn(
      openPool(
        {
          address: {
            host: databaseUrl.searchParams.get("host") ?? "",
            port: Number(databaseUrl.port),
            database: databaseUrl.pathname.slice(1),
          },
          role: databaseUrl.username,
          password: decodeURIComponent(databaseUrl.password),
          max: 1,
          name: "bench",
        },
        () => undefined,
      ),
    );
    undo.unshift(() => owner.destroy());
    const listId = newId();
    await sql`insert into price_lists (id, administration_id, party_id, name, terms) values (${listId}, ${administrationId}, ${supplierId}, 'Catalogus',
      '{"metalInNet":"no","contributionsIncluded":"unknown"}')`.execute(owner);
    const source = manyArticles({ count });
    const codes: string[] = [];
    for (let from = 0; from < count; from += 5000) {
      const some = Array.from({ length: Math.min(5000, count - from) }, (_, nth) => source.at(from + nth));
      codes.push(...some.map(({ supplierItemId }) => supplierItemId));
      await plantMany({ owner }, { administrationId, listId, supplierId }, some);
    }
    await sql`analyze supplier_items`.execute(owner);
    say(`${count} articles in the list`);

    // The first calls of a process are slower than those after them, on either side.
    await floorOf(url, codes.slice(0, batch * 20));
    const half = Math.ceil(count / batch / 2) * batch;
    const before = await floorOf(url, codes.slice(0, half));
    const usedBefore = await processorMs(node.process.pid);
    const begun = performance.now();
    const { id } = await api.post<SeenRun>("/api/price-runs", { entryId: entry.id, priceListId: listId });
    const done = async (): Promise<{ done: number; state: string; calls: number }> => {
      const { rows } = await sql<{ done: number; state: string; calls: number }>`
        select done, state, coalesce((counts ->> 'calls')::int, 0) as calls from price_runs where id = ${id}`.execute(
        owner,
      );
      return rows[0] ?? { done: 0, state: "", calls: 0 };
    };
    let early = 0;
    let seen = await done();
    while (seen.state === "asking") {
      if (early === 0 && seen.done >= count / 5) early = await megabytes(node.process.pid);
      await sleep(25);
      seen = await done();
    }
    const runMs = performance.now() - begun;
    const late = await megabytes(node.process.pid);
    const usedMs = (await processorMs(node.process.pid)) - usedBefore;
    const run = await api.get<SeenRun>(`/api/price-runs/${id}`);
    if (run.state !== "review") throw new Error(`The run is ${run.state}: ${run.reason?.message ?? ""}`);
    const floorMs = before + (await floorOf(url, codes.slice(half)));
    const priced = (await (await fetch(new URL("priced", control))).json()) as Priced;
    const perArticle = (ms: number): number => Number((ms / count).toFixed(4));
    const overhead = perArticle(runMs - floorMs);
    say(`floor ${perArticle(floorMs)} ms, run ${perArticle(runMs)} ms, so the hub ${overhead} ms per article`);
    say(`memory ${early} MB after the first fifth, ${late} MB at the end`);
    return {
      name: "prices",
      floor: { msPerArticle: perArticle(floorMs), calls: count / batch },
      result: {
        articles: count,
        msPerArticle: perArticle(runMs),
        overheadMsPerArticle: overhead,
        processorMsPerArticle: perArticle(usedMs),
        calls: seen.calls,
        // Beside the bare calls, each article was priced once.
        pricedByHub: priced.answers - count - batch * 20,
        articlesPriced: priced.articles,
        megabytesAfterFifth: early,
        megabytesAtEnd: late,
        memoryRatio: Number((late / Math.max(early, 1)).toFixed(3)),
      },
      ratio: Number((runMs / floorMs).toFixed(3)),
      rss: late,
    };
  } finally {
    for (const step of undo.splice(0)) await step();
  }
}
