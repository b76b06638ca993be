import { describe, expect, test } from "vitest";
import { text } from "#domain/amount.ts";
import { decimal, quantityText, rateText } from "./decimals.ts";
import { WooFeeLine } from "./schema.ts";

describe("amounts are decimal text with any number of decimals", () => {
  test.each([
    ["0.588", "0.588"],
    ["2.3749999999999996", "2.375"],
    ["-2.3749999999999996", "-2.375"],
    ["0.12345678901234567", "0.123456789012"],
    ["5.", "5"],
    [".5", "0.5"],
    ["+5", "5"],
  ])("%s is %s", (written, value) => expect(text(decimal(written))).toBe(value));

  test.each(["", ".", "1e3", "1,50", " 1", "NaN"])("%j is no amount", (written) =>
    expect(() => decimal(written)).toThrow(RangeError),
  );

  test("a JSON number is refused where money is expected", () => {
    const line = { id: 1, total: "1.00", total_tax: "0.21", taxes: [], meta_data: [], name: "Fee" };
    expect(WooFeeLine.safeParse(line).success).toBe(true);
    expect(WooFeeLine.safeParse({ ...line, total: 1 }).success).toBe(false);
  });

  test("rates and quantities are the only numbers", () => {
    expect([21, 5.5, 0, 0.1 + 0.2, "19.6000"].map(rateText)).toEqual(["21", "5.5", "0", "0.3", "19.6"]);
    expect([1, 0.5, 137, 1e-9].map(quantityText)).toEqual(["1", "0.5", "137", "0"]);
  });
});
