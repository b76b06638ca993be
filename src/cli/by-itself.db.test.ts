import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { insertDeliveries } from "#store/deliveries.ts";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { patient } from "./testing/patient-timing.ts";

const quick = { ...patient, sweepSeconds: 0.5, pollSeconds: 0.5 };

const documented = (coupled: CoupledShop, id: number) =>
  until(`order ${id} to be documented`, async () => {
    // Not known yet is a 404.
    const order = await coupled.order(id).catch(() => null);
    return order?.outcome === "documented" && order;
  });

describe("a hub that sweeps only when it is told to", () => {
  let under: HubUnderTest;
  beforeAll(async () => {
    under = await hubUnderTest();
  });
  const sweep = (coupled: CoupledShop) =>
    coupled.api.post<{ announced: number }>(`/api/connections/${coupled.connectionId}/sweep`);

  test("picks up what was committed by a node that died before it could ring", async () => {
    const coupled = await coupleShop(under);
    const { administrationId, connectionId } = coupled;
    // Making the coupling rang: let that be over.
    await until("the queue to be empty", async () => {
      const { rows } =
        await sql`select from pgboss.job where data ->> 'connectionId' = ${connectionId} and state < 'completed'`.execute(
          under.store.owner,
        );
      return rows.length === 0;
    });
    const delivery = { administrationId, connectionId, topic: "order.created", headers: {}, body: Buffer.alloc(0) };
    await insertDeliveries(
      under.store.hub,
      ["42", "43"].map((externalId) => ({ ...delivery, id: randomUUID(), externalId, state: "received", reason: "" })),
    );
    for (const id of [42, 43]) await documented(coupled, id);
    const { deliveries } = await coupled.api.get<{ deliveries: object }>("/api/summary");
    expect(deliveries).toEqual({ done: 2 });
  });

  test("finds every order that never rang, makes of each what it must be, and announces nothing twice", async () => {
    const coupled = await coupleShop(under);
    const { orders } = JSON.parse(
      readFileSync(new URL("../../fixtures/woocommerce/expected.json", import.meta.url), "utf8"),
    ) as { orders: { orderId: number; outcome: string; documents: { kind: string; taxInclusiveAmount: string }[] }[] };
    expect(await sweep(coupled)).toEqual({ announced: coupled.shop.orders.size });
    await coupled.settled(42);
    for (const expected of orders) {
      const order = await coupled.order(expected.orderId);
      const made = order.documents.map(({ kind, totals }) => `${kind} ${totals["taxInclusiveAmount"]}`).toSorted();
      const wanted = expected.documents.map(({ kind, taxInclusiveAmount }) => `${kind} ${taxInclusiveAmount}`);
      expect([expected.orderId, order.outcome, made]).toEqual([expected.orderId, expected.outcome, wanted.toSorted()]);
    }
    // The recordings lie before the overlap; asked for from the start again, all of them are known.
    await sql`delete from first_migrations where coupling_id = ${coupled.couplingId}`.execute(under.store.owner);
    await sql`update couplings set swept_until = null where id = ${coupled.couplingId}`.execute(under.store.owner);
    expect(await sweep(coupled)).toEqual({ announced: 0 });
    expect(await coupled.count("documents")).toBe(orders.flatMap(({ documents }) => documents).length);
  });

  test("finds a change that never rang, also one that makes the order unreadable", async () => {
    const coupled = await coupleShop(under);
    await sweep(coupled);
    await coupled.settled(42);
    const lines = coupled.shop.orders.get(42)?.["line_items"];
    const change = (value: unknown) =>
      coupled.shop.orders.change(42, (order) => {
        order["line_items"] = value;
      });
    change("none");
    expect(await sweep(coupled)).toEqual({ announced: 1 });
    const strange = await coupled.settled(42);
    expect(strange).toMatchObject({ outcome: "documented" });
    expect(strange.story.at(-1)).toBe("order.failed");
    // Nothing new can be learnt of it, so it is not announced again and again.
    expect(await sweep(coupled)).toEqual({ announced: 0 });
    change(lines);
    expect(await sweep(coupled)).toEqual({ announced: 1 });
    expect(await coupled.settled(42)).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
  });

  test("asks a shop again from the last good moment when a sweep failed halfway", async () => {
    const coupled = await coupleShop(under);
    coupled.shop.fail({ kind: "status", status: 500, match: /orderby=modified/ });
    // Before the old orders' turn: only the sweep asks.
    under.world.ahead = -90;
    await expect(sweep(coupled)).rejects.toThrow("remote.unavailable");
    expect(await coupled.connection()).toMatchObject({ state: "unreachable" });
    // Not yet time to try again: it asks nothing and says so.
    expect(await sweep(coupled)).toEqual({ announced: 0 });
    under.world.ahead = 0;
    expect(await sweep(coupled)).toEqual({ announced: coupled.shop.orders.size });
    expect(await coupled.connection()).toMatchObject({ state: "connected" });
  });
});

