import { describe, expect, test } from "vitest";
import { amount, text } from "#domain/amount.ts";
import { costOf } from "#domain/supplier/cost.ts";
import { SupplierDocument, usualQuantity } from "#domain/supplier/supplier-document.ts";
import { identifiersOf, isSomebodyElse } from "./party-identifiers.ts";
import { readXml } from "./read-xml.ts";
import { readUblDocument, type ReadSupplierDocument } from "./supplier-document-ubl.ts";
import {
  despatchMessage,
  despatchOf,
  invoiceMessage,
  messageOf,
  orderMessage,
  responseMessage,
} from "./testing/supplier-messages.ts";

const place = { currency: "EUR", readAt: "2026-11-25T09:00:00Z" };
const any = (xml: string) => readUblDocument(readXml(Buffer.from(xml)), place);
function read(xml: string): ReadSupplierDocument {
  const found = any(xml);
  if ("fault" in found) throw new Error(`${found.fault} ${found.where}`);
  // What is stored is what the shape of the domain takes.
  expect(SupplierDocument.parse(JSON.parse(JSON.stringify(found.document)))).toEqual(
    JSON.parse(JSON.stringify(found.document)),
  );
  return found;
}
const terms = { metalInNet: "yes", contributionsIncluded: "unknown" } as const;
const costs = ({ document }: ReadSupplierDocument): (string | null)[] =>
  document.lines.map(({ price }) => {
    const cost = price === null ? null : costOf(price, terms);
    return cost === null ? null : text(cost.perOrderUnit);
  });
const usual = ({ document }: ReadSupplierDocument): string[] =>
  document.lines.map((line) => text(usualQuantity(document, line)));

describe("each message", () => {
  test("an order: its number is ours, a price per 100 is one per 100", () => {
    const found = read(orderMessage);
    expect(found.document).toMatchObject({
      ...{ kind: "order", number: "BB-2026-00417", ourOrderNumber: "BB-2026-00417", date: "2026-11-21" },
      ...{ currency: "EUR", ourReference: "Werf Kouter 12" },
      lines: [
        {
          ...{ suppliersItemIdentifier: "7000003", quantity: "200", unitCode: "MTR", gtin: "05412345000013" },
          ...{ ourLineId: "1", vatRate: "21", delivered: null },
          price: { net: "23.90", basis: { quantity: "100", unitCode: "MTR" } },
        },
        { suppliersItemIdentifier: "0700002", quantity: "20", unitCode: "C62", vatRate: null },
      ],
    });
    expect(costs(found)).toEqual(["0.239", "3.933"]);
    expect(found.remarks).toEqual([]);
  });

  test("an order response: the supplier's number, what it changed, what it refuses and what it leaves to our order", () => {
    const found = read(responseMessage);
    expect(found.document).toMatchObject({ kind: "order", number: "80001234", ourOrderNumber: "BB-2026-00417" });
    expect(found.otherNumbers).toContain("OR-5501");
    expect(found.document.lines).toMatchObject([
      { quantity: "0", ourLineId: "1" },
      { quantity: "12", backordered: "8", ourLineId: "2" },
      { quantity: "0", ourLineId: "3" },
    ]);
    expect(found.remarks).toEqual([
      { line: "1", reason: "quantityOfOrder" },
      { line: "3", reason: "lineNotAccepted" },
    ]);
  });

  test("a despatch advice: what was delivered is what is taken, and it has no price", () => {
    const found = read(despatchMessage);
    expect(found.document).toMatchObject({
      ...{ kind: "deliveryNote", number: "LB-990012", ourOrderNumber: "BB-2026-00417", date: "2026-11-24" },
      lines: [
        { delivered: "200", backordered: null, price: null, ourLineId: "1" },
        { delivered: "12", backordered: "8", note: "Nalevering", ourLineId: "2" },
      ],
    });
    expect(usual(found)).toEqual(["200", "12"]);
    expect(found.seller).toEqual({ name: "Groothandel Voorbeeld NV", vat: ["BE0876543270"], legal: ["0876543270"] });
    // Goods may go to a site of somebody else.
    expect(found.buyer).toBeNull();
  });

  test("an invoice: found by the delivery note, the order and itself, with what a line costs after its reductions", () => {
    const found = read(invoiceMessage);
    expect(found.document).toMatchObject({
      kind: "deliveryNote",
      number: "LB-990012",
      ourOrderNumber: "BB-2026-00417",
    });
    expect(found.otherNumbers).toEqual(["F-77001", "80001234", "LB-990012"]);
    expect(found.document.lines.map(({ description, kind, vatRate }) => [description, kind, vatRate])).toEqual([
      ["LED lamp 9 W", "item", "21"],
      ["Kabel", "item", null],
      ["Teruggenomen", "item", null],
      ["Transport", "charge", "21"],
    ]);
    // 12 for 42.48 after a reduction; 100 metre for 30.00 although 23.90 per 100 was said; taken back; once.
    expect(costs(found)).toEqual(["3.54", "0.3", "3.933", "7.5"]);
    expect(found.remarks).toEqual([
      { line: "2", reason: "lineAmountDiffers" },
      { line: "", reason: "documentDiscount" },
    ]);
    expect(usual(found)).toEqual(["12", "100", "-2", "1"]);
  });

  test("within an envelope of a network it is found as well", () => {
    const inner = despatchMessage.replace(/^<\?xml.*\?>/, "");
    expect(read(`<StandardBusinessDocument><Header/>${inner}</StandardBusinessDocument>`).document.number).toBe(
      "LB-990012",
    );
  });
});

