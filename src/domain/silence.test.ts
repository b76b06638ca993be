import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeSilence, type HourCount, type Listening } from "./silence.ts";
import { hourMs, hourOf, hoursInWeek } from "./week-hours.ts";

const zones = ["Europe/Brussels", "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"];

/** Orders by a rule over local hours, for so many days until this local moment; the last order lies half past its hour. */
function pastOf(
  until: string,
  days: number,
  timeZone: string,
  perHour: (at: Temporal.ZonedDateTime) => number,
): Pick<Listening, "counts" | "since" | "lastOrder" | "timeZone" | "country"> {
  const end = Temporal.PlainDateTime.from(until).toZonedDateTime(timeZone);
  const first = hourOf(end.subtract({ days }).toInstant());
  const counts: HourCount[] = [];
  for (let hour = first; hour <= hourOf(end.toInstant()); hour++) {
    const local = Temporal.Instant.fromEpochMilliseconds(hour * hourMs).toZonedDateTimeISO(timeZone);
    const count = perHour(local);
    if (count > 0) counts.push({ hour, count });
  }
  const last = counts.at(-1);
  return {
    counts,
    since: Temporal.Instant.fromEpochMilliseconds(first * hourMs),
    lastOrder: last === undefined ? null : Temporal.Instant.fromEpochMilliseconds((last.hour + 0.5) * hourMs),
    timeZone,
    country: "BE",
  };
}
const hoursUntilTold = (past: Omit<Listening, "now">): number =>
  judgeSilence({ ...past, now: past.since }).expectedGap.total("hours");

const atOffice = (orders: number) => (at: Temporal.ZonedDateTime) =>
  at.dayOfWeek <= 5 && at.hour >= 9 && at.hour < 17 ? orders : 0;

describe("any past", () => {
  const anyPast = fc.record({
    zone: fc.constantFrom(...zones),
    hours: fc.array(fc.record({ ago: fc.nat(30 * 168), count: fc.integer({ min: 1, max: 400 }) }), { maxLength: 80 }),
    minutes: fc.nat(59),
    at: fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
  });

  test("is judged within bounds, and the same again; told once, it stays told", () => {
    fc.assert(
      fc.property(anyPast, fc.nat(3000), fc.nat(3000), ({ zone, hours, minutes, at }, first, more) => {
        const end = Temporal.Instant.fromEpochMilliseconds(at * 1000);
        const counts = [...new Map(hours.map(({ ago, count }) => [hourOf(end) - ago, count]))].map(([hour, count]) => ({
          hour,
          count,
        }));
        const latest = Math.max(0, ...counts.map(({ hour }) => hour));
        const lastOrder =
          counts.length === 0 ? null : Temporal.Instant.fromEpochMilliseconds(latest * hourMs + minutes * 60_000);
        const past = { counts, since: end.subtract({ hours: 500 }), lastOrder, timeZone: zone, country: "NL" };
        const { silentSince } = judgeSilence({ ...past, now: end });
        const judgeAt = (later: number) =>
          judgeSilence({ ...past, now: silentSince.add({ seconds: Math.round(later * 3600) }) });
        const early = judgeAt(first);
        const late = judgeAt(first + more);
        expect(early.tellAt.equals(late.tellAt)).toBe(true);
        expect(early.isSilent && !late.isSilent).toBe(false);
        const gap = early.expectedGap.total("hours");
        expect(gap).toBeGreaterThanOrEqual(0.25);
        expect(Number.isFinite(gap)).toBe(true);
        expect(judgeAt(gap + 0.01).isSilent).toBe(true);
        expect(judgeAt(gap - 0.01).isSilent).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test("means the same in every time zone, when it was the same by the clock on the wall", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 26 }),
        (zone, orders, weeks) => {
          // No change of the clock anywhere between, nor a holiday.
          const here = hoursUntilTold(pastOf("2026-02-25T16:30", Math.min(weeks * 7, 100), zone, atOffice(orders)));
          const there = hoursUntilTold(pastOf("2026-02-25T16:30", Math.min(weeks * 7, 100), "UTC", atOffice(orders)));
          // Half an hour in India: counts are kept by the whole hour in UTC.
          expect(Math.abs(here - there)).toBeLessThan(zone === "UTC" || zone.startsWith("E") ? 0.02 : 1.1);
        },
      ),
      { numRuns: 30 },
    );
  });
});

