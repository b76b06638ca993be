import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { HubError } from "#domain/error.ts";
import { openWorld, type CatalogueWorld } from "./testing/catalogue-world.ts";
import { coupleCatalogue, type CoupledCatalogue } from "./testing/coupled-catalogue.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const mapped = { vatClasses: { HOOG: { to: "std", rate: "21" } } };

function worldOf(count: number): CatalogueWorld {
  const world = openWorld();
  for (let n = 1; n <= count; n += 1)
    world.putItem({ externalId: `i${n}`, sellersItemIdentifier: `A-${n}`, name: `Artikel ${n}`, price: `${n}.50` });
  return world;
}

const codesIn = ({ products }: CatalogueWorld): string[] =>
  [...products.values()].map(({ sellersItemIdentifier: code }) => code).toSorted();

const alarmsOf = async ({ api }: CoupledCatalogue) =>
  (await api.get<{ items: { kind: string; message: string }[] }>("/api/alarms")).items;

/** As if so long had gone by since anything was put off. */
const letWaitsPass = ({ administrationId }: CoupledCatalogue) =>
  sql`update catalogue_records set next_attempt_at = now() where administration_id = ${administrationId}
    and next_attempt_at is not null`.execute(under.store.owner);

const broken = (code: string) => (operation: string, input: { codes?: string[] }) => {
  if (operation === "products.find" && input.codes?.includes(code))
    throw new HubError("remote.protocol_changed", "a product in a form that is not expected");
};

test("what changes is followed by itself, every so many minutes", async () => {
  const world = worldOf(2);
  const coupled = await coupleCatalogue(under, "products", { ...mapped, everyMinutes: 15 }, world);
  await coupled.start();
  world.writes.length = 0;
  world.putItem({ externalId: "i2", price: "99" });
  // Sixteen minutes after the last one.
  await sql`insert into schedule_turns (name, taken_at) values (${`catalogue ${coupled.couplingId}`}, now() - interval '16 minutes')
    on conflict (name) do update set taken_at = excluded.taken_at`.execute(under.store.owner);
  const run = await until("a run by the schedule", async () => {
    const seen = await coupled.see();
    return seen.run?.scope === "delta" && seen.run.state === "done" && world.writes.length > 0 && seen.run;
  });
  expect(run).toMatchObject({ requestedBy: "schedule", counts: { updated: 1 } });
  expect(world.writes).toMatchObject([{ operation: "products.update", input: { item: { price: "99" } } }]);
});

describe("a run from a day", () => {
  test("repairs an import that half failed", async () => {
    const world = worldOf(5);
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.act("look");
    await coupled.run("ready");
    let made = 0;
    world.before = (operation) => {
      if (operation !== "products.create") return;
      made += 1;
      if (made > 2) throw new HubError("document.rejected", "de winkel is vol");
    };
    await coupled.act("start");
    await coupled.run("done");
    expect(world.products.size).toBe(2);
    world.before = () => undefined;
    await coupled.follow("2026-11-01");
    expect(codesIn(world)).toEqual(["A-1", "A-2", "A-3", "A-4", "A-5"]);
    expect(world.writesOf("products.create")).toBe(5);
    for (const { state } of await coupled.records()) expect(["created", "same"]).toContain(state);
  });

  test("later than what was followed still reads what came between, and one that has yet to come is refused", async () => {
    const world = worldOf(2);
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    world.putItem({ externalId: "i1", price: "77" });
    const today = Temporal.Now.plainDateISO("Europe/Brussels");
    await coupled.follow(today.toString());
    expect([...world.products.values()].map(({ price }) => price)).toContain("77");
    const tomorrow = today.add({ days: 1 }).toString();
    await expect(coupled.act("runs", { from: tomorrow })).rejects.toThrow(/400.*from/s);
  });
});

