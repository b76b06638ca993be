import { describe, expect, test } from "vitest";
import { fieldOfHeader, fieldsOf, proposeFields } from "./import-fields.ts";
import { fieldsOfParty, readCell, readDecimal } from "./import-values.ts";

describe("an amount", () => {
  test.each([
    ["1234,56", "comma", "1234.56"],
    ["1.234,56", "comma", "1234.56"],
    ["1 234,56", "comma", "1234.56"],
    ["1.234", "comma", "1234"],
    ["1.234", "point", "1.234"],
    ["1,234", "point", "1234"],
    ["1,234.5", "point", "1234.5"],
    ["12.50", "comma", "12.50"],
    ["12,50", "point", "12.50"],
    ["€ 12,-", "comma", "12"],
    ["12,50 EUR", "comma", "12.50"],
    ["1'234.50", "point", "1234.50"],
    ["-3,5", "comma", "-3.5"],
    [",5", "comma", "0.5"],
    ["1\u00a0234\u202f567,891234", "comma", "1234567.891234"],
  ] as const)("%s (%s) is %s", (cell, decimal, expected) => {
    expect(readDecimal(cell, decimal)).toBe(expected);
  });

  test.each(["gratis", "1,2,3", "1.23.456,7", "12,5O", "", "-", "1e5", "0x10", "٣", "12 %"])("%j is none", (cell) => {
    expect(readDecimal(cell, "comma")).toBeNull();
  });
});

const format = { decimal: "comma" } as const;

test.each([
  ["vatIdentifier", "0202.239.951", "BE0202239951"],
  ["vatIdentifier", "202239951", "BE0202239951"],
  ["vatIdentifier", "nl 0044.95.445.B.01", "NL004495445B01"],
  ["countryCode", "België", "BE"],
  ["countryCode", "Pays-Bas", "NL"],
  ["countryCode", "deutschland", "DE"],
  ["countryCode", "lu", "LU"],
  ["language", "Nederlands", "nl"],
  ["language", "fr-BE", "fr"],
  ["unitCode", "Stuks", "C62"],
  ["unitCode", "m²", "MTK"],
  ["unitCode", "uur", "HUR"],
  ["unitCode", "KGM", "KGM"],
  ["vatRate", "21 %", "21"],
  ["gtin", "5412345000013", "5412345000013"],
  ["gtin", "36000291452", "0036000291452"],
  ["gtin", "5412345000013, 96385074", "5412345000013 96385074"],
  ["countsStock", "Nee", "false"],
  ["name", " '=1+1 ", "=1+1"],
  ["name", "'s-Gravenhage", "'s-Gravenhage"],
])("%s %j is %j", (field, cell, value) => {
  expect(readCell(field, cell, format)).toEqual({ value });
});

test.each([
  ["vatIdentifier", "BE0202239950", "contact.vat"],
  ["email", "jan@", "contact.email"],
  ["email", "jan peeters@x.be", "contact.email"],
  ["countryCode", "Atlantis", "contact.country"],
  ["language", "Klingon", "wrong.language"],
  ["unitCode", "el", "wrong.unit"],
  ["vatRate", "121", "wrong.rate"],
  ["salesPrice", "-1", "wrong.price"],
  ["salesPrice", "0,1234567", "wrong.price"],
  ["gtin", "123", "item.gtin"],
  ["gtin", "5412345000014", "item.gtin"],
  ["countsStock", "misschien", "wrong.yesNo"],
  ["name", "a\0b", "wrong.character"],
  ["name", "x".repeat(501), "wrong.tooLong"],
])("%s %j is wrong: %s", (field, cell, text) => {
  expect(readCell(field, cell, format)).toMatchObject({ wrong: text });
});

test("an empty cell says nothing", () => {
  for (const { field } of [...fieldsOf("parties"), ...fieldsOf("items")])
    expect(readCell(field, "  ", format)).toBeNull();
});

test("headers of other programs are known in four languages, each field once", () => {
  expect(
    proposeFields("parties", ["Nom de la société", "Adresse e-mail", "N° TVA", "PLZ", "Ort", "Straße", "Notities"]),
  ).toEqual([null, "email", null, "postalZone", "cityName", "streetName", null]);
  expect(fieldOfHeader("items", "Artikelnr.")).toBe("sellersItemIdentifier");
  expect(proposeFields("items", ["Omschrijving", "Naam", "EAN-code"])).toEqual(["name", null, "gtin"]);
  for (const what of ["parties", "items"] as const)
    for (const { field } of fieldsOf(what)) expect(fieldOfHeader(what, field)).toBe(field);
});

test("parts of a name and of an address come together", () => {
  const given = { firstName: "Zoë", lastName: "Çelik", streetName: "Kade", houseNumber: "1", boxNumber: "B" };
  expect(fieldsOfParty(given)).toEqual({ contactName: "Zoë Çelik", streetName: "Kade 1 bus B" });
  expect(fieldsOfParty({ name: "X", houseNumber: "1" })).toEqual({ name: "X" });
});
