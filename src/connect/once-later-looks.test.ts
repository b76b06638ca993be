import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asHubError, HubError, type ErrorCode } from "#domain/error.ts";
import { SupplierOrder } from "#domain/supplier/supplier-order.ts";
import type { AnyConnector, Session } from "./connector.ts";
import { once, settleBegun, type EffectBook } from "./once.ts";
import { rememberedEffects } from "./remembered-effects.ts";

/** What becomes of one request: made or not, answered or not, made a little later, or never sent. */
type Fate = "made" | "lost before" | "lost after" | "late" | "rejected" | "unavailable";

const order = SupplierOrder.parse({
  number: "BB-2026-00417",
  orderDate: "2026-11-21",
  lines: [{ lineId: "1", suppliersItemIdentifier: "7000001", quantity: "200", unitCode: "MTR" }],
});

/** A supplier that keeps no keys: what it made is found by the number of the order, 4 seconds later. */
function supplier(sendsAgain: boolean) {
  let at = 0;
  const fates: Fate[] = [];
  const made: { readonly number: string; readonly at: number }[] = [];
  const looks: number[] = [];
  const refusedLooks: ErrorCode[] = [];
  let requests = 0;
  const run = async (_session: Session, input: { order: { number: string } }) => {
    const fate = fates.shift() ?? "made";
    if (fate === "unavailable") throw new HubError("remote.unavailable", "not sent");
    requests += 1;
    if (fate === "rejected") throw new HubError("document.rejected", "this number exists");
    if (fate !== "lost before") made.push({ number: input.order.number, at: at + (fate === "late" ? 20 : 0) });
    if (fate !== "made") throw new HubError("remote.outcome_unknown", "lost");
    return { id: `S${made.length}`, number: `S${made.length}`, status: "accepted" };
  };
  const find = async (_session: Session, _key: string, { input }: { input: { order: { number: string } } }) => {
    looks.push(at);
    const refused = refusedLooks.shift();
    if (refused !== undefined) throw new HubError(refused, "not now");
    const index = made.findIndex((one) => one.number === input.order.number && one.at + 4 <= at);
    return index < 0 ? null : { id: `S${index + 1}`, number: `S${index + 1}`, status: "accepted" };
  };
  const create = { repeat: "look-up", visibleAfterSeconds: 5, laterLooks: [30, 120], sendsAgain, run, find };
  const connector = { name: "Groothandel", operations: { "purchaseOrders.send": create } } as unknown as AnyConnector;
  const book = rememberedEffects(() => at);
  const open = { connector, sendingWithin: () => ({ settings: {} }) as Session };
  const effect = { key: "order:1", operation: "purchaseOrders.send" } as const;
  const call = (its: EffectBook = book) => once(its, open, { ...effect, input: { order }, mark: "" });
  const settle = () => settleBegun(book, open, effect);
  /** As the engine does it: comes back when it was told to, until a person is asked or nothing is left to do. */
  const follow = async (most = 20): Promise<string> => {
    for (let turn = 0; turn < most; turn += 1) {
      const told = await toldBy(call());
      if (told.code === null) return "made";
      if (told.asksPerson) return "asks";
      if (told.code === "document.rejected") return "rejected";
      at += (told.retryAfterMs ?? 1000) / 1000;
    }
    return "never ends";
  };
  return {
    made,
    fates,
    looks,
    refusedLooks,
    book,
    call,
    settle,
    follow,
    requests: () => requests,
    wait: (s: number) => void (at += s),
  };
}

interface Told {
  readonly code: ErrorCode | null;
  readonly asksPerson: boolean;
  readonly retryAfterMs: number | undefined;
}
const toldBy = (work: Promise<unknown>): Promise<Told> =>
  work.then(
    () => ({ code: null, asksPerson: false, retryAfterMs: undefined }),
    (thrown: unknown) => {
      const { code, asksPerson, retryAfterMs } = asHubError(thrown);
      return { code, asksPerson, retryAfterMs };
    },
  );
const unknown = (retryAfterMs: number): Told => ({ code: "remote.outcome_unknown", asksPerson: false, retryAfterMs });
const asks: Told = { code: "remote.outcome_unknown", asksPerson: true, retryAfterMs: undefined };