describe("one product of the shop that cannot be read", () => {
  test("stands still alone, by name; the others go on", async () => {
    const world = worldOf(3);
    world.before = broken("A-2");
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    expect(codesIn(world)).toEqual(["A-1", "A-3"]);
    const [, second] = await coupled.records();
    expect(second).toMatchObject({ name: "Artikel 2", reason: { code: "remote.protocol_changed" } });
  });

  test("keeps no stock from being written but its own", async () => {
    const world = worldOf(2);
    for (const n of [1, 2]) world.putProduct({ externalId: `s${n}`, sellersItemIdentifier: `A-${n}` });
    for (const n of [1, 2]) world.putItem({ externalId: `i${n}`, stock: "4" });
    world.before = broken("A-1");
    const coupled = await coupleCatalogue(under, "stock", {}, world);
    await coupled.start();
    expect([...world.products.values()].map(({ stock }) => stock)).toEqual(["0", "4"]);
    expect((await coupled.records())[0]?.reason?.code).toBe("remote.protocol_changed");
  });
});

test("a run that cannot go on tells a person after some failures, and is over when it does", async () => {
  const world = worldOf(2);
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.start();
  world.before = (operation) => {
    if (operation === "products.list") throw new HubError("document.rejected", "deze lijst is er niet");
  };
  world.putItem({ externalId: "i1", price: "5" });
  // The schedule may be at it.
  await until("a run to begin", async () => {
    if ((await coupled.see()).run?.reason?.code === "document.rejected") return true;
    return coupled.act("runs", {}).catch(() => false);
  });
  /** As if the time had come in which it is tried again. */
  const again = () =>
    sql`update catalogue_runs set next_at = now() - interval '1 second' where administration_id = ${coupled.administrationId}
      and ended_at is null`.execute(under.store.owner);
  await until("a person is told", async () => {
    await again();
    return (await alarmsOf(coupled)).length > 0;
  });
  expect(await alarmsOf(coupled)).toMatchObject([
    { kind: "catalogueStopped", message: expect.stringContaining("staat stil") as string },
  ]);
  // Nobody waits for what a person ended.
  await coupled.act("stop");
  expect(await alarmsOf(coupled)).toEqual([]);

  await until("another run", async () => coupled.act("runs", {}).catch(() => false));
  await until("a person is told again", async () => {
    await again();
    return (await alarmsOf(coupled)).length > 0;
  });
  world.before = () => undefined;
  await until("it goes on", async () => {
    await again();
    return (await coupled.see()).run?.state === "done" && (await alarmsOf(coupled)).length === 0;
  });
});

test("how the shop has its prices is asked once in a run, however many pages it has", async () => {
  const world = worldOf(9);
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.act("look");
  await coupled.run("ready");
  let asked = 0;
  world.before = (operation, input: { modifiedSince?: unknown; cursor?: unknown }) => {
    if (operation === "products.list" && input.modifiedSince === null && input.cursor === null) asked += 1;
  };
  await coupled.act("start");
  await coupled.run("done");
  // The other is the first page of the ERP.
  expect(asked).toBe(2);
});

describe("a category that was made", () => {
  test("and taken out of the shop is not written any more: the product goes in without", async () => {
    const world = worldOf(2);
    world.putItem({ externalId: "i1", type: "Mokken" });
    world.putItem({ externalId: "i2", type: "" });
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    expect(world.categories).toMatchObject([{ name: "Mokken" }]);
    world.categories.length = 0;
    world.putItem({ externalId: "i3", sellersItemIdentifier: "A-3", type: "Mokken" });
    await coupled.follow();
    const made = [...world.products.values()].find(({ sellersItemIdentifier: code }) => code === "A-3");
    expect(made?.categories).toEqual([]);
    expect(world.writes.filter(({ input }) => JSON.stringify(input).includes('"c1"'))).toHaveLength(1);
  });
});

describe("two with one code", () => {
  test("go on both when one of them is mended", async () => {
    const world = worldOf(2);
    world.putItem({ externalId: "i2", sellersItemIdentifier: "A-1" });
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    expect((await coupled.start()).counts).toEqual({ held: 2 });
    world.putItem({ externalId: "i2", sellersItemIdentifier: "A-2" });
    await coupled.follow();
    await coupled.follow();
    expect(codesIn(world)).toEqual(["A-1", "A-2"]);
  });

  test("customers as well, when one of them is no more", async () => {
    const world = openWorld();
    for (const n of [1, 2])
      world.putParty({ externalId: `d${n}`, name: `Bakkerij ${n}`, email: "klant@example.be", address: {} as never });
    const coupled = await coupleCatalogue(under, "customers", {}, world);
    expect((await coupled.start()).counts).toEqual({ held: 2 });
    world.parties.delete("d2");
    await coupled.api.post(`/api/catalogue-couplings/${coupled.couplingId}/retry`, { externalId: "d1" });
    await coupled.follow();
    await coupled.follow();
    expect([...world.customers.values()].map(({ name }) => name)).toEqual(["Bakkerij 1"]);
  });
});

