import { amount } from "#domain/amount.ts";
import { asHubError } from "#domain/error.ts";
import { documentKinds } from "#domain/document-kinds.ts";
import { hasMoney } from "#domain/document.ts";
import { inTheirUnit } from "#domain/partner/judge-order.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import { readPartnerOrder, type PartnerOrder } from "#store/partner-orders.ts";
import { nextFollowUp, settleFollowUp, type FollowUp } from "#store/partner-follow-ups.ts";
import { logRelation } from "#store/relation-events.ts";
import type { MessageProblem } from "#store/relation-messages.ts";
import { isOpenWay, type Relation } from "#store/relations.ts";
import { inSavepoint } from "#store/savepoint.ts";
import { documentXml } from "#backoffice/document-xml.ts";
import { sellerOf } from "#backoffice/issue-documents.ts";
import { exportWaiting } from "./export-orders.ts";
import { contentOfMessage, knownAs, placeOf, type PartnerMeans, type PartnerMessage } from "./partner-means.ts";

const invoiceProfile = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

/** Sends what waited for the connection, and tells the partner of what was issued longest ago; false when there is nothing to tell. */
export async function tellPartner(means: PartnerMeans, relation: Relation): Promise<boolean> {
  const wasWaiting = relation.state === "active" && (await exportWaiting(means, relation.id));
  return (await tellFollowUp(means, relation)) || wasWaiting;
}

async function tellFollowUp(means: PartnerMeans, relation: Relation): Promise<boolean> {
  const { trx, administration, now } = means;
  const followUp = await nextFollowUp(trx, placeOf(means, relation.id), now.toString());
  if (followUp === null) return false;
  // One that cannot be written stands in the way of nothing else: orders and answers of this connection go on.
  const told = await inSavepoint(trx, () => tell(means, relation, followUp));
  if ("done" in told && told.done === null) {
    await settleFollowUp(trx, administration.id, followUp, null);
    return true;
  }
  const problem = "done" in told ? told.done : thrownAs(told.thrown);
  const wait = "done" in told || problem?.code === "partner.invalid" ? undefined : waitsMinutes[followUp.attempts];
  const againAt = wait === undefined ? null : now.add({ minutes: wait }).toString();
  await settleFollowUp(trx, administration.id, followUp, problem, againAt);
  if (againAt === null && problem !== null) await logLeft(means, relation, followUp, problem);
  return true;
}

/** After as many tries it is left, and the log book says why. */
const waitsMinutes = [1, 5, 15, 60] as const;

function thrownAs(thrown: unknown): MessageProblem {
  const { code, details, message } = asHubError(thrown);
  const text = (details["rules"] ?? message).slice(0, 2000);
  return { code: code === "document.invalid" ? "partner.invalid" : "partner.failed", text };
}

async function logLeft(
  { trx, administration, now }: PartnerMeans,
  { id: relationId, mode }: Relation,
  { docType, documentId }: FollowUp,
  { code, text }: MessageProblem,
): Promise<void> {
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  await logRelation(trx, administration.id, {
    ...{ at: now.toString(), relationId, way: "out", docType, mode, businessId: document?.number ?? "", documentId },
    ...{ step: "notSent", code, text },
  });
}

/** Null: it is in the outbox. */
async function tell(means: PartnerMeans, relation: Relation, followUp: FollowUp): Promise<MessageProblem | null> {
  const { trx, administration, queue } = means;
  const { docType, documentId, partnerOrderId } = followUp;
  const order = await readPartnerOrder(trx, administration.id, partnerOrderId);
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  if (order === null || document === undefined || !isIssued(document))
    return { code: "partner.gone", text: "It is no longer there" };
  if (relation.state === "ended") return { code: "partner.ended", text: "The connection has ended" };
  if (!(await isOpenWay(trx, administration.id, relation.id, { docType, way: "out" })))
    return { code: "partner.directionOff", text: `${docType} does not go this way` };
  const content =
    docType === "despatch" ? despatchOf(means, relation, order, document) : await invoiceOf(means, document);
  if (content === null)
    return { code: "partner.invalid", text: `A ${documentKinds[document.kind].names.en} without content` };
  if (content.bytes.byteLength > relation.partnerMaximumBytes) return { code: "partner.tooLarge", text: "" };
  const { number, currency, totals } = document;
  await queue({
    ...{
      relationId: relation.id,
      docType,
      businessId: number,
      revision: 0,
      replaces: null,
      documentId,
      content,
      by: "",
    },
    inReplyTo: order.messageId,
    summary: { lines: document.lines.filter(hasMoney).length, currency, net: String(totals.taxExclusiveAmount) },
  });
  return null;
}

async function invoiceOf(
  { trx, administration }: PartnerMeans,
  { id }: Pick<StoredDocument, "id">,
): Promise<PartnerMessage["content"] | null> {
  const file = await documentXml(trx, administration.id, id);
  return file === null ? null : { type: "application/xml", profile: invoiceProfile, bytes: file.bytes };
}

/** In the buyer's units, by the lines of his order. */
function despatchOf(
  { administration }: PartnerMeans,
  relation: Relation,
  { asked, judged, orderNumber }: PartnerOrder,
  document: StoredDocument & { readonly number: string; readonly issueDate: string },
): PartnerMessage["content"] | null {
  const lines = document.lines.filter(hasMoney).map((line, index) => {
    const of = asked.lines.find(({ lineId }) => lineId === line.sourceLineId);
    const factor = judged.find(({ lineId }) => lineId === line.sourceLineId)?.factor ?? amount("1");
    const theirs = inTheirUnit(line.quantity, factor);
    return {
      ...{ gtin: of?.gtin ?? "", buyersItemIdentifier: of?.buyersItemIdentifier ?? "", brandName: "", description: "" },
      ...{
        manufacturersItemIdentifier: "",
        sellersItemIdentifier: line.sellersItemIdentifier,
        itemName: line.itemName,
      },
      ...{ lineId: String(index + 1), orderLineId: of?.lineId ?? "", orderId: orderNumber, note: "" },
      ...{
        delivered: theirs ?? line.quantity,
        unitCode: of === undefined || theirs === null ? line.unitCode : of.unitCode,
      },
      ...{ writtenUnit: theirs === null ? "" : (of?.writtenUnit ?? ""), outstanding: null, outstandingReason: "" },
      handlingUnits: [],
    };
  });
  if (relation.partner === null || lines.length === 0) return null;
  const buyer = knownAs(asked.buyer, relation.partner);
  const address = document.deliverTo ?? asked.deliverTo?.address ?? null;
  return contentOfMessage({
    kind: "despatchAdvice",
    message: {
      ...{ id: document.number, issueDate: document.issueDate, note: document.noteAboveLines, orderId: orderNumber },
      seller: knownAs(sellerOf(administration), relation.own),
      receiver: address === null || address.countryCode === "" ? buyer : { ...buyer, address },
      buyer,
      ...{
        shippedOn: document.deliveryDate ?? document.issueDate,
        expectedOn: null,
        carrierName: "",
        trackingNumber: "",
      },
      lines,
    },
  });
}
