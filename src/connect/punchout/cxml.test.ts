import { describe, expect, test } from "vitest";
import { amount, text } from "#domain/amount.ts";
import { Basket } from "#domain/supplier/basket.ts";
import { costOf, lineAmountOf } from "#domain/supplier/cost.ts";
import { essence, faultOf, fixture, readPost } from "./testing/posts.ts";

const xmlType = { contentType: "text/xml" };

interface ItemGiven {
  readonly quantity?: string;
  readonly number?: string;
  readonly key?: string;
  readonly ids?: string;
  readonly price?: string;
  readonly unit?: string;
  readonly detail?: string;
  readonly rest?: string;
  readonly tag?: string;
}

const item = (given: ItemGiven = {}): string => {
  const { quantity = "1", key = "A1", price = "10.00", unit = "EA", detail = "", rest = "", tag = "ItemIn" } = given;
  const number = given.number === undefined ? "" : ` lineNumber="${given.number}"`;
  const ids = given.ids ?? `<SupplierPartID>${key}</SupplierPartID>`;
  return `<${tag} quantity="${quantity}"${number}><ItemID>${ids}</ItemID><ItemDetail><UnitPrice><Money currency="EUR">${price}</Money></UnitPrice><Description xml:lang="nl">Ding</Description><UnitOfMeasure>${unit}</UnitOfMeasure>${detail}</ItemDetail>${rest}</${tag}>`;
};
const money = (name: string, value: string): string => `<${name}><Money currency="EUR">${value}</Money></${name}>`;
const message = (items: string, header = ""): string =>
  `<cXML><Message><PunchOutOrderMessage><BuyerCookie>k</BuyerCookie><PunchOutOrderMessageHeader operationAllowed="create">${header}</PunchOutOrderMessageHeader>${items}</PunchOutOrderMessage></Message></cXML>`;
const basis = (quantity: string, factor: string | null, unit: string): string =>
  `<PriceBasisQuantity quantity="${quantity}"${factor === null ? "" : ` conversionFactor="${factor}"`}><UnitOfMeasure>${unit}</UnitOfMeasure></PriceBasisQuantity>`;

/** What the shop's own lines came to, and those the reader made, by id and price. */
function read(items: string, header = money("Total", "10.00"), terms: Parameters<typeof readPost>[1] = {}) {
  const reading = readPost(message(items, header), { ...xmlType, ...terms });
  const isOwn = (id: string): boolean => !/^\d+$/.test(id);
  return {
    lines: reading.basket.lines.filter(({ lineId }) => !isOwn(lineId)),
    own: reading.basket.lines.filter(({ lineId }) => isOwn(lineId)).map(({ lineId, price }) => [lineId, price?.net]),
    refused: reading.refused.map(({ reason }) => reason),
    warnings: reading.warnings.map(({ code }) => code),
  };
}

