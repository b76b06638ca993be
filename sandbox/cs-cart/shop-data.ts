/** What the merchant set up: taxes, payments, shippings, promotions, statuses. Plain data; a test may bring its own. */
export interface Tax {
  readonly taxId: number;
  readonly name: string;
  readonly regnumber: string;
  /** `price_includes_tax`. */ readonly included: boolean;
  readonly addressType: "S" | "B";
  /** Percent, or an amount per piece. */ readonly kind: "P" | "F";
  /** By country, three decimals; `*` elsewhere. A country without one pays none. */
  readonly rates: Readonly<Record<string, string>>;
}
export interface Payment {
  readonly paymentId: number;
  readonly name: string;
  readonly processor: string;
  /** `a_surcharge`. */ readonly fixed: string;
  /** `p_surcharge`. */ readonly percent: string;
  readonly taxIds: readonly number[];
  readonly status: "A" | "D";
}
export interface Shipping {
  readonly shippingId: number;
  readonly name: string;
  /** Changed while the shop runs, it is what the next calculation takes. */ rate: string;
  readonly taxIds: readonly number[];
  /** `null`: everywhere. */ readonly countries: readonly string[] | null;
}
export interface Promotion {
  readonly promotionId: number;
  readonly name: string;
  /** `null`: for everybody. */ readonly coupon: string | null;
  readonly on: "lines" | "order" | "shipping";
  /** Of the lines or the subtotal; free shipping needs neither. */ readonly percent?: string;
  /** Off the subtotal. */ readonly amount?: string;
  isActive: boolean;
}
export interface Status {
  readonly statusId: number;
  readonly letter: string;
  readonly type: "O" | "G";
  readonly name: string;
  /** What it does to stock: taken, or given back. */ readonly inventory: "D" | "I";
  /** Whether the customer is mailed. */ readonly notify: boolean;
  readonly isDefault: boolean;
}
export interface Category {
  readonly categoryId: number;
  readonly name: string;
  readonly parentId: number;
  readonly status: "A" | "D" | "H";
}
export interface Feature {
  readonly featureId: number;
  description: string;
  readonly type: "T" | "S" | "N";
}
export interface Company {
  readonly companyId: number;
  readonly name: string;
}

export interface ShopData {
  readonly companies: readonly Company[];
  readonly taxes: readonly Tax[];
  readonly payments: readonly Payment[];
  readonly shippings: readonly Shipping[];
  readonly promotions: Promotion[];
  readonly statuses: readonly Status[];
  readonly categories: readonly Category[];
  readonly features: readonly Feature[];
}

const orderStatus = (statusId: number, letter: string, name: string, inventory: "D" | "I" = "D"): Status => ({
  ...{ statusId, letter, type: "O", name, inventory },
  ...{ notify: !["N", "T"].includes(letter), isDefault: !["A", "R"].includes(letter) },
});
/** The letters of a gift certificate are not those of an order, and stand in the same list. */
const certificateStatus = (statusId: number, letter: string, name: string): Status => ({
  ...{ statusId, letter, type: "G", name, inventory: "D", notify: true, isDefault: true },
});

const statuses: readonly Status[] = [
  orderStatus(1, "O", "Geopend"),
  orderStatus(2, "P", "Betaald"),
  orderStatus(3, "C", "Afgewerkt"),
  orderStatus(4, "B", "Nalevering"),
  orderStatus(5, "Y", "Wacht op telefoon"),
  orderStatus(6, "F", "Mislukt", "I"),
  orderStatus(7, "D", "Geweigerd", "I"),
  orderStatus(8, "I", "Geannuleerd", "I"),
  orderStatus(9, "N", "Onvolledig", "I"),
  orderStatus(10, "T", "Hoofdbestelling"),
  orderStatus(11, "A", "Klaar om af te halen"),
  orderStatus(12, "R", "Terugbetaald", "I"),
  certificateStatus(13, "A", "Actief"),
  certificateStatus(14, "C", "Verstuurd"),
  certificateStatus(15, "P", "In behandeling"),
  certificateStatus(16, "U", "Opgebruikt"),
];

/** The shop of the demo and the tests. With `included` false its prices are without VAT. A fresh copy every time. */
export function shopData(included = true): ShopData {
  const tax = { regnumber: "BE0123456749", included, addressType: "S", kind: "P" } as const;
  const payment = { processor: "", fixed: "0.00", percent: "0.000", taxIds: [], status: "A" } as const;
  return {
    companies: [
      { companyId: 1, name: "De Mokkenwinkel" },
      { companyId: 2, name: "La Boutique des Tasses" },
    ],
    taxes: [
      { ...tax, taxId: 6, name: "BTW hoog", rates: { BE: "21.000", NL: "21.000", DE: "19.000", FR: "20.000" } },
      { ...tax, taxId: 7, name: "BTW laag", rates: { BE: "6.000", NL: "9.000", DE: "7.000", FR: "5.500" } },
      { ...tax, taxId: 8, name: "Recupel", kind: "F", rates: { BE: "0.050" } },
    ],
    payments: [
      { ...payment, paymentId: 12, name: "Bancontact", processor: "Mollie" },
      { ...payment, paymentId: 13, name: "Overschrijving" },
      { ...payment, paymentId: 14, name: "PayPal", processor: "PayPal", fixed: "0.35", percent: "1.500", taxIds: [6] },
      { ...payment, paymentId: 15, name: "Cheque", status: "D" },
    ],
    shippings: [
      { shippingId: 1, name: "Bpost", rate: "6.05", taxIds: [6], countries: ["BE", "NL"] },
      { shippingId: 2, name: "DPD Europa", rate: "14.52", taxIds: [6], countries: ["DE", "FR", "LU", "GB", "US"] },
      { shippingId: 3, name: "Afhalen", rate: "0.00", taxIds: [], countries: null },
    ],
    promotions: [
      { promotionId: 1, name: "Welkom", coupon: "WELKOM10", on: "order", percent: "10.000", isActive: true },
      { promotionId: 2, name: "Vijf euro", coupon: "VIJF", on: "order", amount: "5.00", isActive: true },
      { promotionId: 3, name: "Solden", coupon: "SOLDEN20", on: "lines", percent: "20.000", isActive: true },
      { promotionId: 4, name: "Gratis verzending", coupon: "GRATISVERZ", on: "shipping", isActive: true },
      { promotionId: 5, name: "Cadeau", coupon: "CADEAU", on: "lines", percent: "100.000", isActive: true },
    ],
    statuses,
    categories: [
      { categoryId: 1, name: "Alles", parentId: 0, status: "A" },
      { categoryId: 2, name: "Mokken", parentId: 1, status: "A" },
      { categoryId: 3, name: "Boeken", parentId: 1, status: "A" },
      { categoryId: 4, name: "Oud", parentId: 0, status: "H" },
    ],
    features: [
      { featureId: 20, description: "Kleur", type: "S" },
      { featureId: 21, description: "Inhoud", type: "T" },
    ],
  };
}
