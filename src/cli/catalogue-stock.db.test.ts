import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { amount, subtract } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { openWorld, type CatalogueWorld } from "./testing/catalogue-world.ts";
import { coupleCatalogue, nightOf } from "./testing/coupled-catalogue.ts";
import { coupleOrders, sell, settleOrder } from "./testing/world-orders.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** So many items, each in both, with ten in the ERP and none in the shop. */
function worldOf(count: number): CatalogueWorld {
  const world = openWorld();
  for (let n = 1; n <= count; n += 1) {
    world.putItem({ externalId: `i${n}`, sellersItemIdentifier: `A-${n}`, stock: "10" });
    world.putProduct({ externalId: `s${n}`, sellersItemIdentifier: `A-${n}`, name: `Winkel ${n}` });
  }
  return world;
}

const stockOf = ({ products }: CatalogueWorld) => [...products.values()].map(({ stock }) => stock);

test("first looks, then writes absolute quantities less what is kept back, then what changed", async () => {
  const world = worldOf(4);
  world.putItem({ externalId: "i5", sellersItemIdentifier: "NIET", stock: "3" });
  const coupled = await coupleCatalogue(under, "stock", { safety: "2", safetyOf: { "A-4": "20" } }, world);
  await coupled.act("look");
  const looked = await coupled.run("ready");
  expect([looked.counts, world.writes]).toEqual([{ toUpdate: 3, same: 1, skipped: 1 }, []]);
  expect((await coupled.records())[0]).toMatchObject({
    changes: [{ field: "stock", shop: "0", source: "8", act: "write" }],
  });
  await coupled.act("start");
  await coupled.run("done");
  expect(stockOf(world)).toEqual(["8", "8", "8", "0"]);
  world.writes.length = 0;
  world.putItem({ externalId: "i2", stock: "7" });
  await coupled.follow();
  expect([stockOf(world), world.writes.length]).toEqual([["8", "5", "8", "0"], 1]);
});

test("warehouses are added up or chosen", async () => {
  const world = worldOf(1);
  const warehouses = ["1", "2", "3"].map((warehouseId) => ({
    warehouseId,
    available: `${warehouseId}0`,
    isDefault: warehouseId === "2",
  }));
  world.putItem({ externalId: "i1", warehouses });
  const coupled = await coupleCatalogue(under, "stock", {}, world);
  await coupled.start();
  expect(stockOf(world)).toEqual(["20"]);
  await coupled.save({ warehouses: { use: "chosen", ids: ["1", "3"] } });
  await coupled.follow("2026-11-01");
  expect(stockOf(world)).toEqual(["40"]);
});

describe("what was ordered in the shop and is not in the ERP yet", () => {
  test("is taken off, whatever the hub knows of it; what was booked, cancelled or dealt with otherwise is not", async () => {
    const world = worldOf(7);
    for (let n = 1; n <= 6; n += 1) sell(world, `o${n}`, `A-${n}`, n);
    sell(world, "o7", "A-7", 7, "cancelled");
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    // The first is not known at all: nobody rang.
    await coupleOrders(under, coupled, {
      ...{ o2: ["waiting", "remote.unavailable"], o3: ["held", "mapping.missing"], o4: ["documented", null] },
      ...{ o5: ["skipped", "rule.before"], o6: ["skipped", "rule.status"] },
    });
    await coupled.start();
    expect(stockOf(world)).toEqual(["9", "8", "7", "10", "10", "4", "10"]);
  });

  test("booked only just is taken off too, and looked at once more when the ERP must have it", async () => {
    const world = worldOf(1);
    sell(world, "o1", "A-1", 4);
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    await coupleOrders(under, coupled);
    await settleOrder(under, coupled, "o1", "documented", null, "1 second");
    await coupled.start();
    expect(stockOf(world)).toEqual(["6"]);
    await settleOrder(under, coupled, "o1", "documented", null, "10 minutes");
    await sql`update catalogue_records set next_attempt_at = now() where administration_id = ${coupled.administrationId}
      and next_attempt_at is not null`.execute(under.store.owner);
    await coupled.follow();
    expect(stockOf(world)).toEqual(["10"]);
  });

  test("in an order that cannot be read is not known: until it can, stock only goes down", async () => {
    const world = worldOf(3);
    world.putProduct({ externalId: "s1", stock: "7" });
    world.putProduct({ externalId: "s2", stock: "12" });
    world.putProduct({ externalId: "s3", stock: "10" });
    world.unreadableOrders.add("o1");
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    await coupleOrders(under, coupled, { o1: ["held", "remote.protocol_changed"] });
    await coupled.start();
    expect(stockOf(world)).toEqual(["7", "10", "10"]);
    const [first, second] = await coupled.records();
    expect(first).toMatchObject({ state: "waiting", reason: { code: "stop.unreadableOrder" } });
    expect(first?.reason?.message).toContain("‘A-1’");
    expect(second).toMatchObject({ state: "updated", reason: null });
    // A person booked it by hand.
    await settleOrder(under, coupled, "o1", "skipped", "rule.user", "1 hour");
    await sql`update inbox set reason_code = 'rule.user' where administration_id = ${coupled.administrationId}`.execute(
      under.store.owner,
    );
    await sql`update catalogue_records set next_attempt_at = now() where administration_id = ${coupled.administrationId}
      and next_attempt_at is not null`.execute(under.store.owner);
    await coupled.follow();
    expect(stockOf(world)).toEqual(["10", "10", "10"]);
    expect((await coupled.records())[0]).toMatchObject({ state: "updated", reason: null });
  });

  test("is read once in a run, and again only when it changed", async () => {
    const world = worldOf(9);
    for (const n of [1, 2]) sell(world, `o${n}`, `A-${n}`, n, "placed", "2026-10-01T08:00:00Z");
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    await coupleOrders(under, coupled, { o1: ["held", "mapping.missing"], o2: ["held", "mapping.missing"] });
    await coupled.act("look");
    await coupled.run("ready");
    world.calls.length = 0;
    let isChanged = false;
    world.after = (operation) => {
      if (operation !== "stock.set" || isChanged) return;
      isChanged = true;
      sell(world, "o2", "A-9", 5);
    };
    await coupled.act("start");
    await coupled.run("done");
    expect(stockOf(world)).toEqual(["9", "10", "10", "10", "10", "10", "10", "10", "5"]);
    expect(world.calls.filter((operation) => operation === "orders.get")).toHaveLength(1);
  });

  test("sold between the look and the write is taken off by a second look", async () => {
    const world = worldOf(1);
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    await coupleOrders(under, coupled);
    let isSold = false;
    world.before = (operation) => {
      if (operation !== "stock.set" || isSold) return;
      isSold = true;
      sell(world, "o1", "A-1", 3);
    };
    await coupled.start();
    expect([stockOf(world), world.writesOf("stock.set")]).toEqual([["7"], 2]);
  });
});

