import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { inAdministration } from "#store/database.ts";
import { insertDeliveries, migrationTopic, openRecords } from "#store/deliveries.ts";
import { coupleShop, until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { doubles, holdBooking, oldShop, pathOf, placeNow, progress, turn } from "./testing/old-shop.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("it begins", () => {
  test("when a coupling goes live for the first time, and once", async () => {
    const coupled = await coupleShop(under, { state: "off", settings: { startDate: "2026-11-20" }, offset: 3 });
    expect(await coupled.api.get(pathOf(coupled))).toEqual({ migration: null });
    await coupled.setCoupling({ state: "live" });
    expect(await progress(coupled)).toMatchObject({
      state: "running",
      fromDay: "2026-11-20",
      offset: 3,
      total: null,
      takenIn: 0,
      perMinute: 200,
      expectedAt: null,
    });
    await coupled.setCoupling({ state: "off" });
    expect(await progress(coupled)).toMatchObject({ state: "running", isStill: true });
    await coupled.setCoupling({ state: "live", settings: { startDate: null } });
    expect(await progress(coupled)).toMatchObject({ fromDay: "2026-11-20" });
  });

  test("on the day a coupling starts as well, and not for one that starts later, whose sweep reads nothing of before either", async () => {
    const today = await coupleShop(under, { settings: { startDate: undefined } });
    expect(await progress(today)).toMatchObject({ state: "running" });
    const coupled = await coupleShop(under, { settings: { startDate: "2999-01-01" } });
    expect(await coupled.api.get(pathOf(coupled))).toEqual({ migration: null });
    await turn(coupled);
    const lists = coupled.shop.requests.filter(({ query }) => query.includes("orderby=modified"));
    expect(lists.at(-1)?.query).toContain("modified_after=");
  });
});

