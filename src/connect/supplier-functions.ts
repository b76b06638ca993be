import type { SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import { offers, type AnyConnector } from "./connector.ts";
import type { OperationName } from "./operations.ts";

const operationsOf = {
  basket: ["basket.get", "basket.open"],
  price: ["prices.get"],
  order: ["purchaseOrders.send"],
  document: ["supplierDocuments.get"],
} as const satisfies Readonly<Record<SupplierFunction, readonly OperationName[]>>;

/** Having an operation of it is the function (requirement A1.15): there is no flag beside it. */
export const offersFunction = (connector: AnyConnector, wanted: SupplierFunction): boolean =>
  operationsOf[wanted].some((operation) => offers(connector, operation));
