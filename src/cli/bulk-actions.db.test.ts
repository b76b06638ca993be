import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly told: number;
  readonly left: number;
  readonly counts: Readonly<Record<string, number>>;
}

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
  await under.join("worker");
});

const ended = ({ api }: CoupledShop, id: string): Promise<Seen> =>
  until("the action to end", async () => {
    const seen = await api.get<Seen>(`/api/bulk-actions/${id}`);
    return ["done", "stopped", "failed"].includes(seen.state) ? seen : null;
  });

/** Orders in a currency nobody chose a rate for: they are held. */
async function heldOrders(coupled: CoupledShop, ids: readonly number[]): Promise<void> {
  for (const id of ids) coupled.copyOrder(42, id, (order) => Object.assign(order, { currency: "SEK" }));
  await coupled.ring("created", ...ids);
  for (const id of ids.slice(0, 1)) expect(await coupled.settled(id)).toMatchObject({ outcome: "held" });
  for (const id of ids.slice(1)) expect(await coupled.order(id)).toMatchObject({ outcome: "held" });
}

/** The rate appears without anybody being woken, as when it was filled in by another program. */
const fillInRate = ({ administrationId, connectionId }: CoupledShop) =>
  sql`insert into mappings (administration_id, connection_id, what, from_value, to_value)
    values (${administrationId}, ${connectionId}, 'exchangeRate', 'SEK', '{"rate": "0.09"}')
    on conflict (administration_id, connection_id, what, from_value) do update set to_value = excluded.to_value`.execute(
    under.store.owner,
  );

describe("what many orders are told to do", () => {
  test("is shown first with its number, and done in batches, each order once, also by two nodes", async () => {
    const coupled = await coupleShop(under);
    const ids = Array.from({ length: 130 }, (_, index) => 9001 + index);
    await heldOrders(coupled, ids);
    await fillInRate(coupled);
    const ask = { act: "retry", filter: { state: "held" } };
    const preview = await coupled.api.post<{
      count: number;
      others: number;
      first: unknown[];
      seconds: number;
      effects: string[];
    }>("/api/bulk-actions/preview", ask);
    expect(preview).toMatchObject({ count: 130, others: 0 });
    expect(preview.first).toHaveLength(10);
    expect(preview.seconds).toBeGreaterThan(0);
    expect(preview.effects[0]).toBe("Wat al bestaat, wordt niet nog eens gemaakt.");
    await expect(coupled.api.post("/api/bulk-actions", { ...ask, count: 129 })).rejects.toThrow("409");
    const { id } = await coupled.api.post<Seen>("/api/bulk-actions", { ...ask, count: 130 });
    const done = await ended(coupled, id);
    expect(done).toMatchObject({ state: "done", total: 130, told: 130, left: 0 });
    expect(done.counts).toMatchObject({ orders: 130, documented: 130, changed: 130, newDocuments: 130 });
    expect(await coupled.count("documents")).toBe(130);
    const { items } = await coupled.api.get<{ items: { before: object; after: object }[] }>(
      `/api/bulk-actions/${id}/orders?limit=1`,
    );
    expect(items[0]).toMatchObject({ before: { outcome: "held", documents: [] }, after: { outcome: "documented" } });

    // Once more, of everything in the period: nothing is made again.
    const again = { act: "again", filter: { from: "2020-01-01" } };
    const next = await coupled.api.post<Seen>("/api/bulk-actions", { ...again, count: 130 });
    expect((await ended(coupled, next.id)).counts).toMatchObject({ orders: 130, same: 130 });
    expect(await coupled.count("documents")).toBe(130);
    const { rows } = await sql<{ counts: object }>`
      select counts from runs where administration_id = ${coupled.administrationId} and flow = 'bulk'`.execute(
      under.store.owner,
    );
    expect(rows).toHaveLength(2);
  }, 90_000);

  test("leaves alone what has its document, and tells who skipped the others and why", async () => {
    const coupled = await coupleShop(under);
    await coupled.ring("created", 42);
    await coupled.settled(42);
    await heldOrders(coupled, [9001, 9002]);
    const ask = { act: "skip", filter: { from: "2020-01-01" } };
    await expect(coupled.api.post("/api/bulk-actions", { ...ask, count: 2 })).rejects.toThrow("400");
    expect(await coupled.api.post("/api/bulk-actions/preview", ask)).toMatchObject({ count: 2, others: 1 });
    const { id } = await coupled.api.post<Seen>("/api/bulk-actions", { ...ask, count: 2, reason: "Testbestellingen" });
    expect((await ended(coupled, id)).counts).toMatchObject({ orders: 2, skipped: 2 });
    const skipped = await coupled.order(9001);
    expect(skipped).toMatchObject({ outcome: "skipped", reason: { code: "rule.user", text: "Testbestellingen" } });
    expect(skipped.story.at(-1)).toBe("order.skipped");
    expect((await coupled.order(42)).outcome).toBe("documented");
  });

  test("is never everything by mistake", async () => {
    const coupled = await coupleShop(under);
    for (const filter of [{}, { q: "" }])
      await expect(coupled.api.post("/api/bulk-actions/preview", { act: "retry", filter })).rejects.toThrow("400");
  });

  test("goes on where a node that was killed stopped, and tells nobody twice", async () => {
    const coupled = await coupleShop(under);
    await heldOrders(coupled, [9001, 9002, 9003]);
    const ask = { act: "skip", filter: { state: "held" }, count: 3, reason: "Dubbel" };
    const { id } = await coupled.api.post<Seen>("/api/bulk-actions", ask);
    await ended(coupled, id);
    // As it stood after the first order: the two others were not told, and nobody is at work.
    await sql`update bulk_actions set state = 'running', finished_at = null where id = ${id}`.execute(
      under.store.owner,
    );
    await sql`update bulk_action_orders set state = 'waiting' where action_id = ${id} and external_id <> '9001'`.execute(
      under.store.owner,
    );
    await ended(coupled, id);
    for (const order of [9001, 9002, 9003])
      expect((await coupled.order(order)).story.filter((code) => code === "order.skipped")).toHaveLength(1);
  });

  test("can be stopped", async () => {
    const coupled = await coupleShop(under);
    await heldOrders(coupled, [9001]);
    const { id } = await coupled.api.post<Seen>("/api/bulk-actions", {
      act: "retry",
      filter: { state: "held" },
      count: 1,
    });
    await coupled.api.post(`/api/bulk-actions/${id}/stop`);
    expect(["stopped", "done"]).toContain((await ended(coupled, id)).state);
  });
});