describe("what is taken in", () => {
  test("is every order of before it began, once, until all were looked at", async () => {
    const coupled = await oldShop(under, 120);
    await coupled.api.put(pathOf(coupled), { perMinute: null });
    placeNow(coupled, 9500);
    const all = coupled.shop.orders.size;
    await turn(coupled);
    await coupled.settled(42);
    await turn(coupled);
    const shown = await progress(coupled);
    // The one placed since is the sweep's.
    expect(shown).toMatchObject({ state: "done", isRead: true, total: all, takenIn: all - 1, waiting: 0 });
    expect(shown.settled + shown.held + shown.failed).toBe(all - 1);
    expect(shown.endedAt).not.toBeNull();
    expect((await coupled.order(9500)).outcome).toBe("documented");
    expect(await coupled.count("inbox")).toBe(all);
    expect(await doubles(under, coupled)).toBe(0);
    expect(await turn(coupled)).toBe(0);
  });

  test("comes at the speed that was chosen, which may be changed on the way", async () => {
    const coupled = await oldShop(under, 230);
    await coupled.api.put(pathOf(coupled), { perMinute: 10 });
    expect(await turn(coupled)).toBe(100);
    await coupled.settled(9001);
    expect(await turn(coupled)).toBe(0);
    expect(await progress(coupled)).toMatchObject({ takenIn: 100, isRead: false, perMinute: 10 });
    await coupled.api.put(pathOf(coupled), { perMinute: 6000 });
    // The second in which the walk stood is read again, and not counted twice.
    expect(await turn(coupled)).toBe(99);
  });

  test("stands still while it is paused, and goes on where it was", async () => {
    const coupled = await oldShop(under, 120);
    await turn(coupled);
    await coupled.settled(9001);
    const { expectedAt } = await progress(coupled);
    expect(Temporal.Instant.compare(expectedAt ?? "", Temporal.Now.instant())).toBe(1);
    expect(await coupled.api.post(`${pathOf(coupled)}/pause`)).toMatchObject({ state: "paused", expectedAt: null });
    await expect(coupled.api.post(`${pathOf(coupled)}/pause`)).rejects.toThrow("409");
    await coupled.api.put(pathOf(coupled), { perMinute: null });
    expect(await turn(coupled)).toBe(0);
    expect(await progress(coupled)).toMatchObject({ state: "paused", takenIn: 100 });
    expect(await coupled.api.post(`${pathOf(coupled)}/resume`)).toMatchObject({ state: "running" });
    await turn(coupled);
    expect(await progress(coupled)).toMatchObject({ isRead: true, takenIn: coupled.shop.orders.size });
  });

  test("is no more than a few hundred at a time, also when they cannot go on", async () => {
    const coupled = await oldShop(under, 500);
    await coupled.api.put(pathOf(coupled), { perMinute: null });
    const goOn = await holdBooking(under, coupled);
    await turn(coupled);
    const { takenIn, waiting } = await progress(coupled);
    expect(waiting).toBe(takenIn);
    expect(takenIn).toBeGreaterThanOrEqual(300);
    expect(takenIn).toBeLessThan(400);
    // The second in which the walk stood is read again, and announced once.
    expect(await coupled.count("deliveries")).toBe(takenIn);
    expect(await turn(coupled)).toBe(0);
    const { administrationId } = coupled;
    const become = (outcome: string) =>
      sql`update inbox set outcome = ${outcome} where administration_id = ${administrationId}`.execute(
        under.store.owner,
      );
    await become("waiting");
    expect(await turn(coupled)).toBe(0);
    await become("documented");
    expect(await turn(coupled)).toBeGreaterThan(0);
    await goOn();
  });

  test("takes up the number that is ignored at the start; an order of now does not", async () => {
    const coupled = await oldShop(under, 0, { offset: 1_000_000 });
    placeNow(coupled, 9500);
    await coupled.ring("created", 9500);
    expect(await coupled.settled(9500)).toMatchObject({ outcome: "documented" });
    await turn(coupled);
    expect((await coupled.settled(42)).reason).toMatchObject({ code: "rule.offset" });
    // A person wants it after all, while others are still to be ignored.
    await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
    await until("it to be booked", async () => (await coupled.order(42)).outcome === "documented");
  });

  test("is mailed to nobody, not when the shop rings for it either; an order of now is", async () => {
    const coupled = await oldShop(under, 0, { settings: { sending: "automatic" } });
    placeNow(coupled, 9500);
    await coupled.ring("updated", 57, 9500);
    await turn(coupled);
    const order = await coupled.settled(57);
    expect(order.documents.map(({ kind }) => kind)).toEqual(["invoice", "creditNote"]);
    expect(order.story.filter((code) => code === "document.notMailedOld")).toHaveLength(2);
    await coupled.api.post(`/api/orders/${coupled.connectionId}/57/retry`);
    await coupled.settled(57);
    const { rows } = await sql<{ order: string }>`select d.source_order_id as order from outbox o
      join documents d on d.id = o.document_id where o.administration_id = ${coupled.administrationId}`.execute(
      under.store.owner,
    );
    expect(rows).toEqual([{ order: "9500" }]);
  });
});

describe("a new order is not behind the old ones", () => {
  test("whatever was taken in before it rang", async () => {
    const { administrationId, connectionId, api } = await coupleShop(under, { state: "off" });
    const announce = (topic: string, ids: readonly number[]) =>
      insertDeliveries(
        under.store.hub,
        ids.map((id) => ({
          id: randomUUID(),
          administrationId,
          connectionId,
          topic,
          externalId: String(id),
          headers: {},
          body: Buffer.alloc(0),
          state: "received",
          reason: "",
        })),
      );
    const old = Array.from({ length: 600 }, (_, index) => 2 * index + 2);
    await announce(migrationTopic, old);
    await announce("order.created", [5000, 10]);
    await announce("sweep", [5002]);
    const found = await inAdministration(under.store.app, administrationId, (trx) =>
      openRecords(trx, administrationId, connectionId, 0, 100),
    );
    expect(found.filter(({ isOld }) => !isOld).map(({ externalId }) => externalId)).toEqual(["10", "5000", "5002"]);
    expect(found.findIndex(({ isOld }) => isOld)).toBe(3);
    // Rung for while it waited as an old one: both are looked at, once.
    expect(found[0]?.deliveryIds).toHaveLength(2);
    expect(found).toHaveLength(100);
    expect(await api.get("/api/summary")).toMatchObject({ deliveries: { received: 603 } });
  });

  test("it is numbered before them, but for the few that are being looked at", async () => {
    const coupled = await oldShop(under, 500);
    await coupled.api.put(pathOf(coupled), { perMinute: null });
    const goOn = await holdBooking(under, coupled);
    await turn(coupled);
    placeNow(coupled, 9900);
    await coupled.ring("created", 9900);
    const { waiting, takenIn, total } = await progress(coupled);
    // Many stand before it, and yet not all that the shop has.
    expect(waiting).toBe(takenIn);
    expect(takenIn).toBeGreaterThanOrEqual(300);
    expect(takenIn).toBeLessThan(total ?? 0);
    await goOn();
    await until("the new order", async () => {
      const order = await coupled.order(9900).catch(() => null);
      return order?.outcome === "documented";
    });
    const { rows } = await sql<{ ahead: number }>`select count(*)::int as ahead from documents
      where administration_id = ${coupled.administrationId} and kind = 'invoice' and sequence < (select sequence from documents
        where administration_id = ${coupled.administrationId} and kind = 'invoice' and source_order_id = '9900')`.execute(
      under.store.owner,
    );
    // At most what both lanes had in hand, and the next of the other lane.
    expect(rows[0]?.ahead).toBeLessThanOrEqual(100);
    expect(await doubles(under, coupled)).toBe(0);
  });
});