test("an item whose code changed stays named until the shop has it too, and comes along by itself then", async () => {
  const world = worldOf(1);
  const coupled = await coupleCatalogue(under, "products", mapped, world);
  await coupled.start();
  world.putItem({ externalId: "i1", sellersItemIdentifier: "B-1", price: "8" });
  await coupled.follow();
  const stopped = { state: "held", reason: { code: "stop.codeChanged" } };
  expect((await coupled.records())[0]).toMatchObject(stopped);
  await coupled.save({});
  await coupled.follow();
  expect((await coupled.records())[0]).toMatchObject(stopped);
  const [id = ""] = world.products.keys();
  world.putProduct({ externalId: id, sellersItemIdentifier: "B-1" });
  await letWaitsPass(coupled);
  await coupled.follow();
  expect((await coupled.records())[0]).toMatchObject({ state: "updated" });
  expect(world.products.get(id)?.price).toBe("8");
});

test("a VAT class that the shop does not have any more is told before anything of the product is written", async () => {
  const world = worldOf(1);
  world.putProduct({ externalId: "s1", sellersItemIdentifier: "A-1", name: "Artikel 1", vatClass: "old" });
  const coupled = await coupleCatalogue(under, "products", { vatClasses: { HOOG: { to: "weg", rate: "21" } } }, world);
  await coupled.start();
  expect(world.writes).toEqual([]);
  expect((await coupled.records())[0]).toMatchObject({
    state: "held",
    reason: { code: "stop.shopVatClass", message: expect.stringContaining("‘weg’") as string },
  });
});

test("what settings kept out comes along when they let it in", async () => {
  const world = worldOf(2);
  world.putItem({ externalId: "i2", isActive: false });
  const coupled = await coupleCatalogue(under, "products", { ...mapped, creates: false }, world);
  expect((await coupled.start()).counts).toEqual({ skipped: 2 });
  await coupled.save({ creates: true });
  await coupled.follow();
  expect(codesIn(world)).toEqual(["A-1"]);
  await coupled.save({ withInactive: true });
  await coupled.follow();
  expect(codesIn(world)).toEqual(["A-1", "A-2"]);
});

describe("of something whose answer was lost, and that the hub cannot look up", () => {
  async function uncertain() {
    const world = worldOf(2);
    for (const externalId of ["i1", "i2"]) world.putItem({ externalId, type: "Mokken" });
    let isLost = true;
    world.before = (operation) => {
      if (operation !== "categories.create" || !isLost) return;
      isLost = false;
      throw new HubError("remote.protocol_changed", "geen antwoord");
    };
    const coupled = await coupleCatalogue(under, "products", mapped, world);
    await coupled.start();
    const held = { state: "held", uncertain: "category", reason: { code: "remote.outcome_unknown" } };
    expect(await coupled.records()).toMatchObject([held, held]);
    return { world, coupled };
  }
  const areMade = (coupled: CoupledCatalogue) => async () =>
    (await coupled.records()).every(({ state }) => state === "created");

  test("a person says that it is not there: it is made", async () => {
    const { world, coupled } = await uncertain();
    await coupled.act("outcome", { externalId: "i1", isThere: false });
    await until("both are made", areMade(coupled));
    expect(world.categories).toMatchObject([{ name: "Mokken" }]);
    await expect(coupled.act("outcome", { externalId: "i1", isThere: false })).rejects.toThrow("409");
  });

  test("a person says that it is there: it is not made again", async () => {
    const { world, coupled } = await uncertain();
    world.categories.push({ id: "c7", name: "Mokken", parentId: "" });
    await coupled.act("outcome", { externalId: "i1", isThere: true, id: "c7" });
    await until("both are made", areMade(coupled));
    expect(world.writes.map(({ operation }) => operation)).toEqual(["products.create", "products.create"]);
    expect([...world.products.values()][0]?.categories).toEqual([["Mokken"]]);
  });
});
