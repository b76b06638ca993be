import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";
import { startDemoBooks, type DemoBooks } from "./stand-in.ts";
import { callerOf, errorOf, invoice, makeContact, person, type Caller } from "./testing/caller.ts";

const start = Temporal.Instant.from("2026-11-02T09:00:00Z").epochMilliseconds;
let now = start;
let books: DemoBooks;
let call: Caller;
beforeEach(async () => {
  now = start;
  books = await startDemoBooks({ now: () => now });
  call = callerOf(books);
});
afterEach(() => books.stop());

describe("access", () => {
  test.each([
    ["no key", {}],
    ["an unknown key", { Authorization: "Bearer nobody" }],
    ["another way", { Authorization: "Basic ZGVtbzpkZW1v" }],
  ])("%s is refused", async (_name, headers) => {
    const refused = await ask(`${books.url}/api/v1/account`, { headers });
    expect(refused.status).toBe(401);
    expect(refused.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(errorOf(refused)).toEqual({ code: "unauthorized", field: null, message: expect.any(String) });
    expect(refused.headers).toMatchObject({ "x-ratelimit-limit": "600", "x-ratelimit-remaining": "600" });
  });

  test("a revoked key is refused, another goes on", async () => {
    const second = callerOf(books, books.makeKey());
    books.revokeKey(books.key);
    expect((await call("GET", "account")).status).toBe(401);
    expect((await second("GET", "account")).status).toBe(200);
  });

  test("a key that may only read, reads", async () => {
    const reader = callerOf(books, books.makeKey({ readOnly: true, key: "reader" }));
    expect((await reader("GET", "documents")).status).toBe(200);
    const refused = await reader("POST", "contacts", person);
    expect([refused.status, errorOf(refused).code]).toEqual([403, "read_only"]);
    expect(books.store.contacts).toHaveLength(0);
  });

  test("the account shows the settings, also when they are changed", async () => {
    const shown = { name: "Demo Boeken", currency: "EUR", repeats: "idempotency-key", keyHours: 24, indexSeconds: 5 };
    expect((await call("GET", "account")).body).toEqual({ ...shown, closedUntil: null });
    Object.assign(books.settings, { repeats: "neither", closedUntil: "2026-09-30", keyHours: 1, indexSeconds: 9 });
    const changed = { repeats: "neither", closedUntil: "2026-09-30", keyHours: 1, indexSeconds: 9 };
    expect((await call("GET", "account")).body).toEqual({ ...shown, ...changed });
  });

  test.each([
    ["GET", "nothing"],
    ["GET", ""],
    ["GET", "account/1"],
    ["GET", "documents/doc_0000001"],
    ["GET", "documents/"],
    ["GET", "contacts/con_0000001"],
    ["GET", "contacts/con_0000001/documents"],
    ["PUT", "documents/doc_0000001"],
    ["DELETE", "documents/doc_0000001"],
    ["POST", "account"],
  ])("%s %s is not found", async (method, path) => {
    const refused = await call(method, path);
    expect([refused.status, errorOf(refused).code, errorOf(refused).field]).toEqual([404, "not_found", null]);
  });

  test("outside of the interface nothing is found either", async () => {
    const headers = { Authorization: `Bearer ${books.key}` };
    expect((await ask(`${books.url}/api/v2/account`, { headers })).status).toBe(404);
  });

  test.each(["", "{", "[]", "null", '"text"', "12"])("the body %j is no JSON object", async (body) => {
    const refused = await call("POST", "contacts", body);
    expect([refused.status, errorOf(refused).code]).toEqual([400, "bad_json"]);
  });

  test("bytes that are not UTF-8 are no JSON", async () => {
    const headers = { Authorization: `Bearer ${books.key}` };
    const body = Buffer.from('{"name":"\xe9"}', "latin1");
    const refused = await fetch(`${books.url}/api/v1/contacts`, { method: "POST", headers, body });
    expect(refused.status).toBe(400);
  });
});

describe("the window", () => {
  beforeEach(() => {
    books.settings.window = { requests: 3, seconds: 60 };
  });
  const left = async (): Promise<unknown[]> => {
    const { status, headers } = await call("GET", "account");
    return [status, headers["x-ratelimit-remaining"], headers["x-ratelimit-reset"]];
  };

  test("begins with its first request, is fixed, and does not count what it refused", async () => {
    expect(await left()).toEqual([200, "2", "60"]);
    now += 30_500;
    expect(await left()).toEqual([200, "1", "30"]);
    expect(await left()).toEqual([200, "0", "30"]);
    const refused = await call("POST", "contacts", person);
    expect([refused.status, errorOf(refused).code]).toEqual([429, "rate_limited"]);
    expect(refused.headers).toMatchObject({
      "retry-after": "30",
      "x-ratelimit-limit": "3",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "30",
    });
    now += 29_499;
    expect((await left())[0]).toBe(429);
    now += 1;
    expect(await left()).toEqual([200, "2", "60"]);
  });

  test("counts other refusals, and is one per key", async () => {
    await call("GET", "nothing");
    await call("POST", "contacts", {});
    expect(await left()).toEqual([200, "0", "60"]);
    const second = callerOf(books, books.makeKey());
    expect((await second("GET", "account")).headers["x-ratelimit-remaining"]).toBe("2");
  });

  test("can be changed while it runs", async () => {
    await left();
    books.settings.window = { requests: 1, seconds: 60 };
    expect((await left())[0]).toBe(429);
    books.settings.window = { requests: 5, seconds: 60 };
    expect(await left()).toEqual([200, "3", "60"]);
  });
});

test("the log says what was asked and what was done", async () => {
  now = start + 7;
  const contactId = await makeContact(call);
  const body = invoice(contactId);
  await call("POST", "documents", body, { "Idempotency-Key": "a" });
  await call("POST", "documents", body, { "Idempotency-Key": "a" });
  await call("POST", "documents", {}, { "Idempotency-Key": "b" });
  await call("GET", "documents?orderNumber=1001");
  const of = { at: start + 7, path: "/api/v1/documents", query: "", faults: [], code: null, record: null };
  const made = { ...of, method: "POST", idempotencyKey: "a", record: "doc_0000001", status: 201 };
  expect(books.requests.slice(1)).toEqual([
    { ...made, done: "carried out" },
    { ...made, done: "replayed" },
    { ...of, method: "POST", idempotencyKey: "b", done: "refused", code: "invalid", status: 422 },
    { ...of, method: "GET", query: "orderNumber=1001", idempotencyKey: null, done: "read", status: 200 },
  ]);
});

test("any of a hundred thousand documents is found", async () => {
  const contactId = await makeContact(call);
  const records = books.store as unknown as { addDocument(document: unknown, at: number, key: null): unknown };
  for (let nth = 0; nth < 100_000; nth += 1) {
    records.addDocument(invoice(contactId, { orderNumber: String(nth), reference: `r${nth}` }), now, null);
  }
  now += 5000;
  books.settings.repeats = "look-up";
  books.settings.window.requests = 1e6;
  for (let nth = 0; nth < 500; nth += 1) {
    const orderNumber = String(nth * 199);
    const found = await call("GET", `documents?orderNumber=${orderNumber}`);
    expect(found.body).toMatchObject({ items: [{ orderNumber }], next: null });
    expect((await call("GET", `documents?reference=r${orderNumber}`)).body).toMatchObject({ items: [{ orderNumber }] });
  }
  expect((await call("GET", "documents?after=doc_0099999")).body).toMatchObject({ items: [{ number: "F-100000" }] });
});
