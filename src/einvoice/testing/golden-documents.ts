import { readFileSync } from "node:fs";
import { amount, zero } from "#domain/amount.ts";
import type { CalculatedDocument, DocumentParty, IssuedDocument } from "#domain/document.ts";
import { readXml, type XmlElement } from "#einvoice/read-xml.ts";

const folder = new URL("../../../fixtures/einvoicing/own/", import.meta.url);

export const goldenBytes = (name: string): Buffer => readFileSync(new URL(name, folder));

/** An element as nested text: names, attributes and values in order, without the whitespace between elements. */
export type Outline = readonly [
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: string | Outline[],
];

/** `without`: paths (`PaymentTerms`, `AccountingCustomerParty/Party/EndpointID`) that our document has no place for. */
export function outline(element: XmlElement, without: readonly string[] = [], path = ""): Outline {
  const children = element.children
    .map((child) => [child, path === "" ? child.name : `${path}/${child.name}`] as const)
    .filter(([, childPath]) => !without.includes(childPath));
  const content = children.length === 0 ? element.text : children.map(([child, at]) => outline(child, without, at));
  return [element.name, element.attributes, content];
}

export const outlineOfText = (xml: string): Outline => outline(readXml(Buffer.from(xml, "utf8")));

const address = (streetName: string, postalZone: string, cityName: string, countryCode: string) => ({
  name: "",
  streetName,
  additionalStreetName: "",
  cityName,
  postalZone,
  countrySubentity: "",
  countryCode,
});

const party = (
  name: string,
  vatIdentifier: string,
  legalRegistrationIdentifier: string,
  at: DocumentParty["address"],
): DocumentParty => ({
  name,
  contactName: "",
  email: "",
  phone: "",
  language: null,
  vatIdentifier,
  legalRegistrationIdentifier,
  address: at,
});

/** The parties of the golden files. */
export const trapper = party(
  "Fietsatelier De Trapper BV",
  "BE0765432146",
  "0765432146",
  address("Dorpsstraat 12", "9000", "Gent", "BE"),
);
export const leys = party(
  "Garage Leys NV",
  "BE0202239951",
  "0202239951",
  address("Stationsplein 4", "2800", "Mechelen", "BE"),
);
export const noordzee = party(
  "Noordzee Tweewielers B.V.",
  "NL004495445B01",
  "12345678",
  address("Havenkade 3", "3011 AA", "Rotterdam", "NL"),
);
export const tulp = party(
  "Tulp Techniek B.V.",
  "NL000099998B57",
  "87654321",
  address("Dam 10", "1012 JS", "Amsterdam", "NL"),
);
export const exampleCorp = party("Example Corp", "", "", address("1 Main St", "62701", "Springfield", "US"));

export const onlyCountry = (countryCode: string) => address("", "", "", countryCode);

/** A document between De Trapper and Garage Leys, due in thirty days, payable by transfer. */
export function issued(
  calculated: CalculatedDocument,
  facts: Partial<IssuedDocument> & Pick<IssuedDocument, "number">,
): IssuedDocument {
  return {
    ...calculated,
    kind: "invoice",
    currency: "EUR",
    exchangeRate: null,
    taxAmountInEuro: null,
    buyer: leys,
    buyerId: "01999999-0000-7000-8000-000000000001",
    deliverTo: null,
    deliveryDate: null,
    taxPointDate: null,
    language: "nl",
    noteAboveLines: "",
    internalNote: "",
    orderReference: "",
    buyerReference: "",
    paymentMeansCode: "30",
    sourceOrderId: "",
    precedingDocumentId: null,
    flag: null,
    id: "01999999-0000-7000-8000-000000000002",
    issueDate: "2026-11-20",
    dueDate: "2026-12-20",
    seller: trapper,
    sellerIban: "BE68539007547034",
    paymentReference: "",
    precedingDocument: null,
    ...facts,
  };
}

type Line = CalculatedDocument["lines"][number];

/** One line with its net amount as the golden file states it, nothing computed. */
export function line(
  position: number,
  facts: Record<"id" | "name" | "quantity" | "price" | "net" | "rate", string> &
    Partial<Pick<Line, "vatCategory" | "unitCode" | "kind">>,
): Line {
  return {
    position,
    sequence: position - 1,
    kind: facts.kind ?? "item",
    parentPosition: null,
    sourceLineId: "",
    itemName: facts.name,
    description: "",
    sellersItemIdentifier: facts.id,
    standardItemIdentifier: "",
    quantity: amount(facts.quantity),
    unitCode: facts.unitCode ?? "C62",
    netPrice: amount(facts.price),
    baseQuantity: amount("1"),
    lineNetAmount: amount(facts.net),
    vatCategory: facts.vatCategory ?? "S",
    vatRate: amount(facts.rate),
  };
}

type Vat = CalculatedDocument["vat"][number];

/** One VAT breakdown as the golden file states it. */
export function vat(
  rate: string,
  taxable: string,
  tax: string,
  facts: Partial<Pick<Vat, "vatCategory" | "exemptionReasonCode" | "exemptionReason">> = {},
): Vat {
  return {
    vatCategory: "S",
    vatRate: amount(rate),
    vatCountry: "BE",
    taxableAmount: amount(taxable),
    taxAmount: amount(tax),
    grossAmount: zero,
    sourceTaxAmount: null,
    exemptionReasonCode: null,
    exemptionReason: null,
    ...facts,
  };
}

/** Totals from the `*.totals.json` beside a golden file. */
export function goldenTotals(name: string): CalculatedDocument["totals"] {
  const stated = JSON.parse(goldenBytes(name).toString("utf8")) as Record<string, string>;
  const read = (key: string) => amount(stated[key] ?? "missing");
  return {
    lineExtensionAmount: read("lineExtension"),
    allowanceTotalAmount: read("allowanceTotal"),
    chargeTotalAmount: read("chargeTotal"),
    taxExclusiveAmount: read("taxExclusive"),
    taxAmount: read("taxTotal"),
    taxInclusiveAmount: read("taxInclusive"),
    prepaidAmount: read("prepaid"),
    payableRoundingAmount: read("rounding"),
    payableAmount: read("payable"),
  };
}
