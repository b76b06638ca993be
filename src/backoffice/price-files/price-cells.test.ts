import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gtin14 } from "#domain/supplier/supplier-item.ts";
import { cellBasis, cellDay, cellDiscounts, cellNumber, readCsvRow } from "./price-cells.ts";
import { proposePriceFields } from "./price-fields.ts";
import { decimalOf, lookAt } from "./price-format.ts";

describe("a number", () => {
  test.each([
    ["12,50", "comma", "12.50"],
    ["€ 1.234,50", "comma", "1234.50"],
    ["1234", "comma", "1234"],
    ["12.50", "comma", "12.50"],
    ["1,234.50", "comma", "1234.50"],
    ["0.123", "comma", "0.123"],
    ["12,-", "comma", "12"],
    ["1.234.567", "comma", "1234567"],
    ["12.5", "dot", "12.5"],
    ["1,234.50", "dot", "1234.50"],
    ["1'234.50", "dot", "1234.50"],
    [",5", "comma", "0.5"],
  ] as const)("%s in a column of %s is %s", (cell, mark, value) => {
    expect(cellNumber(cell, mark)).toBe(value);
  });

  test.each([
    ["1.234", "comma"],
    ["1,234", "dot"],
    ["5.41E+12", "dot"],
    ["12,5,6", "comma"],
    ["12/05/2026", "comma"],
    ["twaalf", "comma"],
    ["", "comma"],
    ["1".repeat(50), "comma"],
  ] as const)("%s in a column of %s could be two things, or is none", (cell, mark) => {
    expect(cellNumber(cell, mark)).toBeNull();
  });

  test("that is written in either way is read back", () =>
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.nat(99),
        fc.constantFrom("comma" as const, "dot" as const),
        (whole, part, mark) => {
          const digits = `${whole}.${String(part).padStart(2, "0")}`;
          expect(cellNumber(mark === "comma" ? digits.replace(".", ",") : digits, mark)).toBe(digits);
        },
      ),
    ));

  test("the mark of a column is that of most of its cells", () => {
    expect(decimalOf(["12,50", "1.234,00", "3.5", "7"])).toBe("comma");
    expect(decimalOf(["12.50", "1,234.00", "3,5", "7"])).toBe("dot");
  });
});

test.each([
  ["100", "100", ""],
  ["per 100", "100", ""],
  ["/1000", "1000", ""],
  ["100 M", "100", "M"],
  ["stuk", "1", "stuk"],
])("a price basis of %s", (cell, quantity, word) => expect(cellBasis(cell)).toEqual({ quantity, word }));
test.each(["C", "M", "0", "1,5", "honderd en een", "-10"])("a price basis of %s is never taken for 1", (cell) =>
  expect(cellBasis(cell)).toBeNull(),
);

test("discounts go one after another, and a date is none", () => {
  expect(cellDiscounts("60+10+5", "comma")?.map(({ value }) => value)).toEqual(["60", "10", "5"]);
  expect(cellDiscounts("60 % / 10,5 %", "comma")?.map(({ value }) => value)).toEqual(["60", "10.5"]);
  expect(cellDiscounts("0", "comma")).toEqual([]);
  for (const cell of ["12/05/2026", "101", "-5", "1+2+3+4", "veel"]) expect(cellDiscounts(cell, "comma")).toBeNull();
});

test("days as people write them", () => {
  for (const cell of ["2026-11-21", "20261121", "21/11/2026", "21-11-26", "21.11.2026"])
    expect(cellDay(cell)).toBe("2026-11-21");
  for (const cell of ["31/02/2026", "morgen", "45000"]) expect(cellDay(cell)).toBeNull();
});

test("a barcode that a spreadsheet touched gets its zeros back or is none", () => {
  expect(gtin14("5412345000013")).toBe("05412345000013");
  expect(gtin14("96385074")).toBe("00000096385074");
  expect(gtin14("5.41E+12")).toBe("");
  expect(gtin14("5412345000014")).toBe("");
  expect(gtin14("0000000000000")).toBe("");
});

