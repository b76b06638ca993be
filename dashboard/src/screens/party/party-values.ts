import { emptyAddress, type Address } from "#dashboard/parts/address-fields.tsx";
import type { Party } from "#dashboard/screens/parties/parties-query.ts";

/** A contact as its form holds it. */
export interface PartyValues {
  readonly name: string;
  readonly contactName: string;
  readonly email: string;
  readonly phone: string;
  /** Empty: the language of the company. */
  readonly language: string;
  readonly vatIdentifier: string;
  readonly legalRegistrationIdentifier: string;
  readonly postal: Address;
  readonly delivery: readonly Address[];
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
}

export const emptyParty: PartyValues = {
  name: "",
  contactName: "",
  email: "",
  phone: "",
  language: "",
  vatIdentifier: "",
  legalRegistrationIdentifier: "",
  postal: emptyAddress,
  delivery: [],
  identifiers: [],
};

export const valuesOf = ({ addresses, language, ...party }: Party): PartyValues => ({
  name: party.name,
  contactName: party.contactName,
  email: party.email,
  phone: party.phone,
  language: language ?? "",
  vatIdentifier: party.vatIdentifier,
  legalRegistrationIdentifier: party.legalRegistrationIdentifier,
  postal: addresses.postal,
  delivery: addresses.delivery,
  identifiers: party.identifiers,
});

const isEmpty = (address: Address): boolean => Object.values(address).every((part) => part.trim() === "");

/** As the hub takes it; a place of delivery nobody filled in is none. */
export const bodyOf = ({ postal, delivery, language, identifiers, ...values }: PartyValues) => ({
  ...values,
  language: language === "" ? null : (language as NonNullable<Party["language"]>),
  addresses: { postal, delivery: delivery.filter((address) => !isEmpty(address)) },
  identifiers: identifiers.map(({ scheme, value }) => ({ scheme, value })),
});

/** Takes what was looked up by VAT number; what the look-up does not know stays as it was. */
export const withFound = (
  values: PartyValues,
  found: { readonly name: string; readonly address: Partial<Address> },
): PartyValues => ({
  ...values,
  name: found.name === "" ? values.name : found.name,
  postal: {
    ...values.postal,
    ...Object.fromEntries(Object.entries(found.address).filter(([, part]) => part !== "")),
  },
});
