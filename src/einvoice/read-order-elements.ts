import { amount, isNegative, isPositive } from "#domain/amount.ts";
import { compactIdentifier } from "#domain/identifiers.ts";
import {
  lineAmountDiffers,
  type MessageCharge,
  type MessageDelivery,
  type MessageIdentifier,
  type MessageItem,
  type MessageParty,
  type MessagePeriod,
  type MessagePrice,
  type OrderMessageLine,
  type OrderTotals,
} from "#domain/partner/order-message.ts";
import type { Address } from "#domain/party.ts";
import { unitOf } from "#domain/supplier/units.ts";
import { itemProperties } from "./order-elements.ts";
import { at, children, cut, dayAt, decimalAt, notesAt, numberAt, textAt } from "./read-elements.ts";
import type { XmlElement } from "./read-xml.ts";

/** Why a message cannot be taken in: what is missing or wrong is never guessed. */
export const messageFaults = [
  "notKnown",
  "noNumber",
  "noDate",
  "noOrder",
  "noLines",
  "tooManyLines",
  "lineTwice",
  "quantity",
  "currency",
  "code",
] as const;
export interface MessageFault {
  readonly fault: (typeof messageFaults)[number];
  /** Of the line, or what was written. */
  readonly where: string;
}

/** What a person should know of a message that was taken in. `line`: of the message; empty: of the whole. */
export const messageRemarks = [
  "priceUnusable",
  "chargeUnusable",
  "lineAmountDiffers",
  "unitUnknown",
  "currencyDiffers",
] as const;
export interface MessageRemark {
  readonly line: string;
  readonly reason: (typeof messageRemarks)[number];
}
export type Tell = (reason: MessageRemark["reason"]) => void;

const identifierOf = (element: XmlElement | null): MessageIdentifier | null => {
  const value = numberAt(element);
  return value === "" ? null : { schemeId: cut(element?.attributes["schemeID"] ?? "", 20), value };
};

/** A country that is no code of two letters is none: the address is still read. */
export function addressOf(element: XmlElement | null, name = ""): Address {
  const country = textAt(element, "Country", "IdentificationCode").toUpperCase();
  const lines = children(at(element, "AddressLine"), "Line").map((line) => textAt(line));
  const part = (...found: readonly string[]): string =>
    cut(
      found
        .map((text) => text.trim())
        .filter((text) => text !== "")
        .join(" "),
      200,
    );
  return {
    name: cut(name, 200),
    streetName: part(textAt(element, "StreetName"), textAt(element, "BuildingNumber")),
    additionalStreetName: part(textAt(element, "AdditionalStreetName"), ...lines),
    cityName: part(textAt(element, "CityName")),
    postalZone: part(textAt(element, "PostalZone")),
    countrySubentity: part(textAt(element, "CountrySubentity")),
    countryCode: /^[A-Z]{2}$/.test(country) ? country : "",
  };
}

/** Of a UBL `Party`; every part may be missing. Older messages have the address and the name elsewhere. */
export function messagePartyAt(element: XmlElement | null): MessageParty {
  const endpoint = identifierOf(at(element, "EndpointID"));
  const glns = [
    ...children(element, "PartyIdentification").flatMap((one) => [identifierOf(at(one, "ID"))]),
    endpoint,
  ].filter((one) => one?.schemeId === "0088" || one?.schemeId.toUpperCase() === "GLN");
  const contact = at(element, "Contact");
  return {
    endpoint,
    gln: glns[0]?.value ?? "",
    name: cut(textAt(element, "PartyLegalEntity", "RegistrationName") || textAt(element, "PartyName", "Name"), 200),
    vatIdentifier: cut(compactIdentifier(textAt(element, "PartyTaxScheme", "CompanyID")), 30),
    registration: identifierOf(at(element, "PartyLegalEntity", "CompanyID")),
    address: addressOf(at(element, "PostalAddress") ?? at(element, "PhysicalLocation", "Address")),
    contactName: cut(textAt(contact, "Name"), 200),
    phone: cut(textAt(contact, "Telephone"), 100),
    email: cut(textAt(contact, "ElectronicMail"), 200),
  };
}

