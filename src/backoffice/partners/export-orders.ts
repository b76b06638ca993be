import { asHubError, HubError } from "#domain/error.ts";
import { linesWithoutCodes, type OrderMessage } from "#domain/partner/order-message.ts";
import { recordHistory } from "#store/document-history.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import { lockDocument } from "#store/drafts.ts";
import { recordEffects } from "#store/effects.ts";
import { newId } from "#store/new-id.ts";
import {
  ordersToExport,
  releaseFormer,
  takeWaiting,
  waitForPartner,
  type OrderToExport,
} from "#store/orders-to-export.ts";
import { changePartnerOrder, insertPartnerOrder, lockOrderOfNumber } from "#store/partner-orders.ts";
import { sendingsOf } from "#store/purchase-sendings.ts";
import { logRelation } from "#store/relation-events.ts";
import { isOpenWay, lockRelation, readRelation, type Relation } from "#store/relations.ts";
import { inSavepoint } from "#store/savepoint.ts";
import { orderFingerprint } from "#backoffice/purchases/order-fingerprint.ts";
import { countingSending } from "#backoffice/purchases/send-order.ts";
import { orderedMessage } from "./ordered-message.ts";
import { contentOfMessage, placeOf, stampOf, summaryOf, type PartnerMeans } from "./partner-means.ts";

/** Why an order stays here. The others go. */
export const exportFaults = [
  "noCode",
  "noLines",
  "directionOff",
  "sentOtherwise",
  "invalid",
  "tooLarge",
  "gone",
  "failed",
] as const;
export interface ExportFault {
  readonly code: (typeof exportFaults)[number];
  /** The lines it is about, by their number and name; of `invalid` the rules. */
  readonly lines: readonly string[];
}

export type ExportOutcome =
  | { readonly result: "sent"; readonly messageId: string }
  /** `paused`: one side stopped the connection for a while; else the supplier did not accept it yet. */
  | { readonly result: "waiting"; readonly isPaused: boolean }
  | { readonly result: "refused"; readonly fault: ExportFault };
export type Exported = OrderToExport & ExportOutcome;

const refused = (code: ExportFault["code"], lines: readonly string[] = []): ExportOutcome => ({
  result: "refused",
  fault: { code, lines },
});

/** The key under which an order leaves once per revision (contract b2b-exchange.md 4, E2). */
export const orderKey = (relationId: string, documentId: string, revision: number): string =>
  `partner-order:${relationId}:${documentId}:${revision}`;

/**
 * Sends every purchase order that is placed and was not exported, each to its own supplier, or those that are named. Each goes by itself: one that
 * does not go keeps no other, and says why. Those whose supplier has no connection are not in it.
 */
export async function exportOrders(
  means: PartnerMeans,
  documentIds: readonly string[] | null,
): Promise<readonly Exported[]> {
  const { trx, administration } = means;
  const exported: Exported[] = [];
  const found = await ordersToExport(trx, administration.id, documentIds);
  // The connections before the orders, and always in the same order: of two who export at once the second waits, and finds what is left.
  const relationIds = [...new Set(found.map(({ relationId }) => relationId))].toSorted();
  for (const relationId of relationIds) await lockRelation(trx, administration.id, relationId);
  for (const order of await ordersToExport(trx, administration.id, documentIds)) {
    if (order.relationState !== "active") {
      await waitForPartner(trx, administration.id, order, means.by);
      exported.push({ ...order, result: "waiting", isPaused: order.relationState === "suspended" });
      continue;
    }
    exported.push({ ...order, ...(await exportOne(means, order)) });
  }
  return exported;
}

/** The connection runs: what was to go over it before goes now. False when nothing waits. */
export async function exportWaiting(means: PartnerMeans, relationId: string): Promise<boolean> {
  const waiting = await takeWaiting(means.trx, placeOf(means, relationId));
  for (const { documentId, by } of waiting) await exportOrders({ ...means, by }, [documentId]);
  return waiting.length > 0;
}

/** Undone by itself where it fails, so that the others stand. */
async function exportOne(means: PartnerMeans, order: OrderToExport): Promise<ExportOutcome> {
  const sent = await inSavepoint(means.trx, () => send(means, order));
  const outcome = "done" in sent ? sent.done : thrownAs(sent.thrown);
  if (outcome.result === "refused") await logRefusal(means, order, outcome.fault);
  return outcome;
}

