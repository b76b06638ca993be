/** What the first visit asks, as it is typed. */
export interface Setup {
  readonly account: {
    readonly name: string;
    readonly email: string;
    readonly password: string;
    /** The server prints it; asked only from another machine. */
    readonly code: string;
  };
  readonly company: {
    readonly vat: string;
    readonly name: string;
    readonly country: string;
    readonly street: string;
    readonly postalZone: string;
    readonly city: string;
  };
}

export const countries = ["BE", "NL", "LU"] as const;

export const emptySetup: Setup = {
  account: { name: "", email: "", password: "", code: "" },
  company: { vat: "", name: "", country: "BE", street: "", postalZone: "", city: "" },
};
