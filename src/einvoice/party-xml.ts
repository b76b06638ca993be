import type { DocumentParty } from "#domain/document.ts";
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

/** The `Party` of a seller or buyer. `withVat`: false leaves the VAT number out. */
export function partyXml(party: DocumentParty, withVat: boolean) {
  const name = party.name.trim() || party.contactName.trim() || anonymousBuyerName;
  const vatIdentifier = withVat ? vatIdentifierOf(party) : "";
  return branch("Party", [
    identifier("EndpointID", endpointOf(party)),
    branch("PartyName", [leaf("Name", name)]),
    addressXml("PostalAddress", party.address, countryOf(party)),
    vatIdentifier === ""
      ? null
      : branch("PartyTaxScheme", [leaf("CompanyID", vatIdentifier), branch("TaxScheme", [leaf("ID", "VAT")])]),
    branch("PartyLegalEntity", [leaf("RegistrationName", name), identifier("CompanyID", registrationOf(party))]),
    branch("Contact", [
      leaf("Name", party.contactName),
      leaf("Telephone", party.phone),
      leaf("ElectronicMail", party.email),
    ]),
  ]);
}
