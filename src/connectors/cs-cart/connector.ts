import { defineConnector } from "#connect/connector.ts";
import { createCategory, listCategories, listPaymentMethods, listVatClasses } from "./catalogue.ts";
import { check } from "./check.ts";
import { createCustomer, findCustomer, listCustomers, updateCustomer } from "./customers.ts";
import { en } from "./en.ts";
import { enter } from "./entry.ts";
import { errorOf } from "./errors.ts";
import { fr } from "./fr.ts";
import { guide } from "./guide.ts";
import { limits } from "./limits.ts";
import { nl } from "./nl.ts";
import { listKnownOrders, listOrders } from "./order-lists.ts";
import { getOrders, listRefunds } from "./orders.ts";
import { createProduct, findProducts, listProducts, setStock, updateProduct } from "./products.ts";
import { baseUrl, settings } from "./settings.ts";

/** Orders are only read: a write of one makes the shop calculate it anew, with the prices of today. It rings no bell either. */
export const csCart = defineConnector({
  id: "cs-cart",
  name: "CS-Cart",
  kind: "webshop",
  docs: "https://docs.cs-cart.com/latest/developer_guide/api/",
  settings,
  labels: { nl, fr, en },
  credentials: { type: "basic", names: ["email", "apiKey"] },
  // The product counts nothing and says nothing: what a small host stands.
  rateLimit: {
    per: "connection",
    windows: [{ requests: 2, seconds: 1 }],
    concurrency: 1,
    backOffSeconds: [5, 15, 60, 300],
  },
  baseUrl,
  errorOf,
  enter,
  guide,
  limits,
  check,
  evidence: {
    "orders.get": "documentation",
    "orders.list": "documentation",
    "orders.known": "documentation",
    "refunds.list": "inferred",
    "products.list": "documentation",
    "products.find": "documentation",
    "products.create": "documentation",
    "products.update": "documentation",
    "stock.set": "documentation",
    "vatClasses.list": "documentation",
    "categories.list": "documentation",
    "categories.create": "inferred",
    "customers.list": "documentation",
    "customers.find": "documentation",
    "customers.create": "documentation",
    "customers.update": "inferred",
    "paymentMethods.list": "documentation",
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
    "vatClasses.list": listVatClasses,
    "categories.list": listCategories,
    "categories.create": createCategory,
    "customers.list": listCustomers,
    "customers.find": findCustomer,
    "customers.create": createCustomer,
    "customers.update": updateCustomer,
    "paymentMethods.list": listPaymentMethods,
  },
});
