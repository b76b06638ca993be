import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { inAdministration } from "#store/database.ts";
import { insertItem } from "#store/items.ts";
import { stockOnHand } from "#store/stock.ts";
import { coupleShop, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const kindsOf = ({ documents }: { readonly documents: readonly { readonly kind: string }[] }) =>
  documents.map(({ kind }) => kind);

describe("one document comes of", () => {
  test.each([
    ["created before updated", ["created", "updated"]],
    ["updated before created", ["updated", "created"]],
    ["updated alone", ["updated"]],
    ["the same doorbell again and again", ["created", "created", "updated", "created"]],
  ] as const)("%s", async (_name, topics) => {
    const coupled = await coupleShop(under);
    for (const topic of topics) expect(await coupled.ring(topic, 42)).toEqual([200]);
    const order = await coupled.settled(42);
    expect(order).toMatchObject({ outcome: "documented", reason: null });
    expect(order.documents).toMatchObject([{ kind: "invoice", totals: { taxInclusiveAmount: "35.96" } }]);
    expect([await coupled.count("documents"), await coupled.count("payments")]).toEqual([1, 1]);
  });

  test("many orders that ring together in any order, each once", async () => {
    const coupled = await coupleShop(under);
    const ids = [42, 43, 44, 45, 46, 47, 49, 50];
    const rings = ids.flatMap((id) => [coupled.ring("updated", id), coupled.ring("created", id)]);
    expect((await Promise.all(rings)).flat()).toEqual(rings.map(() => 200));
    await coupled.settled(42);
    expect([await coupled.count("documents"), await coupled.count("inbox")]).toEqual([8, 8]);
    for (const id of ids) expect(kindsOf(await coupled.order(id))).toEqual(["invoice"]);
  });
});

describe("nothing is made of", () => {
  test("the ping of a new webhook, which is answered well", async () => {
    const { shop, count } = await coupleShop(under);
    const pings = shop.deliveries.filter((delivery) => delivery.topic === undefined);
    expect(pings.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect([await count("deliveries"), await count("inbox"), await count("alarms")]).toEqual([0, 0, 0]);
  });

  test("a doorbell of an order that was deleted before it was made", async () => {
    const coupled = await coupleShop(under);
    expect(await coupled.ring("updated", 4711)).toEqual([200]);
    const { deliveries } = await coupled.api.get<{ deliveries: object }>("/api/summary");
    expect(deliveries).toEqual({ ignored: 1 });
    expect(await coupled.count("inbox")).toBe(0);
  });

  test("an order that is deleted before it is looked at", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    await coupled.ring("created", 42);
    coupled.shop.orders.forceDelete(42);
    await coupled.setCoupling({ state: "live" });
    expect(await coupled.settled(42)).toMatchObject({
      outcome: "skipped",
      reason: { code: "rule.status", text: "deleted" },
      documents: [],
    });
  });

  test("a cancelled order, one of before the start date, and one of nothing", async () => {
    const coupled = await coupleShop(under, { settings: { startDate: "2026-11-21" } });
    coupled.copyOrder(42, 9042, (order) => {
      order.date_created = order.date_created.replace("-21T", "-20T");
    });
    await coupled.ring("updated", 61, 9042, 65, 42);
    await coupled.settled(42);
    const said = async (id: number) => (await coupled.order(id)).reason;
    expect(await said(61)).toMatchObject({ code: "rule.status", text: "cancelled" });
    expect(await said(9042)).toMatchObject({ code: "rule.before", text: "2026-11-20" });
    expect(await said(65)).toMatchObject({ code: "rule.zero", text: "0.00" });
    expect(await coupled.count("documents")).toBe(1);
  });

  test("an order of a coupling that is off, until it is live", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    const before = coupled.shop.requests.length;
    await coupled.ring("created", 42);
    await coupled.ring("updated", 42);
    // Long enough for the care timer to think that they were left behind.
    await sleep(1500);
    const { deliveries } = await coupled.api.get<{ deliveries: object }>("/api/summary");
    expect(deliveries).toEqual({ received: 2 });
    expect(coupled.shop.requests.length).toBe(before);
    expect([await coupled.count("inbox"), await coupled.count("documents")]).toEqual([0, 0]);
    await coupled.setCoupling({ state: "live" });
    expect(kindsOf(await coupled.settled(42))).toEqual(["invoice"]);
  });
});

