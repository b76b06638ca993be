import { z } from "zod";
import { textLater } from "./texts/text-later.ts";
import { isCountry } from "./countries.ts";
import { compactIdentifier, isVatIdentifierForm } from "./identifiers.ts";
import { Address, Language, normaliseEmail } from "./party.ts";
import type { TextKey } from "./texts/text.ts";

/** Kinds of number a contact may be known by; EAS codes where there is one (e-invoicing.md section 4). */
const Identifier = z.object({ scheme: z.string().trim().min(1).max(40), value: z.string().trim().min(1).max(100) });

const text = (most: number) => z.string().trim().max(most).default("");

/** A contact as a person keeps it. */
export const PartyContent = z.object({
  name: z.string().trim().min(1).max(500),
  contactName: text(500),
  email: text(254),
  phone: text(60),
  language: Language.nullable().default(null),
  vatIdentifier: z.string().max(60).transform(compactIdentifier).default(""),
  legalRegistrationIdentifier: text(60),
  addresses: z.object({ postal: Address.prefault({}), delivery: z.array(Address).max(50).default([]) }).prefault({}),
  identifiers: z
    .array(Identifier)
    .max(50)
    .refine(
      (all) => new Set(all.map(({ scheme, value }) => `${scheme} ${value}`)).size === all.length,
      textLater("given.twice"),
    )
    .default([]),
});
export type PartyContent = z.output<typeof PartyContent>;

export type ContactFault = Extract<TextKey, `contact.${"vat" | "email" | "country"}`>;

export const isEmail = (email: string): boolean => normaliseEmail(email) !== "" && z.email().safeParse(email).success;

/** What cannot be right in a contact; empties always can. */
export function faultsOfParty(party: PartyContent): { readonly field: string; readonly text: ContactFault }[] {
  const faults: { field: string; text: ContactFault }[] = [];
  if (party.vatIdentifier !== "" && !isVatIdentifierForm(party.vatIdentifier))
    faults.push({ field: "vatIdentifier", text: "contact.vat" });
  if (party.email !== "" && !isEmail(party.email)) faults.push({ field: "email", text: "contact.email" });
  const { postal, delivery } = party.addresses;
  const places = [
    ["addresses.postal", postal] as const,
    ...delivery.map((address, index) => [`addresses.delivery.${index}`, address] as const),
  ];
  for (const [place, { countryCode }] of places)
    if (countryCode !== "" && !isCountry(countryCode))
      faults.push({ field: `${place}.countryCode`, text: "contact.country" });
  return faults;
}
