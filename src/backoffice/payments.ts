import { newId } from "#store/new-id.ts";
import {
  add,
  compare,
  isNegative,
  isPositive,
  negate,
  smallest,
  subtract,
  sum,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { HandMethod } from "#domain/payment-methods.ts";
import { payableKinds } from "#domain/pay-ways.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textNow } from "#domain/texts/text.ts";
import { closeAlarms } from "#store/alarms.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf, lockForPayment, type Balance } from "#store/document-balance.ts";
import { heldOf, movePaid } from "#store/moved-payments.ts";
import { insertAllocation, insertPayments, lockPayment, paymentIdOf, readPayments } from "#store/payments.ts";
import { insertRepayment, insertRestoral, insertReversal } from "#store/reversals.ts";
import { fault, faulty, type FieldFault, type Refusal } from "./refusal.ts";

export interface HandPayment {
  readonly amount: Amount;
  /** The day it was paid, and the day it is. */
  readonly date: string;
  readonly today: string;
  readonly method: HandMethod;
  readonly enteredBy: string;
  /** Repeated with the same key it is booked once. */
  readonly key: string;
}

const refused = (says: string, field: string): HubError =>
  new HubError("document.invalid", textNow(says, "en"), { details: { field, says } });

/**
 * A document that asks for money, locked for whoever books on it, with others that money may come from. Throws `document.invalid`.
 */
async function lockPayable(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  others: readonly string[] = [],
): Promise<{ readonly document: Balance; readonly all: readonly Balance[] }> {
  const ids = [documentId, ...others];
  await lockForPayment(trx, administrationId, ids);
  const all = await balancesOf(trx, ids);
  const document = all.find((one) => one.documentId === documentId);
  if (document === undefined || document.status === "draft") throw refused(textLater("given.noPayable"), "documentId");
  if (!payableKinds.includes(document.kind)) throw refused(textLater("given.notPaid"), "documentId");
  return { document, all };
}

/** Money of before is a slip of the pen, and so is money of tomorrow. */
const firstDay = "2000-01-01";

function entryFaults({ amount, date, today }: HandPayment): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!isPositive(amount)) faults.push(fault("amount", "fault.amount"));
  if (date > today) faults.push(fault("date", "fault.dayAhead"));
  if (date < firstDay) faults.push(fault("date", "fault.dayTooOld"));
  return faults;
}

const entryOf = ({ amount, date, method, enteredBy }: HandPayment) => ({
  id: newId(),
  amount,
  method,
  enteredBy,
  paidAt: `${date}T12:00:00Z`,
});

const handKey = ({ key }: HandPayment): string => `hand:${key}`;

const leftOf = ({ number, currency }: Balance, left: Amount) => ({ left: String(left), number, currency });

/** A payment a person saw: cash, a transfer. More than is open only when that is meant: the rest stays a remainder. */
export async function recordByHand(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  payment: HandPayment,
  overpayment: boolean,
): Promise<{ readonly id: string } | Refusal> {
  const { document } = await lockPayable(trx, administrationId, documentId);
  const faults = entryFaults(payment);
  if (faults.length > 0) return faulty(...faults);
  const sourceKey = handKey(payment);
  const known = await paymentIdOf(trx, administrationId, sourceKey);
  if (known !== null) return { id: known };
  if (compare(payment.amount, document.open) > 0 && !overpayment) {
    const left = isPositive(document.open) ? document.open : zero;
    return faulty(fault("amount", "fault.moreThanOpen", leftOf(document, left)));
  }
  const entry = entryOf(payment);
  const { currency } = document;
  await insertPayments(trx, administrationId, [{ ...entry, sourceKey, currency, transactionId: "", documentId }]);
  return { id: entry.id };
}

/** Money a person gave back of what was paid on a document: never more than is owed back on it. */
export async function repayByHand(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  payment: HandPayment,
): Promise<{ readonly id: string } | Refusal> {
  const { document } = await lockPayable(trx, administrationId, documentId);
  const faults = entryFaults(payment);
  if (faults.length > 0) return faulty(...faults);
  const sourceKey = handKey(payment);
  const known = await paymentIdOf(trx, administrationId, sourceKey);
  if (known !== null) return { id: known };
  const owed = owedBack(document);
  if (compare(payment.amount, owed) > 0) return faulty(fault("amount", "fault.moreThanOwed", leftOf(document, owed)));
  const entry = entryOf(payment);
  const { currency } = document;
  await insertRepayment(trx, administrationId, { ...entry, sourceKey, currency, documentId, reason: "repaid" });
  return { id: entry.id };
}

