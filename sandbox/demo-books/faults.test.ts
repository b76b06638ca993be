import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Agent, fetch } from "undici";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDemoBooks, type DemoBooks } from "./stand-in.ts";
import { callerOf, errorOf, invoice, makeContact, person, type Caller } from "./testing/caller.ts";

let books: DemoBooks;
let call: Caller;
let contactId: string;
beforeEach(async () => {
  books = await startDemoBooks();
  call = callerOf(books);
  contactId = await makeContact(call);
});
afterEach(() => books.stop());

const book = (key = "k", given: object = {}) =>
  call("POST", "documents", invoice(contactId, given), { "Idempotency-Key": key });
const last = () => books.requests.at(-1);

/** A connection of which every byte is seen. */
async function dial(): Promise<{ readonly socket: Socket; readonly closed: Promise<unknown>; seen(): string }> {
  const socket = connect(Number(new URL(books.url).port), "127.0.0.1");
  let seen = "";
  socket.on("data", (chunk: Buffer) => {
    seen += chunk.toString("utf8");
  });
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => {
    socket.once("close", resolve);
  });
  await once(socket, "connect");
  return { socket, closed, seen: () => seen };
}
const raw = (method: string, path: string, body = ""): string =>
  `${method} /api/v1/${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${books.key}\r\n` +
  `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe("loseAnswer", () => {
  test("writes and hangs up; the repeat is recognised", async () => {
    const plan = books.fault({ kind: "loseAnswer" });
    await expect(book()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(last()).toMatchObject({ done: "carried out", status: null, faults: ["loseAnswer"], record: "doc_0000001" });
    expect(books.store.documents).toHaveLength(1);
    expect([plan.left, plan.hits]).toEqual([0, 1]);
    expect((await book()).headers["idempotent-replayed"]).toBe("true");
  });

  test("doubles where no repeat is recognised", async () => {
    books.settings.repeats = "neither";
    books.fault({ kind: "loseAnswer" });
    await expect(book()).rejects.toThrow("socket hang up");
    await book();
    expect(books.store.documents).toHaveLength(2);
  });

  test("waits for a write that succeeds, and may lose a replay too", async () => {
    books.fault({ kind: "loseAnswer", times: 2 });
    expect((await book("k", { kind: "quote" })).status).toBe(422);
    expect((await call("GET", "documents")).status).toBe(200);
    await expect(book()).rejects.toThrow("socket hang up");
    await expect(book()).rejects.toThrow("socket hang up");
    expect((await book()).status).toBe(201);
    expect(books.store.documents).toMatchObject([{ requests: 3 }]);
  });
});

describe("late", () => {
  test("the write is carried out after the caller hung up", async () => {
    books.fault({ kind: "late", ms: 200 });
    const { socket, closed } = await dial();
    socket.write(raw("POST", "documents", JSON.stringify(invoice(contactId))));
    await expect.poll(() => last()?.path).toBe("/api/v1/documents");
    await expect.poll(() => last()?.faults).toEqual(["late"]);
    socket.destroy();
    await closed;
    expect(books.store.documents).toHaveLength(0);
    await books.settled();
    expect(books.store.documents).toHaveLength(1);
    expect(last()).toMatchObject({ done: "carried out", status: null });
  });

  test("who waits is answered; who repeats meanwhile is told that it is under way", async () => {
    books.fault({ kind: "late", ms: 300 });
    const first = book();
    await expect.poll(() => last()?.faults).toEqual(["late"]);
    const refused = await book();
    expect([refused.status, errorOf(refused).code]).toEqual([409, "in_progress"]);
    expect((await first).status).toBe(201);
    expect((await book()).headers["idempotent-replayed"]).toBe("true");
  });

  test("waits for a write that is carried out", async () => {
    await book();
    const plan = books.fault({ kind: "late", ms: 1 });
    expect((await book()).headers["idempotent-replayed"]).toBe("true");
    expect(plan.left).toBe(1);
    await book("l");
    expect(plan.left).toBe(0);
  });

  test("a write never ends later than the contract says", () => {
    expect(() => books.fault({ kind: "late", ms: 5001 })).toThrow("within 5 seconds");
  });

  test("a stop gives up what is under way", async () => {
    books.fault({ kind: "late", ms: 5000 });
    const lost = book().catch((error: unknown) => error);
    await expect.poll(() => last()?.faults).toEqual(["late"]);
    await books.stop();
    expect(await lost).toMatchObject({ code: "ECONNRESET" });
    expect(books.store.documents).toHaveLength(0);
  });

  test("passes as the injected time does", async () => {
    const waited: number[] = [];
    const wait = async (ms: number): Promise<void> => void waited.push(ms);
    const fast = await startDemoBooks({ wait, settings: { writeMs: 7 } });
    try {
      fast.fault({ kind: "late", ms: 5000 });
      fast.fault({ kind: "slow", ms: 60_000 });
      await makeContact(callerOf(fast));
      await makeContact(callerOf(fast));
      expect(waited).toEqual([5000, 60_000, 7]);
    } finally {
      await fast.stop();
    }
  });
});

describe("answerTwice", () => {
  const numbers = (text: string): string[] =>
    [...text.matchAll(/HTTP\/1\.1 201|"number":"(F-\d+)"/g)].flatMap(([, n]) => n ?? []);
  const send = (orderNumber: string): string =>
    raw("POST", "documents", JSON.stringify(invoice(contactId, { orderNumber })));

  test("at once: the same answer stands on the socket twice", async () => {
    books.fault({ kind: "answerTwice" });
    const { socket, seen } = await dial();
    socket.write(send("1"));
    await expect.poll(() => numbers(seen())).toEqual(["F-000001", "F-000001"]);
    const [, first, second] = seen().split("HTTP/1.1 201 Created\r\n");
    expect(second!.split("\r\n\r\n")[1]).toBe(first!.split("\r\n\r\n")[1]);
    expect(second).toContain("X-RateLimit-Limit: 600");
    expect(books.store.documents).toHaveLength(1);
    socket.destroy();
  });

  test("to the next request: that one is carried out, and finds the answer of the first", async () => {
    books.fault({ kind: "answerTwice", second: "to the next request" });
    const { socket, seen } = await dial();
    socket.write(send("1"));
    await expect.poll(() => numbers(seen())).toEqual(["F-000001"]);
    await books.settled();
    socket.write(send("2"));
    await expect.poll(() => numbers(seen())).toEqual(["F-000001", "F-000001", "F-000002"]);
    socket.destroy();
  });

  test("a client that uses connections again takes it for the next answer", async () => {
    books.fault({ kind: "answerTwice", second: "to the next request" });
    const dispatcher = new Agent({ connections: 1 });
    const post = async (orderNumber: string): Promise<unknown> => {
      const headers = { Authorization: `Bearer ${books.key}` };
      const body = JSON.stringify(invoice(contactId, { orderNumber }));
      return (await fetch(`${books.url}/api/v1/documents`, { method: "POST", headers, body, dispatcher })).json();
    };
    expect(await post("1")).toMatchObject({ orderNumber: "1" });
    expect(await post("2")).toMatchObject({ orderNumber: "1" });
    await books.settled();
    expect(books.store.documentsOf("2")).toHaveLength(1);
  });
});

describe("after writing", () => {
  test("failAfterWriting answers 500 with JSON", async () => {
    books.fault({ kind: "failAfterWriting" });
    const failed = await book();
    expect([failed.status, errorOf(failed).code]).toEqual([500, "internal"]);
    expect(failed.headers["x-ratelimit-limit"]).toBe("600");
    expect(books.store.documents).toHaveLength(1);
    expect((await book()).headers["idempotent-replayed"]).toBe("true");
  });

  test("htmlAfterWriting answers the page of a 503", async () => {
    books.fault({ kind: "htmlAfterWriting", retryAfter: 3 });
    const failed = await book();
    expect([failed.status, failed.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
    expect(failed.headers["retry-after"]).toBe("3");
    expect(books.store.documents).toHaveLength(1);
    expect(last()).toMatchObject({ done: "carried out", status: 503, faults: ["htmlAfterWriting"] });
  });
});

describe("down", () => {
  test.each([[undefined], [120]])("a page, nothing done, Retry-After %s", async (retryAfter) => {
    books.fault({ kind: "down", ...(retryAfter === undefined ? {} : { retryAfter }) });
    const failed = await book();
    expect([failed.status, failed.body]).toEqual([503, undefined]);
    expect(failed.text).toMatch(/^<!DOCTYPE html>/);
    expect(failed.headers["retry-after"]).toBe(retryAfter?.toString());
    expect(failed.headers).not.toHaveProperty("x-ratelimit-limit");
    expect(books.store.documents).toHaveLength(0);
    expect(last()).toMatchObject({ done: "refused", code: "maintenance", status: 503 });
    expect((await book()).status).toBe(201);
  });
});

describe("refuse", () => {
  test("resets new connections before anything is read", async () => {
    const plan = books.fault({ kind: "refuse", times: 2 });
    const before = books.requests.length;
    await expect(book()).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(call("GET", "account")).rejects.toMatchObject({ code: "ECONNRESET" });
    expect([books.requests.length, plan.hits]).toEqual([before, 2]);
    expect((await book()).status).toBe(201);
  });

  test("resets a request on a connection that was open already", async () => {
    const { socket, closed, seen } = await dial();
    socket.write(raw("GET", "account"));
    await expect.poll(seen).toContain("Demo Boeken");
    books.fault({ kind: "refuse" });
    socket.write(raw("POST", "contacts", JSON.stringify(person)));
    await closed;
    expect(last()).toMatchObject({ method: "POST", done: "refused", status: null, faults: ["refuse"] });
    expect(books.store.contacts).toHaveLength(1);
  });

  test("by path", async () => {
    books.fault({ kind: "refuse", match: /documents/ });
    expect((await call("GET", "account")).status).toBe(200);
    await expect(book()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(books.store.documents).toHaveLength(0);
  });

  test("draws once for a connection and its first request", async () => {
    const plan = books.fault({ kind: "refuse", probability: 0.5 });
    const asked = 200;
    for (let nth = 0; nth < asked; nth += 1) await call("GET", "account").catch(() => undefined);
    // Twice drawn it would be 150.
    expect(plan.hits).toBeGreaterThan(75);
    expect(plan.hits).toBeLessThan(125);
  });

  test("unplugged, connections are refused, and what is under way goes on", async () => {
    books.fault({ kind: "late", ms: 100 });
    const lost = book().catch((error: unknown) => error);
    await expect.poll(() => last()?.faults).toEqual(["late"]);
    await books.unplug();
    expect(await lost).toMatchObject({ code: "ECONNRESET" });
    await expect(book()).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await books.settled();
    expect(books.store.documents).toHaveLength(1);
    await books.plug();
    expect((await book()).headers["idempotent-replayed"]).toBe("true");
  });
});

test("cutAnswer announces all and gives half", async () => {
  books.fault({ kind: "cutAnswer" });
  const { socket, closed, seen } = await dial();
  socket.write(raw("POST", "contacts", JSON.stringify(person)));
  await closed;
  const [head = "", body = ""] = seen().split("\r\n\r\n");
  const announced = Number(/Content-Length: (\d+)/.exec(head)?.[1]);
  expect(head).toMatch(/^HTTP\/1\.1 201 Created/);
  expect(body).toHaveLength(Math.floor(announced / 2));
  expect(books.store.contacts).toHaveLength(2);
  books.fault({ kind: "cutAnswer" });
  await expect(call("GET", "account")).rejects.toThrow("aborted");
});

test("slow writes at once and answers later", async () => {
  books.fault({ kind: "slow", ms: 300 });
  const first = book();
  await expect.poll(() => books.store.documents).toHaveLength(1);
  expect(last()?.status).toBeNull();
  expect((await first).status).toBe(201);
  expect(last()?.status).toBe(201);
});
