import { appendFile, open, readFile } from "node:fs/promises";
import { raiseAlarm } from "#store/alarms.ts";
import { checkChain, keepCheck, type AuditVerdict } from "#store/audit-check.ts";
import {
  claimDay,
  keepHead,
  lineOfHead,
  lockUnmailed,
  readHeads,
  setMailed,
  type ChainHead,
} from "#store/audit-heads.ts";
import { hubChain, readHead } from "#store/audit.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { everyAdministration } from "#store/modules.ts";
import type { Store } from "#store/store.ts";

/** Where the heads of the audit log go every day, away from who can change the database. */
export interface AuditOptions {
  /** Text that is only added to. */
  readonly headsFile: string;
  /** Null: the hub has no mail server of its own. Throws when the mail did not leave for certain; then it is tried again. */
  readonly mailHeads: ((day: string, heads: readonly ChainHead[]) => Promise<void>) | null;
}

/** On the disk before the day is over for the database: a crash in between writes the lines twice, and never not at all. */
async function addToFile(file: string, lines: string): Promise<void> {
  await appendFile(file, lines, { mode: 0o600 });
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What was written on earlier days; nothing yet on a new node. */
async function writtenHeads(file: string): Promise<ReturnType<typeof readHeads>> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return readHeads(text);
}

/** Checks every chain, and keeps of each what was found, for its own screen. */
async function checkAll(
  { app, key }: Store,
  ofHub: Transaction,
  administrations: readonly string[],
  written: ReturnType<typeof readHeads>,
  now: Temporal.Instant,
): Promise<AuditVerdict[]> {
  const headsOf = (chain: string) => written.get(chain) ?? [];
  const verdicts = [await checkChain(ofHub, key, hubChain, headsOf(hubChain))];
  for (const administrationId of administrations) {
    const verdict = await inAdministration(app, administrationId, async (trx) => {
      const found = await checkChain(trx, key, administrationId, headsOf(administrationId));
      await keepCheck(trx, administrationId, found, now);
      if (found.fault !== null)
        await raiseAlarm(trx, {
          administrationId,
          kind: "auditBroken",
          subject: `audit ${found.fault.sequence}`,
          text: found.fault.kind,
        });
      return found;
    });
    verdicts.push(verdict);
  }
  return verdicts;
}

/**
 * Once a day (UTC), by whichever node comes first: checks the chains, writes their heads to the file, and mails them. Asked every
 * hour, so that a hub that was off at midnight does it when it comes back. Tells the chains that are not whole.
 */
export async function watchAudit(
  store: Store,
  { headsFile, mailHeads }: AuditOptions,
  now: Temporal.Instant,
  onFault: (verdict: AuditVerdict) => void,
): Promise<void> {
  const { hub } = store;
  const day = now.toZonedDateTimeISO("UTC").toPlainDate().toString();
  const administrations = await everyAdministration(hub);
  await hub.transaction().execute(async (trx) => {
    if (!(await claimDay(trx, day, await readHead(trx, hubChain)))) return;
    const verdicts = await checkAll(store, trx, administrations, await writtenHeads(headsFile), now);
    const heads = verdicts.map(({ chain, head }) => ({ chain, ...head }));
    for (const head of heads) await keepHead(trx, day, head);
    await addToFile(headsFile, heads.map((head) => lineOfHead(day, head)).join(""));
    for (const verdict of verdicts) if (verdict.fault !== null) onFault(verdict);
  });
  if (mailHeads === null) return;
  await hub.transaction().execute(async (trx) => {
    const heads = await lockUnmailed(trx, day);
    if (heads.length === 0) return;
    await mailHeads(day, heads);
    await setMailed(trx, day, now);
  });
}
