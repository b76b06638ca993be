import { expect, test } from "vitest";
import { bodyOf, contrastOnPaper, isColour, languagesWithTerms, valuesOf } from "./style-values.ts";

const kept = {
  accentColour: "#1d4e89",
  addressSide: "right",
  secondIban: "BE68539007547034",
  footer: "",
  terms: { nl: "Betaal op tijd.", fr: " ", en: "", de: "" },
  showsPaymentQr: true,
  showsPayLink: true,
  belgianReferenceAs: "text",
  pricesOnDeliveryNotes: false,
  version: 3,
  logo: null,
} as const;

test("an account number is read in fours and kept without", () => {
  expect(valuesOf(kept).secondIban).toBe("BE68 5390 0754 7034");
  expect(bodyOf(valuesOf(kept)).secondIban).toBe("BE68539007547034");
});

test("contrast on paper: black 21, white 1, the usual blue enough, yellow not", () => {
  expect(contrastOnPaper("#000000")).toBeCloseTo(21);
  expect(contrastOnPaper("#ffffff")).toBeCloseTo(1);
  expect(contrastOnPaper("#1d4e89")).toBeGreaterThan(4.5);
  expect(contrastOnPaper("#ffd84d")).toBeLessThan(4.5);
});

test("a colour has six digits; blanks are no terms", () => {
  expect([isColour("#1D4E89"), isColour("#1d4e8"), isColour("blue")]).toEqual([true, false, false]);
  expect(languagesWithTerms(kept.terms)).toEqual(["nl"]);
});