describe("the example of the contract", () => {
  const reading = readPost(fixture("cxml.xml"), xmlType);

  test("is read to the cent, and its total is that of its lines", () => {
    expect(reading.basket.lines.map(essence)).toEqual([
      ["031710    005  100", "200", "MTR", "0.239"],
      ["L-9W", "4", "C62", "2.2"],
    ]);
    const amounts = reading.basket.lines.map((line) => {
      const cost = line.price && costOf(line.price, { metalInNet: "yes", contributionsIncluded: "yes" });
      return cost && text(lineAmountOf(cost, line.quantity));
    });
    expect(amounts).toEqual(["47.80", "8.80"]);
    expect([reading.refused, reading.warnings, reading.buyerCookie]).toEqual([[], [], "5Yd0m1Xq"]);
  });

  test("keeps what has to go back, and for what its price is", () => {
    expect(reading.basket.lines[0]).toMatchObject({
      lineId: "1",
      suppliersAuxiliaryIdentifier: "basket=77;pos=1",
      description: "Installatiedraad H07V-U 1,5 mm² blauw",
      manufacturersItemIdentifier: "H07V-U1,5BL",
      vatRate: "21",
      price: { net: "23.9", basis: { quantity: "100", unitCode: "MTR" }, perOrderUnit: "1", orderUnitCode: "MTR" },
    });
    expect(reading.basket.lines[1]).not.toHaveProperty("suppliersAuxiliaryIdentifier");
    expect(Basket.parse(JSON.parse(JSON.stringify(reading.basket)))).toEqual(reading.basket);
  });

  test.each(["cxml-urlencoded.txt", "cxml-escaped.txt", "cxml-base64.txt"])("%s is the same message", (name) => {
    expect(readPost(fixture(name))).toEqual(reading);
  });

  test("of both fields base64 is read; the names in any case", () => {
    const body = `${String(fixture("cxml-base64.txt")).replace("cXML-base64", "CXML-BASE64")}&cXML-urlencoded=nothing`;
    expect(readPost(body)).toEqual(reading);
    expect(faultOf(() => readPost("cXML-urlencoded=%3Ca/%3E&cxml-URLENCODED=%3Cb/%3E"))).toBe(
      "document.invalid fieldTwice",
    );
  });

  test("base64 whose plus signs were not encoded", () => {
    const xml = message(item({ key: "<![CDATA[>>>???~~~]]>" }), money("Total", "10.00"));
    const base64 = Buffer.from(xml).toString("base64");
    expect(base64).toMatch(/\+/);
    expect(readPost(`cXML-base64=${base64}`).basket.lines[0]?.suppliersItemIdentifier).toBe(">>>???~~~");
    expect(faultOf(() => readPost("cXML-base64=***"))).toBe("document.invalid base64");
  });
});

describe("what XML may do", () => {
  const known = '<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">';
  const good = message(item(), money("Total", "10.00"));

  test.each([
    known,
    known.replace("xml.cxml.org", "xml.cXML.org").replaceAll('"', "'"),
    `<?xml version="1.0" encoding="UTF-8"?>\n${known}\n`,
    `\n<?xml version='1.0'?>${known.replace("http:", "https:")}`,
  ])("%j in front is cXML's own line", (prolog) => {
    expect(readPost(`${prolog}${good}`, xmlType).basket.lines).toHaveLength(1);
  });

  test.each([
    "<!DOCTYPE cXML>",
    '<!DOCTYPE cXML SYSTEM "http://xml.cxml.org.evil.example/schemas/cXML/1.2/cXML.dtd">',
    '<!DOCTYPE cXML SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/../../evil.dtd">',
    '<!DOCTYPE cXML PUBLIC "x" "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">',
    `${known.slice(0, -1)} [<!ENTITY a "b">]>`,
    '<!DOCTYPE cXML [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    `${known}${known}`,
  ])("%s is refused", (prolog) => {
    expect(faultOf(() => readPost(`${prolog}${good}`, xmlType))).toBe("document.invalid doctype");
  });

  test.each([
    ["an entity nobody declared", good.replace("Ding", "&xxe;"), "xml"],
    ["half a message", good.slice(0, 300), "xml"],
    ["nothing", "", "xml"],
    ["a deep nest", good.replace("Ding", "<a>".repeat(40)), "xml"],
    ["elements without end", `<cXML>${"<a/>".repeat(450_000)}</cXML>`, "xml"],
    ["another document", "<Invoice/>", "notPunchOut"],
    ["cXML that is no basket", "<cXML><Request/></cXML>", "notPunchOut"],
    ["more than 2000 lines", message(item().repeat(2001)), "tooManyLines"],
    [
      "amounts nobody has",
      message(item({ quantity: "999999999999999", price: "999999999999999" }), money("Total", "1.00")),
      "notPunchOut",
    ],
  ])("%s is refused", (_, xml, reason) => {
    expect(faultOf(() => readPost(xml, xmlType))).toBe(`document.invalid ${reason}`);
  });

  test("a prefix, CDATA and another encoding make no difference", () => {
    const latin = Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-1"?>${good.replace("Ding", "<![CDATA[mm²]]>")}`,
      "latin1",
    );
    expect(readPost(latin, xmlType).basket.lines[0]?.description).toBe("mm²");
    const prefixed = good.replaceAll(/<(\/?)(\w)/g, "<$1c:$2").replace("<c:cXML", '<c:cXML xmlns:c="urn:c"');
    expect(readPost(prefixed, xmlType).basket.lines).toHaveLength(1);
    const wide = Buffer.from(`\uFEFF${good}`, "utf16le");
    expect(readPost(wide, xmlType).basket.lines).toHaveLength(1);
  });

  test("a message that is not in the encoding it names is repaired, and told", () => {
    const { basket, warnings } = readPost(Buffer.from(good.replace("Ding", "mm²"), "latin1"), xmlType);
    expect([basket.lines[0]?.description, warnings]).toEqual(["mm²", [{ line: null, code: "charsetRepaired" }]]);
  });
});

