import { expect, test } from "vitest";
import { publicHolidays } from "./public-holidays.ts";

const of = (country: string, year: number) => publicHolidays(country, year, year).map(String).toSorted();

test("holidays of a country, with Easter where it belongs", () => {
  expect(of("BE", 2026)).toEqual([
    "2026-01-01",
    "2026-04-05",
    "2026-04-06",
    "2026-05-01",
    "2026-05-14",
    "2026-05-24",
    "2026-05-25",
    "2026-07-21",
    "2026-08-15",
    "2026-11-01",
    "2026-11-11",
    "2026-12-25",
  ]);
  expect(of("NL", 2027)).toContain("2027-04-27");
  for (const [year, easter] of [
    [2008, "2008-03-23"],
    [2019, "2019-04-21"],
    [2024, "2024-03-31"],
    [2027, "2027-03-28"],
    [2038, "2038-04-25"],
    [2049, "2049-04-18"],
  ] as const)
    expect(of("NL", year)).toContain(easter);
  expect(of("BR", 2026)).toEqual(["2026-01-01", "2026-12-25"]);
});