describe("a hub that looks around only when it is rung for", () => {
  let under: HubUnderTest;
  beforeAll(async () => {
    under = await hubUnderTest({ timing: { ...patient, careSeconds: 3600, leftBehindSeconds: 3600 } });
  });

  test("goes on until nothing is open, however many doorbells are of one order", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    const { administrationId, connectionId } = coupled;
    const delivery = { administrationId, connectionId, topic: "order.updated", headers: {}, body: Buffer.alloc(0) };
    // All in one lane: their ids are even.
    const ids = [...Array.from({ length: 1200 }, () => "42"), "44", "46"];
    for (const externalId of ids)
      await insertDeliveries(under.store.hub, [
        { ...delivery, id: randomUUID(), externalId, state: "received", reason: "" },
      ]);
    await coupled.setCoupling({ state: "live" });
    for (const id of [42, 44, 46]) await documented(coupled, id);
    const { deliveries } = await coupled.api.get<{ deliveries: object }>("/api/summary");
    expect(deliveries).toEqual({ done: ids.length });
  });
});

describe("a hub that sweeps by itself", () => {
  let under: HubUnderTest;
  beforeAll(async () => {
    under = await hubUnderTest({ timing: quick });
  });

  test("finds orders that never rang, and puts back a webhook that was switched off", async () => {
    const coupled = await coupleShop(under);
    for (const hook of coupled.shop.webhooks) if (hook.topic === "order.created") hook.status = "disabled";
    await documented(coupled, 42);
    // Taken in as an old order it may be there before anybody looked at the webhooks.
    await until("the alarm", async () => (await coupled.alarms()).length > 0);
    expect(await coupled.alarms()).toMatchObject([{ kind: "webhookDisabled" }]);
    expect(
      coupled.shop.webhooks.filter(({ recordedUrl }) => recordedUrl === undefined).map(({ status }) => status),
    ).toEqual(["active", "active", "active", "active"]);
  });

  test("polls a connection that wants no webhooks", async () => {
    const coupled = await coupleShop(under, { pollingOnly: true });
    await documented(coupled, 42);
    expect(coupled.shop.webhooks.filter(({ recordedUrl }) => recordedUrl === undefined)).toEqual([]);
    expect((await coupled.connection()).webhooks).toEqual([]);
  });

  test("goes on with one shop while another hangs", async () => {
    const hanging = await coupleShop(under);
    hanging.shop.fail({ kind: "hang", times: 1000 });
    const well = await coupleShop(under);
    await documented(well, 42);
    // The next round too, while the first sweep of the other still waits for its answer.
    const asked = well.shop.requests.length;
    await until("another sweep", async () => well.shop.requests.length > asked);
    expect(await hanging.count("inbox")).toBe(0);
  });

  test("leaves a coupling that is off alone", async () => {
    const [coupled, live] = [await coupleShop(under, { state: "off" }), await coupleShop(under)];
    const asked = coupled.shop.requests.length;
    await documented(live, 84);
    expect(coupled.shop.requests.length).toBe(asked);
    expect(await coupled.count("inbox")).toBe(0);
  });
});

describe("a hub that no shop can reach", () => {
  let under: HubUnderTest;
  beforeAll(async () => {
    under = await hubUnderTest({ timing: quick, isReachable: false });
  });

  test("polls, and never asks a shop to deliver", async () => {
    const coupled = await coupleShop(under);
    await documented(coupled, 71);
    expect(coupled.shop.webhooks.filter(({ recordedUrl }) => recordedUrl === undefined)).toEqual([]);
    coupled.shop.orders.change(71, (order) => {
      order.status = "processing";
      order.date_paid = order.date_modified;
      order.date_paid_gmt = order.date_modified_gmt;
    });
    const paid = async () => {
      const { rows } = await sql`select from payments where source_key = ${`order:${coupled.connectionId}:71`}`.execute(
        under.store.owner,
      );
      return rows.length;
    };
    await until("the payment", async () => (await paid()) === 1);
  });
});
