import { randomUUIDv7 } from "node:crypto";
import { compare, isPositive, smallest, text, type Amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { payableKinds } from "#domain/pay-ways.ts";
import { closeAlarms } from "#store/alarms.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf, lockForPayment, type Balance } from "#store/document-balance.ts";
import {
  insertAllocation,
  insertPayments,
  insertReversal,
  lockPayment,
  paymentIdOf,
  readPayments,
} from "#store/payments.ts";

export interface HandPayment {
  readonly amount: Amount;
  readonly paidAt: string;
  readonly method: string;
  /** More than is open is meant: the rest stays a remainder. */
  readonly overpayment: boolean;
  readonly enteredBy: string;
  /** Repeated with the same key it is booked once. */
  readonly key: string;
}

const refused = (message: string, field: string): HubError =>
  new HubError("document.invalid", message, { details: { field } });

/** A document that asks for money, locked for whoever books on it. Throws `document.invalid`. */
async function payableDocument(trx: Transaction, administrationId: string, documentId: string): Promise<Balance> {
  await lockForPayment(trx, administrationId, [documentId]);
  const [document] = await balancesOf(trx, [documentId]);
  if (document === undefined || document.status === "draft")
    throw refused("There is no such issued document", "documentId");
  if (!payableKinds.includes(document.kind)) throw refused(`A ${document.kind} is not paid`, "documentId");
  return document;
}

/** A payment a person saw: cash, a transfer. Returns its id. Throws `document.invalid` when it is more than is open and that was not meant. */
export async function recordByHand(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  payment: HandPayment,
): Promise<string> {
  const document = await payableDocument(trx, administrationId, documentId);
  if (!isPositive(payment.amount)) throw refused("A payment is more than zero", "amount");
  const sourceKey = `hand:${payment.key}`;
  const known = await paymentIdOf(trx, administrationId, sourceKey);
  if (known !== null) return known;
  const id = randomUUIDv7();
  const { amount, paidAt, method, enteredBy } = payment;
  if (compare(amount, document.open) > 0 && !payment.overpayment)
    throw refused(`${text(document.open)} ${document.currency} is open on ${document.number}`, "amount");
  await insertPayments(trx, administrationId, [
    { id, sourceKey, amount, currency: document.currency, method, transactionId: "", paidAt, documentId, enteredBy },
  ]);
  return id;
}

/** Takes back what was entered by hand, whole and with a reason: the payment stays, and a row against it is added. */
export async function reverseByHand(
  trx: Transaction,
  administrationId: string,
  paymentId: string,
  { reason, by, at }: { readonly reason: string; readonly by: string; readonly at: string },
): Promise<string> {
  await lockPayment(trx, paymentId);
  const [payment] = await readPayments(trx, administrationId, { ids: [paymentId], limit: 1 });
  if (payment === undefined) throw refused("There is no such payment", "paymentId");
  if (!payment.sourceKey.startsWith("hand:") || payment.direction !== "in")
    throw refused("Only what was entered by hand is taken back by hand", "paymentId");
  const id = randomUUIDv7();
  const { amount, currency, method } = payment;
  const reversal = { id, sourceKey: `reversal:${paymentId}`, reversesId: paymentId, amount, currency, method };
  const opened = await insertReversal(trx, administrationId, {
    ...reversal,
    transactionId: "",
    at,
    reason,
    enteredBy: by,
  });
  if (opened === null) throw refused("This payment was taken back before", "paymentId");
  return id;
}

/** Gives what is left of a payment, or a part of it, to a document: as much as is left, open and wanted. Returns how much it was. */
export async function allocateRemainder(
  trx: Transaction,
  administrationId: string,
  paymentId: string,
  documentId: string,
  wanted: Amount | null,
): Promise<Amount> {
  await lockPayment(trx, paymentId);
  const document = await payableDocument(trx, administrationId, documentId);
  const [payment] = await readPayments(trx, administrationId, { ids: [paymentId], limit: 1 });
  if (payment === undefined || !isPositive(payment.remainder))
    throw refused("Nothing of this payment is left to give to a document", "paymentId");
  if (payment.currency !== document.currency)
    throw refused(`This payment is in ${payment.currency}, the document in ${document.currency}`, "documentId");
  const most = smallest(payment.remainder, document.open);
  if (!isPositive(most)) throw refused(`Nothing is open on ${document.number}`, "documentId");
  if (wanted !== null && (!isPositive(wanted) || compare(wanted, most) > 0))
    throw refused(`At most ${text(most)} ${document.currency} can be given to ${document.number}`, "amount");
  const amount = wanted ?? most;
  await insertAllocation(trx, administrationId, paymentId, documentId, amount);
  if (compare(amount, payment.remainder) === 0) await closeUnallocated(trx, administrationId, payment.allocations);
  return amount;
}

/** Nothing of the payment is left: whoever was told that there was, need not look any more. */
async function closeUnallocated(
  trx: Transaction,
  administrationId: string,
  allocations: readonly { readonly documentId: string; readonly number: string }[],
): Promise<void> {
  for (const { documentId, number } of allocations)
    await closeAlarms(trx, administrationId, ["paymentUnallocated"], `${documentId} ${number}`);
}
