import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

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
  const wishes = [
    "run",
    `--project=${project}`,
    file,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const { code, output } = await new Promise<{ code: number; output: string }>((ended) => {
    const options = { cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [vitest, ...wishes], options, (error, stdout, stderr) =>
      ended({
        code: error === null ? 0 : typeof error.code === "number" ? error.code : 1,
        output: stripVTControlCharacters(stdout + stderr),
      }),
    );
  });
  return countOf(await readFile(report, "utf8").catch(() => null), code, output);
}

/** What a run came to, by its report and by how it ended: an error outside of every test is in the exit code only. */
export function countOf(report: string | null, code: number, output: string): TestCount {
  if (report === null) return { passed: 0, failed: 1, why: [`the run ended with ${code}, without a report`] };
  const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(report) as Report;
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
  const why = [
    ...broken.map(({ message }) => message),
    ...testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.slice(0, 200) ?? ""}`),
  ];
  const failed = numFailedTests + broken.length;
  if (failed > 0) return { passed, failed, why };
  if (code !== 0)
    return { passed, failed: 1, why: [`every test passed, yet it ended with ${code}: ${ending(output)}`] };
  return passed === 0 ? { passed, failed: 1, why: ["no test ran"] } : { passed, failed, why };
}

/** The first error the runner names, else its last words. */
const ending = (output: string): string => /\b\w*Error: .*/.exec(output)?.[0] ?? output.trim().slice(-200);
