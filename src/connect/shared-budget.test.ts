import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RateLimit } from "./connector.ts";
import { askRoom, emptyBook, viewOf, type RateBook } from "./rate-book.ts";
import { createSharedBudget, type SharedBudget } from "./shared-budget.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;
const later = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Nodes on one book, each with a clock of its own, and every moment at which a call was let in. */
function world(limit: RateLimit, askMs = 2) {
  let book: RateBook = emptyBook;
  const started = performance.now();
  const now = () => Math.round(performance.now() - started);
  const calls: number[] = [];
  let inside = 0;
  let mostInside = 0;
  let asks = 0;
  const node = (name: string, clockAheadMs = 0) => {
    let isDead = false;
    const budget: SharedBudget = createSharedBudget({
      elapsedMs: () => now() + clockAheadMs,
      onError: () => undefined,
      ask: async (ask) => {
        await later(askMs / 2);
        if (isDead) return new Promise(() => undefined);
        asks += 1;
        const result = askRoom(book, limit, { ...ask, node: name }, now());
        book = structuredClone(result.book);
        await later(askMs / 2);
        return result.room;
      },
    });
    const call = async (takesMs: number): Promise<void> => {
      const leave = await budget.enter(never);
      if (isDead) return;
      calls.push(now());
      inside += 1;
      mostInside = Math.max(mostInside, inside);
      await later(takesMs);
      inside -= 1;
      leave();
    };
    return {
      budget,
      call,
      kill: () => (isDead = true),
      /** So many at once, one call after another. */
      work(callers: number, takesMs: number): void {
        const goOn = async (): Promise<void> => {
          while (!isDead) await call(takesMs);
        };
        for (let caller = 0; caller < callers; caller += 1) void goOn();
      },
    };
  };
  return { node, calls, now, book: () => book, mostInside: () => mostInside, asks: () => asks };
}

/** The most calls in any stretch of so many milliseconds. */
function busiest(calls: readonly number[], ms: number): number {
  const sorted = calls.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length));
}

const declared = (windows: RateLimit["windows"], concurrency = 50): RateLimit => ({
  per: "connection",
  windows,
  concurrency,
});

