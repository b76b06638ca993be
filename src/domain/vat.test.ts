import { expect, test } from "vitest";
import { amount } from "./amount.ts";
import {
  categoryOfRate,
  exemptionReasons,
  isKnownRate,
  isUnionCountry,
  ratesOn,
  vatCategories,
  vatRates,
} from "./vat.ts";

const standard = (country: string, day: string) =>
  ratesOn(country, day)
    .filter((rate) => rate.code === "standard")
    .map((rate) => String(rate.rate));

test.each([
  ["NL", "2012-09-30", "19"],
  ["NL", "2012-10-01", "21"],
  ["DE", "2020-06-30", "19"],
  ["DE", "2020-07-01", "16"],
  ["DE", "2020-12-31", "16"],
  ["DE", "2021-01-01", "19"],
  ["LU", "2022-12-31", "17"],
  ["LU", "2023-01-01", "16"],
  ["LU", "2024-01-01", "17"],
  ["BE", "2026-11-20", "21"],
  ["FR", "2026-11-20", "20"],
])("the standard rate in %s on %s is %s, and there is one", (country, day, rate) => {
  expect(standard(country, day)).toEqual([rate]);
});

test.each([
  ["BE", "6", "2026-11-20", true],
  ["BE", "6.0000", "2026-11-20", true],
  ["BE", "12", "2026-11-20", true],
  ["BE", "0", "2026-11-20", true],
  ["BE", "19", "2026-11-20", false],
  ["NL", "6", "2018-12-31", true],
  ["NL", "6", "2019-01-01", false],
  ["NL", "9", "2018-12-31", false],
  ["NL", "9", "2019-01-01", true],
  ["DE", "5", "2020-09-15", true],
  ["DE", "7", "2020-09-15", false],
  ["FR", "5.5", "2026-11-20", true],
  ["ES", "4.2", "2026-11-20", true],
])("in %s a rate of %s on %s is known: %s", (country, rate, day, expected) => {
  expect(isKnownRate(country, amount(rate), day)).toBe(expected);
});

test("periods of one rate of a country neither overlap nor leave a gap", () => {
  const kinds = [...new Set(vatRates.map((rate) => `${rate.country} ${rate.code}`))];
  expect(kinds.length).toBeGreaterThan(15);
  for (const kind of kinds) {
    const periods = vatRates
      .filter((rate) => `${rate.country} ${rate.code}` === kind)
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    for (const [index, { validTo }] of periods.entries()) {
      const next = periods[index + 1]?.validFrom ?? null;
      const dayAfter = validTo === null ? null : Temporal.PlainDate.from(validTo).add({ days: 1 }).toString();
      expect([kind, dayAfter]).toEqual([kind, next]);
    }
  }
});

test.each([
  ["21", "S"],
  ["5.5", "S"],
  ["0", "Z"],
  ["0.0000", "Z"],
])("a charged rate of %s is category %s", (rate, category) => {
  expect(categoryOfRate(amount(rate))).toBe(category);
});

test("the union has 27 countries; Greece goes by either code, Northern Ireland and the United Kingdom are outside", () => {
  const codes = Array.from({ length: 26 * 26 }, (_, i) => String.fromCodePoint(65 + Math.floor(i / 26), 65 + (i % 26)));
  expect(codes.filter(isUnionCountry)).toHaveLength(28);
  expect(["BE", "NL", "GR", "EL", "HR", "XI", "GB", "CH", "NO", ""].map(isUnionCountry)).toEqual([
    ...[true, true, true, true, true],
    ...[false, false, false, false, false],
  ]);
});

test("every category without VAT but zero-rated has a reason in each language, with the code Peppol couples to it", () => {
  const codes = Object.fromEntries(vatCategories.map((category) => [category, exemptionReasons[category]?.code]));
  expect(codes).toEqual({
    S: undefined,
    Z: undefined,
    E: null,
    AE: "VATEX-EU-AE",
    K: "VATEX-EU-IC",
    G: "VATEX-EU-G",
    O: "VATEX-EU-O",
  });
  for (const reason of Object.values(exemptionReasons)) {
    for (const language of ["nl", "fr", "en"] as const) expect(reason[language].trim()).not.toBe("");
  }
});
