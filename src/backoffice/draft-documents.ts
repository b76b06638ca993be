import { newId } from "#store/new-id.ts";
import type { DocumentOrder } from "#domain/document-order.ts";
import { HubError } from "#domain/error.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import type { NewDocument } from "#store/document-rows.ts";
import { insertDocuments } from "#store/documents.ts";
import { lockDocument, replaceDraft } from "#store/drafts.ts";
import { recordEffects } from "#store/effects.ts";
import { sellerOf, usualFacts } from "./issue-documents.ts";

export interface Drafted {
  readonly businessKey: string;
  readonly id: string;
}

/** An ordered document without number and day: the day is the one on which a person makes it final. */
const draftOf = (administration: Administration, id: string, order: DocumentOrder): NewDocument => ({
  ...order.draft,
  ...usualFacts,
  vatOfSource: order.vatPolicy === "source",
  replacesDocumentId: order.replacesDocumentId ?? null,
  id,
  status: "draft",
  series: "",
  year: null,
  sequence: null,
  number: null,
  issueDate: null,
  dueDate: null,
  seller: sellerOf(administration),
  sellerIban: administration.iban,
  paymentReference: "",
  couplingId: order.couplingId,
  connectionId: order.connectionId,
});

/** Leaves documents as drafts, recorded under their business keys as final ones are: one order never makes two. */
export async function draftDocuments(
  trx: Transaction,
  administration: Administration,
  orders: readonly DocumentOrder[],
): Promise<Drafted[]> {
  const drafted = orders.map((order) => ({ order, businessKey: order.businessKey, id: newId() }));
  const repeated = await recordEffects(
    trx,
    administration.id,
    drafted.map(({ businessKey, id }) => ({ businessKey, operation: "documents.draft", remoteId: id })),
  );
  if (repeated.length > 0)
    throw new HubError("internal.unexpected", `Already made: ${repeated.join(", ")}`, {
      details: { key: repeated[0] ?? "" },
    });
  await insertDocuments(
    trx,
    administration.id,
    drafted.map(({ order, id }) => draftOf(administration, id, order)),
  );
  return drafted.map(({ businessKey, id }) => ({ businessKey, id }));
}

/** Writes a draft anew from its order. False when it is final by now, or a person edited it: then it is theirs. */
export async function redraft(
  trx: Transaction,
  administration: Administration,
  id: string,
  order: DocumentOrder,
): Promise<boolean> {
  const state = await lockDocument(trx, administration.id, id);
  if (state === null || state.status !== "draft" || state.editedBy !== null) return false;
  await replaceDraft(trx, administration.id, draftOf(administration, id, order), null);
  return true;
}
