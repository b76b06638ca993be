import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, type Answer } from "#sandbox/woocommerce/asking.ts";
import { startReceiver, type Receiver } from "#sandbox/woocommerce/receiver.ts";
import { startMollie, type Mollie } from "./stand-in.ts";

let mollie: Mollie;
let hub: Receiver;
beforeAll(async () => {
  mollie = await startMollie({ allowLocalUrls: true, webhookDelays: [20, 20] });
  hub = await startReceiver();
});
afterAll(async () => {
  hub.stop();
  await mollie.stop();
});
beforeEach(() => {
  hub.received.length = 0;
  hub.status = 200;
});

function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = { Authorization: `Bearer ${mollie.apiKey}` };
  return ask(`${mollie.url}/v2/${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
}
async function create(redirectUrl = "https://pay.example.be/done"): Promise<string> {
  const amount = { currency: "EUR", value: "10.00" };
  const body = { amount, description: "<b>Invoice</b>", redirectUrl, webhookUrl: hub.url };
  return ((await call("POST", "payments", body)).body as { id: string }).id;
}
const bodies = (): string[] => hub.received.map(({ body }) => body);

test("says the id and nothing else, unsigned, and not before something happened", async () => {
  const id = await create();
  await mollie.move(id, "pending");
  expect(hub.received).toEqual([]);
  await mollie.pay(id);
  expect(bodies()).toEqual([`id=${id}`]);
  expect(hub.received[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect(Object.keys(hub.received[0]?.headers ?? {}).filter((name) => name.includes("signature"))).toEqual([]);
  await mollie.refund(id, "1.00");
  await mollie.chargeBack(id, "9.00");
  expect(bodies()).toEqual([`id=${id}`, `id=${id}`, `id=${id}`]);
});

test("is tried again until 200, also after 204, and then given up", async () => {
  const id = await create();
  hub.status = 204;
  await mollie.fail(id);
  await expect.poll(() => mollie.deliveries.filter((one) => one.id === id).length).toBe(3);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(mollie.deliveries.filter((one) => one.id === id)).toMatchObject([
    { attempt: 1, status: 204 },
    { attempt: 2 },
    { attempt: 3 },
  ]);

  const other = await create();
  hub.status = 500;
  await mollie.expire(other);
  hub.status = 200;
  await expect.poll(() => mollie.deliveries.filter((one) => one.id === other).length).toBe(2);
  await mollie.settled();
  expect(mollie.deliveries.at(-1)).toMatchObject({ attempt: 2, status: 200 });
});

test("comes late, twice, the wrong way round, and for ids nobody knows", async () => {
  const [a, b] = [await create(), await create()];
  mollie.holdWebhooks();
  await mollie.pay(a);
  await mollie.cancel(b);
  expect([hub.received.length, mollie.held.length]).toEqual([0, 2]);
  expect((await call("GET", `payments/${a}`)).body).toMatchObject({ status: "paid" });
  await mollie.releaseWebhooks({ order: "reversed", times: 2 });
  expect(bodies()).toEqual([`id=${b}`, `id=${b}`, `id=${a}`, `id=${a}`]);
  await mollie.sendWebhook(a);
  await mollie.sendWebhook("tr_unknown", hub.url);
  expect(bodies().slice(4)).toEqual([`id=${a}`, "id=tr_unknown"]);
});

test("as an event is signed over its body", async () => {
  const id = await create();
  await mollie.sendEvent(id, { url: hub.url, secret: "s3cret" });
  await mollie.sendEvent(id, { url: hub.url, secret: "s3cret", forged: true, payload: "simple" });
  const [real, forged] = hub.received;
  const sign = (body = ""): string => `sha256=${createHmac("sha256", "s3cret").update(body).digest("hex")}`;
  expect(real?.headers["x-mollie-signature"]).toBe(sign(real?.body));
  expect(JSON.parse(real?.body ?? "")).toMatchObject({
    resource: "event",
    entityId: id,
    _embedded: { entity: { id } },
  });
  expect(forged?.headers["x-mollie-signature"]).not.toBe(sign(forged?.body));
  expect(JSON.parse(forged?.body ?? "")).not.toHaveProperty("_embedded");
});

describe("the page", () => {
  const press = (url: string, outcome: string): Promise<Answer> =>
    ask(url, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `outcome=${outcome}&amount=99.00`,
    });

  test.each([
    ["paid", "paid"],
    ["failed", "failed"],
    ["canceled", "canceled"],
    ["expired", "expired"],
  ])("%s", async (outcome, status) => {
    const id = await create("https://pay.example.be/back?x=1");
    const url = `${mollie.url}/checkout/${id}`;
    const shown = await ask(url);
    expect(shown.text).toContain("&lt;b&gt;Invoice&lt;/b&gt;");
    expect(shown.text.match(/<button/g)).toHaveLength(4);
    const pressed = await press(url, outcome);
    expect([pressed.status, pressed.headers.location]).toEqual([303, "https://pay.example.be/back?x=1"]);
    await expect.poll(bodies).toEqual([`id=${id}`]);
    expect(mollie.payment(id)).toMatchObject({ status, amount: { value: "10.00" } });
    expect((await ask(url)).text).not.toContain("<button");
    await press(url, "failed");
    expect(mollie.payment(id)).toMatchObject({ status });
  });

  test("of a link without an amount asks for one", async () => {
    const made = await call("POST", "payment-links", { description: "Gift", webhookUrl: hub.url });
    const { href } = (made.body as { _links: { paymentLink: { href: string } } })._links.paymentLink;
    expect((await ask(href)).text).toContain('name="amount"');
    const started = await press(href, "start");
    await press(`${mollie.url}${started.headers.location ?? ""}`, "paid");
    await expect.poll(bodies).toEqual([expect.stringMatching(/^id=tr_/)]);
    expect(mollie.payments.at(-1)).toMatchObject({ amount: { value: "99.00" }, status: "paid" });
    expect((await ask(href)).text).toContain("has been paid");
  });
});

describe("a fault", () => {
  const list = (): Promise<Answer> => call("GET", "payments");
  test.each([
    ["unauthorized", 401],
    ["limit", 429],
  ] as const)("%s", async (kind, status) => {
    mollie.fault({ kind });
    const answer = await list();
    expect(answer.body).toMatchObject({ status, _links: { documentation: {} } });
    expect(answer.headers["retry-after"]).toBe(status === 429 ? "1" : undefined);
    expect((await list()).status).toBe(200);
  });

  test("500, 503, HTML of a gateway, half an answer, another currency, another body", async () => {
    const id = await create();
    const get = (): Promise<Answer> => call("GET", `payments/${id}`);
    mollie.fault({ kind: "status", status: 500 });
    mollie.fault({ kind: "status", status: 503 });
    mollie.fault({ kind: "gateway", status: 502 });
    mollie.fault({ kind: "malformed" });
    mollie.fault({ kind: "currency", currency: "USD" });
    mollie.fault({ kind: "change", change: (body) => ({ ...body, id: "tr_other" }) });
    expect([(await get()).status, (await get()).status]).toEqual([500, 503]);
    expect((await get()).headers["content-type"]).toBe("text/html");
    expect(await get()).toMatchObject({ status: 200, body: undefined });
    expect((await get()).body).toMatchObject({ amount: { currency: "USD", value: "10.00" } });
    expect((await get()).body).toMatchObject({ id: "tr_other" });
    expect((await get()).body).toMatchObject({ id, amount: { currency: "EUR" } });
  });

  test("hang and close; pages are not hit, a fault can be aimed and called off", async () => {
    const id = await create();
    const hung = mollie.fault({ kind: "hang", match: /\/checkout\// });
    expect((await list()).status).toBe(200);
    const patience = new AbortController();
    const asked = fetch(`${mollie.url}/checkout/${id}`, { signal: patience.signal });
    await expect.poll(() => hung.left).toBe(0);
    patience.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
    const closed = mollie.fault({ kind: "close", method: "POST", times: 5 });
    await expect(create()).rejects.toThrow("hang up");
    expect((await ask(`${mollie.url}/checkout/${id}`)).status).toBe(200);
    closed.cancel();
    await create();
    mollie.fault({ kind: "unauthorized", times: 9 });
    mollie.heal();
    expect((await list()).status).toBe(200);
    expect(mollie.calls.filter(({ fault }) => fault === "close")).toMatchObject([
      { method: "POST", status: undefined },
    ]);
  });
});
