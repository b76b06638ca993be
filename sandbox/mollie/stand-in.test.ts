import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type Answer } from "#sandbox/woocommerce/asking.ts";
import { startMollie, type Mollie } from "./stand-in.ts";

let mollie: Mollie;
let now = Temporal.Instant.from("2026-03-02T09:00:00Z");
beforeAll(async () => {
  mollie = await startMollie({ now: () => now });
});
afterAll(() => mollie.stop());

const order = {
  amount: { currency: "EUR", value: "10.00" },
  description: "Invoice 2026-0001",
  redirectUrl: "https://pay.example.be/done",
  webhookUrl: "https://hub.example.be/hooks/mollie",
  metadata: { invoice: "2026-0001" },
};

function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const all = { Authorization: `Bearer ${mollie.apiKey}`, ...headers };
  return ask(`${mollie.url}/v2/${path}`, { method, headers: all, ...(body === undefined ? {} : { body }) });
}
async function create(given: object = {}): Promise<string> {
  const { status, body } = await call("POST", "payments", { ...order, webhookUrl: undefined, ...given });
  expect(status).toBe(201);
  return (body as { id: string }).id;
}

test("a payment is open, with a page to pay and an end in a quarter of an hour", async () => {
  const { status, headers, body } = await call("POST", "payments", order);
  expect(status).toBe(201);
  expect(headers["content-type"]).toBe("application/hal+json");
  const { id } = body as { id: string };
  expect(id).toMatch(/^tr_[A-Za-z0-9]{22}$/);
  expect(body).toMatchObject({
    ...order,
    resource: "payment",
    mode: "test",
    status: "open",
    method: null,
    isCancelable: false,
    createdAt: "2026-03-02T09:00:00+00:00",
    expiresAt: "2026-03-02T09:15:00+00:00",
    _links: { checkout: { href: `${mollie.url}/checkout/${id}`, type: "text/html" } },
  });
  expect((await call("GET", `payments/${id}`)).body).toEqual(body);
});

test.each([
  ["no key", {}],
  ["another key", { Authorization: "Bearer test_0000000000000000000000000000000000" }],
  ["basic", { Authorization: "Basic dGVzdDp0ZXN0" }],
])("%s is refused in Mollie's words", async (_name, headers) => {
  const { status, body } = await ask(`${mollie.url}/v2/payments`, { headers });
  expect(status).toBe(401);
  expect(body).toEqual({
    status: 401,
    title: "Unauthorized Request",
    detail: "Missing authentication, or failed to authenticate",
    _links: { documentation: { href: "https://docs.mollie.com/reference/authentication", type: "text/html" } },
  });
});

test.each([
  ["a number", { currency: "EUR", value: 10 }, "amount.value"],
  ["no decimals", { currency: "EUR", value: "10" }, "amount.value"],
  ["one decimal", { currency: "EUR", value: "16.1" }, "amount.value"],
  ["a comma", { currency: "EUR", value: "10,00" }, "amount.value"],
  ["thousands", { currency: "EUR", value: "1,000.00" }, "amount.value"],
  ["negative", { currency: "EUR", value: "-1.00" }, "amount.value"],
  ["zero", { currency: "EUR", value: "0.00" }, "amount"],
  ["too much", { currency: "EUR", value: "50000.01" }, "amount"],
  ["no currency", { value: "10.00" }, "amount.currency"],
  ["small letters", { currency: "eur", value: "10.00" }, "amount.currency"],
  ["nothing", undefined, "amount"],
])("an amount with %s is refused", async (_name, amount, field) => {
  const { status, body } = await call("POST", "payments", { ...order, amount });
  expect(status).toBe(422);
  expect(body).toMatchObject({ status: 422, title: "Unprocessable Entity", field });
});