describe("the moment of the document", () => {
  const pay = (coupled: CoupledShop) =>
    coupled.change(71, (order) => {
      order.status = "processing";
      order.date_paid = order.date_modified;
      order.date_paid_gmt = order.date_modified_gmt;
    });

  test("created: at once, and what is paid later is booked once on that very invoice", async () => {
    const coupled = await coupleShop(under, { settings: { moment: "created" } });
    await coupled.ring("created", 71);
    const unpaid = await coupled.settled(71);
    expect(unpaid.documents).toMatchObject([
      { kind: "invoice", totals: { prepaidAmount: "0.00", payableAmount: "62.54" } },
    ]);
    expect(await coupled.count("payments")).toBe(0);
    pay(coupled);
    for (let times = 0; times < 3; times += 1) {
      await coupled.ring("updated", 71);
      await coupled.settled(71);
    }
    const paid = await coupled.order(71);
    expect(paid).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
    expect(paid.documents).toEqual(unpaid.documents);
    expect([await coupled.count("payments"), await coupled.count("payment_allocations")]).toEqual([1, 1]);
  });

  test("paid: not before it is paid", async () => {
    const coupled = await coupleShop(under, { settings: { moment: "paid" } });
    await coupled.ring("created", 71);
    expect(await coupled.settled(71)).toMatchObject({
      outcome: "skipped",
      reason: { code: "rule.unpaid" },
      documents: [],
    });
    pay(coupled);
    await coupled.ring("updated", 71);
    const paid = await coupled.settled(71);
    expect(paid.documents).toMatchObject([
      { kind: "invoice", totals: { prepaidAmount: "62.54", payableAmount: "0.00" } },
    ]);
    expect(await coupled.count("payments")).toBe(1);
  });

  test("in chosen statuses: not before it is in one of them", async () => {
    const coupled = await coupleShop(under, { settings: { moment: "statuses", statuses: ["completed"] } });
    await coupled.ring("updated", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "skipped", reason: { code: "rule.status" } });
    coupled.change(42, (order) => {
      order.status = "completed";
    });
    await coupled.ring("updated", 42);
    expect(kindsOf(await coupled.settled(42))).toEqual(["invoice"]);
  });
});

describe("orders ignored at the start", () => {
  test("are as many as was said, and stay ignored when they change later", async () => {
    const coupled = await coupleShop(under, { offset: 2 });
    for (const id of [42, 61, 44, 45, 47]) {
      await coupled.ring("created", id);
      await coupled.settled(id);
    }
    const outcomes = async () => Promise.all([42, 61, 44, 45, 47].map(async (id) => (await coupled.order(id)).outcome));
    expect(await outcomes()).toEqual(["skipped", "skipped", "skipped", "documented", "documented"]);
    expect((await coupled.order(44)).reason).toMatchObject({ code: "rule.offset" });
    for (const id of [44, 45])
      coupled.change(id, (order) => {
        order.status = "completed";
      });
    await coupled.ring("updated", 44, 45);
    await coupled.settled(44);
    expect(await outcomes()).toEqual(["skipped", "skipped", "skipped", "documented", "documented"]);
    expect((await coupled.order(44)).reason).toMatchObject({ code: "rule.offset" });
  });

  test("are counted when they would be booked, also when they were heard of unpaid before", async () => {
    const coupled = await coupleShop(under, { offset: 1 });
    const status = (to: string) =>
      coupled.change(42, (order) => {
        order.status = to;
      });
    status("pending");
    await coupled.ring("created", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "skipped", reason: { code: "rule.status" } });
    status("processing");
    await coupled.ring("updated", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "skipped", reason: { code: "rule.offset" } });
    await coupled.ring("updated", 43);
    expect(await coupled.settled(43)).toMatchObject({ outcome: "documented" });
  });

  test("are as many as was said when they come in one batch", async () => {
    const coupled = await coupleShop(under, { offset: 3, state: "off" });
    await coupled.ring("created", 42, 43, 44, 45, 46);
    await coupled.setCoupling({ state: "live" });
    await coupled.settled(46);
    expect(await coupled.count("documents")).toBe(2);
  });
});

describe("stock", () => {
  const onHandAfter = async (settings: object): Promise<string> => {
    const coupled = await coupleShop(under, { settings });
    const { administrationId } = coupled;
    const item = { id: randomUUID(), sellersItemIdentifier: "KP-001", name: "Kopje", countsStock: true };
    await inAdministration(under.store.app, administrationId, (trx) => insertItem(trx, administrationId, item));
    await coupled.ring("created", 42);
    expect(await coupled.settled(42)).toMatchObject({ outcome: "documented" });
    return inAdministration(under.store.app, administrationId, (trx) => stockOnHand(trx, administrationId, item.id));
  };

  test.each([
    ["invoice", "-3"],
    ["orderSlip", "0"],
    ["deliveryNote", "0"],
  ])("after an order became an %s is %s", async (documentKind, left) => {
    expect(await onHandAfter({ documentKind })).toBe(left);
  });
});

test("a rate that its country does not have is followed, with a warning in the order's story", async () => {
  const coupled = await coupleShop(under);
  coupled.change(42, (order) => {
    const [line] = order["tax_lines"] as { rate_percent: number }[];
    if (line !== undefined) line.rate_percent = 20;
    Object.assign(order, { total: "35.96" });
  });
  await coupled.ring("created", 42, 44);
  expect((await coupled.settled(42)).story).toContain("order.unknownRate");
  expect((await coupled.order(44)).story).not.toContain("order.unknownRate");
});
