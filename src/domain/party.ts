import { z } from "zod";
import { textLater } from "./texts/text-later.ts";

/** ISO 3166-1 alpha-2, or empty when the source did not say. */
export const CountryCode = z.string().regex(/^([A-Z]{2})?$/, textLater("given.countryCode"));

export const Address = z.object({
  /** Name at this address when it differs from the party's: the receiver of a parcel. */
  name: z.string().default(""),
  streetName: z.string().default(""),
  additionalStreetName: z.string().default(""),
  cityName: z.string().default(""),
  postalZone: z.string().default(""),
  countrySubentity: z.string().default(""),
  countryCode: CountryCode.default(""),
});
export type Address = z.infer<typeof Address>;

export const languages = ["nl", "fr", "en", "de"] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** A party as a source describes it: buyer, seller, receiver. All texts may be empty, also the country (woocommerce.md section 3). */
export const Party = z.object({
  /** Their id for the same party; empty for guests. */
  externalId: z.string().default(""),
  name: z.string().default(""),
  contactName: z.string().default(""),
  email: z.string().default(""),
  phone: z.string().default(""),
  language: Language.nullable().default(null),
  /** With country prefix, capitals, no spaces: BE0202239951. Form is not checked here. */
  vatIdentifier: z.string().default(""),
  legalRegistrationIdentifier: z.string().default(""),
  address: Address,
});
export type Party = z.infer<typeof Party>;

/**
 * The form in which e-mail addresses are compared: trimmed, composed (NFC), lower case. Nothing cleverer: dots and plus
 * parts are significant at some providers, so folding them would join two people. Empty when it is not an address.
 */
export function normaliseEmail(email: string): string {
  const plain = email.normalize("NFC").trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(plain) ? plain : "";
}

/** Buyer of an order that names nobody; never mailed. */
export const anonymousBuyerName = "Particulier";