describe("what cannot be read is refused, and never guessed", () => {
  const line = (content: string) =>
    `<cac:DespatchLine><cbc:ID>7</cbc:ID>${content}<cac:Item><cbc:Name>X</cbc:Name></cac:Item></cac:DespatchLine>`;
  test.each([
    ["another XML", `<Order><OrderNumber>1</OrderNumber></Order>`, "notKnown", "Order"],
    ["another UBL", messageOf("Catalogue", "<cbc:ID>1</cbc:ID>"), "notKnown", "Catalogue"],
    ["a credit note", messageOf("CreditNote", "<cbc:ID>1</cbc:ID>"), "creditNote", ""],
    ["no number", despatchOf("B-1", { id: " " }), "noNumber", ""],
    ["no line", messageOf("DespatchAdvice", "<cbc:ID>1</cbc:ID>"), "noLines", ""],
    ["no quantity", despatchOf("B-1", { lines: line("") }), "quantity", "7"],
    [
      "a quantity with a comma",
      despatchOf("B-1", { lines: line(`<cbc:DeliveredQuantity unitCode="C62">1,5</cbc:DeliveredQuantity>`) }),
      "quantity",
      "7",
    ],
    [
      "a quantity in words",
      despatchOf("B-1", { lines: line(`<cbc:DeliveredQuantity unitCode="C62">twaalf</cbc:DeliveredQuantity>`) }),
      "quantity",
      "7",
    ],
    [
      "a currency that is none",
      orderMessage.replace(">EUR</cbc:DocumentCurrencyCode>", ">euro</cbc:DocumentCurrencyCode>"),
      "currency",
      "euro",
    ],
  ])("%s", (_, xml, fault, where) => {
    expect(any(xml)).toEqual({ fault, where });
  });

  test("more lines than a document has", () => {
    const one = line(`<cbc:DeliveredQuantity unitCode="C62">1</cbc:DeliveredQuantity>`);
    expect(any(despatchOf("B-1", { lines: one.repeat(2001) }))).toEqual({ fault: "tooManyLines", where: "2001" });
  });

  test("a price for another unit than the quantity is none, unless the amount of the line says it", () => {
    const other = orderMessage.replace(`<cbc:BaseQuantity unitCode="MTR">`, `<cbc:BaseQuantity unitCode="XRO">`);
    expect(costs(read(other))[0]).toBe("0.239");
    const bare = other.replace(`<cbc:LineExtensionAmount currencyID="EUR">47.80</cbc:LineExtensionAmount>`, "");
    const found = read(bare);
    expect([costs(found)[0], found.remarks]).toEqual([null, [{ line: "1", reason: "priceToBeAsked" }]]);
  });

  test("a basis of nothing is no basis", () => {
    const odd = orderMessage
      .replace(">100</cbc:BaseQuantity>", ">0</cbc:BaseQuantity>")
      .replace(`<cbc:LineExtensionAmount currencyID="EUR">47.80</cbc:LineExtensionAmount>`, "");
    expect(read(odd).document.lines[0]?.price).toBeNull();
  });

  test("a unit nobody knows is kept as it is written, for a person to say", () => {
    const odd = despatchMessage.replace(
      `<cbc:DeliveredQuantity unitCode="MTR">`,
      `<cbc:DeliveredQuantity unitCode="ZAKJE">`,
    );
    expect(read(odd).document.lines[0]).toMatchObject({ unitCode: "", suppliersUnit: "ZAKJE" });
  });
});

