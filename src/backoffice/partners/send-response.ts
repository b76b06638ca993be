import type { MessagePeriod } from "#domain/partner/order-message.ts";
import type { OrderResponseCode, OrderResponseLine, OrderResponseMessage } from "#domain/partner/order-response.ts";
import { readDocuments } from "#store/documents.ts";
import { changePartnerOrder, type PartnerOrder } from "#store/partner-orders.ts";
import { logRelation } from "#store/relation-events.ts";
import { isOpenWay, type Relation } from "#store/relations.ts";
import { sellerOf } from "#backoffice/issue-documents.ts";
import { contentOfMessage, knownAs, stampOf, type PartnerMeans } from "./partner-means.ts";

export interface Answer {
  readonly code: OrderResponseCode;
  readonly lines: readonly OrderResponseLine[];
  readonly note: string;
  readonly promised: MessagePeriod | null;
  /** Of a cancellation or a change that is answered; left out: of the order as it stands. */
  readonly inReplyTo?: string;
}

/**
 * Tells the buyer what we say of the order, in the transaction in which it became so. Null where the connection takes no answers: the buyer is told
 * otherwise. Which revision it is about says the message it answers.
 */
export async function sendResponse(
  means: PartnerMeans,
  relation: Relation,
  order: PartnerOrder,
  { code, lines, note, promised, inReplyTo = order.messageId }: Answer,
): Promise<string | null> {
  const { trx, administration, now, today, by, queue } = means;
  const { id, relationId, documentId, orderNumber, asked, responses } = order;
  const open = await isOpenWay(trx, administration.id, relationId, { docType: "order_response", way: "out" });
  if (!open || relation.partner === null) {
    await logRelation(trx, administration.id, {
      ...{ at: now.toString(), relationId, way: "out", docType: "order_response", businessId: orderNumber, documentId },
      ...{ step: "notSent", code: "partner.directionOff", text: "The connection takes no answers", actor: by },
    });
    return null;
  }
  const [document] =
    documentId === null ? [] : await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  const response: OrderResponseMessage = {
    id: `${orderNumber}-${responses + 1}`,
    issueDate: today,
    issueTime: now.toZonedDateTimeISO(administration.timeZone).toPlainTime().toString({ smallestUnit: "second" }),
    code,
    orderId: orderNumber,
    salesOrderId: document?.number ?? "",
    currency: asked.currency,
    note,
    customerReference: asked.customerReference,
    seller: knownAs(sellerOf(administration), relation.own),
    buyer: knownAs(asked.buyer, relation.partner),
    promised: promised ?? { from: null, to: null },
    lines: [...lines],
  };
  const queued = await queue({
    ...{ relationId, docType: "order_response", businessId: orderNumber, revision: responses, replaces: null },
    ...{
      inReplyTo,
      documentId,
      content: contentOfMessage({ kind: "orderResponse", message: response }),
      summary: null,
    },
    by,
  });
  if (queued === null) throw new Error(`Answer ${responses} to order ${orderNumber} is there already`);
  await changePartnerOrder(trx, administration.id, id, { response, responses: responses + 1 }, stampOf(means));
  return queued.messageId;
}
