import { expect, test } from "vitest";
import { plainGtin } from "./plain-gtin.ts";

test.each([
  ["08711500000019", "8711500000019"],
  ["00000096385074", "96385074"],
  ["15412345000010", "15412345000010"],
  ["", ""],
])("%s is read as %s", (kept, shown) => {
  expect(plainGtin(kept)).toBe(shown);
});
