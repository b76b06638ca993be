import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { HubError } from "#domain/error.ts";
import { openWorld } from "./testing/catalogue-world.ts";
import { coupleCatalogue } from "./testing/coupled-catalogue.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const mapped = { vatClasses: { HOOG: { to: "std", rate: "21" } } };

/** An ERP with so many items. */
function worldOf(count: number) {
  const world = openWorld();
  for (let n = 1; n <= count; n += 1)
    world.putItem({ externalId: `i${n}`, sellersItemIdentifier: `A-${n}`, name: `Artikel ${n}`, price: `${n}.50` });
  return world;
}

test("first looks and writes nothing, then writes what a person started, then only what changed", async () => {
  const world = worldOf(8);
  world.putProduct({ externalId: "s1", sellersItemIdentifier: "A-1", name: "Eigen naam", price: "1.50" });
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.act("look");
  const looked = await coupled.run("ready");
  expect([looked.counts, looked.run?.total, looked.state]).toEqual([{ toCreate: 7, same: 1 }, 8, "off"]);
  expect(world.writes).toEqual([]);
  const [first, second] = await coupled.records();
  expect(first).toMatchObject({ code: "A-1", kept: ["name"] });
  expect(first?.changes).toEqual([{ field: "name", shop: "Eigen naam", source: "Artikel 1", act: "keep" }]);
  expect(second?.changes).toContainEqual({ field: "price", shop: null, source: "2.5", act: "write" });
  await expect(coupled.act("runs", {})).rejects.toThrow("409");

  await coupled.act("start");
  const done = await coupled.run("done");
  expect([done.state, done.run?.counts]).toEqual(["live", { created: 7, same: 1 }]);
  expect([world.writesOf("products.create"), world.writesOf("products.update")]).toEqual([7, 0]);
  expect([...world.products.values()].find(({ sellersItemIdentifier: code }) => code === "A-2")).toMatchObject({
    name: "Artikel 2",
    price: "2.50",
    vatClass: "std",
    stock: "0",
  });

  world.writes.length = 0;
  world.putItem({ externalId: "i3", price: "99" });
  await coupled.follow();
  expect(world.writes).toEqual([
    { operation: "products.update", input: expect.objectContaining({ item: { price: "99" } }) },
  ]);
  await coupled.follow();
  expect(world.writes).toHaveLength(1);
});

test("what a success leaves is ids, hashes and states: no name, no price", async () => {
  const world = worldOf(2);
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.start();
  const { rows } = await sql<{ row: object }>`select to_jsonb(r) as row from catalogue_records r
    where administration_id = ${coupled.administrationId}`.execute(under.store.owner);
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/Artikel|\d\.50\b|HOOG/);
  const { rows: effects } =
    await sql`select from effects where administration_id = ${coupled.administrationId} and input is not null`.execute(
      under.store.owner,
    );
  expect(effects).toHaveLength(0);
});

describe("what the shop made of it", () => {
  test("is left alone, and told; unless the field may be written over", async () => {
    const world = worldOf(1);
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    const [id = ""] = world.products.keys();
    world.putProduct({ externalId: id, name: "Mooie mok", description: "Met de hand", price: "3" });
    world.putItem({ externalId: "i1", name: "Artikel 1b", price: "4" });
    await coupled.follow();
    expect(world.products.get(id)).toMatchObject({ name: "Mooie mok", description: "Met de hand", price: "4" });
    expect((await coupled.records())[0]).toMatchObject({ state: "updated", kept: ["name"] });
    const { settings } = await coupled.see();
    await coupled.save({ fields: { ...(settings["fields"] as object), name: { when: "onUpdate", overwrites: true } } });
    await coupled.follow("2026-11-01");
    expect(world.products.get(id)).toMatchObject({ name: "Artikel 1b" });
  });

  test("deleted is deleted: it is not made again", async () => {
    const world = worldOf(1);
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    world.products.clear();
    world.putItem({ externalId: "i1", name: "Anders" });
    await coupled.follow();
    expect(world.writesOf("products.create")).toBe(1);
    expect((await coupled.records())[0]).toMatchObject({ state: "skipped", reason: { code: "skip.removed" } });
  });
});

