import { groupedIban } from "#dashboard/parts/grouped.ts";
import type { Address } from "#dashboard/parts/address-fields.tsx";
import type { Company } from "./company-screen.tsx";

/** The company as its form holds it. */
export interface CompanyValues {
  readonly name: string;
  readonly country: string;
  readonly language: Company["language"];
  readonly timeZone: string;
  readonly vatIdentifier: string;
  readonly legalRegistrationIdentifier: string;
  readonly gln: string;
  readonly email: string;
  readonly phone: string;
  readonly iban: string;
  readonly address: Address;
  readonly paymentTermDays: string;
}

export const valuesOf = (company: Company): CompanyValues => ({
  name: company.name,
  country: company.country,
  language: company.language,
  timeZone: company.timeZone,
  vatIdentifier: company.vatIdentifier,
  legalRegistrationIdentifier: company.legalRegistrationIdentifier,
  gln: company.gln,
  email: company.email,
  phone: company.phone,
  iban: groupedIban(company.iban),
  address: company.address,
  paymentTermDays: String(company.paymentTermDays),
});

/** As the hub takes it; its address is in the country of the company. */
export const bodyOf = ({ paymentTermDays, iban, address, ...values }: CompanyValues) => ({
  ...values,
  address: { ...address, countryCode: values.country },
  iban: iban.replaceAll(/\s/g, "").toUpperCase(),
  paymentTermDays: Number(paymentTermDays),
});

/** Takes what was looked up by VAT number; what the look-up does not know stays as it was. */
export const withFound = (
  values: CompanyValues,
  found: { readonly name: string; readonly address: Partial<Address> },
): CompanyValues => ({
  ...values,
  name: found.name === "" ? values.name : found.name,
  address: {
    ...values.address,
    ...Object.fromEntries(Object.entries(found.address).filter(([, part]) => part !== "")),
    countryCode: values.country,
  },
});
