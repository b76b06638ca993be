import { changeLinesOf, isUnchanged, orderDifference, type OrderDifference } from "#domain/partner/order-difference.ts";
import type { PendingChange } from "#store/partner-orders.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import { lockDocument } from "#store/drafts.ts";
import { recordHistory } from "#store/document-history.ts";
import { changePartnerOrder, lockPartnerOrder, partnerOrderOf, type PartnerOrder } from "#store/partner-orders.ts";
import { logRelation } from "#store/relation-events.ts";
import { changeMessage, highestOrderRevision, readMessage, type RelationMessage } from "#store/relation-messages.ts";
import { isOpenWay, lockRelation, readRelation, type Relation, type RelationDocType } from "#store/relations.ts";
import { recordEffects } from "#store/effects.ts";
import { orderFingerprint } from "#backoffice/purchases/order-fingerprint.ts";
import { orderKey, sendOrder } from "./export-orders.ts";
import { orderedMessage } from "./ordered-message.ts";
import { contentOfMessage, knownAs, placeOf, stampOf, summaryOf, type PartnerMeans } from "./partner-means.ts";

/** Why an order that a partner has is not changed, taken back or sent again. */
export type ChangeRefusal =
  "notSent" | "unchanged" | "notTold" | "waitsForAnswer" | "isOver" | "tooLate" | "notActive" | "tooLarge" | "notAgain";

interface Sent {
  readonly order: PartnerOrder;
  readonly document: StoredDocument;
  readonly relation: Relation;
  /** In which it stands at the partner, or is on its way. */
  readonly message: RelationMessage | null;
}

/** Under the locks of the connection, which whoever carries messages takes first, of the order and of what was sent of it. */
async function lockSent(means: PartnerMeans, documentId: string): Promise<Sent | null> {
  const { trx, administration } = means;
  const found = await partnerOrderOf(trx, administration.id, documentId);
  if (found === null || found.side !== "buyer") return null;
  const relation = await lockRelation(trx, administration.id, found.relationId);
  await lockDocument(trx, administration.id, documentId);
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  const order = await lockPartnerOrder(trx, administration.id, found.id);
  if (document === undefined || order === null || relation === null || order.state === "recalled") return null;
  const message = await readMessage(
    trx,
    placeOf(means, relation.id),
    "out",
    order.pending?.messageId ?? order.messageId,
  );
  return { order, document, relation, message };
}

/** Whether the partner's side takes messages of this kind, and we send them (contract b2b-exchange.md 4, E4 and E5). */
const tells = (means: Pick<PartnerMeans, "trx" | "administration">, relation: Relation, docType: RelationDocType) =>
  relation.settings.orderOnly
    ? Promise.resolve(false)
    : isOpenWay(means.trx, means.administration.id, relation.id, { docType, way: "out" });

const isOver = ({ state }: Pick<PartnerOrder, "state">): boolean => state === "rejected" || state === "cancelled";

/** How an order of ours stands with its partner; what of it the partner does not know. */
export interface SentStanding {
  readonly isChangedSinceSent: boolean;
  readonly difference: OrderDifference | null;
  /** The partner can be told by a message; else a person tells it. */
  readonly tellsChanges: boolean;
  readonly tellsCancellation: boolean;
  readonly mayRecall: boolean;
}

/** What was sent last, whether it was answered or not. */
const lastSent = ({ pending, asked, fingerprint }: PartnerOrder) => {
  const order = pending?.order ?? null;
  return order === null || pending === null
    ? { asked, fingerprint }
    : { asked: order, fingerprint: pending.fingerprint };
};

export async function sentStanding(
  means: Pick<PartnerMeans, "trx" | "administration">,
  order: PartnerOrder,
  document: StoredDocument,
): Promise<SentStanding> {
  const { trx, administration } = means;
  const relation = await readRelation(trx, administration.id, order.relationId);
  const { asked, fingerprint } = lastSent(order);
  const isChangedSinceSent =
    order.state !== "recalled" && isIssued(document) && orderFingerprint(document) !== fingerprint;
  const now = isChangedSinceSent && relation !== null ? await orderedMessage(means, document, relation) : null;
  const place = { administrationId: administration.id, relationId: order.relationId };
  const message = await readMessage(trx, place, "out", order.messageId);
  return {
    isChangedSinceSent,
    difference: now === null ? null : orderDifference(asked, now),
    tellsChanges: relation !== null && (await tells(means, relation, "order_change")),
    tellsCancellation: relation !== null && (await tells(means, relation, "order_cancel")),
    mayRecall: message !== null && order.revision === message.revision && isStillHere(message),
  };
}

