import { randomUUIDv7 } from "node:crypto";
import type { DocumentOrder, OrderPayment } from "#domain/document-order.ts";
import type { Party } from "#domain/party.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { findEffects } from "#store/effects.ts";
import { insertPayments } from "#store/payments.ts";
import { createBuyers, findBuyers } from "./buyers.ts";
import { automatic } from "./mail/mail-source.ts";
import { queueDocumentMails } from "./mail/queue-mail.ts";
import { tellUnallocated } from "./unallocated.ts";
import { draftDocuments, redraft, type Drafted } from "./draft-documents.ts";
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
  "documents.draft": (orders: readonly DocumentOrder[]): Promise<Drafted[]> =>
    draftDocuments(trx, administration, orders),
  "documents.redraft": (id: string, order: DocumentOrder): Promise<boolean> => redraft(trx, administration, id, order),
  /** Documents made of these source orders, whole. */
  "documents.ofOrders": (connectionId: string, orderIds: readonly string[]): Promise<StoredDocument[]> =>
    orderIds.length === 0
      ? Promise.resolve([])
      : readDocuments(trx, administration.id, { connectionId, sourceOrderIds: orderIds, limit: orderIds.length * 100 }),
  /** Puts the mail of each document in the outbox, for its buyer; false where the buyer has no address. */
  "documents.send": async (documentIds: readonly string[]): Promise<boolean[]> =>
    (await queueDocumentMails(trx, administration.id, documentIds, automatic)).map((queued) => queued !== null),
  /** Which of these effects were carried out before: what each made. */
  "effects.done": (businessKeys: readonly string[]): Promise<Map<string, string>> =>
    businessKeys.length === 0 ? Promise.resolve(new Map()) : findEffects(trx, administration.id, businessKeys),
  "payments.record": async (payments: readonly OrderPayment[]): Promise<number> => {
    const rows = payments.map((payment) => ({ ...payment, id: randomUUIDv7() }));
    const booked = await insertPayments(trx, administration.id, rows);
    // Paid in the shop, and through our own pay link as well.
    await tellUnallocated(trx, administration.id, booked);
    return booked.length;
  },
});
