import { expect, test } from "vitest";
import { noFaults, placed, without } from "./cell-faults.ts";

const lines = [{ key: "a" }, { key: "b" }];
const fault = (field: string) => ({ field, message: field });

test("each fault stands at its cell, its field, or above the form", () => {
  const faults = placed(
    ["lines.1.price", "lines.0.vatRate", "lines.0.itemId", "buyerId", "dueDate", "lines", "seller.vatIdentifier"].map(
      fault,
    ),
    lines,
  );
  expect([...faults.cells.keys()]).toEqual(["b price", "a vat", "a itemName"]);
  expect([...faults.fields.keys()]).toEqual(["buyerId", "dueDate"]);
  expect(faults.general).toEqual(["lines", "seller.vatIdentifier"]);
});

test("a line that is not there any more is said above the form", () => {
  expect(placed([fault("lines.7.price")], lines).general).toEqual(["lines.7.price"]);
});

test("typing in a cell takes its fault away, and no other", () => {
  const faults = placed([fault("lines.0.price"), fault("lines.1.price")], lines);
  expect([...without(faults, "a price").cells.keys()]).toEqual(["b price"]);
  expect(without(faults, "a quantity")).toBe(faults);
  expect(without(noFaults, "buyerId")).toBe(noFaults);
});