test.each([
  ["a webhook on this machine", { webhookUrl: "http://127.0.0.1:3000/hook" }, "webhookUrl"],
  ["a webhook without TLS", { webhookUrl: "http://hub.example.be/hook" }, "webhookUrl"],
  ["a webhook on a private name", { webhookUrl: "https://hub.local/hook" }, "webhookUrl"],
  ["a webhook on an address", { webhookUrl: "https://10.0.0.4/hook" }, "webhookUrl"],
  ["no redirect", { redirectUrl: undefined }, "redirectUrl"],
  ["no description", { description: " " }, "description"],
  ["too much metadata", { metadata: { text: "x".repeat(1100) } }, "metadata"],
  ["a locale of ours", { locale: "nl" }, "locale"],
  ["a method nobody has", { method: "cheque" }, "method"],
  ["a field nobody knows", { reference: "1" }, "reference"],
])("%s is refused", async (_name, given, field) => {
  const { status, body } = await call("POST", "payments", { ...order, ...given });
  expect(status).toBe(422);
  expect(body).toMatchObject({ field, detail: expect.any(String) as string });
});

test("a description is cut at 255, broken JSON and unknown ids are refused", async () => {
  const { body } = await call("POST", "payments", { ...order, description: "é".repeat(300) });
  expect(body).toMatchObject({ description: "é".repeat(255) });
  expect((await call("POST", "payments", '{"amount":')).status).toBe(400);
  expect((await call("GET", "payments/tr_nobody")).body).toMatchObject({
    status: 404,
    detail: "No payment exists with token tr_nobody.",
  });
});

describe("an idempotency key", () => {
  const key = { "Idempotency-Key": "a-1" };
  test("gives the same answer for the same call, and refuses another", async () => {
    const first = await call("POST", "payments", order, key);
    const before = mollie.payments.length;
    const second = await call("POST", "payments", order, key);
    expect(second.text).toBe(first.text);
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    expect(second.headers["idempotent-replayed"]).toBe("true");
    expect((await call("POST", "payments", { ...order, description: "other" }, key)).status).toBe(400);
    expect((await call("POST", "payment-links", order, key)).status).toBe(400);
    expect(mollie.payments.length).toBe(before);
  });

  test("keeps a refusal as well, and is forgotten after an hour", async () => {
    const refused = { ...order, amount: { currency: "EUR", value: "1" } };
    expect((await call("POST", "payments", refused, { "Idempotency-Key": "a-2" })).status).toBe(422);
    expect((await call("POST", "payments", order, { "Idempotency-Key": "a-2" })).status).toBe(400);
    now = now.add({ hours: 1 });
    expect((await call("POST", "payments", order, { "Idempotency-Key": "a-2" })).status).toBe(201);
  });

  test("of a call that is under way gives 409, of a lost answer the payment that was made", async () => {
    mollie.fault({ kind: "slow", milliseconds: 150 });
    const [slow, fast] = await Promise.all([
      call("POST", "payments", order, { "Idempotency-Key": "a-3" }),
      new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
        call("POST", "payments", order, { "Idempotency-Key": "a-3" }),
      ),
    ]);
    expect([slow.status, fast.status]).toEqual([201, 409]);

    const before = mollie.payments.length;
    mollie.fault({ kind: "lost" });
    await expect(call("POST", "payments", order, { "Idempotency-Key": "a-4" })).rejects.toThrow("hang up");
    expect(mollie.payments.length).toBe(before + 1);
    const again = await call("POST", "payments", order, { "Idempotency-Key": "a-4" });
    expect(mollie.payments.length).toBe(before + 1);
    expect(again.body).toMatchObject({ id: mollie.payments.at(-1)?.id });
  });

  test("is missing: a lost answer is a second payment", async () => {
    const before = mollie.payments.length;
    mollie.fault({ kind: "lost" });
    await expect(call("POST", "payments", order)).rejects.toThrow("hang up");
    await call("POST", "payments", order);
    expect(mollie.payments.length).toBe(before + 2);
  });
});

