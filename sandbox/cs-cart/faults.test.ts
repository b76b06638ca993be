/** Each fault, seen from the caller and from the shop. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCsCart, type CsCart } from "./stand-in.ts";
import { callerOf, type Caller } from "./testing/caller.ts";

let shop: CsCart;
let call: Caller;
beforeEach(async () => {
  shop = await startCsCart({ now: () => 1_795_248_000_000 });
  call = callerOf(shop);
  shop.store.catalog.add({ code: "MUG", amount: 10 });
});
afterEach(() => shop.stop());

const amount = (): number => shop.store.catalog.withCode("MUG").amount;
const set = (to: number) => call("products/1", "PUT", { amount: to });
const last = () => shop.requests.at(-1);

test("an answer is lost after the work", async () => {
  shop.fault({ kind: "loseAnswer" });
  expect((await call("products/1")).status).toBe(200);
  await expect(set(7)).rejects.toThrow("socket hang up");
  expect(amount()).toBe(7);
  expect(last()).toMatchObject({ faults: ["loseAnswer"], done: "written", status: null });
  expect((await set(8)).status).toBe(200);
});

test("a refusal is no answer to lose", async () => {
  const plan = shop.fault({ kind: "loseAnswer" });
  expect((await call("products/9", "PUT", {})).status).toBe(404);
  expect(plan).toMatchObject({ left: 1, hits: 0 });
});

test("a server fails after the work", async () => {
  shop.fault({ kind: "failAfterWriting", status: 504 });
  const { status, body } = await set(7);
  expect([status, body, amount()]).toEqual([504, undefined, 7]);
});

/** A shop whose faults that take time wait until they are let go. */
async function gated(): Promise<() => Promise<void>> {
  await shop.stop();
  let letGo: (() => void) | undefined;
  shop = await startCsCart({ wait: () => new Promise<void>((resolve) => void (letGo = resolve)) });
  call = callerOf(shop);
  shop.store.catalog.add({ code: "MUG", amount: 10 });
  return async () => {
    await expect.poll(() => letGo).toBeDefined();
    letGo?.();
  };
}

test("late: carried out when the caller is gone", async () => {
  const go = await gated();
  shop.fault({ kind: "late", ms: 5000 });
  const leaving = new AbortController();
  const gone = fetch(`${shop.url}/api/2/products/1`, {
    ...{ method: "PUT", body: '{"amount":"7"}', signal: leaving.signal },
    headers: {
      "Content-Type": "application/json",
      Authorization: `Basic ${Buffer.from(`${shop.email}:${shop.key}`).toString("base64")}`,
    },
  });
  await expect.poll(() => last()?.faults).toEqual(["late"]);
  leaving.abort();
  await expect(gone).rejects.toThrow("aborted");
  expect(amount()).toBe(10);
  await go();
  await shop.settled();
  expect(amount()).toBe(7);
});

test.each([
  [{ kind: "down" }, 503],
  [{ kind: "down", status: 429, retryAfter: 7 }, 429],
  [{ kind: "down", status: 522 }, 522],
  [{ kind: "closed" }, 200],
] as const)("a page instead of the work: %j", async (fault, expected) => {
  shop.fault(fault);
  const { status, body, headers, text } = await set(7);
  expect([status, body, amount()]).toEqual([expected, undefined, 10]);
  expect(text).toContain("<!DOCTYPE html>");
  expect(headers["retry-after"]).toBe("retryAfter" in fault ? "7" : undefined);
  expect(last()).toMatchObject({ done: "refused" });
});

test("reset before the work, and a shop that does not listen", async () => {
  shop.fault({ kind: "refuse" });
  await expect(set(7)).rejects.toThrow("ECONNRESET");
  await shop.unplug();
  await expect(set(7)).rejects.toThrow("ECONNREFUSED");
  await shop.plug();
  expect((await set(8)).status).toBe(200);
  expect(shop.requests.filter(({ method }) => method === "PUT")).toHaveLength(2);
});

test("no answer, ever", async () => {
  shop.fault({ kind: "hang" });
  await expect(fetch(shop.url, { signal: AbortSignal.timeout(50) })).rejects.toThrow("timeout");
});

test("answers that are spoilt on the way, after the work", async () => {
  shop.fault({ kind: "cutAnswer" });
  await expect(set(1)).rejects.toThrow("aborted");
  shop.fault({ kind: "halfJson" });
  expect(await set(2)).toMatchObject({ status: 200, text: '{"product', body: undefined });
  shop.fault({ kind: "notice" });
  const warned = await set(3);
  expect([warned.text.slice(0, 6), warned.text.endsWith('{"product_id":"1"}')]).toEqual(["<br />", true]);
  shop.fault({ kind: "otherJson" });
  expect((await set(4)).body).toEqual({ data: [] });
  expect(amount()).toBe(4);
});

test("slow: done at once, answered later", async () => {
  const go = await gated();
  shop.fault({ kind: "slow", ms: 5000 });
  const answer = set(7);
  await expect.poll(() => amount()).toBe(7);
  expect(last()?.status).toBeNull();
  await go();
  expect((await answer).status).toBe(200);
});

test("by method and address, a number of times, until it is healed", async () => {
  shop.fault({ kind: "down", method: "PUT", match: /products\/1$/, times: 2 });
  expect((await call("products/1")).status).toBe(200);
  expect([(await set(1)).status, (await set(1)).status, (await set(1)).status]).toEqual([503, 503, 200]);
  const plan = shop.fault({ kind: "down", times: Infinity });
  expect((await call("version")).status).toBe(503);
  plan.cancel();
  expect((await call("version")).status).toBe(200);
  shop.fault({ kind: "down", times: Infinity });
  shop.heal();
  expect((await call("version")).status).toBe(200);
});

test("by chance, the same seed strikes the same requests", async () => {
  const struck = async (seed: number): Promise<number[]> => {
    const other = await startCsCart({ seed });
    try {
      other.fault({ kind: "down", probability: 0.3 });
      const statuses: number[] = [];
      for (let nth = 0; nth < 40; nth += 1) statuses.push((await callerOf(other)("version")).status);
      return statuses;
    } finally {
      await other.stop();
    }
  };
  const first = await struck(7);
  expect(new Set(first)).toEqual(new Set([200, 503]));
  expect(await struck(7)).toEqual(first);
  expect(await struck(8)).not.toEqual(first);
});

test("the log has what was asked and sent", async () => {
  await set(7);
  expect(last()).toEqual({
    ...{ at: 1_795_248_000, method: "PUT", path: "/api/2/products/1", query: "", body: '{"amount":7}' },
    ...{ faults: [], done: "written", status: 200, ignored: [] },
  });
  expect((await call("version")).headers["date"]).toBe("Sat, 21 Nov 2026 08:00:00 GMT");
});