test("a shop that does not count an item is asked to, and is told by name when it does not", async () => {
  const world = worldOf(2);
  world.putProduct({ externalId: "s1", stock: null });
  world.putProduct({ externalId: "s2", stock: null });
  world.countsNever.add("s1");
  const coupled = await coupleCatalogue(under, "stock", {}, world);
  await coupled.act("look");
  await coupled.run("ready");
  expect((await coupled.records())[1]?.changes).toEqual([{ field: "stock", shop: null, source: "10", act: "write" }]);
  await coupled.act("start");
  await coupled.run("done");
  const [first, second] = await coupled.records();
  expect(first).toMatchObject({ state: "held", name: "Winkel 1", reason: { code: "stop.notCounted" } });
  expect(second).toMatchObject({ state: "updated" });
  expect(stockOf(world)).toEqual([null, "10"]);
});

describe("a shop that says that something else stands there than was written", () => {
  test("sold one meanwhile: the next look counts it off, and nothing stands still", async () => {
    const world = worldOf(1);
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    await coupleOrders(under, coupled);
    let isSold = false;
    world.before = (operation) => {
      if (operation !== "stock.set" || isSold) return;
      isSold = true;
      sell(world, "o1", "A-1", 1);
      world.takes = (quantity) => subtract(quantity, amount("1"));
    };
    await coupled.start();
    expect(stockOf(world)).toEqual(["9"]);
    expect((await coupled.records())[0]).toMatchObject({ state: "updated", reason: null });
    expect((await coupled.api.get<{ items: unknown[] }>("/api/alarms")).items).toEqual([]);
  });

  test("does not take it: after some looks it is told by name", async () => {
    const world = worldOf(1);
    world.takes = () => amount("3");
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    await coupled.start();
    expect((await coupled.records())[0]).toMatchObject({ state: "held", reason: { code: "stop.otherStock" } });
    expect(world.writesOf("stock.set")).toBe(3);
  });
});

test("what was seen earlier never follows what was seen later", async () => {
  const world = worldOf(1);
  const coupled = await coupleCatalogue(under, "stock", {}, world);
  await coupled.start();
  await sql`update catalogue_records set observed_at = now() + interval '1 hour' where administration_id = ${coupled.administrationId}`.execute(
    under.store.owner,
  );
  world.writes.length = 0;
  world.putItem({ externalId: "i1", stock: "3" });
  await coupled.follow();
  expect([stockOf(world), world.writes]).toEqual([["10"], []]);
});

test("one the shop stumbles over keeps no other from its stock", async () => {
  const world = worldOf(3);
  world.before = (operation, input: { items: { externalId: string }[] }) => {
    if (operation === "stock.set" && input.items.some(({ externalId }) => externalId === "s2"))
      throw new HubError("document.rejected", "geen getal");
  };
  const coupled = await coupleCatalogue(under, "stock", {}, world);
  await coupled.start();
  expect(stockOf(world)).toEqual(["10", "0", "10"]);
  expect((await coupled.records("?state=held")).map(({ externalId, reason }) => [externalId, reason?.code])).toEqual([
    ["i2", "document.rejected"],
  ]);
});

test("at night all of it is compared: what no delta said, and what was changed by hand, is mended", async () => {
  const world = worldOf(2);
  const coupled = await coupleCatalogue(under, "stock", {}, world);
  await coupled.start();
  world.putProduct({ externalId: "s1", stock: "99" });
  await coupled.follow();
  expect(stockOf(world)).toEqual(["99", "10"]);
  await sql`delete from schedule_turns where name = ${nightOf(coupled.couplingId)}`.execute(under.store.owner);
  const local = Temporal.Now.zonedDateTimeISO("Europe/Brussels");
  const three = local.add({ days: 1 }).with({ hour: 3, minute: 0 });
  under.world.ahead = three.since(local).total("seconds");
  const run = await until("the night", async () => {
    const seen = await coupled.see();
    return seen.run?.scope === "night" && seen.run.state === "done" && seen.run;
  });
  under.world.ahead = 0;
  expect([stockOf(world), run.counts]).toEqual([["10", "10"], { same: 1, updated: 1 }]);
});
