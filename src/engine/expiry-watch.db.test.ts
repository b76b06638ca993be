import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { inAdministration } from "#store/database.ts";
import { insertDeliveries, settleDeliveries } from "#store/deliveries.ts";
import { beginAttempt, finishEffect, lockOutsideEffect } from "#store/effects.ts";
import { expirySteps } from "#store/expiry.ts";
import { insertEvents } from "#store/events.ts";
import { insertExchanges } from "#store/exchanges.ts";
import { lockInbox, settleInbox } from "#store/inbox.ts";
import { insertRun } from "#store/runs.ts";
import { newId } from "#store/new-id.ts";
import { ensurePartitions } from "#store/nodes.ts";
import { lastPasses, readRetention, saveRetention } from "#store/retention.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { expire } from "./expiry-watch.ts";

const now = Temporal.Now.instant();
const { signal } = new AbortController();
let store: TestStore;
beforeAll(async () => {
  store = await testStore();
  await ensurePartitions(store.hub);
});

interface Planted {
  readonly administrationId: string;
  readonly connectionId: string;
}

/** One order with all that is heard and said of it; the delivery is settled when the order is decided. */
async function plant(outcome: string, days?: { raw: number; trace: number; passThrough: number }): Promise<Planted> {
  const administrationId = await store.makeAdministration();
  const connectionId = newId();
  const runId = newId();
  const id = newId();
  const own = sql`${administrationId}::uuid`;
  await inAdministration(store.app, administrationId, async (trx) => {
    await sql`insert into connections (id, administration_id, connector, name, account_key, hook_key, sealed_hook_secret)
      values (${connectionId}, ${own}, 'woocommerce', 'Webshop', 'a', ${newId()}, '\\x01')`.execute(trx);
    if (days !== undefined)
      await saveRetention(trx, administrationId, { days, ownBooksYears: 10 }, { version: 0, by: "An" });
  });
  const common = { administrationId, connectionId, externalId: "1" };
  await insertDeliveries(store.hub, [
    { ...common, id, topic: "order.created", headers: {}, body: Buffer.from("body"), state: "received", reason: "" },
  ]);
  await inAdministration(store.app, administrationId, async (trx) => {
    const place = { administrationId, connectionId, kind: "order" as const };
    await lockInbox(trx, place, ["1"]);
    await settleInbox(trx, place, now.toString(), [
      {
        ...{
          externalId: "1",
          number: "W-1",
          status: "processing",
          outcome,
          reasonCode: null,
          reasonText: "r",
          reasonDetails: {},
        },
        ...{
          fingerprint: "f",
          documentedFingerprint: "",
          sourceModifiedAt: null,
          placedAt: null,
          currency: "EUR",
          total: "1",
        },
        ...{ customerName: "An", customerEmail: "an@example.be", paidAt: null, source: { customer: {} }, tieOut: null },
        ...{ drifted: null, attempts: 0, firstFailedAt: null, nextAttemptAt: null },
      } as never,
    ]);
    await settleDeliveries(trx, administrationId, [id]);
    await insertEvents(trx, [{ ...common, id: newId(), runId, level: "info", code: "order.skipped", data: {} }]);
    await insertExchanges(trx, [
      { ...common, id: newId(), runId, method: "GET", url: "u", status: 200, answer: "a", elapsedMs: 1 },
    ]);
    const run = { id: runId, couplingId: null, flow: "shopOrders", startedAt: now.toString(), counts: {} };
    await insertRun(trx, { ...common, ...run });
  });
  return { administrationId, connectionId };
}

