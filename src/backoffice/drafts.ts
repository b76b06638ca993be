import { newId } from "#store/new-id.ts";
import { amount, equals, isZero, zero } from "#domain/amount.ts";
import { isPurchase, type DocumentKind } from "#domain/document-kinds.ts";
import { calculateDraft, draftInputOf } from "#domain/draft.ts";
import type { Administration } from "#store/administrations.ts";
import { conversionsInto, insertConversions } from "#store/conversions.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { documentSums } from "#store/document-sums.ts";
import { insertDocuments, readDocuments, type StoredDocument } from "#store/documents.ts";
import { deleteDraft, lockDocument, replaceDraft, setInternalNote } from "#store/drafts.ts";
import { asCorrection } from "./corrections.ts";
import { checkContent, documentOf, inputOf, type DraftContent, type DraftOrigin } from "./draft-content.ts";
import { withSupplierTerms } from "./purchases/bought-for.ts";
import { lockChangeableOrder } from "./purchases/changeable-order.ts";
import { isRefusal, type Refusal } from "./refusal.ts";

/** Who does it, by the name people will read in the history. */
export type Actor = string;

/** A draft from nothing. */
export const freshOrigin = (administration: Administration, kind: DocumentKind): DraftOrigin => ({
  id: newId(),
  kind,
  currency: administration.currency,
  exchangeRate: null,
  prepaidAmount: zero,
  vatCountry: administration.country,
  // Of what we buy, the supplier says how it is paid.
  paymentMeansCode: isPurchase(kind) ? "" : "30",
  sourceOrderId: "",
  couplingId: null,
  connectionId: null,
  replacesDocumentId: null,
  taxPointDate: null,
  flag: null,
  buyer: null,
});

/** What stays of a document while a person edits it. */
function originOf(document: StoredDocument, administration: Administration, buyerId: string | null): DraftOrigin {
  // The shop says who bought; a person who chooses another customer says better.
  const isShops = document.couplingId !== null && document.buyerId === buyerId;
  return {
    id: document.id,
    kind: document.kind,
    currency: document.currency,
    exchangeRate: document.exchangeRate,
    prepaidAmount: document.totals.prepaidAmount,
    vatCountry: document.vat[0]?.vatCountry ?? administration.country,
    paymentMeansCode: document.paymentMeansCode,
    sourceOrderId: document.sourceOrderId,
    couplingId: document.couplingId,
    connectionId: document.connectionId,
    replacesDocumentId: document.replacesDocumentId,
    taxPointDate: document.couplingId === null ? null : document.taxPointDate,
    flag: document.flag,
    buyer: isShops ? document.buyer : null,
  };
}

export interface SavedDraft {
  readonly id: string;
  readonly version: number;
}

/** Writes a new draft; whoever calls keeps what it came of. */
export async function insertDraft(
  trx: Transaction,
  administration: Administration,
  content: DraftContent,
  given: DraftOrigin,
): Promise<SavedDraft | Refusal> {
  const origin = await asCorrection(trx, administration.id, content, given);
  const checked = await checkContent(trx, administration.id, content, origin);
  if (isRefusal(checked)) return checked;
  const calculated = calculateDraft(inputOf(content, origin));
  await insertDocuments(trx, administration.id, [
    documentOf(administration, content, origin, checked.buyer, calculated),
  ]);
  await insertConversions(trx, administration.id, checked.conversions);
  return { id: origin.id, version: 1 };
}

export async function createDraft(
  trx: Transaction,
  administration: Administration,
  kind: DocumentKind,
  content: DraftContent,
  actor: Actor,
): Promise<SavedDraft | Refusal> {
  const whole = await withSupplierTerms(trx, administration.id, kind, content);
  const saved = await insertDraft(trx, administration, whole, freshOrigin(administration, kind));
  if (!isRefusal(saved)) await recordHistory(trx, administration.id, saved.id, actor, "created");
  return saved;
}

/** Locks a draft in the version that was read; the refusal says what became of it meanwhile. */
export async function lockDraft(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number | null,
): Promise<StoredDocument | Refusal> {
  const state = await lockDocument(trx, administrationId, id);
  const [document] = state === null ? [] : await readDocuments(trx, administrationId, { ids: [id], limit: 1 });
  if (document === undefined) return { refused: "notFound" };
  if (document.status !== "draft") return { refused: "final", number: document.number };
  const { editedBy: by, editedAt: at, connectionId } = document;
  if (version !== null && version !== document.version) return { refused: "changed", by, at, connectionId };
  return document;
}

