import { amount } from "#domain/amount.ts";
import type { IssuedDocument } from "#domain/document.ts";
import { expect, test } from "vitest";
import { creditNoteOrder, invoiceOrder } from "./element-order.ts";
import { writeUbl } from "./invoice-xml.ts";
import { readXml, type XmlElement } from "./read-xml.ts";
import { exampleCorp, issued, line, onlyCountry, vat } from "./testing/golden-documents.ts";

const zeroTotals = {
  allowanceTotalAmount: amount("0.00"),
  chargeTotalAmount: amount("0.00"),
  prepaidAmount: amount("0.00"),
  payableRoundingAmount: amount("0.00"),
};
const plain = issued(
  {
    lines: [line(1, { id: "A192", name: "Remblok", quantity: "1", price: "6.25", net: "6.25", rate: "21" })],
    allowanceCharges: [],
    vat: [vat("21", "6.25", "1.31")],
    totals: {
      ...zeroTotals,
      lineExtensionAmount: amount("6.25"),
      taxExclusiveAmount: amount("6.25"),
      taxAmount: amount("1.31"),
      taxInclusiveAmount: amount("7.56"),
      payableAmount: amount("7.56"),
    },
  },
  { number: "F1" },
);

const write = (facts: Partial<IssuedDocument>): XmlElement =>
  readXml(Buffer.from(writeUbl({ ...plain, ...facts }), "utf8"));

/** All elements at a path, from the root down. */
const all = (element: XmlElement, path: string): XmlElement[] =>
  path
    .split("/")
    .reduce((found, name) => found.flatMap((e) => e.children.filter((child) => child.name === name)), [element]);
const texts = (element: XmlElement, path: string): string[] => all(element, path).map((found) => found.text);

const party = {
  ...plain.buyer,
  contactName: "An",
  phone: "+32 9 000 00 00",
  email: "an@example.be",
  address: { ...plain.buyer.address, additionalStreetName: "bus 3", countrySubentity: "Antwerpen" },
};

/** Everything a document of ours can state, at once. */
const everything: Partial<IssuedDocument> = {
  currency: "USD",
  taxAmountInEuro: amount("1.20"),
  seller: party,
  buyer: party,
  deliverTo: { ...party.address, name: "Receiver" },
  deliveryDate: "2026-11-18",
  taxPointDate: "2026-11-18",
  noteAboveLines: "Thank you",
  orderReference: "PO 7",
  buyerReference: "An",
  paymentReference: "002026010102",
  precedingDocument: { number: "F0", issueDate: "2026-11-01" },
  lines: plain.lines.map((entry) => ({
    ...entry,
    description: "For a city bike",
    standardItemIdentifier: "5412345000013",
    baseQuantity: amount("100"),
  })),
  allowanceCharges: [
    {
      kind: "allowance",
      amount: amount("1"),
      reasonCode: "95",
      reason: "Coupon",
      vatCategory: "S",
      vatRate: amount("21"),
    },
    {
      kind: "charge",
      amount: amount("1"),
      reasonCode: "FC",
      reason: "Freight",
      vatCategory: "S",
      vatRate: amount("21"),
    },
  ],
  vat: [{ ...vat("21", "6.25", "1.31"), exemptionReason: "r", exemptionReasonCode: "c" }],
  totals: {
    ...plain.totals,
    allowanceTotalAmount: amount("1"),
    chargeTotalAmount: amount("1"),
    prepaidAmount: amount("1"),
    payableRoundingAmount: amount("0.01"),
  },
};

test.each([
  ["invoice", invoiceOrder],
  ["creditNote", creditNoteOrder],
] as const)(
  "every element of an %s that states everything is in the order table, and stands in its order",
  (kind, order) => {
    const root = write({ ...everything, kind });
    const check = (element: XmlElement): number => {
      if (element.children.length === 0) return 1;
      const ranks = element.children.map((child) => order[element.name]?.indexOf(child.name) ?? -1);
      expect(ranks).not.toContain(-1);
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      return 1 + element.children.reduce((count, child) => count + check(child), 0);
    };
    expect(check(root)).toBeGreaterThan(110);
    expect(texts(root, "AccountingCustomerParty/Party/Contact/ElectronicMail")).toEqual(["an@example.be"]);
    expect(texts(root, "Delivery/DeliveryParty/PartyName/Name")).toEqual(["Receiver"]);
    expect(texts(root, "AllowanceCharge/ChargeIndicator")).toEqual(["false", "true"]);
    expect(texts(root, "LegalMonetaryTotal/ChargeTotalAmount")).toEqual(["1.00"]);
  },
);

