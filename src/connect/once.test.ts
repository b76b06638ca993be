import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asHubError, HubError, type ErrorCode } from "#domain/error.ts";
import { Party } from "#domain/party.ts";
import type { AnyConnector, Session } from "./connector.ts";
import { once, settleBegun, vendorKeyOf, type EffectBook } from "./once.ts";
import { rememberedEffects } from "./remembered-effects.ts";

const buyer = Party.parse({ name: "Jan", email: "jan@example.be", address: {} });
type Repeat = "none" | "look-up" | "vendor-key";

/** What happens to one request: carried out or not, answered or not, or carried out after a while. */
type Fate = "made" | "refused" | "lost before" | "lost after" | "late" | "unreadable";

const lateSeconds = 5;
const indexSeconds = 3;

/** A vendor that makes what it is asked, with a fate per request; time stands still unless it is moved. */
function vendor(repeat: Repeat, keptSeconds = 86_400) {
  let at = 0;
  const fates: Fate[] = [];
  const made: { key: string; id: string; name: string; at: number }[] = [];
  let requests = 0;
  const write = (key: string, name: string, moment: number) => {
    const before =
      repeat === "vendor-key" ? made.find((one) => one.key === key && at - one.at < keptSeconds) : undefined;
    if (before !== undefined) return before;
    const one = { key, name, id: `id-${made.length + 1}`, at: moment };
    made.push(one);
    return one;
  };
  const run = async (_session: Session, input: { buyer: { name: string } }, key: string) => {
    requests += 1;
    const fate = fates.shift() ?? "made";
    if (fate === "refused") throw new HubError("document.rejected", "no");
    if (fate === "lost before") throw new HubError("remote.outcome_unknown", "lost");
    const one = write(key, input.buyer.name, fate === "late" ? at + lateSeconds : at);
    if (fate === "made") return { id: one.id };
    if (fate === "unreadable") return { identity: one.id };
    throw new HubError("remote.outcome_unknown", "lost");
  };
  const find = async (_session: Session, key: string) => {
    const one = made.find((candidate) => candidate.key === key && candidate.at + indexSeconds <= at);
    return one === undefined ? null : { id: one.id };
  };
  const create = { repeat, keptSeconds, visibleAfterSeconds: lateSeconds + indexSeconds, run, find };
  const connector = { name: "Boeken", operations: { "customers.create": create } } as unknown as AnyConnector;
  const book = rememberedEffects(() => at);
  const session = { settings: {} } as Session;
  const call = (name = "Jan", its: EffectBook = book) =>
    once(
      its,
      { connector, sendingWithin: () => session },
      {
        key: "customer:1",
        operation: "customers.create",
        input: { buyer: { ...buyer, name } },
        mark: name,
      },
    );
  const effect = { key: "customer:1", operation: "customers.create" } as const;
  const settle = () => settleBegun(book, { connector, sendingWithin: () => session }, effect);
  return { made, fates, book, call, settle, requests: () => requests, wait: (seconds: number) => void (at += seconds) };
}

const codeOf = async (work: Promise<unknown>): Promise<{ code: ErrorCode; asksPerson: boolean }> => {
  try {
    await work;
  } catch (thrown) {
    const { code, asksPerson } = asHubError(thrown);
    return { code, asksPerson };
  }
  throw new Error("It did not fail");
};

