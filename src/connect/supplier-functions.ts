import type { SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import { offers, offersWith, type AnyConnector } from "./connector.ts";
import type { OperationName } from "./operations.ts";

const operationsOf = {
  basket: ["basket.get", "basket.open"],
  price: ["prices.get"],
  order: ["purchaseOrders.send"],
  document: ["supplierDocuments.get"],
} as const satisfies Readonly<Record<SupplierFunction, readonly OperationName[]>>;

type Settings = Readonly<Record<string, unknown>>;

/** Whether it can be asked of an account with these settings; of null, whether of any account. */
export function offersOperation(
  connector: AnyConnector,
  name: OperationName,
  settings: Settings | null = null,
): boolean {
  if (settings === null) return offers(connector, name);
  return offersWith(connector, connector.settings.safeParse(settings).data ?? settings, name);
}

/** Having an operation of it is the function (requirement A1.15): there is no flag beside it. */
export const offersFunction = (
  connector: AnyConnector,
  wanted: SupplierFunction,
  settings: Settings | null = null,
): boolean => operationsOf[wanted].some((operation) => offersOperation(connector, operation, settings));
