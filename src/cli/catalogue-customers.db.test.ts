import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { HubError } from "#domain/error.ts";
import { Party } from "#domain/party.ts";
import { openWorld } from "./testing/catalogue-world.ts";
import { coupleCatalogue } from "./testing/coupled-catalogue.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

function worldOf(count: number) {
  const world = openWorld();
  for (let n = 1; n <= count; n += 1)
    world.putParty({
      externalId: `d${n}`,
      name: `Bakkerij ${n}`,
      email: `Klant${n}@Example.be`,
      phone: `09${n}`,
      address: { cityName: "Gent" } as never,
    });
  return world;
}

test("recognised by address, made with general data, followed by what changed; only hashes are kept of them", async () => {
  const world = worldOf(5);
  world.customers.set("k9", Party.parse({ name: "Eigen naam", email: "klant1@example.be", address: {} }));
  const coupled = await coupleCatalogue(under, "customers", {}, world);
  await coupled.act("look");
  expect((await coupled.run("ready")).counts).toEqual({ toCreate: 4, toUpdate: 1 });
  await coupled.act("start");
  await coupled.run("done");
  expect(world.customers.get("k9")).toMatchObject({ name: "Eigen naam", phone: "091", address: { cityName: "Gent" } });
  expect([world.customers.size, world.writesOf("customers.create")]).toEqual([5, 4]);
  const { rows } =
    await sql`select to_jsonb(r) from catalogue_records r where administration_id = ${coupled.administrationId}`.execute(
      under.store.owner,
    );
  expect(JSON.stringify(rows)).not.toMatch(/bakkerij|example\.be|klant/i);
  world.writes.length = 0;
  world.putParty({ externalId: "d3", phone: "099" });
  await coupled.follow();
  expect(world.writes.map(({ operation }) => operation)).toEqual(["customers.update"]);
  const calls = world.calls.length;
  await coupled.follow();
  expect([world.writes.length, world.calls.slice(calls).includes("customers.find")]).toEqual([1, false]);
});

test("without an address, or with one that two have, they stop by name; one that failed is tried again with the rest left alone", async () => {
  const world = worldOf(4);
  world.putParty({ externalId: "d1", email: "" });
  world.putParty({ externalId: "d2", email: "klant3@example.be" });
  let isBroken = true;
  world.before = (operation) => {
    if (operation === "customers.create" && isBroken) throw new HubError("remote.conflict", "bezet");
  };
  const coupled = await coupleCatalogue(under, "customers", {}, world);
  await coupled.start();
  expect((await coupled.records()).map(({ code, name, state, reason }) => [code, name, state, reason?.code])).toEqual([
    ["", "Bakkerij 1", "held", "stop.noEmail"],
    ["", "Bakkerij 2", "held", "stop.duplicateEmail"],
    ["", "Bakkerij 3", "held", "stop.duplicateEmail"],
    ["", "Bakkerij 4", "waiting", "remote.outcome_unknown"],
  ]);
  isBroken = false;
  await coupled.api.post(`/api/catalogue-couplings/${coupled.couplingId}/retry`, { externalId: "d4" });
  await coupled.follow();
  expect([...world.customers.values()].map(({ name }) => name)).toEqual(["Bakkerij 4"]);
});

test("a shop that takes no changes of customers is told by name, and takes new ones all the same", async () => {
  const world = worldOf(1);
  const coupled = await coupleCatalogue(under, "customers", {}, world);
  await coupled.start();
  world.before = (operation) => {
    if (operation === "customers.update") throw new HubError("capability.missing", "Method Not Allowed");
  };
  world.putParty({ externalId: "d1", phone: "099" });
  world.putParty({ externalId: "d2", name: "Nieuw", email: "nieuw@example.be", address: {} as never });
  await coupled.follow();
  const seen = (await coupled.records()).map(({ externalId, state, reason }) => [externalId, state, reason?.code]);
  expect(seen).toEqual([
    ["d1", "held", "capability.missing"],
    ["d2", "created", undefined],
  ]);
});

test("what does not fit is refused beside its field; two couplings of one kind between two are one too many", async () => {
  const coupled = await coupleCatalogue(under, "customers");
  const { api, erpId, shopId } = coupled;
  const couple = (given: object) => api.post("/api/catalogue-couplings", { kind: "customers", ...given });
  await expect(couple({ sourceConnectionId: erpId, targetConnectionId: shopId })).rejects.toThrow("409");
  await expect(couple({ sourceConnectionId: shopId, targetConnectionId: erpId })).rejects.toThrow(
    /sourceConnectionId.*targetConnectionId/s,
  );
  await expect(couple({ sourceConnectionId: erpId, targetConnectionId: erpId })).rejects.toThrow("targetConnectionId");
  const wrong = { kind: "stock", sourceConnectionId: erpId, targetConnectionId: shopId, settings: { safety: "-1" } };
  await expect(api.post("/api/catalogue-couplings", wrong)).rejects.toThrow("settings.safety");
  expect((await api.get<{ items: unknown[] }>("/api/couplings")).items).toEqual([]);
  expect(
    (await api.get<{ warehouses: unknown[] }>(`/api/catalogue-couplings/${coupled.couplingId}/choices`)).warehouses,
  ).toEqual([{ id: "1", name: "Gent" }]);
});