/** Saves a draft, or a purchase order that may still change, over what it was, when nobody else did since `version` was read. */
export async function saveDraft(
  trx: Transaction,
  administration: Administration,
  id: string,
  version: number,
  given: DraftContent,
  actor: Actor,
): Promise<SavedDraft | Refusal> {
  const draft = await lockDraft(trx, administration.id, id, version);
  const isFinal = isRefusal(draft) && draft.refused === "final";
  const document = isFinal ? await lockChangeableOrder(trx, administration.id, id, version, given.buyerId) : draft;
  if (isRefusal(document)) return document;
  const content = await withSupplierTerms(trx, administration.id, document.kind, given);
  const origin = await asCorrection(
    trx,
    administration.id,
    content,
    originOf(document, administration, content.buyerId),
  );
  const checked = await checkContent(trx, administration.id, content, origin);
  if (isRefusal(checked)) return checked;
  const calculated = calculateDraft(inputOf(content, origin));
  const written = documentOf(administration, content, origin, checked.buyer, calculated);
  await replaceDraft(trx, administration.id, written, actor, isFinal);
  await insertConversions(trx, administration.id, checked.conversions);
  const { taxInclusiveAmount: before } = document.totals;
  const { taxInclusiveAmount: after } = calculated.totals;
  await recordHistory(trx, administration.id, id, actor, "edited", equals(before, after) ? {} : { before, after });
  return { id, version: version + 1 };
}

/** Throws a draft away. One of a shop order stays, because its order counts as documented; one that was paid on as well. */
export async function removeDraft(
  trx: Transaction,
  administration: Administration,
  id: string,
  version: number | null,
  actor: Actor,
  today: string,
): Promise<{ readonly id: string } | Refusal> {
  const document = await lockDraft(trx, administration.id, id, version);
  if (isRefusal(document)) return document;
  if (document.couplingId !== null) return { refused: "ofOrder" };
  const { paidAmount } = await documentSums(trx, administration.id, id, today);
  if (!isZero(amount(paidAmount))) return { refused: "paid" };
  await deleteDraft(trx, administration.id, id);
  const { kind, buyer, totals } = document;
  const data = { kind, buyer: buyer.name, total: totals.taxInclusiveAmount };
  await recordHistory(trx, administration.id, id, actor, "deleted", data);
  return { id };
}

/** The office's own note, of drafts and of what is final. */
export async function noteOn(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number,
  note: string,
  actor: Actor,
): Promise<SavedDraft | Refusal> {
  const state = await lockDocument(trx, administrationId, id);
  if (state === null) return { refused: "notFound" };
  if (state.version !== version)
    return { refused: "changed", by: state.editedBy, at: state.editedAt, connectionId: null };
  await setInternalNote(trx, administrationId, id, note);
  await recordHistory(trx, administrationId, id, actor, "noted");
  return { id, version: version + 1 };
}

/** A document in the words of the editor, with where each line came from: what may be saved again as it is. */
export async function contentOf(
  trx: Transaction,
  administration: Administration,
  document: StoredDocument,
): Promise<DraftContent> {
  const sources = await conversionsInto(trx, administration.id, document.id);
  const input = draftInputOf(document, administration.country);
  return {
    ...input,
    buyerId: document.buyerId,
    deliverTo: document.deliverTo,
    issueDate: document.issueDate,
    dueDate: document.dueDate,
    paymentTermDays: document.paymentTermDays,
    deliveryDate: document.deliveryDate,
    noteAboveLines: document.noteAboveLines,
    internalNote: document.internalNote,
    orderReference: document.orderReference,
    buyerReference: document.buyerReference,
    terms: document.terms,
    precedingDocumentId: document.precedingDocumentId,
    lines: input.lines.map((line, index) => {
      const from = sources.find(({ toPosition }) => toPosition === index + 1);
      return {
        ...line,
        from: from === undefined ? null : { documentId: from.fromDocumentId, position: from.fromPosition },
      };
    }),
  };
}