describe("a lost answer to an order", () => {
  test("is looked for after 5, 30 and 120 seconds, not earlier; then a person is asked", async () => {
    const shop = supplier(false);
    shop.fates.push("lost before");
    expect(await toldBy(shop.call())).toEqual(unknown(5_000));
    shop.wait(4);
    expect(await toldBy(shop.call())).toEqual(unknown(1_000));
    shop.wait(1);
    expect(await toldBy(shop.call())).toEqual(unknown(25_000));
    shop.wait(25);
    expect(await toldBy(shop.call())).toEqual(unknown(90_000));
    shop.wait(89);
    expect(await toldBy(shop.call())).toEqual(unknown(1_000));
    shop.wait(1);
    expect(await toldBy(shop.call())).toEqual(asks);
    expect(shop.looks).toEqual([5, 30, 120]);
    expect([shop.requests(), shop.made]).toEqual([1, []]);
  });

  test("after the last look a person may have it looked for at any moment; it is never sent", async () => {
    const shop = supplier(false);
    shop.fates.push("lost before");
    expect(await shop.follow()).toBe("asks");
    expect(await toldBy(shop.call())).toEqual(asks);
    shop.made.push({ number: order.number, at: 0 });
    expect(await shop.call()).toMatchObject({ id: "S1" });
    expect(shop.requests()).toBe(1);
  });

  test.each<readonly [Fate, number]>([
    ["lost after", 5],
    ["late", 30],
  ])("%s: found at the look after %s seconds, and that is the order", async (fate, second) => {
    const shop = supplier(true);
    shop.fates.push(fate);
    expect(await shop.follow()).toBe("made");
    expect(shop.looks.at(-1)).toBe(second);
    expect([shop.made.length, shop.requests()]).toEqual([1, 1]);
  });

  test.each<ErrorCode>(["document.rejected", "document.invalid", "remote.unavailable", "credentials.expired"])(
    "of which the look-up ends in %s: that is no refusal of the order, and nothing is sent again",
    async (code) => {
      const shop = supplier(true);
      shop.fates.push("lost after");
      shop.refusedLooks.push(code, code);
      await toldBy(shop.call());
      shop.wait(5);
      const told = await toldBy(shop.call());
      expect(told.code).toBe(code.startsWith("document") ? "remote.outcome_unknown" : code);
      await toldBy(shop.call());
      expect(await shop.follow()).toBe("made");
      expect([shop.made.length, shop.requests()]).toEqual([1, 1]);
    },
  );

  test("is sent once more where the account says so, exactly once", async () => {
    const shop = supplier(true);
    shop.fates.push("lost before");
    expect(await shop.follow()).toBe("made");
    expect(shop.looks).toEqual([5, 30, 120]);
    expect([shop.made.length, shop.requests()]).toEqual([1, 2]);
  });

  test("of the repeat is looked for like the first, and never sent a third time", async () => {
    const shop = supplier(true);
    shop.fates.push("lost before", "lost before");
    expect(await shop.follow()).toBe("asks");
    expect(shop.looks).toEqual([5, 30, 120, 125, 150, 240]);
    expect(await shop.follow()).toBe("asks");
    expect(shop.requests()).toBe(2);
  });

  test("a repeat that never left is not the repeat: it is looked for, and sent, when it can be", async () => {
    const shop = supplier(true);
    shop.fates.push("lost before", "unavailable", "unavailable");
    expect(await shop.follow()).toBe("made");
    expect([shop.made.length, shop.requests()]).toEqual([1, 2]);
  });

  test("a repeat that is rejected proves nothing of the first: it stays unknown, and is not sent again", async () => {
    const shop = supplier(true);
    shop.fates.push("lost before", "rejected");
    expect(await shop.follow()).toBe("rejected");
    expect(await shop.follow()).toBe("asks");
    expect(shop.requests()).toBe(2);
  });

  test("the process that dies in the repeat leaves no second one", async () => {
    const shop = supplier(true);
    let isDead = false;
    const dying: EffectBook = {
      ...shop.book,
      end: (key, attempt, ending) => {
        isDead ||= ending.kind === "done";
        return isDead ? Promise.reject(new Error("killed")) : shop.book.end(key, attempt, ending);
      },
    };
    shop.fates.push("lost before");
    for (const seconds of [0, 5, 25]) {
      shop.wait(seconds);
      await toldBy(shop.call());
    }
    shop.wait(90);
    await expect(shop.call(dying)).rejects.toThrow("killed");
    expect(await toldBy(shop.call())).toMatchObject({ code: "remote.conflict" });
    expect(await shop.follow(60)).toBe("made");
    expect([shop.made.length, shop.requests()]).toEqual([1, 2]);
  });

  test("of what is not wanted any more, what was not found is nobody's proof", async () => {
    const shop = supplier(true);
    shop.fates.push("lost before");
    await toldBy(shop.call());
    for (const [seconds, told] of [
      [5, unknown(25_000)],
      [25, unknown(90_000)],
      [90, asks],
    ] as const) {
      shop.wait(seconds);
      expect(await toldBy(shop.settle())).toEqual(told);
    }
    shop.made.push({ number: order.number, at: 0 });
    expect(await shop.settle()).toMatchObject({ id: "S1" });
    expect(shop.requests()).toBe(1);
  });

  const fate = fc.constantFrom<Fate>("made", "lost before", "lost after", "late", "unavailable");
  const step = fc.record({ fate, dies: fc.boolean(), wait: fc.integer({ min: 0, max: 200 }) });

  test.each([false, true])("send again %s: never two, whatever happens on the way", async (sendsAgain) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const shop = supplier(sendsAgain);
        const dying: EffectBook = { ...shop.book, end: () => Promise.reject(new Error("killed")) };
        for (const { fate: its, dies, wait } of steps) {
          shop.fates.splice(0, shop.fates.length, its);
          await toldBy(shop.call(dies ? dying : shop.book));
          shop.wait(wait);
        }
        shop.fates.length = 0;
        const end = await shop.follow(100);
        expect(shop.made.length).toBeLessThanOrEqual(1);
        expect(shop.requests()).toBeLessThanOrEqual(sendsAgain ? 2 : 1);
        expect(["made", "asks"]).toContain(end);
        expect(shop.made.length).toBe(end === "made" ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });
});
