import { defineConnector } from "#connect/connector.ts";
import { listPaymentMethods, listProducts, listTaxRates, listVatClasses } from "./catalogue.ts";
import { createCategory, listCategories } from "./categories.ts";
import { check } from "./check.ts";
import { createCustomer, findCustomer, listCustomers, updateCustomer } from "./customers.ts";
import { en } from "./en.ts";
import { enter } from "./entry.ts";
import { errorOf } from "./errors.ts";
import { fr } from "./fr.ts";
import { guide } from "./guide.ts";
import { listKnownOrders } from "./known-orders.ts";
import { nl } from "./nl.ts";
import { getOrders, listOrders, listRefunds } from "./orders.ts";
import { createProduct, findProducts, updateProduct } from "./products.ts";
import { isPlainHttp, restRoot, settings } from "./settings.ts";
import { setStock } from "./stock.ts";
import { activate, all, status, subscribe, topics, unsubscribe } from "./subscriptions.ts";
import { announces, senderOf, verify } from "./webhook.ts";
import { limits } from "./limits.ts";

export const woocommerce = defineConnector({
  id: "woocommerce",
  name: "WooCommerce",
  kind: "webshop",
  docs: "https://developer.woocommerce.com/docs/apis/rest-api/",
  settings,
  labels: { nl, fr, en },
  credentials: {
    type: "key-pair",
    names: ["consumerKey", "consumerSecret"],
    use: (its) => {
      if (isPlainHttp(its)) return "oauth1";
      return its.keysInQuery ? { query: ["consumer_key", "consumer_secret"] } : "basic";
    },
  },
  // The product counts nothing itself; hosts do, without saying how. Two at a time is gentle everywhere.
  rateLimit: { per: "connection", windows: [], concurrency: 2 },
  // With the order key anybody opens the pay page of an order.
  secretFields: ["order_key", "payment_url"],
  baseUrl: restRoot,
  errorOf,
  enter,
  guide,
  check,
  limits,

  // Of those from documentation the answers are recorded, and the filters asked with are not.
  evidence: {
    "orders.list": "recording",
    "orders.known": "documentation",
    "orders.get": "recording",
    "refunds.list": "recording",
    "products.list": "documentation",
    "products.find": "documentation",
    "products.create": "documentation",
    "products.update": "documentation",
    "stock.set": "documentation",
    "categories.list": "documentation",
    "categories.create": "documentation",
    "customers.list": "documentation",
    "customers.find": "documentation",
    "customers.create": "documentation",
    "customers.update": "documentation",
    "vatClasses.list": "documentation",
    "taxRates.list": "recording",
    "paymentMethods.list": "recording",
  },

  operations: {
    "orders.get": getOrders,
    "orders.list": listOrders,
    "orders.known": listKnownOrders,
    "refunds.list": listRefunds,
    "products.list": listProducts,
    "products.find": findProducts,
    "products.create": createProduct,
    "products.update": updateProduct,
    "stock.set": setStock,
    "categories.list": listCategories,
    "categories.create": createCategory,
    "customers.list": listCustomers,
    "customers.find": findCustomer,
    "customers.create": createCustomer,
    "customers.update": updateCustomer,
    "vatClasses.list": listVatClasses,
    "taxRates.list": listTaxRates,
    "paymentMethods.list": listPaymentMethods,
  },
  webhook: { topics, subscribe, unsubscribe, status, all, activate, verify, senderOf, announces },
});
