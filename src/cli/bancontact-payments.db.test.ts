import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { BancontactPro } from "#sandbox/bancontact-pro/stand-in.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { payingCustomer } from "./testing/paying-customer.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("a customer pays with the Bancontact app", () => {
  test("the signed callback is proved, and the payment booked once", async () => {
    const { bancontact, invoice, start, settled, payments, alarms } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url, "bancontact-pro");
    await bancontact.pay(payment);
    await settled(id, "0.00");
    expect(await payments(id)).toMatchObject([{ amount: "22.70" }]);
    expect(await alarms()).toEqual([]);
  });

  test.each([
    ["the same bytes", (bancontact: BancontactPro, payment: string) => bancontact.replayCallback(payment)],
    ["its jti anew", (bancontact: BancontactPro, payment: string) => bancontact.sendCallback(payment, "jti")],
  ])("a callback that comes again, with %s, asks the provider nothing", async (_name, again) => {
    const { bancontact, invoice, start, deliveries, count, alarms } = await payingCustomer(under);
    const { url } = await invoice();
    const payment = await start(url, "bancontact-pro");
    await bancontact.identify(payment);
    await until("the callback", async () => (await count("seen_messages")) === 1);
    const asked = () => bancontact.calls.filter(({ path }) => path === `/v3/payments/${payment}`).length;
    const before = asked();
    expect(before).toBeGreaterThan(0);
    await again(bancontact, payment);
    await until("both to be done", async () => (await deliveries()).join() === "done,done");
    expect(asked()).toBe(before);
    expect([await count("seen_messages"), await alarms()]).toEqual([1, []]);
  });

  test("a callback that waited here for days is judged by the day it came", async () => {
    const { bancontact, invoice, start, deliveries, alarms, api } = await payingCustomer(under);
    const { url } = await invoice();
    const payment = await start(url, "bancontact-pro");
    await api.post("/api/apps/bancontact-pro/deactivate", {});
    await bancontact.identify(payment);
    under.world.ahead += 72 * 3600;
    onTestFinished(() => void (under.world.ahead -= 72 * 3600));
    await api.post("/api/apps/bancontact-pro/activate", {});
    await until("it to be done", async () => (await deliveries()).join() === "done");
    expect(await alarms()).toEqual([]);
  });

  test.each(["signature", "body", "kid", "path", "sub", "iss", "old", "future", "crit", "unsigned", "none"] as const)(
    "a callback that is wrong in its %s is put aside with an alarm",
    async (flaw) => {
      const { bancontact, invoice, start, alarms, payments, deliveries } = await payingCustomer(under);
      const { url } = await invoice();
      const payment = await start(url, "bancontact-pro");
      await bancontact.sendCallback(payment, flaw);
      await until("the alarm", async () => (await alarms()).some(({ kind }) => /Refused$/.test(kind)));
      expect(await deliveries()).toEqual(["quarantined"]);
      expect(await payments()).toEqual([]);
    },
  );

  test("keys that were changed are fetched once more", async () => {
    const { bancontact, invoice, start, settled, alarms, count } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url, "bancontact-pro");
    await bancontact.identify(payment);
    await until("the first callback", async () => (await count("seen_messages")) === 1);
    under.world.ahead += 120;
    await bancontact.rotateKeys(true);
    await bancontact.pay(payment);
    await settled(id, "0.00");
    under.world.ahead -= 120;
    expect(await alarms()).toEqual([]);
    expect(bancontact.calls.filter(({ path }) => path === "/jwks")).toHaveLength(2);
  });

  test("another provider while one is open: the first is taken back", async () => {
    const { bancontact, mollie, invoice, start, settled, payments } = await payingCustomer(under);
    const { id, url } = await invoice();
    const first = await start(url, "bancontact-pro");
    const second = await start(url, "mollie");
    expect(bancontact.payment(first)).toMatchObject({ status: "CANCELLED" });
    await mollie.pay(second);
    await settled(id, "0.00");
    expect(await payments()).toHaveLength(1);
  });

  test("an answer that was lost is looked up by its reference", async () => {
    const { bancontact, invoice, press, start } = await payingCustomer(under);
    const { url } = await invoice();
    bancontact.fault({ kind: "lost", method: "POST" });
    expect((await press(url, "bancontact-pro")).status).toBe(503);
    await start(url, "bancontact-pro");
    expect(bancontact.payments).toHaveLength(1);
  });

  test("paid through both: the second is told as double", async () => {
    const { bancontact, mollie, invoice, start, settled, payments, alarms } = await payingCustomer(under);
    const { id, url } = await invoice();
    const first = await start(url, "mollie");
    const second = await start(url, "bancontact-pro");
    await Promise.all([mollie.pay(first), bancontact.pay(second)]);
    await settled(id, "0.00");
    await until("both", async () => (await payments()).length === 2);
    expect((await payments()).map(({ remainder }) => remainder).toSorted()).toEqual(["0.00", "22.70"]);
    expect(await alarms()).toMatchObject([{ kind: "paymentUnallocated" }]);
  });
});
