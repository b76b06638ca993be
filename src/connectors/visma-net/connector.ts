import { defineConnector } from "#connect/connector.ts";
import { check } from "./check.ts";
import { createCustomer, findCustomer, listCustomers } from "./customers.ts";
import { createDocument } from "./documents.ts";
import { errorOf } from "./errors.ts";
import { findProducts, getImage, listProducts, listStock } from "./items.ts";
import { en, fr, nl } from "./labels.ts";
import { listTaxRates, listVatClasses, listWarehouses } from "./lookups.ts";
import { limits } from "./limits.ts";
import { folder, settings } from "./settings.ts";

/** Built from the contract, never run against Visma Net itself (docs/connectors/visma-net.md). */
export const vismaNet = defineConnector({
  id: "visma-net",
  name: "Visma Net",
  kind: "accounting",
  docs: "https://docs.vismasoftware.no/vismanetapi/",
  settings,
  labels: { nl, fr, en },
  credentials: {
    type: "client-credentials",
    names: ["clientId", "clientSecret"],
    tokenUrl: ({ tokenUrl }) => new URL(tokenUrl),
    form: ({ scopes, companyTenantId }) => ({ scope: scopes.join(" "), tenant_id: companyTenantId }),
  },
  // How much it takes is not published; its headers say what is left, at each host by itself. Four a second on average until then.
  rateLimit: { per: "address", windows: [{ requests: 40, seconds: 10 }], concurrency: 8, firstConcurrency: 1 },
  asksCodes: true,
  spreadsDiscounts: true,
  documentKinds: ({ creditOrderType }) =>
    creditOrderType === "" ? ["invoice", "orderSlip"] : ["invoice", "orderSlip", "creditNote"],
  baseUrl: ({ financeUrl }) => folder(financeUrl),
  accountIn: ({ companyTenantId }) => companyTenantId.toLowerCase(),
  limits,
  otherUrls: ({ salesOrderUrl }) => [folder(salesOrderUrl)],
  errorOf,
  check,
  evidence: {
    "products.list": "documentation",
    "products.find": "documentation",
    "images.get": "documentation",
    "stock.list": "documentation",
    "warehouses.list": "documentation",
    "vatClasses.list": "documentation",
    "taxRates.list": "documentation",
    "customers.list": "documentation",
    "customers.find": "documentation",
    "customers.create": "documentation",
    "documents.create": "documentation",
  },

  operations: {
    "products.list": listProducts,
    "products.find": findProducts,
    "images.get": getImage,
    "stock.list": listStock,
    "warehouses.list": listWarehouses,
    "vatClasses.list": listVatClasses,
    "taxRates.list": listTaxRates,
    "customers.list": listCustomers,
    "customers.find": findCustomer,
    "customers.create": createCustomer,
    "documents.create": createDocument,
  },
});
