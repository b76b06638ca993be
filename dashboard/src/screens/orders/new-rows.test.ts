import { expect, test } from "vitest";
import { splitNew } from "./new-rows.ts";

const split = (rows: readonly string[], top: string | null) => splitNew(rows, top, (row) => row);

test("rows above the first one that was shown wait", () => {
  expect(split(["d", "c", "b", "a"], "b")).toEqual({ shown: ["b", "a"], waiting: 2 });
});

test("nothing waits at first, nor when that row has gone", () => {
  expect(split(["b", "a"], null)).toEqual({ shown: ["b", "a"], waiting: 0 });
  expect(split(["b", "a"], "b")).toEqual({ shown: ["b", "a"], waiting: 0 });
  expect(split(["d", "a"], "b")).toEqual({ shown: ["d", "a"], waiting: 0 });
});