describe("once", () => {
  test.each(["none", "look-up", "vendor-key"] as const)("%s: sent with its key, and never again", async (repeat) => {
    const books = vendor(repeat);
    expect(await books.call()).toMatchObject({ id: "id-1", output: { id: "id-1" }, mark: "Jan" });
    expect(await books.call("Piet")).toMatchObject({ id: "id-1", output: null, mark: "Jan" });
    expect(books.made.map(({ key }) => key)).toEqual(["customer:1"]);
    expect(books.requests()).toBe(1);
  });

  test.each(["none", "look-up", "vendor-key"] as const)(
    "%s: what was refused is sent anew, as it is now",
    async (repeat) => {
      const books = vendor(repeat);
      books.fates.push("refused");
      expect(await codeOf(books.call())).toEqual({ code: "document.rejected", asksPerson: false });
      expect(await books.call("Piet")).toMatchObject({ id: "id-1", mark: "Piet" });
      expect(books.made.map(({ name }) => name)).toEqual(["Piet"]);
    },
  );

  test("none: a lost answer asks a person, and nothing is sent again, ever", async () => {
    const books = vendor("none");
    books.fates.push("lost after");
    for (let time = 0; time < 3; time++) {
      expect(await codeOf(books.call())).toEqual({ code: "remote.outcome_unknown", asksPerson: true });
      books.wait(100_000);
    }
    expect(books.requests()).toBe(1);
  });

  test("look-up: before it can be found, nobody looks and nobody sends; then it is found", async () => {
    const books = vendor("look-up");
    books.fates.push("late");
    expect(await codeOf(books.call())).toMatchObject({ code: "remote.outcome_unknown", asksPerson: false });
    books.wait(lateSeconds + indexSeconds - 1);
    expect(await codeOf(books.call())).toMatchObject({ code: "remote.outcome_unknown", asksPerson: false });
    books.wait(1);
    expect(await books.call("Piet")).toMatchObject({ id: "id-1", mark: "Jan" });
    expect(books.made).toHaveLength(1);
  });

  test("look-up: what was never carried out is sent again, as it was meant the first time", async () => {
    const books = vendor("look-up");
    books.fates.push("lost before");
    await codeOf(books.call());
    books.wait(60);
    expect(await books.call("Piet")).toMatchObject({ id: "id-1", mark: "Jan" });
    expect(books.made.map(({ name }) => name)).toEqual(["Jan"]);
  });

  test("look-up: an attempt that nobody wrote the end of may still be under way", async () => {
    const books = vendor("look-up");
    const dying: EffectBook = { ...books.book, end: () => Promise.reject(new Error("killed")) };
    await expect(books.call("Jan", dying)).rejects.toThrow("killed");
    books.wait(lateSeconds + indexSeconds + 40);
    expect(await codeOf(books.call())).toMatchObject({ code: "remote.outcome_unknown" });
    books.wait(10);
    expect(await books.call()).toMatchObject({ id: "id-1" });
    expect(books.made).toHaveLength(1);
  });

  test.each(["none", "look-up"] as const)(
    "%s: while another sends, nobody else does and nobody is asked",
    async (repeat) => {
      const books = vendor(repeat);
      const dying: EffectBook = { ...books.book, end: () => Promise.reject(new Error("killed")) };
      await expect(books.call("Jan", dying)).rejects.toThrow("killed");
      expect(await codeOf(books.call())).toEqual({ code: "remote.conflict", asksPerson: false });
      expect(books.requests()).toBe(1);
    },
  );

  test("vendor-key: a repeat has the same key and the same content, as long as the vendor keeps the key", async () => {
    const books = vendor("vendor-key", 1000);
    books.fates.push("lost after");
    await codeOf(books.call());
    expect(await books.call("Piet")).toMatchObject({ id: "id-1", mark: "Jan" });
    expect(books.made).toHaveLength(1);

    const later = vendor("vendor-key", 1000);
    later.fates.push("lost after");
    await codeOf(later.call());
    later.wait(900);
    expect(await codeOf(later.call())).toEqual({ code: "remote.outcome_unknown", asksPerson: true });
    expect(later.requests()).toBe(1);
  });

  test("an answer that cannot be read is a lost one: it may have been carried out", async () => {
    const books = vendor("look-up");
    books.fates.push("unreadable");
    expect(await codeOf(books.call())).toMatchObject({ code: "remote.outcome_unknown" });
    books.wait(60);
    expect(await books.call()).toMatchObject({ id: "id-1" });
    expect(books.made).toHaveLength(1);
  });

  const fate = fc.constantFrom<Fate>("made", "refused", "lost before", "lost after", "late", "unreadable");
  const step = fc.record({ fate, dies: fc.boolean(), wait: fc.integer({ min: 0, max: 120 }) });

  test.each(["none", "look-up", "vendor-key"] as const)(
    "%s: never twice, whatever happens on the way",
    async (repeat) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const books = vendor(repeat, 3600);
          const dying: EffectBook = { ...books.book, end: () => Promise.reject(new Error("killed")) };
          for (const { fate: its, dies, wait } of steps) {
            books.fates.splice(0, books.fates.length, its);
            await books.call("Jan", dies ? dying : books.book).catch(() => undefined);
            books.wait(wait);
          }
          books.fates.length = 0;
          books.wait(60);
          const end = await books.call().then(
            () => "made",
            (thrown: unknown) => (asHubError(thrown).asksPerson ? "asks" : "fails"),
          );
          expect(books.made.length).toBeLessThanOrEqual(1);
          expect(end).toBe(repeat === "look-up" || end === "made" ? "made" : "asks");
          expect(books.made.length).toBeGreaterThanOrEqual(end === "made" ? 1 : 0);
        }),
        { numRuns: 500 },
      );
    },
  );

  test("a key is what vendors take, and always the same", () => {
    expect(vendorKeyOf("customer:1")).toBe("customer:1");
    const long = `document:${"0".repeat(36)}:77:invoice:1`;
    expect(vendorKeyOf(long)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(vendorKeyOf(long)).toBe(vendorKeyOf(long));
    expect(vendorKeyOf("é")).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe("what was begun, and is not wanted any more", () => {
  test.each(["none", "look-up", "vendor-key"] as const)("%s: nothing, where nothing was begun", async (repeat) => {
    const books = vendor(repeat);
    expect(await books.settle()).toBeNull();
    books.fates.push("refused");
    await codeOf(books.call());
    expect(await books.settle()).toBeNull();
    expect(books.requests()).toBe(1);
  });

  test.each(["none", "look-up", "vendor-key"] as const)("%s: what was made", async (repeat) => {
    const books = vendor(repeat);
    await books.call();
    expect(await books.settle()).toEqual({ id: "id-1", number: "", mark: "Jan" });
    expect(books.requests()).toBe(1);
  });

  test("look-up: is looked for when it can be found, and never sent again", async () => {
    const books = vendor("look-up");
    books.fates.push("lost after");
    await codeOf(books.call());
    expect(await codeOf(books.settle())).toMatchObject({ code: "remote.outcome_unknown", asksPerson: false });
    books.wait(lateSeconds + indexSeconds);
    expect(await books.settle()).toMatchObject({ id: "id-1", mark: "Jan" });
    expect(books.requests()).toBe(1);
  });

  test("look-up: certain not to be there, it is as if nothing was begun", async () => {
    const books = vendor("look-up");
    books.fates.push("lost before");
    await codeOf(books.call());
    books.wait(lateSeconds + indexSeconds);
    expect(await books.settle()).toBeNull();
    expect([books.made, books.requests()]).toEqual([[], 1]);
    expect(await books.call("Piet")).toMatchObject({ id: "id-1", mark: "Piet" });
  });

  test("vendor-key: is repeated with its key and as it was, as long as that is kept", async () => {
    const books = vendor("vendor-key", 100);
    books.fates.push("lost after");
    await codeOf(books.call());
    expect(await books.settle()).toMatchObject({ id: "id-1", mark: "Jan" });
    expect(books.made).toHaveLength(1);
    const late = vendor("vendor-key", 100);
    late.fates.push("lost after");
    await codeOf(late.call());
    late.wait(90);
    expect(await codeOf(late.settle())).toEqual({ code: "remote.outcome_unknown", asksPerson: true });
  });

  test("none: a person finds it out", async () => {
    const books = vendor("none");
    books.fates.push("lost after");
    await codeOf(books.call());
    expect(await codeOf(books.settle())).toEqual({ code: "remote.outcome_unknown", asksPerson: true });
    expect(books.requests()).toBe(1);
  });
});
