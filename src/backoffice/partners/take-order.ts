// Over 300 lines because what becomes of an order, a change and a cancellation that came in is one decision.
import {
  absolute,
  amount,
  compare,
  divide,
  equals,
  isPositive,
  multiply,
  round,
  sum,
  zero,
  type Amount,
} from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { isHeld, isPlain, type JudgedLine } from "#domain/partner/judge-order.ts";
import { isUnchanged, orderDifference } from "#domain/partner/order-difference.ts";
import type { OrderResponseMessage } from "#domain/partner/order-response.ts";
import { orderAfter, type OrderCancellationMessage, type OrderChangeMessage } from "#domain/partner/order-change.ts";
import type { OrderMessage, OrderMessageLine } from "#domain/partner/order-message.ts";
import { newId } from "#store/new-id.ts";
import { deleteDraft } from "#store/drafts.ts";
import {
  changePartnerOrder,
  insertPartnerOrder,
  lockOrderOfNumber,
  lockPartnerOrder,
  type PartnerOrder,
} from "#store/partner-orders.ts";
import { changeMessage, type RelationMessage } from "#store/relation-messages.ts";
import type { Relation } from "#store/relations.ts";
import { inSavepoint } from "#store/savepoint.ts";
import { isRefusal } from "#backoffice/refusal.ts";
import { acceptOrder, answerCancellation } from "./answer-order.ts";
import { judgeLines, type Judged } from "./judge-lines.ts";
import { readSlip, slipContent, writeSlip } from "./order-slip.ts";
import { placeOf, stampOf, type PartnerMeans } from "./partner-means.ts";
import { sendResponse } from "./send-response.ts";
import { heldFor, imported, refusedFor, type TakeOutcome } from "./take-outcome.ts";

/** A line as people find it again: its number, the codes it came with, its name. */
function nameOf(order: OrderMessage, { lineId }: JudgedLine): string {
  const line = order.lines.find((one) => one.lineId === lineId);
  if (line === undefined) return lineId;
  const codes = [
    line.gtin === "" ? "" : `GTIN ${line.gtin}`,
    line.sellersItemIdentifier,
    line.buyersItemIdentifier === "" ? "" : `(${line.buyersItemIdentifier})`,
  ].filter((code) => code !== "");
  return `${lineId}: ${[...codes, line.itemName].join(" ")}`.trim();
}

const mostLines = 1000;
const billion = amount("1000000000");

/** What no document of ours can state: said, rather than cut off. */
const isBeyond = ({ quantity, price }: OrderMessageLine): boolean =>
  [quantity, price?.net ?? zero, price?.baseQuantity ?? zero].some((value) => compare(absolute(value), billion) >= 0) ||
  !equals(round(quantity, 6), quantity);

/** Why nothing can be made of it yet; null: it can. */
function obstacle(
  { administration }: PartnerMeans,
  relation: Relation,
  order: OrderMessage,
  lines: readonly JudgedLine[],
): TakeOutcome | null {
  const huge = order.lines.filter(isBeyond);
  if (huge.length > 0 || order.lines.length > mostLines)
    return refusedFor("content_invalid", `Beyond what an order holds: ${huge.map(({ lineId }) => lineId).join(", ")}`);
  if (relation.partyId === null) return heldFor("partner.noParty", "The connection has no contact any more");
  if (order.currency !== administration.currency)
    return heldFor("partner.currency", `${order.currency} is not ${administration.currency}`);
  const { allowsTextLines } = relation.settings;
  // Nothing could ever be taught of a line that names no code (requirement D20).
  const bare = allowsTextLines ? [] : lines.filter(({ isText }) => isText);
  if (bare.length > 0) {
    const names = bare.map((line) => nameOf(order, line));
    return refusedFor("partner.noCode", names.join("; "), names);
  }
  const held = lines.filter((line) => isHeld(line, allowsTextLines));
  if (held.length === 0) return null;
  const names = held.map((line) => nameOf(order, line));
  const isUnit = held.every(({ itemId }) => itemId !== null);
  return heldFor(isUnit ? "partner.unit" : "partner.unmatched", names.join("; "), names);
}

/** What it comes to here: at the prices at which it is booked, whatever the buyer says it comes to. Null where a line has none. */
function bookedValue(lines: readonly JudgedLine[]): Amount | null {
  const amounts = lines.map(({ quantity, price }) =>
    quantity === null || price === null || !isPositive(price.baseQuantity)
      ? null
      : divide(multiply(quantity, price.net), price.baseQuantity),
  );
  const known = amounts.filter((value) => value !== null);
  return known.length < amounts.length ? null : sum(known);
}

