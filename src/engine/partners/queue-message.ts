import type { Envelope } from "#connect/hub-exchange/envelope.ts";
import { bytesOfPrefixed, envelopeSha256, sealMessage } from "#connect/hub-exchange/envelope.ts";
import type { Transaction } from "#store/database.ts";
import type { MasterKey } from "#store/keys.ts";
import { newId } from "#store/new-id.ts";
import { logRelation } from "#store/relation-events.ts";
import { signingKey } from "#store/relation-keys.ts";
import { insertOutMessage, messagesOfBusiness, takeSeq } from "#store/relation-messages.ts";
import { lockRelation, type RelationDocType } from "#store/relations.ts";
import { wireInstant } from "./exchange-reply.ts";

/** How long a message is tried, and waits for a partner that fetches. */
export const messageDays = 7;

export interface MessageToQueue {
  readonly relationId: string;
  readonly docType: RelationDocType;
  readonly businessId: string;
  readonly revision: number;
  readonly replaces: number | null;
  readonly inReplyTo: string | null;
  readonly documentId: string | null;
  readonly content: {
    readonly type: Envelope["content"]["type"];
    readonly profile: string;
    readonly bytes: Uint8Array;
  };
  readonly summary: Envelope["summary"];
  /** Who asked for it; empty: by itself. */
  readonly by: string;
}

/**
 * Seals a message and puts it in the outbox, in the transaction in which the document is marked as exported. Null when this revision of this document
 * is in the outbox already: it never goes out twice. Whether it may go at all is looked at before, and by the partner.
 */
export async function queueMessage(
  trx: Transaction,
  master: MasterKey,
  administrationId: string,
  asked: MessageToQueue,
  now: Temporal.Instant,
): Promise<{ readonly messageId: string; readonly seq: number } | null> {
  const { relationId, docType, businessId, revision, replaces, inReplyTo, documentId, by } = asked;
  const place = { administrationId, relationId };
  // Numbers are given under the lock of the relation, so that there is no hole where another takes this one.
  const relation = await lockRelation(trx, administrationId, relationId);
  if (relation === null || relation.partner === null) throw new Error(`Relation ${relationId} has no partner yet`);
  const before = await messagesOfBusiness(trx, place, { way: "out", docType, businessId });
  if (before.some((message) => message.revision === revision)) return null;
  const { own, partner, mode } = relation;
  const messageId = newId();
  const seq = await takeSeq(trx, place);
  const createdAt = wireInstant(now);
  const { envelope, jws } = sealMessage(
    {
      ...{ messageId, relationId, seq, docType, revision, replaces, mode, businessId, inReplyTo, createdAt },
      from: { scheme: own.scheme, id: own.id },
      to: { scheme: partner.scheme, id: partner.id },
      expiresAt: wireInstant(now.add({ hours: messageDays * 24 })),
      content: asked.content,
      summary: asked.summary,
    },
    await signingKey(trx, master, place),
  );
  const { data: _data, ...about } = envelope.content;
  const sha256 = bytesOfPrefixed(envelopeSha256(envelope)) ?? Buffer.alloc(0);
  const isQueued = await insertOutMessage(trx, administrationId, {
    ...{
      relationId,
      messageId,
      seq,
      docType,
      revision,
      replaces,
      businessId,
      inReplyTo,
      mode,
      documentId,
      jws,
      sha256,
    },
    envelope: { ...envelope, content: about },
    content: Buffer.from(asked.content.bytes),
    contentSha256: bytesOfPrefixed(about.sha256) ?? Buffer.alloc(0),
    expiresAt: envelope.expiresAt,
    createdAt: now.toString(),
    createdBy: by,
  });
  if (!isQueued) throw new Error(`Message ${seq} of relation ${relationId} is there already`);
  await logRelation(trx, administrationId, {
    ...{
      at: now.toString(),
      relationId,
      way: "out",
      docType,
      mode,
      messageId,
      businessId,
      revision,
      documentId,
      actor: by,
    },
    bodySha256: sha256,
    step: "queued",
  });
  return { messageId, seq };
}
