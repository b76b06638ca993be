import { describe, expect, test } from "vitest";
import { formatFor } from "./format.ts";

const place = { country: "BE", timeZone: "Europe/Brussels" } as const;
const nl = formatFor({ ...place, language: "nl" });
const fr = formatFor({ ...place, language: "fr" });
const en = formatFor({ ...place, language: "en" });
const nlNL = formatFor({ ...place, language: "nl", country: "NL" });

describe("amounts, from decimal text (glossary section 3)", () => {
  test.each([
    [nl, "1234567.5", "€\u00a01.234.567,50"],
    [fr, "1234567.5", "1\u202f234\u202f567,50\u00a0€"],
    [en, "1234567.5", "€1,234,567.50"],
    [nl, "-12.30", "€\u00a0-12,30"],
    [en, "-12.30", "-€12.30"],
  ])("%#: %s", (format, amount, shown) => {
    expect(format.amount(amount)).toBe(shown);
  });

  test("a number too large for a float keeps its cents", () => {
    expect(nl.bareAmount("90071992547409931.07")).toBe("90.071.992.547.409.931,07");
  });

  test("a difference has a sign, and none is not a number", () => {
    expect(nl.difference("0.01")).toBe("€\u00a0+0,01");
    expect(nl.difference("-0.01")).toBe("€\u00a0-0,01");
    expect(nl.difference("0.00")).toBeNull();
    expect(nl.difference("-0")).toBeNull();
  });

  test("what is no currency code is shown as euro instead of breaking the page", () => {
    expect(nl.amount("1", "?")).toBe("€\u00a01,00");
  });

  test.each([
    [nl, "5.5", "5,5%"],
    [fr, "5.50", "5,5\u00a0%"],
    [en, "21.00", "21%"],
  ])("%#: percentage %s", (format, rate, shown) => {
    expect(format.percent(rate).replace("\u202f", "\u00a0")).toBe(shown);
  });
});

describe("moments, in the time zone of the administration", () => {
  const instant = "2026-11-03T14:05:11Z";

  test.each([
    [nl, "3 nov 2026, 15:05"],
    [nlNL, "3 nov 2026, 15:05"],
    [fr, "3 nov. 2026, 15:05"],
    [en, "3 Nov 2026, 15:05"],
  ])("%#: %s", (format, shown) => {
    expect(format.moment(instant)).toBe(shown);
  });

  test("only the time when it is today there", () => {
    expect(nl.when(instant, new Date("2026-11-03T22:59:00Z"))).toBe("15:05");
    expect(nl.when(instant, new Date("2026-11-03T23:00:00Z"))).toBe("3 nov 2026, 15:05");
  });

  test("a day is not moved by a time zone", () => {
    expect(formatFor({ ...place, language: "nl", timeZone: "Pacific/Kiritimati" }).day("2026-11-03")).toBe(
      "3 nov 2026",
    );
  });

  test("a day and a time to the second", () => {
    expect(nl.clock(instant)).toBe("15:05:11");
    expect(nl.dayOf("2026-11-02T23:30:00Z")).toBe("2026-11-03");
  });
});

describe("durations", () => {
  test.each([
    [230, "0,2 sec"],
    [42_000, "42 sec"],
    [3 * 60_000, "3 minuten"],
    [26 * 3_600_000, "26 uur"],
    [3 * 86_400_000, "3 dagen"],
  ])("%i ms is %s", (milliseconds, shown) => {
    expect(nl.duration(milliseconds).replace("\u00a0", " ")).toBe(shown);
  });
});

test.each([
  [900, "1 kB"],
  [412_300_000, "412 MB"],
  [3_240_000_000, "3,2 GB"],
  [1_500_000_000_000, "1,5 TB"],
])("%i bytes are %s", (bytes, shown) => {
  expect(nl.bytes(bytes).replace("\u00a0", " ")).toBe(shown);
});
