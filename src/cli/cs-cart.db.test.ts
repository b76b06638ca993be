import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { sql } from "kysely";
import { hubClient } from "#cli/hub-client.ts";
import { oldShop, type Settings } from "#sandbox/cs-cart/settings.ts";
import { startCsCart } from "#sandbox/cs-cart/stand-in.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { until, type SeenOrder } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const jan = { email: "jan@example.be", firstname: "Jan", lastname: "Peeters", country: "BE" };
const lines = [
  { code: "MUG-01", amount: 2 },
  { code: "BOOK-7", amount: 1 },
];

/** A CS-Cart shop, coupled to a hub in an administration of its own. */
async function coupled(settings: Partial<Settings>, rules: object = {}) {
  const shop = await startCsCart({ settings });
  onTestFinished(() => shop.stop());
  shop.store.catalog.add({ code: "MUG-01", name: "Mok", price: "24.20", amount: 99 });
  shop.store.catalog.add({ code: "BOOK-7", name: "Boek", price: "10.90", amount: 99, taxIds: [7] });
  // Long enough ago to be no news: what happens to it shows as a change only.
  const daysAgo = (days: number) => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) - days * 86_400;
  const { orderId: first } = shop.counter.place({ customer: jan, lines, at: daysAgo(2) });
  for (const days of [5, 4, 3, 0]) shop.counter.place({ customer: jan, lines, at: daysAgo(days) });
  const administrationId = await under.store.makeAdministration();
  onTestFinished(async () => {
    await sql`update couplings set state = 'off' where administration_id = ${administrationId}`.execute(
      under.store.owner,
    );
  });
  const token = await makeAccessToken(under.store.hub, under.store.key, {
    name: "test",
    administrationId,
    role: "owner",
  });
  const api = hubClient(under.hub.url, token);
  await api.post("/api/apps/cs-cart/activate");
  const connection = await api.post<{ id: string; pollingOnly: boolean }>("/api/connections", {
    connector: "cs-cart",
    name: "Mokkenwinkel",
    settings: { shopUrl: shop.url },
    credentials: { email: shop.email, apiKey: shop.key },
  });
  const { id } = connection;
  const checked = await api.post<{ account: string }>(`/api/connections/${id}/check`);
  await api.post("/api/couplings", {
    kind: "shopOrders",
    targetConnectionId: null,
    sourceConnectionId: id,
    settings: { startDate: null, ...rules },
    offset: 0,
    state: "live",
  });
  return {
    ...{ shop, api, first, connection, checked, connectionId: id },
    sweep: () => api.post<{ announced: number }>(`/api/connections/${id}/sweep`),
    async settled(orderId: number): Promise<SeenOrder> {
      await until(`order ${orderId} to settle`, async () => {
        const { orders, deliveries } = await api.get<{ orders: { open: number }; deliveries: Record<string, number> }>(
          "/api/summary",
        );
        return orders.open === 0 && (deliveries["received"] ?? 0) === 0;
      });
      const seen = await api.get<{
        order: Omit<SeenOrder, "documents" | "story">;
        documents: SeenOrder["documents"];
        events: { code: string }[];
      }>(`/api/orders/${id}/${orderId}`);
      return { ...seen.order, documents: seen.documents, story: seen.events.map(({ code }) => code) };
    },
  };
}

test("connected like any webshop: the app is switched on, and it is asked because it rings no bell", async () => {
  const { api, connection, checked, connectionId } = await coupled({});
  expect(connection.pollingOnly).toBe(true);
  expect(checked.account).toContain("CS-Cart 4.18.2");
  const { setup } = await api.post<{
    setup: { deliveryUrl: string | null; test: { lines: { what: string; state: string }[] } };
  }>(`/api/connections/${connectionId}/test`);
  expect(setup.deliveryUrl).toBeNull();
  expect(setup.test.lines.map(({ what, state }) => `${what} ${state}`)).toEqual([
    "access ok",
    "orders ok",
    "paymentMethods ok",
    "customers ok",
  ]);
});

describe.each([
  ["a shop of today", {}],
  ["a shop of 2014, which cannot be asked by change", oldShop],
] as const)("%s", (_name, settings) => {
  test("an order that is paid becomes an invoice, to the cent", async () => {
    const { shop, first, sweep, settled } = await coupled(settings, { moment: "paid" });
    await sweep();
    expect(await settled(first)).toMatchObject({ outcome: "skipped", reason: { code: "rule.unpaid" } });
    shop.counter.pay(first);
    await sweep();
    const order = await settled(first);
    expect(order.outcome).toBe("documented");
    expect(order.documents).toMatchObject([
      {
        kind: "invoice",
        totals: { taxInclusiveAmount: "65.35", payableRoundingAmount: "0.00", prepaidAmount: "65.35" },
      },
    ]);
  });

  test("an order that is cancelled after that is credited as a whole, once, and leaves nothing to look at", async () => {
    const { shop, first, sweep, settled } = await coupled(settings);
    shop.counter.pay(first);
    await sweep();
    expect((await settled(first)).documents).toHaveLength(1);
    shop.counter.cancel(first);
    await sweep();
    await settled(first);
    await sweep();
    const order = await settled(first);
    expect(order.documents.map(({ kind, totals }) => [kind, totals["taxInclusiveAmount"]])).toEqual([
      ["invoice", "65.35"],
      ["creditNote", "65.35"],
    ]);
    expect(order.changedAfterIssueAt).toBeNull();
  });
});

test("where it cannot be asked by change, looking again costs a page and not its orders", async () => {
  const { shop, first, sweep, settled } = await coupled(oldShop);
  await sweep();
  await settled(first);
  const details = () => shop.requests.filter(({ path }) => /orders\/\d+/.test(path)).length;
  const before = details();
  expect(await sweep()).toEqual({ announced: 0 });
  // The one of just now is read again, the four before it are not.
  expect(details() - before).toBe(1);
});
