import { newId } from "#store/new-id.ts";
import type { Amount } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import type { DocumentOrder, OrderPayment, OrderRepayment } from "#domain/document-order.ts";
import type { Party } from "#domain/party.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf, lockForPayment } from "#store/document-balance.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { findEffects, recordEffects } from "#store/effects.ts";
import { bookedSources, insertPayments } from "#store/payments.ts";
import { insertRepayment } from "#store/reversals.ts";
import { createBuyers, findBuyers } from "./buyers.ts";
import { automatic } from "./mail/mail-source.ts";
import { queueDocumentMails } from "./mail/queue-mail.ts";
import { passOnPayments } from "./take-over-payments.ts";
import { tellUnallocated } from "./unallocated.ts";
import { draftDocuments, redraft, type Drafted } from "./draft-documents.ts";
import { checkDocuments, issueDocuments, type Issued } from "./issue-documents.ts";

/** The built-in back office for who only looks: nothing here writes or locks. */
export const builtInSight = (trx: Transaction, administration: Administration) => ({
  "customers.find": (buyers: readonly Party[]): Promise<(string | null)[]> =>
    findBuyers(trx, administration.id, buyers),
  /** Documents made of these source orders, whole. */
  "documents.ofOrders": (connectionId: string, orderIds: readonly string[]): Promise<StoredDocument[]> =>
    orderIds.length === 0
      ? Promise.resolve([])
      : readDocuments(trx, administration.id, { connectionId, sourceOrderIds: orderIds, limit: orderIds.length * 100 }),
  /** Our own books are kept whole. */
  "documents.emptied": async () => new Map<string, never[]>(),
  /** Every line has its own name here. */
  "documents.lacking": async (orders: readonly DocumentOrder[]) => orders.map(() => null),
  "refunds.on": (kind: DocumentKind) => (kind === "invoice" ? ("credited" as const) : ("nothing" as const)),
  "documents.check": async (orders: readonly DocumentOrder[]): Promise<void> => checkDocuments(administration, orders),
  /** Which of these effects were carried out before: what each made. */
  "effects.done": (businessKeys: readonly string[]): Promise<Map<string, string>> =>
    businessKeys.length === 0 ? Promise.resolve(new Map()) : findEffects(trx, administration.id, businessKeys),
  "payments.unbooked": async (payments: readonly OrderPayment[]): Promise<OrderPayment[]> => {
    const keys = payments.map(({ sourceKey }) => sourceKey);
    const booked = await bookedSources(trx, administration.id, keys);
    return payments.filter(({ sourceKey }) => !booked.has(sourceKey));
  },
  /** What is still owed on these documents; below zero where money is owed back. */
  "payments.open": async (documentIds: readonly string[]): Promise<Map<string, Amount>> =>
    new Map((await balancesOf(trx, documentIds)).map(({ documentId, open }) => [documentId, open])),
});

/**
 * The built-in back office as a target of shop orders: the operations a connector would offer, for a whole batch at a time,
 * in one transaction of one administration. `today` is its local day.
 */
export const builtInTarget = (trx: Transaction, administration: Administration, today: string) => ({
  ...builtInSight(trx, administration),
  "customers.create": (buyers: readonly Party[]): Promise<string[]> => createBuyers(trx, administration.id, buyers),
  "documents.create": (orders: readonly DocumentOrder[]): Promise<Issued[]> =>
    issueDocuments(trx, administration, orders, today),
  "documents.draft": (orders: readonly DocumentOrder[]): Promise<Drafted[]> =>
    draftDocuments(trx, administration, orders),
  "documents.redraft": (id: string, order: DocumentOrder): Promise<boolean> => redraft(trx, administration, id, order),
  /** Puts the mail of each document in the outbox, for its buyer; false where the buyer has no address. */
  "documents.send": async (documentIds: readonly string[]): Promise<boolean[]> =>
    (await queueDocumentMails(trx, administration.id, documentIds, automatic)).map((queued) => queued !== null),
  "payments.record": async (payments: readonly OrderPayment[]): Promise<number> => {
    const rows = payments.map((payment) => ({ ...payment, id: newId() }));
    const booked = await insertPayments(trx, administration.id, rows);
    await passOnPayments(trx, administration.id, booked);
    // Paid in the shop, and through our own pay link as well.
    await tellUnallocated(trx, administration.id, booked);
    return booked.length;
  },
  /** What is still owed on these documents; below zero where money is owed back. */
  "payments.open": async (documentIds: readonly string[]): Promise<Map<string, Amount>> => {
    await lockForPayment(trx, administration.id, documentIds);
    return builtInSight(trx, administration)["payments.open"](documentIds);
  },
  /** Books money the shop gave back of what was paid on a document and credited before, once under its key. */
  "payments.return": async (payments: readonly OrderRepayment[]): Promise<void> => {
    for (const { businessKey, ...payment } of payments) {
      const id = newId();
      const effect = { businessKey, operation: "payments.return", remoteId: id };
      if ((await recordEffects(trx, administration.id, [effect])).length > 0) continue;
      const facts = { id, sourceKey: businessKey, reason: "refund", enteredBy: "" };
      await insertRepayment(trx, administration.id, { ...payment, ...facts });
    }
  },
});
