import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { backOfficeLines } from "./back-office/lines.ts";
import { erpLines } from "./erp/lines.ts";
import { groundLines } from "./ground/lines.ts";
import { nothingLostLines } from "./nothing-lost/lines.ts";
import { partnerLines } from "./partners/lines.ts";
import type { ByHand, ProofLine } from "./proof-line.ts";
import { recordOf } from "./records.ts";
import { supplierLines } from "./suppliers/lines.ts";

const proofs: Readonly<Record<string, () => Promise<readonly ProofLine[]>>> = {
  ground: groundLines,
  "back-office": backOfficeLines,
  "nothing-lost": nothingLostLines,
  erp: erpLines,
  suppliers: supplierLines,
  partners: partnerLines,
};

const help = `npm run prove -- NAME [--only N[,N]] [--sabotage N] [--json]

Runs every line under "Shows" of an issue: claim, command, measured value, verdict. Exit code 1 when one fails.
  --only N       only these lines
  --sabotage N   plants the fault that line N must find: it has to turn red
NAME: ${Object.keys(proofs).join(", ")}`;

interface Outcome {
  readonly line: string;
  readonly claim: string;
  readonly command: string;
  readonly measured: string;
  readonly verdict: "passed" | "FAILED" | "by hand";
}

async function judgeByHand(name: string, line: ProofLine, { byHand, emptied }: ByHand, sabotage: boolean) {
  const path = fileURLToPath(new URL(`../docs/proofs/${name}.md`, import.meta.url));
  const whole = recordOf(await readFile(path, "utf8").catch(() => ""), line.number);
  const lacking = byHand(whole);
  if (sabotage && lacking !== null) throw new Error(`There is nothing to take away from: ${lacking}`);
  const missing = sabotage ? byHand(emptied(whole)) : lacking;
  return {
    ok: missing === null,
    measured: `record in docs/proofs/${name}.md${missing === null ? "" : `: ${missing}`}`,
  };
}

async function judge(name: string, line: ProofLine, sabotage: boolean): Promise<Outcome> {
  const { claim, command, number, run } = line;
  try {
    const byHand = typeof run !== "function";
    const { ok, measured } = byHand ? await judgeByHand(name, line, run, sabotage) : await run(sabotage);
    const verdict = ok ? (byHand ? "by hand" : "passed") : "FAILED";
    return { line: number, claim, command, measured, verdict };
  } catch (error) {
    return {
      line: number,
      claim,
      command,
      measured: error instanceof Error ? error.message : String(error),
      verdict: "FAILED",
    };
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    sabotage: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const [name = ""] = positionals;
const lines = Object.hasOwn(proofs, name) ? await proofs[name]?.() : undefined;
if (values.help || lines === undefined) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}
const only = values.sabotage ?? values.only;
const chosen = only === undefined ? lines : lines.filter((line) => only.split(",").includes(line.number));
if (chosen.length === 0) {
  console.error(`There is no line ${only ?? ""}; there are ${lines.map((line) => line.number).join(", ")}`);
  process.exit(2);
}
const outcomes: Outcome[] = [];
for (const line of chosen) {
  const outcome = await judge(name, line, values.sabotage !== undefined);
  outcomes.push(outcome);
  if (!values.json)
    console.log(
      `${outcome.verdict.padEnd(8)} ${outcome.line}  ${outcome.claim}\n         ${outcome.command}\n         ${outcome.measured}\n`,
    );
}
const failed = outcomes.filter((outcome) => outcome.verdict === "FAILED").length;
console.log(values.json ? JSON.stringify(outcomes) : `${outcomes.length - failed} of ${outcomes.length} lines hold`);
process.exit(failed === 0 ? 0 : 1);