test("an invoice states its due date, a credit note the due date of the payment", () => {
  expect(texts(write({}), "DueDate")).toEqual(["2026-12-20"]);
  const credit = write({ kind: "creditNote" });
  expect(texts(credit, "DueDate")).toEqual([]);
  expect(texts(credit, "PaymentMeans/PaymentDueDate")).toEqual(["2026-12-20"]);
});

test("other kinds of documents have no UBL form", () => {
  expect(() => writeUbl({ ...plain, kind: "quote" })).toThrow("quote has no UBL form");
});

test.each([
  ["both", "An", "PO 7", ["An"], ["PO 7"]],
  ["only an order", "", "WEB-7", [], ["WEB-7"]],
  ["only a buyer reference", "An", "", ["An"], []],
  ["neither", "", " ", ["n/a"], []],
])("PEPPOL-EN16931-R003 holds when the buyer gave %s", (_, buyerReference, orderReference, buyer, order) => {
  const root = write({ buyerReference, orderReference });
  expect([texts(root, "BuyerReference"), texts(root, "OrderReference/ID")]).toEqual([buyer, order]);
});

test.each([
  ["an OGM of a Belgian seller is printed", "30", "002026010102", ["+++002/0260/10102+++"], ["BE68539007547034"]],
  ["an RF reference stays compact", "58", "RF18539007547034", ["RF18539007547034"], ["BE68539007547034"]],
  ["a card payment names no account", "48", "", [], []],
])("payment: %s", (_, paymentMeansCode, paymentReference, ids, accounts) => {
  const root = write({ paymentMeansCode, paymentReference });
  expect(texts(root, "PaymentMeans/PaymentMeansCode")).toEqual([paymentMeansCode]);
  expect(texts(root, "PaymentMeans/PaymentID")).toEqual(ids);
  expect(texts(root, "PaymentMeans/PayeeFinancialAccount/ID")).toEqual(accounts);
});

test("BR-61: a credit transfer to an unknown account is not stated, nor is an unknown means", () => {
  expect(all(write({ sellerIban: "" }), "PaymentMeans")).toEqual([]);
  expect(all(write({ paymentMeansCode: "" }), "PaymentMeans")).toEqual([]);
});

test("VAT in euro on a document in another currency is a second total without breakdown (BT-111)", () => {
  const root = write({ currency: "SEK", taxAmountInEuro: amount("0.12") });
  const totals = all(root, "TaxTotal");
  expect(texts(root, "TaxCurrencyCode")).toEqual(["EUR"]);
  expect(totals.map((total) => total.children.map((child) => child.name))).toEqual([
    ["TaxAmount", "TaxSubtotal"],
    ["TaxAmount"],
  ]);
  expect(totals.map((total) => all(total, "TaxAmount")[0])).toMatchObject([
    { text: "1.31", attributes: { currencyID: "SEK" } },
    { text: "0.12", attributes: { currencyID: "EUR" } },
  ]);
});

test("BR-O-02 and BR-O-05: outside the scope of VAT there is no rate and nobody's VAT number", () => {
  const root = write({
    lines: [line(1, { id: "A", name: "Gift", quantity: "1", price: "6.25", net: "6.25", rate: "0", vatCategory: "O" })],
    vat: [vat("0", "6.25", "0", { vatCategory: "O", exemptionReasonCode: "VATEX-EU-O" })],
  });
  const xml = JSON.stringify(root);
  expect(xml).toContain("VATEX-EU-O");
  expect(xml).not.toMatch(/"Percent"|"PartyTaxScheme"|BE0765432146/);
});

test("a consumer of whom only a name is known gets an invoice without empty elements", () => {
  const buyer = { ...exampleCorp, name: "", contactName: "An Peeters", address: onlyCountry("") };
  const root = write({ buyer });
  const [found] = all(root, "AccountingCustomerParty/Party");
  expect(found?.children.map((child) => child.name)).toEqual(["PartyName", "PartyLegalEntity", "Contact"]);
  expect(found && texts(found, "PartyLegalEntity/RegistrationName")).toEqual(["An Peeters"]);
});