describe("for how many units a price is", () => {
  test.each([
    ["a factor to the order unit", basis("100", "20", "MTR"), "BUNDLE", "850.00", "170"],
    ["no factor, and the same unit", basis("1000", null, "EA"), "EA", "480.00", "0.48"],
    ["no factor, and the same unit in another word", basis("100", null, "PCE"), "EA", "480.00", "4.8"],
    ["nothing", "", "EA", "480.00", "480"],
  ])("%s", (_, detail, unit, price, expected) => {
    const { lines } = read(item({ detail, unit, price }), "", { learntUnits: { BUNDLE: "XBE" } });
    expect(lines.map((line) => essence(line)[3])).toEqual([expected]);
  });

  test("in metres or pieces of what is sold by the roll, without a factor, is no price", () => {
    expect(read(item({ detail: basis("100", null, "MTR"), unit: "RO" })).refused).toEqual(["priceBasis"]);
  });

  test.each(["0", "-100", "1,000.00", "many"])("a basis of %s is refused: it is not taken for 1", (quantity) => {
    expect(read(item({ detail: basis(quantity, "1", "EA") })).refused).toEqual(["priceBasis"]);
  });

  test("the setting of a shop whose price is per one holds here too", () => {
    const { lines } = read(item({ detail: basis("100", "1", "EA") }), "", { pricePer: "one" });
    expect(lines.map((line) => essence(line)[3])).toEqual(["10"]);
  });
});

describe("tolerance, told", () => {
  test("ItemOut where ItemIn should be", () => {
    const { lines, warnings } = read(item({ tag: "ItemOut" }));
    expect([lines.length, warnings]).toEqual([1, ["itemOutForItemIn"]]);
  });

  test("the number in BuyerPartID", () => {
    const { lines, warnings } = read(item({ ids: "<SupplierPartID/><BuyerPartID> 77  1 </BuyerPartID>" }));
    expect([lines[0]?.suppliersItemIdentifier, warnings]).toEqual(["77  1", ["buyersPartId"]]);
  });

  test("the shop's line numbers when each line has its own, else their places", () => {
    const ids = (...numbers: string[]) =>
      read(numbers.map((number) => item({ number })).join("")).lines.map((line) => line.lineId);
    expect(ids("10", "20")).toEqual(["10", "20"]);
    expect(ids("10", "10")).toEqual(["1", "2"]);
    expect(ids("0", "x")).toEqual(["1", "2"]);
  });

  test("a price of 0 is to be asked, and a quantity in thousands is refused", () => {
    const { lines, refused, warnings } = read(item({ price: "0.00" }) + item({ quantity: "1,000.000" }));
    expect([lines.map(({ price }) => price), refused]).toEqual([[null], ["quantity"]]);
    expect(warnings).toEqual(["totalNotChecked", "priceToBeAsked"]);
  });

  test("an empty message: nothing came back", () => {
    const reading = readPost(message("", money("Total", "0.00")), xmlType);
    expect([reading.basket.lines, reading.warnings, reading.buyerCookie]).toEqual([
      [],
      [{ line: null, code: "nothingReturned" }],
      "k",
    ]);
  });
});