/** Whether it is accepted without a person: the connection says so, and there is nothing to think about. */
function acceptsByItself({ settings }: Relation, order: OrderMessage, lines: readonly JudgedLine[]): boolean {
  if (!settings.acceptsByItself || !lines.every(isPlain)) return false;
  if (order.allowanceCharges.length > 0 || order.lines.some(({ charges }) => charges.length > 0)) return false;
  const value = bookedValue(lines);
  const { maximumOrderValue: most } = settings;
  return most === null || (value !== null && compare(value, amount(most)) <= 0);
}

/** What came before of the same order, as far as nobody answered it, is overtaken by this. */
async function overtake(means: PartnerMeans, relation: Relation, messageId: string): Promise<void> {
  await changeMessage(
    means.trx,
    placeOf(means, relation.id),
    { way: "in", messageId, from: ["held", "received"] },
    { state: "imported", problem: { code: "partner.overtaken", text: "A later revision came in its place" } },
  );
}

/**
 * An order of a partner becomes our own order, in the transaction in which the message counts as taken over. The same order never becomes two: one that
 * was there is taken up again. Lines whose article nobody knows hold it until a person says what is meant.
 */
export async function takeOrder(
  means: PartnerMeans,
  relation: Relation,
  message: RelationMessage,
  order: OrderMessage,
): Promise<TakeOutcome> {
  const known = await lockOrderOfNumber(means.trx, placeOf(means, relation.id), "seller", order.id);
  if (known !== null && known.revision > message.revision) return imported("stale", known.documentId);
  const isAgain = known !== null && known.messageId === message.messageId;
  if (known !== null && isAgain && known.state !== "held") return imported("imported", known.documentId);
  // One that was refused and comes again was mended; it is looked at as a new one.
  if (known !== null && known.state !== "rejected" && !(await isUndecided(means, known)))
    return askedAnew(means, relation, known, message, order);
  const judged = await judgeLines(means, relation, order);
  return place(means, relation, { known, message, order, judged });
}

/** Nobody answered it, and nobody made our order final in the editor, which is to decide as well: what follows on it may be delivered. */
async function isUndecided(means: PartnerMeans, { state, documentId }: PartnerOrder): Promise<boolean> {
  if (state !== "held" && state !== "open") return false;
  const slip = await readSlip(means, documentId);
  return slip === null || slip.status === "draft";
}

interface Placing {
  readonly known: PartnerOrder | null;
  readonly message: RelationMessage;
  readonly order: OrderMessage;
  readonly judged: Judged;
}

async function place(
  means: PartnerMeans,
  relation: Relation,
  { known, message, order, judged }: Placing,
): Promise<TakeOutcome> {
  const { trx, administration } = means;
  const { messageId, revision } = message;
  const inTheWay = obstacle(means, relation, order, judged.lines);
  const by = relation.partner?.name ?? "";
  const documentId =
    inTheWay !== null || relation.partyId === null
      ? (known?.documentId ?? null)
      : await writeSlip(
          means,
          await slipContent(means, relation.partyId, order, judged),
          { relationId: relation.id, orderNumber: order.id, revision, documentId: known?.documentId ?? null },
          by,
        );
  const problem = inTheWay?.problem ?? null;
  const state = inTheWay === null ? "open" : inTheWay.state === "refused" ? "rejected" : "held";
  const stamp = { ...stampOf(means), by: means.by || by };
  const id = known?.id ?? newId();
  const facts = { documentId, messageId, revision, state, asked: order, problem } as const;
  if (known === null)
    await insertPartnerOrder(
      trx,
      administration.id,
      { ...facts, id, relationId: relation.id, side: "seller", orderNumber: order.id, judged: judged.lines },
      stamp,
    );
  else {
    await changePartnerOrder(trx, administration.id, id, { ...facts, lines: judged.lines }, stamp);
    if (known.messageId !== messageId) await overtake(means, relation, known.messageId);
  }
  if (inTheWay !== null) {
    if (inTheWay.state === "refused") await refuseWhole(means, relation, id, problem?.text ?? "");
    return inTheWay;
  }
  if (acceptsByItself(relation, order, judged.lines)) {
    const accepted = await inSavepoint(trx, () => acceptAsItIs(means, relation, id));
    // Whatever keeps it from being final is for a person to see: it stays open.
    if ("done" in accepted) return imported("accepted", documentId);
  }
  return imported("imported", documentId);
}

async function acceptAsItIs(means: PartnerMeans, relation: Relation, id: string): Promise<void> {
  const order = await lockPartnerOrder(means.trx, means.administration.id, id);
  if (order === null) throw new Error(`No order ${id}`);
  const accepted = await acceptOrder(means, relation, order, { lines: [], note: "", promised: null });
  if (typeof accepted === "string" || isRefusal(accepted))
    throw new HubError("document.invalid", "Not accepted by itself");
}

async function refuseWhole(means: PartnerMeans, relation: Relation, id: string, note: string): Promise<void> {
  const { trx, administration } = means;
  const order = await lockPartnerOrder(trx, administration.id, id);
  if (order !== null) await sendResponse(means, relation, order, { code: "RE", lines: [], note, promised: null });
}