export const periodAt = (element: XmlElement | null, ...path: readonly string[]): MessagePeriod => {
  const period = at(element, ...path);
  return { from: dayAt(period, "StartDate"), to: dayAt(period, "EndDate") };
};

/** Null where no place is named. */
export function deliveryAt(element: XmlElement | null): MessageDelivery | null {
  const location = at(element, "DeliveryLocation");
  const party = at(element, "DeliveryParty");
  const contact = at(party, "Contact");
  const name = textAt(party, "PartyName", "Name") || textAt(location, "Name");
  const id = identifierOf(at(location, "ID")) ?? identifierOf(at(party, "PartyIdentification", "ID"));
  const read = {
    gln: id !== null && (id.schemeId === "0088" || id.schemeId.toUpperCase() === "GLN") ? id.value : "",
    address: addressOf(at(location, "Address") ?? at(element, "DeliveryAddress") ?? at(party, "PostalAddress"), name),
    contactName: cut(textAt(contact, "Name"), 200),
    phone: cut(textAt(contact, "Telephone"), 100),
    email: cut(textAt(contact, "ElectronicMail"), 200),
  };
  const { address, ...rest } = read;
  return [...Object.values(address), ...Object.values(rest)].every((text) => text === "") ? null : read;
}

/** Manufacturer and brand stand in elements of their own, or in the properties we write them in. */
export function itemAt(element: XmlElement | null): MessageItem {
  const property = (name: string): string => {
    const found = children(element, "AdditionalItemProperty").find((one) => textAt(one, "Name") === name);
    return textAt(found ?? null, "Value");
  };
  return {
    gtin: cut(textAt(element, "StandardItemIdentification", "ID"), 50),
    sellersItemIdentifier: cut(textAt(element, "SellersItemIdentification", "ID"), 200),
    buyersItemIdentifier: cut(textAt(element, "BuyersItemIdentification", "ID"), 200),
    manufacturersItemIdentifier: cut(
      textAt(element, "ManufacturersItemIdentification", "ID") || property(itemProperties.manufacturersItemIdentifier),
      200,
    ),
    brandName: cut(
      textAt(element, "BrandName") ||
        property(itemProperties.brandName) ||
        textAt(element, "ManufacturerParty", "PartyName", "Name"),
      200,
    ),
    itemName: cut(textAt(element, "Name"), 500),
    description: cut(textAt(element, "Description"), 2000),
  };
}

/** A unit by its attribute. `writtenUnit` stays where the code says something else than was written. */
export function unitAt(element: XmlElement | null): { readonly unitCode: string; readonly writtenUnit: string } {
  const written = cut((element?.attributes["unitCode"] ?? "").trim(), 20);
  const unitCode = unitOf(written, {}) ?? "";
  return { unitCode, writtenUnit: unitCode === written ? "" : written };
}

/** Null where none is named, and where it is for something else than the line counts: a price that does not fit is worse than none. */
export function priceAt(
  body: XmlElement | null,
  unit: { readonly unitCode: string; readonly writtenUnit: string },
  currency: string,
  tell: Tell,
): MessagePrice | null {
  const price = at(body, "Price");
  if (at(price, "PriceAmount") === null) return null;
  const net = decimalAt(price, "PriceAmount");
  const stated = at(price, "BaseQuantity");
  const baseQuantity = stated === null ? oneUnit : decimalAt(price, "BaseQuantity");
  const baseUnit = unitAt(stated);
  const isOfUnit =
    (stated?.attributes["unitCode"] ?? "") === "" ||
    (baseUnit.unitCode || baseUnit.writtenUnit) === (unit.unitCode || unit.writtenUnit);
  if (net === null || isNegative(net) || baseQuantity === null || !isPositive(baseQuantity) || !isOfUnit) {
    tell("priceUnusable");
    return null;
  }
  const priced = at(price, "PriceAmount")?.attributes["currencyID"] ?? "";
  if (priced !== "" && priced !== currency) {
    tell("currencyDiffers");
    return null;
  }
  return { net, baseQuantity };
}

