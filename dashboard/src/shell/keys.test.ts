import { expect, test } from "vitest";
import { onStroke, type KeyState, type Stroke } from "./keys.ts";

const press = (keys: readonly Partial<Stroke>[], lettersOn = true) => {
  let state: KeyState = { goSince: null };
  let at = 0;
  let action: unknown;
  for (const key of keys) {
    at += 100;
    ({ state, action } = { action: undefined, ...onStroke(state, { ...plain, at, ...key }, lettersOn) });
  }
  return action;
};
const plain = { key: "", ctrl: false, alt: false, inField: false, at: 0 };

test("g and a letter go somewhere", () => {
  expect(press([{ key: "g" }, { key: "b" }])).toEqual({ go: "orders" });
  expect(press([{ key: "b" }])).toBeUndefined();
});

test("the second letter has to follow soon, and an unknown one ends the sequence", () => {
  expect(
    press([
      { key: "g", at: 0 },
      { key: "b", at: 1_501 },
    ]),
  ).toBeUndefined();
  expect(press([{ key: "g" }, { key: "z" }, { key: "b" }])).toBeUndefined();
});

test("/ and ? count however they were typed, and have a letter beside them", () => {
  expect([press([{ key: "/" }]), press([{ key: "f" }])]).toEqual(["filter", "filter"]);
  expect([press([{ key: "?" }]), press([{ key: "H" }])]).toEqual(["list", "list"]);
});

test("a letter does what the page says it does; Esc also without letters, never in a field", () => {
  expect([press([{ key: "n" }]), press([{ key: "W" }])]).toEqual([{ press: "n" }, { press: "w" }]);
  expect(press([{ key: "Escape" }], false)).toEqual({ press: "Escape" });
  expect(press([{ key: "Escape", inField: true }])).toBeUndefined();
  expect(press([{ key: "n" }], false)).toBeUndefined();
});

test("c copies the link, but not as the second letter of a place to go", () => {
  expect(press([{ key: "c" }])).toBe("copyLink");
  expect(press([{ key: "g" }, { key: "c" }])).toEqual({ go: "completeness" });
});

test("letters do nothing in a field or when switched off; Ctrl K works everywhere", () => {
  expect(
    press([
      { key: "g", inField: true },
      { key: "b", inField: true },
    ]),
  ).toBeUndefined();
  expect(press([{ key: "h" }], false)).toBeUndefined();
  expect(press([{ key: "k", ctrl: true, inField: true }], false)).toBe("search");
  expect(press([{ key: "k", ctrl: true, alt: true }])).toBeUndefined();
});
