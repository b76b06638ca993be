import { add, cents, isPositive, largest, smallest, subtract, sum, zero, type Amount } from "#domain/amount.ts";
import { payableKinds } from "#domain/pay-ways.ts";
import { invoicesFrom, sourcesOf } from "#store/conversions.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf, lockForPayment, type Balance } from "#store/document-balance.ts";
import type { StoredDocument } from "#store/documents.ts";
import { movePaid } from "#store/moved-payments.ts";
import type { BookedPayment } from "#store/payments.ts";

/** Documents whose money is for an invoice made of them: what it replaces, and papers that nobody pays on by themselves. */
export async function payersOf(
  trx: Transaction,
  administrationId: string,
  { id, kind, replacesDocumentId }: StoredDocument,
): Promise<string[]> {
  if (kind !== "invoice") return [];
  const sources = await balancesOf(trx, await sourcesOf(trx, administrationId, id));
  const papers = sources.filter((source) => !payableKinds.includes(source.kind)).map(({ documentId }) => documentId);
  return replacesDocumentId === null ? papers : [replacesDocumentId, ...papers];
}

const worth = ({ totals }: StoredDocument): Amount =>
  largest(add(totals.taxInclusiveAmount, totals.payableRoundingAmount), zero);

/**
 * The draft of an invoice with what was received for it before: all that is on the documents it is made of, up to what it comes to. The
 * caller has locked those.
 */
export async function withPrepaid(
  trx: Transaction,
  draft: StoredDocument,
  payers: readonly string[],
): Promise<StoredDocument> {
  if (payers.length === 0) return draft;
  const onPayers = (await balancesOf(trx, payers)).filter(({ currency }) => currency === draft.currency);
  const received = sum(onPayers.map(({ paid }) => largest(paid, zero)));
  const { taxInclusiveAmount, payableRoundingAmount } = draft.totals;
  const prepaidAmount = cents(smallest(received, worth(draft)));
  const payableAmount = cents(subtract(add(taxInclusiveAmount, payableRoundingAmount), prepaidAmount));
  return { ...draft, totals: { ...draft.totals, prepaidAmount, payableAmount } };
}

/** Moves what is on `payers` to an issued invoice, up to what is open on it. */
export async function takeOverPayments(
  trx: Transaction,
  administrationId: string,
  id: string,
  payers: readonly string[],
): Promise<void> {
  for (const payer of payers) {
    const balances = await balancesOf(trx, [payer, id]);
    const from = balances.find(({ documentId }) => documentId === payer);
    const to = balances.find(({ documentId }) => documentId === id);
    if (from !== undefined && to !== undefined) await move(trx, administrationId, from, to);
  }
}

/** What was just received for papers of an order is for the invoices that were made of them, oldest first. */
export async function passOnPayments(
  trx: Transaction,
  administrationId: string,
  booked: readonly BookedPayment[],
): Promise<void> {
  for (const { documentId, kind } of booked) {
    if (payableKinds.includes(kind)) continue;
    const invoices = await invoicesFrom(trx, administrationId, documentId);
    await lockForPayment(trx, administrationId, invoices);
    for (const invoice of invoices) await takeOverPayments(trx, administrationId, invoice, [documentId]);
  }
}

async function move(trx: Transaction, administrationId: string, from: Balance, to: Balance): Promise<void> {
  const amount = smallest(from.paid, to.open);
  if (from.currency !== to.currency || !isPositive(amount)) return;
  await movePaid(trx, administrationId, from.documentId, to.documentId, amount);
}
