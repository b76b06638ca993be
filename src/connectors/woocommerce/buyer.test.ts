import { expect, test } from "vitest";
import { vatIdentifierOf } from "./buyer.ts";

const keys = ["_billing_vat_number", "vat_number"];
test.each([
  ["BE 0202.239.951", "BE", "BE0202239951"],
  ["0202239951", "BE", "BE0202239951"],
  [202239951, "BE", "BE0202239951"],
  ["123456782B90", "NL", "NL123456782B90"],
  ["094259216", "GR", "EL094259216"],
  ["FR40303265045", "BE", "FR40303265045"],
  ["XX999999999", "FR", "FRXX999999999"],
  ["0202239951", "", "0202239951"],
  ["nvt", "BE", ""],
  ["", "BE", ""],
  [{ number: "BE0202239951" }, "BE", ""],
])("VAT number %j of a buyer in %j is %j", (value, country, found) => {
  expect(vatIdentifierOf([{ key: "vat_number", value }], keys, country)).toBe(found);
});

test("the first filled key wins", () => {
  const meta = [
    { key: "vat_number", value: "BE0202239951" },
    { key: "_billing_vat_number", value: " " },
  ];
  expect(vatIdentifierOf(meta, keys, "BE")).toBe("BE0202239951");
});
