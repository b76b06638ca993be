import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { carryOutPerson, deletePerson } from "#backoffice/delete-person.ts";
import { creditDocument } from "#backoffice/credit-document.ts";
import { isRefusal } from "#backoffice/refusal.ts";
import { effectBook } from "#engine/effect-book.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { listByIds, nextOfBulk } from "#store/bulk-action-orders.ts";
import { countBulk, insertBulkAction, readBulkAction } from "#store/bulk-actions.ts";
import { readDocuments } from "#store/documents.ts";
import { beginDryRun, finishDryRun } from "#store/dry-runs.ts";
import { insertEvents } from "#store/events.ts";
import { lockInbox } from "#store/inbox.ts";
import { newId } from "#store/new-id.ts";
import { buyerAddresses } from "#store/outbox.ts";
import { restrictedAmong } from "#store/people.ts";
import type { Store } from "#store/store.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest } from "./testing/hub-under-test.ts";
import { plantCompany, plantPerson, type PlantedCompany } from "./testing/planted-person.ts";

let store: Store;
let owner: Awaited<ReturnType<typeof hubUnderTest>>["store"]["owner"];
let company: PlantedCompany;
beforeAll(async () => {
  const under = await hubUnderTest();
  ({ owner } = under.store);
  store = under.store;
  company = await plantCompany(store);
});

const within = <T>(work: (trx: Transaction) => Promise<T>) =>
  inAdministration(store.app, company.administrationId, work);
const planted = async (order: string, isIssued = false) => {
  const person = {
    name: `Wilhelmina Kanarie${order}`,
    email: `w${order}@kanarie.example`,
    phone: `+32 470 11 ${order}`,
  };
  await plantPerson(store, company, person, order, { isIssued, outcome: isIssued ? "documented" : "held" });
  const deletion = () =>
    carryOutPerson(store, company.administrationId, { by: "email", email: person.email }, Temporal.Now.instant());
  return { person, deletion };
};

test("a person who is deleted while an order is booked: what the booking writes goes as well, and neither keeps the other waiting for good", async () => {
  const { administrationId, connectionId } = company;
  const { person, deletion } = await planted("4101");
  const place = { administrationId, connectionId, kind: "order" } as const;
  let deleting: Promise<unknown> = Promise.resolve();
  await within(async (trx) => {
    await lockInbox(trx, place, ["4101"]);
    deleting = deletion();
    await until("the deletion to wait", async () => {
      const { rows } = await sql`select from pg_locks where not granted`.execute(owner);
      return rows.length > 0;
    });
    const event = { administrationId, connectionId, externalId: "4101", runId: null };
    await insertEvents(trx, [
      { ...event, id: newId(), level: "info", code: "document.mailed", data: { recipient: person.email } },
    ]);
    await sql`update deliveries set state = 'done' where administration_id = ${administrationId} and external_id = '4101'`.execute(
      trx,
    );
  });
  await deleting;
  const { rows } = await sql`select from events where administration_id = ${administrationId}
    and position(${person.email} in data::text) > 0`.execute(owner);
  expect(rows).toHaveLength(0);
});

test("a dry run that is looking at their orders ends, and writes nothing down", async () => {
  const { administrationId, couplingId } = company;
  const { person, deletion } = await planted("4201");
  const id = randomUUID();
  await within(async (trx) => {
    await sql`insert into dry_runs (id, administration_id, coupling_id, scope, requested_by)
      values (${id}, ${administrationId}, ${couplingId}, '{"days": 7}', 'An')`.execute(trx);
    expect((await beginDryRun(trx, administrationId))?.id).toBe(id);
  });
  await deletion();
  const rows = [{ customerName: person.name }];
  const result = {
    state: "done",
    settingsVersion: 1,
    counts: {},
    causes: [],
    rows,
    rowsLeftOut: 0,
    reason: null,
  } as const;
  expect(await within((trx) => finishDryRun(trx, administrationId, id, result))).toBe(false);
});

test("many orders at once that are to be processed again: theirs are not among them any more", async () => {
  const { administrationId, connectionId } = company;
  const { deletion } = await planted("4601");
  const id = newId();
  await within(async (trx) => {
    await insertBulkAction(trx, administrationId, { id, act: "again", reason: "", asked: {}, requestedBy: "An" });
    await listByIds(trx, administrationId, id, connectionId, ["4601"]);
  });
  await deletion();
  expect(await within((trx) => nextOfBulk(trx, administrationId, id, 10))).toEqual([]);
  const counted = await within((trx) => countBulk(trx, administrationId, "again", { externalId: "4601" }));
  expect(counted).toMatchObject({ found: 1, applies: 0 });
});