/** The list from its beginning, which only the migration asks for. */
const firstPage = /orders\?orderby=modified/;

test("a page that the shop cannot give keeps nothing else waiting, and is told", async () => {
  const coupled = await oldShop(under, 0);
  coupled.shop.fail({ kind: "status", status: 500, match: firstPage, times: 1000 });
  placeNow(coupled, 9500);
  expect(await turn(coupled)).toBe(1);
  expect(await coupled.settled(9500)).toMatchObject({ outcome: "documented" });
  expect(await progress(coupled)).toMatchObject({
    state: "running",
    takenIn: 0,
    expectedAt: null,
    reason: { code: "remote.unavailable" },
  });
  expect(await coupled.connection()).toMatchObject({ state: "connected", retryAt: null });
  // Asked for again later, not at once.
  const asked = coupled.shop.requests.length;
  await turn(coupled);
  const again = coupled.shop.requests.slice(asked).filter(({ query }) => firstPage.test(`orders?${query}`));
  expect(again).toEqual([]);

  // After a while a person is told, until the shop gives it.
  expect(await coupled.alarms()).toEqual([]);
  const due = (failures: number) =>
    sql`update first_migrations set failures = ${failures}, next_at = now() where administration_id = ${coupled.administrationId}`.execute(
      under.store.owner,
    );
  await due(7);
  await turn(coupled);
  expect(await coupled.alarms()).toMatchObject([{ kind: "migrationStuck" }]);
  coupled.shop.heal();
  await due(8);
  await turn(coupled);
  expect(await coupled.alarms()).toEqual([]);
});

describe("a node that dies", () => {
  test.each(["before a page is written", "within it", "after it"] as const)(
    "%s: nothing is lost or doubled",
    async (when) => {
      const coupled = await oldShop(under, 120);
      await coupled.api.put(pathOf(coupled), { perMinute: null });
      const name = `dies_${coupled.administrationId.slice(0, 8)}`;
      if (when !== "before a page is written") {
        // The transaction of the second page ends in the middle, as when its node is killed.
        await sql`create function ${sql.id(name)}() returns trigger language plpgsql as ${sql.lit(`begin
        if new.administration_id = '${coupled.administrationId}' and (select count(*) from deliveries where administration_id = new.administration_id
          and topic = 'migration') > ${when === "within it" ? 50 : 100} then raise exception 'killed'; end if; return new; end`)}`.execute(
          under.store.owner,
        );
        await sql`create trigger ${sql.id(name)} before insert on deliveries for each row execute function ${sql.id(name)}()`.execute(
          under.store.owner,
        );
      } else coupled.shop.fail({ kind: "status", status: 503, match: firstPage, times: 1 });
      await turn(coupled);
      await sql`drop trigger if exists ${sql.id(name)} on deliveries`.execute(under.store.owner);
      // What is waited for after a failure is not waited for at another speed.
      await coupled.api.put(pathOf(coupled), { perMinute: null });
      expect((await progress(coupled)).takenIn).toBe(when === "after it" ? 100 : 0);
      await turn(coupled);
      await until("all orders", async () => {
        await turn(coupled);
        return (await progress(coupled)).state === "done";
      });
      expect(await progress(coupled)).toMatchObject({ takenIn: coupled.shop.orders.size });
      expect(await coupled.count("inbox")).toBe(coupled.shop.orders.size);
      expect(await doubles(under, coupled)).toBe(0);
    },
  );
});
