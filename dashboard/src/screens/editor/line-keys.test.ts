import { expect, test } from "vitest";
import { actOf } from "./line-keys.ts";

const stroke = (key: string, held: string = "") => ({
  key,
  ctrlKey: held.includes("c"),
  metaKey: held.includes("m"),
  altKey: held.includes("a"),
  shiftKey: held.includes("s"),
});

test.each([
  ["Enter", "", "add"],
  ["Enter", "c", null],
  ["Enter", "s", null],
  ["ArrowUp", "a", "up"],
  ["ArrowDown", "a", "down"],
  ["ArrowUp", "", null],
  ["Backspace", "cs", "remove"],
  ["Backspace", "ms", "remove"],
  ["Backspace", "c", null],
  ["Backspace", "", null],
  ["x", "", null],
] as const)("%s with %j", (key, held, act) => {
  expect(actOf(stroke(key, held))).toBe(act);
});
