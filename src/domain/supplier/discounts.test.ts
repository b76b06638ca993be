import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, equals, text, zero } from "#domain/amount.ts";
import { atQuantity, changePercent, choosePrice, discountPercent, netAfter, type PriceCondition } from "./discounts.ts";
import type { Discount } from "./price-answer.ts";
import { answerWith } from "./testing/answers.ts";

const percent = (value: string): Discount => ({ kind: "percent", value: amount(value), group: "", source: "" });

describe("discounts", () => {
  test("three percents one after another: 60 + 10 + 5 is 65.8", () => {
    const discounts = [percent("60"), percent("10"), percent("5")];
    expect(text(netAfter(amount("100"), discounts))).toBe("34.2");
    expect(discountPercent(amount("95"), discounts)).toEqual(amount("65.8"));
  });

  test("an amount is taken off the basis and a multiplier is what is left, in their order", () => {
    const off: Discount = { ...percent("5"), kind: "amount" };
    const left: Discount = { ...percent("0.35"), kind: "multiplier" };
    expect(text(netAfter(amount("100"), [off, left]))).toBe("33.25");
    expect(text(netAfter(amount("100"), [left, off]))).toBe("30");
  });

  test("(b) percents give the same price in any order", () => {
    const percents = fc.array(
      fc.integer({ min: 0, max: 10_000 }).map((hundredths) => percent((hundredths / 100).toFixed(2))),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(percents, fc.integer({ min: 1, max: 1_000_000 }), (discounts, gross) => {
        const price = amount((gross / 100).toFixed(2));
        expect(equals(netAfter(price, discounts), netAfter(price, discounts.toReversed()))).toBe(true);
      }),
    );
  });

  describe("which condition wins", () => {
    const article = { code: "7000003", gross: amount("100"), group: "06" };
    const condition = (given: Partial<PriceCondition>): PriceCondition => ({
      on: "article",
      code: "7000003",
      net: null,
      discounts: [],
      from: zero,
      validFrom: null,
      validTo: null,
      ...given,
    });
    const all: PriceCondition[] = [
      condition({ on: "project", net: amount("30") }),
      condition({ on: "promotion", discounts: [percent("65")] }),
      condition({ net: amount("40") }),
      condition({ discounts: [percent("55")] }),
      condition({ on: "group", code: "06", discounts: [percent("50")] }),
      condition({ on: "general", code: "", discounts: [percent("10")] }),
    ];
    const at = { quantity: amount("1"), on: "2026-11-21" };
    const levels = ["project", "promotion", "articleNet", "articleDiscount", "group", "general", "gross"];

    test.each(
      levels.map((level, index) => [level, index, ["30", "35", "40", "45", "50", "90", "100"][index]] as const),
    )("%s wins when nothing higher holds", (level, index, net) => {
      const chosen = choosePrice(article, all.slice(index).toReversed(), at);
      expect([chosen?.level, chosen && text(chosen.net), chosen?.isGrossOnly]).toEqual([level, net, level === "gross"]);
    });

    test("group codes are text: 6 is not 06, and an article without a group has none", () => {
      const six = condition({ on: "group", code: "6", discounts: [percent("50")] });
      expect(choosePrice(article, [six], at)?.isGrossOnly).toBe(true);
      const empty = condition({ on: "group", code: "", discounts: [percent("50")] });
      expect(choosePrice({ ...article, group: "" }, [empty], at)?.isGrossOnly).toBe(true);
    });

    test("the highest bracket the quantity reaches holds", () => {
      const brackets = ["0", "100", "500"].map((from, index) =>
        condition({ on: "group", code: "06", from: amount(from), discounts: [percent(`${50 + index}`)] }),
      );
      const netOf = (quantity: string): string =>
        text(choosePrice(article, brackets, { ...at, quantity: amount(quantity) })?.net ?? zero);
      expect(["99.999", "100", "499", "500"].map(netOf)).toEqual(["50", "49", "49", "48"]);
    });

    test("outside its dates a condition does not hold; on its first and last day it does", () => {
      const promotion = condition({
        on: "promotion",
        net: amount("1"),
        validFrom: "2026-11-01",
        validTo: "2026-11-21",
      });
      const levelOn = (on: string): string | undefined => choosePrice(article, [promotion], { ...at, on })?.level;
      expect(["2026-10-31", "2026-11-01", "2026-11-21", "2026-11-22"].map(levelOn)).toEqual([
        "gross",
        "promotion",
        "promotion",
        "gross",
      ]);
    });

    test("a discount without a gross price is no price", () => {
      const bare = { ...article, gross: null };
      expect(choosePrice(bare, [condition({ on: "project", discounts: [percent("90")] })], at)).toBeNull();
      expect(choosePrice(bare, all.slice(1), at)?.level).toBe("articleNet");
    });
  });

  test("the tier a quantity reaches, stated in order units or in price units", () => {
    const answer = answerWith({
      gross: "100",
      net: "50",
      basis: { quantity: "1", unitCode: "MTR" },
      orderUnitCode: "XRO",
      perOrderUnit: "100",
      useUnitCode: "MTR",
      usePerOrder: "100",
      tiers: [
        { from: { quantity: "5", unitCode: "XRO" }, net: "45", percent: null },
        { from: { quantity: "1", unitCode: "KMT" }, net: null, percent: "60" },
        { from: { quantity: "1", unitCode: "KGM" }, net: "1", percent: null },
      ],
    });
    const netOf = (rolls: string): string => text(atQuantity(answer, amount(rolls)).net ?? zero);
    expect(["4.99", "5", "9", "10"].map(netOf)).toEqual(["50", "45", "45", "40"]);
  });

  test("a change in percent, and none from nothing", () => {
    expect(changePercent(amount("4"), amount("5"))).toEqual(amount("25"));
    expect(changePercent(zero, amount("5"))).toBeNull();
  });
});
