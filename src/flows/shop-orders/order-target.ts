import type { DocumentOrder, OrderPayment } from "#domain/document-order.ts";
import type { IssuedDocument } from "#domain/document.ts";
import type { Party } from "#domain/party.ts";

/**
 * Where orders are booked, built in or outside: the operations of one target, each for a batch. Within one call all is done or
 * nothing is; a target that cannot promise that is given one order at a time.
 */
export interface OrderTarget {
  "customers.find"(buyers: readonly Party[]): Promise<readonly (string | null)[]>;
  "customers.create"(buyers: readonly Party[]): Promise<readonly string[]>;
  "documents.create"(
    orders: readonly DocumentOrder[],
  ): Promise<readonly { readonly businessKey: string; readonly id: string; readonly number: string }[]>;
  "documents.ofOrders"(connectionId: string, orderIds: readonly string[]): Promise<readonly IssuedDocument[]>;
  "effects.done"(businessKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  "payments.record"(payments: readonly OrderPayment[]): Promise<number>;
}
