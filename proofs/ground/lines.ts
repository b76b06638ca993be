import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { BenchReport } from "../../bench/bench-report.ts";
import { crashWorld } from "../crash/crash-run.ts";
import type { CrashPoint } from "../crash/await-points.ts";
import type { ProofLine } from "../proof-line.ts";
import { somethingWritten } from "../records.ts";
import { disagreements, expectedOrders, recordings, type ReplayedOrder } from "./expectations.ts";
import { freshClone } from "./fresh-clone.ts";
import { worksOutGrossOrders } from "./gross-orders.ts";
import { findPlantedFaults } from "./planted-faults.ts";
import { shuffledReplay } from "./shuffle.ts";

const run = promisify(execFile);
const repository = fileURLToPath(new URL("../..", import.meta.url));
const node = (args: readonly string[]) =>
  run(process.execPath, [...args], { cwd: repository, maxBuffer: 256 * 1024 * 1024 });

interface DemoSummary {
  readonly orders: Readonly<Record<string, number>>;
  readonly documents: Readonly<Record<string, number>>;
  readonly creditNotes: number;
  readonly duplicates: number;
}

const lastLine = (output: string): string =>
  output
    .trim()
    .split("\n")
    .findLast((line) => line.startsWith("{")) ?? "{}";

/** The demo and the tests on a clone of the last commit. `sabotage` takes a file away that the set-up needs. */
async function onFreshClone(as: "this user" | "ordinary user", command: readonly string[], sabotage: boolean) {
  const clone = await freshClone(as);
  try {
    if (sabotage) await rm(join(clone.folder, "package-lock.json"));
    return await clone.run("npm", command);
  } finally {
    await clone.remove();
  }
}

async function demoRuns(as: "this user" | "ordinary user", sabotage: boolean) {
  const { code, output } = await onFreshClone(as, ["run", "demo", "--", "--once", "--json"], sabotage);
  const line = lastLine(output);
  const summary = JSON.parse(line) as Partial<DemoSummary>;
  return {
    ok: code === 0 && (summary.orders?.["documented"] ?? 0) > 0 && summary.duplicates === 0,
    measured: code === 0 ? line : `exit ${code}: ${output.slice(-300)}`,
  };
}

async function testsPass(as: "this user" | "ordinary user", sabotage: boolean) {
  const { code, output } = await onFreshClone(as, ["test"], sabotage);
  const count = output.split("\n").findLast((line) => /^\d+ passed, \d+ failed$/.test(line)) ?? output.slice(-200);
  return { ok: code === 0 && /^\d+ passed, 0 failed$/.test(count), measured: `exit ${code}: ${count}` };
}

