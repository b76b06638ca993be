import { expect, test } from "vitest";
import { calculateDraft } from "#domain/draft.ts";
import { emptyForm, formOf, newLine, vatKey, vatOf, type DraftForm } from "./draft-form.ts";
import { bodyOf, inputOf, withTaxMode } from "./form-body.ts";

const usualVat = "S 21";
const line = (values: object) => ({ ...newLine("item", undefined, usualVat), ...values });
const form: DraftForm = {
  ...emptyForm({ language: "nl", usualVat }),
  issueDate: "2026-11-03",
  lines: [
    line({ itemName: "Fietshelm Urban M", quantity: "2", price: "57,50" }),
    line({}),
    line({ itemName: "Herstelling fiets (uur)", quantity: "6", price: "€ 52,00", vat: "S 6", unitCode: "HUR" }),
  ],
};
const books = { vatCountry: "BE", prepaidAmount: "0" };

test("what is typed goes to the hub as decimal text, without the lines nobody filled in", () => {
  const { content, unread } = bodyOf(form, ",");
  expect(unread).toEqual([]);
  expect(content.lines).toMatchObject([
    { itemName: "Fietshelm Urban M", quantity: "2", price: "57.50", vatCategory: "S", vatRate: "21" },
    { itemName: "Herstelling fiets (uur)", quantity: "6", price: "52.00", vatRate: "6", unitCode: "HUR" },
  ]);
  expect(content.lines[0]).not.toHaveProperty("key");
  expect([content.issueDate, content.dueDate]).toEqual(["2026-11-03", null]);
});

test("a number that cannot be read is named at its place among the lines that are sent", () => {
  const wrong = { ...form, lines: [line({}), line({ itemName: "x", price: "1,2,3", discount: "veel" })] };
  expect(bodyOf(wrong, ",").unread).toEqual([{ field: "lines.0.price" }, { field: "lines.0.discountPercent" }]);
});

test("the totals are those of the wireframe, with the hub's own arithmetic", () => {
  const { totals, vat } = calculateDraft(inputOf(form, ",", books));
  expect(String(totals.taxExclusiveAmount)).toBe("427.00");
  expect(vat.map(({ vatRate, taxAmount }) => [String(vatRate), String(taxAmount)])).toEqual([
    ["21", "24.15"],
    ["6", "18.72"],
  ]);
  expect(String(totals.payableAmount)).toBe("469.87");
});

test("what cannot be read counts as nothing, and never stops the totals", () => {
  const wrong = { ...form, lines: [line({ price: "1,2,3" }), line({ price: "9".repeat(20) }), line({ price: "10" })] };
  expect(String(calculateDraft(inputOf(wrong, ",", books)).totals.taxInclusiveAmount)).toBe("12.10");
});

test("a discount on the whole, in percent", () => {
  const ten = {
    ...form,
    allowances: [{ key: "k", reason: "Trouw", value: "10", unit: "percent", group: null }],
  } as const;
  expect(bodyOf(ten, ",").content.allowances).toEqual([{ reason: "Trouw", percent: "10", amount: null, group: null }]);
  expect(String(calculateDraft(inputOf(ten, ",", books)).totals.taxExclusiveAmount)).toBe("384.30");
});

test("prices with VAT are for one unit", () => {
  const hundred = { ...form, lines: [line({ price: "89,20", baseQuantity: "100" })] };
  expect(withTaxMode(hundred, true, ",").lines[0]).toMatchObject({ price: "0,892", baseQuantity: "1" });
  expect(withTaxMode(hundred, false, ",").lines[0]).toBe(hundred.lines[0]);
});

test("what the hub gives comes back the same", () => {
  const { content } = bodyOf(form, ",");
  expect(bodyOf(formOf(content, "."), ".").content).toEqual(content);
  expect([vatKey("S", "21.00"), vatKey("S", "5.50"), vatKey("Z", "0"), vatKey("S", "20")]).toEqual([
    "S 21",
    "S 5.5",
    "Z 0",
    "S 20",
  ]);
  expect(vatOf("AE 0")).toEqual({ vatCategory: "AE", vatRate: "0" });
});
