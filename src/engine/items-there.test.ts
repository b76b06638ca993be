import { expect, test } from "vitest";
import type { Reads } from "#connect/reading.ts";
import { HubError } from "#domain/error.ts";
import { itemsThere } from "./items-there.ts";

/** A package with these items, and what it was asked. */
function books(codes: readonly string[], off: readonly string[] = []) {
  const asked: (readonly string[])[] = [];
  const world = { isDown: false };
  const reads = {
    now: () => Temporal.Instant.fromEpochMilliseconds(0),
    read: async (_name: string, input: { codes: readonly string[] }) => {
      asked.push(input.codes);
      if (world.isDown) throw new HubError("remote.unavailable", "down");
      return {
        items: [...codes, ...off]
          .map((code, index) => ({ sellersItemIdentifier: code, isActive: index < codes.length }))
          .filter(({ sellersItemIdentifier: code }) => input.codes.includes(code)),
      };
    },
  } as unknown as Reads;
  return { reads, asked, world };
}

test("those of the whole job are asked for with the first, a hundred at a time, each once", async () => {
  const { reads, asked } = books(["A", "B", "B"]);
  const expected = Array.from({ length: 150 }, (_, index) => `X${index}`);
  const there = itemsThere(reads, ["A", "B", ...expected]);
  const [first, second] = await Promise.all([there(["A", "C"]), there(["B"])]);
  expect([first, second]).toEqual([
    new Map([
      ["A", 1],
      ["C", 0],
    ]),
    new Map([["B", 2]]),
  ]);
  expect(asked.map(({ length }) => length)).toEqual([100, 53]);
  await there(["X149", "A"]);
  expect(asked).toHaveLength(2);
});

test("what could not be looked up is no absence, and is asked again", async () => {
  const { reads, asked, world } = books(["A"]);
  const there = itemsThere(reads);
  world.isDown = true;
  await expect(there(["A"])).rejects.toThrow("down");
  world.isDown = false;
  expect(await there(["A"])).toEqual(new Map([["A", 1]]));
  expect(asked).toHaveLength(2);
});

test("nothing to look for asks nothing", async () => {
  const { reads, asked } = books([]);
  expect(await itemsThere(reads, ["A"])([])).toEqual(new Map());
  expect(asked).toEqual([]);
});

test("one that is switched off is not there, and is told apart; beside one in use it does not count", async () => {
  const there = itemsThere(books(["A"], ["A", "OFF", "OFF"]).reads);
  expect(await there(["A", "OFF", "NONE"])).toEqual(
    new Map<string, number | string>([
      ["A", 1],
      ["OFF", "off"],
      ["NONE", 0],
    ]),
  );
});