test("what cannot be matched for sure stops by name, and goes on once it is mended", async () => {
  const world = worldOf(4);
  world.putItem({ externalId: "i1", sellersItemIdentifier: " " });
  world.putItem({ externalId: "i2", sellersItemIdentifier: "A-3" });
  world.putItem({ externalId: "i4", vatClass: "LAAG" });
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  const done = await coupled.start();
  expect(done.counts).toEqual({ held: 4 });
  const stopped = await coupled.records("?state=held");
  expect(stopped.map(({ name, reason }) => [name, reason?.code])).toEqual([
    ["Artikel 1", "stop.noCode"],
    ["Artikel 2", "stop.duplicateCode"],
    ["Artikel 3", "stop.duplicateCode"],
    ["Artikel 4", "stop.vatClass"],
  ]);
  expect(stopped[3]?.reason).toMatchObject({ message: expect.stringContaining("‘LAAG’"), who: "Jij bent aan zet" });
  const alarms = await coupled.api.get<{ items: { kind: string }[] }>("/api/alarms");
  expect(alarms.items.map(({ kind }) => kind)).toEqual(["catalogueStopped"]);
  await coupled.save({ vatClasses: { ...mapped.vatClasses, LAAG: { to: "low", rate: "6" } } });
  world.putItem({ externalId: "i1", sellersItemIdentifier: "A-1" });
  world.putItem({ externalId: "i2", sellersItemIdentifier: "A-2" });
  const after = await coupled.follow();
  expect(after.counts).toEqual({ created: 4 });
  expect([...world.products.values()].map(({ vatClass }) => vatClass).toSorted()).toEqual(["low", "std", "std", "std"]);
  expect((await coupled.api.get<{ items: unknown[] }>("/api/alarms")).items).toEqual([]);
});

test("a variation is matched by its own code; its name and category stay the shop's", async () => {
  const world = worldOf(1);
  world.putProduct({
    externalId: "v1",
    externalParentId: "s9",
    sellersItemIdentifier: "A-1",
    name: "Trui - rood",
    price: "7",
  });
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.start();
  expect(world.writes).toEqual([
    { operation: "products.update", input: { externalId: "v1", externalParentId: "s9", item: { price: "1.50" } } },
  ]);
});

test("the type becomes a category, made once; prices go to the shop's own mode", async () => {
  const world = worldOf(3);
  for (const n of [1, 2, 3]) world.putItem({ externalId: `i${n}`, type: n === 3 ? "Borden" : "Mokken" });
  world.putProduct({ externalId: "s1", sellersItemIdentifier: "X", pricesIncludeTax: true });
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.start();
  expect(world.categories.map(({ name }) => name).toSorted()).toEqual(["Borden", "Mokken"]);
  const made = [...world.products.values()].find(({ sellersItemIdentifier: code }) => code === "A-2");
  expect(made).toMatchObject({ price: "3.03", categories: [["Mokken"]] });
});

describe("pictures", () => {
  test("are fetched by the shop at an address of this hub, and written again only when they changed", async () => {
    const world = worldOf(1);
    world.images.set("foto", Buffer.from("een foto"));
    world.putItem({ externalId: "i1", images: [{ id: "foto", fileName: "mok rood.jpg", revision: "1" }] });
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    const write = world.writes[0]?.input as { item: { imageUrls: string[] } };
    const [address = ""] = write.item.imageUrls;
    expect(address).toMatch(/\/images\/[\w-]+\/mok-rood\.jpg$/);
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
      200,
      "image/jpeg",
      "een foto",
    ]);
    expect((await fetch(address.replace(/images\/..../, "images/AAAA"))).status).toBe(404);
    under.world.ahead = 7 * 3600;
    expect((await fetch(address)).status).toBe(404);
    under.world.ahead = 0;
    world.writes.length = 0;
    world.putItem({ externalId: "i1", name: "Andere naam" });
    await coupled.follow();
    expect(world.writes.map(({ input }) => (input as { item: object }).item)).toEqual([{ name: "Andere naam" }]);
    world.putItem({ externalId: "i1", images: [{ id: "foto", fileName: "mok.jpg", revision: "2" }] });
    await coupled.follow();
    expect(world.writes).toHaveLength(2);
  });

  test("one of more than 30 MB stops its product by name", async () => {
    const world = worldOf(1);
    world.images.set("groot", Buffer.alloc(30 * 1024 * 1024 + 1));
    world.putItem({ externalId: "i1", images: [{ id: "groot", fileName: "reus.png", revision: "1" }] });
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    const [record] = await coupled.records();
    expect(record).toMatchObject({ state: "held", name: "Artikel 1", reason: { code: "stop.image" } });
    expect(record?.reason?.message).toContain("reus.png");
  });
});

