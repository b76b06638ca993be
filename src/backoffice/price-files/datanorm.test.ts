import { describe, expect, test } from "vitest";
import { readDatanormLine } from "./datanorm.ts";
import { datanormOf, lookAt, priceQuantityFieldOf, tellsPriceQuantity } from "./price-format.ts";

const header4 = `V 211126${"Prijslijst Groothandel Voorbeeld".padEnd(115)}04EUR`;
const header5 = "V;050;A;20261121;EUR;Groothandel Voorbeeld;;;;;;;;;";

const read = (text: string, version: 4 | 5 = 4, priceQuantityField: 6 | 7 | null = null) =>
  readDatanormLine({ text, line: 7 }, { version, priceQuantityField });
const article = (text: string, version: 4 | 5 = 4, field: 6 | 7 | null = null) =>
  read(text, version, field).articles[0];

describe("version 4", () => {
  test("the sample of the contract: cents, price unit 2 is per 100, the group from its own column", () => {
    expect(article("A;N;7000003;00;Installatiedraad H07V-U;1,5 blauw ring 100 m;1;2;M;9500;KAB1;010; ;")).toEqual({
      code: "7000003",
      fields: {
        name: "Installatiedraad H07V-U 1,5 blauw ring 100 m",
        gross: "95",
        basis: "100",
        unit: "M",
        group: "KAB1",
        category: "010",
        hasArticle: "true",
      },
    });
    expect(read("P;A;7000003;1;9500;1;6000;;;;;0700002;2;393;;;;;;;").articles).toEqual([
      { code: "7000003", fields: { pGross: "95", discounts: expect.stringContaining('"value":"60"') } },
      { code: "0700002", fields: { pNet: "3.93" } },
    ]);
  });

  test.each([
    ["0", "1"],
    ["1", "10"],
    ["2", "100"],
    ["3", "1000"],
    ["", "1"],
  ])("price unit code %s is per %s", (code, basis) => {
    expect(article(`A;N;1;00;x;;1;${code};St;100;;;;`)?.fields["basis"]).toBe(basis);
  });

  test.each(["4", "9", "100", "x"])("an unknown price unit %s leaves the article out, and is told", (code) => {
    const { articles, problems } = read(`A;N;1;00;x;;1;${code};St;100;;;;`);
    expect(articles).toEqual([]);
    expect(problems).toMatchObject([{ line: 7, place: "7", value: code, text: "price.wrong.basis" }]);
  });

  test("a price of 0 is none, one with a mark is none of ours", () => {
    expect(article("A;N;1;00;x;;1;0;St;0;;;;")?.fields).not.toHaveProperty("gross");
    expect(read("A;N;1;00;x;;1;0;St;12,50;;;;").problems).toMatchObject([
      { text: "price.wrong.cents", value: "12,50" },
    ]);
  });

  test("the same article twice on a line, with its list price and its net price", () => {
    expect(read("P;A;7;1;1000;0;A1;;;;;7;2;600;;;;;;;8;1;200;2;650;1;1000;;;").articles).toEqual([
      { code: "7", fields: { pGross: "10", group: "A1" } },
      { code: "7", fields: { pNet: "6" } },
      {
        code: "8",
        fields: {
          pGross: "2",
          discounts: JSON.stringify([
            { kind: "multiplier", value: "0.65", group: "", source: "list" },
            { kind: "percent", value: "10", group: "", source: "list" },
          ]),
        },
      },
    ]);
  });

  test("a line in which an article slid one field is told, and not read as another", () => {
    const { articles, problems } = read("P;A;7;2;600;;;;;;;;8;1;200;;;;;;");
    expect(articles.map(({ code }) => code)).toEqual(["7"]);
    expect(problems).toMatchObject([{ text: "price.wrong.priceRecord", value: expect.stringContaining("8;1;200") }]);
  });

  test("a surcharge is taken as a percentage, and a person looks at it", () => {
    expect(read("P;A;7;1;1000;3;500;;;;;").articles[0]?.fields).toMatchObject({
      isIncreased: "true",
      discounts: expect.stringContaining('"value":"-5"'),
    });
  });

  test("barcode, pack quantity and metal stand in the second line of an article", () => {
    expect(article("B;N;7;MATCH;ALT-7;;1;150;72;5412345000013;;010;0;25;;;")?.fields).toEqual({
      maker: "ALT-7",
      gtin: "05412345000013",
      pack: "25",
      metalUnknown: "true",
    });
    const { articles, problems } = read("B;N;7; ; ; ;0;0;0;5,41E+12; ;01;0;0; ; ;");
    expect(articles).toEqual([{ code: "7", fields: {} }]);
    expect(problems).toMatchObject([{ text: "price.wrong.gtin", value: "5,41E+12" }]);
  });

  test.each([
    ["B", (code: string) => `B;N;${code};;ALT;;;;;;;;;5;;`],
    ["P", (code: string) => `P;A;${code};1;1000;;;;;;;8;1;200;;;;;;`],
  ])("a code in a line of kind %s that is no code leaves its article out, and is told", (_, lineOf) => {
    const { articles, problems } = read(lineOf("x".repeat(201)));
    expect(articles.filter(({ code }) => code.startsWith("x"))).toEqual([]);
    expect(problems.length).toBe(1);
    expect(read(lineOf("x".repeat(200))).articles[0]?.code.length).toBe(200);
  });

  test("an article that goes, one that is renumbered, groups, and what is no record", () => {
    expect(article("A;L;OUD;;;;;;;;;;;")).toEqual({ code: "OUD", fields: { gone: "true" } });
    expect(read("A;X;NIEUW;;;;;;;;;;;").problems).toMatchObject([{ text: "price.wrong.renumbered" }]);
    expect(read("R;;06;1;5500;Kabel;").groups).toEqual([
      {
        kind: "discount",
        code: "06",
        name: "Kabel",
        discounts: [{ kind: "percent", value: "55", group: "06", source: "group" }],
      },
    ]);
    expect(read("S;;010;Kabel;010.1;Draad;").groups.map(({ code, name }) => [code, name])).toEqual([
      ["010", "Kabel"],
      ["010.1", "Draad"],
    ]);
    for (const line of ["", "  ", header4, "T;N;X;;1;;tekst;2;;meer;", "\u001a"])
      expect(read(line)).toEqual({ articles: [], groups: [], problems: [] });
    expect(read("Q;1;2").problems).toMatchObject([{ text: "price.wrong.record" }]);
    expect(read("P;A;7;5;1000;;;;;;;").problems).toMatchObject([{ text: "price.wrong.priceRecord" }]);
  });
});

