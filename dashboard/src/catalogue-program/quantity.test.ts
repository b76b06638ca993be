import { describe, expect, test } from "vitest";
import { firstQuantity, quantityFault, quantityTyped, stepped, sumOf } from "./quantity.ts";

test.each([
  ["2", "2"],
  [" 1 000 ", "1000"],
  ["12,50", "12.5"],
  ["0,000001", "0.000001"],
  [",5", "0.5"],
  ["007", "7"],
  ["999999999.999999", "999999999.999999"],
  ["0", null],
  ["0,0", null],
  ["-1", null],
  ["1.000,5", null],
  ["1,5,5", null],
  ["1e3", null],
  ["", null],
  ["twee", null],
  ["1234567890", null],
  ["1,1234567", null],
])("typed %j is %j", (typed, quantity) => {
  expect(quantityTyped(typed)).toBe(quantity);
});

test("sums are exact", () => {
  expect(sumOf("0.1", "0.2")).toBe("0.3");
  expect(sumOf("999999999.999999", "0.000001")).toBe("1000000000");
});

describe("packs", () => {
  const packs = { minimum: "120", multiple: "50" };

  test("one begins with the least that is whole packs", () => {
    expect(firstQuantity({ minimum: null, multiple: null })).toBe("1");
    expect(firstQuantity({ minimum: "2.5", multiple: null })).toBe("2.5");
    expect(firstQuantity({ minimum: null, multiple: "0.3" })).toBe("0.3");
    expect(firstQuantity(packs)).toBe("150");
  });

  test("and goes on by packs, never below", () => {
    expect(stepped("150", packs, 1)).toBe("200");
    expect(stepped("200", packs, -1)).toBe("150");
    expect(stepped("150", packs, -1)).toBe("150");
    expect(stepped("1", { minimum: null, multiple: null }, -1)).toBe("1");
  });

  test("another quantity is told, not forbidden", () => {
    expect(quantityFault("100", packs)).toBe("minimum");
    expect(quantityFault("160", packs)).toBe("multiple");
    expect(quantityFault("200", packs)).toBeNull();
    expect(quantityFault("0.9", { minimum: null, multiple: "0.3" })).toBeNull();
  });
});
