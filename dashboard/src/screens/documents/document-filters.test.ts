import { expect, test } from "vitest";
import { bookOf, isNarrowed, purchaseKinds, queryOf, readFilters, saleKinds } from "./document-filters.ts";

const buyer = "019aa9a1-0000-7000-8000-000000000001";

test("an address gives its filters back", () => {
  const filters = {
    kind: "invoice",
    status: "issued",
    payment: "overdue",
    buyer,
    q: "De Wit",
    from: "2026-10-01",
    to: "2026-10-31",
  };
  expect(readFilters(filters)).toEqual(filters);
});

test("what makes no sense is left out, the rest still works", () => {
  expect(readFilters({ kind: "purchaseSlip", status: "lost", payment: "maybe", buyer: "1", q: 419 })).toEqual({
    q: "419",
  });
  expect(readFilters({ from: "0001-01-01", to: "2026-02-31x", q: " " })).toEqual({});
});

test("the list of what is bought is of that only", () => {
  expect(queryOf({}, purchaseKinds)).toEqual({ kind: [...purchaseKinds] });
  expect([bookOf("purchaseOrder").side, bookOf("invoice").side]).toEqual(["purchase", "sale"]);
});

test("the list is of sales, also without a kind", () => {
  expect(queryOf({ buyer, q: "x" })).toEqual({ kind: [...saleKinds], buyerId: buyer, q: "x" });
  expect(queryOf({ kind: "quote" })).toEqual({ kind: "quote" });
  expect([isNarrowed({}), isNarrowed({ kind: "quote" })]).toEqual([false, true]);
});
