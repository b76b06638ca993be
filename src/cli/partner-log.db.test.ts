import { beforeAll, expect, test } from "vitest";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import type { Company } from "./testing/partner-companies.ts";
import { arrived, byGtin, countOf, exportAll, pairOf, placed } from "./testing/partner-pair.ts";

let hubs: readonly [HubUnderTest, HubUnderTest];
beforeAll(async () => {
  hubs = [await hubUnderTest(), await hubUnderTest()];
});

const stepsOf = async ({ call }: Company, businessId: string, way: "in" | "out"): Promise<readonly string[]> => {
  const { items } = await call<{ items: { step: string; businessId: string; docType: string }[] }>(
    "GET",
    `/api/relation-log?way=${way}`,
  );
  const own = items.filter((line) => line.businessId === businessId && line.docType === "order");
  return own.map(({ step }) => step).toReversed();
};

test("only placed orders leave: no draft, and none that was confirmed, or closed", async () => {
  const of = await pairOf(hubs);
  const { buyer, supplierId } = of;
  await buyer.call("POST", "/api/documents", { kind: "purchaseOrder", buyerId: supplierId, lines: [byGtin] });
  const [order, confirmed, closed] = [
    await placed(of, [byGtin]),
    await placed(of, [byGtin]),
    await placed(of, [byGtin]),
  ];
  const act = async ({ id, version }: typeof order, what: string) =>
    buyer.call("POST", `/api/purchase-orders/${id}/${what}`, { version });
  await act(confirmed, "confirm");
  await act(closed, "close");
  expect(await exportAll(of)).toMatchObject({ sent: 1, items: [{ number: order.number, result: "sent" }] });
  await arrived(of, order);
  expect(await countOf(of.seller, "orderSlip")).toBe(1);
});

test("the log book tells what happened to an order, at who sent it and at who received it", async () => {
  const of = await pairOf(hubs);
  const order = await placed(of, [byGtin]);
  await exportAll(of);
  await arrived(of, order);
  await until("its receipt", async () => (await stepsOf(of.buyer, order.number, "out")).includes("delivered"));
  expect(await stepsOf(of.buyer, order.number, "out")).toEqual(["queued", "delivered"]);
  expect(await stepsOf(of.seller, order.number, "in")).toEqual(["received", "imported"]);
});
