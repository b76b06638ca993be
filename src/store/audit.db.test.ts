import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkChain, type AuditVerdict } from "./audit-check.ts";
import { appendAudit, hubChain, readHead, type AuditHead } from "./audit.ts";
import { inAdministration } from "./database.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
let chain: string;
const at = Temporal.Instant.from("2026-11-22T09:00:00.123456789Z");
const entry = (number: number) => ({
  at,
  actor: "user:kris",
  action: "document.issue",
  subject: `document:${number}`,
  details: { by: "Kris", z: [1, { b: null, a: "é" }] },
});

beforeAll(async () => {
  store = await testStore();
});

beforeEach(async () => {
  chain = await store.makeAdministration();
  for (let number = 1; number <= 5; number += 1) await append(number);
});

const append = (number: number) =>
  inAdministration(store.app, chain, (trx) => appendAudit(trx, store.key, chain, entry(number)));
const check = (heads: readonly AuditHead[] = []): Promise<AuditVerdict> =>
  inAdministration(store.app, chain, (trx) => checkChain(trx, store.key, chain, heads));
const head = (): Promise<AuditHead> => inAdministration(store.app, chain, (trx) => readHead(trx, chain));
const asOwner = (statement: string) =>
  sql.raw(statement.replaceAll("OURS", `administration_id = '${chain}'`)).execute(store.owner);

describe("a chain that nobody touched is whole", () => {
  test("from its beginning to its head", async () => {
    expect(await check([await head()])).toEqual({ chain, head: await head(), fault: null });
    expect((await head()).sequence).toBe("5");
  });

  test("also when its details are deleted, as a person may ask", async () => {
    await inAdministration(store.app, chain, (trx) =>
      sql`delete from audit_details where administration_id = ${chain} and sequence = 2`.execute(trx),
    );
    expect((await check()).fault).toBeNull();
  });

  test("when many write at once on several connections: no fork and no hole", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => append(number)));
    expect(await check([await head()])).toMatchObject({ head: { sequence: "25" }, fault: null });
  });

  test("and what was rolled back is not in it", async () => {
    const failing = inAdministration(store.app, chain, async (trx) => {
      await appendAudit(trx, store.key, chain, entry(6));
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    await append(7);
    expect(await check()).toMatchObject({ head: { sequence: "6" }, fault: null });
  });
});

test.each([
  ["altered", "update audit set action = 'x' where OURS and sequence = 3", { kind: "altered", sequence: "3" }],
  [
    "moved in time",
    "update audit set at = at - interval '1 day' where OURS and sequence = 1",
    { kind: "altered", sequence: "1" },
  ],
  [
    "altered with its hash",
    "update audit set sha256 = repeat('a', 64) where OURS and sequence = 3",
    { kind: "altered", sequence: "3" },
  ],
  [
    "altered in its details",
    `update audit_details set details = '{"by":"Els"}' where OURS and sequence = 4`,
    { kind: "detailsAltered", sequence: "4" },
  ],
  [
    "removed in the middle",
    "delete from audit_details where OURS and sequence = 2; delete from audit where OURS and sequence = 2",
    { kind: "removed", sequence: "2" },
  ],
  [
    "cut off at the end",
    "delete from audit_details where OURS and sequence > 3; delete from audit where OURS and sequence > 3",
    { kind: "cutOff", sequence: "4" },
  ],
  [
    "cut off whole",
    "delete from audit_details where OURS; delete from audit where OURS",
    { kind: "cutOff", sequence: "1" },
  ],
])("a row that was %s is found", async (_what, statement, fault) => {
  const written = await head();
  await asOwner(statement);
  expect((await check([written])).fault).toEqual(fault);
});

test("a chain that was written anew to its old length is found by its head", async () => {
  const written = await head();
  await asOwner("delete from audit_details where OURS; delete from audit where OURS");
  for (let number = 11; number <= 15; number += 1) await append(number);
  expect((await check()).fault).toBeNull();
  expect((await check([written])).fault).toEqual({ kind: "forked", sequence: "5" });
});

test("no name can be guessed from a hash: the same details under another key have another one", async () => {
  const hash = async () => {
    const { rows } = await sql<{
      hash: string;
    }>`select details_sha256 as hash from audit where administration_id = ${chain} and sequence = 1`.execute(
      store.owner,
    );
    return rows[0]?.hash;
  };
  const first = await hash();
  chain = await store.makeAdministration();
  await inAdministration(store.app, chain, (trx) => appendAudit(trx, { bytes: Buffer.alloc(32) }, chain, entry(1)));
  expect(await hash()).not.toBe(first);
});

test("the hub has a chain of its own, written and read as the hub role", async () => {
  const write = () => store.hub.transaction().execute((trx) => appendAudit(trx, store.key, hubChain, entry(1)));
  await Promise.all([write(), write(), write()]);
  const verdict = await store.hub.transaction().execute((trx) => checkChain(trx, store.key, hubChain, []));
  expect(verdict).toMatchObject({ head: { sequence: "3" }, fault: null });
  await expect(sql`update hub_audit set actor = 'x'`.execute(store.hub)).rejects.toThrow("permission denied");
  await expect(sql`delete from hub_audit`.execute(store.hub)).rejects.toThrow("permission denied");
});
