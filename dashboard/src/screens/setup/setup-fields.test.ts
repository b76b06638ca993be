import { expect, test } from "vitest";
import { stepOf, withPrefix } from "./setup-fields.ts";

test("the letters of one's own country may be left out of a VAT number", () => {
  expect(withPrefix("0123.456.749", "BE")).toBe("BE0123.456.749");
  expect(withPrefix(" nl0012 34 567 b01 ", "BE")).toBe("nl0012 34 567 b01");
  expect(withPrefix("  ", "BE")).toBe("");
});

test("a fault leads to the step that has its field", () => {
  expect([stepOf("administration.name"), stepOf("user.password"), stepOf("code")]).toEqual([
    "company",
    "account",
    "account",
  ]);
});
