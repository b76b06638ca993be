import { expect, test } from "vitest";
import { expectedNumber } from "./expected-number.ts";

const series = [{ kind: "invoice", format: "F{yy}/{nnnnn}", next: [{ year: 2026, next: 419 }] }];

test("the next number of the year, as its series is written", () => {
  expect(expectedNumber(series, "invoice", "2026-11-21")).toBe("F26/00419");
});

test("a new year begins anew; a series nobody used has the usual form", () => {
  expect(expectedNumber(series, "invoice", "2027-01-02")).toBe("F27/00001");
  expect(expectedNumber(series, "quote", "2026-11-21")).toBe("2026-0001");
});
