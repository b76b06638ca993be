import { expect, test } from "vitest";
import { daysOf, monthsTo, nameOfMonth, readMonth } from "./month.ts";

test("a month has its own last day", () => {
  expect(daysOf("2026-10")).toEqual({ from: "2026-10-01", to: "2026-10-31" });
  expect(daysOf("2028-02")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
});

test("what is no month is this one", () => {
  for (const strange of [undefined, "", "2026", "2026-13", "2026-1", "x"])
    expect(readMonth(strange, "2026-11-22")).toBe("2026-11");
  expect(readMonth("2025-12", "2026-11-22")).toBe("2025-12");
});

test("months go back over the year, and the one that is looked at is always among them", () => {
  expect(monthsTo("2026-02-10", 3, "2026-01")).toEqual(["2026-02", "2026-01", "2025-12"]);
  expect(monthsTo("2026-02-10", 2, "2020-05")).toEqual(["2020-05", "2026-02", "2026-01"]);
});

test("is called as people call it", () => expect(nameOfMonth("2026-10", "nl")).toBe("oktober 2026"));
