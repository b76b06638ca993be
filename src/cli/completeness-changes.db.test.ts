import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import type { SeenStatement } from "./testing/ledger-month.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});
let coupled: CoupledShop;
beforeEach(async () => {
  coupled = await coupleShop(under, {
    shop: { now: () => Temporal.Now.instant().add({ seconds: under.world.ahead }) },
  });
  await coupled.api.post(`/api/connections/${coupled.connectionId}/sweep`);
  await coupled.settled(42);
  // Until then an order nobody heard of may be an old one that is on its way.
  await until("the old orders", async () => {
    await coupled.api.post(`/api/connections/${coupled.connectionId}/sweep`);
    const { migration } = await coupled.api.get<{ migration: { state: string } }>(
      `/api/couplings/${coupled.couplingId}/first-migration`,
    );
    return migration.state === "done";
  });
});

const drawUp = async (days = { from: "2026-11-01", to: "2026-11-30" }): Promise<SeenStatement> => {
  const { couplingId, api } = coupled;
  // What changed a moment ago may still be on its way.
  under.world.ahead += 600;
  const { statement } = await api.post<{ statement: SeenStatement | null }>("/api/completeness/checks", {
    couplingId,
    ...days,
  });
  return statement ?? expect.fail("it takes too long");
};
const gapsOf = ({ known }: SeenStatement) =>
  known?.gaps.map(({ orderId, missing, isHealed }) => ({ orderId, missing, isHealed }));
const alarmKinds = async () => (await coupled.alarms()).map(({ kind }) => kind);

describe("what happens in a shop without a word", () => {
  test("thrown away after it was documented is drift, once", async () => {
    coupled.shop.orders.trash(42);
    const statement = await drawUp();
    expect(gapsOf(statement)).toEqual([{ orderId: "42", missing: "changeMissed", isHealed: true }]);
    expect(statement.known).toMatchObject({ unexplained: 0, drifted: 1, goneFromShop: 0 });
    expect((await coupled.order(42)).changedAfterIssueAt).not.toBeNull();
    expect(gapsOf(await drawUp())).toEqual([]);
  });

  test("one that is gone, and that a person leaves as it is, is no gap again", async () => {
    coupled.shop.orders.forceDelete(42);
    await drawUp();
    const path = `/api/orders/${coupled.connectionId}/42/drift`;
    const { seen } = await coupled.api.get<{ seen: string }>(path);
    await coupled.api.post(`${path}/leave`, { seen, reason: "Afgesproken met de klant" });
    const statement = await drawUp();
    expect(gapsOf(statement)).toEqual([]);
    expect(statement.known).toMatchObject({ unexplained: 0, goneFromShop: 1 });
    expect(await alarmKinds()).not.toContain("unexplained");
  });

  test("deleted for good after it was documented is drift; before, it is skipped by its status", async () => {
    await coupled.setCoupling({ settings: { startDate: null, moment: "statuses", statuses: ["completed"] } });
    coupled.copyOrder(42, 9001);
    await coupled.ring("created", 9001);
    expect((await coupled.settled(9001)).reason?.code).toBe("rule.status");
    coupled.shop.orders.forceDelete(42);
    coupled.shop.orders.forceDelete(9001);
    const statement = await drawUp();
    expect(gapsOf(statement)?.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1))).toEqual([
      { orderId: "42", missing: "goneUnnoticed", isHealed: true },
      { orderId: "9001", missing: "goneUnnoticed", isHealed: true },
    ]);
    expect(statement.known).toMatchObject({ unexplained: 0, goneFromShop: 2, drifted: 1 });
    const order = await coupled.order(9001);
    expect([order.outcome, order.reason?.text]).toEqual(["skipped", "deleted"]);
    expect((await coupled.order(42)).story).toEqual(expect.arrayContaining(["ledger.goneUnnoticed", "order.gone"]));
    expect(gapsOf(await drawUp())).toEqual([]);
  });

  test("a refund that was deleted after its credit note is told", async () => {
    const refunded = coupled.shop.orders.list().find(({ id, refunds }) => refunds.length === 1 && id !== 42);
    const [refund] = coupled.shop.refunds.list(refunded?.id ?? 0);
    expect((await drawUp()).known?.refunds.credited).toBeGreaterThan(0);
    coupled.shop.refunds.remove(refunded?.id ?? 0, refund?.id ?? 0);
    const statement = await drawUp();
    expect(gapsOf(statement)).toEqual([{ orderId: String(refunded?.id), missing: "refundGone", isHealed: true }]);
    const order = await coupled.order(refunded?.id ?? 0);
    expect(order.story).toContain("ledger.refundGone");
    expect(order.changedAfterIssueAt).not.toBeNull();
  });
});

describe("what cannot be known or mended", () => {
  test("a shop that does not answer makes a statement in which nothing is known", async () => {
    coupled.shop.fail({ kind: "status", status: 503, match: /\/orders/, times: 1000 });
    const statement = await drawUp();
    expect(statement).toMatchObject({ known: null, reason: { code: "remote.unavailable" } });
    const { items } = await coupled.api.get<{ items: { statement: SeenStatement }[] }>(
      "/api/completeness?from=2026-11-01&to=2026-11-30",
    );
    expect(items[0]?.statement).toMatchObject({ id: statement.id, known: null });
  });

  test("an order that stays unexplained raises an alarm, which ends when it is explained, and not by a look at other days", async () => {
    coupled.copyOrder(42, 9002);
    // Somebody takes its entry away as often as it is written.
    await sql`create function lose_entry() returns trigger language plpgsql as $$ begin return null; end $$`.execute(
      under.store.owner,
    );
    await sql`create trigger lose_entry before insert on inbox for each row when (new.external_id = '9002') execute function lose_entry()`.execute(
      under.store.owner,
    );
    const statement = await drawUp();
    expect(gapsOf(statement)).toEqual([{ orderId: "9002", missing: "neverHeard", isHealed: false }]);
    expect(statement.known?.unexplained).toBe(1);
    expect(await alarmKinds()).toContain("unexplained");
    await drawUp({ from: "2026-10-01", to: "2026-10-31" });
    expect(await alarmKinds()).toContain("unexplained");
    await sql`drop trigger lose_entry on inbox`.execute(under.store.owner);
    expect((await drawUp()).known?.unexplained).toBe(0);
    expect(await alarmKinds()).not.toContain("unexplained");
  });

  test("a statement is never changed, and is refused for a coupling that is off", async () => {
    const { id } = await drawUp();
    const asApp = (statement: string) => sql.raw(statement).execute(under.store.app);
    await expect(asApp(`update completeness_statements set unexplained = 0 where id = '${id}'`)).rejects.toThrow(
      "permission denied",
    );
    await expect(asApp(`delete from completeness_statements where id = '${id}'`)).rejects.toThrow("permission denied");
    await coupled.setCoupling({ state: "off" });
    await expect(drawUp()).rejects.toThrow("409");
  });
});
