/** What a company has been set up with: the demo company's, and how each is shown. */
import { amount, type Amount } from "#domain/amount.ts";
import { numeric } from "./json.ts";

export interface VatCode {
  readonly vatId: string;
  readonly description: string;
  /** Zones it is charged in. */ zones: readonly string[];
  reverseVat: boolean;
  /** In force from its day until the next one. */ schedules: readonly {
    readonly startDate: string;
    readonly vatRate: Amount;
  }[];
}
export interface VatCategory {
  readonly vatCategoryId: string;
  description: string;
  active: boolean;
  readonly vatIds: readonly string[];
}
export interface CustomerClass {
  readonly id: string;
  description: string;
  vatZone: string;
  creditTerms: string;
  /** Control account of its customers: only seen on a customer. */ ledgerAccount: string;
}
export interface OrderType {
  readonly orderType: string;
  description: string;
  active: boolean;
  /** A credit note moves no stock. */ readonly behavior: "Sales order" | "Credit note";
  /** The caller gives the order id. */ readonly isManual: boolean;
}
export interface Branch {
  readonly number: string;
  name: string;
  vatRegistrationId: string;
}
export interface CodeAndText {
  readonly id: string;
  description: string;
}

export interface Lookups {
  warehouses: CodeAndText[];
  paymentMethods: (CodeAndText & { active: boolean })[];
  creditTerms: (CodeAndText & { readonly days: number })[];
  customerClasses: CustomerClass[];
  vatCategories: VatCategory[];
  vatCodes: VatCode[];
  vatZones: CodeAndText[];
  accounts: { readonly id: number; readonly number: string; description: string; type: string; isControl: boolean }[];
  branches: Branch[];
  orderTypes: OrderType[];
  currencies: string[];
}

const vat = (vatId: string, description: string, zone: string, rates: Readonly<Record<string, string>>): VatCode => ({
  vatId,
  description,
  zones: [zone],
  reverseVat: zone === "02",
  schedules: Object.entries(rates).map(([startDate, rate]) => ({ startDate, vatRate: amount(rate) })),
});
const old = "2012-10-01";

export const demoLookups = (name: string, vatRegistrationId: string): Lookups => ({
  warehouses: [
    { id: "1", description: "Hoofdmagazijn" },
    { id: "2", description: "Winkel" },
  ],
  paymentMethods: [
    { id: "WEB", description: "Webshop", active: true },
    { id: "CHEQUE", description: "Cheque", active: false },
  ],
  creditTerms: [
    { id: "14", description: "14 dagen", days: 14 },
    { id: "30", description: "30 dagen", days: 30 },
  ],
  customerClasses: [
    { id: "1", description: "Debiteuren", vatZone: "01", creditTerms: "30", ledgerAccount: "1300" },
    { id: "WEB", description: "Webshop 1400", vatZone: "01", creditTerms: "14", ledgerAccount: "1400" },
  ],
  vatCategories: [
    { vatCategoryId: "HIGH", description: "Btw hoog", active: true, vatIds: ["VH", "VEU", "VEX"] },
    { vatCategoryId: "LOW", description: "Btw laag", active: true, vatIds: ["VL", "VEU", "VEX"] },
    { vatCategoryId: "ZERO", description: "Btw nul", active: true, vatIds: ["V0"] },
    { vatCategoryId: "OLD", description: "Btw vervallen", active: false, vatIds: [] },
  ],
  vatCodes: [
    vat("VH", "Btw hoog", "01", { [old]: "21" }),
    vat("VL", "Btw laag", "01", { [old]: "6", "2019-01-01": "9" }),
    vat("V0", "Btw nul", "01", { [old]: "0" }),
    vat("VEU", "Btw verlegd EU", "02", { [old]: "0" }),
    vat("VEX", "Uitvoer", "03", { [old]: "0" }),
  ],
  vatZones: [
    { id: "01", description: "Binnenland" },
    { id: "02", description: "EU" },
    { id: "03", description: "Buiten de EU" },
  ],
  accounts: [
    { id: 1, number: "1300", description: "Debiteuren", type: "Asset", isControl: true },
    { id: 2, number: "1400", description: "Debiteuren webshop", type: "Asset", isControl: true },
    { id: 3, number: "1500", description: "Af te dragen btw", type: "Liability", isControl: false },
    { id: 4, number: "8000", description: "Omzet", type: "Income", isControl: false },
  ],
  branches: [
    { number: "1", name, vatRegistrationId },
    { number: "2", name: `${name} Filiaal`, vatRegistrationId },
  ],
  orderTypes: [
    { orderType: "SO", description: "Verkooporder", active: true, behavior: "Sales order", isManual: false },
    { orderType: "WO", description: "Webshoporder", active: true, behavior: "Sales order", isManual: true },
    { orderType: "CM", description: "Creditnota", active: true, behavior: "Credit note", isManual: false },
  ],
  currencies: ["EUR", "USD", "GBP"],
});