describe("headers", () => {
  test.each([
    [
      [
        "Artikelnr",
        "Referentie",
        "EAN",
        "Omschrijving",
        "Bruto",
        "Netto",
        "Korting",
        "Kortingsgroep",
        "Per",
        "Eenheid",
      ],
      ["code", "maker", "gtin", "name", "gross", "net", "discount", "group", "basis", "unit"],
    ],
    [
      ["Référence", "Désignation", "Prix brut", "Remise", "Unité de prix", "Unité", "Famille"],
      ["code", "name", "gross", "discount", "basis", "unit", "group"],
    ],
    [
      ["SKU", "Nettogewicht", "Nettoprijs", "Koper", "Type"],
      ["code", null, "net", "metal", "maker"],
    ],
    [
      ["Bestelnummer", "Bruto per 100 st", "Prijs incl. btw", "Btw"],
      ["code", "gross", null, "vatRate"],
    ],
    [
      ["EAN code", "Artikelnummer", "VPE"],
      ["gtin", "code", "unit"],
    ],
  ])("%j", (headers, fields) => expect(proposePriceFields(headers)).toEqual(fields));

  test("below a title, with the separator, marks and quantity of the file", () => {
    const { format, columns } = lookAt(
      [
        "Groothandel Voorbeeld bv",
        "",
        "Prijslijst 2026;;;;",
        "Artikelnr;Omschrijving;Bruto per 100;Korting;EAN",
        "06;Draad;95,00;60;5412345000013",
        "6;Lamp;6,90;43,5;96385074",
      ],
      "windows-1252",
    );
    expect(format).toMatchObject({ kind: "csv", separator: ";", headerLine: 4, saysTaxIncluded: null });
    expect(columns.map(({ field, decimal, basis }) => [field, decimal, basis])).toEqual([
      ["code", null, null],
      ["name", null, null],
      ["gross", "comma", "100"],
      ["discount", "comma", null],
      ["gtin", null, null],
    ]);
  });

  test("have the mark of all their cells, also those a person chooses, and of the file where they do not say", () => {
    const lines = [
      "Nr;Prijs A;Prijs B",
      ...["10", "12", "15", "20", "30", "40"].map((price) => `${price};${price};1,250`),
    ];
    const dots = [...lines, "7;1,250;12.50", "8;12.50;1,250"];
    const chosen = new Map([
      [0, "code"],
      [1, "net"],
      [2, "gross"],
    ]);
    const marks = (file: readonly string[]) =>
      lookAt(file, "utf-8", { headerLine: 1 }, null, chosen).columns.map(({ decimal }) => decimal);
    expect(marks(dots)).toEqual([null, "dot", "dot"]);
    expect(marks([...lines, "9;1,250;1,250", "7;12.50;1"])).toEqual([null, "dot", "dot"]);
    expect(marks([...lines, "7;12,50;1,250"])).toEqual([null, "comma", "comma"]);
  });

  test("say whether VAT is in the prices", () => {
    const says = (header: string) =>
      lookAt([`Artikelnr;${header};Omschrijving`, "1;2;x"], "utf-8").format.saysTaxIncluded;
    expect(says("Bruto incl. btw")).toBe(true);
    expect(says("Prix brut TTC")).toBe(true);
    expect(says("Bruto excl. btw")).toBe(false);
    expect(says("Bruto")).toBeNull();
  });

  test("are remembered per supplier, also when a column moved", () => {
    const fields = [
      { header: "Prijs A", position: 1, field: "net" },
      { header: "Nr", position: 0, field: "code" },
    ];
    const { columns } = lookAt(["Nr;Naam;Prijs A", "1;x;2,50"], "utf-8", {}, { format: {}, fields });
    expect(columns.map(({ field }) => field)).toEqual(["code", null, "net"]);
  });
});

describe("a row", () => {
  const { columns } = lookAt(["Artikelnr;Omschrijving;Bruto;Prijs per;Eenheid;EAN", "1;x;95,00;100;M;"], "utf-8");
  const row = (...cells: string[]) => readCsvRow({ line: 9, cells }, columns);

  test("is what it says, codes and groups as text", () => {
    expect(row("06", "=cmd|' /C calc'!A0", "95,00", "100", "M", "5412345000013")).toEqual({
      fields: {
        code: "06",
        name: "=cmd|' /C calc'!A0",
        gross: "95",
        basis: "100",
        unit: "M",
        gtin: "05412345000013",
        hasArticle: "true",
      },
      problems: [],
    });
    expect(row('="0012"', "x", "1", "1", "st", "").fields?.["code"]).toBe("0012");
    expect(row("7", "x", "12,50", "", "100 st", "").fields).toMatchObject({ basis: "100", unit: "ST" });
  });

  test.each([
    [["5.41E+12", "x", "1", "1", "st", ""], "price.wrong.roundedCode"],
    [["7", "x", "1.234", "1", "st", ""], "price.wrong.price"],
    [["7", "x", "1", "C", "st", ""], "price.wrong.basis"],
    [["7", "x", "1", "1", "100 st", ""], "price.wrong.twoBases"],
    [["", "x", "1", "1", "st", ""], "price.wrong.noCode"],
    [["7", "x", "1", "1", "st", "", "meer"], "price.wrong.extra"],
    [["7", "x".repeat(501), "1", "1", "st", ""], "price.wrong.tooLong"],
  ])("%j is left out whole", (cells, text) => {
    expect(row(...cells)).toMatchObject({ fields: null, problems: [{ line: 9, text }] });
  });

  test.each([
    ["Bruto per 100;Netto per 1", "95,00", "0,38"],
    ["Netto per 1;Bruto per 100", "0,38", "95,00"],
  ])("with two prices for another quantity each (%s) is left out: neither is read as the other", (prices, ...cells) => {
    const both = lookAt([`Artikelnr;Omschrijving;${prices}`, `7;x;${cells.join(";")}`], "utf-8").columns;
    expect(readCsvRow({ line: 2, cells: ["7", "x", ...cells] }, both)).toMatchObject({
      fields: null,
      problems: [{ text: "price.wrong.twoBases" }],
    });
  });

  test("a barcode that was rounded is left out, the article is not", () => {
    const { fields, problems } = row("7", "x", "1", "1", "st", "5,41E+12");
    expect(fields).not.toHaveProperty("gtin");
    expect(problems).toMatchObject([{ place: "EAN", text: "price.wrong.roundedGtin" }]);
  });

  test("a price of 0 and one on request are no prices", () => {
    expect(row("7", "x", "0,00", "1", "st", "").fields).not.toHaveProperty("gross");
    expect(row("7", "x", "op aanvraag", "1", "st", "").fields).toMatchObject({ onRequest: "true" });
  });
});