function thrownAs(thrown: unknown): ExportOutcome {
  const { code, details } = asHubError(thrown);
  const rules = (details["rules"] ?? "").split(", ").filter((rule) => rule !== "");
  return code === "document.invalid" ? refused("invalid", rules) : refused("failed");
}

async function logRefusal(
  { trx, administration, now, by }: PartnerMeans,
  { relationId, number, documentId }: OrderToExport,
  { code, lines }: ExportFault,
): Promise<void> {
  await logRelation(trx, administration.id, {
    ...{ at: now.toString(), relationId, way: "out", docType: "order", businessId: number, documentId, actor: by },
    ...{ step: "notSent", code: `partner.${code}`, text: lines.join("; "), details: { lines } },
  });
}

async function send(means: PartnerMeans, order: OrderToExport): Promise<ExportOutcome> {
  const { trx, administration, by } = means;
  const { relationId, documentId } = order;
  const state = await lockDocument(trx, administration.id, documentId);
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  const relation = await readRelation(trx, administration.id, relationId);
  if (state?.status !== "placed" || document === undefined || !isIssued(document) || relation === null)
    return refused("gone");
  const known = await lockOrderOfNumber(trx, placeOf(means, relationId), "buyer", document.number);
  // Somebody else exported it this very moment.
  if (known !== null && known.state !== "recalled") return refused("gone");
  if (!(await isOpenWay(trx, administration.id, relationId, { docType: "order", way: "out" })))
    return refused("directionOff");
  // An order that a supplier has by another way would be delivered twice.
  if (countingSending(await sendingsOf(trx, administration.id, documentId)) !== null) return refused("sentOtherwise");
  const message = await orderedMessage(means, document, relation);
  if (message === null || message.lines.length === 0) return refused("noLines");
  const bare = linesWithoutCodes(message.lines);
  if (bare.length > 0 && !relation.settings.allowsTextLines)
    return refused(
      "noCode",
      bare.map(({ lineId, itemName }) => `${lineId}: ${itemName}`),
    );
  const revision = known === null ? 0 : known.revision + 1;
  const messageId = await sendOrder(means, relation, document, message, revision);
  if (messageId === null) return refused("tooLarge");
  const fingerprint = orderFingerprint(document);
  await releaseFormer(trx, administration.id, documentId, relationId);
  if (known === null)
    await insertPartnerOrder(
      trx,
      administration.id,
      {
        ...{ id: newId(), relationId, side: "buyer", orderNumber: document.number, documentId, messageId, revision },
        ...{ state: "sent", asked: message, fingerprint },
      },
      stampOf(means),
    );
  else {
    const anew = {
      documentId,
      messageId,
      revision,
      state: "sent",
      asked: message,
      fingerprint,
      pending: null,
    } as const;
    await changePartnerOrder(trx, administration.id, known.id, anew, stampOf(means));
  }
  await recordHistory(trx, administration.id, documentId, by, "ordered", { channel: "partner" });
  return { result: "sent", messageId };
}

/** Null when it is more than the partner takes. Throws when this revision of it went before. */
export async function sendOrder(
  means: PartnerMeans,
  relation: Relation,
  document: Pick<StoredDocument, "id">,
  message: OrderMessage,
  revision: number,
): Promise<string | null> {
  const { trx, administration, queue, by } = means;
  const content = contentOfMessage({ kind: "order", message });
  if (content.bytes.byteLength > relation.partnerMaximumBytes) return null;
  const queued = await queue({
    ...{ relationId: relation.id, docType: "order", businessId: message.id, revision, replaces: null, inReplyTo: null },
    ...{ documentId: document.id, content, summary: summaryOf(message), by },
  });
  const key = orderKey(relation.id, document.id, revision);
  const effect = { businessKey: key, operation: "partner.order", remoteId: queued?.messageId ?? "" };
  if (queued === null || (await recordEffects(trx, administration.id, [effect])).length > 0)
    throw new HubError("internal.unexpected", `Already sent: ${key}`);
  return queued.messageId;
}
