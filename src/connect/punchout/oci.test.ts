import { describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { Basket } from "#domain/supplier/basket.ts";
import { costOf, lineAmountOf } from "#domain/supplier/cost.ts";
import { essence, faultOf, fixture, formOf, lineFields, readPost, type Fields } from "./testing/posts.ts";

/** One line with these fields: what it came to, and what was told. */
function oneLine(given: Fields, terms: Parameters<typeof readPost>[1] = {}) {
  const { basket, refused, warnings } = readPost(formOf(lineFields(1, given)), terms);
  return {
    line: basket.lines[0],
    refused: refused.map(({ reason }) => reason),
    warnings: warnings.map(({ code }) => code),
  };
}

describe("the example of the contract", () => {
  const reading = readPost(fixture("oci.txt"));

  test("is read to the cent", () => {
    const [wire, recupel] = reading.basket.lines;
    expect(reading.basket.lines.map(essence)).toEqual([
      ["031710    005  100", "200", "MTR", "0.239"],
      ["RECUPEL", "4", "C62", "0.05"],
    ]);
    expect(wire).toMatchObject({
      kind: "item",
      description: "Installatiedraad H07V-U 1,5 mm² blauw",
      note: "Ring 100 m",
      leadTimeDays: 1,
      manufacturersItemIdentifier: "H07V-U1,5BL",
      vatRate: null,
    });
    expect(recupel).toMatchObject({ kind: "contribution", description: "Recupel bijdrage", note: "" });
    const amounts = reading.basket.lines.map((line) => {
      const cost = line.price && costOf(line.price, { metalInNet: "yes", contributionsIncluded: "yes" });
      return cost && lineAmountOf(cost, line.quantity);
    });
    expect(amounts).toEqual([amount("47.80"), amount("0.20")]);
    expect([reading.refused, reading.warnings, reading.buyerCookie]).toEqual([[], [], null]);
  });

  test("keeps for what its price is: per 100 metre", () => {
    expect(reading.basket.lines[0]?.price).toMatchObject({
      net: "23.9",
      basis: { quantity: "100", unitCode: "MTR" },
      orderUnitCode: "MTR",
      perOrderUnit: "1",
    });
  });

  test("is the shape the rest of the hub takes, unchanged", () => {
    expect(Basket.parse(JSON.parse(JSON.stringify(reading.basket)))).toEqual(reading.basket);
  });

  test.each(["oci-latin-1.txt", "oci-nested.txt"])("%s is the same basket", (name) => {
    const other = readPost(fixture(name));
    expect(other.basket).toEqual(reading.basket);
    expect(other.refused).toEqual([]);
  });

  test("the percentage of VAT is read from the free field the settings name", () => {
    const { basket } = readPost(fixture("oci.txt"), { vatField: "CUST_FIELD1" });
    expect(basket.lines.map(({ vatRate }) => vatRate)).toEqual(["21", null]);
  });
});

test("odd lines: what cannot be read is refused, and the rest stays", () => {
  const { basket, refused, warnings } = readPost(fixture("oci-odd-lines.txt"));
  expect(basket.lines.map((line) => [line.lineId, ...essence(line)])).toEqual([
    ["2", "A2", "2.5", "C62", "1"],
    ["5", "A5", "1", "C62", null],
    ["8", "A8", "250", "MTR", "0.48"],
    ["11", "P-11", "1", "", "12.5"],
    ["12", "A2", "1", "C62", "1"],
  ]);
  expect(refused).toEqual([
    { line: 0, reason: "lineZero" },
    { line: 3, reason: "quantity" },
    { line: 9, reason: "noKeyNorDescription" },
  ]);
  expect(warnings).toEqual([
    { line: 2, code: "decimalComma" },
    { line: 5, code: "priceToBeAsked" },
    { line: 11, code: "decimalComma" },
    { line: 11, code: "unitUnknown" },
  ]);
  expect(basket.lines[3]).toMatchObject({ suppliersUnit: "BUND", price: { basis: { unitCode: "ZZ" } } });
  expect(basket.lines[4]?.description).toBe("<img src=x onerror=alert(1)> R&eacute;glette");
});

test("500 lines are read, 2000 as well, and 2001 are refused", () => {
  const { basket } = readPost(fixture("oci-500-lines.txt"));
  expect(basket.lines).toHaveLength(500);
  expect(basket.lines.map(essence)[499]).toEqual(["A-0500", "3", "C62", "50.01"]);
  const many = (count: number): string =>
    formOf(Array.from({ length: count }, (_, index) => lineFields(index + 1)).flat());
  expect(readPost(many(2000)).basket.lines).toHaveLength(2000);
  expect(faultOf(() => readPost(many(2001)))).toBe("document.invalid tooManyLines");
});

describe("quantities", () => {
  test.each([
    ["200.000", "200", []],
    [" 4 ", "4", []],
    ["0.5", "0.5", []],
    ["2,5", "2.5", ["decimalComma"]],
    ["1,000", "1", ["decimalComma"]],
    ["0.125", "0.125", []],
    [".5", "0.5", []],
    [",5", "0.5", ["decimalComma"]],
  ])("%j is %s", (written, expected, warnings) => {
    const { line, warnings: told } = oneLine({ QUANTITY: written });
    expect([line?.quantity, told]).toEqual([expected, warnings]);
  });

  test.each([
    "",
    "0",
    "0.000",
    "-1",
    "1,0000",
    "1,000.000",
    "1.000,5",
    "1 000",
    ".",
    "5.",
    "-.5",
    "1e3",
    "½",
    "NaN",
    "٣",
    "9".repeat(30),
  ])("%j is refused", (written) => {
    expect(oneLine({ QUANTITY: written }).refused).toEqual(["quantity"]);
  });

  test("where the settings say comma, 1.234,5 is that", () => {
    const { line, warnings } = oneLine({ QUANTITY: "1.234,5", PRICE: "2,1050" }, { decimalMark: "comma" });
    expect([...(line ? essence(line) : []), ...warnings]).toEqual(["A1", "1234.5", "C62", "2.105"]);
  });
});

describe("prices", () => {
  test.each([
    ["480.00", "1000", "priceunit", "0.48"],
    ["480.00", "1000", "one", "480"],
    ["480.00", "", "priceunit", "480"],
    ["480.00", "0", "priceunit", "480"],
    ["480.00", "per 100", "priceunit", "480"],
    ["480.00", "1000.000", "priceunit", "0.48"],
    ["2,1050", "1", "priceunit", "2.105"],
    ["1.00", "3", "priceunit", "0.333333333333"],
    [".75", "10", "priceunit", "0.075"],
    ["0.12345", "1000", "priceunit", "0.00012345"],
    ["999999999999999", "1", "priceunit", "999999999999999"],
  ] as const)("%s per %j, read per %s, is %s each", (PRICE, PRICEUNIT, pricePer, expected) => {
    const { line } = oneLine({ PRICE, PRICEUNIT }, { pricePer });
    expect(line && essence(line)[3]).toBe(expected);
  });

  test("a price unit that is none is told", () => {
    expect(oneLine({ PRICEUNIT: "per 100" }).warnings).toEqual(["priceUnitUnreadable"]);
    expect(oneLine({ PRICEUNIT: "" }).warnings).toEqual([]);
  });

  test("0 and nothing are to be asked, unless the settings allow a price of 0", () => {
    for (const PRICE of ["0.00", "", "0"]) {
      const { line, warnings } = oneLine({ PRICE });
      expect([line?.price, warnings]).toEqual([null, ["priceToBeAsked"]]);
    }
    expect(oneLine({ PRICE: "0.00" }, { allowZeroPrice: true }).line?.price?.net).toBe("0");
    expect(oneLine({ PRICE: "" }, { allowZeroPrice: true }).line?.price).toBeNull();
  });

  test.each(["abc", "1.234,56", "1,234.56", "-1.00", "€ 5", "1'000"])("%j is refused, not guessed", (PRICE) => {
    expect(oneLine({ PRICE }).refused).toEqual(["price"]);
  });

  test("only what is no goods may cost less than nothing", () => {
    const { line } = oneLine({ PRICE: "-0.50", SERVICE: "X", VENDORMAT: "Recupel" });
    expect([line?.kind, line?.price?.net]).toEqual(["contribution", "-0.5"]);
  });

  test("a currency is needed with a price; the settings may name it", () => {
    expect(oneLine({ CURRENCY: "" }).refused).toEqual(["currency"]);
    expect(oneLine({ CURRENCY: "EURO" }).refused).toEqual(["currency"]);
    expect(oneLine({ CURRENCY: "EURO" }, { currency: "EUR" }).refused).toEqual(["currency"]);
    expect(oneLine({ CURRENCY: "" }, { currency: "EUR" }).warnings).toEqual(["currencyAssumed"]);
    expect(oneLine({ CURRENCY: "", PRICE: "" }).refused).toEqual([]);
    expect(oneLine({ CURRENCY: "eur" }).line?.price?.currency).toBe("EUR");
  });

  test("two currencies in one basket are told", () => {
    const reading = readPost(formOf([...lineFields(1), ...lineFields(2, { CURRENCY: "CHF" })]));
    expect(reading.warnings).toEqual([{ line: null, code: "mixedCurrencies" }]);
    expect(reading.basket.lines.map(({ price }) => price?.currency)).toEqual(["EUR", "CHF"]);
  });
});

describe("codes, kinds and texts", () => {
  test("the item code keeps the blanks inside it and loses those around it", () => {
    expect(oneLine({ VENDORMAT: "  0893  1   " }).line?.suppliersItemIdentifier).toBe("0893  1");
  });

  test("without a code of the supplier: the shop's key, else the manufacturer's code, else none", () => {
    const key = (given: Fields) => oneLine({ VENDORMAT: " ", ...given }).line?.suppliersItemIdentifier;
    expect(key({ EXT_PRODUCT_ID: "P1", MANUFACTMAT: "M1" })).toBe("P1");
    expect(key({ MANUFACTMAT: "M1" })).toBe("M1");
    expect(key({})).toBe("");
  });

  test("a manufacturer's code that is a GTIN is both", () => {
    const gtin = (MANUFACTMAT: string) => oneLine({ MANUFACTMAT }).line?.gtin;
    expect([gtin("5412345000013"), gtin("5412345000014"), gtin("XVB3G2,5")]).toEqual(["05412345000013", "", ""]);
  });

  test("a service with a code nobody knows stays an article, and is told", () => {
    const { line, warnings } = oneLine({ SERVICE: "X", VENDORMAT: "MONTAGE" });
    expect([line?.kind, warnings]).toEqual(["item", ["serviceNotOnChargeList"]]);
  });

  test("the usual codes count only on a service, those of the settings always", () => {
    expect(oneLine({ VENDORMAT: "FC" }).line?.kind).toBe("item");
    expect(oneLine({ VENDORMAT: "FC", SERVICE: "x" }).line?.kind).toBe("charge");
    expect(oneLine({ VENDORMAT: "v-1" }, { charges: { "V-1": "charge" } }).line?.kind).toBe("charge");
  });

  test("a contribution that prices hold already is marked where the settings say so, and told", () => {
    const recupel: Fields = { VENDORMAT: "RECUPEL", SERVICE: "X" };
    const { line, warnings } = oneLine(recupel, { priceIncludesSurcharges: "yes" });
    expect([line?.isInPrice, warnings]).toEqual([true, ["contributionInPrice"]]);
    expect(oneLine(recupel, { priceIncludesSurcharges: "no" }).line?.isInPrice).toBeUndefined();
    expect(oneLine({}, { priceIncludesSurcharges: "yes" }).line?.isInPrice).toBeUndefined();
  });

  test("units of the shop that were learnt are known", () => {
    expect(oneLine({ UNIT: "Bund" }, { learntUnits: { BUND: "XBE" } }).line?.unitCode).toBe("XBE");
  });

  test("the same article on two lines stays two lines", () => {
    const reading = readPost(formOf([...lineFields(1, { VENDORMAT: "K" }), ...lineFields(2, { VENDORMAT: "K" })]));
    expect(reading.basket.lines).toHaveLength(2);
  });

  test("a set and its parts are told", () => {
    const fields = [...lineFields(1, { ITEM_TYPE: "R" }), ...lineFields(2, { PARENT_ID: "1" })];
    expect(readPost(formOf(fields)).warnings).toEqual([{ line: 1, code: "setWithParts" }]);
  });

  test("texts of 4000 characters are kept, longer ones cut and told; a code that long is none", () => {
    expect(oneLine({ DESCRIPTION: "é".repeat(4000) }).warnings).toEqual([]);
    const { line, warnings } = oneLine({ DESCRIPTION: `${"é".repeat(3999)}😀` });
    expect([line?.description.length, warnings]).toEqual([3999, ["textCut"]]);
    expect(oneLine({ VENDORMAT: "9".repeat(4001) }).refused).toEqual(["keyTooLong"]);
  });

  test("signs that a terminal or PostgreSQL would take badly are taken out", () => {
    expect(oneLine({ DESCRIPTION: "a\u0000b\u001B[2Jc\u009Bd\ne" }).line?.description).toBe("a\uFFFDb[2Jcd\ne");
  });

  test("the quotation of the shop is the number of the basket when all lines have the same", () => {
    const quoted = (second: string) =>
      readPost(formOf([...lineFields(1, { EXT_QUOTE_ID: "Q1" }), ...lineFields(2, { EXT_QUOTE_ID: second })])).basket
        .suppliersBasketId;
    expect([quoted("Q1"), quoted("Q2")]).toEqual(["Q1", ""]);
  });
});
