import { expect, test } from "vitest";
import type { Relation } from "./partner-state.ts";
import { bodyOf, inOrder, valuesOf } from "./relation-values.ts";

const relation = {
  party: { id: "p", name: "Groothandel Peeters" },
  directions: [
    { docType: "despatch", way: "in", enabled: true, announced: false },
    { docType: "order", way: "out", enabled: true, announced: true },
    { docType: "order", way: "in", enabled: false, announced: true },
  ],
  settings: {
    priceTolerancePercent: "2",
    priceToleranceAmount: "0.05",
    acceptsBuyerPrice: false,
    orderOnly: false,
    allowsTextLines: false,
    maximumOrderValue: "1500",
    acceptsByItself: true,
    pulls: false,
  },
} as unknown as Relation;

test("numbers stand in the form as they are written in the language, and go as decimal text", () => {
  const values = valuesOf(",")(relation);
  expect(values.settings.priceToleranceAmount).toBe("0,05");
  expect(values.settings.maximumOrderValue).toBe("1500,00");
  expect(bodyOf(values, ",").settings).toEqual({ ...relation.settings, maximumOrderValue: "1500.00" });
  const typed = { ...values, settings: { ...values.settings, maximumOrderValue: "1.250,50" } };
  expect(bodyOf(typed, ",").settings.maximumOrderValue).toBe("1250.50");
});

test("an empty maximum is none, and what is no number is left for the hub to refuse", () => {
  const values = valuesOf(",")(relation);
  expect(
    bodyOf({ ...values, settings: { ...values.settings, maximumOrderValue: " " } }, ",").settings.maximumOrderValue,
  ).toBeNull();
  const wrong = { ...values, settings: { ...values.settings, priceTolerancePercent: "veel" } };
  expect(bodyOf(wrong, ",").settings.priceTolerancePercent).toBe("veel");
});

test("only what we want goes, in one order", () => {
  const { directions } = valuesOf(".")(relation);
  expect(directions).toEqual([
    { docType: "order", way: "out" },
    { docType: "despatch", way: "in" },
  ]);
  expect(inOrder([...directions].toReversed())).toEqual(directions);
});
