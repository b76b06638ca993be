import { randomUUIDv7 } from "node:crypto";
import type { DocumentOrder, OrderPayment } from "#domain/document-order.ts";
import type { Party } from "#domain/party.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { findEffects } from "#store/effects.ts";
import { insertPayments } from "#store/payments.ts";
import { createBuyers, findBuyers } from "./buyers.ts";
import { issueDocuments, type Issued } from "./issue-documents.ts";

/**
 * The built-in back office as a target of shop orders: the operations a connector would offer, for a whole batch at a time,
 * in one transaction of one administration. `today` is its local day.
 */
export const builtInTarget = (trx: Transaction, administration: Administration, today: string) => ({
  "customers.find": (buyers: readonly Party[]): Promise<(string | null)[]> =>
    findBuyers(trx, administration.id, buyers),
  "customers.create": (buyers: readonly Party[]): Promise<string[]> => createBuyers(trx, administration.id, buyers),
  "documents.create": (orders: readonly DocumentOrder[]): Promise<Issued[]> =>
    issueDocuments(trx, administration, orders, today),
  /** Documents made of these source orders, whole. */
  "documents.ofOrders": (connectionId: string, orderIds: readonly string[]): Promise<StoredDocument[]> =>
    orderIds.length === 0
      ? Promise.resolve([])
      : readDocuments(trx, administration.id, { connectionId, sourceOrderIds: orderIds, limit: orderIds.length * 100 }),
  /** Which of these effects were carried out before: what each made. */
  "effects.done": (businessKeys: readonly string[]): Promise<Map<string, string>> =>
    businessKeys.length === 0 ? Promise.resolve(new Map()) : findEffects(trx, administration.id, businessKeys),
  "payments.record": (payments: readonly OrderPayment[]): Promise<number> =>
    insertPayments(
      trx,
      administration.id,
      payments.map((payment) => ({ ...payment, id: randomUUIDv7(), direction: "in" })),
    ),
});
