import { zero } from "#domain/amount.ts";
import type { startedWithDocument } from "#domain/supplier/supplier-document.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { readBasket, takingOf } from "#store/supplier-baskets.ts";
import { importedBefore, type StoredSupplierDocument } from "#store/supplier-documents.ts";
import { createDraft, type Actor } from "#backoffice/drafts.ts";
import { isRefusal } from "#backoffice/refusal.ts";
import { takeBasket, type Taken } from "#backoffice/take-basket.ts";

export interface Starting {
  readonly kind: (typeof startedWithDocument)[number];
  readonly basketId: string;
  readonly basketVersion: number;
  readonly key: string;
  readonly again: boolean;
  /** For our own people, on the draft. */
  readonly internalNote: string;
}

/** Starts a purchase document with the ticked lines, the supplier filled in, in the caller's transaction. The caller rolls back on a fault. */
export async function startWithDocument(
  trx: Transaction,
  administration: Administration,
  document: StoredSupplierDocument,
  { kind, basketId, basketVersion, key, again, internalNote }: Starting,
  who: { readonly actor: Actor; readonly userId: string | null; readonly today: string },
): Promise<Taken> {
  const { id: administrationId } = administration;
  const basket = await readBasket(trx, administrationId, basketId, who.userId, true);
  if (basket === null || basket.supplierDocumentId !== document.id) return { fault: { what: "noBasket" } };
  const done = await takingOf(trx, administrationId, basketId, key);
  if (done !== null) return done;
  // A document of its own is started with it once; what goes into a document that is open, its editor shows.
  const before = again ? null : await importedBefore(trx, administrationId, document.id, null);
  if (before !== null && (!basket.isDoubleWanted || before.basketId === basketId))
    return { fault: { what: "twice", id: before.basketId, fetchedAt: before.at } };
  const content = {
    ...{ buyerId: document.partyId, deliverTo: null, issueDate: null, dueDate: null, paymentTermDays: null },
    ...{ deliveryDate: null, language: administration.language, noteAboveLines: "", internalNote },
    ...{ orderReference: document.number, buyerReference: "", terms: "", precedingDocumentId: null },
    ...{ pricesIncludeTax: false, exemptionReason: "", rounding: zero, allowances: [], lines: [] },
  };
  const draft = await createDraft(trx, administration, kind, content, who.actor);
  if (isRefusal(draft)) return { fault: { what: "document", refusal: draft } };
  const { id: documentId, version: documentVersion } = draft;
  return takeBasket(
    trx,
    administration,
    { basketId, basketVersion, documentId, documentVersion, key, again: true },
    who,
  );
}