describe("a replay", () => {
  const preview = async ({ api, couplingId }: CoupledShop, body: object): Promise<string> => {
    const base = `/api/couplings/${couplingId}/dry-runs`;
    const { id } = await api.post<{ id: string }>(base, body);
    await until("the dry run", async () => (await api.get<{ state: string }>(`${base}/${id}`)).state === "done");
    return `${base}/${id}`;
  };

  test("of named orders goes through today's settings, after a preview, and makes nothing again", async () => {
    const coupled = await coupleShop(under);
    await coupled.ring("created", 42);
    await coupled.settled(42);
    await heldOrders(coupled, [9001]);
    await fillInRate(coupled);
    const path = await preview(coupled, { orderIds: ["42", "9001"] });
    const { items } = await coupled.api.get<{ items: { orderId: string; made: object | null; differs: unknown[] }[] }>(
      `${path}/orders`,
    );
    // Listed as the shop gave them.
    const seen = new Map(items.map(({ orderId, made, differs }) => [orderId, [made !== null, differs.length]]));
    expect(Object.fromEntries(seen)).toEqual({ "42": [true, 0], "9001": [false, 0] });
    const { id } = await coupled.api.post<Seen>(`${path}/replay`);
    expect((await ended(coupled, id)).counts).toMatchObject({ orders: 2, same: 1, changed: 1, newDocuments: 1 });
    expect((await coupled.order(42)).documents).toHaveLength(1);
  });

  test("from a day on takes in what the shop has and nobody rang for", async () => {
    const coupled = await coupleShop(under);
    coupled.copyOrder(42, 9001);
    const path = await preview(coupled, { from: "2020-01-01" });
    const { id } = await coupled.api.post<Seen>(`${path}/replay`);
    const done = await ended(coupled, id);
    expect(done.state).toBe("done");
    expect(done.total).toBe(coupled.shop.orders.list().filter(({ status }) => status !== "trash").length);
    expect(await coupled.order(9001)).toMatchObject({ outcome: "documented" });
  });

  test("whose shop is away keeps no other action waiting", async () => {
    const coupled = await coupleShop(under);
    await heldOrders(coupled, [9001]);
    const path = await preview(coupled, { from: "2020-01-01" });
    under.world.isCutOff = true;
    try {
      await coupled.api.post(`${path}/replay`);
      const skip = { act: "skip", filter: { state: "held" }, count: 1, reason: "Proef" };
      const { id } = await coupled.api.post<Seen>("/api/bulk-actions", skip);
      expect(await ended(coupled, id)).toMatchObject({ state: "done", told: 1 });
    } finally {
      under.world.isCutOff = false;
    }
  });

  test("leaves alone what its preview showed as skipped by a person or ignored at the start", async () => {
    const coupled = await coupleShop(under);
    await heldOrders(coupled, [9001, 9002]);
    await coupled.api.post(`/api/orders/${coupled.connectionId}/9001/skip`, { reason: "Klant is verwijderd" });
    await sql`update inbox set outcome = 'skipped', reason_code = 'rule.offset' where external_id = '9002'
      and administration_id = ${coupled.administrationId}`.execute(under.store.owner);
    await fillInRate(coupled);
    for (const scope of [{ orderIds: ["9001", "9002"] }, { from: "2020-01-01" }]) {
      const path = await preview(coupled, scope);
      const { items } = await coupled.api.get<{ items: { orderId: string; outcome: string }[] }>(
        `${path}/orders?limit=200`,
      );
      const shown = items.filter(({ orderId }) => orderId === "9001" || orderId === "9002");
      expect(shown.map(({ outcome }) => outcome)).toEqual(["skipped", "skipped"]);
      const { id } = await coupled.api.post<Seen>(`${path}/replay`);
      expect(await ended(coupled, id)).toMatchObject({ state: "done", left: 2 });
      expect(await coupled.order(9001)).toMatchObject({ outcome: "skipped", reason: { code: "rule.user" } });
      expect(await coupled.order(9002)).toMatchObject({ outcome: "skipped", reason: { code: "rule.offset" } });
    }
  });

  test("is refused without a preview that is of now", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    const path = await preview(coupled, { orderIds: ["42"] });
    await expect(coupled.api.post(`${path}/replay`)).rejects.toThrow("409");
    await coupled.setCoupling({ state: "live" });
    await expect(coupled.api.post(`${path}/replay`)).rejects.toThrow("409");
    const other = await preview(coupled, {
      orderIds: ["42"],
      settings: { documentKind: "orderSlip", startDate: null },
    });
    await expect(coupled.api.post(`${other}/replay`)).rejects.toThrow("409");
  });
});
