import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textLater } from "#domain/texts/text-later.ts";
import { formatNumber, issueDates } from "./numbering.ts";

describe("a number", () => {
  test.each([
    ["{yyyy}-{nnnn}", 2026, 7n, "2026-0007"],
    ["F{yy}/{nnn}", 2026, 7n, "F26/007"],
    ["F{yy}/{nnn}", 2105, 1234n, "F05/1234"],
    ["{n}.{yyyy}", 2026, 116n, "116.2026"],
    ["{yyyy}{nnnnnnnnnn}", 2026, 12345678901n, "202612345678901"],
    ["{yyyy}-{nn}-{other}", 2026, 1n, "2026-01-{other}"],
  ])("in the form %s", (format, year, sequence, number) => {
    expect(formatNumber(format, year, sequence)).toBe(number);
  });

  test.each(["", "{yyyy}", "{nnnn}", "F-{nnnnnnnnnnn}-{yyyy}", "{YYYY}-{NNNN}", "2026-0001"])(
    "in the form %j is refused: it needs a year and a number",
    (format) => {
      expect(() => formatNumber(format, 2026, 1n)).toThrow(
        expect.objectContaining({
          code: "settings.invalid",
          details: { field: "format", says: textLater("given.formatParts") },
        }),
      );
    },
  );

  test("is never the same for two sequences or two years", () => {
    const sequence = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const year = fc.integer({ min: 2020, max: 2099 });
    const format = fc.constantFrom("{yyyy}-{nnnn}", "F{yy}/{n}", "{nn}-{yyyy}");
    fc.assert(
      fc.property(format, year, sequence, year, sequence, (form, y1, s1, y2, s2) => {
        expect(formatNumber(form, y1, s1) === formatNumber(form, y2, s2)).toBe(y1 === y2 && s1 === s2);
      }),
    );
  });
});

const day = (month: number, date: number) => `2026-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;

describe("issue dates", () => {
  const dates = (wanted: readonly string[], last: string | null, today: string) =>
    issueDates(
      wanted.map((wantedDay, item) => ({ item, wantedDay })),
      last,
      today,
    ).map(({ item, issueDate }) => [item, issueDate]);

  test.each<[string, readonly string[], string | null, string, [number, string][]]>([
    ["the day of the order", [day(3, 5)], null, day(3, 9), [[0, day(3, 5)]]],
    ["the day of the order, when it is the last day used", [day(3, 5)], day(3, 5), day(3, 9), [[0, day(3, 5)]]],
    ["today for an order of before the last day used", [day(3, 4)], day(3, 5), day(3, 9), [[0, day(3, 9)]]],
    ["today for an order of tomorrow: another time zone", [day(3, 10)], day(3, 5), day(3, 9), [[0, day(3, 9)]]],
    ["the last day used when the clock went back", [day(3, 8)], day(3, 12), day(3, 9), [[0, day(3, 12)]]],
    ["today in the new year for an order of the old", ["2026-12-31"], "2027-01-01", "2027-01-02", [[0, "2027-01-02"]]],
    [
      "their own days on both sides of new year",
      ["2027-01-01", "2026-12-31"],
      "2026-12-30",
      "2027-01-01",
      [
        [1, "2026-12-31"],
        [0, "2027-01-01"],
      ],
    ],
    [
      "their own days although one of them is late",
      [day(3, 7), day(3, 1), day(3, 6)],
      day(3, 5),
      day(3, 9),
      [
        [2, day(3, 6)],
        [0, day(3, 7)],
        [1, day(3, 9)],
      ],
    ],
  ])("are %s", (_name, wanted, last, today, expected) => {
    expect(dates(wanted, last, today)).toEqual(expected);
  });

  test("never go back, never lie in the future, give everybody the day that was free, and lose nobody", () => {
    const someDay = fc
      .integer({ min: -40, max: 40 })
      .map((days) => Temporal.PlainDate.from("2026-12-31").add({ days }).toString());
    const wanted = fc.array(fc.oneof(someDay, fc.constant("9999-12-31")), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(wanted, fc.option(someDay), someDay, (days, last, today) => {
        const result = dates(days, last, today) as [number, string][];
        expect(result.map(([item]) => item).toSorted((a, b) => a - b)).toEqual([...days.keys()]);
        const issued = result.map(([, date]) => date);
        expect(issued).toEqual(issued.toSorted());
        const floor = last ?? "";
        for (const [item, date] of result) {
          const wish = days[item] ?? "";
          expect(date >= floor).toBe(true);
          expect(date <= today || date === last).toBe(true);
          const isPossible = wish >= floor && wish <= today;
          expect(isPossible ? date : wish).toBe(wish);
        }
      }),
    );
  });
});

test("a credit note of a closed day is not before its invoice, which took a later day itself", () => {
  const items = [{ item: "credit", wantedDay: "2026-09-20", notBefore: "2026-10-09" }];
  expect(issueDates(items, "2026-10-05", "2026-10-12", "2026-09-30")).toEqual([
    { item: "credit", issueDate: "2026-10-09", insteadOf: "2026-09-20" },
  ]);
});

test("nothing is dated in a closed period, whatever was wanted, in whatever time zone today is", () => {
  const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });
  const zone = fc.constantFrom("Europe/Brussels", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns");
  const dayIn = (at: number, timeZone: string) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  fc.assert(
    fc.property(
      instant,
      zone,
      fc.array(instant, { minLength: 1, maxLength: 8 }),
      fc.option(instant),
      fc.integer({ min: 0, max: 400 }),
      (now, timeZone, wanted, lastAt, daysAgo) => {
        const today = dayIn(now, timeZone);
        // It was closed in another time zone than the company has now: a day may be missing.
        const closed = Temporal.PlainDate.from(today).subtract({ days: daysAgo }).toString();
        const last = lastAt === null ? null : dayIn(lastAt, timeZone);
        const items = wanted.map((at, item) => ({ item, wantedDay: dayIn(at, timeZone) }));
        const dated = issueDates(items, last, today, closed);
        expect(dated.map(({ item }) => item).toSorted((a, b) => a - b)).toEqual(items.map(({ item }) => item));
        let before = last ?? "";
        for (const { item, issueDate, insteadOf } of dated) {
          const own = items[item]?.wantedDay ?? "";
          expect(issueDate > closed).toBe(true);
          expect(issueDate >= before).toBe(true);
          expect(insteadOf).toBe(own <= closed ? own : null);
          before = issueDate;
        }
      },
    ),
  );
});
