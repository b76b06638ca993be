import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchReport } from "../../bench/bench-report.ts";
import { typed } from "../../bench/catalogue-words.ts";
import { runTests } from "../back-office/vitest-run.ts";
import { counted, findsEach, said } from "../counted-tests.ts";
import type { ProofLine } from "../proof-line.ts";
import { recordOf } from "../records.ts";
import { requirementsOf, rowsOf, tableFaults } from "../requirement-table.ts";
import { findPriceFaults } from "./price-faults.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const newSeed = (): string => String(randomInt(2 ** 31));

async function bench(name: string, environment: Record<string, string>, more: readonly string[]): Promise<BenchReport> {
  const wishes = ["bench/bench.ts", name, "--json", ...more];
  const options = { cwd: repository, env: { ...process.env, ...environment } };
  const { stdout } = await promisify(execFile)(process.execPath, wishes, options);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as BenchReport;
}

/** The tests it names are run by `npm test`; here each must be there. */
async function eachRequirementHasItsPlace(sabotage: boolean) {
  const path = new URL("../../docs/proofs/suppliers.md", import.meta.url);
  const record = recordOf(await readFile(path, "utf8"), "1");
  const wanted = requirementsOf({ A1: 15, A2: 15, A3: 10, A4: 12, A5: 3, A6: 7 });
  const faults = tableFaults(sabotage ? record.replace('"', '"not ') : record, wanted);
  const measured =
    faults.length > 0 ? faults.join("; ") : `${rowsOf(record).size} of ${wanted.length} have a test or a screen`;
  return { ok: faults.length === 0, measured };
}

const pricesOnce = "src/cli/prices-many.db.test.ts";

/** Articles and calls are counted by the stand-in, which is a process of its own; memory is the system's of the node that asks. */
async function pricesEachOnce(sabotage: boolean) {
  const seed = newSeed();
  if (sabotage)
    return findsEach(["repeated", "skipped", "hoard"], (one) =>
      counted("db", pricesOnce, { SCHAKEL_SABOTAGE: one, SCHAKEL_SEED: seed }),
    );
  const run = await counted("db", pricesOnce, { SCHAKEL_SUPPLIERS: "whole", SCHAKEL_SEED: seed });
  const { result, floor } = await bench("prices", {}, ["--count", "100000"]);
  const { memoryRatio = 2, articles = 0, pricedByHub = 0 } = result;
  return {
    ok: run.failed === 0 && memoryRatio <= 1.1 && articles === 100_000 && pricedByHub === articles,
    measured: `${said(run)}; ${JSON.stringify({ ...result, floor })}`,
  };
}

const ordersOnce = "src/cli/orders-lost.db.test.ts";

/** Orders, and how often each came in, are counted at the stand-in; what the hub says of them is read by the owner of the database. */
async function ordersOnlyOnce(sabotage: boolean) {
  const seed = newSeed();
  if (sabotage)
    return findsEach(["forgetful", "uncounted", "blind", "lost"], (one) =>
      counted("db", ordersOnce, { SCHAKEL_SABOTAGE: one, SCHAKEL_SEED: seed }),
    );
  const count = await counted("db", ordersOnce, { SCHAKEL_SUPPLIERS: "whole", SCHAKEL_SEED: seed });
  return { ok: count.failed === 0 && count.passed === 1, measured: said(count) };
}

const journeys = ["e2e/supplier-journey.test.ts", "e2e/price-review.test.ts"];

/** A browser on a hub with the shops of both suppliers beside it. Baskets are read at the shops, prices by the owner of the database. */
async function peopleGetThrough(sabotage: boolean) {
  const environment = sabotage ? { SCHAKEL_SABOTAGE: "journey" } : {};
  const runs: { readonly ok: boolean; readonly measured: string }[] = [];
  for (const file of journeys) {
    const { passed, failed, why } = await runTests("browser", file, { environment });
    runs.push({ ok: failed === 0, measured: [`${file}: ${passed} passed, ${failed} failed`, ...why].join(": ") });
  }
  // Sabotaged, each of them has to find its fault.
  const isGood = sabotage ? runs.some(({ ok }) => ok) : runs.every(({ ok }) => ok);
  return { ok: isGood, measured: runs.map(({ measured }) => measured).join("; ") };
}

async function costsToTheCent(sabotage: boolean) {
  if (sabotage) {
    const found = await findPriceFaults();
    const red = found.filter(({ isRed }) => isRed);
    return {
      ok: red.length < found.length,
      measured: found.map(({ name, isRed, said: words }) => `${name}: ${isRed ? words : "NOT FOUND"}`).join(" | "),
    };
  }
  const examples = await counted("unit", "src/domain/supplier", {});
  const files = await counted("db", "src/backoffice/price-files/carry-out-prices", {});
  const lists = await counted("db", "src/api/price-lists/price-lists", {});
  return {
    ok: [examples, files, lists].every(({ failed }) => failed === 0),
    measured: `arithmetic ${said(examples)}; files ${said(files)}; the API ${said(lists)}`,
  };
}

/** Timed outside of the hub, which is a process of its own. Sabotaged, it searches without its indexes, among a tenth of it. */
async function searchesQuickly(sabotage: boolean) {
  const { result, floor } = sabotage
    ? await bench("catalogue", { SCHAKEL_SABOTAGE: "search" }, ["--count", "100000"])
    : await bench("catalogue", {}, []);
  const kinds = Object.keys(typed).map((kind) => result[`${kind}P95Ms`] ?? Infinity);
  const isWhole = sabotage || result["articles"] === 1_000_000;
  return {
    ok: isWhole && kinds.length > 0 && kinds.every((p95) => p95 < 100),
    measured: JSON.stringify({ ...result, floor }),
  };
}

export const supplierLines = (): Promise<readonly ProofLine[]> =>
  Promise.resolve([
    {
      number: "1",
      claim: "Every line of A1 to A6 has a test or a screen, and what is named is there",
      command: "docs/proofs/suppliers.md",
      run: eachRequirementHasItsPlace,
    },
    {
      number: "2",
      claim:
        "A price run of 100,000 articles in calls of fifty, killed twice and resumed by another node, prices each once, and holds no more memory at its end than 1.1 times that after a fifth",
      command:
        "SCHAKEL_SUPPLIERS=whole npm test -- src/cli/prices-many.db; npm run bench -- prices --json --count 100000",
      run: pricesEachOnce,
    },
    {
      number: "3",
      claim:
        "200 orders with answers lost at random are never twice at the supplier: found is one; not found after three looks is held, or sent exactly once more where that is set",
      command: "SCHAKEL_SUPPLIERS=whole npm test -- src/cli/orders-lost.db",
      run: ordersOnlyOnce,
    },
    {
      number: "4",
      claim:
        "In a browser: a basket by OCI through the pages of a wholesaler, and one of Cebeo; two people with two logins; prices looked at, taken over and put back",
      command: "npm test -- e2e/supplier-journey e2e/price-review",
      run: peopleGetThrough,
    },
    {
      number: "5",
      claim: "Cost prices of the worked examples are right to the cent",
      command: "npm test -- src/domain/supplier",
      run: costsToTheCent,
    },
    {
      number: "6",
      claim: "Every kind of search among 1 million articles takes less than 100 ms at the API in 95 of 100 times",
      command: "npm run bench -- catalogue --json",
      run: searchesQuickly,
    },
  ]);
