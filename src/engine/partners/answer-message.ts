import { sealReceipt, type MessageStatus, type Received } from "#connect/hub-exchange/exchange-answers.ts";
import { bytesOfPrefixed } from "#connect/hub-exchange/envelope.ts";
import type { OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { readMessage, type MessageRead } from "#connect/hub-exchange/read-message.ts";
import type { Transaction } from "#store/database.ts";
import { logRelation } from "#store/relation-events.ts";
import { partnerKey } from "#store/relation-keys.ts";
import {
  advanceReceived,
  changeMessage,
  insertInMessage,
  isNumberTaken,
  messagesOfBusiness,
  readMessage as readKept,
  type InState,
} from "#store/relation-messages.ts";
import { isOpenWay, changeRelation, type Relation, type RelationPlace } from "#store/relations.ts";
import { forgedCodes, ringForged } from "./partner-alarms.ts";
import { notActive, pinnedOf, wireInstant, type Refused } from "./exchange-reply.ts";

/** What a message is answered with: the receipt it was given, or why it is refused. */
export type Taken = (Pick<Received, "receipt" | "jws"> & { readonly code: "received" | "duplicate" }) | Refused;

interface Taking {
  readonly relation: Relation;
  readonly key: OwnKey;
  readonly now: Temporal.Instant;
  readonly body: Buffer | { readonly raw: unknown };
  /** Of the address; null: it was fetched. */
  readonly messageId: string | null;
}

type Read = Extract<MessageRead, { ok: true }>;

/**
 * Takes a message in, once: stored with its proof and answered, nothing booked. The relation is locked by the caller, so of two that come at once
 * the second finds the first. A repeat is answered with the receipt of the first time, whatever happened since.
 */
export async function takeMessage(trx: Transaction, taking: Taking): Promise<Taken> {
  const { relation, now, body, messageId } = taking;
  const { administrationId, id: relationId } = relation;
  const place = { administrationId, relationId };
  const keyOf = async (kid: string) => {
    const found = await partnerKey(trx, place, kid);
    return found === null ? null : pinnedOf(found);
  };
  const startedAt = performance.now();
  const read = await readMessage({ body, relationId, messageId, keyOf });
  const taken = read.ok
    ? await judge(trx, taking, place, read)
    : ({ code: read.refused, detail: read.why } satisfies Refused);
  const envelope = read.ok ? read.message.envelope : null;
  await logRelation(trx, administrationId, {
    at: now.toString(),
    relationId,
    way: "in",
    mode: relation.mode,
    step: "detail" in taken ? "refused" : taken.code,
    ...("detail" in taken && { code: taken.code, text: taken.detail }),
    durationMs: Math.round(performance.now() - startedAt),
    ...(envelope === null
      ? messageId !== null && { messageId }
      : {
          messageId: envelope.messageId,
          docType: envelope.docType,
          businessId: envelope.businessId,
          revision: envelope.revision,
        }),
    ...(read.ok && { bodySha256: bytesOfPrefixed(read.bodySha256) ?? Buffer.alloc(0) }),
  });
  if ("detail" in taken && forgedCodes.includes(taken.code))
    await ringForged(trx, place, envelope?.businessId ?? "", { code: taken.code, text: taken.detail }, now);
  return taken;
}

async function judge(
  trx: Transaction,
  { relation, key, now }: Taking,
  place: RelationPlace,
  read: Read,
): Promise<Taken> {
  const { envelope } = read.message;
  const sha256 = bytesOfPrefixed(read.bodySha256) ?? Buffer.alloc(0);
  const known = await readKept(trx, place, "in", envelope.messageId);
  if (known !== null) {
    if (!known.sha256.equals(sha256))
      return { code: "id_reused_with_other_content", detail: "Another message was received under this id" };
    return { code: "duplicate", receipt: known.receipt as never, jws: known.receiptJws ?? "" };
  }
  const refused = await objectionTo(trx, relation, place, read, now);
  if (refused !== null) return refused;
  const { content: kept, ...rest } = read.rawEnvelope as Record<string, unknown> & { content: Record<string, unknown> };
  const { data: _data, ...about } = kept;
  const isNew = await insertInMessage(trx, place.administrationId, {
    relationId: place.relationId,
    messageId: envelope.messageId,
    seq: envelope.seq,
    docType: envelope.docType,
    revision: envelope.revision,
    replaces: envelope.replaces,
    businessId: envelope.businessId,
    inReplyTo: envelope.inReplyTo,
    mode: envelope.mode,
    envelope: { ...rest, content: about },
    content: read.content,
    contentSha256: bytesOfPrefixed(envelope.content.sha256) ?? Buffer.alloc(0),
    sha256,
    jws: read.message.jws,
    expiresAt: envelope.expiresAt,
    createdAt: envelope.createdAt,
    createdBy: "",
    receivedAt: now.toString(),
  });
  if (!isNew) return { code: "bad_envelope", detail: `Another message has the number ${envelope.seq}` };
  const received = await advanceReceived(trx, place);
  const receiver = { scheme: relation.own.scheme, id: relation.own.id };
  const sealed = sealReceipt(
    read.rawEnvelope as { relationId: string; messageId: string },
    { receivedAt: wireInstant(now), receiver, nextExpectedSeq: received + 1 },
    key,
  );
  const change = { receipt: { ...sealed.receipt }, receiptJws: sealed.jws };
  await changeMessage(trx, place, { way: "in", messageId: envelope.messageId, from: ["received"] }, change);
  // What comes behind a message that is here tells of no other gap than that one did.
  if (received < envelope.seq && !(await isNumberTaken(trx, place, envelope.seq - 1)))
    await noteGap(trx, relation, received + 1, envelope.seq, now);
  return { code: "received", ...sealed };
}

/** In the order of the page (docs/partner-exchange.md, "Reading a message"): of several objections everybody names the same one. */
async function objectionTo(
  trx: Transaction,
  relation: Relation,
  place: RelationPlace,
  { message: { envelope } }: Read,
  now: Temporal.Instant,
): Promise<Refused | null> {
  const { own, partner, mode } = relation;
  const { from, to, docType, businessId } = envelope;
  if (Temporal.Instant.compare(envelope.expiresAt, now) <= 0)
    return { code: "bad_envelope", detail: `The message was over at ${envelope.expiresAt}` };
  const refused = notActive(relation);
  if (refused !== null) return refused;
  if (!(await isOpenWay(trx, place.administrationId, place.relationId, { docType, way: "in" })))
    return { code: "direction_disabled", detail: `${docType} does not go this way` };
  if (envelope.mode !== mode)
    return { code: "mode_mismatch", detail: `The relation is ${mode}, the message ${envelope.mode}` };
  if (partner === null || from.scheme !== partner.scheme || from.id !== partner.id)
    return { code: "bad_envelope", detail: "from is not the partner of this relation" };
  if (to.scheme !== own.scheme || to.id !== own.id) return { code: "bad_envelope", detail: "to is somebody else" };
  const revisions = await messagesOfBusiness(trx, place, { way: "in", docType, businessId });
  const [highest] = revisions;
  if (highest !== undefined && highest.revision >= envelope.revision)
    return { code: "stale_revision", detail: `Revision ${highest.revision} of ${businessId} was received before` };
  return null;
}

/** What is missing is asked for a minute later, unless it came by then. */
async function noteGap(
  trx: Transaction,
  relation: Relation,
  expected: number,
  got: number,
  now: Temporal.Instant,
): Promise<void> {
  const { administrationId, id: relationId, partnerHub } = relation;
  const at = now.toString();
  const text = `expected ${expected}, got ${got}`;
  await logRelation(trx, administrationId, { at, relationId, way: "in", step: "gap", text });
  if (partnerHub === "") return;
  const soon = now.add({ seconds: 60 });
  if (relation.nextPullAt === null || Temporal.Instant.compare(relation.nextPullAt, soon) > 0)
    await changeRelation(trx, relation, { nextPullAt: soon.toString() }, { at, by: "" });
}

/** How far we are with a message of the partner; null when it never came. */
export async function statusOf(
  trx: Transaction,
  place: RelationPlace,
  messageId: string,
): Promise<MessageStatus | null> {
  const kept = await readKept(trx, place, "in", messageId);
  if (kept === null || kept.receipt === null) return null;
  const detail = kept.problem === null ? null : `${kept.problem.code}: ${kept.problem.text}`.slice(0, 2000);
  return { v: 1, state: kept.state as InState, receipt: kept.receipt as never, jws: kept.receiptJws ?? "", detail };
}
