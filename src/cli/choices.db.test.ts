import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { coupleShop, until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

test("a mapping that is filled in while the order is being fetched counts", async () => {
  const coupled = await coupleShop(under);
  coupled.shop.slow(1000);
  await coupled.ring("created", 76);
  await until("the order to be asked for", async () =>
    coupled.shop.requests.some(({ path }) => path.includes("/orders")),
  );
  await coupled.api.put(`/api/connections/${coupled.connectionId}/mappings/exchangeRate/GBP`, { rate: "1.15" });
  coupled.shop.heal();
  expect(await coupled.settled(76)).toMatchObject({ outcome: "documented" });
});

test("a retry that is asked for while the order is being fetched is not lost", async () => {
  const coupled = await coupleShop(under);
  await coupled.ring("created", 76);
  expect(await coupled.settled(76)).toMatchObject({ outcome: "held" });
  const before = coupled.shop.requests.length;
  coupled.shop.slow(1000);
  await coupled.ring("updated", 76);
  await until("the order to be asked for again", async () => coupled.shop.requests.length > before);
  await coupled.api.post(`/api/orders/${coupled.connectionId}/76/retry`);
  await until("a second look", async () => coupled.shop.requests.length > before + 1);
  coupled.shop.heal();
});

test("a coupling that is switched off while the orders are being fetched books nothing, and goes on when it is on", async () => {
  const coupled = await coupleShop(under);
  coupled.shop.slow(1000);
  await coupled.ring("created", 42);
  await until("the order to be asked for", async () =>
    coupled.shop.requests.some(({ path }) => path.includes("/orders")),
  );
  await coupled.setCoupling({ state: "off" });
  coupled.shop.heal();
  await sleep(2000);
  expect(await coupled.count("documents")).toBe(0);
  await coupled.setCoupling({ state: "live" });
  await until("order 42 to be booked", async () => (await coupled.count("documents")) === 1);
});

test("two items without VAT wait for both their codes: filling in each, in any order, books the order", async () => {
  const coupled = await coupleShop(under);
  coupled.copyOrder(80, 9080, (order) => {
    const lines = order["line_items"] as { readonly taxes: readonly unknown[] }[];
    const first = lines.find((line) => line.taxes.length === 0);
    order["line_items"] = [...lines, { ...first, id: 9081, sku: "ANDERE", total: "5.000000", subtotal: "5.000000" }];
    order.total = "55.990000";
  });
  await coupled.ring("created", 9080);
  expect(await coupled.settled(9080)).toMatchObject({ outcome: "held", reason: { code: "mapping.missing" } });
  const fillIn = (code: string) =>
    coupled.api.put<{ resumed: number }>(`/api/connections/${coupled.connectionId}/mappings/untaxedLine/${code}`, {
      category: "E",
      reason: "Cadeaubon",
    });
  expect(await fillIn("KAART-20")).toEqual({ resumed: 1 });
  const half = await until("a second look", async () => {
    const order = await coupled.order(9080);
    return order.reason?.text.includes("5.00") === true && order;
  });
  expect(half).toMatchObject({ outcome: "held", documents: [] });
  expect(await fillIn("ANDERE")).toEqual({ resumed: 1 });
  const booked = await until("order 9080 to be booked", async () => {
    const order = await coupled.order(9080);
    return order.outcome === "documented" && order;
  });
  expect(booked.documents).toMatchObject([{ totals: { taxInclusiveAmount: "55.99" } }]);
});

test("a coupling made without a start date books nothing of before today", async () => {
  const coupled = await coupleShop(under, { settings: { startDate: undefined } });
  await coupled.ring("created", 42);
  expect(await coupled.settled(42)).toMatchObject({ outcome: "skipped", reason: { code: "rule.before" } });
});
