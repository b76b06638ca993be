import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, text } from "#domain/amount.ts";
import { convertQuantity, unitOf, unitsIn, unitWord } from "./units.ts";

describe("units", () => {
  test.each([
    ...["ST", "STK", "PCE", "PC", "EA", "STUK", "ST.", "st"].map((word) => [word, "C62"]),
    ...["M", "MTR", "LM", " m "].map((word) => [word, "MTR"]),
    ...["PAK", "PK"].map((word) => [word, "XPK"]),
    ...["KAR", "CT"].map((word) => [word, "XCT"]),
    ...["ROL", "RL"].map((word) => [word, "XRO"]),
    ...["PAA", "PR"].map((word) => [word, "PR"]),
    ...["H", "STD"].map((word) => [word, "HUR"]),
    ["KG", "KGM"],
    ["DS", "XBX"],
    ["SET", "SET"],
    ["L", "LTR"],
    ["M2", "MTK"],
    ["C62", "C62"],
    ["", null],
    ["WHATEVER", null],
    ["constructor", null],
  ] as [string, string | null][])("%j is %j", (word, code) => {
    expect(unitOf(word, {})).toBe(code);
  });

  test("what a supplier taught us wins, also over the list", () => {
    const learnt = { [unitWord("st.")]: "ST", BUND: "XBE" };
    expect([unitOf("St", learnt), unitOf("bund", learnt)]).toEqual(["ST", "XBE"]);
  });

  test("units convert where that is so by definition and nowhere else", () => {
    expect(convertQuantity(amount("1.5"), "KMT", "MTR")).toEqual(amount("1500"));
    expect(convertQuantity(amount("2"), "DZN", "C62")).toEqual(amount("24"));
    expect(convertQuantity(amount("1"), "C62", "DZN")).toBeNull();
    expect(convertQuantity(amount("1"), "XRO", "MTR")).toBeNull();
    expect(unitsIn("KGM", "LTR")).toBeNull();
  });

  test("(e) there and back is the same quantity", () => {
    const pairs = fc.constantFrom(["KMT", "MTR"], ["TNE", "GRM"], ["GRO", "C62"], ["HUR", "MIN"], ["MTQ", "MLT"]);
    fc.assert(
      fc.property(pairs, fc.integer({ min: 0, max: 10_000_000 }), ([large = "", small = ""], thousandths) => {
        const quantity = amount((thousandths / 1000).toFixed(3));
        const there = convertQuantity(quantity, large, small);
        expect(there && convertQuantity(there, small, large)).toEqual(amount(text(quantity).replace(/\.?0+$/, "")));
      }),
    );
  });
});
