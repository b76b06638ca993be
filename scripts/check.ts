/**
 * `npm test`: everything that must pass, quickest first: the gates together, then the test runs up to the first that fails.
 * Arguments go to Vitest as they are: `npm test -- money` runs the test files with "money" in their path.
 * The last line is "N passed, N failed", summed over the test runs; without tests it fails.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";

process.chdir(`${import.meta.dirname}/..`);
const filter = process.argv.slice(2);

const folders = ["src", "dashboard", "sandbox", "examples", "scripts", "proofs", "bench", "chaos", "e2e", "bin"].filter(
  (folder) => existsSync(folder),
);
// Named one by one: left to itself Oxlint walks through whatever else lies about.
const linted = [...folders, ...globSync("*.{ts,mjs}")];

interface Step {
  readonly name: string;
  /** A script under node_modules and its arguments; all of them run on the Node that runs this. */
  readonly command: readonly [script: string, ...args: string[]];
}

/** Two at a time: the formatter works on one core, and the others each on every one there is. */
const gates: readonly (readonly Step[])[] = [
  [{ name: "format", command: ["prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."] }],
  [
    { name: "types", command: ["typescript/bin/tsc"] },
    { name: "dashboard types", command: ["typescript/bin/tsc", "--project", "dashboard"] },
    { name: "lint", command: ["oxlint/bin/oxlint", ...linted] },
  ],
];

/** The projects of vitest.config.ts; the rooms are a test among the units. */
const testRuns = ["unit", "db", "browser"];

/** Tests on the database wait for processes and moments much of the time: two more of them at once than there are cores here. */
const workersOf: Readonly<Record<string, readonly string[]>> = { db: ["--maxWorkers=4"] };

/** The tests start the hub some hundred times: its modules are compiled once for all of them. */
const env = { ...process.env, NODE_COMPILE_CACHE: `${process.cwd()}/.tmp/compile-cache` };

interface Count {
  passed: number;
  failed: number;
  /** Without a reason in the name. */
  skipped: number;
}

/** The part we read of what Vitest's JSON reporter writes. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Where a test cannot run everywhere its name says what it needs: "stops as another user (needs root)". */
const saysWhatItNeeds = /\(needs [^)]+\)/;

function ended(name: string, startedAt: number, status: number | null): boolean {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  return status === 0;
}

function run({ name, command: [script, ...args] }: Step): boolean {
  const startedAt = performance.now();
  const { status, error } = spawnSync(process.execPath, [`node_modules/${script}`, ...args], { stdio: "inherit", env });
  if (error) console.error(error.message);
  return ended(name, startedAt, status);
}

/** Beside others: what it says is shown when it ends. */
async function runBeside({ name, command: [script, ...args] }: Step): Promise<boolean> {
  const startedAt = performance.now();
  const gate = spawn(process.execPath, [`node_modules/${script}`, ...args], { stdio: ["ignore", "pipe", "pipe"], env });
  const said: Buffer[] = [];
  for (const stream of [gate.stdout, gate.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const status = await new Promise<number | null>((resolve) => {
    gate.on("error", ({ message }) => said.push(Buffer.from(`${message}\n`)));
    gate.on("close", resolve);
  });
  if (status !== 0) process.stdout.write(Buffer.concat(said));
  return ended(name, startedAt, status);
}

/** All of them, so that one look shows everything that is wrong. */
async function runInTurn(steps: readonly Step[]): Promise<boolean> {
  const passed: boolean[] = [];
  for (const step of steps) passed.push(await runBeside(step));
  return passed.every(Boolean);
}

function runTests(project: string): Count {
  const report = `.tmp/vitest-${project}.json`;
  rmSync(report, { force: true });
  const ok = run({
    name: `${project} tests`,
    command: [
      "vitest/vitest.mjs",
      "run",
      `--project=${project}`,
      "--allowOnly=false",
      ...(workersOf[project] ?? []),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      // A filter may leave one of the projects empty; without a filter an empty project is a mistake.
      ...(filter.length > 0 ? ["--passWithNoTests", ...filter] : []),
    ],
  });
  const count = existsSync(report) ? countOf(readFileSync(report, "utf8")) : { passed: 0, failed: 0, skipped: 0 };
  // A file that does not load, or an error outside every test, fails the run without failing a test.
  if (!ok && count.failed === 0) count.failed = 1;
  return count;
}

function countOf(json: string): Count {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(json) as Report;
  const others = testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => !/passed|failed/.test(status));
  // With a filter such as `-t name` Vitest counts all others as skipped.
  const skipped = filter.length > 0 ? [] : others.filter(({ fullName }) => !saysWhatItNeeds.test(fullName));
  for (const { fullName } of skipped) console.error(`skipped without "(needs ...)" in its name: ${fullName}`);
  return { passed: numPassedTests, failed: numFailedTests, skipped: skipped.length };
}

async function main(): Promise<boolean> {
  mkdirSync(".tmp", { recursive: true });
  const passed = await Promise.all(gates.map(runInTurn));
  if (!passed.every(Boolean)) return false;

  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const project of testRuns) {
    const count = runTests(project);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    if (count.failed > 0) break;
  }

  if (total.skipped > 0) {
    console.error(`${total.skipped} skipped, which counts as failed: a test runs, says what it needs, or is removed`);
    total.failed += total.skipped;
  }
  const isEmpty = total.passed + total.failed === 0;
  if (isEmpty) console.error("No test ran, and that proves nothing");
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && !isEmpty;
}

process.exitCode = (await main()) ? 0 : 1;