describe("version 5", () => {
  test("the price quantity is a number: 2 is two pieces, and never a hundred", () => {
    expect(article("A;N;7;tekst;meer;St;2;1;500;VER2;;;", 5)?.fields).toMatchObject({ basis: "2", gross: "5" });
    expect(article("A;N;7;tekst;;MTR;100;1;18950;R010;;;", 5)?.fields).toMatchObject({ basis: "100", gross: "189.5" });
    expect(read("A;N;7;tekst;;St;0,5;1;500;;;;", 5).problems).toMatchObject([{ text: "price.wrong.basis" }]);
  });

  test("files that put the flag first are read as they are", () => {
    expect(article("A;N;7;a;b;MTK;2;1;894;001;Dac;Dachbahnen;;;;;;;9120090200379;;0;", 5, 7)?.fields).toMatchObject({
      net: "8.94",
      basis: "1",
      group: "001",
      gtin: "09120090200379",
    });
    expect(article("A;N;7;a;;Stk;9;1;4711;001;;;", 5, 7)?.fields).toMatchObject({ onRequest: "true" });
  });

  test("which field it is, is read from the file; where that is not possible nobody guesses", () => {
    expect(priceQuantityFieldOf([header5, "A;N;1;a;;St;1;1;500;", "A;N;2;a;;M;100;1;500;"])).toBe(6);
    expect(priceQuantityFieldOf([header5, "A;N;1;a;;St;2;1;500;", "A;N;2;a;;M;1;100;500;"])).toBe(7);
    expect(priceQuantityFieldOf([header5, "A;N;1;a;;St;1;1;500;"])).toBe(6);
    expect(priceQuantityFieldOf([header5, "A;N;1;a;;St;2;1;500;"])).toBeNull();
    expect(["A;N;1;a;;St;1;1;500;", "A;N;1;a;;St;2;1;500;", "A;N;1;a;;St;1;10;500;"].map(tellsPriceQuantity)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("a price line of one article, and nothing made of one that looks different", () => {
    expect(article("P;100033152;1;1;28000;06;;;;;;;;", 5, 7)).toEqual({
      code: "100033152",
      fields: { pGross: "280", pBasis: "1", group: "06" },
    });
    expect(read("P;A;7000003;1;9500;1;6000;;;;;", 5, 7).problems).toMatchObject([{ text: "price.wrong.priceRecord" }]);
  });

  test("an article that goes stands in a line of its own", () => {
    expect(article("B;L;ALT-99;NACHF-1;20261231;", 5)).toEqual({ code: "ALT-99", fields: { gone: "true" } });
  });
});

test("is known by its header, else by its lines", () => {
  expect(datanormOf([header4, "A;N;1"])).toEqual({ version: 4, currency: "EUR" });
  expect(datanormOf([header5])).toEqual({ version: 5, currency: "EUR" });
  expect(datanormOf(["R;;06;1;5500;Kabel;", "R;;6;1;2000;Schroeven;"])).toEqual({ version: 4, currency: "" });
  expect(datanormOf(["Artikelnr;Omschrijving;Bruto", "A;b;1"])).toBeNull();
  expect(lookAt([header5, "A;N;1;a;;St;2;1;500;"], "cp850").format).toMatchObject({
    kind: "datanorm",
    version: 5,
    encoding: "cp850",
    priceQuantityField: null,
    currency: "EUR",
  });
});