/** It never left: not even an answer to it can have been lost, and no partner that fetches was given it. */
const isStillHere = ({ state, attempts }: RelationMessage): boolean => state === "queued" && attempts === 0;

type Done = { readonly messageId: string } | ChangeRefusal;

/** A number that was given is never given again, also where what went under it was refused or never arrived: the partner may know it. */
const nextRevision = async (
  means: PartnerMeans,
  { relationId, orderNumber, revision }: PartnerOrder,
): Promise<number> =>
  1 + Math.max(revision, (await highestOrderRevision(means.trx, placeOf(means, relationId), orderNumber)) ?? 0);

/** Tells the partner the order as it is now, all of it. Until it is answered, what was sent before holds. */
export async function sendChange(means: PartnerMeans, documentId: string): Promise<Done> {
  const { trx, administration, by, queue, now } = means;
  const sent = await lockSent(means, documentId);
  if (sent === null) return "notSent";
  const { order, document, relation, message } = sent;
  if (isOver(order)) return "isOver";
  if (order.pending?.kind === "cancel") return "waitsForAnswer";
  if (relation.state !== "active") return "notActive";
  if (!(await tells(means, relation, "order_change"))) return "notTold";
  const after = await orderedMessage(means, document, relation);
  const before = lastSent(order).asked;
  if (after === null || !isIssued(document) || isUnchanged(orderDifference(before, after))) return "unchanged";
  const last = order.pending?.revision ?? order.revision;
  const revision = await nextRevision(means, order);
  const { id: orderId, kind: _kind, lines: _lines, ...head } = after;
  const change = { ...head, id: `${orderId}-${revision}`, orderId, revision, lines: changeLinesOf(before, after) };
  const content = contentOfMessage({ kind: "orderChange", message: { ...change, issueDate: means.today } });
  if (content.bytes.byteLength > relation.partnerMaximumBytes) return "tooLarge";
  const queued = await queue({
    ...{ relationId: relation.id, docType: "order_change", businessId: orderId, revision, replaces: last },
    ...{ inReplyTo: message?.messageId ?? null, documentId, content, summary: summaryOf(after), by },
  });
  if (queued === null) return "waitsForAnswer";
  const key = orderKey(relation.id, documentId, revision);
  await recordEffects(trx, administration.id, [
    { businessKey: key, operation: "partner.orderChange", remoteId: queued.messageId },
  ]);
  const pending: PendingChange = {
    ...{ kind: "change", messageId: queued.messageId, revision, order: after, fingerprint: orderFingerprint(document) },
    ...{ reason: "", askedAt: now.toString() },
  };
  await changePartnerOrder(trx, administration.id, order.id, { pending }, stampOf(means));
  await recordHistory(trx, administration.id, documentId, by, "ordered", { channel: "partner", revision });
  return { messageId: queued.messageId };
}

/** Asks the partner to let the order go; it may refuse, because it delivered already. */
export async function sendCancellation(means: PartnerMeans, documentId: string, reason: string): Promise<Done> {
  const { trx, administration, by, queue, now, today } = means;
  const sent = await lockSent(means, documentId);
  if (sent === null) return "notSent";
  const { order, relation, message } = sent;
  if (isOver(order)) return "isOver";
  if (order.pending?.kind === "cancel") return "waitsForAnswer";
  if (relation.state !== "active" || relation.partner === null) return "notActive";
  if (!(await tells(means, relation, "order_cancel"))) return "notTold";
  const last = order.pending?.revision ?? order.revision;
  const revision = await nextRevision(means, order);
  const { buyer, seller } = order.asked;
  const content = contentOfMessage({
    kind: "orderCancellation",
    message: {
      ...{ id: `${order.orderNumber}-${revision}`, issueDate: today, orderId: order.orderNumber, reason, note: "" },
      ...{ buyer: knownAs(buyer, relation.own), seller: knownAs(seller, relation.partner) },
    },
  });
  const queued = await queue({
    ...{ relationId: relation.id, docType: "order_cancel", businessId: order.orderNumber, revision, replaces: last },
    ...{ inReplyTo: message?.messageId ?? null, documentId, content, summary: null, by },
  });
  if (queued === null) return "waitsForAnswer";
  const pending: PendingChange = {
    ...{ kind: "cancel", messageId: queued.messageId, revision, order: null, fingerprint: "", reason },
    ...{ askedAt: now.toString() },
  };
  await changePartnerOrder(trx, administration.id, order.id, { pending }, stampOf(means));
  return { messageId: queued.messageId };
}

