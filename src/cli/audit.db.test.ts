import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { watchAudit } from "#engine/audit-watch.ts";
import { appendAudit } from "#store/audit.ts";
import { inAdministration } from "#store/database.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { runCommand, type Ended } from "./testing/run-command.ts";

let store: TestStore;
let folder: string;
let chain: string;
let environment: Record<string, string>;

beforeAll(async () => {
  store = await testStore();
  folder = await mkdtemp(join(tmpdir(), "schakel-audit-"));
  const { user, password, keyHex } = inject("cluster");
  const { host, port, database } = store.address;
  const databaseUrl = new URL(`postgres://test:${port}/${database}?host=${encodeURIComponent(host)}`);
  databaseUrl.username = user;
  databaseUrl.password = encodeURIComponent(password);
  environment = { DATABASE_URL: databaseUrl.href, SCHAKEL_KEY: keyHex, SCHAKEL_DATA: folder };
  chain = await store.makeAdministration({ name: "De Molen" });
  const at = Temporal.Instant.from("2026-11-22T03:00:00Z");
  const entry = { at, actor: "user:an", action: "item.add", subject: "item:1", details: { by: "An" } };
  for (let row = 0; row < 4; row += 1)
    await inAdministration(store.app, chain, (trx) => appendAudit(trx, store.key, chain, entry));
  await watchAudit(store, { headsFile: join(folder, "audit-heads.txt"), mailHeads: null }, at, () => undefined);
});

afterAll(() => rm(folder, { recursive: true }));

const verify = (...more: string[]): Promise<Ended> =>
  runCommand(["bin/schakel.mjs", "audit", "verify", ...more], environment);

/** As whoever owns the database might, and put back afterwards. */
async function tampered<T>(statement: string, work: () => Promise<T>): Promise<T> {
  const tables = ["audit", "audit_details"];
  for (const table of tables)
    await sql.raw(`create table kept_${table} as select * from ${table}`).execute(store.owner);
  await sql.raw(statement).execute(store.owner);
  try {
    return await work();
  } finally {
    await sql.raw("delete from audit_details; delete from audit").execute(store.owner);
    for (const table of tables)
      await sql.raw(`insert into ${table} select * from kept_${table}; drop table kept_${table}`).execute(store.owner);
  }
}

test("a log nobody touched is whole", async () => {
  expect(await verify()).toMatchObject({
    code: 0,
    stdout: `the hub itself (hub): 0 rows, whole\nDe Molen (${chain}): 4 rows, whole\n`,
    stderr: "",
  });
  const { stdout } = await verify("--json");
  expect(JSON.parse(stdout)).toMatchObject({
    whole: true,
    heads: 2,
    chains: [{ chain: "hub" }, { chain, fault: null }],
  });
});

test.each([
  ["altered", "update audit set actor = 'user:els' where sequence = 2", "row 2 was altered"],
  [
    "removed",
    "delete from audit_details where sequence = 3; delete from audit where sequence = 3",
    "row 3 was removed",
  ],
  [
    "cut off",
    "delete from audit_details where sequence >= 4; delete from audit where sequence >= 4",
    "row 4 and everything after it was cut off",
  ],
])("%s rows are found, named, and end it with 1", async (_what, statement, sentence) => {
  const ended = await tampered(statement, () => verify());
  expect(ended).toMatchObject({ code: 1, stderr: "" });
  expect(ended.stdout).toContain(`De Molen (${chain}): ${sentence}\n`);
});

test("heads may come from elsewhere; a file that is not there, or is none, is an error", async () => {
  const heads = join(folder, "audit-heads.txt");
  expect((await verify("--heads", heads)).code).toBe(0);
  expect((await readFile(heads, "utf8")).split("\n")).toHaveLength(3);
  expect(await verify("--heads", join(folder, "nowhere"))).toMatchObject({ code: 1, stdout: "" });
  const wrong = await verify("--heads", join(import.meta.dirname, "audit.ts"));
  expect(wrong.stderr).toContain("holds no head of the audit log");
});