test("a paid payment stays paid; refunds and chargebacks change its sums", async () => {
  const id = await create();
  await mollie.pay(id, "ideal");
  const paid = mollie.payment(id);
  expect(paid).toMatchObject({ status: "paid", method: "ideal", amountRefunded: { value: "0.00" } });
  expect(paid).not.toHaveProperty("_links.checkout");
  expect(paid).not.toHaveProperty("amountChargedBack");
  await expect(mollie.fail(id)).rejects.toThrow("never makes it failed");
  await expect(mollie.expire(id)).rejects.toThrow("never makes it expired");

  await mollie.refund(id, "2.50");
  await mollie.chargeBack(id, "10.00");
  expect((await call("GET", `payments/${id}`)).body).toMatchObject({
    status: "paid",
    amount: { value: "10.00" },
    amountRefunded: { currency: "EUR", value: "2.50" },
    amountRemaining: { currency: "EUR", value: "7.50" },
    amountChargedBack: { currency: "EUR", value: "10.00" },
  });
  expect((await call("GET", `payments/${id}/chargebacks`)).body).toMatchObject({
    count: 1,
    _embedded: { chargebacks: [{ paymentId: id, amount: { value: "10.00" }, reversedAt: null }] },
  });
  await mollie.reverseChargeback(id);
  expect(mollie.payment(id)).toMatchObject({ amountChargedBack: { value: "0.00" } });
});

test("a refund is at most what is left, in the same currency, and not the same twice at once", async () => {
  const id = await create();
  const refund = (value: string, currency = "EUR") =>
    call("POST", `payments/${id}/refunds`, { amount: { currency, value }, description: "Credit note 1" });
  expect((await refund("1.00")).status).toBe(422);
  await mollie.pay(id);
  const made = await refund("4.00");
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ resource: "refund", status: "pending", paymentId: id });
  expect(await refund("4.00")).toMatchObject({ status: 409, body: { detail: "A duplicate refund has been detected" } });
  expect((await refund("6.01")).status).toBe(422);
  expect((await refund("1.00", "USD")).status).toBe(422);
  const refundId = (made.body as { id: string }).id;
  await mollie.settleRefund(id, refundId, "failed");
  expect(mollie.payment(id)).toMatchObject({ amountRefunded: { value: "0.00" } });
  expect((await call("GET", `payments/${id}/refunds/${refundId}`)).body).toMatchObject({ status: "failed" });
});

test("nobody paid: it expires by itself, and only an open bank transfer can be called off", async () => {
  const id = await create();
  expect((await call("DELETE", `payments/${id}`)).status).toBe(422);
  now = now.add({ minutes: 15 });
  expect((await call("GET", `payments/${id}`)).body).toMatchObject({
    status: "expired",
    expiredAt: expect.stringMatching(/\+00:00$/) as string,
  });
  const transfer = await create({ method: "banktransfer" });
  expect((await call("DELETE", `payments/${transfer}`)).body).toMatchObject({ status: "canceled" });
});

test("the list goes from new to old and on by id", async () => {
  const ids = [await create(), await create(), await create()].toReversed();
  const first = (await call("GET", "payments?limit=2")).body as { count: number; _links: { next: { href: string } } };
  expect(first).toMatchObject({ count: 2, _embedded: { payments: [{ id: ids[0] }, { id: ids[1] }] } });
  const next = await call("GET", first._links.next.href.slice(`${mollie.url}/v2/`.length));
  expect(next.body).toMatchObject({ _embedded: { payments: [{ id: ids[2] }, {}] } });
  expect((await call("GET", "payments?limit=251")).status).toBe(400);
});

test("a payment link makes a payment when somebody starts to pay", async () => {
  const made = await call("POST", "payment-links", { description: "Invoice 7", amount: order.amount });
  expect(made.body).toMatchObject({ resource: "payment-link", paidAt: null, reusable: false });
  const { id, _links } = made.body as { id: string; _links: { paymentLink: { href: string } } };
  expect((await call("GET", `payment-links/${id}/payments`)).body).toMatchObject({ count: 0 });
  expect((await ask(_links.paymentLink.href)).text).toContain("EUR 10.00");
  const payment = await mollie.payLink(id);
  expect((await call("GET", `payment-links/${id}/payments`)).body).toMatchObject({
    count: 1,
    _embedded: { payments: [{ id: payment.id, status: "paid" }] },
  });
  expect((await call("GET", `payment-links/${id}`)).body).toMatchObject({
    paidAt: expect.stringContaining("T") as string,
  });
  await expect(mollie.payLink(id)).rejects.toThrow("is paid");
  const metadata = await call("POST", "payment-links", { description: "x", metadata: {} });
  expect(metadata).toMatchObject({ status: 422, body: { field: "metadata" } });
});
