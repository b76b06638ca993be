import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listAdministrations } from "#store/administrations.ts";
import { checkChain, type AuditFault, type AuditVerdict } from "#store/audit-check.ts";
import { readHeads } from "#store/audit-heads.ts";
import { hubChain, type AuditHead, type Chain } from "#store/audit.ts";
import { inAdministration } from "#store/database.ts";
import type { Store } from "#store/store.ts";
import { readConfiguration } from "./configuration.ts";
import { auditHeadsFile } from "./mail-heads.ts";
import { withStore } from "./with-store.ts";

const help = `schakel audit verify [--heads FILE] [--json]

Reads the audit log of every company, and that of the hub itself, from its first row. Ends with 1 when one was altered, removed
or cut off, and names the first bad row. With the environment of the hub (SCHAKEL_DATA, …).

  --heads FILE  the heads it is compared with; usually ${auditHeadsFile} in the data folder. Give a copy from elsewhere, or lines
                from the daily mails, when somebody may have changed that file too`;

const options = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  heads: { type: "string" },
} as const;

/** A file that was named has to be there; the usual one may still have to be written. */
async function headsFrom(named: string | undefined, folder: string): Promise<ReadonlyMap<Chain, readonly AuditHead[]>> {
  const file = named ?? join(folder, auditHeadsFile);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (named === undefined && error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return readHeads(text);
}

/** Every chain there is or, by the heads, was. */
export async function checkEach(
  { app, hub, key }: Store,
  heads: ReadonlyMap<Chain, readonly AuditHead[]>,
): Promise<(AuditVerdict & { readonly name: string })[]> {
  const headsOf = (chain: Chain) => heads.get(chain) ?? [];
  const ofHub = await hub.transaction().execute((trx) => checkChain(trx, key, hubChain, headsOf(hubChain)));
  const found = [{ ...ofHub, name: "the hub itself" }];
  const names = new Map((await listAdministrations(hub)).map(({ id, name }) => [id, name]));
  const chains = new Set([...names.keys(), ...[...heads.keys()].filter((chain) => chain !== hubChain)]);
  for (const chain of chains) {
    const verdict = await inAdministration(app, chain, (trx) => checkChain(trx, key, chain, headsOf(chain)));
    found.push({ ...verdict, name: names.get(chain) ?? "a company that is gone" });
  }
  return found;
}

const faultTexts: Readonly<Record<AuditFault, string>> = {
  altered: "was altered",
  detailsAltered: "has altered details",
  removed: "was removed",
  cutOff: "and everything after it was cut off",
  forked: "is not the one whose hash was written down",
};

export async function audit(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (positionals.join(" ") !== "verify") {
    console.error(help);
    return 2;
  }
  const configuration = readConfiguration(process.env);
  const heads = await headsFrom(values.heads, configuration.dataFolder);
  const chains = await withStore(configuration, (store) => checkEach(store, heads));
  const isWhole = chains.every(({ fault }) => fault === null);
  if (values.json) console.log(JSON.stringify({ whole: isWhole, heads: [...heads.values()].flat().length, chains }));
  else {
    for (const { name, chain, head, fault } of chains) {
      const rows = fault === null ? `${head.sequence} rows, whole` : `row ${fault.sequence} ${faultTexts[fault.kind]}`;
      console.log(`${name} (${chain}): ${rows}`);
    }
    if (heads.size === 0) console.log("No heads were written down yet: a tail that was cut off cannot be seen");
  }
  return isWhole ? 0 : 1;
}
