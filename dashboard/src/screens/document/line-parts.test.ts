import { expect, test } from "vitest";
import { chosenParts } from "./line-parts.ts";

const left = [
  { position: 1, left: "2" },
  { position: 2, left: "0" },
  { position: 3, left: "6.5" },
];

test("untouched, everything that is left goes along", () => {
  expect(chosenParts(left, {})).toEqual({ lines: null, unread: [], isNothing: false });
  expect(chosenParts(left, { 3: "6,50" })).toMatchObject({ lines: null });
});

test("a smaller quantity, an empty one and one nobody can read", () => {
  expect(chosenParts(left, { 1: "1", 3: "" })).toEqual({
    lines: [{ position: 1, quantity: "1" }],
    unread: [],
    isNothing: false,
  });
  expect(chosenParts(left, { 1: "two", 3: "0" })).toEqual({ lines: [], unread: [1], isNothing: true });
});