describe("whose paper it is", () => {
  const said = identifiersOf(
    readXml(
      Buffer.from(
        `<Party><PartyTaxScheme><CompanyID>BE 0876.543.270</CompanyID></PartyTaxScheme><PartyLegalEntity><RegistrationName>X</RegistrationName><CompanyID>0876543270</CompanyID></PartyLegalEntity></Party>`,
      ),
    ),
  );
  test.each([
    [
      "the same VAT number, written otherwise",
      { vatIdentifier: "BE0876543270", legalRegistrationIdentifier: "" },
      false,
    ],
    ["the enterprise number alone", { vatIdentifier: "", legalRegistrationIdentifier: "0876.543.270" }, false],
    ["an old number without its zero", { vatIdentifier: "BE876543270", legalRegistrationIdentifier: "" }, false],
    ["nothing known of us", { vatIdentifier: "", legalRegistrationIdentifier: "" }, false],
    ["another one", { vatIdentifier: "BE0123456749", legalRegistrationIdentifier: "" }, true],
    ["one of another country", { vatIdentifier: "NL123456789B01", legalRegistrationIdentifier: "" }, true],
  ])("%s", (_, known, expected) => {
    expect(isSomebodyElse(said, known)).toBe(expected);
    expect(isSomebodyElse(null, known)).toBe(false);
  });

  test("a number of a chamber of commerce is compared with one, and not with a VAT number", () => {
    const dutch = { name: "Y", vat: [], legal: ["12345678"] };
    expect(isSomebodyElse(dutch, { vatIdentifier: "NL123456789B01", legalRegistrationIdentifier: "" })).toBe(false);
    expect(isSomebodyElse(dutch, { vatIdentifier: "NL123456789B01", legalRegistrationIdentifier: "87654321" })).toBe(
      true,
    );
    expect(isSomebodyElse(dutch, { vatIdentifier: "", legalRegistrationIdentifier: "12345678" })).toBe(false);
  });
});

test("what is taken of a line unless a person says otherwise", () => {
  const line = (quantity: string, delivered: string | null) =>
    ({ quantity: amount(quantity), delivered: delivered === null ? null : amount(delivered) }) as never;
  const of = (kind: "order" | "deliveryNote", ...lines: never[]) =>
    lines.map((one) => text(usualQuantity({ kind, lines }, one)));
  expect(of("order", line("20", "12"), line("5", null))).toEqual(["20", "5"]);
  expect(of("deliveryNote", line("20", "12"), line("5", null))).toEqual(["12", "0"]);
  expect(of("deliveryNote", line("20", null), line("5", null))).toEqual(["20", "5"]);
});
