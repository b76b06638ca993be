import { expect, test } from "vitest";
import type { SupplierItem } from "./supplier-item-query.ts";
import { contentOf, emptySupplierItem, emptySurcharge, isUnread, valuesOf } from "./supplier-item-values.ts";

const item: SupplierItem = {
  id: "1",
  priceListId: "2",
  priceListName: "Kabel 2026",
  partyId: "3",
  supplierName: "Cebeo",
  itemId: null,
  suppliersItemIdentifier: "7000003",
  manufacturersItemIdentifier: "H07V-U1,5BL",
  brandName: "Prysmian",
  gtin: "05412345000013",
  name: "Installatiedraad",
  category: "010",
  discountGroup: "06",
  currency: "EUR",
  gross: "95",
  listedNet: null,
  net: "38",
  netFrom: "articleDiscount",
  discounts: [{ kind: "percent", value: "60", group: "", source: "list" }],
  basisQuantity: "100",
  basisUnitCode: "MTR",
  orderUnitCode: "MTR",
  perOrderUnit: "1",
  useUnitCode: "MTR",
  usePerOrder: "1",
  minimum: "100",
  multiple: null,
  packQuantity: null,
  surcharges: [
    { kind: "metal", amount: "54.648", per: { quantity: "100", unitCode: "MTR" }, includedInNet: "no", vatRate: "21" },
    { kind: "cutting", amount: "2.5", per: "line", includedInNet: "no", vatRate: null },
  ],
  metal: { type: "Cu", weightKgPerKm: "72" },
  vatRate: "21",
  validFrom: "2026-11-01",
  validTo: null,
  priceStatus: "ok",
  cost: "0.92648",
  costFlags: [],
  salesRule: null,
  ruleInForce: null,
  salesPrice: null,
  priceSource: "list",
  pricedAt: "2026-11-01T00:00:00Z",
  notInListSince: null,
  version: 1,
  changedAt: "2026-11-01T00:00:00Z",
  changedBy: "An",
  earlier: [],
};

test("what nobody touched goes back as it came, in any language", () => {
  for (const mark of [",", "."] as const) {
    expect(contentOf(valuesOf(item, mark), mark, item)).toMatchObject({
      gross: "95",
      discountGroup: "06",
      discounts: [{ kind: "percent", value: "60" }],
      basisQuantity: "100",
      minimum: "100",
      multiple: null,
      surcharges: item.surcharges,
      metal: item.metal,
      isOnRequest: false,
    });
  }
});

test("a discount of the group does not become one of the article", () => {
  const ofGroup = { ...item, netFrom: "group" };
  expect(contentOf(valuesOf(ofGroup, ","), ",", ofGroup).discounts).toEqual([]);
});

test("a multiplier stays, though the form cannot show it", () => {
  const multiplied = { ...item, discounts: [{ kind: "multiplier", value: "0.35", group: "", source: "list" }] };
  expect(contentOf(valuesOf(multiplied, ","), ",", multiplied).discounts).toMatchObject([
    { kind: "multiplier", value: "0.35" },
  ]);
});

test("what is no number is not sent", () => {
  expect(isUnread(emptySupplierItem)).toBe(false);
  expect(isUnread({ ...emptySupplierItem, gross: "op aanvraag" })).toBe(true);
  expect(isUnread({ ...emptySupplierItem, discounts: "60+" })).toBe(true);
  expect(isUnread({ ...emptySupplierItem, surcharges: [emptySurcharge] })).toBe(true);
});