describe("over all nodes together", () => {
  test("never more than declared in any window, nor more at once, and at least four fifths of it are used", async () => {
    const windows = fc.constantFrom<RateLimit["windows"]>(
      [{ requests: 60, seconds: 60 }],
      [{ requests: 10, seconds: 5 }],
      [
        { requests: 5, seconds: 2 },
        { requests: 40, seconds: 60 },
      ],
      [{ requests: 300, seconds: 60 }],
    );
    const cases = fc.record({
      windows,
      concurrency: fc.integer({ min: 2, max: 12 }),
      nodes: fc.integer({ min: 1, max: 5 }),
      takesMs: fc.integer({ min: 1, max: 400 }),
      askMs: fc.integer({ min: 0, max: 30 }),
      killAt: fc.option(fc.integer({ min: 0, max: 100_000 })),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ windows: its, concurrency, nodes, takesMs, askMs, killAt }) => {
        const limit = declared(its, concurrency);
        const { node, calls, mostInside } = world(limit, askMs);
        const all = Array.from({ length: nodes }, (_, index) => node(`node ${index}`, index * 1000));
        for (const one of all) one.work(4, takesMs);
        const minutes = 3;
        if (killAt !== null && nodes > 1) setTimeout(() => all[0]?.kill(), killAt);
        await vi.advanceTimersByTimeAsync(minutes * 60_000);
        for (const { requests, seconds } of its) expect(busiest(calls, seconds * 1000)).toBeLessThanOrEqual(requests);
        expect(mostInside()).toBeLessThanOrEqual(concurrency);
        const perMinute = Math.min(...its.map(({ requests, seconds }) => (requests * 60) / seconds));
        // A killed node takes what it held with it, and may have been the only one.
        const least = killAt === null ? 0.8 * perMinute * minutes : 0;
        expect(calls.length).toBeGreaterThanOrEqual(least);
        for (const one of all) one.kill();
        await vi.advanceTimersByTimeAsync(1000);
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  test("with ample room the book is asked far less than once per call", async () => {
    const { node, calls, asks } = world(declared([{ requests: 6000, seconds: 60 }]));
    node("one").work(2, 5);
    node("two").work(2, 5);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls.length).toBeGreaterThan(1000);
    expect(asks()).toBeLessThan(calls.length / 20);
  });

  test("where one at a time may call, every node gets its turn", async () => {
    const { node, mostInside } = world(declared([], 1));
    const done = { one: 0, two: 0, three: 0 };
    for (const name of ["one", "two", "three"] as const) {
      const { call } = node(name);
      void (async () => {
        for (;;) {
          await call(200);
          done[name] += 1;
        }
      })();
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(mostInside()).toBe(1);
    for (const count of Object.values(done)) expect(count).toBeGreaterThan(20);
  });

  test("begins with as many at once as is declared for the first minute, and doubles each minute", async () => {
    const { node, mostInside } = world({ ...declared([], 8), firstConcurrency: 1 });
    node("one").work(20, 50);
    const seen: number[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      await vi.advanceTimersByTimeAsync(minute === 0 ? 55_000 : 60_000);
      seen.push(mostInside());
    }
    expect(seen).toEqual([1, 2, 4, 8, 8]);
  });

  test("what a node does not use comes back, and what a killed one held when it expires", async () => {
    const limit = declared([{ requests: 4, seconds: 60 }]);
    const { node, calls, book, now } = world(limit);
    const [one, two] = [node("one"), node("two")];
    await Promise.all([one.call(1), vi.advanceTimersByTimeAsync(20)]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(book().holds).toEqual({});
    expect(viewOf(book(), limit, now())).toMatchObject({ left: 3, windows: [{ requests: 4, left: 3 }] });
    const last = one.call(60_000);
    await vi.advanceTimersByTimeAsync(20);
    one.kill();
    two.work(5, 1);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(calls).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls.length).toBeGreaterThanOrEqual(7);
    await last;
  });
});

describe("what the other side tells", () => {
  test("a header with little left is kept to by all, until it is counted anew", async () => {
    const { node, calls } = world(declared([{ requests: 1000, seconds: 60 }]));
    const [one, two] = [node("one"), node("two")];
    await Promise.all([one.call(1), vi.advanceTimersByTimeAsync(50)]);
    one.budget.heard({ tells: [{ name: "x-ratelimit-remaining", left: 3, inMs: 30_000 }], startedAt: 0 });
    await vi.advanceTimersByTimeAsync(3000);
    one.work(4, 1);
    two.work(4, 1);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(calls.length).toBeLessThanOrEqual(4);
    expect(calls.length).toBeGreaterThanOrEqual(3);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls.length).toBeGreaterThan(4);
  });

  test("a refusal stops every node for as long as was asked, then halves what is used, and quiet widens it again", async () => {
    const limit = declared([{ requests: 40, seconds: 10 }]);
    const { node, calls, book, now } = world(limit);
    const [one, two] = [node("one"), node("two")];
    await Promise.all([one.call(1), two.call(1), vi.advanceTimersByTimeAsync(5000)]);
    one.budget.refused(20_000);
    one.budget.refused(20_000);
    await vi.advanceTimersByTimeAsync(3000);
    const refusedAt = now();
    one.work(2, 1);
    two.work(2, 1);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(calls.filter((at) => at > refusedAt)).toEqual([]);
    expect(viewOf(book(), limit, now())).toMatchObject({ left: 20, part: 0.5 });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(
      busiest(
        calls.filter((at) => at > refusedAt),
        10_000,
      ),
    ).toBeLessThanOrEqual(20);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(viewOf(book(), limit, now()).part).toBe(1);
    const end = now();
    expect(
      busiest(
        calls.filter((at) => at > end - 60_000),
        10_000,
      ),
    ).toBe(40);
  });

  test("one that would wait for long is told so at once", async () => {
    const { node } = world(declared([{ requests: 1, seconds: 3600 }]));
    const { budget, call } = node("one");
    await Promise.all([call(1), vi.advanceTimersByTimeAsync(20)]);
    await Promise.all([
      expect(budget.enter(never)).rejects.toMatchObject({ code: "remote.rate_limited" }),
      vi.advanceTimersByTimeAsync(5000),
    ]);
  });
});

test("a question that fails is asked again, and what was done meanwhile is not forgotten", async () => {
  const spent: number[] = [];
  const errors: unknown[] = [];
  let failing = 3;
  const budget = createSharedBudget({
    elapsedMs: () => performance.now(),
    onError: (error) => errors.push(error),
    ask: async (ask) => {
      if (failing-- > 0) throw new Error("no database");
      spent.push(ask.spent);
      return { calls: ask.wants ? 1 : 0, seats: 2, forMs: 1000, waitMs: 0, isShort: true };
    },
  });
  const first = budget.enter(never).then((leave) => leave());
  await vi.advanceTimersByTimeAsync(10_000);
  await first;
  expect(errors).toHaveLength(1);
  const stop = new AbortController();
  failing = 100;
  setTimeout(() => stop.abort(new Error("no longer wanted")), 1500);
  await Promise.all([
    expect(budget.enter(stop.signal)).rejects.toThrow("no longer wanted"),
    vi.advanceTimersByTimeAsync(2000),
  ]);
  failing = 0;
  await budget.close();
  expect(spent).toEqual([0, 1]);
});

test("a product that says how long it wants to be left alone, and does not say it in its answers", () => {
  const limit: RateLimit = { per: "connection", windows: [], concurrency: 1, backOffSeconds: [5, 15, 60, 300] };
  const refused = { node: "a", spent: 0, lastAgoMs: 0, inside: 0, wants: true, told: [], refused: { waitMs: null } };
  let book: RateBook = emptyBook;
  let now = 0;
  const waits: number[] = [];
  for (let times = 0; times < 6; times += 1) {
    book = askRoom(book, limit, refused, now).book;
    waits.push((book.pausedUntil - now) / 1000);
    now = book.pausedUntil;
  }
  expect(waits).toEqual([5, 15, 60, 300, 300, 300]);
});
