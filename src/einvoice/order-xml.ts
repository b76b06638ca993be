import { amount, cents, equals, isNegative, isZero, round, text, type Amount } from "#domain/amount.ts";
import { hasMoney, type AllowanceCharge, type DocumentLine, type IssuedDocument } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { orderOrder } from "./element-order.ts";
import { addressXml, partyXml } from "./party-xml.ts";
import { branch, leaf, writeXml, type UblElement } from "./xml-writer.ts";

const customizationId = "urn:fdc:peppol.eu:poacc:trns:order:3";
const profileId = "urn:fdc:peppol.eu:poacc:bis:order_only:3";

const plain = (value: Amount): string => (text(value).includes(".") ? text(value).replace(/\.?0+$/, "") : text(value));

function priceText(price: Amount): string {
  const decimals = plain(price).split(".")[1]?.length ?? 0;
  return text(round(price, Math.max(2, decimals)));
}

const money = (name: string, value: Amount, currency: string): UblElement | null =>
  leaf(name, text(cents(value)), { currencyID: currency });

const taxCategoryXml = (name: string, { vatCategory, vatRate }: Pick<DocumentLine, "vatCategory" | "vatRate">) =>
  branch(name, [
    leaf("ID", vatCategory),
    vatCategory === "O" ? null : leaf("Percent", plain(vatRate)),
    branch("TaxScheme", [leaf("ID", "VAT")]),
  ]);

const allowanceChargeXml = (entry: AllowanceCharge, currency: string) =>
  branch("AllowanceCharge", [
    leaf("ChargeIndicator", String(entry.kind === "charge")),
    leaf("AllowanceChargeReasonCode", entry.reasonCode),
    leaf("AllowanceChargeReason", entry.reason),
    money("Amount", entry.amount, currency),
    taxCategoryXml("TaxCategory", entry),
  ]);

function lineXml(line: DocumentLine, currency: string) {
  const unit = { unitCode: line.unitCode };
  const gtin = /^(\d{8}|\d{12,14})$/.test(line.standardItemIdentifier) ? line.standardItemIdentifier : "";
  return branch("OrderLine", [
    branch("LineItem", [
      leaf("ID", String(line.position)),
      leaf("Quantity", plain(line.quantity), unit),
      money("LineExtensionAmount", line.lineNetAmount, currency),
      branch("Price", [
        leaf("PriceAmount", priceText(line.netPrice), { currencyID: currency }),
        equals(line.baseQuantity, amount("1")) ? null : leaf("BaseQuantity", plain(line.baseQuantity), unit),
      ]),
      branch("Item", [
        leaf("Description", line.description),
        leaf("Name", line.itemName) ?? leaf("Name", line.sellersItemIdentifier) ?? leaf("Name", "-"),
        branch("SellersItemIdentification", [leaf("ID", line.sellersItemIdentifier)]),
        branch("StandardItemIdentification", [leaf("ID", gtin, { schemeID: "0160" })]),
        taxCategoryXml("ClassifiedTaxCategory", line),
      ]),
    ]),
  ]);
}

function deliveryXml({ deliverTo, deliveryDate }: IssuedDocument) {
  const hasAddress = deliverTo !== null && deliverTo.countryCode !== "";
  return branch("Delivery", [
    hasAddress ? branch("DeliveryLocation", [addressXml("Address", deliverTo, deliverTo.countryCode)]) : null,
    branch("RequestedDeliveryPeriod", [leaf("StartDate", deliveryDate ?? ""), leaf("EndDate", deliveryDate ?? "")]),
    hasAddress ? branch("DeliveryParty", [branch("PartyName", [leaf("Name", deliverTo.name)])]) : null,
  ]);
}

function totalsXml({ totals, currency }: IssuedDocument) {
  const unlessZero = (name: string, value: Amount) => (isZero(value) ? null : money(name, value, currency));
  return branch("AnticipatedMonetaryTotal", [
    money("LineExtensionAmount", totals.lineExtensionAmount, currency),
    money("TaxExclusiveAmount", totals.taxExclusiveAmount, currency),
    money("TaxInclusiveAmount", totals.taxInclusiveAmount, currency),
    unlessZero("AllowanceTotalAmount", totals.allowanceTotalAmount),
    unlessZero("ChargeTotalAmount", totals.chargeTotalAmount),
    unlessZero("PayableRoundingAmount", totals.payableRoundingAmount),
    money("PayableAmount", totals.payableAmount, currency),
  ]);
}

/**
 * A purchase order as a Peppol BIS Order 3 (T01), in UBL 2.1. The document has our company as the one who wrote it and the supplier as the other
 * party: in the order the first buys and the second sells. A line with a negative quantity has no place in it. Throws `document.invalid`.
 */
export function writeOrderUbl(document: IssuedDocument): string {
  if (document.kind !== "purchaseOrder") throw new RangeError(`A ${document.kind} is no order to a supplier`);
  const lines = document.lines.filter(hasMoney);
  if (lines.some(({ quantity }) => isNegative(quantity)))
    throw new HubError("document.invalid", "An order has no negative quantity");
  const { currency } = document;
  const root = branch("Order", [
    leaf("CustomizationID", customizationId),
    leaf("ProfileID", profileId),
    leaf("ID", document.number),
    leaf("IssueDate", document.issueDate),
    leaf("OrderTypeCode", "220"),
    leaf("Note", document.noteAboveLines),
    leaf("DocumentCurrencyCode", currency),
    leaf("CustomerReference", document.buyerReference || document.orderReference),
    branch("BuyerCustomerParty", [partyXml(document.seller, true)]),
    branch("SellerSupplierParty", [partyXml(document.buyer, true)]),
    deliveryXml(document),
    ...document.allowanceCharges.map((entry) => allowanceChargeXml(entry, currency)),
    branch("TaxTotal", [money("TaxAmount", document.totals.taxAmount, currency)]),
    totalsXml(document),
    ...lines.map((line) => lineXml(line, currency)),
  ]);
  if (root === null) throw new RangeError("An order has content");
  return writeXml(root, orderOrder);
}
