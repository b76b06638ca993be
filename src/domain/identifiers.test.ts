import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compactIdentifier,
  countryOfVatIdentifier,
  isBelgianEnterpriseNumber,
  isVatIdentifierForm,
} from "./identifiers.ts";

// vat.md section 5; the Greek and Austrian numbers are those of the European Commission's examples.
test.each([
  "BE0202239951",
  "BE0765432146",
  "BE1000000021",
  "BE1023456797",
  "NL004495445B01",
  "NL000099998B57",
  "LU15027442",
  "FR40303265045",
  "DE136695976",
  "be 0202.239.951",
  "NL 0044.95.445.B.01",
  "EL094259216",
])("%s is a VAT number", (identifier) => {
  expect(isVatIdentifierForm(identifier)).toBe(true);
});

test.each([
  ["wrong check digits", "BE0202239950"],
  ["wrong eleven test", "NL123456789B12"],
  ["wrong check digits", "LU15027443"],
  ["wrong key", "FR41303265045"],
  ["wrong check digit", "DE136695977"],
  ["a Belgian number starting with 2", "BE2000000042"],
  ["nine Belgian digits", "BE202239951"],
  ["no country", "0202239951"],
  ["another country's number", "DE0202239951"],
  ["Northern Ireland", "XI123456789"],
  ["a country outside the union", "GB123456789"],
  ["a word", "geen"],
  ["only a country", "BE"],
  ["nothing", ""],
])("%s is refused: %s", (_, identifier) => {
  expect(isVatIdentifierForm(identifier)).toBe(false);
});

test("of the hundred endings of a Belgian number exactly one is right", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[01]\d{7}$/), (start) => {
      const endings = Array.from({ length: 100 }, (_, ending) => start + String(ending).padStart(2, "0"));
      expect(endings.filter(isBelgianEnterpriseNumber)).toHaveLength(1);
    }),
  );
});

test.each([
  [" be 0202.239-951/ ", "BE0202239951"],
  ["nl004495445b01", "NL004495445B01"],
  ["", ""],
])("%j is compactly %j", (identifier, expected) => {
  expect(compactIdentifier(identifier)).toBe(expected);
});

test.each([
  ["be0202239951", "BE"],
  ["EL094259216", "GR"],
  ["NL004495445B01", "NL"],
])("%s belongs to %s", (identifier, country) => {
  expect(countryOfVatIdentifier(identifier)).toBe(country);
});