describe("what the total holds and no line does", () => {
  const taxed = (tax: string): string => item({ rest: money("Tax", tax) });

  test("becomes a line of its own, which a person has to classify", () => {
    const { own, warnings } = read(item() + item(), money("Total", "21.25"));
    expect([own, warnings]).toEqual([[["difference", "1.25"]], ["unexplainedDifference"]]);
    expect(read(item(), money("Total", "9.00")).own).toEqual([["difference", "-1.00"]]);
  });

  test.each([
    ["the goods", "20.00"],
    ["the goods and freight", "25.00"],
    ["the goods and tax", "24.20"],
    ["all of it", "29.20"],
  ])("is nothing when the total is %s", (_, total) => {
    const header = money("Total", total) + money("Shipping", "5.00") + money("Tax", "4.20");
    const { own, warnings } = read(item() + item(), header);
    expect([own, warnings]).toEqual([[["shipping", "5"]], []]);
  });

  test("is nothing when only the rounding of the lines differs", () => {
    const third = item({ price: "0.333" });
    expect(read(third.repeat(3), money("Total", "1.00")).own).toEqual([]);
    expect(read(third.repeat(3), money("Total", "0.99")).own).toEqual([]);
  });

  test("tax above that of all lines, without freight, hides a contribution", () => {
    const header = money("Total", "20.00") + money("Tax", "4.95");
    const { own, warnings } = read(taxed("2.10") + taxed("2.10"), header);
    expect([own, warnings]).toEqual([[["taxDifference", "0.75"]], ["unexplainedDifference"]]);
    expect(read(taxed("2.10") + item(), header).own).toEqual([]);
    expect(read(taxed("2.10") + taxed("2.10"), header + money("Shipping", "3.57")).own).toEqual([["shipping", "3.57"]]);
    expect(read(taxed("2.10") + taxed("2.10"), header.replace("4.95", "4.21")).own).toEqual([]);
  });

  test("contributions as text in the header become lines", () => {
    const header =
      `<Extrinsic name="EcoContribution">1,23 EUR</Extrinsic><Extrinsic name="Agency">75</Extrinsic>` +
      `<Extrinsic name="DEEE">0,00 EUR</Extrinsic><Extrinsic name="Recupel">on request</Extrinsic>`;
    const { own, warnings } = read(item(), header + money("Total", "11.23"));
    expect([own, warnings]).toEqual([[["contribution1", "1.23"]], ["headerContribution"]]);
    expect(read(item(), header + money("Total", "10.00")).own).toEqual([["contribution1", "1.23"]]);
    expect(read(item(), header + money("Total", "11.73")).own).toEqual([
      ["contribution1", "1.23"],
      ["difference", "0.50"],
    ]);
  });

  test("freight of a line stays with that line, outside the price of a unit", () => {
    const { lines, own } = read(item({ rest: money("Shipping", "4.00") }), money("Total", "14.00"));
    expect(own).toEqual([]);
    const costs = lines.map(({ price }) => price && costOf(price, { metalInNet: "yes", contributionsIncluded: "yes" }));
    expect(costs.map((cost) => [cost?.perUseUnit, cost?.perLine])).toEqual([[amount("10"), amount("4")]]);
  });

  test("is not looked for without a total, or when lines were refused or cost other money", () => {
    expect(read(item(), "").warnings).toEqual(["totalNotChecked"]);
    const swiss = item().replace('currency="EUR"', 'currency="CHF"');
    const { own, warnings } = read(item() + swiss, money("Total", "99.00"));
    expect([own, warnings]).toEqual([[], ["mixedCurrencies", "totalNotChecked"]]);
  });
});
