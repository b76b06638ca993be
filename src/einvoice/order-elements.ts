import { amount, cents, equals, round, text, type Amount } from "#domain/amount.ts";
import {
  reckonedLineAmount,
  type MessageCharge,
  type MessageDelivery,
  type MessageItem,
  type MessagePeriod,
  type MessagePrice,
  type OrderMessage,
  type OrderMessageLine,
  type OrderTotals,
} from "#domain/partner/order-message.ts";
import { addressXml } from "./party-xml.ts";
import { branch, leaf, type UblElement } from "./xml-writer.ts";

/** Without zeros at the end. */
export const plain = (value: Amount): string =>
  text(value).includes(".") ? text(value).replace(/\.?0+$/, "") : text(value);

function priceText(price: Amount): string {
  const decimals = plain(price).split(".")[1]?.length ?? 0;
  return text(round(price, Math.max(2, decimals)));
}

export const moneyXml = (name: string, value: Amount | null, currency: string): UblElement | null =>
  value === null ? null : leaf(name, text(cents(value)), { currencyID: currency });

export const quantityXml = (name: string, value: Amount | null, unit: string): UblElement | null =>
  value === null ? null : leaf(name, plain(value), unit === "" ? {} : { unitCode: unit });

export const unitOfLine = (line: { readonly unitCode: string; readonly writtenUnit: string }): string =>
  line.unitCode || line.writtenUnit;

const taxCategoryXml = (name: string, { vatCategory, vatRate }: Pick<OrderMessageLine, "vatCategory" | "vatRate">) =>
  vatCategory === ""
    ? null
    : branch(name, [
        leaf("ID", vatCategory),
        vatCategory === "O" || vatRate === null ? null : leaf("Percent", plain(vatRate)),
        branch("TaxScheme", [leaf("ID", "VAT")]),
      ]);

export const chargeXml = (entry: MessageCharge, currency: string) =>
  branch("AllowanceCharge", [
    leaf("ChargeIndicator", String(entry.kind === "charge")),
    leaf("AllowanceChargeReasonCode", entry.reasonCode),
    leaf("AllowanceChargeReason", entry.reason),
    moneyXml("Amount", entry.amount, currency),
    taxCategoryXml("TaxCategory", entry),
  ]);

/** A basis of one needs no words. Its unit is that of the line. */
export const priceXml = (price: MessagePrice | null, unit: string, currency: string) =>
  price === null
    ? null
    : branch("Price", [
        leaf("PriceAmount", priceText(price.net), { currencyID: currency }),
        equals(price.baseQuantity, amount("1")) ? null : quantityXml("BaseQuantity", price.baseQuantity, unit),
      ]);

export const periodXml = (name: string, { from, to }: MessagePeriod) =>
  branch(name, [leaf("StartDate", from ?? ""), leaf("EndDate", to ?? "")]);

/** An article by its codes. A name is wanted everywhere, so that a code stands in for one that is missing. */
export const itemXml = (item: MessageItem, tax: Pick<OrderMessageLine, "vatCategory" | "vatRate"> | null = null) =>
  branch("Item", [
    tax === null ? null : leaf("Description", item.description),
    leaf("Name", item.itemName) ?? leaf("Name", item.sellersItemIdentifier) ?? leaf("Name", "-"),
    branch("BuyersItemIdentification", [leaf("ID", item.buyersItemIdentifier)]),
    branch("SellersItemIdentification", [leaf("ID", item.sellersItemIdentifier)]),
    branch("StandardItemIdentification", [leaf("ID", item.gtin, { schemeID: "0160" })]),
    ...(tax === null
      ? []
      : [
          taxCategoryXml("ClassifiedTaxCategory", tax),
          // Peppol's item knows no manufacturer: an element for it would make the order invalid, a property does not.
          propertyXml(itemProperties.manufacturersItemIdentifier, item.manufacturersItemIdentifier),
          propertyXml(itemProperties.brandName, item.brandName),
        ]),
  ]);

/** Under these names the properties are read back as well. */
export const itemProperties = {
  manufacturersItemIdentifier: "ManufacturersItemIdentification",
  brandName: "BrandName",
} as const;

const propertyXml = (name: string, value: string) =>
  value.trim() === "" ? null : branch("AdditionalItemProperty", [leaf("Name", name), leaf("Value", value)]);

/** `status`: of a line of a change. */
export function orderLineXml(line: OrderMessageLine, currency: string, status = "") {
  const unit = unitOfLine(line);
  return branch("OrderLine", [
    leaf("Note", line.note),
    branch("LineItem", [
      leaf("ID", line.lineId),
      leaf("LineStatusCode", status),
      quantityXml("Quantity", line.quantity, unit),
      // A price without its amount breaks T01-R024.
      moneyXml("LineExtensionAmount", line.lineNetAmount ?? reckonedLineAmount(line), currency),
      branch("Delivery", [periodXml("RequestedDeliveryPeriod", line.requested)]),
      ...line.charges.map((entry) => chargeXml({ ...entry, vatCategory: "" }, currency)),
      priceXml(line.price, unit, currency),
      itemXml(line, line),
    ]),
  ]);
}

/** An address without a country has no place in Peppol; a GLN alone is enough. */
function locationXml({ gln, address }: MessageDelivery) {
  return branch("DeliveryLocation", [
    leaf("ID", gln, { schemeID: "0088" }),
    address.countryCode === "" ? null : addressXml("Address", address, address.countryCode),
  ]);
}

export function deliveryXml(deliverTo: MessageDelivery | null, requested: MessagePeriod) {
  return branch("Delivery", [
    deliverTo === null ? null : locationXml(deliverTo),
    periodXml("RequestedDeliveryPeriod", requested),
    deliverTo === null
      ? null
      : branch("DeliveryParty", [
          branch("PartyName", [leaf("Name", deliverTo.address.name)]),
          branch("Contact", [
            leaf("Name", deliverTo.contactName),
            leaf("Telephone", deliverTo.phone),
            leaf("ElectronicMail", deliverTo.email),
          ]),
        ]),
  ]);
}

export const totalsXml = (totals: OrderTotals | null, currency: string) =>
  totals === null
    ? null
    : branch("AnticipatedMonetaryTotal", [
        moneyXml("LineExtensionAmount", totals.lineExtensionAmount, currency),
        moneyXml("TaxExclusiveAmount", totals.taxExclusiveAmount, currency),
        moneyXml("TaxInclusiveAmount", totals.taxInclusiveAmount, currency),
        moneyXml("AllowanceTotalAmount", totals.allowanceTotalAmount, currency),
        moneyXml("ChargeTotalAmount", totals.chargeTotalAmount, currency),
        moneyXml("PrepaidAmount", totals.prepaidAmount, currency),
        moneyXml("PayableRoundingAmount", totals.payableRoundingAmount, currency),
        moneyXml("PayableAmount", totals.payableAmount, currency),
      ]);

export const taxTotalXml = ({ taxAmount, currency }: Pick<OrderMessage, "taxAmount" | "currency">) =>
  taxAmount === null ? null : branch("TaxTotal", [moneyXml("TaxAmount", taxAmount, currency)]);