/** What the buyer gets back: more was paid than is left to pay, as after a credit. */
export const owedBack = ({ open }: Pick<Balance, "open">): Amount => (isNegative(open) ? negate(open) : zero);

/** Takes back what was entered by hand, in or out, whole and with a reason: it stays, and a row against it is added. */
export async function reverseByHand(
  trx: Transaction,
  administrationId: string,
  paymentId: string,
  { reason, by, at }: { readonly reason: string; readonly by: string; readonly at: string },
): Promise<string> {
  await lockPayment(trx, paymentId);
  const [payment] = await readPayments(trx, administrationId, { ids: [paymentId], limit: 1 });
  if (payment === undefined) throw refused(textLater("given.noPayment"), "paymentId");
  if (!payment.sourceKey.startsWith("hand:")) throw refused(textLater("given.paymentNotByHand"), "paymentId");
  const id = newId();
  const { amount, currency, method } = payment;
  const names = { id, sourceKey: `reversal:${paymentId}`, reversesId: paymentId };
  const reversal = { ...names, amount, currency, method, transactionId: "", at, reason, enteredBy: by };
  const isBooked =
    payment.direction === "in"
      ? (await insertReversal(trx, administrationId, reversal)) !== null
      : await insertRestoral(trx, administrationId, reversal);
  if (!isBooked) throw refused(textLater("given.paymentTakenBack"), "paymentId");
  return id;
}

/**
 * Gives what is left of a payment, or a part of it, to a document: as much as is left, open and wanted. Left is what is for no document,
 * and what it brought to documents that are owed back. Returns how much it was.
 */
export async function allocateRemainder(
  trx: Transaction,
  administrationId: string,
  paymentId: string,
  documentId: string,
  wanted: Amount | null,
): Promise<{ readonly given: Amount } | Refusal> {
  await lockPayment(trx, paymentId);
  const held = await heldOf(trx, administrationId, paymentId);
  const others = held.map((one) => one.documentId);
  const { document, all } = await lockPayable(trx, administrationId, documentId, others);
  const [payment] = await readPayments(trx, administrationId, { ids: [paymentId], limit: 1 });
  if (payment === undefined || payment.reversesId !== null || payment.direction !== "in")
    throw refused(textLater("given.paymentNotIn"), "paymentId");
  if (payment.currency !== document.currency)
    throw refused(
      textLater("given.paymentCurrency", { payment: payment.currency, currency: document.currency }),
      "documentId",
    );
  const spare = (await heldOf(trx, administrationId, paymentId)).flatMap((one) => {
    const balance = all.find((each) => each.documentId === one.documentId);
    const amount = balance === undefined ? zero : smallest(owedBack(balance), one.amount);
    return isPositive(amount) ? [{ documentId: one.documentId, amount }] : [];
  });
  const remainder = isPositive(payment.remainder) ? payment.remainder : zero;
  const available = add(remainder, sum(spare.map(({ amount }) => amount)));
  if (!isPositive(available)) throw refused(textLater("given.paymentUsed"), "paymentId");
  const most = smallest(available, document.open);
  if (!isPositive(most)) return faulty(fault("documentId", "fault.moreThanOpen", leftOf(document, zero)));
  if (wanted !== null && (!isPositive(wanted) || compare(wanted, most) > 0))
    return faulty(fault("amount", "fault.moreThanLeft", leftOf(document, most)));
  const given = wanted ?? most;
  const ofRemainder = smallest(given, remainder);
  if (isPositive(ofRemainder)) await insertAllocation(trx, administrationId, paymentId, documentId, ofRemainder);
  let rest = subtract(given, ofRemainder);
  for (const { documentId: from, amount } of spare) {
    const part = smallest(rest, amount);
    if (!isPositive(part)) break;
    await movePaid(trx, administrationId, from, documentId, part, paymentId);
    rest = subtract(rest, part);
  }
  if (isPositive(remainder) && compare(ofRemainder, remainder) === 0)
    await closeUnallocated(trx, administrationId, payment.allocations);
  return { given };
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