/** A revision of an order that was answered: until it is answered itself, what was agreed holds. */
async function askedAnew(
  means: PartnerMeans,
  relation: Relation,
  known: PartnerOrder,
  { messageId, revision }: RelationMessage,
  order: OrderMessage | null,
  reason = "",
): Promise<TakeOutcome> {
  const { trx, administration, now } = means;
  if (known.state === "cancelled" || known.state === "rejected") {
    const again = { ...known, messageId, revision };
    await sendResponse(means, relation, again, { code: "RE", lines: [], note: "", promised: null });
    return imported("alreadyOver", known.documentId);
  }
  if (known.pending !== null && known.pending.revision >= revision) return imported("stale", known.documentId);
  if (order !== null && isUnchanged(orderDifference(known.asked, order)))
    return answerAgain(means, relation, { ...known, messageId, revision }, known.response);
  const kind = order === null ? "cancel" : "change";
  const askedAt = now.toString();
  const pending = { kind, messageId, revision, order, fingerprint: "", reason, askedAt } as const;
  const by = relation.partner?.name ?? "";
  await changePartnerOrder(trx, administration.id, known.id, { pending, needsLook: true }, { at: askedAt, by });
  return imported(kind === "cancel" ? "cancellationAsked" : "changeAsked", known.documentId);
}

/** The buyer sent anew what it had sent, because that or its answer seemed lost: it gets the same answer, or the one to come. */
async function answerAgain(
  means: PartnerMeans,
  relation: Relation,
  order: PartnerOrder,
  response: OrderResponseMessage | null,
): Promise<TakeOutcome> {
  const { messageId, revision } = order;
  const stamp = { at: means.now.toString(), by: relation.partner?.name ?? "" };
  await changePartnerOrder(means.trx, means.administration.id, order.id, { messageId, revision }, stamp);
  if (response === null) return imported("imported", order.documentId);
  const { code, lines, note, promised } = response;
  await sendResponse(means, relation, order, { code, lines, note, promised });
  return imported("answeredAgain", order.documentId);
}

/** A change says the whole order as it is now. Before anybody answered, it simply takes the place of what was there. */
export async function takeChange(
  means: PartnerMeans,
  relation: Relation,
  message: RelationMessage,
  change: OrderChangeMessage,
): Promise<TakeOutcome> {
  const place_ = placeOf(means, relation.id);
  const known = await lockOrderOfNumber(means.trx, place_, "seller", change.orderId);
  if (known === null) return heldFor("partner.orderUnknown", `Order ${change.orderId} did not come yet`);
  if (known.revision > message.revision) return imported("stale", known.documentId);
  const isAgain = known.messageId === message.messageId;
  const order = orderAfter(change, known.asked.kind);
  if (!(await isUndecided(means, known)))
    return isAgain ? imported("stale") : askedAnew(means, relation, known, message, order);
  if (order === null) return dropUndecided(means, relation, known, message);
  return place(means, relation, { known, message, order, judged: await judgeLines(means, relation, order) });
}

export async function takeCancellation(
  means: PartnerMeans,
  relation: Relation,
  message: RelationMessage,
  { orderId, reason }: OrderCancellationMessage,
): Promise<TakeOutcome> {
  const known = await lockOrderOfNumber(means.trx, placeOf(means, relation.id), "seller", orderId);
  if (known === null) return heldFor("partner.orderUnknown", `Order ${orderId} did not come yet`);
  if (known.revision > message.revision) return imported("stale", known.documentId);
  if (known.state === "cancelled") {
    await answerCancellation(means, relation, { ...known, pending: null }, message, true);
    return imported("alreadyOver", known.documentId);
  }
  return (await isUndecided(means, known))
    ? dropUndecided(means, relation, known, message)
    : askedAnew(means, relation, known, message, null, reason);
}

/** Nobody answered yet, so that nothing stands in the way: the draft goes, and the buyer hears so. */
async function dropUndecided(
  means: PartnerMeans,
  relation: Relation,
  known: PartnerOrder,
  message: RelationMessage,
): Promise<TakeOutcome> {
  const { trx, administration } = means;
  const draft = await readSlip(means, known.documentId);
  if (draft?.status === "draft") await deleteDraft(trx, administration.id, draft.id);
  await overtake(means, relation, known.messageId);
  const { messageId, revision } = message;
  await changePartnerOrder(
    trx,
    administration.id,
    known.id,
    { state: "cancelled", documentId: null, messageId, revision, problem: null },
    { at: means.now.toString(), by: relation.partner?.name ?? "" },
  );
  await answerCancellation(means, relation, { ...known, documentId: null, messageId, revision }, message, true);
  return imported("cancelled");
}
