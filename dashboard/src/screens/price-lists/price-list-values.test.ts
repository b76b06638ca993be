import { expect, test } from "vitest";
import { bodyOf, emptyPriceList, valuesOf } from "./price-list-values.ts";
import { isRuleUnread, ruleOf } from "./sales-rule.ts";

const list = {
  id: "1",
  partyId: "2",
  supplierName: "Van Marcke",
  name: "Sanitair 2026",
  currency: "EUR",
  terms: {
    metalInNet: "yes",
    contributionsIncluded: "no",
    generalDiscountPercent: "12.5",
    pricesIncludeTax: true,
    vatRate: "21",
    salesRule: { kind: "factor", factor: "1.45" },
  },
  version: 3,
  changedAt: "2026-11-03T12:00:00Z",
  changedBy: "An",
  isArchived: false,
};

test("what the hub keeps comes back the way it was, in any language", () => {
  for (const mark of [",", "."] as const) {
    const { name, currency, terms } = list;
    expect(bodyOf(valuesOf(list, mark), mark)).toEqual({ name, currency, terms });
  }
});

test("a comma is a decimal mark, and what is left empty is nothing", () => {
  const { terms } = bodyOf({ ...emptyPriceList, generalDiscountPercent: "5,5" }, ",");
  expect(terms).toMatchObject({ generalDiscountPercent: "5.5", vatRate: null, salesRule: null });
});

test("a margin without a number is no margin, and is said", () => {
  expect(ruleOf({ kind: "margin", value: "veel" }, ",")).toBeNull();
  expect(isRuleUnread({ kind: "margin", value: "" })).toBe(true);
  expect(isRuleUnread({ kind: "none", value: "" })).toBe(false);
  expect(ruleOf({ kind: "margin", value: "30" }, ",")).toEqual({ kind: "margin", percent: "30" });
});
