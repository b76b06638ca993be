import { describe, expect, test } from "vitest";
import { daysFrom, endOfLastMonth } from "./closed-period.ts";

describe("days", () => {
  test.each([
    ["2026-03-01", "2026-02-28"],
    ["2028-03-31", "2028-02-29"],
    ["2026-01-15", "2025-12-31"],
  ])("of %s, the month before ended on %s", (today, expected) => {
    expect(endOfLastMonth(today)).toBe(expected);
  });

  test.each([
    ["2026-10-24", 1, "2026-10-25"],
    ["2026-10-25", 1, "2026-10-26"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-03-29", -1, "2026-03-28"],
  ])("of %s, %i further is %s, also when the clock changes", (day, days, expected) => {
    expect(daysFrom(day, days)).toBe(expected);
  });
});
