import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type Answer } from "#sandbox/woocommerce/asking.ts";
import { startBancontactPro, type BancontactPro } from "./stand-in.ts";

let pro: BancontactPro;
let now = Temporal.Instant.from("2026-03-02T09:00:00Z");
beforeAll(async () => {
  pro = await startBancontactPro({ now: () => now });
});
afterAll(() => pro.stop());

const order = {
  amount: 1250,
  currency: "EUR",
  description: "Factuur 2026-0001 - café",
  reference: "+++090/9337/55493+++",
  callbackUrl: "https://hub.example.be/hooks/bancontact",
  returnUrl: "https://pay.example.be/done",
};

function call(method: string, path: string, body?: unknown, apiKey = pro.apiKey): Promise<Answer> {
  const headers = { Authorization: `Bearer ${apiKey}` };
  return ask(`${pro.url}/v3/${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
}
async function create(given: object = {}): Promise<string> {
  const { status, body } = await call("POST", "payments", { ...order, callbackUrl: undefined, ...given });
  expect(status).toBe(201);
  return (body as { paymentId: string }).paymentId;
}
const refusal = (code: string): object => ({
  code,
  message: expect.any(String) as string,
  traceId: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  spanId: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
});

test("a payment is pending, with links to pay, for twenty minutes", async () => {
  const { status, body } = await call("POST", "payments", order);
  expect(status).toBe(201);
  const { paymentId } = body as { paymentId: string };
  expect(paymentId).toMatch(/^.{24}$/);
  const deeplink = `${pro.url}/pay/2/${paymentId}`;
  expect(body).toMatchObject({
    status: "PENDING",
    amount: 1250,
    currency: "EUR",
    createdAt: "2026-03-02T09:00:00.000Z",
    expiresAt: "2026-03-02T09:20:00.000Z",
    reference: order.reference,
    creditor: { profileId: pro.profileId, callbackUrl: order.callbackUrl },
    _links: {
      self: { href: `${pro.url}/v3/payments/${paymentId}` },
      deeplink: { href: deeplink },
      qrcode: { href: `${pro.url}/qrcode?c=${encodeURIComponent(deeplink)}` },
      checkout: { href: `${pro.url}/checkout?paymentId=${paymentId}` },
      cancel: { href: `${pro.url}/v3/payments/${paymentId}` },
    },
  });
  const read = await call("GET", `payments/${paymentId}`);
  expect(read.body).toMatchObject({ paymentId, expireAt: "2026-03-02T09:20:00.000Z" });
  expect(read.body).not.toHaveProperty("expiresAt");
  expect(read.body).not.toHaveProperty("debtor");
});

test("no key, an unknown key and the key of another product are refused", async () => {
  const id = await create();
  const other = pro.addProfile();
  const open = await ask(`${pro.url}/v3/payments/${id}`);
  expect([open.status, open.body]).toEqual([401, refusal("UNAUTHORIZED")]);
  expect((await call("GET", `payments/${id}`, undefined, "nonsense")).status).toBe(401);
  const foreign = await call("GET", `payments/${id}`, undefined, other.apiKey);
  expect([foreign.status, foreign.body]).toEqual([403, refusal("ACCESS_DENIED")]);
  const cancel = await call("DELETE", `payments/${id}`, undefined, other.apiKey);
  expect([cancel.status, cancel.body]).toEqual([403, refusal("CALLER_NOT_ALLOWED_TO_CANCEL")]);
  expect((await call("POST", "payments/search", {}, other.apiKey)).body).toMatchObject({ totalElements: 0 });
  expect((await call("GET", "payments/000000000000000000000000")).body).toEqual(refusal("PAYMENT_NOT_FOUND"));
});

test.each([
  ["no body", "", "BODY_MISSING"],
  ["broken JSON", '{"amount":', "BODY_MISSING"],
  ["no amount", { ...order, amount: undefined }, "FIELD_IS_REQUIRED"],
  ["an amount in euro", { ...order, amount: 12.5 }, "FIELD_IS_INVALID"],
  ["an amount as text", { ...order, amount: "1250" }, "FIELD_IS_INVALID"],
  ["nothing to pay", { ...order, amount: 0 }, "FIELD_IS_INVALID"],
  ["one cent", { ...order, amount: 1 }, "FIELD_IS_INVALID"],
  ["too much", { ...order, amount: 1_000_000_000_000 }, "FIELD_IS_INVALID"],
  ["another currency", { ...order, currency: "USD" }, "FIELD_IS_INVALID"],
  ["a description of 141", { ...order, description: "x".repeat(141) }, "FIELD_IS_INVALID"],
  ["a reference of 36", { ...order, reference: "x".repeat(36) }, "FIELD_IS_INVALID"],
  ["a picture in the description", { ...order, description: "thanks 🎉" }, "FIELD_IS_INVALID"],
  ["a callback on this machine", { ...order, callbackUrl: "http://127.0.0.1:1/x" }, "FIELD_IS_INVALID"],
  ["a callback without TLS", { ...order, callbackUrl: "http://hub.example.be/x" }, "FIELD_IS_INVALID"],
  ["a callback on an address", { ...order, callbackUrl: "https://192.0.2.1/x" }, "FIELD_IS_INVALID"],
  ["a field of Mollie", { ...order, metadata: {} }, "FIELD_IS_INVALID"],
])("%s is refused", async (_name, body, code) => {
  const answer = await call("POST", "payments", body);
  expect([answer.status, answer.body]).toEqual([400, refusal(code)]);
});

test("limits are still in", async () => {
  const id = await create({ description: "x".repeat(140), reference: "y".repeat(35), amount: 2, currency: undefined });
  expect(pro.payment(id)).toMatchObject({ amount: 2, currency: "EUR", reference: "y".repeat(35) });
});

test("an idempotency key means nothing: twice is two payments, found by their reference", async () => {
  const ask2 = (): Promise<Answer> =>
    ask(`${pro.url}/v3/payments`, {
      method: "POST",
      headers: { Authorization: `Bearer ${pro.apiKey}`, "Idempotency-Key": "same" },
      body: { amount: 500, reference: "TWICE" },
    });
  pro.fault({ kind: "lost" });
  await expect(ask2()).rejects.toThrow("hang up");
  await ask2();
  const { body } = await call("POST", "payments/search", { reference: "TWICE" });
  expect(body).toMatchObject({ totalElements: 2, size: 2, number: 0, totalPages: 1 });
});

test("only a pending payment can be cancelled", async () => {
  const id = await create();
  const gone = await call("DELETE", `payments/${id}`);
  expect([gone.status, gone.text]).toEqual([204, ""]);
  expect(pro.payment(id)).toMatchObject({ status: "CANCELLED" });
  const again = await call("DELETE", `payments/${id}`);
  expect([again.status, again.body]).toEqual([422, refusal("PAYMENT_NOT_PENDING")]);
  const scanned = await create();
  await pro.identify(scanned);
  expect((await call("DELETE", `payments/${scanned}`)).status).toBe(422);
});

test("states go one way, and end", async () => {
  const id = await create();
  await pro.pay(id);
  const { body } = await call("GET", `payments/${id}`);
  expect(body).toMatchObject({ status: "SUCCEEDED", succeededAt: now.toString({ smallestUnit: "millisecond" }) });
  expect(body).toMatchObject({ amount: 1250, debtor: { iban: expect.stringContaining("*") as string } });
  expect(body).not.toHaveProperty("_links.checkout");
  expect(body).not.toHaveProperty("_links.cancel");
  await expect(pro.cancel(id)).rejects.toThrow("never becomes CANCELLED");
  await expect(pro.expire(id)).rejects.toThrow("never becomes EXPIRED");
  const [refused, failed, cancelled] = [await create(), await create(), await create()];
  await pro.refuse(refused);
  await pro.fail(failed);
  await pro.cancel(cancelled);
  expect([refused, failed, cancelled].map((one) => pro.payment(one)["status"])).toEqual([
    "AUTHORIZATION_FAILED",
    "FAILED",
    "CANCELLED",
  ]);
  await expect(pro.pay(cancelled)).rejects.toThrow("never becomes IDENTIFIED");
});

test("it expires by itself, but not once the bank said yes", async () => {
  const [idle, scanned, authorized] = [await create(), await create(), await create()];
  await pro.identify(scanned);
  await pro.authorize(authorized);
  now = now.add({ minutes: 20 });
  const seen = await Promise.all([idle, scanned, authorized].map((id) => call("GET", `payments/${id}`)));
  expect(seen.map(({ body }) => (body as { status: string }).status)).toEqual(["EXPIRED", "EXPIRED", "AUTHORIZED"]);
});

describe("search", () => {
  test("is newest first, by page, by state, and looks back one day only", async () => {
    const old = await create({ reference: "OLD" });
    now = now.add({ hours: 25 });
    const ids = [await create(), await create(), await create()].toReversed();
    await pro.cancel(ids[1] ?? "");
    const find = async (body: object, query = ""): Promise<{ details: { paymentId: string }[] }> =>
      (await call("POST", `payments/search${query}`, body)).body as { details: { paymentId: string }[] };
    const all = await find({});
    expect(all.details.map(({ paymentId }) => paymentId)).toEqual(ids);
    expect(await find({}, "?page=1&size=2")).toMatchObject({ size: 1, number: 1, totalPages: 2, totalElements: 3 });
    expect((await find({ paymentStatuses: ["CANCELLED"] })).details).toMatchObject([{ paymentId: ids[1] }]);
    expect((await find({ reference: "OLD" })).details).toEqual([]);
    const from = now.subtract({ hours: 48 }).toString();
    expect((await find({ reference: "OLD", from })).details).toMatchObject([{ paymentId: old }]);
    expect((await call("POST", "payments/search?size=101", {})).status).toBe(400);
    expect((await call("POST", "payments/search", { paymentStatuses: ["PAID"] })).status).toBe(400);
  });
});

test.each([
  ["unauthorized", 401, "UNAUTHORIZED"],
  ["limit", 429, "TOO_MANY_REQUESTS"],
] as const)("the fault %s", async (kind, status, code) => {
  pro.fault({ kind });
  const answer = await call("POST", "payments/search", {});
  expect([answer.status, answer.body]).toEqual([status, refusal(code)]);
});

test("500, 503, half an answer, another currency; the key set is hit only when aimed at", async () => {
  const id = await create();
  const get = (): Promise<Answer> => call("GET", `payments/${id}`);
  pro.fault({ kind: "status", status: 500 });
  pro.fault({ kind: "status", status: 503 });
  pro.fault({ kind: "malformed" });
  pro.fault({ kind: "currency" });
  expect((await ask(pro.jwksUrl)).status).toBe(200);
  expect((await get()).body).toEqual(refusal("TECHNICAL_ERROR"));
  expect((await get()).body).toEqual(refusal("TRY_AGAIN_LATER"));
  expect(await get()).toMatchObject({ status: 200, body: undefined });
  expect((await get()).body).toMatchObject({ currency: "USD", amount: 1250 });
  pro.fault({ kind: "gateway", status: 503, match: /jwks/ });
  expect((await get()).status).toBe(200);
  expect((await ask(pro.jwksUrl)).status).toBe(503);
});
