/** PunchOutOrderMessage as it comes back through the browser, and what shops do to it (contract sections 5.2 and 7). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { exampleArticles } from "./articles.ts";
import type { Settings } from "./settings.ts";
import { startWholesaler, type Filling, type Wholesaler } from "./stand-in.ts";
import { askCxml, cookie, returnAddress, setupRequest } from "./testing/buyer.ts";
import { pairsOf, visitorOf, type Visitor } from "./testing/visitor.ts";
import { all, at, readXml, said, type Element } from "./xml-tree.ts";

let shop: Wholesaler;
let visitor: Visitor;
beforeEach(async () => {
  shop = await startWholesaler({
    ...{ now: () => Date.UTC(2026, 10, 21, 8, 30), settings: { afterTransfer: "keeps", contributions: "none" } },
  });
  visitor = visitorOf(shop);
});
afterEach(() => shop.stop());

const example = [
  { article: "031710    005  100", quantity: "200" },
  { article: "L-9W", quantity: "4" },
];

async function fields(settings: Partial<Settings> = {}, lines: readonly Filling[] = example) {
  Object.assign(shop.settings, settings);
  shop.fill("demo", lines);
  const { start = "" } = await askCxml(shop, setupRequest());
  await visitor.get(start);
  return pairsOf(shop.returnForm(visitor.session()).body);
}

async function message(settings: Partial<Settings> = {}, lines: readonly Filling[] = example): Promise<Element> {
  const [[, xml] = ["", ""]] = await fields(settings, lines);
  return readXml(Buffer.from(xml)).root;
}

const body = (root: Element): Element => at(root, "Message/PunchOutOrderMessage")!;
const items = (root: Element, name = "ItemIn"): Element[] => all(body(root), name);
const header = (root: Element): Element => at(body(root), "PunchOutOrderMessageHeader")!;
const money = (element: Element, path: string): (string | undefined)[] => [
  ...[said(element, `${path}/Money`), at(element, `${path}/Money`)?.attributes["currency"]],
];

test("the example of section 5.2: 47.80 and 8.80 make 56.60", async () => {
  const root = await message();
  expect(root.attributes).toMatchObject({ timestamp: "2026-11-21T09:30:00+01:00", "xml:lang": "nl-BE" });
  expect(root.attributes["payloadID"]).toMatch(/^20261121\.0930\.\d+@klemrail\.example$/);
  expect([said(root, "Header/From/Credential/Identity"), said(root, "Header/To/Credential/Identity")]).toEqual([
    ...["SUPPLIER-1", "HUB-TENANT-7"],
  ]);
  expect(said(root, "Header/Sender/UserAgent")).toBeDefined();
  expect(said(body(root), "BuyerCookie")).toBe(cookie);
  expect(header(root).attributes).toEqual({ operationAllowed: "edit" });
  expect(money(header(root), "Total")).toEqual(["56.60", "EUR"]);
  expect(header(root).children.map(({ name }) => name)).toEqual(["Total"]);

  const [wire, lamp, ...others] = items(root);
  expect(others).toEqual([]);
  expect(wire?.attributes).toEqual({ quantity: "200", lineNumber: "1" });
  expect(at(wire!, "ItemID/SupplierPartID")?.text).toBe("031710    005  100");
  expect(said(wire!, "ItemID/SupplierPartAuxiliaryID")).toMatch(/^basket=\d+;pos=1$/);
  expect(money(wire!, "ItemDetail/UnitPrice")).toEqual(["23.90", "EUR"]);
  expect(said(wire!, "ItemDetail/Description/ShortName")).toBe("Draad 1,5 blauw");
  expect(said(wire!, "ItemDetail/Description")).toBe("Installatiedraad H07V-U 1,5 mm² blauw\nRing 100 m");
  expect(at(wire!, "ItemDetail/PriceBasisQuantity")?.attributes).toEqual({ quantity: "100", conversionFactor: "1" });
  expect(said(wire!, "ItemDetail/UnitOfMeasure")).toBe("MTR");
  expect(said(wire!, "ItemDetail/Classification")).toBe("26121600");
  expect(said(wire!, "ItemDetail/ManufacturerPartID")).toBe("H07V-U1,5BL");
  expect([money(wire!, "Tax"), at(wire!, "Tax/TaxDetail")?.attributes["percentageRate"]]).toEqual([
    ["10.04", "EUR"],
    "21",
  ]);
  expect(at(lamp!, "ItemDetail/PriceBasisQuantity")).toBeUndefined();
  expect([said(lamp!, "ItemDetail/UnitOfMeasure"), money(lamp!, "ItemDetail/UnitPrice")]).toEqual([
    "C62",
    ["2.20", "EUR"],
  ]);
});

test("the field is urlencoded, base64 or both, and the page holds it", async () => {
  const [[name, xml] = ["", ""], ...none] = await fields();
  expect([name, none, xml.startsWith("<?xml ")]).toEqual(["cXML-urlencoded", [], true]);
  expect(xml).toContain(`<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">`);
  const [[base, encoded] = ["", ""]] = await fields({ cxmlField: "base64" });
  expect([base, Buffer.from(encoded, "base64").toString().startsWith("<?xml ")]).toEqual(["cXML-base64", true]);
  expect((await fields({ cxmlField: "both", lowerCaseNames: true })).map(([one]) => one)).toEqual([
    ...["cxml-urlencoded", "cxml-base64"],
  ]);
  const { handOver } = await visitor.post("/mandje/overdragen", {});
  expect([handOver?.action, handOver?.fields.map(([one]) => one)]).toEqual([
    ...[returnAddress, ["cxml-urlencoded", "cxml-base64"]],
  ]);
});

test("HTML-escaped twice it begins with &lt;, and is what it was when that is undone", async () => {
  const [[, twice] = ["", ""]] = await fields({ escapedTwice: true });
  expect(twice.startsWith("&lt;?xml ")).toBe(true);
  const once = twice.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  expect(items(readXml(Buffer.from(once)).root)).toHaveLength(2);
  const [[, base] = ["", ""]] = await fields({ cxmlField: "base64" });
  expect(Buffer.from(base, "base64").toString().startsWith("<?xml ")).toBe(true);
});

test("base64 holds the bytes of the encoding the document declares", async () => {
  const lines = [{ article: "CAFÉ-ZUIL 3", quantity: "1" }];
  const [[, encoded] = ["", ""]] = await fields({ cxmlField: "base64", cxmlEncoding: "ISO-8859-1" }, lines);
  const bytes = Buffer.from(encoded, "base64");
  expect(bytes.toString("latin1")).toContain(`encoding="ISO-8859-1"`);
  expect(bytes.toString("latin1")).toContain("&#8220;Café&#8221; 3-voudig, crème");
  const root = readXml(bytes).root;
  expect(said(items(root)[0]!, "ItemDetail/Description")).toContain("Contactzuil “Café” 3-voudig, crème");
});

test.each<[Settings["buyerCookie"], string | undefined]>([
  ["kept", cookie],
  ["changed", "5YD0M1XQ-A"],
  ["missing", undefined],
])("a BuyerCookie that is %s", async (buyerCookie, expected) => {
  expect(said(body(await message({ buyerCookie })), "BuyerCookie")).toBe(expected);
});

test("ItemOut instead of ItemIn, and the number in BuyerPartID", async () => {
  const root = await message({ itemsAs: "ItemOut", partIn: "BuyerPartID" });
  expect([items(root).length, items(root, "ItemOut").length]).toEqual([0, 2]);
  const [wire] = items(root, "ItemOut");
  expect(at(wire!, "ItemID/SupplierPartID")?.text).toBe("");
  expect(at(wire!, "ItemID/BuyerPartID")?.text).toBe("031710    005  100");
});

test("without auxiliary ids and line tax there are none", async () => {
  const [wire] = items(await message({ auxiliaryIds: false, lineTax: false }));
  expect([at(wire!, "ItemID/SupplierPartAuxiliaryID"), at(wire!, "Tax")]).toEqual([undefined, undefined]);
});

test("costs on header level, with a tax and a total that are not the sum", async () => {
  const right = header(await message({ headerShipping: "0.00" }));
  expect(["Total", "Shipping", "Tax"].map((path) => money(right, path)[0])).toEqual(["56.60", "0.00", "11.89"]);
  const wrong = header(await message({ headerTaxExtra: "1.23", headerTotalExtra: "0.84" }));
  expect(["Total", "Shipping", "Tax"].map((path) => money(wrong, path)[0])).toEqual(["57.44", "0.00", "13.12"]);
});

test.each<[Settings["contributions"], string[], string, string | undefined]>([
  ["service lines", ["2.20", "0.05"], "9.00", undefined],
  ["plain lines", ["2.20", "0.05"], "9.00", undefined],
  ["in the price", ["2.25"], "9.00", undefined],
  ["header text", ["2.20"], "8.80", "0,20 EUR"],
  ["none", ["2.20"], "8.80", undefined],
])("contributions as %s", async (contributions, prices, total, text) => {
  const root = await message({ contributions }, [{ article: "L-9W", quantity: "4" }]);
  expect(items(root).map((item) => said(item, "ItemDetail/UnitPrice/Money"))).toEqual(prices);
  expect([said(header(root), "Total/Money"), said(header(root), "Extrinsic")]).toEqual([total, text]);
});

test("a reel is priced per 100 metres: money ÷ 100 × 100 metres in one reel", async () => {
  const reel = [{ article: "044200  3G2,5 R100", quantity: "2" }];
  const root = await message({}, reel);
  const [item] = items(root);
  expect(money(item!, "ItemDetail/UnitPrice")).toEqual(["98.40", "EUR"]);
  const basis = at(item!, "ItemDetail/PriceBasisQuantity");
  expect([basis?.attributes, said(basis!, "UnitOfMeasure")]).toEqual([
    { quantity: "100", conversionFactor: "100" },
    "MTR",
  ]);
  expect([said(item!, "ItemDetail/UnitOfMeasure"), said(header(root), "Total/Money")]).toEqual(["XRO", "196.80"]);
});

test("a price per one beside a price basis of 100; the total is still the right one", async () => {
  const root = await message({ priceIs: "per one" });
  const [wire] = items(root);
  expect(said(wire!, "ItemDetail/UnitPrice/Money")).toBe("0.239");
  expect(at(wire!, "ItemDetail/PriceBasisQuantity")?.attributes["quantity"]).toBe("100");
  expect(said(header(root), "Total/Money")).toBe("56.60");
});

test("commas, SAP units, another currency, a zero price", async () => {
  const lines = [{ article: "KOPER 15", quantity: "2.5" }];
  const root = await message({ decimalSign: ",", units: "sap", currency: "GBP" }, lines);
  const [item] = items(root);
  expect(item?.attributes["quantity"]).toBe("2,5");
  expect(money(item!, "ItemDetail/UnitPrice")).toEqual(["7,925", "GBP"]);
  expect(said(item!, "ItemDetail/UnitOfMeasure")).toBe("M");
  expect(money(header(root), "Total")).toEqual(["19,81", "GBP"]);
  const free = items(await message({ prices: "zero" }, lines))[0];
  expect(said(free!, "ItemDetail/UnitPrice/Money")).toBe("0,00");
});

test("an empty message: nothing in the basket, or back without an order", async () => {
  for (const lines of [[], example]) {
    await fields({ operationAllowed: "create" }, lines);
    const { handOver } = await visitor.post("/mandje/terug", {});
    const root = readXml(Buffer.from(handOver?.fields[0]?.[1] ?? "")).root;
    expect([items(root), said(header(root), "Total/Money")]).toEqual([[], "0.00"]);
    expect(header(root).attributes["operationAllowed"]).toBe("create");
    expect(said(body(root), "BuyerCookie")).toBe(cookie);
  }
});

test("hostile texts stay text in XML, and characters XML does not know are left out", async () => {
  const [, , , , lamp] = exampleArticles();
  shop.articles.set("L-9W", { ...lamp!, name: `a\u0001]]>&"<b>\ud800`, longText: "&eacute;" });
  const root = await message({ texts: "hostile" }, [{ article: "L-9W", quantity: "1" }]);
  const text = said(items(root)[0]!, "ItemDetail/Description");
  expect(text).toContain(`<script>alert(1)</script>a]]>&"<b>\ufffd`);
  expect(text).toContain("&eacute;");
});
