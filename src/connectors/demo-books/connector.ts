import { defineConnector } from "#connect/connector.ts";
import { createCustomer, createDocument, errorOf, findCustomer, findItems } from "./bookings.ts";
import { en, fr, nl } from "./labels.ts";
import { Account, settings } from "./schema.ts";

/** A bookkeeping package for demonstrations and tests (docs/connectors/demo-books.md). */
export const demoBooks = defineConnector({
  id: "demo-books",
  name: "Demo Boeken",
  kind: "accounting",
  docs: "docs/connectors/demo-books.md",
  isExample: true,
  settings,
  labels: { nl, fr, en },
  credentials: { type: "api-key", name: "apiKey", place: { header: "Authorization", prefix: "Bearer " } },
  // How much it takes is a setting of the package: its headers say so.
  rateLimit: { per: "connection", windows: [], concurrency: 4 },
  baseUrl: ({ apiUrl }) => new URL("/api/v1/", apiUrl),
  errorOf,
  asksCodes: ({ asksCodes }) => asksCodes,
  documentKinds: ({ asksCodes }) => (asksCodes ? ["invoice", "orderSlip", "creditNote"] : ["invoice", "creditNote"]),
  documentUrl: ({ apiUrl }, { id }) => new URL(`documents/${encodeURIComponent(id)}`, apiUrl),

  async check({ http }) {
    const account = await http.json({ method: "GET", path: "account" }, Account);
    const { name, repeats, keyHours, indexSeconds, asksCodes } = account;
    const warnings =
      repeats === "neither" ? ["This account recognises no repeats: a lost answer asks you to look yourself"] : [];
    return { account: name, learnt: { repeats, keyHours, indexSeconds, asksCodes }, warnings };
  },

  // Its stand-in is the whole product.
  evidence: {
    "customers.find": "recording",
    "customers.create": "recording",
    "documents.create": "recording",
    "products.find": "recording",
  },

  operations: {
    "customers.find": findCustomer,
    "customers.create": createCustomer,
    "documents.create": createDocument,
    "products.find": findItems,
  },
});
