import type { Administration } from "#store/administrations.ts";

/** A company to print documents of. */
export const company = (fields: Partial<Administration> = {}): Administration => ({
  id: "0",
  name: "Fietsatelier De Trapper BV",
  country: "BE",
  language: "nl",
  timeZone: "Europe/Brussels",
  currency: "EUR",
  vatIdentifier: "BE0765432146",
  legalRegistrationIdentifier: "0765432146",
  email: "info@detrapper.example",
  phone: "",
  iban: "BE68539007547034",
  address: {
    name: "",
    streetName: "Dorpsstraat 12",
    additionalStreetName: "",
    cityName: "Gent",
    postalZone: "9000",
    countrySubentity: "",
    countryCode: "BE",
  },
  paymentTermDays: 14,
  ...fields,
});
