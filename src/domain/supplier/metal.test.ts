import { describe, expect, test } from "vitest";
import { amount, text } from "#domain/amount.ts";
import { includedByInvoice, metalSurcharge, metalSurchargePerKm, weightPerKm } from "./metal.ts";

describe("metal", () => {
  const metal = {
    weightKgPerKm: amount("72"),
    basePer100Kg: amount("150"),
    quotePer100Kg: amount("900"),
    handlingPercent: amount("1"),
  };

  test("72 kg/km at 900 with 1 % over a base of 150 is 546.48 per km, 54.648 per 100 m", () => {
    expect(text(metalSurchargePerKm(metal))).toBe("546.48");
    expect(metalSurcharge(metal, { quantity: amount("100"), unitCode: "MTR" })).toEqual(amount("54.648"));
    expect(metalSurcharge(metal, { quantity: amount("1"), unitCode: "C62" })).toBeNull();
  });

  test("an index per 100 m is a tenth of one per km", () => {
    expect(weightPerKm(amount("7.2"), "100m")).toEqual(amount("72"));
    expect([weightPerKm(amount("72"), "km"), weightPerKm(amount("72"), "1000m")].map((one) => text(one))).toEqual([
      "72",
      "72",
    ]);
  });

  test("a quote below the base is taken off", () => {
    const low = { ...metal, quotePer100Kg: amount("100") };
    expect(text(metalSurchargePerKm(low))).toBe("-35.28");
  });

  test.each([
    ["92.648", "no"],
    ["38.10", "yes"],
    ["60.00", null],
    ["0", null],
  ])("an invoice at %s proves that the net price holds the metal: %s", (invoiced, expected) => {
    expect(includedByInvoice(amount(invoiced), amount("38.00"), amount("92.648"))).toBe(expected);
  });

  test("a surcharge of less than 1 % proves nothing", () => {
    expect(includedByInvoice(amount("100"), amount("100"), amount("100.50"))).toBeNull();
  });
});
