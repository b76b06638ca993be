import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runTests } from "../back-office/vitest-run.ts";
import { counted, findsEach, said } from "../counted-tests.ts";
import type { FaultFound } from "../ground/planted-faults.ts";
import type { ProofLine } from "../proof-line.ts";
import { recordOf } from "../records.ts";
import { rowsOf, tableFaults } from "../requirement-table.ts";
import { findMessageFaults, findVectorFaults } from "./planted-in-messages.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const note = new URL("../../docs/proofs/partners.md", import.meta.url);

const storm = "src/cli/partner-storm.db.test.ts";

/** Purchase orders at one hub and sales orders at the other are counted by the owner of each database. */
async function ordersOnlyOnce(sabotage: boolean) {
  const seed = String(randomInt(2 ** 31));
  if (sabotage)
    return findsEach(["lost", "doubled", "answered", "uncounted"], (one) =>
      counted("db", storm, { SCHAKEL_SABOTAGE: one, SCHAKEL_SEED: seed }),
    );
  const run = await counted("db", storm, { SCHAKEL_PARTNERS: "whole", SCHAKEL_SEED: seed });
  return { ok: run.failed === 0 && run.passed === 1, measured: said(run) };
}

const chain = "e2e/partner-chain.test.ts";

async function chainInTheBrowser(sabotage: boolean) {
  const environment = sabotage ? { SCHAKEL_SABOTAGE: "chain" } : {};
  const { passed, failed, why } = await runTests("browser", chain, { environment });
  return { ok: failed === 0, measured: [`${chain}: ${passed} passed, ${failed} failed`, ...why].join(": ") };
}

const allRed = (found: readonly FaultFound[]) => ({
  ok: found.length === 0 || found.some(({ isRed }) => !isRed),
  measured: found.map(({ name, isRed, said: words }) => `${name}: ${isRed ? words : "NOT FOUND"}`).join(" | "),
});

async function messagesConform(sabotage: boolean) {
  if (sabotage) return allRed(await findMessageFaults());
  const output = await new Promise<string>((ended) => {
    execFile(process.execPath, ["scripts/conformance.ts"], { cwd: repository }, (_error, stdout, stderr) =>
      ended(stdout + stderr),
    );
  });
  const conform = [...output.matchAll(/^ok +(\w+) +(\S+)$/gm)].map(([, kind = "", file = ""]) => ({ kind, file }));
  const count = (test: (one: (typeof conform)[number]) => boolean): number => conform.filter(test).length;
  const isOwn = ({ file }: (typeof conform)[number]): boolean => file.startsWith("own/");
  // What lies there is counted here, so that nothing is passed over.
  const there = await readdir(new URL("../../fixtures/ubl", import.meta.url), { recursive: true });
  const files = there.filter((name) => name.endsWith(".xml")).length;
  const orders = count((one) => !isOwn(one) && one.kind === "Order");
  const last = output.trim().split("\n").at(-1) ?? "";
  return {
    ok: /^\d+ conform, 0 do not$/.test(last) && conform.length === files && orders > 0 && count(isOwn) > 0,
    measured: `${last}: of ${files} files ${orders} orders of others, ${count(isOwn)} messages of ours`,
  };
}

const badInputs = 12;

/** Tests with a database that the table of bad input names. */
async function badInput(): Promise<{ readonly faults: readonly string[]; readonly files: readonly string[] }> {
  const record = recordOf(await readFile(note, "utf8"), "4");
  const faults = tableFaults(
    record,
    Array.from({ length: badInputs }, (_, at) => `B${at + 1}`),
  );
  const named = [...rowsOf(record).values()].flatMap((where) => [...where.matchAll(/`([^`]+\.db\.test\.ts)`/g)]);
  return { faults, files: [...new Set(named.map(([, file = ""]) => file))] };
}

interface Vector {
  readonly verdict?: { readonly ok?: boolean; readonly refused?: string };
}

async function vectorsInASecondVerifier(sabotage: boolean) {
  if (sabotage) return allRed(await findVectorFaults());
  const verifier = await runTests("unit", "sandbox/partner-verifier", {});
  const files = ["requests", "invite-requests", "messages", "answers", "receipts", "key-announcements"];
  const vectors = await Promise.all(
    files.map(async (name) => {
      const text = await readFile(new URL(`../../fixtures/partner-exchange/${name}.json`, import.meta.url), "utf8");
      return JSON.parse(text) as readonly Vector[];
    }),
  );
  const all = vectors.flat();
  const refused = all.filter(({ verdict }) => typeof verdict === "object" && verdict.ok !== true).length;
  const { faults, files: tests } = await badInput();
  const inputs = [];
  for (const file of tests) inputs.push({ file, ...(await runTests("db", file, {})) });
  const isGood =
    verifier.failed === 0 &&
    verifier.passed > all.length &&
    tests.length > 0 &&
    inputs.every(({ failed }) => failed === 0);
  const why = [...faults, ...[verifier, ...inputs].flatMap((one) => one.why)];
  return {
    ok: isGood && faults.length === 0,
    measured: [
      `${all.length} vectors, ${refused} of them not taken: ${verifier.passed} passed, ${verifier.failed} failed`,
      ...inputs.map(({ file, passed, failed }) => `${file}: ${passed} passed, ${failed} failed`),
      ...why,
    ].join("; "),
  };
}

/** The tests it names are run by `npm test`; here each must be there. */
async function eachRequirementHasItsPlace(sabotage: boolean) {
  const record = recordOf(await readFile(note, "utf8"), "5");
  const wanted = Array.from({ length: 21 }, (_, at) => `D${at + 1}`);
  const faults = tableFaults(sabotage ? record.replace('"', '"not ') : record, wanted);
  return {
    ok: faults.length === 0,
    measured:
      faults.length > 0 ? faults.join("; ") : `${rowsOf(record).size} of ${wanted.length} have a test or a screen`,
  };
}

export const partnerLines = (): Promise<readonly ProofLine[]> =>
  Promise.resolve([
    {
      number: "1",
      claim:
        "Two hubs, two databases: 500 orders each way through messages that are lost, doubled and overtake each other, one hub killed ten times: none lost, none doubled, each answer read once, and the signed statements agree",
      command: "SCHAKEL_PARTNERS=whole npm test -- src/cli/partner-storm.db",
      run: ordersOnlyOnce,
    },
    {
      number: "2",
      claim: "In a browser, on both hubs: one order, its answer, its delivery and its invoice",
      command: "npm test -- e2e/partner-chain",
      run: chainInTheBrowser,
    },
    {
      number: "3",
      claim: "Our UBL messages pass the checks of order messages, and the orders of others are read",
      command: "npm run conformance",
      run: messagesConform,
    },
    {
      number: "4",
      claim: "The vectors pass in a second verifier, written from the page of the protocol; each bad input is a test",
      command: "npm test -- sandbox/partner-verifier src/api/hub-exchange",
      run: vectorsInASecondVerifier,
    },
    {
      number: "5",
      claim: "Every line of D1 to D21 has a test or a screen, and what is named is there",
      command: "docs/proofs/partners.md",
      run: eachRequirementHasItsPlace,
    },
  ]);
