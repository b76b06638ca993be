import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, amount, compare, isZero, subtract } from "#domain/amount.ts";
import { isPriceChanged, needsPrice, priceDifference, usualTolerance } from "./price-difference.ts";

const at = (quantity: string, net: string, baseQuantity = "1") => ({
  quantity: amount(quantity),
  price: { net: amount(net), baseQuantity: amount(baseQuantity) },
});

describe("the buyer's price beside ours", () => {
  test("the same goods at the same price, whatever each counts in", () => {
    expect(priceDifference(at("200", "0.239"), at("2", "23.90"))).toMatchObject({ verdict: "same", holds: "own" });
    expect(priceDifference(at("200", "23.90", "100"), at("200", "0.2390"))).toMatchObject({ verdict: "same" });
  });

  test("two percent or five cents on the line pass, more does not", () => {
    expect(priceDifference(at("1", "100"), at("1", "98")).verdict).toBe("tolerated");
    expect(priceDifference(at("1", "100"), at("1", "102")).verdict).toBe("tolerated");
    const off = priceDifference(at("1", "100"), at("1", "97.99"));
    expect(off).toMatchObject({
      verdict: "differs",
      holds: "own",
      difference: amount("2.01"),
      percent: amount("2.01"),
    });
    expect(isPriceChanged(off)).toBe(true);
    expect(priceDifference(at("1", "0.10"), at("1", "0.05")).verdict).toBe("tolerated");
  });

  test("five cents are of the line: a screw of four cents may not cost nine", () => {
    expect(priceDifference(at("10000", "0.09"), at("10000", "0.04")).verdict).toBe("differs");
  });

  test("ours holds, unless the relation takes the buyer's", () => {
    const own = at("1", "100");
    const asked = at("1", "50");
    expect(priceDifference(own, asked)).toMatchObject({ verdict: "differs", holds: "own" });
    const takes = { ...usualTolerance, acceptsBuyerPrice: true };
    expect(priceDifference(own, asked, takes)).toMatchObject({ verdict: "buyersTaken", holds: "buyers" });
    expect(priceDifference(null, asked, takes)).toMatchObject({
      verdict: "buyersTaken",
      holds: "buyers",
      percent: null,
    });
  });

  test("where a price is missing, nothing is made up", () => {
    expect(priceDifference(at("1", "1"), null)).toMatchObject({ verdict: "notAsked", holds: "own", difference: null });
    const none = priceDifference(null, at("1", "1"));
    expect(none).toMatchObject({ verdict: "noOwnPrice", holds: "nobodys" });
    expect(needsPrice(none)).toBe(true);
    expect(priceDifference(at("1", "1", "0"), at("1", "1")).verdict).toBe("noOwnPrice");
    expect(priceDifference(at("1", "0"), at("1", "5"))).toMatchObject({ verdict: "differs", percent: null });
  });

  test("what passes is within one of the two bounds, for every price", () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 }).map((value) => (value / 100).toFixed(2));
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 1, max: 500 }), (ours, theirs, quantity) => {
        const [own, asked] = [at(String(quantity), ours), at(String(quantity), theirs)];
        const { verdict, difference, ownAmount, askedAmount } = priceDifference(own, asked);
        const off = Math.abs(Math.round(Number(ours) * 100) - Math.round(Number(theirs) * 100)) * quantity;
        const whole = Math.round(Number(ours) * 100) * quantity;
        const passes = off <= 5 || off * 100 <= whole * 2;
        expect(verdict).toBe(off === 0 ? "same" : passes ? "tolerated" : "differs");
        const gap = subtract(ownAmount ?? amount("0"), askedAmount ?? amount("0"));
        expect(isZero(subtract(gap, difference ?? amount("1")))).toBe(true);
        expect(compare(add(gap, amount("0")), gap)).toBe(0);
      }),
    );
  });
});
