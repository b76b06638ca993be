import { asHubError } from "#domain/error.ts";
import { fatalFindings } from "#einvoice/message-rules.ts";
import { readExchangeMessage, type ReadMessage } from "#einvoice/read-order-messages.ts";
import { readXml } from "#einvoice/read-xml.ts";
import type { RelationDocType, Relation } from "#store/relations.ts";
import type { RelationMessage } from "#store/relation-messages.ts";
import { judgeLines } from "./judge-lines.ts";
import type { PartnerMeans } from "./partner-means.ts";
import { takeCancellation, takeChange, takeOrder } from "./take-order.ts";
import { imported, refusedFor, type TakeOutcome } from "./take-outcome.ts";
import { takePaper } from "./take-paper.ts";
import { takeResponse } from "./take-response.ts";

/** What the content of a message of this type has to be. */
const kindOf: Readonly<Partial<Record<RelationDocType, ReadMessage["kind"]>>> = {
  order: "order",
  order_change: "orderChange",
  order_cancel: "orderCancellation",
  order_response: "orderResponse",
};

/**
 * Makes of a message that came in what it is for, in the caller's transaction. What cannot be read is refused by the rules it breaks; what the hub
 * itself cannot do throws, and is tried again.
 */
export async function takeMessageIn(
  means: PartnerMeans,
  relation: Relation,
  message: RelationMessage,
): Promise<TakeOutcome> {
  const { docType, content } = message;
  if (content === null) return refusedFor("partner.gone", "What it carried is no longer kept");
  if (docType === "despatch" || docType === "invoice_copy") {
    if (message.mode === "test") return imported("tested");
    return takePaper(means, relation, message, docType === "despatch" ? "despatch" : "invoice");
  }
  const expected = kindOf[docType];
  if (expected === undefined) return refusedFor("partner.notTaken", `${docType} is not read here`);
  const read = readAs(content, expected);
  if ("state" in read) return read;
  // A number in the envelope that is not the one inside would be answered under another name than it was sent.
  const number = read.kind === "order" ? read.message.id : read.message.orderId;
  if (docType !== "order_response" && number !== message.businessId)
    return refusedFor("content_invalid", `The document is ${number}, the message ${message.businessId}`);
  if (message.mode === "test") return tryOut(means, relation, read);
  switch (read.kind) {
    case "order":
      return takeOrder(means, relation, message, read.message);
    case "orderChange":
      return takeChange(means, relation, message, read.message);
    case "orderCancellation":
      return takeCancellation(means, relation, message, read.message);
    case "orderResponse":
      return takeResponse(means, relation, message, read.message);
    case "despatchAdvice":
      return refusedFor("content_invalid", "A despatch advice under another name");
  }
}

function readAs(content: Buffer, expected: ReadMessage["kind"]): ReadMessage | TakeOutcome {
  let root;
  try {
    root = readXml(content);
  } catch (thrown) {
    const error = asHubError(thrown);
    if (error.code === "document.invalid") return refusedFor("content_invalid", error.message);
    throw thrown;
  }
  const findings = fatalFindings(root);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  if (rules.length > 0) return refusedFor("content_invalid", rules.join(", "), rules);
  const read = readExchangeMessage(content);
  if ("fault" in read) return refusedFor("content_invalid", `${read.fault} ${read.where}`.trim());
  if (read.kind !== expected) return refusedFor("content_invalid", `It is an ${read.kind}, not an ${expected}`);
  return read;
}

/** In test mode all is looked at and nothing is booked: a test order never becomes a real one. */
async function tryOut(means: PartnerMeans, relation: Relation, read: ReadMessage): Promise<TakeOutcome> {
  if (read.kind !== "order") return imported("tested");
  const { lines } = await judgeLines(means, relation, read.message);
  const unknown = lines.filter(({ itemId }) => itemId === null).map(({ lineId }) => lineId);
  return {
    ...imported("tested"),
    problem: unknown.length === 0 ? null : { code: "partner.unmatched", text: unknown.join(", "), lines: unknown },
  };
}
