import { isLaterResponse, outcomesOf, type OrderResponseMessage } from "#domain/partner/order-response.ts";
import { recordHistory } from "#store/document-history.ts";
import { lockDocument } from "#store/drafts.ts";
import {
  changePartnerOrder,
  lockPartnerOrder,
  orderOfNumber,
  type PartnerOrder,
  type PartnerOrderChange,
} from "#store/partner-orders.ts";
import { moveStatus } from "#store/purchase-orders.ts";
import { changeMessage, readMessage, type RelationMessage } from "#store/relation-messages.ts";
import type { Relation } from "#store/relations.ts";
import { placeOf, type PartnerMeans } from "./partner-means.ts";
import { heldFor, imported, type TakeOutcome } from "./take-outcome.ts";

/**
 * What a supplier says of our order, read onto it. An answer names the message it answers: one to an older revision is kept and never applied, and of
 * two to the same revision the later one counts. One that comes before its order is known here waits for it.
 */
export async function takeResponse(
  means: PartnerMeans,
  relation: Relation,
  message: RelationMessage,
  response: OrderResponseMessage,
): Promise<TakeOutcome> {
  const { trx, administration } = means;
  const place = placeOf(means, relation.id);
  const found = await orderOfNumber(trx, place, "buyer", response.orderId);
  // The document before what stands beside it, as everybody does who sends it.
  const documentId = found?.documentId ?? null;
  if (documentId !== null) await lockDocument(trx, administration.id, documentId);
  const order = found === null ? null : await lockPartnerOrder(trx, administration.id, found.id);
  if (order === null) return heldFor("partner.orderUnknown", `No order ${response.orderId} went to this partner`);
  const answered = message.inReplyTo === null ? null : await readMessage(trx, place, "out", message.inReplyTo);
  const { pending } = order;
  const by = relation.partner?.name ?? "";
  if (pending !== null && answered?.messageId === pending.messageId)
    return settlePending(means, relation, { ...order, pending }, answered, response);
  const basis = answered?.revision ?? order.revision;
  if (basis < order.revision || (answered !== null && answered.messageId !== order.messageId))
    return imported("answerToOlder", order.documentId);
  if (order.response !== null && isLaterResponse(order.response, response))
    return imported("olderAnswer", order.documentId);
  const outcome = read(order, response);
  await changePartnerOrder(trx, administration.id, order.id, outcome.change, { at: means.now.toString(), by });
  if (answered !== null) await settleSent(means, relation, answered, outcome.state, response.note);
  await follow(means, relation, order, outcome.state, response);
  return imported(`answered.${outcome.state}`, order.documentId);
}

type AnsweredState = "sent" | "accepted" | "changed" | "rejected";

/** What an answer makes of an order. */
function read(
  order: Pick<PartnerOrder, "asked">,
  response: OrderResponseMessage,
): { readonly state: AnsweredState; readonly change: PartnerOrderChange } {
  const { lines, added, unknown } = outcomesOf(order.asked.lines, response);
  const isAll = (state: string) => lines.every((line) => line.state === state);
  const state: AnsweredState =
    response.code === "AB"
      ? "sent"
      : response.code === "RE" || isAll("rejected")
        ? "rejected"
        : isAll("accepted") && added.length === 0 && unknown.length === 0
          ? "accepted"
          : "changed";
  const answered = lines.map(({ orderLineId, state: of, confirmed, backorder }) => ({
    ...{ lineId: orderLineId, state: of, confirmed, backorder },
  }));
  const needsLook = state === "changed" || state === "rejected";
  return { state, change: { state, response, lines: answered, needsLook, problem: null } };
}

/** Our message stands as answered, also when its receipt did not come yet: who answers has it. */
async function settleSent(
  means: PartnerMeans,
  relation: Relation,
  { messageId, deliveredAt }: RelationMessage,
  state: AnsweredState,
  note: string,
): Promise<void> {
  const from = [
    "queued",
    "sending",
    "retrying",
    "delivered",
    "taken",
    "accepted",
    "changed",
    "failed",
    "expired",
  ] as const;
  const problem = state === "rejected" ? { code: "refused", text: note.slice(0, 2000) } : null;
  await changeMessage(
    means.trx,
    placeOf(means, relation.id),
    { way: "out", messageId, from },
    {
      ...{ state: state === "sent" ? "taken" : state, nextAttemptAt: null, problem },
      deliveredAt: deliveredAt ?? means.now.toString(),
    },
  );
}

async function follow(
  { trx, administration }: PartnerMeans,
  relation: Relation,
  { documentId }: PartnerOrder,
  state: AnsweredState,
  response: OrderResponseMessage,
): Promise<void> {
  if (documentId === null || state === "sent") return;
  if (state === "accepted") await moveStatus(trx, administration.id, documentId, ["placed"], "confirmed");
  const data = { answer: state, reference: response.salesOrderId };
  await recordHistory(trx, administration.id, documentId, relation.partner?.name ?? "", "answered", data);
}

/** The answer to a change or a cancellation. Refused, what was agreed holds, and a person sees that it does. */
async function settlePending(
  means: PartnerMeans,
  relation: Relation,
  order: PartnerOrder & { readonly pending: NonNullable<PartnerOrder["pending"]> },
  answered: RelationMessage,
  response: OrderResponseMessage,
): Promise<TakeOutcome> {
  const { trx, administration, now } = means;
  const { pending, documentId } = order;
  const stamp = { at: now.toString(), by: relation.partner?.name ?? "" };
  if (response.code === "AB") {
    await settleSent(means, relation, answered, "sent", response.note);
    return imported("answered.sent", documentId);
  }
  if (response.code === "RE") {
    await changePartnerOrder(trx, administration.id, order.id, { pending: null, response, needsLook: true }, stamp);
    await settleSent(means, relation, answered, "rejected", response.note);
    if (documentId !== null)
      await recordHistory(trx, administration.id, documentId, stamp.by, "answered", {
        ...{ answer: pending.kind === "cancel" ? "cancelRefused" : "changeRefused", reference: response.salesOrderId },
      });
    return imported("pendingRefused", documentId);
  }
  const { messageId, revision, order: asked, fingerprint } = pending;
  if (asked === null) {
    const gone = { state: "cancelled", pending: null, response, needsLook: false, messageId, revision } as const;
    await changePartnerOrder(trx, administration.id, order.id, gone, stamp);
    await settleSent(means, relation, answered, "accepted", response.note);
    if (
      documentId !== null &&
      (await moveStatus(trx, administration.id, documentId, ["placed", "confirmed"], "closed"))
    )
      await recordHistory(trx, administration.id, documentId, stamp.by, "closed");
    return imported("cancelled", documentId);
  }
  const { state, change } = read({ asked }, response);
  const anew = { ...change, asked, fingerprint, messageId, revision, pending: null };
  await changePartnerOrder(trx, administration.id, order.id, anew, stamp);
  await settleSent(means, relation, answered, state, response.note);
  await follow(means, relation, order, state, response);
  return imported(`answered.${state}`, documentId);
}
