import { expect, test } from "vitest";
import { dayStart, queryOf, readFilters } from "./payment-filters.ts";

const zone = "Europe/Brussels";

test("an address gives its filters back, and nonsense is left out", () => {
  expect(readFilters({ show: "unassigned", from: "2026-10-01", to: "x", more: 1 })).toEqual({
    show: "unassigned",
    from: "2026-10-01",
  });
});

test("a way to pay is one code or several of one name", () => {
  expect(readFilters({ method: "cash" })).toEqual({ method: ["cash"] });
  expect(readFilters({ method: ["bacs", 1, "banktransfer"] })).toEqual({ method: ["bacs", "banktransfer"] });
  expect(readFilters({ method: [] })).toEqual({});
  expect(queryOf({ method: ["bacs", "banktransfer"] }, zone)).toEqual({ method: ["bacs", "banktransfer"] });
});

test("a day begins at midnight where the company is, in summer and in winter", () => {
  expect(dayStart("2026-07-01", zone)).toBe("2026-07-01T00:00:00+02:00");
  expect(dayStart("2026-11-01", zone)).toBe("2026-11-01T00:00:00+01:00");
  expect(dayStart("2026-11-01", "UTC")).toMatch(/^2026-11-01T00:00:00(Z|\+00:00)$/);
});

test.each([
  ["2026-03-29", zone, "+01:00"],
  ["2026-03-30", zone, "+02:00"],
  ["2026-10-25", zone, "+02:00"],
  ["2026-10-26", zone, "+01:00"],
  ["2026-03-08", "America/New_York", "-05:00"],
  ["2026-11-01", "America/New_York", "-04:00"],
  ["2026-10-04", "Australia/Sydney", "+10:00"],
  ["2026-04-05", "Australia/Sydney", "+11:00"],
])("%s in %s, where the clock changes, begins at %s", (day, timeZone, offset) => {
  expect(dayStart(day, timeZone)).toBe(`${day}T00:00:00${offset}`);
});

test("the last day counts whole", () => {
  expect(queryOf({ show: "out", from: "2026-12-31", to: "2026-12-31" }, zone)).toEqual({
    direction: "out",
    from: "2026-12-31T00:00:00+01:00",
    until: "2027-01-01T00:00:00+01:00",
  });
  expect(queryOf({ show: "unassigned" }, zone)).toEqual({ unallocated: "true" });
  expect(queryOf({}, zone)).toEqual({});
});
