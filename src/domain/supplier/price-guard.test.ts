import { describe, expect, test } from "vitest";
import { amount, zero } from "#domain/amount.ts";
import { guardPrice, type GuardedPrice } from "./price-guard.ts";

describe("the guard before a price is replaced", () => {
  const old: GuardedPrice = { cost: amount("0.38"), basis: amount("100"), unitCode: "MTR", currency: "EUR" };
  const reasons = (next: Partial<GuardedPrice>, from: GuardedPrice | null = old) =>
    guardPrice(from, { ...old, ...next });

  test.each([
    ["0.38", []],
    ["1.14", []],
    ["1.1401", ["factor"]],
    ["0.127", []],
    ["0.126", ["factor"]],
    ["3.8", ["factor", "unitError"]],
    ["38", ["factor", "unitError"]],
    ["380", ["factor", "unitError"]],
    ["36.1", ["factor", "unitError"]],
    ["39.9", ["factor", "unitError"]],
    ["36.09", ["factor"]],
    ["0.0038", ["factor", "unitError"]],
    ["7.6", ["factor"]],
    ["0.019", ["factor"]],
    ["0", ["factor"]],
    ["-0.01", ["factor"]],
  ])("from 0.38 to %s: %j", (cost, expected) => {
    const guarded = reasons({ cost: amount(cost) });
    expect(guarded.reasons).toEqual(expected);
    expect(guarded.verdict).toBe(expected.length === 0 ? "take" : "review");
  });

  test("a price per 100 read as per 1 is held for three reasons at once", () => {
    expect(reasons({ cost: amount("38"), basis: amount("1") })).toEqual({
      verdict: "review",
      reasons: ["basis", "factor", "unitError"],
    });
  });

  test("another unit, currency or basis is held even at the same cost; 100 and 100.0 are one basis", () => {
    expect(reasons({ unitCode: "KMT" }).reasons).toEqual(["unit"]);
    expect(reasons({ currency: "CHF", cost: amount("38") }).reasons).toEqual(["currency"]);
    expect(reasons({ basis: amount("1") }).reasons).toEqual(["basis"]);
    expect(reasons({ basis: amount("100.0") }).verdict).toBe("take");
  });

  test("no price replaces nothing, not even no price; a first price is taken", () => {
    expect(reasons({ cost: null })).toEqual({ verdict: "review", reasons: ["noPrice"] });
    expect(reasons({ cost: null }, null).verdict).toBe("review");
    expect(reasons({}, null).verdict).toBe("take");
    expect(reasons({}, { ...old, cost: null }).verdict).toBe("take");
    expect(reasons({ cost: zero }, { ...old, cost: zero }).verdict).toBe("take");
  });
});
