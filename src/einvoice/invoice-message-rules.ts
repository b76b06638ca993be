import { add, amount, divide, equals, isPositive, multiply, subtract, sum, zero, type Amount } from "#domain/amount.ts";
import { commonFindings } from "./every-message-rules.ts";
import { isStated, isWithin, unless, type MessageFinding } from "./message-finding.ts";
import { at, children, decimalAt, textAt } from "./read-elements.ts";
import type { XmlElement } from "./read-xml.ts";

const one = amount("1");
const slack = amount("0.02");
const peppol = "PEPPOL-EN16931";

/** In XML `0` is false as well, though Peppol does not want it (R043). */
const isIndicator = (written: string, indicator: "true" | "false"): boolean =>
  written === indicator || written === (indicator === "true" ? "1" : "0");

const charges = (element: XmlElement, indicator: "true" | "false"): Amount =>
  sum(
    children(element, "AllowanceCharge")
      .filter((entry) => isIndicator(textAt(entry, "ChargeIndicator"), indicator))
      .map((entry) => decimalAt(entry, "Amount") ?? zero),
  );

function lineFindings(line: XmlElement, path: string, quantityName: string): MessageFinding[] {
  const base = decimalAt(line, "Price", "BaseQuantity");
  const unit = at(line, quantityName)?.attributes["unitCode"];
  const baseUnit = at(line, "Price", "BaseQuantity")?.attributes["unitCode"];
  const isBase = !isStated(line, "Price", "BaseQuantity") || (base !== null && isPositive(base));
  const basis = base !== null && isPositive(base) ? base : one;
  const net = multiply(
    decimalAt(line, quantityName) ?? one,
    divide(decimalAt(line, "Price", "PriceAmount") ?? zero, basis),
  );
  const reckoned = subtract(add(net, charges(line, "true")), charges(line, "false"));
  return [
    ...unless(
      isWithin(decimalAt(line, "LineExtensionAmount") ?? zero, reckoned, slack),
      `${peppol}-R120`,
      `${path}/LineExtensionAmount`,
      "The amount of the line is not quantity × price ÷ basis + charges − allowances",
    ),
    ...unless(isBase, `${peppol}-R121`, `${path}/Price/BaseQuantity`, "A price is for more than nothing"),
    ...unless(
      baseUnit === undefined || baseUnit === unit,
      `${peppol}-R130`,
      `${path}/Price/BaseQuantity`,
      "A price is for the unit of its line",
    ),
  ];
}

/** BR-CO-10 … 16, exactly. */
function totalFindings(root: XmlElement, lines: readonly XmlElement[]): MessageFinding[] {
  const totals = at(root, "LegalMonetaryTotal");
  const path = `${root.name}/LegalMonetaryTotal`;
  const stated = (name: string): Amount => decimalAt(totals, name) ?? zero;
  const currency = textAt(root, "DocumentCurrencyCode");
  const taxTotals = children(root, "TaxTotal").filter(
    (one) => at(one, "TaxAmount")?.attributes["currencyID"] === currency,
  );
  const tax = decimalAt(taxTotals[0] ?? null, "TaxAmount") ?? zero;
  const groups = taxTotals.flatMap((total) => children(total, "TaxSubtotal"));
  const exclusive = add(subtract(stated("LineExtensionAmount"), charges(root, "false")), charges(root, "true"));
  const payable = add(subtract(stated("TaxInclusiveAmount"), stated("PrepaidAmount")), stated("PayableRoundingAmount"));
  const ofLines = sum(lines.map((line) => decimalAt(line, "LineExtensionAmount") ?? zero));
  const ofGroups = sum(groups.map((group) => decimalAt(group, "TaxAmount") ?? zero));
  const checks: readonly (readonly [rule: string, stated: Amount, expected: Amount, how: string])[] = [
    ["BR-CO-10", stated("LineExtensionAmount"), ofLines, "the sum of the lines"],
    ["BR-CO-11", stated("AllowanceTotalAmount"), charges(root, "false"), "the sum of the allowances"],
    ["BR-CO-12", stated("ChargeTotalAmount"), charges(root, "true"), "the sum of the charges"],
    ["BR-CO-13", stated("TaxExclusiveAmount"), exclusive, "lines − allowances + charges"],
    ["BR-CO-14", tax, groups.length === 0 ? tax : ofGroups, "the sum of the VAT per rate"],
    ["BR-CO-15", stated("TaxInclusiveAmount"), add(stated("TaxExclusiveAmount"), tax), "total without VAT + VAT"],
    ["BR-CO-16", stated("PayableAmount"), payable, "total with VAT − prepaid + rounding"],
  ];
  return checks.flatMap(([rule, found, expected, how]) =>
    unless(equals(found, expected), rule, path, `${found} is stated, but ${how} is ${expected}`),
  );
}

