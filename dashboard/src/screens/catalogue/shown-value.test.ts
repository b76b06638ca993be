import { expect, test } from "vitest";
import { bareName, knownField, shownValue } from "./shown-value.ts";

const words = { yes: "ja", no: "nee", pictures: "andere afbeeldingen", none: "leeg" };
const decimal = (value: string): string => value.replace(".", ",");

test.each([
  ["price", "12.50", "12,50"],
  ["stock", "3", "3"],
  ["isActive", "true", "ja"],
  ["isActive", "false", "nee"],
  ["images", '[["1","r"]]', "andere afbeeldingen"],
  ["name", "12.50", "12.50"],
  ["name", null, "leeg"],
  ["description", "", "leeg"],
])("%s %s is read as %s", (field, value, text) => {
  expect(shownValue(field, value, words, decimal)).toBe(text);
});

test("free attributes are called by their own name", () => {
  expect([knownField("price"), knownField("attribute:kleur"), bareName("attribute:kleur")]).toEqual([
    "price",
    null,
    "kleur",
  ]);
});
