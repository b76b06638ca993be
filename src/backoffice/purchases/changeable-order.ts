import type { Transaction } from "#store/database.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { lockDocument } from "#store/drafts.ts";
import { hasFollowers, latestSending } from "#store/purchase-sendings.ts";
import { fault, faulty, type Refusal } from "#backoffice/refusal.ts";

/**
 * A purchase order that has its number may change until goods come in of it: its supplier is told anew, or not. Null where nothing
 * stands in the way, else why not: it is on its way to the supplier, or another document was made of it.
 */
export async function whyNotChangeable(
  trx: Transaction,
  administrationId: string,
  { id, kind, status, number }: StoredDocument,
): Promise<Refusal | null> {
  const isOpen = kind === "purchaseOrder" && (status === "placed" || status === "confirmed");
  if (!isOpen) return { refused: "final", number };
  if (await hasFollowers(trx, administrationId, id)) return { refused: "followed" };
  const sending = await latestSending(trx, administrationId, id);
  const isUnderWay = sending !== null && ["queued", "sending", "unknown"].includes(sending.state);
  return isUnderWay && sending.channel === "service" ? { refused: "beingSent" } : null;
}

/** Locks it for a change, in the version that was read. Its supplier stays. */
export async function lockChangeableOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number | null,
  supplierId: string | null,
): Promise<StoredDocument | Refusal> {
  const state = await lockDocument(trx, administrationId, id);
  const [document] = state === null ? [] : await readDocuments(trx, administrationId, { ids: [id], limit: 1 });
  if (document === undefined) return { refused: "notFound" };
  const refusal = await whyNotChangeable(trx, administrationId, document);
  if (refusal !== null) return refusal;
  const { editedBy: by, editedAt: at, connectionId } = document;
  if (version !== null && version !== document.version) return { refused: "changed", by, at, connectionId };
  return document.buyerId === supplierId ? document : faulty(fault("buyerId", "fault.supplierStays"));
}
