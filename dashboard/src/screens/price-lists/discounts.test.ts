import { expect, test } from "vitest";
import { readPercents, shownPercents } from "./discounts.ts";

test("up to three percents, one after another", () => {
  const discounts = readPercents("60 + 10+5,5", ",");
  expect(discounts).toEqual([
    { kind: "percent", value: "60" },
    { kind: "percent", value: "10" },
    { kind: "percent", value: "5.5" },
  ]);
  expect(shownPercents(discounts ?? [], ",")).toBe("60 + 10 + 5,5");
});

test.each(["60+10+5+1", "veel", "120", "60+", "-5"])("%s is none", (typed) => {
  expect(readPercents(typed, ",")).toBeNull();
});

test("an empty field is no discount; a multiplier is not written as a percent", () => {
  expect(readPercents("  ", ",")).toEqual([]);
  expect(shownPercents([{ kind: "multiplier", value: "0.35" }], ",")).toBeNull();
});
