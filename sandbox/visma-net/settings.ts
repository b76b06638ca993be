/** What the operator of the stand-in sets. Each may be changed while it runs and holds from the next request on. */
export interface Settings {
  tokenSeconds: number;
  /** Generous counts and shows as well, and never refuses. */ limits: "enforced" | "generous";
  /** Per company, client and host. The number is not published: this is a hint from the community. */
  window: { requests: number; seconds: number };
  /** Whether the sales order service shows its window: not known of the real one. */ showsSalesOrderWindow: boolean;
  /** Of the stamps and filters of the finance interface, which carry no zone. */ timeZone: string;
  pageSizes: { inventory: number; other: number };
  /** After so long, of the stand-in's clock, a background operation is carried out. */ backgroundSeconds: number;
  /** Look-ups whose values come as `{value: x}`, last segment of the path. */ wrappedLookups: readonly string[];
  /** Whether a unit price of a sales order includes VAT: the set-up of the company. */ pricesIncludeVat: boolean;
}

export const defaults: Readonly<Settings> = {
  tokenSeconds: 3600,
  limits: "enforced",
  window: { requests: 15_000, seconds: 3600 },
  showsSalesOrderWindow: false,
  timeZone: "Europe/Amsterdam",
  pageSizes: { inventory: 5000, other: 1000 },
  backgroundSeconds: 2,
  wrappedLookups: ["creditTerm"],
  pricesIncludeVat: false,
};
