export const countries = ["BE", "NL", "LU"] as const;
export type Country = (typeof countries)[number];

/** What the first visit asks, as it is typed. */
export interface Setup {
  readonly account: {
    readonly name: string;
    readonly email: string;
    readonly password: string;
    /** The server prints it; asked only from another machine, and only when the address does not bring it along. */
    readonly code: string;
  };
  readonly company: {
    readonly vat: string;
    readonly name: string;
    readonly country: Country;
    readonly street: string;
    readonly postalZone: string;
    readonly city: string;
    readonly iban: string;
  };
}

export const emptySetup = (code: string): Setup => ({
  account: { name: "", email: "", password: "", code },
  company: { vat: "", name: "", country: "BE", street: "", postalZone: "", city: "", iban: "" },
});

export const examples: Readonly<Record<Country, string>> = {
  BE: "BE 0123.456.749",
  NL: "NL 0012.34.567.B01",
  LU: "LU 12345678",
};

/** A VAT number as the register knows it: people leave out the letters of their own country. */
export const withPrefix = (vat: string, country: Country): string =>
  /^\s*[a-z]{2}/i.test(vat) || vat.trim() === "" ? vat.trim() : `${country}${vat.trim()}`;

const zones: Readonly<Record<Country, string>> = {
  BE: "Europe/Brussels",
  NL: "Europe/Amsterdam",
  LU: "Europe/Luxembourg",
};
export const timeZoneOf = (country: Country): string => zones[country];

/** Which of the two steps says what is wrong with a field. */
export const stepOf = (field: string): "account" | "company" =>
  field.startsWith("administration") ? "company" : "account";
