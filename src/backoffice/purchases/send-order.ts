import { orderedLines } from "#domain/supplier/order-of-document.ts";
import type { Transaction } from "#store/database.ts";
import { recordHistory } from "#store/document-history.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import { newId } from "#store/new-id.ts";
import { partnerOrderOf } from "#store/partner-orders.ts";
import { insertSending, sendingsOf, type Sending } from "#store/purchase-sendings.ts";
import { readRelation } from "#store/relations.ts";
import type { Actor } from "#backoffice/drafts.ts";
import { fault, faulty, isRefusal, type Refusal } from "#backoffice/refusal.ts";
import { lockOrder } from "./order-acts.ts";
import { orderFingerprint } from "./order-fingerprint.ts";

/** Of these acts of sending, the one that counts: the last by which the supplier has it or may have it. */
export const countingSending = (sendings: readonly Sending[]): Sending | null =>
  sendings.find(({ state }) => state !== "refused" && state !== "notThere") ?? null;

/** True when the order says something else than what its supplier was told last. */
export function isChangedSinceSent(document: StoredDocument, sendings: readonly Sending[]): boolean {
  const counting = countingSending(sendings);
  return counting !== null && isIssued(document) && counting.fingerprint !== orderFingerprint(document);
}

/**
 * Why an order may not be sent now; null when it may. Ordering twice takes more than a second press: by a service only what changed since,
 * and only on purpose; by mail, which people answer, on purpose. While it is not known what came of the last time, never.
 */
function whyNotSent(
  document: StoredDocument,
  sendings: readonly Sending[],
  channel: Sending["channel"],
  isOnPurpose: boolean,
): Refusal | null {
  if (document.status !== "placed" && document.status !== "confirmed") return { refused: "notPossible" };
  const counting = countingSending(sendings);
  if (counting === null) return null;
  const { state, requestedAt, sentAt, supplierNumber: reference } = counting;
  if (state === "queued" || state === "sending") return { refused: "underWay", at: requestedAt };
  if (state === "unknown" && counting.channel === "service")
    return { refused: "unknownThere", supplier: counting.connectionName ?? document.buyer.name };
  const mayBe = isOnPurpose && (channel === "mail" || isChangedSinceSent(document, sendings));
  return mayBe ? null : { refused: "sentBefore", at: sentAt ?? requestedAt, reference };
}

/** A trading partner has it, or is to get it: by a service it would be ordered twice, by mail people read it, and only on purpose. */
async function whyAtPartner(
  trx: Transaction,
  administrationId: string,
  id: string,
  channel: Sending["channel"],
  isOnPurpose: boolean,
): Promise<Refusal | null> {
  const order = await partnerOrderOf(trx, administrationId, id);
  const isThere = order !== null && ["sent", "accepted", "changed"].includes(order.state);
  // One that was only tried out is with nobody.
  const relation = isThere ? await readRelation(trx, administrationId, order.relationId) : null;
  if (!isThere || relation?.mode === "test" || (channel === "mail" && isOnPurpose)) return null;
  return { refused: "sentBefore", at: order.createdAt, reference: order.response?.salesOrderId ?? "" };
}

/** A purchase order in the version that was read, locked, when it may be sent by this channel. */
async function orderToSend(
  trx: Transaction,
  administrationId: string,
  id: string,
  version: number | null,
  channel: Sending["channel"],
  isOnPurpose: boolean,
): Promise<
  { readonly document: StoredDocument; readonly partyId: string; readonly sendings: readonly Sending[] } | Refusal
> {
  const document = await lockOrder(trx, administrationId, id, version);
  if (isRefusal(document)) return document;
  const sendings = await sendingsOf(trx, administrationId, id);
  const why =
    whyNotSent(document, sendings, channel, isOnPurpose) ??
    (await whyAtPartner(trx, administrationId, id, channel, isOnPurpose));
  if (why !== null) return why;
  return document.buyerId === null ? { refused: "notPossible" } : { document, partyId: document.buyerId, sendings };
}

const editionsOf = (sendings: readonly Sending[]) => ({
  edition: 1 + Math.max(0, ...sendings.map(({ edition }) => edition)),
  orderEdition: 1 + sendings.filter(({ state, channel }) => channel === "service" && state === "sent").length,
});

export interface ServiceWish {
  readonly version: number;
  readonly connectionId: string;
  /** Whose orders the login takes; null: of whichever party is chosen. */
  readonly ofPartyId: string | null;
  /** Again, although the supplier has it, because it changed. */
  readonly isOnPurpose: boolean;
}

/** Has an order sent by the service of its supplier: the engine sends it once. */
export async function sendByService(
  trx: Transaction,
  administrationId: string,
  id: string,
  { version, connectionId, ofPartyId, isOnPurpose }: ServiceWish,
  actor: Actor,
): Promise<{ readonly id: string } | Refusal> {
  const ready = await orderToSend(trx, administrationId, id, version, "service", isOnPurpose);
  if (isRefusal(ready)) return ready;
  const { document, partyId, sendings } = ready;
  if (!isIssued(document)) return { refused: "notFinal" };
  const number = document.number;
  if (ofPartyId !== null && ofPartyId !== partyId) return faulty(fault("roadId", "fault.otherSupplier", { number }));
  const ordered = orderedLines(document);
  if (ordered.length === 0) return faulty(fault("lines", "fault.noLine"));
  const faults = ordered
    .filter(({ sellersItemIdentifier }) => sellersItemIdentifier.trim() === "")
    .map(({ position }) => fault(`lines.${position - 1}.sellersItemIdentifier`, "fault.noSupplierCode"));
  if (faults.length > 0) return faulty(...faults);
  const sending = {
    id: newId(),
    documentId: id,
    partyId,
    ...editionsOf(sendings),
    fingerprint: orderFingerprint(document),
    requestedBy: actor,
    by: { connectionId },
  };
  await insertSending(trx, administrationId, sending);
  await recordHistory(trx, administrationId, id, actor, "ordered", { channel: "service" });
  return { id: sending.id };
}

/** Whether an order may be mailed to its supplier now; locks it, so that two who press at once send one. */
export async function mayMailOrder(
  trx: Transaction,
  administrationId: string,
  id: string,
  isOnPurpose: boolean,
): Promise<Refusal | null> {
  const ready = await orderToSend(trx, administrationId, id, null, "mail", isOnPurpose);
  return isRefusal(ready) ? ready : null;
}

/** Keeps that a mail brings the order to its supplier. The caller holds its lock. */
export async function keepMailedOrder(
  trx: Transaction,
  administrationId: string,
  document: StoredDocument,
  outboxId: string,
  actor: Actor,
): Promise<void> {
  if (document.buyerId === null || !isIssued(document)) return;
  const sendings = await sendingsOf(trx, administrationId, document.id);
  await insertSending(trx, administrationId, {
    id: newId(),
    documentId: document.id,
    partyId: document.buyerId,
    ...editionsOf(sendings),
    fingerprint: orderFingerprint(document),
    requestedBy: actor,
    by: { outboxId },
  });
}

/** The same for a mail that a person sends once more: of another document it is nothing to keep. */
export async function keepOrderMailedAgain(
  trx: Transaction,
  administrationId: string,
  documentId: string | null,
  outboxId: string,
  actor: Actor,
): Promise<void> {
  const [document] =
    documentId === null ? [] : await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
  if (document?.kind === "purchaseOrder") await keepMailedOrder(trx, administrationId, document, outboxId, actor);
}
