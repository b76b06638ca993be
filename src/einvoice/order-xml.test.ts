import { describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import type { IssuedDocument } from "#domain/document.ts";
import { calculateDraft, type DraftLine } from "#domain/draft.ts";
import { Address } from "#domain/party.ts";
import { writeOrderUbl } from "./order-xml.ts";

const line = (given: Partial<DraftLine>): DraftLine => ({
  ...{ kind: "item", itemId: null, sourceLineId: "", itemName: "", description: "", sellersItemIdentifier: "" },
  ...{
    standardItemIdentifier: "",
    quantity: amount("1"),
    unitCode: "C62",
    price: amount("1"),
    baseQuantity: amount("1"),
  },
  ...{ discountPercent: amount("0"), vatCategory: "S", vatRate: amount("21") },
  ...given,
});

const party = (name: string, vatIdentifier: string) => ({
  ...{ name, contactName: "", email: "", phone: "", language: null, vatIdentifier, legalRegistrationIdentifier: "" },
  address: Address.parse({ streetName: "Dorp 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" }),
});

/** The order of order-messages.md 1.5. */
function order(own: Partial<IssuedDocument> = {}, lines?: readonly DraftLine[]): IssuedDocument {
  const wire = {
    itemName: "Installatiedraad H07V-U 1,5 blauw",
    sellersItemIdentifier: "7000003",
    standardItemIdentifier: "5412345000013",
    ...{ quantity: amount("200"), unitCode: "MTR", price: amount("23.90"), baseQuantity: amount("100") },
  };
  const lamp = {
    itemName: "LED lamp 9 W",
    sellersItemIdentifier: "0700002",
    quantity: amount("20"),
    price: amount("3.933"),
  };
  const calculated = calculateDraft({
    ...{ pricesIncludeTax: false, allowances: [], rounding: amount("0"), prepaidAmount: amount("0") },
    ...{ vatCountry: "BE", language: "nl", exemptionReason: "" },
    lines: lines ?? [line(wire), line({ kind: "text", itemName: "Voor de werf" }), line(lamp)],
  });
  return {
    ...calculated,
    ...{ id: "1", kind: "purchaseOrder", number: "BB-2026-00417", issueDate: "2026-11-21", dueDate: null },
    ...{ currency: "EUR", exchangeRate: null, taxAmountInEuro: null, buyerId: "2", language: "nl" },
    buyer: party("Groothandel Voorbeeld NV", "BE0876543270"),
    seller: party("Installaties Voorbeeld BV", "BE0123456749"),
    deliverTo: Address.parse({
      name: "Werf",
      streetName: "Kouter 12",
      cityName: "Gent",
      postalZone: "9000",
      countryCode: "BE",
    }),
    ...{ deliveryDate: "2026-11-24", taxPointDate: null, noteAboveLines: "Leveren voor 7u30", internalNote: "geheim" },
    ...{ orderReference: "", buyerReference: "Werf Kouter 12", paymentMeansCode: "", sourceOrderId: "" },
    ...{
      precedingDocumentId: null,
      flag: null,
      sellerIban: "BE68539007547034",
      paymentReference: "",
      precedingDocument: null,
    },
    ...own,
  };
}

const valuesOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<cbc:${name}[^>]*>([^<]*)</cbc:${name}>`, "g"))].map(([, value]) => value ?? "");
const within = (xml: string, name: string): string =>
  new RegExp(`<cac:${name}>.*?</cac:${name}>`, "s").exec(xml)?.[0] ?? "";

describe("a purchase order as UBL", () => {
  const xml = writeOrderUbl(order());

  test("is a Peppol order: we buy, the supplier sells", () => {
    expect(valuesOf(xml, "CustomizationID")).toEqual(["urn:fdc:peppol.eu:poacc:trns:order:3"]);
    expect(valuesOf(within(xml, "BuyerCustomerParty"), "RegistrationName")).toEqual(["Installaties Voorbeeld BV"]);
    expect(valuesOf(within(xml, "SellerSupplierParty"), "RegistrationName")).toEqual(["Groothandel Voorbeeld NV"]);
    expect(valuesOf(within(xml, "SellerSupplierParty"), "EndpointID")).toEqual(["0876543270"]);
  });

  test("has the amounts of the contract's own example, and its lines under our positions", () => {
    expect(valuesOf(within(xml, "AnticipatedMonetaryTotal"), "LineExtensionAmount")).toEqual(["126.46"]);
    expect(valuesOf(xml, "PayableAmount")).toEqual(["153.02"]);
    expect(valuesOf(within(xml, "TaxTotal"), "TaxAmount")).toEqual(["26.56"]);
    const ids = [...xml.matchAll(/<cac:LineItem>\s*<cbc:ID>(\d+)</g)].map(([, id]) => id);
    expect(ids).toEqual(["1", "3"]);
    expect(valuesOf(xml, "BaseQuantity")).toEqual(["100"]);
    expect(valuesOf(xml, "PriceAmount")).toEqual(["23.90", "3.933"]);
  });

  test("stands in the order the schema demands", () => {
    const parts = [
      "CustomizationID",
      "ProfileID",
      "OrderTypeCode",
      "Note",
      "DocumentCurrencyCode",
      "CustomerReference",
    ];
    const groups = [
      "BuyerCustomerParty",
      "SellerSupplierParty",
      "Delivery",
      "TaxTotal",
      "AnticipatedMonetaryTotal",
      "OrderLine",
    ];
    const places = [
      ...parts.map((name) => xml.indexOf(`<cbc:${name}>`)),
      ...groups.map((name) => xml.indexOf(`<cac:${name}>`)),
    ];
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
    const delivery = within(xml, "Delivery");
    expect(delivery.indexOf("RequestedDeliveryPeriod")).toBeGreaterThan(delivery.indexOf("DeliveryLocation"));
  });

  test("has no empty element, and says nothing that is only for the office", () => {
    expect(xml).not.toMatch(/<(c[ab]c:\w+)[^>]*>\s*<\/\1>/);
    expect(xml).not.toContain("geheim");
    expect(xml).not.toContain("BE68539007547034");
  });

  test("a hostile text stays text", () => {
    const hostile = writeOrderUbl(order({}, [line({ itemName: `</cbc:Name><script>&"\u0000` })]));
    expect(hostile).toContain("&lt;/cbc:Name&gt;&lt;script&gt;&amp;");
  });

  test("a return has no place in it, nor has another document", () => {
    expect(() => writeOrderUbl(order({}, [line({ quantity: amount("-1") })]))).toThrow(/negative/);
    expect(() => writeOrderUbl(order({ kind: "invoice" }))).toThrow(RangeError);
  });
});
