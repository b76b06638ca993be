import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readCheck } from "#store/audit-check.ts";
import { readHeads } from "#store/audit-heads.ts";
import { appendAudit } from "#store/audit.ts";
import { inAdministration } from "#store/database.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { watchAudit } from "./audit-watch.ts";

const at = Temporal.Instant.from("2026-11-22T03:00:00Z");
const day = (days: number) => at.add({ hours: 24 * days });
let store: TestStore;
let folder: string;
let headsFile: string;
let chain: string;
const quiet = () => undefined;

beforeEach(async () => {
  store = await testStore();
  folder = await mkdtemp(join(tmpdir(), "schakel-heads-"));
  headsFile = join(folder, "audit-heads.txt");
  chain = await store.makeAdministration();
  await append();
  await append();
});

afterEach(() => rm(folder, { recursive: true }));

const append = () =>
  inAdministration(store.app, chain, (trx) =>
    appendAudit(trx, store.key, chain, { at, actor: "user:an", action: "item.add", subject: "item:1", details: {} }),
  );
const lines = async () => (await readFile(headsFile, "utf8")).trimEnd().split("\n");

test("of nodes that look at once one writes the heads of the day, each chain once", async () => {
  const mailHeads = vi.fn<() => Promise<void>>(async () => undefined);
  await Promise.all([1, 2, 3].map(() => watchAudit(store, { headsFile, mailHeads }, at, quiet)));
  expect((await lines()).map((line) => line.split(" ").slice(0, 3))).toEqual([
    ["2026-11-22", "hub", "0"],
    ["2026-11-22", chain, "2"],
  ]);
  expect(mailHeads).toHaveBeenCalledTimes(1);
});

test("a hub that was off for days goes on where it was, and the same day is written once", async () => {
  for (const now of [day(0), day(0), day(4)]) await watchAudit(store, { headsFile, mailHeads: null }, now, quiet);
  expect((await lines()).map((line) => line.slice(0, 10))).toEqual([
    "2026-11-22",
    "2026-11-22",
    "2026-11-26",
    "2026-11-26",
  ]);
});

test("a node that cannot write its file leaves the day to the next", async () => {
  const broken = { headsFile: join(folder, "nowhere", "heads.txt"), mailHeads: null };
  await expect(watchAudit(store, broken, at, quiet)).rejects.toThrow("ENOENT");
  await watchAudit(store, { headsFile, mailHeads: null }, at, quiet);
  expect(await lines()).toHaveLength(2);
});

test("a mail that did not leave is tried again, and the file is not written twice for it", async () => {
  const mailHeads = vi.fn<() => Promise<void>>(async () => undefined).mockRejectedValueOnce(new Error("no server"));
  await expect(watchAudit(store, { headsFile, mailHeads }, at, quiet)).rejects.toThrow("no server");
  for (let turn = 0; turn < 2; turn += 1) await watchAudit(store, { headsFile, mailHeads }, at, quiet);
  expect(mailHeads).toHaveBeenCalledTimes(2);
  expect(await lines()).toHaveLength(2);
});

test("the daily check tells up to where a chain is whole, and raises an alarm when its tail is gone", async () => {
  const faults = vi.fn<() => void>();
  const check = () => inAdministration(store.app, chain, (trx) => readCheck(trx, chain));
  await watchAudit(store, { headsFile, mailHeads: null }, day(0), faults);
  expect(await check()).toMatchObject({ sequence: "2", fault: null });
  await sql`delete from audit_details where sequence = 2`.execute(store.owner);
  await sql`delete from audit where sequence = 2`.execute(store.owner);
  expect(faults).not.toHaveBeenCalled();
  await watchAudit(store, { headsFile, mailHeads: null }, day(1), faults);
  expect(await check()).toMatchObject({ sequence: "1", fault: "cutOff", faultSequence: "2" });
  expect(faults).toHaveBeenCalledTimes(1);
  const { rows } = await sql`select kind, subject from alarms`.execute(store.owner);
  expect(rows).toEqual([{ kind: "auditBroken", subject: "audit 2" }]);
});

test("a line that a crash cut short is passed over; any other strange line is told", () => {
  const line = `2026-11-22 hub 3 ${"a".repeat(64)}\n`;
  expect(readHeads(`${line}2026-11-23 hu`).get("hub")).toMatchObject([{ sequence: "3", sha256: "a".repeat(64) }]);
  expect(() => readHeads(`${line}what is this\n`)).toThrow("Line 2");
});
