/** What shops make of the fields of OCI, setting by setting (contract sections 2, 2.1 and 7). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exampleArticles } from "./articles.ts";
import type { Settings } from "./settings.ts";
import { manyLines, startWholesaler, type Filling, type Wholesaler } from "./stand-in.ts";
import { opening, pairsOf, visitorOf, type Visitor } from "./testing/visitor.ts";

let shop: Wholesaler;
let visitor: Visitor;
beforeEach(async () => {
  shop = await startWholesaler({ settings: { afterTransfer: "keeps" } });
  visitor = visitorOf(shop);
});
afterEach(() => shop.stop());

const wire = { article: "031710    005  100", quantity: "200" };
const lamp = { article: "L-9W", quantity: "4" };
const screws = { article: "SCH-5x60 VK", quantity: "1200" };

/** What the hook gets of these lines, with these settings. */
async function sent(settings: Partial<Settings>, lines: readonly Filling[] = [wire]): Promise<[string, string][]> {
  Object.assign(shop.settings, settings);
  shop.fill("demo", lines);
  await visitor.post("/oci", opening());
  return pairsOf(shop.returnForm(visitor.session()).body);
}

const values = (pairs: readonly [string, string][], field: string): string[] =>
  pairs.filter(([name]) => name.startsWith(`NEW_ITEM-${field}[`)).map(([, value]) => value);
const valuesOf = async (field: string, settings: Partial<Settings>, lines: readonly Filling[] = [wire]) =>
  values(await sent(settings, lines), field);

