import { describe, expect, test } from "vitest";
import { amount, text, type Amount } from "#domain/amount.ts";
import { checkQuantity, orderFor } from "./quantities.ts";

describe("quantities", () => {
  const rules = { minimum: null, multiple: null, packQuantity: null };
  const checked = (quantity: string, given: Partial<Record<keyof typeof rules, string>>) => {
    const read = (value: string | undefined): Amount | null => (value === undefined ? null : amount(value));
    const check = checkQuantity(amount(quantity), {
      minimum: read(given.minimum),
      multiple: read(given.multiple),
      packQuantity: read(given.packQuantity),
    });
    return [...check.warnings, check.suggestion && text(check.suggestion)];
  };

  test("250 m by multiples of 100 is warned about, with 300 offered", () => {
    expect(checked("250", { minimum: "100", multiple: "100" })).toEqual(["notMultiple", "300"]);
    expect(checked("300", { minimum: "100", multiple: "100" })).toEqual([null]);
  });

  test("250 m in packs of 100 is warned about", () => {
    expect(checked("250", { packQuantity: "100" })).toEqual(["notWholePacks", "300"]);
  });

  test("30 m of bundles of 20 m are two bundles, 40 m", () => {
    const order = orderFor(amount("30"), amount("20"), { ...rules, minimum: amount("1"), multiple: amount("1") });
    expect([text(order.quantity), order.suggestion && text(order.suggestion), order.warnings]).toEqual([
      "1.5",
      "2",
      ["notMultiple"],
    ]);
    expect(order.suggestedUse).toEqual(amount("40"));
    expect(orderFor(amount("30"), amount("20"), rules).suggestion).toEqual(amount("2"));
    expect(orderFor(amount("30.5"), amount("1"), rules).warnings).toEqual([]);
  });

  test("a minimum, alone and with a multiple that the minimum does not fit", () => {
    expect(checked("3", { minimum: "5" })).toEqual(["belowMinimum", "5"]);
    expect(checked("3", { minimum: "5", multiple: "2" })).toEqual(["belowMinimum", "notMultiple", "6"]);
  });

  test("a suggestion fits multiple and pack, also in fractions", () => {
    expect(checked("5", { multiple: "4", packQuantity: "6" })).toEqual(["notMultiple", "notWholePacks", "12"]);
    expect(checked("0.7", { multiple: "0.25" })).toEqual(["notMultiple", "0.75"]);
  });

  test("a rule of 0 or below is no rule", () => {
    expect(checked("5", { minimum: "0", multiple: "0", packQuantity: "-1" })).toEqual([null]);
  });
});