/** Takes an order back that never left: the partner never hears of it, and it may be exported again. */
export async function recallOrder(means: PartnerMeans, documentId: string): Promise<Done> {
  const { trx, administration, now, by } = means;
  const sent = await lockSent(means, documentId);
  if (sent === null) return "notSent";
  const { order, relation, message } = sent;
  const place = placeOf(means, relation.id);
  if (message === null || order.pending !== null || !isStillHere(message)) return "tooLate";
  const { messageId, revision, docType, mode, sha256 } = message;
  await changeMessage(
    trx,
    place,
    { way: "out", messageId, from: ["queued"] },
    { state: "recalled", nextAttemptAt: null },
  );
  await changePartnerOrder(trx, administration.id, order.id, { state: "recalled" }, stampOf(means));
  await logRelation(trx, administration.id, {
    ...{ at: now.toString(), relationId: relation.id, way: "out", docType, mode, messageId, revision, documentId },
    ...{ businessId: order.orderNumber, bodySha256: sha256, step: "recalled", actor: by },
  });
  return { messageId };
}

const fresh = { needsLook: false, problem: null, response: null, lines: [] } as const;

/** For how long a message can still be sent as it was sealed. */
const isInTime = ({ expiresAt }: RelationMessage, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(expiresAt, now) > 0;

/**
 * Sends an order again: the same message under the same id, which the partner knows again. One that is too old to be taken, or that its partner
 * passed over, goes as a new revision of the same order, which never becomes a second one there.
 */
export async function sendAgain(means: PartnerMeans, documentId: string): Promise<Done> {
  const { trx, administration, now, by } = means;
  const sent = await lockSent(means, documentId);
  if (sent === null) return "notSent";
  const { order, relation, document, message } = sent;
  if (relation.state !== "active") return "notActive";
  // Nothing more is expected of it: the partner would deliver it all the same.
  if (document.status !== "placed" && document.status !== "confirmed") return "notAgain";
  const isAgainPossible = ["failed", "expired", "delivered", "retrying", "rejected"];
  if (message === null || !isAgainPossible.includes(message.state)) return "notAgain";
  const place = placeOf(means, relation.id);
  const { messageId, docType, mode, revision, sha256, businessId } = message;
  // Who fetches passed its number over, or has it.
  if (relation.partnerPulls && message.state === "delivered") return "notAgain";
  const isSame =
    isInTime(message, now) && message.content !== null && !relation.partnerPulls && message.state !== "rejected";
  if (isSame) {
    const again = { state: "queued", nextAttemptAt: now.toString(), problem: null } as const;
    const from = ["failed", "delivered", "retrying"] as const;
    if (!(await changeMessage(trx, place, { way: "out", messageId, from }, again))) return "notAgain";
    await changePartnerOrder(trx, administration.id, order.id, { needsLook: false, problem: null }, stampOf(means));
    await logRelation(trx, administration.id, {
      ...{ at: now.toString(), relationId: relation.id, way: "out", docType, mode, messageId, businessId, revision },
      ...{ bodySha256: sha256, documentId, step: "sentAgain", actor: by },
    });
    return { messageId };
  }
  if (order.pending !== null) return "waitsForAnswer";
  const asked = await orderedMessage(means, document, relation);
  if (asked === null || !isIssued(document)) return "notSent";
  const next = await nextRevision(means, order);
  const nextId = await sendOrder(means, relation, document, asked, next);
  if (nextId === null) return "tooLarge";
  await changePartnerOrder(
    trx,
    administration.id,
    order.id,
    { messageId: nextId, revision: next, state: "sent", asked, fingerprint: orderFingerprint(document), ...fresh },
    stampOf(means),
  );
  return { messageId: nextId };
}