test("the hours of the week follow the wall clock over both changes", () => {
  for (const [day, hours] of [
    ["2026-03-29", 23],
    ["2026-10-25", 25],
  ] as const) {
    const start = Temporal.PlainDate.from(day).toZonedDateTime("Europe/Brussels");
    const first = hourOf(start.toInstant());
    const places = [...hoursInWeek("Europe/Brussels", first, first + hours + 1)];
    expect(places[0]).toBe(6 * 24);
    expect(places.at(-2)).toBe(6 * 24 + 23);
    expect(places.at(-1)).toBe(0);
    expect(places.filter((place) => place === 6 * 24 + 2)).toHaveLength(hours === 23 ? 0 : 2);
  }
});

test("closed nights and weekends are no silence, an office morning is", () => {
  const friday = pastOf("2026-02-27T16:30", 120, "Europe/Brussels", atOffice(4));
  // Sixteen hours of the weekend's two days and two nights are no reason: told on Monday, in the morning.
  const told = judgeSilence({ ...friday, now: friday.since }).tellAt.toZonedDateTimeISO("Europe/Brussels");
  expect([told.dayOfWeek, told.hour >= 9 && told.hour <= 14]).toEqual([1, true]);
  const tuesday = hoursUntilTold(pastOf("2026-02-24T10:30", 120, "Europe/Brussels", atOffice(4)));
  expect(tuesday).toBeLessThan(6);
  // Easter Monday is like a Sunday for who closes on Sundays.
  const easter = pastOf("2026-04-03T16:30", 120, "Europe/Brussels", atOffice(4));
  expect(judgeSilence({ ...easter, now: easter.since }).tellAt.toZonedDateTimeISO("Europe/Brussels").dayOfWeek).toBe(2);
});

test("a long outage teaches nothing, and neither does a rush", () => {
  const steady = pastOf("2026-06-10T12:30", 170, "Europe/Brussels", () => 2);
  const dead = pastOf("2026-06-10T12:30", 170, "Europe/Brussels", (at) =>
    at.month === 4 || (at.month === 5 && at.day < 20) ? 0 : 2,
  );
  const rush = pastOf("2026-06-10T12:30", 170, "Europe/Brussels", (at) => (at.month === 5 && at.day < 4 ? 60 : 2));
  const usual = hoursUntilTold(steady);
  expect(hoursUntilTold(dead)).toBeLessThan(usual * 1.3);
  expect(hoursUntilTold(rush)).toBeGreaterThan(usual / 1.3);
});

test("out of season it waits longer, in season it does not wait for the old pace", () => {
  const usual = hoursUntilTold(pastOf("2026-06-10T12:30", 170, "Europe/Brussels", () => 4));
  const ended = hoursUntilTold(
    pastOf("2026-06-10T12:30", 170, "Europe/Brussels", (at) => (at.month < 6 ? 4 : at.hour === 12 ? 1 : 0)),
  );
  expect(ended).toBeGreaterThan(usual * 4);
  const grown = hoursUntilTold(pastOf("2026-06-10T12:30", 170, "Europe/Brussels", (at) => (at.month < 4 ? 1 : 4)));
  expect(grown).toBeLessThan(usual * 1.8);
});

test("a young shop is given days, and one without any order a week", () => {
  const young = pastOf("2026-06-10T12:30", 3, "Europe/Brussels", () => 1);
  expect(hoursUntilTold(young)).toBe(72);
  const sparse = pastOf("2026-06-10T12:30", 60, "Europe/Brussels", (at) => (at.day === 10 && at.hour === 12 ? 1 : 0));
  expect(hoursUntilTold(sparse)).toBeGreaterThan(60 * 24);
  expect(hoursUntilTold({ ...young, counts: [], lastOrder: null })).toBe(7 * 24);
});
