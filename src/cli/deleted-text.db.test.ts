import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { carryOutPerson, deletePerson, everyDeleted, previewPerson } from "#backoffice/delete-person.ts";
import { expire } from "#engine/expiry-watch.ts";
import { inAdministration } from "#store/database.ts";
import { removeDataFolder } from "#store/embedded/hub-under-test.ts";
import { loadMasterKey, type MasterKey } from "#store/keys.ts";
import { personSteps } from "#store/person-deletion.ts";
import { listDocuments } from "#store/document-list.ts";
import { buyerAddresses, insertMails } from "#store/outbox.ts";
import { openStore, type Store } from "#store/store.ts";
import { readConfiguration } from "./configuration.ts";
import { addToDeletedFile } from "./deleted-people-file.ts";
import { backupsBefore } from "./known-backups.ts";
import { backUp, backupsIn, inSession } from "./make-backup.ts";
import { openDatabase, type OpenDatabase } from "./open-database.ts";
import { plantSkippedOrder } from "./testing/planted-order.ts";
import { plantCompany, plantPerson, wordsOf, type PlantedCompany } from "./testing/planted-person.ts";
import { runCommand } from "./testing/run-command.ts";
import { searchFiles, searchTables } from "./testing/text-search.ts";

/** Without any issued document: nothing may be left of her. */
const visitor = { name: "Wilhelmina Züsterzeel", email: "w.zuesterzeel@kanarie.example", phone: "+32 470 11 22 33" };
/** With an invoice, which the law keeps. */
const customer = { name: "Barnabas Kwartelmans", email: "b.kwartelmans@kanarie.example", phone: "+32 470 44 55 66" };
/** Nobody asked to delete this one. */
const neighbour = { name: "Philomena Ijsvogels", email: "p.ijsvogels@kanarie.example", phone: "+32 470 77 88 99" };

const quiet = () => undefined;
let folder: string;
let key: MasterKey;
let database: OpenDatabase;
let store: Store;
let company: PlantedCompany;
let oldBackup: string;

const open = async () => {
  database = await openDatabase(readConfiguration({ SCHAKEL_DATA: folder }), { mode: "own", log: quiet });
  store = await openStore({ ...database, key, poolSize: 3, onError: quiet });
};
const close = async () => {
  await store.close();
  await database.stop();
};
const found = (words: readonly string[]) => inSession(database, (session) => searchTables(session, words));
const makeBackup = () =>
  backUp(readConfiguration({ SCHAKEL_DATA: folder }), database, key, { reason: "asked", parent: backupsIn(folder) });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schakel-deleted-"));
  key = await loadMasterKey(folder, undefined);
  await open();
  company = await plantCompany(store);
  await plantPerson(store, company, visitor, "1001", { isIssued: false });
  await plantPerson(store, company, customer, "1002", { isIssued: true });
  await plantPerson(store, company, neighbour, "1003", { isIssued: false });
  await inAdministration(store.app, company.administrationId, (trx) =>
    insertMails(trx, company.administrationId, [
      {
        uniqueKey: "mail:waiting",
        edition: 1,
        documentId: null,
        recipient: neighbour.email,
        payload: { type: "plain", to: [neighbour.email], subject: "Dag", text: "Dag", html: "Dag" },
        requestedBy: "An",
        messageId: null,
      },
    ]),
  );
  // So that examples of values stand in the statistics, as they do in a hub that has run for a day.
  await inSession(database, (session) => session.query("analyze"));
  oldBackup = (await makeBackup()).folder;
}, 300_000);

afterAll(async () => {
  await close();
  await removeDataFolder(folder);
});

