import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { builtInTarget } from "#backoffice/order-target.ts";
import { amount } from "#domain/amount.ts";
import { readAdministration } from "#store/administrations.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { payingCustomer } from "./testing/paying-customer.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("a customer pays through Mollie", () => {
  test("once: booked on the invoice, and the page says so", async () => {
    const { mollie, invoice, start, settled, payments, open } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    expect(mollie.payment(payment)).toMatchObject({ amount: { value: "22.70" }, description: "Factuur 2026-0001" });
    expect((await open(url, "?back=1")).html).toContain("We wachten op de bevestiging");
    await mollie.pay(payment);
    await settled(id, "0.00");
    expect(await payments(id)).toMatchObject([
      { direction: "in", amount: "22.70", source: "provider", remainder: "0.00" },
    ]);
    expect((await open(url)).html).toContain("Betaald. U hoeft niets meer te doen.");
  });

  test("webhooks twice, late and in another order: still once", async () => {
    const { mollie, invoice, start, settled, payments } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    mollie.holdWebhooks();
    await mollie.pay(payment);
    await mollie.refund(payment, "2.70");
    await mollie.releaseWebhooks({ order: "reversed", times: 3 });
    await settled(id, "2.70");
    for (let again = 0; again < 3; again += 1) await mollie.sendWebhook(payment);
    await sleep(500);
    expect(
      (await payments()).map(({ direction, amount, reason }) => `${direction} ${amount} ${reason}`).toSorted(),
    ).toEqual(["in 22.70 ", "out 2.70 refund"]);
  });

  test("a webhook that was lost loses nothing: what is open is asked about", async () => {
    const { mollie, invoice, start, settled, makeDue } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    mollie.holdWebhooks();
    await mollie.pay(payment);
    await makeDue();
    await settled(id, "0.00");
    expect(mollie.deliveries).toEqual([]);
  });

  test("a webhook about a payment of somebody else, or of nobody, books nothing and stops nothing", async () => {
    const { mollie, invoice, start, settled, payments, alarms } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    const hook = String(mollie.payment(payment)["webhookUrl"]);
    await mollie.sendWebhook("tr_nobody", hook);
    await mollie.pay(payment);
    await settled(id, "0.00");
    expect(await payments()).toHaveLength(1);
    expect(await alarms()).toEqual([]);
  });

  test("clicked twice and in two tabs: one payment at the provider", async () => {
    const { mollie, invoice, press } = await payingCustomer(under);
    const { url } = await invoice();
    const pages = await Promise.all([press(url, "mollie"), press(url, "mollie"), press(url, "mollie")]);
    expect(pages.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(mollie.payments).toHaveLength(1);
    expect((await press(url, "mollie")).location).toContain(mollie.payments[0]?.id);
    expect(mollie.payments).toHaveLength(1);
  });

  test("an answer that was lost makes no second payment", async () => {
    const { mollie, invoice, press, start } = await payingCustomer(under);
    const { url } = await invoice();
    mollie.fault({ kind: "lost", method: "POST" });
    const broken = await press(url, "mollie");
    expect(broken.status).toBe(503);
    expect(broken.html).toContain("kon nu niet gestart worden");
    await start(url);
    expect(mollie.payments).toHaveLength(1);
  });

  test("credited meanwhile: a new payment of what is left, and what was too much is told", async () => {
    const { mollie, invoice, start, credit, settled, payments, alarms, open } = await payingCustomer(under);
    const { id, url } = await invoice();
    const first = await start(url);
    await credit(id, "2.70");
    expect((await open(url)).html).toContain("20,00");
    const second = await start(url);
    expect(second).not.toBe(first);
    expect(mollie.payment(second)).toMatchObject({ amount: { value: "20.00" } });
    await mollie.pay(second);
    await settled(id, "0.00");
    // The old tab was still open.
    await mollie.pay(first);
    await until("the alarm", async () => (await alarms()).some(({ kind }) => kind === "paymentUnallocated"));
    expect((await payments()).find(({ amount }) => amount === "22.70")).toMatchObject({ remainder: "22.70" });
    expect((await open(url)).html).toContain("Betaald");
  });

  test("paid after it expired: booked all the same", async () => {
    const { mollie, invoice, start, settled, within, administrationId } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    await within((trx) =>
      sql`update payment_attempts set state = 'expired' where administration_id = ${administrationId}`.execute(trx),
    );
    await mollie.pay(payment);
    await settled(id, "0.00");
    const { rows } = await sql<{ code: string }>`
      select code from events where administration_id = ${administrationId} and code like 'payment.%'`.execute(
      under.store.owner,
    );
    expect(rows.map(({ code }) => code)).toEqual(["payment.late"]);
  });

  test("charged back: the invoice is open again, a person is told, and it can be paid again", async () => {
    const { mollie, invoice, start, settled, payments, alarms, open } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    await mollie.pay(payment, "creditcard");
    await settled(id, "0.00");
    await mollie.chargeBack(payment, "22.70");
    await settled(id, "22.70");
    await mollie.sendWebhook(payment);
    expect((await open(url)).html).toContain("teruggeboekt");
    expect(await alarms()).toMatchObject([{ kind: "paymentReversed" }]);
    const again = await start(url);
    await mollie.pay(again);
    await settled(id, "0.00");
    expect(await payments()).toHaveLength(3);
  });

  test("a refund that failed is booked again, and the next one of the same sum as well", async () => {
    const { mollie, invoice, start, settled, payments, alarms } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    await mollie.pay(payment);
    await settled(id, "0.00");
    const refund = await mollie.refund(payment, "22.70");
    await settled(id, "22.70");
    await mollie.settleRefund(payment, refund.id, "failed");
    await settled(id, "0.00");
    expect((await alarms()).map(({ kind }) => kind)).toContain("paymentRestored");
    expect(
      (await payments()).find(({ source, direction }) => source === "provider" && direction === "in"),
    ).toBeDefined();
    await mollie.refund(payment, "22.70");
    await settled(id, "22.70");
    expect((await payments()).map(({ direction, amount }) => `${direction} ${amount}`).toSorted()).toEqual([
      "in 22.70",
      "in 22.70",
      "out 22.70",
      "out 22.70",
    ]);
  });

  test("charged back after the invoice was replaced: the new invoice is open again, not the old one", async () => {
    const { mollie, invoice, start, settled, api, alarms } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    await mollie.pay(payment);
    await settled(id, "0.00");
    const { version } = await api.get<{ version: number }>(`/api/documents/${id}`);
    const { draft } = await api.post<{ draft: { id: string } }>(`/api/documents/${id}/credit-and-new`, { version });
    await api.post(`/api/documents/${draft.id}/issue`);
    await settled(draft.id, "0.00");
    await mollie.chargeBack(payment, "22.70");
    await settled(draft.id, "22.70");
    await settled(id, "0.00");
    expect(await alarms()).toMatchObject([{ kind: "paymentReversed" }]);
    // Given back twice, the customer owes it twice.
    await mollie.refund(payment, "22.70");
    await settled(draft.id, "45.40");
  });

  test("an answer about another amount is not booked but told", async () => {
    const { mollie, invoice, start, alarms, payments } = await payingCustomer(under);
    const { url } = await invoice();
    const payment = await start(url);
    mollie.fault({
      kind: "change",
      method: "GET",
      times: 50,
      change: (body) => ({ ...body, amount: { currency: "EUR", value: "0.01" } }),
    });
    await mollie.pay(payment);
    await until("the alarm", async () => (await alarms()).some(({ kind }) => kind === "paymentMismatch"));
    expect(await payments()).toEqual([]);
  });

  test("a key that was withdrawn: an alarm, and after a new key what waited goes on", async () => {
    const { mollie, invoice, start, alarms, settled, api, connections, open } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    const fault = mollie.fault({ kind: "unauthorized", times: 1000 });
    await mollie.pay(payment);
    await until("the alarm", async () => (await alarms()).some(({ kind }) => kind === "credentials"));
    expect((await open(url)).html).not.toContain("via Mollie");
    fault.cancel();
    await api.post(`/api/connections/${connections.mollie}/check`);
    await settled(id, "0.00");
  });

  test("asked to wait: it waits, and books afterwards", async () => {
    const { mollie, invoice, start, settled, alarms } = await payingCustomer(under);
    const { id, url } = await invoice();
    const payment = await start(url);
    mollie.fault({ kind: "limit", retryAfter: 1, method: "GET" });
    await mollie.pay(payment);
    await settled(id, "0.00");
    expect(await alarms()).toEqual([]);
  });

  test("a signed event with a wrong signature is put aside", async () => {
    const { mollie, invoice, start, alarms, payments } = await payingCustomer(under);
    const { url } = await invoice();
    const payment = await start(url);
    await mollie.sendEvent(payment, {
      url: String(mollie.payment(payment)["webhookUrl"]),
      secret: "not-the-secret-of-this-hook",
    });
    await until("the alarm", async () => (await alarms()).some(({ kind }) => kind === "deliveryRefused"));
    expect(await payments()).toEqual([]);
  });
});

test("paid through our link and in the shop as well: the second is told as double, and booked on nothing", async () => {
  const { mollie, invoice, start, settled, payments, alarms, within, administrationId } = await payingCustomer(under);
  const { id, url } = await invoice();
  await mollie.pay(await start(url));
  await settled(id, "0.00");
  await within(async (trx) => {
    const administration = await readAdministration(trx, administrationId);
    if (administration === null) throw new Error("The administration is gone");
    const money = { amount: amount("22.70"), currency: "EUR", method: "bancontact", transactionId: "" };
    const payment = { ...money, sourceKey: "order:shop:1", paidAt: "2026-11-22T10:00:00Z", documentId: id };
    for (let seen = 0; seen < 2; seen += 1)
      await builtInTarget(trx, administration, "2026-11-22")["payments.record"]([payment]);
  });
  expect((await payments()).map(({ source, remainder }) => `${source} ${remainder}`).toSorted()).toEqual([
    "provider 0.00",
    "shop 22.70",
  ]);
  expect(await alarms()).toMatchObject([{ kind: "paymentUnallocated" }]);
  await settled(id, "0.00");
});

test("a module that is switched off: nothing is started, and what was paid meanwhile waits for it to go on", async () => {
  const { mollie, invoice, start, press, open, settled, payments, administrationId } = await payingCustomer(under);
  const { id, url } = await invoice();
  const payment = await start(url);
  const turn = (state: "on" | "off") =>
    sql`update modules set state = ${state} where administration_id = ${administrationId} and module = 'mollie'`.execute(
      under.store.owner,
    );
  await turn("off");
  expect((await press(url, "mollie")).location).not.toContain("checkout");
  expect((await open(url)).html).not.toContain("via Mollie");
  await mollie.pay(payment);
  await sleep(800);
  expect(await payments()).toEqual([]);
  await turn("on");
  await settled(id, "0.00");
});