test("one that is about to be told while its person is deleted is left as it is", async () => {
  const { administrationId, connectionId } = company;
  const { person } = await planted("4701");
  const id = newId();
  await within(async (deleting) => {
    await lockInbox(deleting, { administrationId, connectionId, kind: "order" }, ["4701"]);
    await within(async (trx) => {
      await insertBulkAction(trx, administrationId, { id, act: "again", reason: "", asked: {}, requestedBy: "An" });
      await listByIds(trx, administrationId, id, connectionId, ["4701"]);
    });
    await until("the hub to wait for the order", async () => {
      const { rows } = await sql`select from pg_locks where not granted`.execute(owner);
      return rows.length > 0;
    });
    const asked = { by: "email", email: person.email } as const;
    expect(await deletePerson(deleting, store.key, administrationId, asked, Temporal.Now.instant())).not.toBeNull();
  });
  await until("the hub to be through", async () => {
    const action = await within((trx) => readBulkAction(trx, administrationId, id));
    return action?.state !== "running";
  });
  const { rows } =
    await sql`select reason_code, next_attempt_at from inbox where administration_id = ${administrationId}
    and external_id = '4701'`.execute(owner);
  expect(rows).toEqual([{ reason_code: "rule.user", next_attempt_at: null }]);
});

test("a credit note of an invoice that only the law keeps is kept as that is: not searched, and nobody is mailed", async () => {
  const { administrationId } = company;
  const { deletion } = await planted("4501", true);
  const invoice = (await deletion())?.kept[0];
  await within(async (trx) => {
    const administration = await readAdministration(trx, administrationId);
    if (administration === null) throw new Error("no company");
    const [stored] = await readDocuments(trx, administrationId, { ids: [invoice?.id ?? ""], limit: 1 });
    const request = { version: stored?.version ?? 0, wish: { what: "whole" }, reason: "", asDraft: false } as const;
    const made = await creditDocument(trx, administration, invoice?.id ?? "", request, "An", "2026-11-22");
    if (isRefusal(made)) throw new Error(made.refused);
    expect([...(await restrictedAmong(trx, administrationId, [made.id]))]).toEqual([made.id]);
    expect((await buyerAddresses(trx, administrationId, [made.id])).size).toBe(0);
  });
});

test("a create that is on its way keeps nothing of them, and its answer is not lost", async () => {
  const { administrationId, connectionId } = company;
  const { person, deletion } = await planted("4301");
  const key = `customer:${connectionId}:hash`;
  const answered: unknown[] = [];
  const book = effectBook(store, { administrationId, connectionId }, async (_, made, sent, isEmptied) => {
    answered.push([made.id, sent, isEmptied]);
  });
  const effect = { key, operation: "customers.create", input: { buyer: person }, mark: "m" } as never;
  const begun = await book.begin(effect, () => undefined);
  await deletion();
  const { rows } = await sql<{ input: unknown }>`select input from effects where administration_id = ${administrationId}
    and business_key = ${key}`.execute(owner);
  expect(rows).toEqual([{ input: null }]);
  if (!("attempt" in begun)) throw new Error("It was not begun");
  await book.end(key, begun.attempt.number, { kind: "done", id: "C-1", number: "" });
  expect(answered).toEqual([["C-1", { buyer: person }, true]]);
});

test("a create whose answer was lost is sent again as the order is now, once a person wants it after all", async () => {
  const { administrationId, connectionId } = company;
  const { person, deletion } = await planted("4401");
  const key = `customer:${connectionId}:other`;
  const book = effectBook(store, { administrationId, connectionId });
  const effect = { key, operation: "customers.create", input: { buyer: person }, mark: "m" } as never;
  const begun = await book.begin(effect, () => undefined);
  if (!("attempt" in begun)) throw new Error("It was not begun");
  await book.end(key, begun.attempt.number, { kind: "lost" });
  await deletion();
  expect(await book.begin(effect, () => undefined)).toMatchObject({ attempt: { input: { buyer: person }, mark: "m" } });
});