const oneUnit = amount("1");

/** Reductions and costs of a line, or of the whole. */
export function chargesAt(element: XmlElement | null, tell: Tell): MessageCharge[] {
  return children(element, "AllowanceCharge").flatMap((entry): MessageCharge[] => {
    const charged = decimalAt(entry, "Amount");
    const indicator = textAt(entry, "ChargeIndicator").toLowerCase();
    const kind = ["true", "1"].includes(indicator) ? "charge" : ["false", "0"].includes(indicator) ? "allowance" : null;
    if (charged === null || kind === null || isNegative(charged)) {
      tell("chargeUnusable");
      return [];
    }
    return [
      {
        kind,
        amount: charged,
        reasonCode: cut(textAt(entry, "AllowanceChargeReasonCode"), 20),
        reason: cut(textAt(entry, "AllowanceChargeReason"), 500),
        ...taxAt(at(entry, "TaxCategory")),
      },
    ];
  });
}

export const taxAt = (category: XmlElement | null) => ({
  vatCategory: cut(textAt(category, "ID"), 10),
  vatRate: decimalAt(category, "Percent"),
});

/** Null where they are not stated, or not as numbers. */
export function totalsAt(element: XmlElement): OrderTotals | null {
  const totals = at(element, "AnticipatedMonetaryTotal");
  const lineExtensionAmount = decimalAt(totals, "LineExtensionAmount");
  const payableAmount = decimalAt(totals, "PayableAmount");
  if (lineExtensionAmount === null || payableAmount === null) return null;
  return {
    ...{ lineExtensionAmount, payableAmount },
    allowanceTotalAmount: decimalAt(totals, "AllowanceTotalAmount"),
    chargeTotalAmount: decimalAt(totals, "ChargeTotalAmount"),
    taxExclusiveAmount: decimalAt(totals, "TaxExclusiveAmount"),
    taxInclusiveAmount: decimalAt(totals, "TaxInclusiveAmount"),
    prepaidAmount: decimalAt(totals, "PrepaidAmount"),
    payableRoundingAmount: decimalAt(totals, "PayableRoundingAmount"),
  };
}

/** A line of an order or of its change. Null for a quantity that is no number, or below zero. */
export function orderLineAt(
  line: XmlElement,
  place: string,
  currency: string,
  remarks: MessageRemark[],
): OrderMessageLine | null {
  const body = at(line, "LineItem");
  const lineId = numberAt(body, "ID") || place;
  const tell: Tell = (reason) => void remarks.push({ line: lineId, reason });
  const quantity = decimalAt(body, "Quantity");
  if (quantity === null || isNegative(quantity)) return null;
  const unit = unitAt(at(body, "Quantity"));
  if (unit.unitCode === "" && unit.writtenUnit !== "") tell("unitUnknown");
  const read: OrderMessageLine = {
    lineId,
    note: notesAt(line, "Note") || notesAt(body, "Note"),
    quantity,
    ...unit,
    price: priceAt(body, unit, currency, tell),
    lineNetAmount: decimalAt(body, "LineExtensionAmount"),
    charges: chargesAt(body, tell),
    ...taxAt(at(body, "Item", "ClassifiedTaxCategory")),
    requested: periodAt(body, "Delivery", "RequestedDeliveryPeriod"),
    ...itemAt(at(body, "Item")),
  };
  if (lineAmountDiffers(read)) tell("lineAmountDiffers");
  return read;
}

/** The first id that two lines have; answers could not say which they mean. */
export function idTwice(lines: readonly { readonly lineId: string }[]): string | null {
  const seen = new Set<string>();
  for (const { lineId } of lines) {
    if (seen.has(lineId)) return lineId;
    seen.add(lineId);
  }
  return null;
}
