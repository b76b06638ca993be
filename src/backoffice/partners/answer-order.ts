import { amount, isZero, type Amount } from "#domain/amount.ts";
import { isHeld } from "#domain/partner/judge-order.ts";
import { responseCodeOf } from "#domain/partner/order-response.ts";
import { deleteDraft } from "#store/drafts.ts";
import { recordHistory } from "#store/document-history.ts";
import { readDocuments } from "#store/documents.ts";
import { changePartnerOrder, lockPartnerOrder, type PartnerOrder } from "#store/partner-orders.ts";
import { moveStatus } from "#store/purchase-orders.ts";
import { hasFollowers } from "#store/purchase-sendings.ts";
import { changeMessage, type RelationMessage } from "#store/relation-messages.ts";
import type { Relation } from "#store/relations.ts";
import { contentOf, saveDraft } from "#backoffice/drafts.ts";
import { issueDraft } from "#backoffice/issue-draft.ts";
import { fault, faulty, isRefusal, type Refusal } from "#backoffice/refusal.ts";
import { judgeLines } from "./judge-lines.ts";
import { readSlip, saveSlip, slipContent } from "./order-slip.ts";
import { placeOf, stampOf, type PartnerMeans } from "./partner-means.ts";
import { responseLines, type LineRemark } from "./response-lines.ts";
import { sendResponse } from "./send-response.ts";

/** What a person decides of one line; what is left out stays as it stands in our order. */
export interface LineDecision extends LineRemark {
  readonly isRejected: boolean;
  /** In our own unit. */
  readonly quantity: Amount | null;
  /** Per one of our unit. */
  readonly price: Amount | null;
}

export interface Decision {
  readonly lines: readonly LineDecision[];
  readonly note: string;
  /** On which day it comes; null: nothing is said. */
  readonly promised: string | null;
}

/** Why it is not answered now. */
export type AnswerRefusal = "notThere" | "held" | "answered" | "noContact" | "followed" | "nothingAsked";
export type Answered = { readonly order: PartnerOrder } | Refusal | AnswerRefusal;

const readAgain = async ({ trx, administration }: PartnerMeans, id: string): Promise<Answered> => {
  const order = await lockPartnerOrder(trx, administration.id, id);
  return order === null ? "notThere" : { order };
};

/** Accepts an order: as it stands in our draft, with what a person decides of its lines on top. It is final from here on, and the buyer is told. */
export async function acceptOrder(
  means: PartnerMeans,
  relation: Relation,
  order: PartnerOrder,
  decision: Decision,
): Promise<Answered> {
  const { trx, administration, today } = means;
  if (order.state === "held") return "held";
  if (order.state !== "open") return "answered";
  if (relation.partyId === null) return "noContact";
  const actor = means.by || (relation.partner?.name ?? "");
  let slip = await readSlip(means, order.documentId);
  if (slip === null) {
    // Somebody threw the draft away, and accepts it after all.
    const judged = await judgeLines(means, relation, order.asked);
    const id = await saveSlip(means, await slipContent(means, relation.partyId, order.asked, judged), null, actor);
    slip = await readSlip(means, id);
  }
  if (slip === null) return "notThere";
  if (slip.status === "draft") {
    const decided = await decide(means, slip, decision, actor);
    if (decided !== null)
      return decided === "nothingLeft" ? rejectOrder(means, relation, order, decision.note) : decided;
    const bare = await unpriced(means, slip.id, order);
    if (bare.length > 0) return faulty(...bare.map((lineId) => fault(`lines.${lineId}.price`, "fault.noPrice")));
    const issued = await issueDraft(trx, administration, slip.id, null, actor, today);
    if (isRefusal(issued)) return issued;
  }
  const [final] = await readDocuments(trx, administration.id, { ids: [slip.id], limit: 1 });
  if (final === undefined) return "notThere";
  const lines = responseLines(order.asked, order.judged, final, relation, decision.lines);
  const code = responseCodeOf(lines);
  const state = code === "AP" ? "accepted" : "changed";
  await changePartnerOrder(
    trx,
    administration.id,
    order.id,
    { state, documentId: slip.id, needsLook: false, problem: null },
    stampOf(means),
  );
  const promised = decision.promised === null ? null : { from: decision.promised, to: decision.promised };
  await sendResponse(
    means,
    relation,
    { ...order, documentId: slip.id },
    { code, lines, note: decision.note, promised },
  );
  return readAgain(means, order.id);
}

/** Puts what a person decided into the draft. Null: it stands; `nothingLeft`: every line was refused. */
async function decide(
  { trx, administration }: PartnerMeans,
  slip: NonNullable<Awaited<ReturnType<typeof readSlip>>>,
  { lines: decisions }: Decision,
  actor: string,
): Promise<Refusal | "nothingLeft" | null> {
  const of = (lineId: string) => decisions.find((one) => one.lineId === lineId);
  const isTouched = decisions.some(
    ({ isRejected, quantity, price }) => isRejected || quantity !== null || price !== null,
  );
  if (!isTouched) return null;
  const content = await contentOf(trx, administration, slip);
  const lines = content.lines
    .filter(({ sourceLineId }) => of(sourceLineId)?.isRejected !== true)
    .map((line) => {
      const decision = of(line.sourceLineId);
      if (decision === undefined) return line;
      return {
        ...line,
        ...(decision.quantity !== null && { quantity: decision.quantity }),
        ...(decision.price !== null && { price: decision.price, baseQuantity: oneUnit }),
      };
    });
  if (lines.length === 0) return "nothingLeft";
  const saved = await saveDraft(trx, administration, slip.id, slip.version, { ...content, lines }, actor);
  return isRefusal(saved) ? saved : null;
}