test("before: the person is in all these places, and in the bytes of the backup", async () => {
  const tables = new Set((await found(wordsOf(visitor))).map((place) => place.replace(/(_\d{6}|_rest)?\..*$/, "")));
  expect([...tables].toSorted()).toEqual([
    "alarm_settings",
    "alarms",
    "audit_details",
    "auth",
    "bulk_actions",
    "catalogue_records",
    "couplings",
    "deliveries",
    "documents",
    "dry_runs",
    "events",
    "exchanges",
    "hub_audit_details",
    "import_parts",
    "import_rows",
    "inbox",
    "invitations",
    "outbox",
    "outside_documents",
    "parties",
    "partner_orders",
    "punchout_attempts",
    "relation_events",
    "relation_messages",
    "sent_mails",
    "supplier_basket_lines",
    "supplier_baskets",
    "supplier_documents",
    "user_events",
  ]);
  expect((await searchFiles(oldBackup, [visitor.email])).length).toBeGreaterThan(5);
});

test("one table that is forgotten is found by the search", async () => {
  const undone = new Error("undone");
  for (const forgotten of new Set(personSteps.map(({ table }) => table))) {
    // What these hold is sealed, or names nobody.
    if (["effects", "mapping_waits", "bulk_action_orders"].includes(forgotten)) continue;
    const steps = personSteps.filter(({ table }) => table !== forgotten);
    const client = store.app;
    let left: string[] = [];
    await inAdministration(client, company.administrationId, async (trx) => {
      const asked = { by: "email", email: visitor.email } as const;
      await deletePerson(trx, key, company.administrationId, asked, Temporal.Now.instant(), steps);
      const session = { query: async (text: string) => ({ rows: await rowsIn(trx, text) }) };
      left = await searchTables(session as never, wordsOf(visitor));
      throw undone;
    }).catch((error: unknown) => {
      if (error !== undone) throw error;
    });
    expect([forgotten, left.some((place) => place.startsWith(forgotten))]).toEqual([forgotten, true]);
  }
}, 120_000);

test("a preview says exactly what goes, and changes nothing", async () => {
  const before = await found(wordsOf(visitor));
  const asked = { by: "order", connectionId: company.connectionId, externalId: "1001" } as const;
  const seen = await previewPerson(store, company.administrationId, asked, Temporal.Now.instant());
  expect(seen).toMatchObject({ emails: [visitor.email], kept: [], ordersElsewhere: 1 });
  expect(await found(wordsOf(visitor))).toEqual(before);
  expect(
    await previewPerson(
      store,
      company.administrationId,
      { by: "email", email: "no@body.example" },
      Temporal.Now.instant(),
    ),
  ).toMatchObject({ deleted: {}, kept: [] });
});

test("deleted: nothing is left of who has no issued document, in any table, nor in the bytes of a backup made afterwards", async () => {
  const asked = { by: "email", email: visitor.email.toUpperCase() } as const;
  const report = await carryOutPerson(store, company.administrationId, asked, Temporal.Now.instant());
  expect(report?.kept).toEqual([]);
  expect(await found(wordsOf(visitor))).toEqual([]);
  // Her order at a partner did not leave yet: it does not any more, and who ordered sees so.
  const at = await inAdministration(store.app, company.administrationId, (trx) =>
    sql<{
      state: string;
      look: boolean;
      code: string;
    }>`select m.state, o.needs_look as look, o.problem ->> 'code' as code
      from partner_orders o join relation_messages m using (administration_id, relation_id, message_id)
      where o.order_number = 'BB-1001'`.execute(trx),
  );
  expect(at.rows).toEqual([{ state: "failed", look: true, code: "partner.gone" }]);
  const { folder: made, backup } = await makeBackup();
  expect(backup.leftovers).toEqual([]);
  expect(await searchFiles(made, wordsOf(visitor))).toEqual([]);
  // The search can find: the neighbour is still there.
  expect((await searchFiles(made, [neighbour.email])).length).toBeGreaterThan(5);
}, 120_000);

