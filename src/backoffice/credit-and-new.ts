import { amount, isPositive, zero } from "#domain/amount.ts";
import { documentKey } from "#domain/document-order.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { documentSums } from "#store/document-sums.ts";
import { findEffects, recordEffects } from "#store/effects.ts";
import {
  calculateCredit,
  lockInvoice,
  writeCredit,
  type CreditMade,
  type CreditRequest,
  type Invoice,
} from "./credit-document.ts";
import { contentOf, freshOrigin, insertDraft, type Actor, type SavedDraft } from "./drafts.ts";
import { isRefusal, type Refusal } from "./refusal.ts";

export interface Replaced {
  readonly creditNote: CreditMade;
  readonly draft: SavedDraft;
}

/**
 * Credits an invoice whole and puts a draft with the same lines in its place. Of a shop order it is the next edition of its document: it
 * follows the order as any draft of it does, until a person edits it.
 */
export async function creditAndNew(
  trx: Transaction,
  administration: Administration,
  id: string,
  version: number,
  reason: string,
  actor: Actor,
  today: string,
): Promise<Replaced | Refusal> {
  const locked = await lockInvoice(trx, administration.id, id, version);
  if (isRefusal(locked)) return locked;
  const { invoice, credited } = locked;
  if (credited.length > 0) return { refused: "creditedInPart" };
  const request: CreditRequest = { version, wish: { what: "whole" }, reason, asDraft: false };
  const calculated = await calculateCredit(trx, administration.id, invoice, credited, request);
  if (isRefusal(calculated)) return calculated;
  const { paidAmount } = await documentSums(trx, administration.id, id, today);
  const creditNote = await writeCredit(trx, administration, invoice, calculated, request, actor, today);
  const entered = await contentOf(trx, administration, invoice);
  // Its lines come from where those of the invoice came from, which count as credited by now: they are not free for anybody else.
  const content = { ...entered, issueDate: null, dueDate: null };
  const origin = {
    ...freshOrigin(administration, invoice.kind),
    currency: invoice.currency,
    exchangeRate: invoice.exchangeRate,
    // Money that was received for the one is for the other, and follows when that is final: how much it is then, issuing decides.
    prepaidAmount: isPositive(invoice.totals.prepaidAmount) ? amount(paidAmount) : zero,
    vatCountry: invoice.vat[0]?.vatCountry ?? administration.country,
    paymentMeansCode: invoice.paymentMeansCode,
    sourceOrderId: invoice.sourceOrderId,
    couplingId: invoice.couplingId,
    connectionId: invoice.connectionId,
    replacesDocumentId: invoice.id,
    taxPointDate: invoice.couplingId === null ? null : (invoice.taxPointDate ?? invoice.issueDate),
    buyer: invoice.couplingId === null ? null : invoice.buyer,
  };
  await takeNextEdition(trx, administration.id, invoice, origin.id);
  const draft = await insertDraft(trx, administration, content, origin);
  if (isRefusal(draft)) return draft;
  await recordHistory(trx, administration.id, draft.id, actor, "created", { from: id, number: invoice.number });
  return { creditNote, draft };
}

const mostEditions = 100;

/** The order's document under its next key, so that the flow never makes it as well. */
async function takeNextEdition(
  trx: Transaction,
  administrationId: string,
  invoice: Invoice,
  id: string,
): Promise<void> {
  const businessKey = await nextEdition(trx, administrationId, invoice);
  if (businessKey === null) return;
  await recordEffects(trx, administrationId, [{ businessKey, operation: "documents.create", remoteId: id }]);
}

/** The key of the next document of an order; null for what a person made. The caller holds the lock of its invoice. */
export async function nextEdition(
  trx: Transaction,
  administrationId: string,
  { couplingId, sourceOrderId, kind }: Invoice,
): Promise<string | null> {
  if (couplingId === null) return null;
  const keys = Array.from({ length: mostEditions }, (_, index) =>
    documentKey(couplingId, sourceOrderId, kind, index + 1),
  );
  const taken = await findEffects(trx, administrationId, keys);
  const businessKey = keys.find((key) => !taken.has(key));
  if (businessKey === undefined) throw new Error(`Order ${sourceOrderId} has ${mostEditions} editions`);
  return businessKey;
}
