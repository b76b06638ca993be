import { amount, cents, equals, isZero, round, text, type Amount } from "#domain/amount.ts";
import {
  hasMoney,
  type AllowanceCharge,
  type DocumentLine,
  type IssuedDocument,
  type VatLine,
} from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { isBelgianReference, printBelgianReference } from "#domain/references.ts";
import type { VatCategory } from "#domain/vat.ts";
import { countryOf } from "./endpoint.ts";
import { creditNoteOrder, invoiceOrder } from "./element-order.ts";
import { addressXml, partyXml } from "./party-xml.ts";
import { branch, leaf, writeXml, type UblElement } from "./xml-writer.ts";

export const customizationId = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
export const profileId = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/** Codes that say "transfer to this account", and are refused without one (BR-61). */
const creditTransferCodes: readonly string[] = ["30", "58"];

/** The fewest decimals that state the value: rates and quantities. */
const plain = (value: Amount): string => (text(value).includes(".") ? text(value).replace(/\.?0+$/, "") : text(value));

/** Prices keep every decimal they need, at least two. */
function priceText(price: Amount): string {
  const decimals = plain(price).split(".")[1]?.length ?? 0;
  return text(round(price, Math.max(2, decimals)));
}

/** Never rounds: a third decimal here is a mistake made earlier. */
function money(name: string, value: Amount, currency: string): UblElement | null {
  if (!equals(value, cents(value)))
    throw new HubError("document.invalid", `${name} ${value} has more than two decimals`);
  return leaf(name, text(cents(value)), { currencyID: currency });
}

const moneyUnlessZero = (name: string, value: Amount, currency: string) =>
  isZero(value) ? null : money(name, value, currency);

interface Category {
  readonly vatCategory: VatCategory;
  readonly vatRate: Amount;
  readonly exemptionReasonCode?: string | null;
  readonly exemptionReason?: string | null;
}

/** Category O states no rate at all (BR-O-05). */
const taxCategoryXml = (name: string, category: Category) =>
  branch(name, [
    leaf("ID", category.vatCategory),
    category.vatCategory === "O" ? null : leaf("Percent", plain(category.vatRate)),
    leaf("TaxExemptionReasonCode", category.exemptionReasonCode ?? ""),
    leaf("TaxExemptionReason", category.exemptionReason ?? ""),
    branch("TaxScheme", [leaf("ID", "VAT")]),
  ]);

function allowanceChargeXml(entry: AllowanceCharge, currency: string) {
  return branch("AllowanceCharge", [
    leaf("ChargeIndicator", String(entry.kind === "charge")),
    leaf("AllowanceChargeReasonCode", entry.reasonCode),
    leaf("AllowanceChargeReason", entry.reason),
    money("Amount", entry.amount, currency),
    taxCategoryXml("TaxCategory", entry),
  ]);
}

function taxTotalsXml(document: IssuedDocument) {
  const { currency, totals, taxAmountInEuro } = document;
  const subtotal = (vat: VatLine) =>
    branch("TaxSubtotal", [
      money("TaxableAmount", vat.taxableAmount, currency),
      money("TaxAmount", vat.taxAmount, currency),
      taxCategoryXml("TaxCategory", vat),
    ]);
  return [
    branch("TaxTotal", [money("TaxAmount", totals.taxAmount, currency), ...document.vat.map(subtotal)]),
    taxAmountInEuro === null ? null : branch("TaxTotal", [money("TaxAmount", taxAmountInEuro, "EUR")]),
  ];
}

function totalsXml({ totals, currency }: IssuedDocument) {
  return branch("LegalMonetaryTotal", [
    money("LineExtensionAmount", totals.lineExtensionAmount, currency),
    money("TaxExclusiveAmount", totals.taxExclusiveAmount, currency),
    money("TaxInclusiveAmount", totals.taxInclusiveAmount, currency),
    moneyUnlessZero("AllowanceTotalAmount", totals.allowanceTotalAmount, currency),
    moneyUnlessZero("ChargeTotalAmount", totals.chargeTotalAmount, currency),
    moneyUnlessZero("PrepaidAmount", totals.prepaidAmount, currency),
    moneyUnlessZero("PayableRoundingAmount", totals.payableRoundingAmount, currency),
    money("PayableAmount", totals.payableAmount, currency),
  ]);
}

/**
 * A credit transfer without an account is left out: BR-61 refuses it, and nobody can pay on it. An OGM is printed as the
 * buyer's bank expects it.
 */
function paymentMeansXml(document: IssuedDocument) {
  const { paymentMeansCode: code, sellerIban, paymentReference: reference, seller, dueDate } = document;
  const isTransfer = creditTransferCodes.includes(code);
  if (code === "" || (isTransfer && sellerIban === "")) return null;
  const isBelgian = countryOf(seller) === "BE" && isBelgianReference(reference);
  return branch("PaymentMeans", [
    leaf("PaymentMeansCode", code),
    document.kind === "creditNote" ? leaf("PaymentDueDate", dueDate ?? "") : null,
    leaf("PaymentID", isBelgian ? printBelgianReference(reference) : reference),
    isTransfer ? branch("PayeeFinancialAccount", [leaf("ID", sellerIban)]) : null,
  ]);
}