/** The rules of Peppol Billing that say who may send it where, and how: an invoice of another network is still read. */
function addressFindings(root: XmlElement): MessageFinding[] {
  const profile = textAt(root, "ProfileID");
  const party = (role: string) => isStated(root, role, "Party", "EndpointID");
  const isReferred = isStated(root, "BuyerReference") || isStated(root, "OrderReference", "ID");
  const customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
  return [
    ...unless(profile !== "", `${peppol}-R001`, `${root.name}/ProfileID`, "A business process is named"),
    ...unless(
      /^urn:fdc:peppol\.eu:2017:poacc:billing:\d{2}:1\.0$/.test(profile),
      `${peppol}-R007`,
      `${root.name}/ProfileID`,
      "The business process is one of Peppol",
    ),
    ...unless(isReferred, `${peppol}-R003`, root.name, "A buyer reference or an order is named"),
    ...unless(
      textAt(root, "CustomizationID").startsWith(customization),
      `${peppol}-R004`,
      `${root.name}/CustomizationID`,
      "The specification is that of Peppol",
    ),
    ...unless(
      party("AccountingCustomerParty"),
      `${peppol}-R010`,
      `${root.name}/AccountingCustomerParty`,
      "The buyer has an address on the network",
    ),
    ...unless(
      party("AccountingSupplierParty"),
      `${peppol}-R020`,
      `${root.name}/AccountingSupplierParty`,
      "The seller has an address on the network",
    ),
  ];
}

/** Where a party is: by its VAT number, else by its address. */
function countryOfParty(root: XmlElement, role: string): string {
  const party = at(root, role, "Party");
  const vat = children(party, "PartyTaxScheme").find((scheme) => textAt(scheme, "TaxScheme", "ID") === "VAT");
  const prefix = textAt(vat ?? null, "CompanyID")
    .slice(0, 2)
    .toUpperCase();
  return prefix || textAt(party, "PostalAddress", "Country", "IdentificationCode").toUpperCase();
}

const dutchMeans = new Set(["30", "48", "49", "57", "58", "59"]);

/** What the Netherlands demand of a seller there (NL-R-002, 003, 008). */
function dutchFindings(root: XmlElement): MessageFinding[] {
  if (countryOfParty(root, "AccountingSupplierParty") !== "NL") return [];
  const path = `${root.name}/AccountingSupplierParty/Party`;
  const party = at(root, "AccountingSupplierParty", "Party");
  const isComplete = ["StreetName", "CityName", "PostalZone"].every((name) => isStated(party, "PostalAddress", name));
  const scheme = at(party, "PartyLegalEntity", "CompanyID")?.attributes["schemeID"] ?? "";
  const isDutchBuyer = countryOfParty(root, "AccountingCustomerParty") === "NL";
  const means = children(root, "PaymentMeans").map((one) => textAt(one, "PaymentMeansCode"));
  return [
    ...unless(isComplete, "NL-R-002", `${path}/PostalAddress`, "The address has a street, a town and a postal code"),
    ...unless(
      ["0106", "0190"].includes(scheme),
      "NL-R-003",
      `${path}/PartyLegalEntity`,
      "The seller has a KvK number or an OIN",
    ),
    ...unless(
      !isDutchBuyer || means.every((code) => dutchMeans.has(code)),
      "NL-R-008",
      `${root.name}/PaymentMeans`,
      "Payment within the Netherlands is by transfer, card or direct debit",
    ),
  ];
}

/** Of an invoice or credit note as it came: arithmetic, empty elements, numbers and addresses. */
export function invoiceFindings(root: XmlElement, kind: "Invoice" | "CreditNote"): MessageFinding[] {
  const lineName = kind === "Invoice" ? "InvoiceLine" : "CreditNoteLine";
  const quantityName = kind === "Invoice" ? "InvoicedQuantity" : "CreditedQuantity";
  const lines = children(root, lineName);
  return [
    ...commonFindings(root, `${peppol}-R008`).filter(({ rule }) => rule !== "PEPPOL-COMMON-R003"),
    ...addressFindings(root),
    ...dutchFindings(root),
    ...lines.flatMap((line, index) => lineFindings(line, `${root.name}/${lineName}[${index + 1}]`, quantityName)),
    ...totalFindings(root, lines),
  ];
}
