import { defineConnector } from "#connect/connector.ts";
import { listCustomers, listPaymentMethods, listProducts, listTaxRates } from "./catalogue.ts";
import { check } from "./check.ts";
import { en } from "./en.ts";
import { enter } from "./entry.ts";
import { errorOf } from "./errors.ts";
import { fr } from "./fr.ts";
import { guide } from "./guide.ts";
import { listKnownOrders } from "./known-orders.ts";
import { nl } from "./nl.ts";
import { getOrders, listOrders, listRefunds } from "./orders.ts";
import { isPlainHttp, restRoot, settings } from "./settings.ts";
import { activate, all, status, subscribe, topics, unsubscribe } from "./subscriptions.ts";
import { announces, senderOf, verify } from "./webhook.ts";

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
  operations: {
    "orders.get": getOrders,
    "orders.list": listOrders,
    "orders.known": listKnownOrders,
    "refunds.list": listRefunds,
    "products.list": listProducts,
    "customers.list": listCustomers,
    "taxRates.list": listTaxRates,
    "paymentMethods.list": listPaymentMethods,
  },
  webhook: { topics, subscribe, unsubscribe, status, all, activate, verify, senderOf, announces },
});
