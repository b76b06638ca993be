import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answersTo, folded, plainCode, plainGtin, queryOf, termsOf, wordsOf } from "./search-terms.ts";

const switchNiko = {
  code: "170-01105",
  manufacturersCode: "NIK.170/01105",
  brandName: "Niko",
  gtin: "05413736125469",
  name: "Wisselschakelaar éénpolig, wit (10 A)",
};

test("an article is found by its words without accents and capitals, and by its codes without signs", () => {
  expect(termsOf(switchNiko)).toEqual([
    "17001105",
    "nik17001105",
    "5413736125469",
    "wisselschakelaar",
    "eenpolig",
    "wit",
    "10",
    "niko",
  ]);
});

test("what an article does not have makes no term", () => {
  expect(termsOf({ code: "-", manufacturersCode: "", brandName: " ", gtin: "", name: "…" })).toEqual([]);
});

describe("what is typed", () => {
  test.each([
    ["", null],
    ["  - ", null],
    ["a", null],
    ["Wit", { words: ["wit"], code: "" }],
    ["wit schak", { words: ["schak", "wit"], code: "" }],
    ["170-011", { words: ["011", "170"], code: "170011" }],
    ["XVB 3G2,5", { words: ["3g2", "xvb", "5"], code: "xvb3g25" }],
    ["05413736125469", { words: ["05413736125469"], code: "5413736125469" }],
    ["wit wit", { words: ["wit"], code: "" }],
    ["7", { words: ["7"], code: "" }],
  ])("%j", (typed, query) => {
    expect(queryOf(typed)).toEqual(query);
  });

  test("is answered when every word begins a term", () => {
    const terms = termsOf(switchNiko);
    expect(answersTo(terms, ["wissel", "nik"])).toBe(true);
    expect(answersTo(terms, ["schakelaar"])).toBe(false);
    expect(answersTo(terms, ["wissel", "legrand"])).toBe(false);
    expect(answersTo(terms, [])).toBe(true);
  });
});

test("letters of other scripts and strange signs are words or nothing, never an error", () => {
  expect(wordsOf("Œuvre Ø-buis straße Ünïcode")).toEqual(["oeuvre", "o", "buis", "strasse", "unicode"]);
  expect(folded("ﬁttings №5")).toBe("fittings no5");
  expect(plainCode("AB-12.3/Z")).toBe("ab123z");
  expect(plainGtin("00012345")).toBe("12345");
});

test("whatever is an article's name, typing any of its words to any length finds it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(), (name, at) => {
      const terms = termsOf({ ...switchNiko, name });
      const words = wordsOf(name).filter((word) => word.length > 1);
      const word = words[at % Math.max(1, words.length)] ?? "niko";
      const part = word.slice(0, (at % word.length) + 1);
      expect(answersTo(terms, [part])).toBe(true);
    }),
  );
});
