import type { DocumentKind } from "./document-kinds.ts";
import type { TextKey } from "./texts/text.ts";

/** What a person reaches from a module with *Configure*. */
export type Configures =
  | "connections"
  | "documents"
  | "texts"
  | "houseStyle"
  | "parties"
  | "items"
  | "payments"
  | "partners"
  | "supplierWebshops";

export interface Module {
  /** Basic ones are on by themselves unless `startsOff`; advanced ones couple to an outside product and start off. */
  readonly group: "basic" | "advanced";
  readonly startsOff: boolean;
  /** Never off: without it there is no back office. */
  readonly isFixed: boolean;
  /** Documents of these kinds can only be started while it is on. */
  readonly kinds: readonly DocumentKind[];
  /** True when it gates the connector with the module's own code as its id. */
  readonly isConnector: boolean;
  /** Ids of the connectors it gates beside that. */
  readonly connectors: readonly string[];
  readonly configures: Configures | null;
  readonly name: Extract<TextKey, `app.${string}.name`>;
  /** One sentence: what it is for. */
  readonly about: Extract<TextKey, `app.${string}.about`>;
}

type Given = Partial<Module> & Pick<Module, "name" | "about">;
const none = {
  startsOff: false,
  isFixed: false,
  kinds: [],
  isConnector: false,
  connectors: [],
  configures: null,
} as const;
const basic = (module: Given): Module => ({ ...none, group: "basic", ...module });
const connector = (name: Module["name"], about: Module["about"]): Module => ({
  ...none,
  group: "advanced",
  startsOff: true,
  isConnector: true,
  configures: "connections",
  name,
  about,
});

/** Every app of "Apps and couplings" (requirements B1.3–B1.6), in the order people see them. The code of one that gates a connector is its id. */
export const modules = {
  customers: basic({ isFixed: true, configures: "parties", name: "app.customers.name", about: "app.customers.about" }),
  items: basic({ isFixed: true, configures: "items", name: "app.items.name", about: "app.items.about" }),
  invoices: basic({
    isFixed: true,
    kinds: ["invoice", "creditNote"],
    configures: "documents",
    name: "app.invoices.name",
    about: "app.invoices.about",
  }),
  payments: basic({ isFixed: true, configures: "payments", name: "app.payments.name", about: "app.payments.about" }),
  quotes: basic({
    kinds: ["quote", "salesQuote", "orderConfirmation"],
    configures: "documents",
    name: "app.quotes.name",
    about: "app.quotes.about",
  }),
  orderSlips: basic({
    kinds: ["orderSlip"],
    configures: "documents",
    name: "app.orderSlips.name",
    about: "app.orderSlips.about",
  }),
  deliveryNotes: basic({
    kinds: ["deliveryNote"],
    configures: "documents",
    name: "app.deliveryNotes.name",
    about: "app.deliveryNotes.about",
  }),
  workOrders: basic({
    kinds: ["workPreparation", "workOrder"],
    configures: "documents",
    name: "app.workOrders.name",
    about: "app.workOrders.about",
  }),
  purchases: basic({
    kinds: ["purchaseOrder", "requestForQuotation", "purchaseReceipt", "purchaseDocument"],
    configures: "documents",
    name: "app.purchases.name",
    about: "app.purchases.about",
  }),
  // Orders hub to hub: docs/partner-exchange.md.
  partners: basic({ startsOff: true, configures: "partners", name: "app.partners.name", about: "app.partners.about" }),
  epcQr: basic({ configures: "houseStyle", name: "app.epcQr.name", about: "app.epcQr.about" }),
  foreignLanguageCustomers: basic({
    startsOff: true,
    configures: "texts",
    name: "app.foreignLanguageCustomers.name",
    about: "app.foreignLanguageCustomers.about",
  }),
  woocommerce: connector("app.woocommerce.name", "app.woocommerce.about"),
  "cs-cart": connector("app.csCart.name", "app.csCart.about"),
  mollie: connector("app.mollie.name", "app.mollie.about"),
  "visma-net": connector("app.vismaNet.name", "app.vismaNet.about"),
  "bancontact-pro": connector("app.bancontactPro.name", "app.bancontactPro.about"),
  // Baskets, prices, orders and documents of every supplier, whatever connector asks them.
  supplierWebshops: {
    ...none,
    group: "advanced",
    startsOff: true,
    connectors: ["cebeo", "oci"],
    configures: "supplierWebshops",
    name: "app.supplierWebshops.name",
    about: "app.supplierWebshops.about",
  },
} as const satisfies Readonly<Record<string, Module>>;

export type ModuleCode = keyof typeof modules;
export const moduleCodes = Object.keys(modules) as ModuleCode[];

export const isModuleCode = (text: string): text is ModuleCode => Object.hasOwn(modules, text);
export const moduleOf = (code: ModuleCode): Module => modules[code];

/** The module that has to be on to start a document of this kind; null when none does. */
export const moduleOfKind = (kind: DocumentKind): ModuleCode | null =>
  moduleCodes.find((code) => moduleOf(code).kinds.includes(kind)) ?? null;

/** The connectors a module gates. */
export const connectorsOf = (code: ModuleCode): readonly string[] => [
  ...(moduleOf(code).isConnector ? [code] : []),
  ...moduleOf(code).connectors,
];

/** The module that gates a connector; null for one that nothing gates. */
export const moduleOfConnector = (connectorId: string): ModuleCode | null =>
  moduleCodes.find((code) => connectorsOf(code).includes(connectorId)) ?? null;
