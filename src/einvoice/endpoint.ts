import { compactIdentifier, countryOfVatIdentifier, isBelgianEnterpriseNumber } from "#domain/identifiers.ts";
import type { DocumentParty } from "#domain/document.ts";
import { normaliseEmail } from "#domain/party.ts";

/** An identifier with the scheme it belongs to: EAS for endpoints, ISO 6523 ICD for registrations. */
export interface SchemedIdentifier {
  readonly schemeId: string;
  readonly value: string;
}

/** Country of a party: of its address, else of its VAT number; empty when neither says. */
export const countryOf = (party: DocumentParty): string =>
  party.address.countryCode || (vatIdentifierOf(party) === "" ? "" : countryOfVatIdentifier(party.vatIdentifier));

/** The VAT number with its country prefix (BR-CO-09), or empty when what was given cannot be one. */
export function vatIdentifierOf(party: DocumentParty): string {
  const compact = compactIdentifier(party.vatIdentifier);
  return /^[A-Z]{2}(?=.*\d)[A-Z0-9+*]{2,13}$/.test(compact) ? compact : "";
}

/** Ten digits of a Belgian party, from its registration or its VAT number; the leading zero may be missing in the former. */
function belgianNumberOf(party: DocumentParty): string {
  const candidates = [party.legalRegistrationIdentifier, party.vatIdentifier].map((identifier) =>
    compactIdentifier(identifier).replace(/^BE/, ""),
  );
  return (
    candidates.map((digits) => (/^\d{9}$/.test(digits) ? `0${digits}` : digits)).find(isBelgianEnterpriseNumber) ?? ""
  );
}

/** BT-30 / BT-47. Without a scheme (`schemeId` empty) when we do not know the register. */
export function registrationOf(party: DocumentParty): SchemedIdentifier | null {
  const country = countryOf(party);
  const given = party.legalRegistrationIdentifier.trim();
  const compact = compactIdentifier(given);
  if (country === "BE") {
    const value = belgianNumberOf(party);
    if (value !== "") return { schemeId: "0208", value };
  }
  if (country === "NL" && /^\d{8}$/.test(compact)) return { schemeId: "0106", value: compact };
  if (country === "NL" && /^\d{20}$/.test(compact)) return { schemeId: "0190", value: compact };
  return given === "" ? null : { schemeId: "", value: given };
}

const vatSchemes: Readonly<Record<string, string>> = { NL: "9944", LU: "9938", DE: "9930", FR: "9957" };

/**
 * BT-34 / BT-49: where the party can be reached on the network, as far as its numbers tell; a look-up decides. The e-mail
 * address (EM) when it has no number: such a document is complete, but no access point delivers it. Null: nothing known.
 */
export function endpointOf(party: DocumentParty): SchemedIdentifier | null {
  const registration = registrationOf(party);
  if (registration !== null && registration.schemeId !== "") return registration;
  const schemeId = vatSchemes[countryOf(party)];
  const vatIdentifier = vatIdentifierOf(party);
  if (schemeId !== undefined && vatIdentifier !== "") return { schemeId, value: vatIdentifier };
  const email = normaliseEmail(party.email);
  return email === "" ? null : { schemeId: "EM", value: email };
}