/** An address without a country is left out (BR-57). */
function deliveryXml({ deliverTo, deliveryDate }: IssuedDocument) {
  const hasAddress = deliverTo !== null && deliverTo.countryCode !== "";
  return branch("Delivery", [
    leaf("ActualDeliveryDate", deliveryDate ?? ""),
    hasAddress ? branch("DeliveryLocation", [addressXml("Address", deliverTo, deliverTo.countryCode)]) : null,
    hasAddress ? branch("DeliveryParty", [branch("PartyName", [leaf("Name", deliverTo.name)])]) : null,
  ]);
}

function lineXml(line: DocumentLine, { kind, currency }: IssuedDocument) {
  const unit = { unitCode: line.unitCode };
  const gtin = /^(\d{8}|\d{12,14})$/.test(line.standardItemIdentifier) ? line.standardItemIdentifier : "";
  return branch(kind === "creditNote" ? "CreditNoteLine" : "InvoiceLine", [
    leaf("ID", String(line.position)),
    leaf(kind === "creditNote" ? "CreditedQuantity" : "InvoicedQuantity", plain(line.quantity), unit),
    money("LineExtensionAmount", line.lineNetAmount, currency),
    branch("Item", [
      leaf("Description", line.description),
      // A source may have items without a name, and a line without one is refused (BR-25).
      leaf("Name", line.itemName) ?? leaf("Name", line.sellersItemIdentifier) ?? leaf("Name", "-"),
      branch("SellersItemIdentification", [leaf("ID", line.sellersItemIdentifier)]),
      branch("StandardItemIdentification", [leaf("ID", gtin, { schemeID: "0160" })]),
      taxCategoryXml("ClassifiedTaxCategory", line),
    ]),
    branch("Price", [
      leaf("PriceAmount", priceText(line.netPrice), { currencyID: currency }),
      equals(line.baseQuantity, amount("1")) ? null : leaf("BaseQuantity", plain(line.baseQuantity), unit),
    ]),
  ]);
}

function precedingXml({ precedingDocument }: IssuedDocument) {
  if (precedingDocument === null) return null;
  const { number, issueDate } = precedingDocument;
  return branch("BillingReference", [
    branch("InvoiceDocumentReference", [leaf("ID", number), leaf("IssueDate", issueDate)]),
  ]);
}

/** R003 wants a buyer reference or an order reference; where the buyer gave neither, this is what says so. */
const noBuyerReference = "n/a";

/**
 * An invoice (380) or credit note (381) as Peppol BIS Billing 3.0 UBL. Store the bytes that go out: they are the document and
 * are never made again. States what the document holds and checks no sums: see `assertCalculation`.
 */
export function writeUbl(document: IssuedDocument): string {
  const { kind, taxAmountInEuro } = document;
  if (kind !== "invoice" && kind !== "creditNote") throw new RangeError(`A document of kind ${kind} has no UBL form`);
  const isCredit = kind === "creditNote";
  // A document outside the scope of VAT may not name anybody's VAT number (BR-O-02).
  const withVat = !document.vat.some((vat) => vat.vatCategory === "O");
  const orderReference = branch("OrderReference", [leaf("ID", document.orderReference)]);
  const buyerReference = leaf("BuyerReference", document.buyerReference);
  const root = branch(isCredit ? "CreditNote" : "Invoice", [
    leaf("CustomizationID", customizationId),
    leaf("ProfileID", profileId),
    leaf("ID", document.number),
    leaf("IssueDate", document.issueDate),
    isCredit ? null : leaf("DueDate", document.dueDate ?? ""),
    leaf(isCredit ? "CreditNoteTypeCode" : "InvoiceTypeCode", isCredit ? "381" : "380"),
    leaf("Note", document.noteAboveLines),
    leaf("TaxPointDate", document.taxPointDate ?? ""),
    leaf("DocumentCurrencyCode", document.currency),
    taxAmountInEuro === null ? null : leaf("TaxCurrencyCode", "EUR"),
    buyerReference ?? (orderReference === null ? leaf("BuyerReference", noBuyerReference) : null),
    orderReference,
    precedingXml(document),
    branch("AccountingSupplierParty", [partyXml(document.seller, withVat)]),
    branch("AccountingCustomerParty", [partyXml(document.buyer, withVat)]),
    deliveryXml(document),
    paymentMeansXml(document),
    ...document.allowanceCharges.map((entry) => allowanceChargeXml(entry, document.currency)),
    ...taxTotalsXml(document),
    totalsXml(document),
    ...document.lines.filter(hasMoney).map((line) => lineXml(line, document)),
  ]);
  if (root === null) throw new RangeError("A document has content");
  return writeXml(root, isCredit ? creditNoteOrder : invoiceOrder);
}
