import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchReport } from "../../bench/bench-report.ts";
import { counted, findsEach, said } from "../counted-tests.ts";
import type { ProofLine } from "../proof-line.ts";
import { recordOf } from "../records.ts";
import { requirementsOf, rowsOf, tableFaults } from "../requirement-table.ts";

const many = "src/cli/erp-many.db.test.ts";

/** Orders and products are counted in the stores of the stand-ins, writes in what the shop was asked. */
async function losesAndDoublesNothing(sabotage: boolean) {
  const seed = String(randomInt(2 ** 31));
  if (sabotage)
    return findsEach(["lost", "doubled", "repeated", "delta"], (one) =>
      counted("db", many, { SCHAKEL_SABOTAGE: one, SCHAKEL_SEED: seed }),
    );
  const count = await counted("db", many, { SCHAKEL_ERP: "whole", SCHAKEL_SEED: seed });
  return { ok: count.failed === 0 && count.passed === 2, measured: said(count) };
}

async function neverOversells(sabotage: boolean) {
  const seed = String(randomInt(2 ** 31));
  const environment = { SCHAKEL_SEED: seed, ...(sabotage && { SCHAKEL_SABOTAGE: "race" }) };
  const count = await counted("unit", "src/flows/catalogue/stock.test.ts", environment);
  return { ok: count.failed === 0, measured: `seed ${seed}, 30 races of 10,000 steps: ${said(count)}` };
}

/** What the vendor allows and what was asked of it is counted by the windows of the stand-in. */
async function usesWhatIsAllowed(sabotage: boolean) {
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const env = { ...process.env, ...(sabotage && { SCHAKEL_SABOTAGE: "window" }) };
  const wishes = ["bench/bench.ts", "erp", "--json", ...(sabotage ? ["--count", "100"] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, wishes, { cwd, env });
  const { result, floor } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as BenchReport;
  const { budgetUsedPercent = 0, refusedByUs = 1 } = result;
  return { ok: budgetUsedPercent >= 95 && refusedByUs === 0, measured: JSON.stringify({ ...result, floor }) };
}

/** Amounts are compared with what the shops themselves ask. */
async function scenariosHold(sabotage: boolean) {
  const environment: Record<string, string> = sabotage ? { SCHAKEL_SABOTAGE: "scenario" } : {};
  const scenarios = await counted("db", "src/cli/scenarios.db.test.ts", environment);
  if (sabotage) return { ok: scenarios.failed === 0, measured: said(scenarios) };
  const suite = await counted("unit", "src/connectors/conformance.test.ts", {});
  const matrix = await counted("unit", "scripts/capabilities.test.ts", {});
  return {
    ok: [scenarios, suite, matrix].every(({ failed }) => failed === 0),
    measured: `scenarios ${said(scenarios)}; conformance ${said(suite)}; docs/capabilities.md ${said(matrix)}`,
  };
}

/** The tests it names are run by `npm test`; here each must be there. */
async function eachRequirementHasItsPlace(sabotage: boolean) {
  const path = new URL("../../docs/proofs/erp.md", import.meta.url);
  const record = recordOf(await readFile(path, "utf8"), "5");
  const wanted = requirementsOf({ C1: 7, C2: 7, C3: 3, C4: 16, C5: 13, C6: 4, C7: 3, C8: 5 });
  const faults = tableFaults(sabotage ? record.replace('"', '"not ') : record, wanted);
  const measured =
    faults.length > 0 ? faults.join("; ") : `${rowsOf(record).size} of ${wanted.length} have a test or a screen`;
  return { ok: faults.length === 0, measured };
}

export const erpLines = (): Promise<readonly ProofLine[]> =>
  Promise.resolve([
    {
      number: "1",
      claim:
        "1,000 orders with answers lost at random and two nodes are in Visma Net once and to the cent; 10,000 products are written once through a kill, and 50 changes write 50",
      command: "SCHAKEL_ERP=whole npm test -- src/cli/erp-many.db",
      run: losesAndDoublesNothing,
    },
    {
      number: "2",
      claim: "Sales in the shop and stock of the ERP moving at once never sell what is not there",
      command: "npm test -- src/flows/catalogue/stock",
      run: neverOversells,
    },
    {
      number: "3",
      claim: "Of what Visma Net allows at least 95 % is used, and not one call is refused because of us",
      command: "npm run bench -- erp --json",
      run: usesWhatIsAllowed,
    },
    {
      number: "4",
      claim:
        "Every scenario of both shops becomes what it must, to the cent; connectors keep to their recordings; the capability matrix is current",
      command: "npm test -- src/cli/scenarios.db src/connectors/conformance scripts/capabilities",
      run: scenariosHold,
    },
    {
      number: "5",
      claim: "Every line of C1 to C8 has a test or a screen, and what is named is there",
      command: "docs/proofs/erp.md",
      run: eachRequirementHasItsPlace,
    },
  ]);