test("paused in the middle it stands still; resumed it goes on without writing anything twice", async () => {
  const world = worldOf(9);
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.act("look");
  await coupled.run("ready");
  const reached = Promise.withResolvers<undefined>();
  const held = Promise.withResolvers<undefined>();
  world.before = async (operation) => {
    if (operation !== "products.create" || world.writesOf("products.create") < 4) return;
    reached.resolve(undefined);
    await held.promise;
  };
  await coupled.act("start");
  await reached.promise;
  expect((await coupled.act("pause")).run?.isPaused).toBe(true);
  held.resolve(undefined);
  await until("it stands still", async () => world.writesOf("products.create") >= 4);
  expect((await coupled.see()).run?.state).toBe("writing");
  await coupled.act("resume");
  await coupled.run("done");
  const codes = [...world.products.values()].map(({ sellersItemIdentifier: code }) => code);
  expect([codes.length, new Set(codes).size]).toEqual([9, 9]);
});

test("a shop that goes down in the middle: the run waits with the reason, and goes on where it was", async () => {
  const world = worldOf(7);
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.act("look");
  await coupled.run("ready");
  let isDown = true;
  world.before = (operation) => {
    if (isDown && operation === "products.create" && world.writesOf(operation) >= 3)
      throw new HubError("remote.unavailable", "plat");
  };
  await coupled.act("start");
  const { run } = await until("it waits", async () => {
    const seen = await coupled.see();
    return seen.run?.reason !== null && seen;
  });
  expect(run?.reason).toMatchObject({ code: "remote.unavailable" });
  isDown = false;
  under.world.ahead = 60;
  await sql`update connections set retry_at = null, failures = 0 where administration_id = ${coupled.administrationId}`.execute(
    under.store.owner,
  );
  await sql`update catalogue_runs set next_at = now() where administration_id = ${coupled.administrationId}`.execute(
    under.store.owner,
  );
  await coupled.run("done");
  under.world.ahead = 0;
  expect(world.writesOf("products.create")).toBe(7);
});

test("killed between a write and its answer: what was written is not written again", async () => {
  const world = worldOf(2);
  world.putProduct({ externalId: "s1", sellersItemIdentifier: "A-1", name: "Artikel 1", price: "5" });
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.start();
  world.writes.length = 0;
  world.putItem({ externalId: "i1", price: "6" });
  // As kill -9 leaves it: intended, carried out, and nobody wrote how it ended.
  const { rows } = await sql<{ written: { price: { wanted: string } } }>`select written from catalogue_records
    where administration_id = ${coupled.administrationId} and external_id = 'i1'`.execute(under.store.owner);
  expect(rows[0]?.written.price.wanted).toBeDefined();
  await sql`update catalogue_records set state = 'writing', intended = '{"made":"","price":"x"}'
    where administration_id = ${coupled.administrationId} and external_id = 'i1'`.execute(under.store.owner);
  world.putProduct({ externalId: "s1", price: "6" });
  await coupled.follow();
  expect(world.writes).toEqual([]);
  expect((await coupled.records())[0]).toMatchObject({ state: "same", kept: [] });
});

test("a create of which the answer was lost is found by its code, and made once", async () => {
  const world = worldOf(1);
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  let isLost = false;
  world.after = (operation) => {
    if (operation !== "products.create" || isLost) return;
    isLost = true;
    throw new HubError("remote.outcome_unknown", "weg");
  };
  await coupled.start();
  expect((await coupled.records())[0]?.state).toBe("waiting");
  await sql`update catalogue_records set next_attempt_at = now() where administration_id = ${coupled.administrationId}`.execute(
    under.store.owner,
  );
  await coupled.follow();
  expect([world.writesOf("products.create"), (await coupled.records())[0]?.state]).toEqual([1, "same"]);
  const { rows } = await sql<{ state: string; input: unknown }>`select state, input from effects
    where administration_id = ${coupled.administrationId}`.execute(under.store.owner);
  expect(rows).toEqual([{ state: "done", input: null }]);
});
