/** Each fault, seen from the caller and from the shop. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWholesaler, type Wholesaler } from "./stand-in.ts";
import { askCxml, setupRequest } from "./testing/buyer.ts";
import { opening, visitorOf, type Visitor } from "./testing/visitor.ts";

let shop: Wholesaler;
let visitor: Visitor;
beforeEach(async () => {
  shop = await startWholesaler();
  visitor = visitorOf(shop);
});
afterEach(() => shop.stop());

const call = () => visitor.post("/oci", opening());

test("down: a page of a 503, nothing done, and back after so many times", async () => {
  shop.fault({ kind: "down", times: 2 });
  const first = await call();
  expect([first.status, first.text.includes("Even niet bereikbaar"), first.handOver]).toEqual([503, true, undefined]);
  expect((await call()).status).toBe(503);
  expect(shop.store.sessions.size).toBe(0);
  expect((await call()).path).toBe("/artikelen");
  expect(shop.requests.slice(0, 2).map(({ fault, status }) => [fault, status])).toEqual([
    ...[
      ["down", 503],
      ["down", 503],
    ],
  ]);
});

test("an HTML error page, with 200 as such shops have it, also where XML is asked", async () => {
  shop.fault({ kind: "error", match: /^\/cxml/ });
  expect((await call()).path).toBe("/artikelen");
  const answer = await askCxml(shop, setupRequest());
  expect([answer.http, answer.contentType, answer.code]).toEqual([200, "text/html; charset=utf-8", ""]);
  expect(answer.xml).toContain("NullPointerException");
  shop.fault({ kind: "error", status: 500 });
  expect((await call()).status).toBe(500);
});

test("no answer, ever, and nothing done", async () => {
  shop.fault({ kind: "hang" });
  await expect(fetch(shop.url, { signal: AbortSignal.timeout(50) })).rejects.toThrow("timeout");
  await expect.poll(() => shop.requests.at(-1)).toMatchObject({ fault: "hang", status: null });
});

test("the connection is closed: before the work, or halfway through the answer", async () => {
  shop.fault({ kind: "drop" });
  await expect(call()).rejects.toThrow("fetch failed");
  expect(shop.store.sessions.size).toBe(0);
  shop.fault({ kind: "cut" });
  await expect(askCxml(shop, setupRequest())).rejects.toThrow("terminated");
  expect(shop.requests.at(-1)).toMatchObject({ fault: "cut", status: 200 });
});

test("slow: done at once, answered later, and not at all when the shop stops", async () => {
  shop.fault({ kind: "slow", ms: 20 });
  expect((await call()).path).toBe("/artikelen");
  shop.fault({ kind: "slow", ms: 600_000 });
  const never = visitorOf(shop).post("/oci", opening());
  const end = never.then(
    () => "answered",
    (error: Error) => error.message,
  );
  await expect.poll(() => shop.store.sessions.size).toBe(2);
  await shop.stop();
  expect(await end).toBe("fetch failed");
  shop = await startWholesaler();
});

test("healed, and called off", async () => {
  shop.fault({ kind: "down", times: Infinity });
  expect((await call()).status).toBe(503);
  shop.heal();
  expect((await call()).path).toBe("/artikelen");
});
