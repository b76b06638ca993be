import type { DocumentOrder } from "#domain/document-order.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { nextEdition } from "./credit-and-new.ts";
import {
  calculateCredit,
  lockInvoice,
  writeCredit,
  type CreditMade,
  type CreditRequest,
  type Invoice,
} from "./credit-document.ts";
import { draftDocuments } from "./draft-documents.ts";
import type { Actor } from "./drafts.ts";
import { issueDraft } from "./issue-draft.ts";
import { isRefusal, type Refusal } from "./refusal.ts";

export interface ReplaceWish {
  /** Of the invoice as it was read. */
  readonly version: number;
  readonly reason: string;
  /** Left as a draft otherwise. */
  readonly isFinal: boolean;
}

export interface DocumentReplaced {
  readonly creditNote: CreditMade;
  /** Null: the order makes no document any more. */
  readonly document: { readonly id: string; readonly number: string | null } | null;
}

/**
 * Credits the invoice of a shop order whole, and makes the next edition of it as the order is decided upon now. Money that was received for
 * the one is for the other. `made` gives the document for an invoice; null when the order makes none any more.
 */
export async function replaceDocument(
  trx: Transaction,
  administration: Administration,
  id: string,
  { version, reason, isFinal }: ReplaceWish,
  made: (invoice: Invoice) => Omit<DocumentOrder, "businessKey" | "replacesDocumentId"> | null,
  actor: Actor,
  today: string,
): Promise<DocumentReplaced | Refusal> {
  const locked = await lockInvoice(trx, administration.id, id, version);
  if (isRefusal(locked)) return locked;
  const { invoice, credited } = locked;
  if (credited.length > 0) return { refused: "creditedInPart" };
  const request: CreditRequest = { version, wish: { what: "whole" }, reason, asDraft: false };
  const calculated = await calculateCredit(trx, administration.id, invoice, credited, request);
  if (isRefusal(calculated)) return calculated;
  const creditNote = await writeCredit(trx, administration, invoice, calculated, request, actor, today);
  const order = made(invoice);
  if (order === null) return { creditNote, document: null };
  const businessKey = await nextEdition(trx, administration.id, invoice);
  if (businessKey === null) return { refused: "notPossible" };
  const [draft] = await draftDocuments(trx, administration, [
    { ...order, businessKey, replacesDocumentId: invoice.id },
  ]);
  if (draft === undefined) throw new Error("The draft was not written");
  await recordHistory(trx, administration.id, draft.id, actor, "created", { from: id, number: invoice.number });
  if (!isFinal) return { creditNote, document: { id: draft.id, number: null } };
  const issued = await issueDraft(trx, administration, draft.id, null, actor, today);
  return isRefusal(issued) ? issued : { creditNote, document: { id: draft.id, number: issued.number } };
}
