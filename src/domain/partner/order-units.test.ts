import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, equals, multiply } from "#domain/amount.ts";
import { convertOrdered, isCountable } from "./order-units.ts";

const pieces = { unitCode: "C62", packings: [{ unitCode: "XPK", holds: amount("10") }] };
const metres = { unitCode: "MTR", packings: [{ unitCode: "XRL", holds: amount("100") }] };
const ordered = (quantity: string, unit: string) => ({ quantity: amount(quantity), unit });

describe("a quantity as it was ordered, in the unit we sell", () => {
  test("the same unit in any spelling stays as it is", () => {
    for (const unit of ["C62", "PCE", "H87", "EA", "NAR", "stuk", "", " c62 "])
      expect(convertOrdered(ordered("12", unit), pieces)).toEqual({ quantity: amount("12"), unitCode: "C62" });
  });

  test("a packing is what the article says it holds", () => {
    expect(convertOrdered(ordered("3", "XPK"), pieces)).toEqual({ quantity: amount("30"), unitCode: "C62" });
    expect(convertOrdered(ordered("0.5", "XPK"), pieces)).toEqual({ quantity: amount("5"), unitCode: "C62" });
    expect(convertOrdered(ordered("3", "XCT"), pieces)).toEqual({ fault: "packingUnknown" });
  });

  test("what units are by definition needs no packing", () => {
    expect(convertOrdered(ordered("2", "DZN"), pieces)).toEqual({ quantity: amount("24"), unitCode: "C62" });
    expect(convertOrdered(ordered("0.2", "KMT"), metres)).toEqual({ quantity: amount("200"), unitCode: "MTR" });
    expect(convertOrdered(ordered("150", "CMT"), metres)).toEqual({ quantity: amount("1.5"), unitCode: "MTR" });
  });

  test("half a piece is refused, half a metre is not", () => {
    expect(convertOrdered(ordered("0.5", "C62"), pieces)).toEqual({ fault: "notWhole" });
    expect(convertOrdered(ordered("0.25", "XPK"), pieces)).toEqual({ fault: "notWhole" });
    expect(convertOrdered(ordered("0.5", "MTR"), metres)).toEqual({ quantity: amount("0.5"), unitCode: "MTR" });
    expect(convertOrdered(ordered("5", "C62"), { unitCode: "DZN", packings: [] })).toEqual({ fault: "notWhole" });
  });

  test("a unit nobody knows and a quantity below zero are never guessed", () => {
    expect(convertOrdered(ordered("1", "ZZZ"), pieces)).toEqual({ fault: "unitUnknown" });
    expect(convertOrdered(ordered("1", "KGM"), pieces)).toEqual({ fault: "packingUnknown" });
    expect(convertOrdered(ordered("-1", "C62"), pieces)).toEqual({ fault: "negative" });
  });

  test("what was taught goes before everything, also for a unit nobody knows", () => {
    expect(convertOrdered(ordered("3", "XPK"), pieces, amount("12"))).toEqual({
      quantity: amount("36"),
      unitCode: "C62",
    });
    expect(convertOrdered(ordered("3", "haspel"), metres, amount("500"))).toEqual({
      quantity: amount("1500"),
      unitCode: "MTR",
    });
    expect(convertOrdered(ordered("1", "ROLLETJE"), metres, null, { ROLLETJE: "XRL" })).toEqual({
      quantity: amount("100"),
      unitCode: "MTR",
    });
  });

  test("packings multiply exactly, and what is counted is always whole", () => {
    const quantities = fc.integer({ min: 0, max: 1_000_000 });
    const holds = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(quantities, holds, fc.integer({ min: 0, max: 3 }), (whole, held, scale) => {
        const quantity = multiply(amount(String(whole)), amount((1 / 10 ** scale).toFixed(scale)));
        const outcome = convertOrdered(
          { quantity, unit: "XPK" },
          { unitCode: "C62", packings: [{ unitCode: "XPK", holds: amount(String(held)) }] },
        );
        const exact = multiply(quantity, amount(String(held)));
        const isWhole = (whole * held) % 10 ** scale === 0;
        expect("fault" in outcome ? outcome.fault : null).toBe(isWhole ? null : "notWhole");
        expect("fault" in outcome || equals(outcome.quantity, exact)).toBe(true);
      }),
    );
  });

  test("countable is what nobody cuts", () => {
    expect(["C62", "H87", "PR", "XBX", "XRL"].every(isCountable)).toBe(true);
    expect(["MTR", "KGM", "LTR", "HUR", "MTK"].some(isCountable)).toBe(false);
  });
});