const oneUnit = amount("1");

/** Lines for which nobody named a price yet: nothing is delivered for nothing by oversight. */
async function unpriced(
  { trx, administration }: PartnerMeans,
  documentId: string,
  { judged }: PartnerOrder,
): Promise<string[]> {
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  const open = new Set(judged.filter(({ verdict }) => verdict === "noOwnPrice").map(({ lineId }) => lineId));
  return (document?.lines ?? [])
    .filter(({ sourceLineId, netPrice }) => open.has(sourceLineId) && isZero(netPrice))
    .map(({ sourceLineId }) => sourceLineId);
}

/** Refuses the whole order, held or not; our draft of it goes. */
export async function rejectOrder(
  means: PartnerMeans,
  relation: Relation,
  order: PartnerOrder,
  note: string,
): Promise<Answered> {
  const { trx, administration } = means;
  if (order.state !== "held" && order.state !== "open") return "answered";
  const draft = await readSlip(means, order.documentId);
  if (draft !== null && draft.status !== "draft") return "answered";
  if (draft !== null) await deleteDraft(trx, administration.id, draft.id);
  await changePartnerOrder(
    trx,
    administration.id,
    order.id,
    { state: "rejected", documentId: null, needsLook: false, problem: null },
    stampOf(means),
  );
  const from = ["held"] as const;
  const way = { way: "in", messageId: order.messageId, from } as const;
  await changeMessage(trx, placeOf(means, relation.id), way, { state: "refused" });
  await sendResponse(means, relation, { ...order, documentId: null }, { code: "RE", lines: [], note, promised: null });
  return readAgain(means, order.id);
}

/** Answers a change or a cancellation that was asked after the order was accepted. Refused, what was agreed holds. */
export async function answerPending(
  means: PartnerMeans,
  relation: Relation,
  order: PartnerOrder,
  isAccepted: boolean,
  note: string,
): Promise<Answered> {
  const { trx, administration, by } = means;
  const { pending, documentId } = order;
  if (pending === null) return "nothingAsked";
  const settled = { pending: null, needsLook: false };
  const reply = { lines: [], note, promised: null, inReplyTo: pending.messageId };
  if (!isAccepted) {
    await changePartnerOrder(trx, administration.id, order.id, settled, stampOf(means));
    await sendResponse(means, relation, order, { ...reply, code: "RE" });
    return readAgain(means, order.id);
  }
  const judged = pending.order === null ? null : await judgeLines(means, relation, pending.order);
  if (judged?.lines.some((line) => isHeld(line, relation.settings.allowsTextLines)) === true) return "held";
  const slip = await readSlip(means, documentId);
  // What was delivered or invoiced is not taken back by a message.
  if (slip !== null && (await hasFollowers(trx, administration.id, slip.id))) return "followed";
  if (slip?.status === "issued") {
    await moveStatus(trx, administration.id, slip.id, ["issued"], "cancelled");
    await recordHistory(trx, administration.id, slip.id, by, "closed");
  } else if (slip?.status === "draft") await deleteDraft(trx, administration.id, slip.id);
  const { messageId, revision } = pending;
  if (pending.order === null || judged === null) {
    const gone = { ...settled, state: "cancelled", messageId, revision } as const;
    await changePartnerOrder(trx, administration.id, order.id, gone, stampOf(means));
    await sendResponse(means, relation, order, { ...reply, code: "AP" });
    return readAgain(means, order.id);
  }
  // The order as it is now is looked at as any that comes in: a person accepts it as our new order.
  if (relation.partyId === null) return "noContact";
  const content = await slipContent(means, relation.partyId, pending.order, judged);
  const newSlip = await saveSlip(means, content, null, by);
  const anew = { ...settled, state: "open", documentId: newSlip, messageId, revision } as const;
  const change = { ...anew, asked: pending.order, lines: judged.lines };
  await changePartnerOrder(trx, administration.id, order.id, change, stampOf(means));
  const open = await lockPartnerOrder(trx, administration.id, order.id);
  return open === null ? "notThere" : acceptOrder(means, relation, open, { lines: [], note, promised: null });
}

/** A cancellation that nothing stood in the way of, answered as one. */
export async function answerCancellation(
  means: PartnerMeans,
  relation: Relation,
  order: PartnerOrder,
  { messageId }: Pick<RelationMessage, "messageId">,
  isAccepted: boolean,
): Promise<void> {
  const code = isAccepted ? "AP" : "RE";
  await sendResponse(means, relation, order, { code, lines: [], note: "", promised: null, inReplyTo: messageId });
}
