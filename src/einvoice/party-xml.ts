import type { DocumentParty } from "#domain/document.ts";
import type { MessageParty } from "#domain/partner/order-message.ts";
import type { Address } from "#domain/party.ts";
import { anonymousBuyerName } from "#domain/party.ts";
import { countryOf, endpointOf, registrationOf, vatIdentifierOf, type SchemedIdentifier } from "./endpoint.ts";
import { branch, leaf } from "./xml-writer.ts";

export const addressXml = (name: "PostalAddress" | "Address", address: Address, countryCode: string) =>
  branch(name, [
    leaf("StreetName", address.streetName),
    leaf("AdditionalStreetName", address.additionalStreetName),
    leaf("CityName", address.cityName),
    leaf("PostalZone", address.postalZone),
    leaf("CountrySubentity", address.countrySubentity),
    branch("Country", [leaf("IdentificationCode", countryCode)]),
  ]);

const identifier = (name: string, schemed: SchemedIdentifier | null) =>
  schemed === null ? null : leaf(name, schemed.value, schemed.schemeId === "" ? {} : { schemeID: schemed.schemeId });

/** A party of ours as a message names it: with the address on the network that its numbers give. */
export function messagePartyOf(party: DocumentParty, gln = ""): MessageParty {
  return {
    endpoint: endpointOf(party),
    gln,
    name: party.name.trim() || party.contactName.trim() || anonymousBuyerName,
    vatIdentifier: vatIdentifierOf(party),
    registration: registrationOf(party),
    address: { ...party.address, name: "", countryCode: countryOf(party) },
    contactName: party.contactName,
    phone: party.phone,
    email: party.email,
  };
}

/** What Peppol has no place for in a party of this role; an element it does not know makes a message invalid. */
const leftOut = {
  whole: [],
  seller: ["PartyTaxScheme"],
  invoicee: ["Contact"],
  answering: ["PartyName", "PostalAddress", "PartyTaxScheme", "CompanyID"],
  answered: ["PartyName", "PostalAddress", "PartyTaxScheme", "CompanyID", "Contact"],
  despatching: ["PartyName", "PartyTaxScheme", "CompanyID"],
  receiving: ["PartyName", "PartyTaxScheme", "CompanyID", "Contact"],
  ordering: ["EndpointID", "PostalAddress", "PartyTaxScheme", "PartyLegalEntity", "Contact"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type PartyRole = keyof typeof leftOut;

/** The `Party` of a message. */
export function messagePartyXml(party: MessageParty, role: PartyRole) {
  const without: readonly string[] = leftOut[role];
  const keep = <Element extends { readonly name: string }>(element: Element | null) =>
    element === null || without.includes(element.name) ? null : element;
  return branch(
    "Party",
    [
      identifier("EndpointID", party.endpoint),
      branch("PartyIdentification", [leaf("ID", party.gln, { schemeID: "0088" })]),
      branch("PartyName", [leaf("Name", party.name)]),
      addressXml("PostalAddress", party.address, party.address.countryCode),
      party.vatIdentifier === ""
        ? null
        : branch("PartyTaxScheme", [leaf("CompanyID", party.vatIdentifier), branch("TaxScheme", [leaf("ID", "VAT")])]),
      branch("PartyLegalEntity", [
        leaf("RegistrationName", party.name),
        keep(identifier("CompanyID", party.registration)),
      ]),
      branch("Contact", [
        leaf("Name", party.contactName),
        leaf("Telephone", party.phone),
        leaf("ElectronicMail", party.email),
      ]),
    ].map(keep),
  );
}

/** The `Party` of a seller or buyer. `withVat`: false leaves the VAT number out. */
export function partyXml(party: DocumentParty, withVat: boolean) {
  const message = messagePartyOf(party);
  return messagePartyXml(withVat ? message : { ...message, vatIdentifier: "" }, "whole");
}