test("text lines are left out and the others keep their numbers", () => {
  const note = {
    ...line(1, { id: "", name: "Levering van maart", quantity: "1", price: "0", net: "0", rate: "0" }),
    kind: "text" as const,
  };
  const root = write({ lines: [note, { ...plain.lines[0]!, position: 2 }] });
  expect(texts(root, "InvoiceLine/ID")).toEqual(["2"]);
});

test("prices keep their decimals, at least two; quantities and rates only what they need; amounts exactly two", () => {
  const facts = {
    quantity: amount("1200.500"),
    netPrice: amount("0.00520"),
    lineNetAmount: amount("6.2"),
    vatRate: amount("5.50"),
  };
  const root = write({ lines: [{ ...plain.lines[0]!, ...facts, baseQuantity: amount("1.0") }] });
  const [found] = all(root, "InvoiceLine");
  expect(
    found && [
      texts(found, "InvoicedQuantity"),
      texts(found, "Price/PriceAmount"),
      texts(found, "Price/BaseQuantity"),
      texts(found, "LineExtensionAmount"),
      texts(found, "Item/ClassifiedTaxCategory/Percent"),
    ],
  ).toEqual([["1200.5"], ["0.0052"], [], ["6.20"], ["5.5"]]);
});

test("whole hundreds keep their zeros", () => {
  const root = write({
    lines: [{ ...plain.lines[0]!, quantity: amount("100"), netPrice: amount("2000"), vatRate: amount("20") }],
  });
  expect(texts(root, "InvoiceLine/InvoicedQuantity")).toEqual(["100"]);
  expect(texts(root, "InvoiceLine/Price/PriceAmount")).toEqual(["2000.00"]);
  expect(texts(root, "InvoiceLine/Item/ClassifiedTaxCategory/Percent")).toEqual(["20"]);
});

test("an amount with a third decimal is refused, never rounded on the way out", () => {
  expect(() => write({ totals: { ...plain.totals, payableAmount: amount("7.561") } })).toThrow(
    "more than two decimals",
  );
});

test.each([
  ["5412345000013", ["5412345000013"]],
  ["96385074", ["96385074"]],
  ["no barcode", []],
  ["123", []],
])("standard item identifier %j is stated only when it can be a GTIN", (standardItemIdentifier, expected) => {
  const root = write({ lines: [{ ...plain.lines[0]!, standardItemIdentifier }] });
  const found = all(root, "InvoiceLine/Item/StandardItemIdentification/ID");
  expect(found.map((element) => element.text)).toEqual(expected);
  expect(found.map((element) => element.attributes)).toEqual(expected.map(() => ({ schemeID: "0160" })));
});

test("BR-25: a line without a name is named after its article number", () => {
  const named = (itemName: string, sellersItemIdentifier: string) =>
    texts(write({ lines: [{ ...plain.lines[0]!, itemName, sellersItemIdentifier }] }), "InvoiceLine/Item/Name");
  expect([named(" ", "A192"), named("", ""), named("Bel", "A192")]).toEqual([["A192"], ["-"], ["Bel"]]);
});

test("long names, markup, emoji, CDATA ends and NUL in texts stay text", () => {
  const long = "Fietsbel ".repeat(500).trim();
  const root = write({
    noteAboveLines: `<script>alert("1")</script> & 🚲 ]]>\u0000`,
    lines: [{ ...plain.lines[0]!, itemName: long, description: "<b>x</b>" }],
  });
  expect(texts(root, "Note")).toEqual([`<script>alert("1")</script> & 🚲 ]]>`]);
  expect(texts(root, "InvoiceLine/Item/Name")).toEqual([long]);
  expect(texts(root, "InvoiceLine/Item/Description")).toEqual(["<b>x</b>"]);
});

test("BR-57: a delivery address without a country is left out, its day is not", () => {
  const root = write({ deliveryDate: "2026-11-18", deliverTo: { ...onlyCountry(""), cityName: "Gent" } });
  expect(all(root, "Delivery")[0]?.children.map((child) => child.name)).toEqual(["ActualDeliveryDate"]);
});
