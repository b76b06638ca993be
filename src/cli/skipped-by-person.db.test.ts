import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const path = ({ connectionId }: CoupledShop, id: number) => `/api/orders/${connectionId}/${id}`;
const skip = (coupled: CoupledShop, id: number, reason = " Proefbestelling ") =>
  coupled.api.post(`${path(coupled, id)}/skip`, { reason });
const skipped = { outcome: "skipped", reason: { code: "rule.user", text: "Proefbestelling" }, documents: [] };

/** Held, because it has a line without VAT that nobody said the meaning of. */
async function held(): Promise<CoupledShop> {
  const coupled = await coupleShop(under);
  await coupled.ring("created", 80);
  expect(await coupled.settled(80)).toMatchObject({ outcome: "held", reason: { code: "mapping.missing" } });
  return coupled;
}

test("an order a person skipped stays so: rung for, changed, gone and back, its mapping filled in, the shop silent", async () => {
  const coupled = await held();
  await skip(coupled, 80);
  expect(await coupled.order(80)).toMatchObject(skipped);
  const { events } = await coupled.api.get<{ events: object[] }>(path(coupled, 80));
  expect(events.at(-1)).toMatchObject({
    code: "order.skipped",
    data: { code: "rule.user", who: "test", text: "Proefbestelling" },
    message: "Bestelling 80 overgeslagen door test: Proefbestelling",
  });
  const answer = await coupled.api.put<{ resumed: number }>(
    `/api/connections/${coupled.connectionId}/mappings/untaxedLine/KAART-20`,
    { category: "E", reason: "Cadeaubon" },
  );
  expect(answer).toEqual({ resumed: 0 });
  await coupled.ring("updated", 80);
  expect(await coupled.settled(80)).toMatchObject(skipped);
  coupled.change(80, (order) => (order["customer_note"] = "Toch graag snel"));
  await coupled.ring("updated", 80);
  expect(await coupled.settled(80)).toMatchObject(skipped);
  const order = coupled.shop.orders.get(80);
  if (order === undefined) throw new Error("The shop has no order 80");
  coupled.shop.orders.forceDelete(80);
  await coupled.ring("updated", 80);
  expect(await coupled.settled(80)).toMatchObject(skipped);
  coupled.shop.orders.put(order);
  under.world.isCutOff = true;
  await coupled.ring("updated", 80);
  expect(await coupled.settled(80)).toMatchObject({ ...skipped, nextAttemptAt: null });
  under.world.isCutOff = false;
  await coupled.api.post(`/api/connections/${coupled.connectionId}/check`);
  await coupled.ring("updated", 80);
  expect(await coupled.settled(80)).toMatchObject(skipped);

  await coupled.api.post(`${path(coupled, 80)}/retry`);
  await until("it to be booked after all", async () => (await coupled.order(80)).outcome === "documented");
  expect(await coupled.count("documents")).toBe(1);
});

test("a documented order is not skipped, nor one nobody heard of, nor without a reason", async () => {
  const coupled = await coupleShop(under);
  await coupled.ring("created", 42);
  expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
  await expect(skip(coupled, 42)).rejects.toThrow(/409 .*request\.conflict/);
  await expect(skip(coupled, 99_999)).rejects.toThrow("404");
  await expect(skip(coupled, 42, "  ")).rejects.toThrow("400");
  await expect(skip(coupled, 42, "x".repeat(501))).rejects.toThrow("400");
  expect(await coupled.order(42)).toMatchObject({ outcome: "documented", reason: null });
});

test("one that nobody looked at yet is skipped as well", async () => {
  const coupled = await coupleShop(under, { state: "off" });
  await sql`insert into inbox (administration_id, connection_id, kind, external_id)
    values (${coupled.administrationId}, ${coupled.connectionId}, 'order', '42')`.execute(under.store.owner);
  await skip(coupled, 42);
  await coupled.setCoupling({ state: "live" });
  await coupled.ring("created", 42);
  expect(await coupled.settled(42)).toMatchObject(skipped);
});

test("with a connection that was paused, deliveries wait; renewed keys and a check let them go on", async () => {
  const coupled = await coupleShop(under);
  const at = `/api/connections/${coupled.connectionId}`;
  await coupled.api.post(`${at}/pause`);
  await coupled.ring("created", 42);
  await coupled.api.put(at, { credentials: { consumerSecret: "cs_wrong" } });
  expect(await coupled.count("inbox")).toBe(0);
  await coupled.api.post(`${at}/resume`);
  await until("the keys to be refused", async () => (await coupled.connection()).state === "reconnect");
  await coupled.api.put(at, { credentials: { consumerSecret: ` ${coupled.shop.consumerSecret} ` } });
  expect(await coupled.connection()).toMatchObject({ state: "unchecked" });
  await coupled.api.post(`${at}/check`);
  await until("order 42 to be booked", async () => (await coupled.order(42)).outcome === "documented");
  expect(await coupled.alarms()).toEqual([]);
});
