import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBudget } from "./budget.ts";

const never = () => new AbortController().signal;
/** Lets everything that can go on, go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A budget on the faked clock, and the moments at which calls were let in. */
function budgetOf(concurrency: number, windows: readonly { requests: number; seconds: number }[] = []) {
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  const budget = createBudget({ per: "connection", concurrency, windows }, elapsed);
  const entered: number[] = [];
  const enter = async (signal = never()) => {
    const leave = await budget.enter(signal);
    entered.push(elapsed());
    return leave;
  };
  return { enter, entered };
}

describe("concurrency", () => {
  test("a third waits until one of two has left, and goes in its turn", async () => {
    const { enter, entered } = budgetOf(2);
    const [first] = await Promise.all([enter(), enter()]);
    const third = enter();
    const fourth = enter();
    await settle();
    expect(entered).toHaveLength(2);
    first();
    await third;
    await settle();
    expect(entered).toHaveLength(3);
    (await third)();
    await fourth;
    expect(entered).toHaveLength(4);
  });

  test("one that stops waiting takes no place, and does not block who comes after it", async () => {
    const { enter, entered } = budgetOf(1);
    const leave = await enter();
    const stop = new AbortController();
    const stopped = enter(stop.signal);
    const next = enter();
    stop.abort(new Error("no longer wanted"));
    await expect(stopped).rejects.toThrow("no longer wanted");
    leave();
    await settle();
    expect(entered).toHaveLength(2);
    (await next)();
    await enter();
    expect(entered).toHaveLength(3);
  });

  test("an aborted signal is refused at the door", async () => {
    const { enter, entered } = budgetOf(1);
    await expect(enter(AbortSignal.abort())).rejects.toThrow();
    await enter();
    expect(entered).toHaveLength(1);
  });
});

describe("windows", () => {
  test("slide: the third waits until the oldest of two has left the window", async () => {
    const { enter, entered } = budgetOf(10, [{ requests: 2, seconds: 10 }]);
    await enter();
    await vi.advanceTimersByTimeAsync(4000);
    await enter();
    void enter();
    void enter();
    await vi.advanceTimersByTimeAsync(5999);
    expect(entered).toEqual([0, 4000]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(entered).toEqual([0, 4000, 10_000, 14_000]);
  });

  test("of several windows every one holds", async () => {
    const windows = [
      { requests: 1, seconds: 1 },
      { requests: 2, seconds: 60 },
    ];
    const { enter, entered } = budgetOf(10, windows);
    for (let call = 0; call < 3; call += 1) void enter();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(entered).toEqual([0, 1000, 60_000]);
  });

  test("one that stops waiting for a window gives its place back", async () => {
    const { enter, entered } = budgetOf(1, [{ requests: 1, seconds: 10 }]);
    (await enter())();
    const stop = new AbortController();
    const stopped = enter(stop.signal);
    await settle();
    stop.abort(new Error("no longer wanted"));
    await expect(stopped).rejects.toThrow("no longer wanted");
    void enter();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(entered).toEqual([0, 10_000]);
  });
});
