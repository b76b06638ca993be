import { expect, test } from "vitest";
import { newId } from "./new-id.ts";

test("ids rise in the order in which they were made, also within one millisecond", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});
