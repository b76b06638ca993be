import { expect, test } from "vitest";
import { bodyOf, emptyItem, gtinFault, isNoNumber } from "./item-values.ts";

test("numbers are read as people type them, barcodes line by line", () => {
  expect(
    bodyOf({ ...emptyItem, salesPrice: "€ 1.234,50", vatRate: "", gtins: "5412345000013\n\n 5400000000003 " }, ","),
  ).toMatchObject({ salesPrice: "1234.50", vatRate: null, gtins: ["5412345000013", "5400000000003"] });
  expect([isNoNumber("abc"), isNoNumber(""), isNoNumber("12,5")]).toEqual([true, false, false]);
});

test("a wrong barcode is named", () => {
  const at = (field: string) => (field === "gtins.1" ? "Het controlecijfer klopt niet." : null);
  expect(gtinFault("5412345000013\n123", at)).toBe("123: Het controlecijfer klopt niet.");
  expect(gtinFault("5412345000013", at)).toBeNull();
});
