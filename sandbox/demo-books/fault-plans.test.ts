import { afterEach, beforeEach, expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";
import { startDemoBooks, type DemoBooks } from "./stand-in.ts";
import { callerOf, person, type Caller } from "./testing/caller.ts";

let books: DemoBooks;
let call: Caller;
beforeEach(async () => {
  books = await startDemoBooks();
  call = callerOf(books);
});
afterEach(() => books.stop());

test("go by path and method", async () => {
  books.fault({ kind: "down", match: /\?orderNumber=/ });
  books.fault({ kind: "down", method: "POST", match: "/contacts$" });
  expect((await call("GET", "documents")).status).toBe(200);
  expect((await call("GET", "contacts?email=a")).status).toBe(200);
  expect((await call("GET", "documents?orderNumber=1")).status).toBe(503);
  expect((await call("POST", "contacts", person)).status).toBe(503);
});

test("a fault of writes hits reads when it is said to", async () => {
  books.fault({ kind: "loseAnswer", method: "GET" });
  await expect(call("GET", "account")).rejects.toThrow("socket hang up");
});

test("join: late, then lost", async () => {
  books.fault({ kind: "loseAnswer" });
  books.fault({ kind: "late", ms: 50 });
  await expect(call("POST", "contacts", person)).rejects.toThrow("socket hang up");
  expect(books.requests.at(-1)).toMatchObject({ faults: ["late", "loseAnswer"], done: "carried out" });
});

test("are called off", async () => {
  const plan = books.fault({ kind: "down", times: Infinity });
  expect((await call("GET", "account")).status).toBe(503);
  plan.cancel();
  expect((await call("GET", "account")).status).toBe(200);
  books.fault({ kind: "down", times: Infinity });
  books.heal();
  expect((await call("GET", "account")).status).toBe(200);
});

test("by chance, the same seed strikes the same requests", async () => {
  const struck = async (seed: number): Promise<number[]> => {
    const other = await startDemoBooks({ seed });
    try {
      other.fault({ kind: "down", probability: 0.3 });
      const statuses: number[] = [];
      const headers = { Authorization: `Bearer ${other.key}` };
      for (let nth = 0; nth < 60; nth += 1) {
        statuses.push((await ask(`${other.url}/api/v1/account`, { headers })).status);
      }
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
