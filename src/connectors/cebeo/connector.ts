import { defineConnector } from "#connect/connector.ts";
import { getPrices, searchItems } from "./articles.ts";
import { clearBasket, getBasket } from "./basket.ts";
import { check } from "./check.ts";
import { getSupplierDocument } from "./documents.ts";
import { errorOf } from "./errors.ts";
import { en, fr, nl } from "./labels.ts";
import { findOrder, sendOrder } from "./send-order.ts";
import { settings } from "./settings.ts";

/** Built from what programs of others send to Cebeo, never run against Cebeo itself (docs/connectors/cebeo.md). */
export const cebeo = defineConnector({
  id: "cebeo",
  name: "Cebeo",
  kind: "supplier",
  docs: "https://www.cebeo.be/",
  settings,
  labels: { nl, fr, en },
  credentials: { type: "placed", names: ["password"] },
  // Nothing is published, and a service that is asked one thing at a time was seen.
  rateLimit: { per: "connection", windows: [], concurrency: 2 },
  baseUrl: ({ address }) => new URL(".", address),
  // A basket belongs to a login: two logins of one customer are two accounts.
  accountIn: ({ customerNumber, userName }) => `${customerNumber} ${userName}`.toLowerCase(),
  errorOf,
  check,
  evidence: {
    "basket.get": "inferred",
    "basket.clear": "inferred",
    "prices.get": "inferred",
    "items.search": "inferred",
    "purchaseOrders.send": "inferred",
    "supplierDocuments.get": "inferred",
  },

  operations: {
    "basket.get": getBasket,
    "basket.clear": clearBasket,
    "prices.get": getPrices,
    "items.search": searchItems,
    "purchaseOrders.send": ({ sendAgainWhenNotFound }) => ({
      repeat: "look-up",
      visibleAfterSeconds: 5,
      laterLooks: [30, 120],
      sendsAgain: sendAgainWhenNotFound,
      find: findOrder,
      run: sendOrder,
    }),
    "supplierDocuments.get": getSupplierDocument,
  },
});