test("deleted: of who has an invoice it stays, listed until the end of its term, not searched and not mailed", async () => {
  const now = Temporal.Now.instant();
  const report = await carryOutPerson(store, company.administrationId, { by: "email", email: customer.email }, now);
  expect(report?.kept).toEqual([
    expect.objectContaining({ kind: "invoice", issueDate: "2026-11-20", until: "2036-12-31" }),
  ]);
  expect(JSON.stringify(report)).not.toMatch(/kwartel/i);
  expect(await found(wordsOf(customer))).toEqual(["documents.buyer", "documents.note_above_lines"]);
  const id = report?.kept[0]?.id ?? "";
  await inAdministration(store.app, company.administrationId, async (trx) => {
    expect((await buyerAddresses(trx, company.administrationId, [id])).size).toBe(0);
    const query = { limit: 10, today: "2026-11-22", q: report?.kept[0]?.number } as never;
    expect(await listDocuments(trx, company.administrationId, query)).toEqual([]);
  });
  // The moment of a backup is known to the second, and rounded down: one of the same second counts as older.
  await sleep(1000);
  const { folder: made } = await makeBackup();
  const older = await backupsBefore(folder, report?.at ?? "", now);
  expect(older.map(({ folder: each }) => each)).toContain(oldBackup);
  expect(older.every(({ expiresAt }) => expiresAt !== null)).toBe(true);
  expect(older.map(({ folder: each }) => each)).not.toContain(made);
}, 120_000);

test("the same person in a new delivery is new", async () => {
  await plantPerson(store, company, visitor, "2001", { isIssued: false });
  expect(await found(wordsOf(visitor))).toContain("parties.email");
  await carryOutPerson(store, company.administrationId, { by: "email", email: visitor.email }, Temporal.Now.instant());
  expect(await found(wordsOf(visitor))).toEqual([]);
});

test("an older backup that is restored is without them again, and the neighbour is there", async () => {
  await addToDeletedFile(folder, await everyDeleted(store, [company.administrationId]));
  await close();
  const environment = { SCHAKEL_DATA: folder, SCHAKEL_PORT: "0", SCHAKEL_LOG: "silent" };
  const restored = await runCommand(["bin/schakel.mjs", "restore", oldBackup, "--json"], environment);
  await open();
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(await found(wordsOf(visitor))).toEqual([]);
  expect(await found(wordsOf(customer))).toEqual(["documents.buyer", "documents.note_above_lines"]);
  expect(await found([neighbour.email])).toContain("parties.email");
  // It may have left since the copy was made: as after a crash in the middle, nobody sends it again by himself.
  const { rows: mails } = await inSession(database, (session) =>
    session.query<{ state: string }>("select state from outbox where unique_key = 'mail:waiting'"),
  );
  expect(mails).toEqual([{ state: "sending" }]);
  // What was made outside since is doubted.
  const { rows } = await inSession(database, (session) =>
    session.query("select from connections where restored_from is null or restored_at < restored_from"),
  );
  expect(rows).toEqual([]);
}, 180_000);

test("expired: nothing of it is left in any table, nor in the bytes of a backup made afterwards", async () => {
  const word = "Boterbloemenweide";
  await plantSkippedOrder(store, company, "3001", word);
  const tables = new Set((await found([word])).map((place) => place.replace(/(_\d{6}|_rest)?\..*$/, "")));
  expect([...tables].toSorted()).toEqual(["deliveries", "events", "exchanges", "inbox", "outbox"]);
  const over = Temporal.Now.instant().add({ hours: 24 * 91 });
  await expire(store, over, new AbortController().signal);
  expect(await found([word])).toEqual([]);
  const { folder: made, backup } = await makeBackup();
  expect(backup.leftovers).toEqual([]);
  expect(await searchFiles(made, [word])).toEqual([]);
}, 120_000);

/** Partitions are read through their table by others; here each on its own is closed to the app. */
const isReadable = (row: unknown): boolean => {
  const { table } = row as { table: string };
  return personSteps.some((step) => step.table === table);
};

/** Rows as the superuser would see them, inside the transaction that is taken back: only what the app may see of this company. */
async function rowsIn(trx: Parameters<typeof deletePerson>[0], text: string): Promise<unknown[]> {
  if (text.includes("from pg_class")) return (await sql.raw(`${text}`).execute(trx)).rows.filter(isReadable);
  return (await sql.raw(text).execute(trx)).rows;
}
