import { newId } from "#store/new-id.ts";
import { changePartnerOrder, lockPartnerOrder, orderOfNumber, type PartnerPaper } from "#store/partner-orders.ts";
import type { RelationMessage } from "#store/relation-messages.ts";
import type { Relation } from "#store/relations.ts";
import { insertSupplierDocument, readSupplierDocument } from "#store/supplier-documents.ts";
import { readSupplierFile } from "#backoffice/supplier-documents/read-file.ts";
import { hashOfDocument, stageDocument } from "#backoffice/supplier-documents/stage-document.ts";
import { placeOf, stampOf, type PartnerMeans } from "./partner-means.ts";
import { heldFor, imported, refusedFor, type TakeOutcome } from "./take-outcome.ts";

/**
 * A delivery note or an invoice of a supplier, by the number of our order that it names: staged as those are that come as a file, so that a person
 * books what came in of it. One that names no order of ours over this connection waits for it.
 */
export async function takePaper(
  means: PartnerMeans,
  relation: Relation,
  message: RelationMessage,
  kind: PartnerPaper["kind"],
): Promise<TakeOutcome> {
  const { trx, administration, now } = means;
  const supplier = relation.partner?.name ?? "";
  const fetchedAt = now.toString();
  const read = readSupplierFile(
    message.content ?? Buffer.alloc(0),
    { kind: "deliveryNote", number: "" },
    { currency: administration.currency, readAt: fetchedAt },
  );
  if ("fault" in read) return refusedFor("partner.unreadable", `${read.fault} ${read.where}`.trim());
  const { document: content, remarks, otherNumbers, contentType } = read;
  const found = await orderOfNumber(trx, placeOf(means, relation.id), "buyer", content.ourOrderNumber);
  if (found === null) return heldFor("partner.orderUnknown", `It names order ${content.ourOrderNumber || "–"}`);
  const order = await lockPartnerOrder(trx, administration.id, found.id);
  if (order === null) return heldFor("partner.orderUnknown", `It names order ${content.ourOrderNumber}`);
  const id = newId();
  // The supplier's own number is one document, whether it was given as a file or came this way.
  const supplierKey = relation.partyId === null ? `relation:${relation.id}` : `party:${relation.partyId}`;
  await insertSupplierDocument(trx, administration.id, {
    ...{ id, entryId: null, connector: "upload", connectionId: null, partyId: relation.partyId, alias: supplier },
    ...{ userId: null, supplierKey, source: "partner", remarks, fileName: "" },
    ...{ fetchedAt, fetchedBy: supplier, content, contentHash: hashOfDocument(content), otherNumbers },
    raw: message.content ?? Buffer.alloc(0),
    rawContentType: contentType,
  });
  const stored = await readSupplierDocument(trx, administration.id, id, null);
  const wish = { documentId: null, fetchedBy: supplier, fetchedAt, isDoubleWanted: false };
  const staged = stored === null ? null : await stageDocument(trx, administration.id, stored, wish);
  const paper: PartnerPaper = {
    ...{ kind, number: message.businessId, date: content.date, supplierDocumentId: id, basketId: staged?.id ?? null },
    ...{ messageId: message.messageId, receivedAt: fetchedAt },
  };
  await changePartnerOrder(trx, administration.id, order.id, { papers: [...order.papers, paper] }, stampOf(means));
  return imported(kind === "invoice" ? "invoiceStaged" : "despatchStaged", order.documentId);
}
