import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fatalFindings, messageFindings } from "./message-rules.ts";
import { readXml } from "./read-xml.ts";

const own = (name: string): string =>
  readFileSync(new URL(`../../fixtures/ubl/own/${name}.xml`, import.meta.url), "utf8");
const rulesOf = (xml: string): string[] => [
  ...new Set(messageFindings(readXml(Buffer.from(xml, "utf8")))?.findings.map(({ rule }) => rule) ?? ["none"]),
];

/** The rules that no longer hold when this is written instead. */
function broken(name: string, from: string | RegExp, to: string): string[] {
  const xml = own(name);
  const changed = xml.replace(from, to);
  expect(changed, `${from instanceof RegExp ? from.source : from} is in ${name}`).not.toBe(xml);
  return rulesOf(changed);
}

describe("our own messages hold every rule, and each rule is seen to fail", () => {
  test.each(["order", "order-change", "order-cancellation", "order-response", "despatch-advice"])("%s", (name) => {
    expect(rulesOf(own(name))).toEqual([]);
  });

  test.each<readonly [rules: readonly string[], from: string | RegExp, to: string]>([
    [["PEPPOL-T01-R008", "PEPPOL-T01-R024"], ">47.80<", ">48.00<"],
    [["PEPPOL-T01-R006", "PEPPOL-T01-R016"], ">153.02</cbc:PayableAmount>", ">-1.00</cbc:PayableAmount>"],
    [["PEPPOL-T01-R011", "PEPPOL-T01-R017"], ">126.46</cbc:TaxExclusiveAmount>", ">126.45</cbc:TaxExclusiveAmount>"],
    [["PEPPOL-T01-R017"], ">26.56<", ">26.55<"],
    [["PEPPOL-T01-R028", "PEPPOL-T01-R017"], ">26.56<", ">26.561<"],
    [["PEPPOL-T01-R003"], `currencyID="EUR">47.80`, `currencyID="USD">47.80`],
    [["PEPPOL-T01-R005", "PEPPOL-T01-R024"], ">3.933<", ">-3.933<"],
    [["PEPPOL-T01-R024", "PEPPOL-T01-R025"], /(<cbc:BaseQuantity[^>]*>)100</, "$10<"],
    [["PEPPOL-T01-R004", "PEPPOL-T01-R024"], /(<cbc:Quantity[^>]*>)20</, "$1-20<"],
    [["PEPPOL-T01-R004", "PEPPOL-T01-R013", "PEPPOL-T01-R024"], /<cbc:Quantity[^>]*>200<\/cbc:Quantity>/, ""],
    [["PEPPOL-T01-R001"], "<cbc:ID>2</cbc:ID>", "<cbc:ID>1</cbc:ID>"],
    [["PEPPOL-T01-R002"], /<cac:ValidityPeriod>.*?<\/cac:ValidityPeriod>/s, ""],
    [["PEPPOL-T01-R026"], "BE0123456749", "QQ0123456749"],
    [["PEPPOL-T01-R029", "PEPPOL-T01-R030"], "<cbc:Percent>21</cbc:Percent>", ""],
    [["PEPPOL-T01-R030"], "<cbc:Percent>21</cbc:Percent>", "<cbc:Percent>0</cbc:Percent>"],
    [["PEPPOL-T01-R031"], "bis:ordering:3", "bis:billing:3"],
    [["PEPPOL-T01-R034"], "trns:order:3", "trns:order:2"],
    [["PEPPOL-T01-REQUIRED"], /<cbc:Name>LED lamp 9 W<\/cbc:Name>/, ""],
    [["PEPPOL-T01-REQUIRED"], /<cac:SellerSupplierParty>.*?<\/cac:SellerSupplierParty>/s, ""],
    [["PEPPOL-T01-REQUIRED"], ` schemeID="0208">0876543270</cbc:EndpointID>`, ">0876543270</cbc:EndpointID>"],
    [["PEPPOL-COMMON-R001"], ">Warm wit<", "> <"],
    [["PEPPOL-COMMON-R030"], ">2026-11-21<", ">2026-11-21Z<"],
    [["PEPPOL-COMMON-R040"], "5412345000105", "5412345000106"],
    [["PEPPOL-COMMON-R043"], ">0876543270</cbc:EndpointID>", ">0876543271</cbc:EndpointID>"],
    [["PEPPOL-COMMON-R003"], "<Order ", `<Order xmlns:xsi="urn:x" xsi:schemaLocation="urn:x x.xsd" `],
    [
      ["PEPPOL-T01-R020", "PEPPOL-T01-R023"],
      "<cac:Price>",
      `<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:MultiplierFactorNumeric>1</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="EUR">0.00</cbc:Amount></cac:AllowanceCharge><cac:Price>`,
    ],
    [
      ["PEPPOL-T01-R021", "PEPPOL-T01-R032", "PEPPOL-T01-R024"],
      "<cac:Price>",
      `<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReason>x</cbc:AllowanceChargeReason><cbc:Amount currencyID="EUR">-1.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">1.00</cbc:BaseAmount></cac:AllowanceCharge><cac:Price>`,
    ],
    [
      ["PEPPOL-T01-R022"],
      "<cac:Price>",
      `<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReason>x</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="EUR">0.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">1.00</cbc:BaseAmount></cac:AllowanceCharge><cac:Price>`,
    ],
    [
      ["PEPPOL-T01-R009", "PEPPOL-T01-R011"],
      /(<cac:AnticipatedMonetaryTotal>.*?<\/cbc:TaxInclusiveAmount>)/s,
      `$1<cbc:AllowanceTotalAmount currencyID="EUR">1.00</cbc:AllowanceTotalAmount>`,
    ],
    [
      ["PEPPOL-T01-R010", "PEPPOL-T01-R011"],
      /(<cac:AnticipatedMonetaryTotal>.*?<\/cbc:TaxInclusiveAmount>)/s,
      `$1<cbc:ChargeTotalAmount currencyID="EUR">1.00</cbc:ChargeTotalAmount>`,
    ],
    [
      ["PEPPOL-T01-R019"],
      "3.933</cbc:PriceAmount>",
      `3.933</cbc:PriceAmount><cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">1.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">4.00</cbc:BaseAmount></cac:AllowanceCharge>`,
    ],
    [
      ["PEPPOL-T01-R027", "PEPPOL-T01-R033", "PEPPOL-T01-R019"],
      "3.933</cbc:PriceAmount>",
      `3.933</cbc:PriceAmount><cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">-1.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">-4.00</cbc:BaseAmount></cac:AllowanceCharge>`,
    ],
  ])("an order: %j", (rules, from, to) => {
    expect(broken("order", from, to).toSorted()).toEqual([...rules].toSorted());
  });

  test.each<readonly [rules: readonly string[], from: string | RegExp, to: string]>([
    [["PEPPOL-T114-R031"], "bis:advanced_ordering:3", "bis:ordering:3"],
    [["PEPPOL-T114-R034"], "trns:order_change:3", "trns:order:3"],
    [["PEPPOL-T114-CODE"], "<cbc:LineStatusCode>2<", "<cbc:LineStatusCode>5<"],
    [["PEPPOL-T114-REQUIRED"], /<cac:OrderReference>.*?<\/cac:OrderReference>/s, ""],
    [["PEPPOL-T114-R008", "PEPPOL-T114-R024"], ">47.20<", ">47.30<"],
  ])("a change: %j", (rules, from, to) => {
    expect(broken("order-change", from, to).toSorted()).toEqual([...rules].toSorted());
  });

  test.each<readonly [rules: readonly string[], from: string | RegExp, to: string]>([
    [["PEPPOL-T115-R031"], "bis:advanced_ordering:3", "bis:ordering:3"],
    [["PEPPOL-T115-R034"], "trns:order_cancellation:3", "trns:order:3"],
    [["PEPPOL-T115-REQUIRED"], /<cbc:CancellationNote>.*?<\/cbc:CancellationNote>/s, ""],
  ])("a cancellation: %j", (rules, from, to) => {
    expect(broken("order-cancellation", from, to)).toEqual(rules);
  });

  test.each<readonly [rules: readonly string[], from: string | RegExp, to: string]>([
    [["PEPPOL-T76-B00801", "PEPPOL-T76-LINES"], ">CA<", ">XX<"],
    [["PEPPOL-T76-LINES"], ">CA<", ">AP<"],
    [["PEPPOL-T76-CODE"], "<cbc:LineStatusCode>5<", "<cbc:LineStatusCode>6<"],
    [["PEPPOL-T76-R003"], "<cbc:ID>1</cbc:ID>", "<cbc:ID>3</cbc:ID>"],
    [["PEPPOL-T76-R004"], "<cbc:EndDate>2026-11-24<", "<cbc:EndDate>2026-11-23<"],
    [["PEPPOL-T76-R005"], `currencyID="EUR">3.95`, `currencyID="USD">3.95`],
    [
      ["PEPPOL-T76-R002"],
      "<cbc:RegistrationName>Groothandel Voorbeeld NV</cbc:RegistrationName>",
      "<cbc:CompanyID>1</cbc:CompanyID>",
    ],
    [["PEPPOL-T76-B00101"], "trns:order_response:3", "trns:order:3"],
    [["PEPPOL-T76-B00201"], "bis:ordering:3", "bis:billing:3"],
    [["PEPPOL-T76-REQUIRED"], /<cac:OrderLineReference>.*?<\/cac:OrderLineReference>/s, ""],
  ])("an answer: %j", (rules, from, to) => {
    expect(broken("order-response", from, to).toSorted()).toEqual([...rules].toSorted());
  });

  test.each<readonly [rules: readonly string[], from: string | RegExp, to: string]>([
    [["PEPPOL-T16-R003"], /<cac:SellersItemIdentification>.*?<\/cac:SellersItemIdentification>/s, ""],
    [["PEPPOL-T16-R004"], "<cbc:Name>LED lamp 9 W</cbc:Name>", ""],
    [["PEPPOL-T16-R006"], ">12<", ">-12<"],
    [["PEPPOL-T16-R005", "PEPPOL-T16-R006"], /<cbc:DeliveredQuantity[^>]*>12<\/cbc:DeliveredQuantity>/, ""],
    [["PEPPOL-T16-R007"], "<cbc:OutstandingReason>Nalevering</cbc:OutstandingReason>", ""],
    [["PEPPOL-T16-R002"], /<cac:OrderReference>.*?<\/cac:OrderReference>/s, ""],
    [["PEPPOL-T16-R011"], "trns:despatch_advice:3", "trns:order:3"],
    [
      ["PEPPOL-T16-R008"],
      "<cac:Shipment>",
      "<cac:BuyerCustomerParty><cac:Party><cbc:EndpointID schemeID='0106'>1</cbc:EndpointID></cac:Party></cac:BuyerCustomerParty><cac:Shipment>",
    ],
  ])("a despatch advice: %j", (rules, from, to) => {
    expect(broken("despatch-advice", from, to).toSorted()).toEqual([...rules].toSorted());
  });
});

test("warnings are no reason to refuse", () => {
  const xml = own("order").replace(/<cac:ValidityPeriod>.*?<\/cac:ValidityPeriod>/s, "");
  expect(fatalFindings(readXml(Buffer.from(xml, "utf8")))).toEqual([]);
});

test("what has no rules here is nobody's verdict", () => {
  expect(messageFindings(readXml(Buffer.from("<Catalogue/>")))).toBeNull();
});