/** A copy of the recordings in which one thing was changed. */
async function withRecordings<T>(
  change: (folder: string) => Promise<void>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-recordings-"));
  try {
    await cp(recordings, folder, { recursive: true });
    await change(folder);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const demoOn = async (folder: string): Promise<string> => {
  const { stdout } = await node(["src/cli/demo.ts", "--once", "--json", "--recordings", folder]);
  const { orders, documents, creditNotes } = JSON.parse(lastLine(stdout)) as DemoSummary;
  return JSON.stringify({ orders, documents, creditNotes });
};

/** Takes order 43 out of the shop: its REST answers, and what the manifest says of it. */
async function removeOrder(folder: string): Promise<void> {
  await rm(join(folder, "rest/orders/02-registered-be-multirate-free-shipping.json"));
  await rm(join(folder, "rest/orders-dp6/02-registered-be-multirate-free-shipping.json"));
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as { scenarios: { order_id: number }[] };
  await writeFile(
    path,
    JSON.stringify({ ...manifest, scenarios: manifest.scenarios.filter((scenario) => scenario.order_id !== 43) }),
  );
}

/** One cent more in the total of the first order: the shop's own figures no longer agree. */
async function addCent(folder: string): Promise<void> {
  for (const path of [
    "rest/orders/01-guest-be-21-pending-processing.json",
    "rest/orders-dp6/01-guest-be-21-pending-processing.json",
  ]) {
    const file = join(folder, path);
    await writeFile(file, (await readFile(file, "utf8")).replace(/"total": "35\.96/, '"total": "35.97'));
  }
}

async function recordingsAgree(sabotage: boolean) {
  return withRecordings(sabotage ? addCent : async () => undefined, async (folder) => {
    const { stdout } = await node(["src/cli/schakel.ts", "replay", folder, "--json"]);
    const expected = await expectedOrders();
    const wrong = disagreements(expected, JSON.parse(stdout) as ReplayedOrder[]);
    return {
      ok: expected.length === 39 && wrong.length === 0,
      measured: wrong.length === 0 ? `${expected.length} of ${expected.length} agree` : wrong.slice(0, 3).join("; "),
    };
  });
}

async function shufflesAgree(sabotage: boolean) {
  const seeds = 20;
  const plain = await shuffledReplay(0, 1, false);
  const sums = { lost: 0, doubled: 0, gaps: 0, crossings: 0, different: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const counted = await shuffledReplay(seed, 3, sabotage && seed === 1);
    sums.lost += counted.lost;
    sums.doubled += counted.doubled;
    sums.gaps += counted.gaps;
    sums.crossings += counted.crossings;
    sums.different += JSON.stringify(counted.orders) === JSON.stringify(plain.orders) ? 0 : 1;
    if (sabotage) break;
  }
  return {
    ok: Object.values(sums).every((sum) => sum === 0),
    measured: `${seeds} seeds × 3, ${plain.orders.length} orders: ${JSON.stringify(sums)}`,
  };
}

async function survivesDeaths(sabotage: boolean) {
  const worlds = await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, () => crashWorld()));
  try {
    const [first] = worlds;
    if (first === undefined) throw new Error("No world");
    const { points, truth } = await first.enumerate();
    const todo: CrashPoint[] = points.flatMap((point) =>
      (["before", "after"] as const).map((moment) => ({ ...point, moment })),
    );
    const queue = sabotage ? todo.slice(0, 1) : [...todo];
    let deaths = 0;
    const wrong: string[] = [];
    await Promise.all(
      worlds.map(async (world) => {
        for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
          const { died, truth: after } = await world.run(point, sabotage);
          deaths += died ? 1 : 0;
          if (!died) wrong.push(`never died ${point.moment} ${point.phase} ${point.occurrence} ${point.label}`);
          else if (JSON.stringify(after) !== JSON.stringify(truth))
            wrong.push(`other result ${point.moment} ${point.phase} ${point.occurrence} ${point.label}`);
        }
      }),
    );
    return {
      ok: wrong.length === 0 && deaths > 0,
      measured: `${points.length} awaits, ${deaths} deaths, ${wrong.length} with another result${wrong.length === 0 ? "" : `: ${wrong.slice(0, 3).join("; ")}`}`,
    };
  } finally {
    for (const world of worlds) await world.stop();
  }
}

async function faultsTurnRed(sabotage: boolean) {
  const found = await findPlantedFaults(sabotage);
  return {
    ok: found.every((fault) => fault.isRed),
    measured: found.map((fault) => `${fault.name}: ${fault.isRed ? "red" : "GREEN"} (${fault.said})`).join("; "),
  };
}

async function benchRuns(sabotage: boolean) {
  const { stdout } = await node(["bench/bench.ts", sabotage ? "nothing" : "orders", "--json", "--count", "3000"]);
  const report = JSON.parse(lastLine(stdout)) as BenchReport;
  return {
    ok: (report.result["invoicedPerSecond"] ?? 0) > 0 && (report.floor["acknowledgedPerSecond"] ?? 0) > 0,
    measured: lastLine(stdout),
  };
}

export const groundLines = (): Promise<readonly ProofLine[]> =>
  Promise.resolve([
    {
      number: "1a",
      claim: "Fresh clone, this user (root on the build machine): the demo succeeds without any step before it",
      command: "npm run demo -- --once --json",
      run: (sabotage) => demoRuns("this user", sabotage),
    },
    {
      number: "1b",
      claim: "Fresh clone, ordinary user: the demo succeeds without any step before it",
      command: "npm run demo -- --once --json",
      run: (sabotage) => demoRuns("ordinary user", sabotage),
    },
    {
      number: "1c",
      claim: "Fresh clone, this user: npm test succeeds",
      command: "npm test",
      run: (sabotage) => testsPass("this user", sabotage),
    },
    {
      number: "1d",
      claim: "Fresh clone, ordinary user: npm test succeeds",
      command: "npm test",
      run: (sabotage) => testsPass("ordinary user", sabotage),
    },
    {
      number: "1e",
      claim: "Removing one recorded order from the demo world changes the summary",
      command: "npm run demo -- --once --json --recordings FOLDER",
      run: async (sabotage) => {
        const whole = await demoOn(recordings);
        const less = await withRecordings(sabotage ? async () => undefined : removeOrder, demoOn);
        return { ok: whole !== less, measured: `${whole} → ${less}` };
      },
    },
    {
      number: "2",
      claim: "All 39 recorded scenarios agree with fixtures/woocommerce/expected.json",
      command: "npx schakel replay fixtures/woocommerce --json",
      run: recordingsAgree,
    },
    {
      number: "3",
      claim: "The eight worked orders of fixtures/einvoicing/own come out to the cent",
      command: "npm test -- golden-orders",
      run: async (sabotage) => {
        const { files, figures, wrong } = await worksOutGrossOrders(sabotage);
        return {
          ok: files === 8 && wrong.length === 0,
          measured: `${files} files, ${figures} figures, ${wrong.length} wrong${wrong.length === 0 ? "" : `: ${wrong[0] ?? ""}`}`,
        };
      },
    },
    {
      number: "4",
      claim:
        "Shuffled over 20 seeds, everything three times: same documents, none lost or doubled, no gaps, no crossings",
      command: "npx schakel replay fixtures/woocommerce --json --shuffle --seed N --repeat 3",
      run: shufflesAgree,
    },
    {
      number: "5",
      claim: "Killed before and after every await of the flow on database or network (it touches no file): same result",
      command: "npm run prove -- ground --only 5",
      run: survivesDeaths,
    },
    {
      number: "6",
      claim:
        "Planted faults turn red: forbidden import, table without row-level security, swallowed cent, doubled document",
      command: "npm run prove -- ground --only 6",
      run: faultsTurnRed,
    },
    {
      number: "7",
      claim: "bench orders: figure beside its floor",
      command: "npm run bench -- orders --json",
      run: benchRuns,
    },
    { number: "7h", claim: "Where the time goes", command: "node --cpu-prof", run: somethingWritten },
  ]);
