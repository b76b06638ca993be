import type { z } from "zod";
import { compactIdentifier, writtenVatIdentifier } from "#domain/identifiers.ts";
import type { Address, Party } from "#domain/party.ts";
import { languageOf } from "./line-words.ts";
import type { CsOrder, CsUser } from "./schema.ts";
import type { Settings } from "./settings.ts";

type RawParty = z.input<typeof Party>;
type RawAddress = z.input<typeof Address>;
type Profile = CsOrder | CsUser;

/** Two capitals, or empty: the shop did not say, or said nonsense. */
export const countryCode = (country: string): string => {
  const code = country.trim().toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : "";
};

const joined = (...texts: readonly string[]): string =>
  texts
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join(" ");

/** The first filled field of the setting, by its id. */
function vatIdentifierOf({ fields, b_country }: Profile, { vatFieldIds }: Settings): string {
  const filled = new Map(fields);
  for (const id of vatFieldIds) {
    const value = filled.get(id);
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && /\d/.test(compactIdentifier(text)))
      return writtenVatIdentifier(text, countryCode(b_country));
  }
  return "";
}

const billedAt = (profile: Profile): RawAddress => ({
  streetName: profile.b_address,
  additionalStreetName: profile.b_address_2,
  cityName: profile.b_city,
  postalZone: profile.b_zipcode,
  countrySubentity: profile.b_state_descr || profile.b_state,
  countryCode: countryCode(profile.b_country),
});

/** Company, else person; the person is the contact of a company. 0 is a guest. */
export function partyOf(profile: Profile, settings: Settings): RawParty {
  const person = joined(profile.b_firstname || profile.firstname, profile.b_lastname || profile.lastname);
  const company = profile.company.trim();
  return {
    externalId: profile.user_id,
    name: company || person,
    contactName: company === "" ? "" : person,
    email: profile.email,
    phone: profile.phone || profile.b_phone,
    language: languageOf(profile.lang_code),
    vatIdentifier: vatIdentifierOf(profile, settings),
    address: billedAt(profile),
  };
}

/** Null when nothing was filled in. */
export function deliverToOf(order: CsOrder): RawAddress | null {
  const { s_firstname, s_lastname, s_address, s_address_2, s_city, s_zipcode, s_country, s_state, s_state_descr } =
    order;
  const where = [s_firstname, s_lastname, s_address, s_address_2, s_city, s_zipcode, s_country];
  if (where.every((text) => text.trim() === "")) return null;
  const receiver = joined(s_firstname, s_lastname);
  const buyer = joined(order.b_firstname || order.firstname, order.b_lastname || order.lastname);
  return {
    name: receiver === buyer ? "" : receiver,
    streetName: s_address,
    additionalStreetName: s_address_2,
    cityName: s_city,
    postalZone: s_zipcode,
    countrySubentity: s_state_descr || s_state,
    countryCode: countryCode(s_country),
  };
}
