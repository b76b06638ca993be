import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  /** First words of each failure. */
  readonly why: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** One file of tests, as the runner itself counts it. A run that counted nothing failed. */
export async function runTests(
  project: "unit" | "db" | "browser",
  file: string,
  { folder = repository, environment = {} }: { readonly folder?: string; readonly environment?: object } = {},
): Promise<TestCount> {
  const report = join(folder, ".tmp", `proof-${file.replaceAll(/\W+/g, "-")}.json`);
  await rm(report, { force: true });
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const wishes = ["run", `--project=${project}`, file, "--reporter=json", `--outputFile.json=${report}`];
  await new Promise<void>((ended) => {
    const options = { cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [vitest, ...wishes], options, () => ended());
  });
  const text = await readFile(report, "utf8").catch(() => null);
  if (text === null) return { passed: 0, failed: 1, why: ["the run ended without a report"] };
  const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(text) as Report;
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
  const why = [
    ...broken.map(({ message }) => message),
    ...testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.slice(0, 200) ?? ""}`),
  ];
  const failed = numFailedTests + broken.length;
  return { passed, failed: passed + failed === 0 ? 1 : failed, why };
}
