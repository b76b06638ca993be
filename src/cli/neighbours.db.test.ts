import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { coupleShop, until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** Several orders in one batch: their doorbells ring while the coupling is off. */
async function inOneBatch(ids: readonly number[], fault: (ids: readonly number[]) => RegExp) {
  const coupled = await coupleShop(under, { state: "off" });
  await coupled.ring("created", ...ids);
  coupled.shop.fail({ kind: "status", status: 500, times: 1000, match: fault(ids) });
  await coupled.setCoupling({ state: "live" });
  return coupled;
}

test("one order that the shop cannot show keeps none of its neighbours waiting, and has its own retry", async () => {
  const coupled = await inOneBatch([42, 44, 46, 50], () => /\/orders(\/44|\?.*include.*44)/);
  for (const id of [42, 46, 50]) expect(await coupled.settled(id)).toMatchObject({ outcome: "documented" });
  const poison = await until("order 44 to wait", async () => {
    const order = await coupled.order(44);
    return order.outcome === "waiting" && order;
  });
  expect(poison).toMatchObject({ reason: { code: "remote.unavailable" }, documents: [] });
  expect(poison.nextAttemptAt).not.toBeNull();
  expect(await coupled.connection()).toMatchObject({ state: "connected", retryAt: null });
});

test("refunds that the shop cannot show keep only their own order waiting", async () => {
  const coupled = await inOneBatch([42, 57], () => /\/orders\/57\/refunds/);
  expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
  expect(await coupled.order(57)).toMatchObject({ outcome: "waiting", documents: [] });
  expect(await coupled.connection()).toMatchObject({ state: "connected" });
});

test("settings that fit no longer hold the orders with an alarm, and saving them lets all go on", async () => {
  const coupled = await coupleShop(under);
  await sql`update couplings set settings = settings || '{"roundingLimit": "2.00"}' where id = ${coupled.couplingId}`.execute(
    under.store.owner,
  );
  await coupled.ring("created", 42);
  expect(await coupled.settled(42)).toMatchObject({ outcome: "held", reason: { code: "settings.invalid" } });
  expect(await coupled.alarms()).toMatchObject([{ kind: "couplingSettings" }]);
  await coupled.setCoupling({ settings: { startDate: null } });
  await until("order 42 to be booked", async () => (await coupled.order(42)).outcome === "documented");
  expect(await coupled.alarms()).toEqual([]);
});

test("an order of which only our memory was lost is told again, not made again", async () => {
  const coupled = await coupleShop(under);
  await coupled.ring("created", 42);
  await coupled.settled(42);
  await sql`delete from inbox where administration_id = ${coupled.administrationId}`.execute(under.store.owner);
  await coupled.ring("updated", 42);
  const again = await coupled.settled(42);
  expect(again).toMatchObject({ outcome: "documented" });
  expect(again.documents).toHaveLength(1);
});