const day = (text: string): string => `${text}T00:00:00`;
type Rows = readonly object[];

/** By the last segment of their path, as the interface shows them. */
export const shownLookups: Readonly<Record<string, (lookups: Lookups) => Rows>> = {
  warehouse: ({ warehouses }) =>
    warehouses.map(({ id, description }) => ({
      warehouseID: id,
      description,
      locations: [{ locationId: "1", description: "Standaard", active: true }],
    })),
  paymentmethod: ({ paymentMethods }) =>
    paymentMethods.map(({ id, description, active }) => ({
      paymentMethodID: id,
      active,
      meansOfPayment: "CashBank",
      description,
      details: [],
    })),
  creditTerm: ({ creditTerms }) =>
    creditTerms.map(({ id, description, days }) => ({
      termsId: id,
      description,
      dueDateType: "FixedNumberOfDays",
      dueDay1: days,
    })),
  customerClass: ({ customerClasses }) => customerClasses.map(({ id, description }) => ({ id, description })),
  vatCategory: ({ vatCategories }) =>
    vatCategories.map(({ vatCategoryId, description, active, vatIds }) => ({
      vatCategoryId,
      description,
      active,
      vatCategoryLines: vatIds.map((vatId) => ({ vatId })),
    })),
  vat: ({ vatCodes, vatCategories }) =>
    vatCodes.map(({ vatId, description, zones, reverseVat, schedules }) => ({
      vatCategoryId: vatCategories.find(({ vatIds }) => vatIds.includes(vatId))?.vatCategoryId,
      vatId,
      description,
      type: "VAT",
      reverseVat,
      schedules: schedules.map(({ startDate, vatRate }) => ({ startDate: day(startDate), vatRate: numeric(vatRate) })),
      glAccounts: { vatPayableAccount: { number: "1500" } },
      zones: zones.map((id) => ({ id })),
    })),
  vatZone: ({ vatZones }) => vatZones,
  ledger: () => [{ internalId: 1, number: "1", description: "Grootboek", balanceType: "Actual", currencyId: "EUR" }],
  account: ({ accounts }) =>
    accounts.map(({ id, number, description, type, isControl }) => ({
      accountID: id,
      accountCD: number,
      description,
      type,
      active: true,
      taxCategory: null,
      cashAccount: false,
      allowManualEntry: !isControl,
      controlAccountModule: isControl ? "AR" : null,
    })),
  branch: ({ branches }) => branches.map(shownOrganisation),
  organization: ({ branches }) => branches.slice(0, 1).map(shownOrganisation),
  salesordertype: ({ orderTypes }) =>
    orderTypes.map(({ orderType, description, active, behavior, isManual }) => ({
      orderType,
      active,
      description,
      behavior,
      numbering: isManual ? "MANUAL" : "SOORDER",
    })),
};

function shownOrganisation({ number, name, vatRegistrationId }: Branch): object {
  return { number, name, currency: { id: "EUR" }, vatRegistrationId, ledger: { id: "1", description: "Grootboek" } };
}

/** The rate of a category for a buyer of this zone on this day; 0 where no code is charged. */
export function vatRate(lookups: Lookups, category: string, zone: string, onDay: string): Amount {
  const ids = lookups.vatCategories.find(({ vatCategoryId }) => vatCategoryId === category)?.vatIds ?? [];
  const code = lookups.vatCodes.find(({ vatId, zones }) => ids.includes(vatId) && zones.includes(zone));
  return code?.schedules.findLast(({ startDate }) => startDate <= onDay)?.vatRate ?? amount("0");
}
