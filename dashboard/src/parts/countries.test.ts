import { expect, test } from "vitest";
import { countryName, countryOptions } from "./countries.ts";

test("neighbours come first, in the words of the reader, and no country twice", () => {
  const options = countryOptions("nl");
  expect(options.slice(0, 3).map(({ label }) => label)).toEqual(["België", "Nederland", "Luxemburg"]);
  expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
  expect(options.length).toBeGreaterThan(240);
  expect(countryName("DE", "fr")).toBe("Allemagne");
  expect(countryName("", "fr")).toBe("");
});
