import {
  outboxLimit,
  outboxPageBytes,
  type OutboxAck,
  type Received,
  type OutboxAcked,
  type OutboxPage,
} from "#connect/hub-exchange/exchange-answers.ts";
import { prefixed } from "#connect/hub-exchange/envelope.ts";
import { readReceipt } from "#connect/hub-exchange/read-receipt.ts";
import { refusalCodes } from "#connect/hub-exchange/refusal-codes.ts";
import type { Transaction } from "#store/database.ts";
import { logRelation } from "#store/relation-events.ts";
import { partnerKey } from "#store/relation-keys.ts";
import { ringForged } from "./partner-alarms.ts";
import {
  changeMessage,
  failWaiting,
  goneSeqs,
  latestSeq,
  outboxAfter,
  readMessage,
  type RelationMessage,
} from "#store/relation-messages.ts";
import { noteNotTaken, noteTakenAfterAll, recallUnsent } from "#store/partner-orders.ts";
import { noteOffered } from "#store/relation-inbox.ts";
import type { RelationPlace } from "#store/relations.ts";
import { pinnedOf } from "./exchange-reply.ts";

/** A message as it was sealed: the envelope with what it carries put back in. */
export function sealedOf({ envelope, content, jws }: RelationMessage): {
  readonly envelope: unknown;
  readonly jws: string;
} {
  if (envelope === null || content === null) throw new Error("What a message carries is no longer kept");
  const about = envelope["content"] as Readonly<Record<string, unknown>>;
  return { envelope: { ...envelope, content: { ...about, data: prefixed(content) } }, jws };
}

/** What waits for a partner that fetches, by number. */
export async function outboxPage(
  trx: Transaction,
  place: RelationPlace,
  { after, limit, now }: { readonly after: number; readonly limit: number; readonly now: Temporal.Instant },
): Promise<OutboxPage> {
  const waiting = await outboxAfter(trx, place, { after, limit: Math.min(limit, outboxLimit), at: now.toString() });
  const fits: RelationMessage[] = [];
  let bytes = 0;
  for (const message of waiting) {
    bytes += message.content?.byteLength ?? 0;
    if (fits.length > 0 && (bytes * 4) / 3 > outboxPageBytes / 2) break;
    fits.push(message);
  }
  await noteOffered(
    trx,
    place,
    fits.map(({ messageId }) => messageId),
  );
  const latest = await latestSeq(trx, place);
  const upTo = fits.length < waiting.length ? (fits.at(-1)?.seq ?? latest) : latest;
  const gone = await goneSeqs(trx, place, { after, upTo });
  return {
    v: 1,
    messages: fits.map((one) => ({ seq: one.seq, messageId: one.messageId, message: sealedOf(one) })),
    gone,
    latest,
  };
}

const underWay = ["queued", "sending", "retrying"] as const;

/** What became of what the partner fetched. A receipt counts when the partner signed it for this very message. */
export async function acknowledge(
  trx: Transaction,
  place: RelationPlace,
  ack: OutboxAck,
  /** As it was read: a receipt is signed with whatever stands in it. */
  raw: unknown,
  now: Temporal.Instant,
): Promise<OutboxAcked> {
  const asRead = (raw as { readonly answers: readonly { readonly receipt?: unknown }[] }).answers;
  for (const [index, answer] of ack.answers.entries()) {
    const { messageId } = answer;
    if ("receipt" in answer) await keepReceipt(trx, place, messageId, { ...answer, raw: asRead[index]?.receipt }, now);
    else if (refusalCodes[answer.code].next === "fail")
      await failMessage(
        trx,
        place,
        messageId,
        { code: answer.code, text: answer.detail, lines: answer.rules ?? [] },
        now,
      );
  }
  const waiting = await outboxAfter(trx, place, { after: 0, limit: 1000, at: now.toString() });
  return { v: 1, code: "acknowledged", waiting: waiting.length };
}

/** When a partner that has a message is first asked how far it is with it. */
const firstStatusSeconds = 30;

/** Keeps the receipt of a message; false when it is not one of this message by this partner. A second one changes nothing. */
export async function keepReceipt(
  trx: Transaction,
  place: RelationPlace,
  messageId: string,
  { jws, raw }: Pick<Received, "jws"> & { readonly raw: unknown },
  now: Temporal.Instant,
): Promise<boolean> {
  const message = await readMessage(trx, place, "out", messageId);
  if (message === null) return false;
  const receipt = await readReceipt({
    ...{ raw, jws, relationId: place.relationId, messageId, bodySha256: prefixed(message.sha256) },
    keyOf: async (kid) => {
      const key = await partnerKey(trx, place, kid);
      return key === null ? null : pinnedOf(key);
    },
  });
  if (receipt === null) return false;
  const change = {
    state: "delivered",
    deliveredAt: now.toString(),
    nextAttemptAt: now.add({ seconds: firstStatusSeconds }).toString(),
    receipt: raw as Readonly<Record<string, unknown>>,
    receiptJws: jws,
    problem: null,
  } as const;
  // The partner has what we gave up as well: it was fetched, and the acknowledgement comes after its time or after the end.
  const wasGivenUp = message.state === "failed" || message.state === "expired";
  if (await changeMessage(trx, place, { way: "out", messageId, from: [...underWay, "failed", "expired"] }, change)) {
    await logMessage(trx, place, message, { at: now.toString(), step: "delivered" });
    if (wasGivenUp) await noteTakenAfterAll(trx, place, messageId);
  }
  return true;
}

/** The relation is over, by whoever ended it: what did not leave stays here, and a person sees of each that it does. */
export async function closeOutbox(trx: Transaction, place: RelationPlace, now: Temporal.Instant): Promise<void> {
  const problem = { code: "partner.ended", text: "The relation was ended" };
  for (const message of await failWaiting(trx, place, problem)) {
    await noteNotTaken(trx, place, message.messageId, problem, false);
    // One that never left may be exported again, over another connection.
    if (message.attempts === 0 && message.revision === 0) await recallUnsent(trx, place, message.messageId);
    await logMessage(trx, place, message, { at: now.toString(), step: "failed", ...problem });
  }
}

/** It will not go: its number is told as gone, and a person sees why. */
export async function failMessage(
  trx: Transaction,
  place: RelationPlace,
  messageId: string,
  problem: { readonly code: string; readonly text: string; readonly lines?: readonly string[] },
  now: Temporal.Instant,
): Promise<void> {
  const message = await readMessage(trx, place, "out", messageId);
  const change = { state: "failed", nextAttemptAt: null, problem } as const;
  if (message === null) return;
  if (!(await changeMessage(trx, place, { way: "out", messageId, from: [...underWay] }, change))) return;
  await noteNotTaken(trx, place, messageId, problem, false);
  await logMessage(trx, place, message, {
    at: now.toString(),
    step: "failed",
    code: problem.code,
    text: problem.text,
  });
  if (problem.code === "id_reused_with_other_content") await ringForged(trx, place, message.businessId, problem, now);
}

/** A line of the log book about one message. */
export const logMessage = (
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  { way, docType, mode, messageId, businessId, revision, sha256, documentId }: RelationMessage,
  line: {
    readonly at: string;
    readonly step: string;
    readonly code?: string;
    readonly text?: string;
    readonly durationMs?: number;
  },
): Promise<void> =>
  logRelation(trx, administrationId, {
    relationId,
    way,
    docType,
    mode,
    messageId,
    businessId,
    revision,
    bodySha256: sha256,
    documentId,
    ...line,
  });