async function counts({ administrationId }: Planted): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of ["deliveries", "events", "exchanges", "runs"]) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}
      where administration_id = ${administrationId}`.execute(store.owner);
    found[table] = rows[0]?.count ?? 0;
  }
  return found;
}

const orderOf = async ({ administrationId }: Planted): Promise<unknown> => {
  const { rows } =
    await sql`select number, outcome, fingerprint, customer_name as name, customer_email as email, source, total,
    emptied_at is not null as "isEmptied" from inbox where administration_id = ${administrationId}`.execute(
      store.owner,
    );
  return rows[0];
};

const all = { deliveries: 1, events: 1, exchanges: 1, runs: 1 };
const none = { deliveries: 0, events: 0, exchanges: 0, runs: 0 };
const bare = { number: "W-1", fingerprint: "f", name: "", email: "", source: null, total: null, isEmptied: true };
const after = (days: number) => expire(store, now.add({ hours: 24 * days }), signal);

// The first of these: the months it drops are not made again.
test("a month that is over for everybody goes whole; one that a single company keeps longer does not", async () => {
  const company = await plant("documented");
  const longer = await plant("documented", { raw: 400, trace: 400, passThrough: 90 });
  const months = (dropped: readonly string[]) => new Set(dropped.map((name) => name.replace(/_\d+$/, "")));
  expect((await after(200)).dropped).toEqual([]);
  expect([await counts(company), await counts(longer)]).toEqual([none, all]);
  expect(months((await after(600)).dropped)).toEqual(new Set(["deliveries", "events", "exchanges", "runs"]));
  expect(await counts(longer)).toEqual(none);
});

test("what is over goes, its ids and states stay, the pass tells what went, and nothing goes a day too early", async () => {
  const company = await plant("documented");
  await after(89);
  expect(await counts(company)).toEqual(all);
  await after(91);
  expect(await counts(company)).toEqual(none);
  expect(await orderOf(company)).toEqual({ ...bare, outcome: "documented" });
  const told = await inAdministration(store.app, company.administrationId, (trx) =>
    lastPasses(trx, company.administrationId, 5),
  );
  expect(told.map(({ deleted }) => deleted)).toEqual([{ ...all, inbox: 1 }]);
  expect((await after(91)).deleted).toEqual({});
});

test("an order that is held keeps what was heard and said of it until it ends", async () => {
  const company = await plant("held");
  await after(200);
  expect(await counts(company)).toEqual(all);
  expect(await orderOf(company)).toMatchObject({ name: "An", isEmptied: false });
  await sql`update inbox set outcome = 'skipped' where administration_id = ${company.administrationId}`.execute(
    store.owner,
  );
  await after(200);
  expect(await counts(company)).toEqual(none);
  expect(await orderOf(company)).toEqual({ ...bare, outcome: "skipped" });
});

test("logs off: nothing raw and no log is there once the transaction of the work has ended", async () => {
  const company = await plant("documented", { raw: 0, trace: 0, passThrough: 90 });
  expect(await counts(company)).toEqual(none);
  expect(await orderOf(company)).toMatchObject({ name: "An" });
});

test("at zero days nothing of an order's content is there either, also while it is held", async () => {
  const company = await plant("held", { raw: 0, trace: 0, passThrough: 0 });
  expect(await counts(company)).toEqual(none);
  expect(await orderOf(company)).toEqual({ ...bare, outcome: "held" });
});

test("what waits to be sent again stands sealed, opens for the one who sends it, and goes when it is done", async () => {
  const { administrationId, connectionId } = await plant("waiting");
  const place = { key: "document:1", operation: "documents.create", connectionId };
  const kept = () =>
    sql<{ input: unknown }>`select input from effects where administration_id = ${administrationId}`
      .execute(store.owner)
      .then(({ rows }) => rows[0]?.input);
  const input = { buyer: "Wilhelmina" };
  await inAdministration(store.app, administrationId, async (trx) => {
    await lockOutsideEffect(trx, administrationId, place);
    const begun = await beginAttempt(trx, store.key, administrationId, place.key, { input, mark: "" });
    expect(begun.input).toEqual(input);
  });
  expect(JSON.stringify(await kept())).not.toContain("Wilhelmina");
  await inAdministration(store.app, administrationId, async (trx) => {
    const again = await beginAttempt(trx, store.key, administrationId, place.key, { input: {}, mark: "" });
    expect(again.input).toEqual(input);
    expect(await finishEffect(trx, store.key, administrationId, place.key, { id: "1", number: "1" })).toEqual(input);
  });
  expect(await kept()).toBeNull();
});

test("a table that is forgotten keeps its rows: the search for what is left is not blind", async () => {
  const company = await plant("documented");
  const forgetful = expirySteps.filter(({ table }) => table !== "exchanges");
  await expire(store, now.add({ hours: 24 * 91 }), signal, forgetful);
  expect(await counts(company)).toEqual({ ...none, exchanges: 1 });
});

test("the books may be kept longer than the law asks, never shorter; of two who save one is told", async () => {
  const administrationId = await store.makeAdministration();
  const save = (ownBooksYears: number, version: number) =>
    inAdministration(store.app, administrationId, (trx) =>
      saveRetention(
        trx,
        administrationId,
        { days: { raw: 1, trace: 2, passThrough: 3 }, ownBooksYears },
        { version, by: "An" },
      ),
    );
  await expect(save(9, 0)).rejects.toThrow("own_books_years");
  expect([await save(12, 0), await save(12, 0), await save(15, 1)]).toEqual([true, false, true]);
  const seen = await inAdministration(store.app, administrationId, (trx) => readRetention(trx, administrationId));
  expect(seen).toMatchObject({ days: { raw: 1, trace: 2, passThrough: 3 }, ownBooksYears: 15, version: 2 });
});
