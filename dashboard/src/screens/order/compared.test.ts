import { expect, test } from "vitest";
import { isCompared } from "./compared.ts";

const total = { source: "50.99", document: null, difference: null };

test("amounts that agree or differ have a verdict; an order that waits for a choice has none", () => {
  expect(isCompared({ state: "exact", total, rounding: null })).toBe(true);
  expect(isCompared({ state: "held", total, rounding: "-10.00" })).toBe(true);
  expect(isCompared({ state: "held", total, rounding: "0.00" })).toBe(false);
  expect(isCompared({ state: "held", total, rounding: null })).toBe(false);
  expect(isCompared({ state: null, total, rounding: null })).toBe(false);
});
