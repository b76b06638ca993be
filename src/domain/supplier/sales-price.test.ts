import { describe, expect, test } from "vitest";
import { amount, text, zero } from "#domain/amount.ts";
import { marginPercent, salesPriceOf } from "./sales-price.ts";

describe("sales prices", () => {
  test("a margin is a percent on the cost, a factor multiplies it", () => {
    expect(text(salesPriceOf(amount("0.92648"), { kind: "margin", percent: amount("30") }))).toBe("1.2044");
    expect(text(salesPriceOf(amount("3.9743"), { kind: "factor", factor: amount("1.5") }))).toBe("5.9615");
    expect(marginPercent(amount("100"), amount("130"))).toEqual(amount("30"));
    expect(marginPercent(zero, amount("130"))).toBeNull();
  });
});