describe("numbers and prices", () => {
  test.each<[string, Partial<Settings>, string[]]>([
    ["as the article has it", {}, ["23.90", "100", "38.50", "1000"]],
    ["per one", { pricePer: 1 }, ["0.239", "1", "0.0385", "1"]],
    ["per 100", { pricePer: 100 }, ["23.90", "100", "3.85", "100"]],
    ["per 1000", { pricePer: 1000 }, ["239.00", "1000", "38.50", "1000"]],
    ["PRICEUNIT while the price is per one", { priceIs: "per one" }, ["0.239", "100", "0.0385", "1000"]],
    ["a zero price", { prices: "zero" }, ["0.00", "100", "0.00", "1000"]],
    ["no price", { prices: "absent" }, ["100", "1000"]],
    ["decimal commas", { decimalSign: "," }, ["23,90", "100", "38,50", "1000"]],
    ["an empty PRICEUNIT for one", { pricePer: 1, oneAsPriceUnit: "" }, ["0.239", "", "0.0385", ""]],
    ["0 as PRICEUNIT for one", { pricePer: 1, oneAsPriceUnit: "0" }, ["0.239", "0", "0.0385", "0"]],
  ])("%s", async (_name, settings, expected) => {
    const pairs = await sent(settings, [wire, screws]);
    const found = pairs.filter(([name]) => /^NEW_ITEM-PRICE(UNIT)?\[/.test(name)).map(([, value]) => value);
    expect(found).toEqual(expected);
    expect(values(pairs, "CURRENCY")).toHaveLength(settings.prices === "absent" ? 0 : 2);
  });

  test.each<[Partial<Settings>, string[]]>([
    [{}, ["200.000", "1234567.500"]],
    [{ thousandsSign: "," }, ["200.000", "1,234,567.500"]],
    [{ thousandsSign: ".", decimalSign: "," }, ["200,000", "1.234.567,500"]],
    [{ thousandsSign: " " }, ["200.000", "1 234 567.500"]],
  ])("quantities with %j", async (settings, expected) => {
    const lines = [wire, { article: "KOPER 15", quantity: "1234567.5" }];
    expect(await valuesOf("QUANTITY", settings, lines)).toEqual(expected);
  });

  test("a reel priced per metre has the price of the reel: OCI has one unit", async () => {
    const pairs = await sent({}, [{ article: "044200  3G2,5 R100", quantity: "2" }]);
    expect(["UNIT", "PRICE", "PRICEUNIT"].flatMap((field) => values(pairs, field))).toEqual(["XRO", "98.40", "1"]);
  });

  test("another currency", async () => {
    expect(await valuesOf("CURRENCY", { currency: "USD" })).toEqual(["USD"]);
  });

  test.each<[Partial<Settings>, string[]]>([
    [{}, ["MTR", "C62", "XPK", "MTK"]],
    [{ units: "sap" }, ["M", "ST", "PAK", "M2"]],
    [{ units: "pce" }, ["MTR", "PCE", "XPK", "MTK"]],
    [{ units: "sap", ownUnits: { C62: "STUK" } }, ["M", "STUK", "PAK", "M2"]],
  ])("units with %j", async (settings, expected) => {
    const articles = ["031710    005  100", "KIT-S 310", "PLUG 8", "ISO-PIR 60"];
    const lines = articles.map((article) => ({ article, quantity: "1" }));
    expect(await valuesOf("UNIT", settings, lines)).toEqual(expected);
  });
});

describe("contributions", () => {
  const both = async (settings: Partial<Settings>) => {
    const pairs = await sent(settings, [lamp, wire]);
    return ["VENDORMAT", "PRICE", "SERVICE"].map((field) => values(pairs, field));
  };
  test.each<[Settings["contributions"], string[][]]>([
    ["service lines", [["L-9W", "RECUPEL", wire.article], ["2.20", "0.05", "23.90"], ["X"]]],
    ["plain lines", [["L-9W", "RECUPEL", wire.article], ["2.20", "0.05", "23.90"], []]],
    ["in the price", [["L-9W", wire.article], ["2.25", "23.90"], []]],
    ["none", [["L-9W", wire.article], ["2.20", "23.90"], []]],
    ["header text", [["L-9W", "RECUPEL", wire.article], ["2.20", "0.05", "23.90"], ["X"]]],
  ])("%s", async (contributions, expected) => {
    expect(await both({ contributions })).toEqual(expected);
  });

  test("a plain line looks like an article", async () => {
    const names = (await sent({ contributions: "plain lines" }, [lamp])).map(([name]) => name);
    expect(names).toContain("NEW_ITEM-EXT_PRODUCT_ID[2]");
    expect(names.filter((name) => name.includes("SERVICE"))).toEqual([]);
  });
});

describe("names, numbers and order of fields", () => {
  test.each<[Partial<Settings>, string[]]>([
    [{}, ["NEW_ITEM-VENDORMAT[1]", "NEW_ITEM-VENDORMAT[2]"]],
    [{ firstNumber: 0 }, ["NEW_ITEM-VENDORMAT[0]", "NEW_ITEM-VENDORMAT[1]"]],
    [{ numberStep: 3 }, ["NEW_ITEM-VENDORMAT[1]", "NEW_ITEM-VENDORMAT[4]"]],
    [{ names: "nested by line" }, ["NEW_ITEM[1][VENDORMAT]", "NEW_ITEM[2][VENDORMAT]"]],
    [{ names: "nested by field" }, ["NEW_ITEM[VENDORMAT][1]", "NEW_ITEM[VENDORMAT][2]"]],
    [{ names: "unnumbered" }, ["NEW_ITEM-VENDORMAT[]", "NEW_ITEM-VENDORMAT[]"]],
    [{ lowerCaseNames: true }, ["new_item-vendormat[1]", "new_item-vendormat[2]"]],
  ])("%j", async (settings, expected) => {
    const names = (await sent(settings, [wire, screws])).map(([name]) => name);
    expect(names.filter((name) => /vendormat/i.test(name))).toEqual(expected);
  });

  test("shuffled and by field hold the same pairs in another order, the same every time", async () => {
    const plain = await sent({}, [wire, lamp, screws]);
    const byField = await sent({ order: "by field" }, [wire, lamp, screws]);
    const shuffled = await sent({ order: "shuffled" }, [wire, lamp, screws]);
    expect(await sent({ order: "shuffled" }, [wire, lamp, screws])).toEqual(shuffled);
    expect(byField.slice(0, 4).map(([name]) => name)).toEqual([1, 2, 3, 4].map((n) => `NEW_ITEM-DESCRIPTION[${n}]`));
    expect(shuffled).not.toEqual(plain);
    const sorted = (pairs: [string, string][]): string[] => pairs.map((pair) => pair.join("=")).toSorted();
    expect([sorted(byField), sorted(shuffled)]).toEqual([sorted(plain), sorted(plain)]);
  });

  test.each<[Settings["longText"], string[]]>([
    ["LONGTEXT_n:132[]", ["NEW_ITEM-LONGTEXT_1:132[]", "NEW_ITEM-LONGTEXT_3:132[]"]],
    ["LONGTEXT_n:132[n]", ["NEW_ITEM-LONGTEXT_1:132[1]", "NEW_ITEM-LONGTEXT_3:132[3]"]],
    ["LONGTEXT[n]", ["NEW_ITEM-LONGTEXT[1]", "NEW_ITEM-LONGTEXT[3]"]],
    ["none", []],
  ])("long texts as %s", async (longText, expected) => {
    const names = (await sent({ longText, numberStep: 2 }, [wire, screws])).map(([name]) => name);
    expect(names.filter((name) => name.includes("LONGTEXT"))).toEqual(expected);
  });

  test("a long text in pieces of 132 characters, line ends as a browser posts them", async () => {
    const longText = `${"a".repeat(131)}\n${"b".repeat(10)}`;
    shop.articles.set("L-9W", { ...exampleArticles()[4]!, longText });
    expect((await sent({ contributions: "none" }, [lamp])).at(-1)).toEqual([
      ...["NEW_ITEM-LONGTEXT_1:132[]", `${"a".repeat(131)}\r\n${"b".repeat(10)}`],
    ]);
    const pieces = await sent({ splitsLongText: true }, [lamp]);
    expect(pieces.slice(-2).map(([, text]) => text.length)).toEqual([133, 10]);
  });
});

describe("texts", () => {
  const articles = (name: string) => {
    shop.articles.set("L-9W", { ...exampleArticles()[4]!, name, longText: "Één & <twee>" });
    return [{ article: "L-9W", quantity: "1" }];
  };

  test("a description has 40 characters, or all of them", async () => {
    const lines = articles(`${"x".repeat(39)}€€`);
    const plain = { contributions: "none" } as const;
    expect(await valuesOf("DESCRIPTION", plain, lines)).toEqual([`${"x".repeat(39)}€`]);
    expect(await valuesOf("DESCRIPTION", { longValues: true }, lines)).toEqual([`${"x".repeat(39)}€€`]);
  });

  test("HTML entities, cut where the length ends", async () => {
    const lines = articles(`Café “crème” 1,5 mm²`);
    const pairs = await sent({ texts: "entities", contributions: "none" }, lines);
    expect(values(pairs, "DESCRIPTION")).toEqual(["Caf&eacute; &ldquo;cr&egrave;me&rdquo; 1"]);
    expect(pairs.at(-1)?.[1]).toBe("&Eacute;&eacute;n &amp; &lt;twee&gt;");
  });

  test("script, in the form and never in the shop's own page", async () => {
    const lines = articles("Lamp");
    const pairs = await sent({ texts: "hostile", contributions: "none" }, lines);
    expect(values(pairs, "DESCRIPTION")).toEqual(["<script>alert(1)</script>Lamp"]);
    expect(pairs.at(-1)?.[1]).toContain("<img src=x onerror=");
    const page = await visitor.post("/mandje/overdragen", {});
    expect(page.html).not.toContain("<script>alert");
    expect(page.handOver?.fields).toContainEqual(["NEW_ITEM-DESCRIPTION[1]", "<script>alert(1)</script>Lamp"]);
  });
});

describe("fields few shops send", () => {
  test("EXT_QUOTE_ID is another one every time, with a position per line", async () => {
    const first = await sent({ quoteIds: true }, [wire, lamp]);
    expect(values(first, "EXT_QUOTE_ITEM")).toEqual(["1", "2", "3"]);
    const [id, ...others] = new Set(values(first, "EXT_QUOTE_ID"));
    expect([others, id?.startsWith("MANDJE-")]).toEqual([[], true]);
    expect(values(await sent({}, [wire, lamp]), "EXT_QUOTE_ID")).not.toContain(id);
  });

  test("every field of section 2 within its length; attachments lie where somebody who fetches them is seen", async () => {
    const pairs = await sent({ allFields: true, vatField: true }, [wire]);
    const fields = pairs.map(([name]) => /^NEW_ITEM-([A-Z0-9_]+)\[/.exec(name)?.[1]).filter(Boolean);
    expect(fields).toHaveLength(25);
    expect(values(pairs, "MATGROUP")).toEqual(["Draad en k"]);
    const [attachment = ""] = values(pairs, "ATTACHMENT");
    expect(attachment).toBe(`${shop.url}/documenten/P-88112.pdf`);
    await fetch(attachment);
    expect(shop.requests.at(-1)?.path).toBe("/documenten/P-88112.pdf");
  });

  test("OCI 5.0 tells what a set consists of, OCI 4.0 does not", async () => {
    const set = [lamp, { article: "SET-WCD-2", quantity: "3" }];
    const fields = ["VENDORMAT", "QUANTITY", "PRICE", "ITEM_TYPE", "PARENT_ID"];
    const four = await sent({ contributions: "none" }, set);
    expect(fields.map((field) => values(four, field))).toEqual([
      ...[["L-9W", "SET-WCD-2"], ["4", "3"], ["2.20", "11.40"], [], []],
    ]);
    const five = await sent({ ociVersion: "5.0", numberStep: 10 }, set);
    expect(fields.map((field) => values(five, field))).toEqual([
      ["L-9W", "SET-WCD-2", "WCD-SOK", "RAAM-2"],
      ["4", "3", "6", "3"],
      ["2.20", "11.40", "0.00", "0.00"],
      ["R"],
      ["11", "11"],
    ]);
    expect(five).toContainEqual(["NEW_ITEM-ITEM_TYPE[11]", "R"]);
    const byParts = await sent({ setPrice: "parts" }, set);
    expect(values(byParts, "PRICE")).toEqual(["2.20", "0.00", "4.35", "2.70"]);
  });
});

describe("the form itself", () => {
  const empty = async (settings: Partial<Settings>) => {
    Object.assign(shop.settings, settings);
    await visitor.post("/oci", opening());
    return pairsOf(shop.returnForm(visitor.session()).body);
  };

  test("an empty basket comes back as no fields, or as a blank line", async () => {
    expect(await empty({})).toEqual([]);
    const blank = await empty({ emptyReturn: "blank line" });
    expect(blank[0]).toEqual(["NEW_ITEM-DESCRIPTION[1]", ""]);
    expect(new Set(blank.map(([, value]) => value))).toEqual(new Set([""]));
  });

  test("500 lines, and more than any hub takes", async () => {
    expect(await valuesOf("VENDORMAT", { contributions: "none" }, manyLines(500))).toHaveLength(500);
    expect(await valuesOf("VENDORMAT", {}, manyLines(2001))).toHaveLength(2001);
  });

  test.each<[Partial<Settings>, Record<string, string>, string | undefined]>([
    [{}, {}, "_top"],
    [{}, { "~TARGET": "inkoop" }, "inkoop"],
    [{ honoursTarget: false }, {}, undefined],
  ])("with %j and %j it goes into %s", async (settings, call, expected) => {
    Object.assign(shop.settings, settings);
    await visitor.post("/oci", opening(call));
    expect(shop.returnForm(visitor.session()).target).toBe(expected);
    expect((await visitor.post("/mandje/terug", {})).handOver?.target).toBe(expected ?? "");
  });

  const withQuery = "https://hub.example/r/1?t=a%2Fb&x=1";
  test.each<[Settings["hookQuery"], string]>([
    ["kept", withQuery],
    ["cut", "https://hub.example/r/1"],
    ["encoded twice", "https://hub.example/r/1?t=a%252Fb&x=1"],
  ])("the query of the return address is %s", async (hookQuery, expected) => {
    Object.assign(shop.settings, { hookQuery });
    await visitor.post("/oci", opening({ HOOK_URL: withQuery }));
    expect(shop.returnForm(visitor.session()).url).toBe(expected);
  });

  test("returned by GET everything stands in the address", async () => {
    Object.assign(shop.settings, { returnMethod: "get" });
    shop.fill("demo", [wire]);
    await visitor.post("/oci", opening({ HOOK_URL: withQuery }));
    const { url, method, contentType, body } = shop.returnForm(visitor.session());
    expect([method, contentType, body.length]).toEqual(["GET", null, 0]);
    expect(url.startsWith("https://hub.example/r/1?NEW_ITEM-DESCRIPTION%5B1%5D=Installatiedraad+H07V-U")).toBe(true);
    expect((await visitor.post("/mandje/overdragen", {})).handOver?.method).toBe("get");
  });

  test("posted twice, the page does it with a frame", async () => {
    Object.assign(shop.settings, { submits: 2 });
    await visitor.post("/oci", opening());
    expect(shop.returnForm(visitor.session()).times).toBe(2);
    expect((await visitor.post("/mandje/terug", {})).html).toContain(`<iframe id="tweemaal"`);
  });

  test("old markup holds the same fields", async () => {
    const pairs = await sent({ markup: "old", texts: "hostile" }, [wire, lamp]);
    const { html, handOver } = await visitor.post("/mandje/overdragen", {});
    expect(html).toContain("<INPUT TYPE=hidden VALUE='");
    expect(handOver?.fields).toEqual(pairs);
  });
});
