import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
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
    await bancontact.replayCallback(payment);
    expect(await payments(id)).toMatchObject([{ amount: "22.70" }]);
    expect(await alarms()).toEqual([]);
  });

  test.each(["signature", "body", "kid", "path", "sub", "iss", "future", "crit", "unsigned", "none"] as const)(
    "a callback that is wrong in its %s is put aside with an alarm",
    async (flaw) => {
      const { bancontact, invoice, start, alarms, payments, administrationId } = await payingCustomer(under);
      const { url } = await invoice();
      const payment = await start(url, "bancontact-pro");
      await bancontact.sendCallback(payment, flaw);
      await until("the alarm", async () => (await alarms()).some(({ kind }) => /Refused$/.test(kind)));
      const { rows } = await sql<{ state: string }>`
        select state from deliveries where administration_id = ${administrationId}`.execute(under.store.owner);
      expect(rows).toEqual([{ state: "quarantined" }]);
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
