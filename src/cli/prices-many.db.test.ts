import { appendFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { chanceOf } from "#sandbox/demo-month/random.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { cebeoWorldAt } from "./testing/price-world.ts";
import { startCommand, type Running } from "./testing/run-command.ts";

/** The proof asks for more than every run of the tests does. */
const isWhole = process.env["SCHAKEL_SUPPLIERS"] === "whole";
const sabotage = process.env["SCHAKEL_SABOTAGE"] ?? "";
const seed = Number(process.env["SCHAKEL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const count = isWhole ? 100_000 : sabotage === "hoard" ? 10_000 : 2000;
/** A process that has just started grows by what it compiles: fewer articles than this say nothing of its memory. */
const judgesMemory = count >= 10_000;
/** Looks of a twentieth of a second. */
const patience = isWhole ? 72_000 : 4800;

/** For who asked for figures: a line each. */
const tell = (line: string): void => {
  const file = process.env["SCHAKEL_FIGURES"];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
};

let under: HubUnderTest;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  under = await hubUnderTest({ role: "server" });
  environment = await under.environment();
});

const startNode = async (): Promise<Running> => {
  const more = sabotage === "hoard" ? ["hoard"] : [];
  const node = startCommand(["src/cli/testing/price-node.process.ts", ...more], environment);
  await node.line(/^ready/);
  return node;
};

/** Cebeo in a process of its own, and what it says of itself. */
async function startCebeo() {
  const args = ["--articles", String(count), "--price-seed", "7"];
  const { line } = startCommand(["sandbox/cebeo/main.ts", ...args]);
  const { url, control } = JSON.parse(await line(/^\{/)) as { url: string; control: string };
  const read = async <T>(what: string): Promise<T> => (await (await fetch(new URL(what, control))).json()) as T;
  return {
    url,
    /** Articles that were priced, in how many answers, and the most that one of them was. */
    priced: () => read<{ articles: number; answers: number; most: number }>("priced"),
    /** Every call for prices, and those of them that are never answered. */
    async calls() {
      const all = await read<{ asked: string; faults: string[] }[]>("requests");
      const gets = all.filter(({ asked }) => asked.startsWith("Article/Get"));
      return { made: gets.length, hanging: gets.filter(({ faults }) => faults.includes("hang")).length };
    },
    /** The next call in which this article is. */
    async hangAt(code: string) {
      const body = JSON.stringify({ kind: "hang", match: `^Article/Get[^]*>${code}<` });
      await fetch(new URL("fault", control), { method: "POST", body });
    },
  };
}

/** What one process holds, MB; Linux only. */
const megabytes = async ({ pid }: Running): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
};

/** Megabytes of the node that asks, beside how far the run was, until it is stopped. */
function watchMemory(done: () => Promise<number>) {
  const samples: { readonly done: number; readonly megabytes: number }[] = [];
  const watched: { node: Running | null } = { node: null };
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const { node } = watched;
      const held = node === null ? null : await megabytes(node).catch(() => null);
      if (held !== null) samples.push({ done: await done(), megabytes: held });
      await sleep(50);
    }
  })();
  onTestFinished(async () => {
    stopping.abort();
    await watching;
  });
  return {
    of: (node: Running | null) => {
      watched.node = node;
    },
    /** The median of what was seen in this part of the run. */
    between(from: number, to: number): number {
      const seen = samples.filter((one) => one.done >= from * count && one.done <= to * count);
      const sorted = seen.map((one) => one.megabytes).toSorted((a, b) => a - b);
      return Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
    },
  };
}

test(
  `a run over ${count} articles whose node is killed twice prices each once, and grows by nothing`,
  { timeout: 5_400_000 },
  async () => {
    const chance = chanceOf(seed);
    const cebeo = await startCebeo();
    const w = await cebeoWorldAt(under, cebeo.url, count);
    const { id } = await w.begin();
    const done = () => w.number(sql<{ count: number }>`select done as count from price_runs where id = ${id}`);
    const written = () =>
      w.number(sql<{ count: number }>`select count(*)::int as count from price_run_answers where run_id = ${id}`);
    const memory = watchMemory(done);
    const next = async (): Promise<Running> => {
      const node = await startNode();
      memory.of(node);
      return node;
    };
    const killed = async (node: Running): Promise<number> => {
      memory.of(null);
      node.process.kill("SIGKILL");
      await node.ended;
      return done();
    };

    // Between two calls: it is held still until all it was answered is written down, and dies there.
    const first = await next();
    const early = Math.round((count * chance.between(2, 12)) / 100);
    await until("the first part is there", async () => (await done()) >= early, patience);
    await until("it stands between two calls", async () => {
      first.process.kill("SIGSTOP");
      // What left it arrives and is answered; only then is there nothing under way.
      for (let looks = 0; looks < 4; looks += 1) {
        await sleep(50);
        if ((await cebeo.priced()).answers === (await written())) continue;
        first.process.kill("SIGCONT");
        await sleep(chance.between(1, 40));
        return false;
      }
      return true;
    });
    const atFirst = await killed(first);
    if (sabotage === "repeated")
      // What a hub would leave behind that writes its place after the answers: the last call is made again.
      await sql`update price_runs r set done = done - 50, cursor = (select max(code) from (select code from price_run_answers a
        where a.run_id = r.id order by code limit (r.done - 50)) f) where id = ${id}`.execute(under.store.owner);
    if (sabotage === "repeated")
      await sql`delete from price_run_answers a using price_runs r where r.id = ${id} and a.run_id = r.id and a.code > r.cursor`.execute(
        under.store.owner,
      );
    if (sabotage === "skipped")
      // One that writes its place before it asks: what was under way is never asked.
      await sql`update price_runs r set cursor = r.asking[cardinality(r.asking)] where id = ${id}`.execute(
        under.store.owner,
      );

    // Inside a call, which Cebeo never answers.
    const late = Math.round((count * chance.between(40, 60)) / 100);
    const { rows: middle } = await sql<{ code: string }>`select suppliers_item_identifier as code from supplier_items
      where administration_id = ${w.administrationId} order by suppliers_item_identifier offset ${late} limit 1`.execute(
      under.store.owner,
    );
    await cebeo.hangAt(middle[0]?.code ?? "");
    const second = await next();
    await until("it waits for an answer", async () => (await cebeo.calls()).hanging === 1, patience);
    const atSecond = await killed(second);

    await next();
    const run = await until(
      "all of it is there",
      async () => {
        const seen = await w.see(id);
        return seen.state === "review" && seen;
      },
      patience,
    );
    const { made, hanging } = await cebeo.calls();
    const priced = await cebeo.priced();
    const fifth = memory.between(0.18, 0.22);
    const end = memory.between(0.97, 1);
    tell(
      `seed ${seed}: ${count} articles in ${made} calls of which ${hanging} was never answered, killed at ${atFirst} and ${atSecond}; at the stand-in ${JSON.stringify(priced)}`,
    );
    tell(`${fifth} MB after the first fifth, ${end} MB at the end: ${(end / fifth).toFixed(3)}`);
    expect(priced).toEqual({ articles: count, answers: count, most: 1 });
    expect([run.done, await written(), made - hanging]).toEqual([count, count, count / 50]);
    expect(atFirst).toBeLessThan(atSecond);
    expect(atSecond).toBeLessThan(count);
    // Codes of which nobody could know whether they were answered.
    expect(run.counts["unsure"]).toBe(100);
    expect(judgesMemory ? end / fifth : 1).toBeLessThanOrEqual(1.1);
  },
);
