import { isDetachedSignature, kidOfJws } from "./detached-jws.ts";
import { bytesOfPrefixed, ExchangeMessage, envelopeSha256, sha256Of, usualMaximumBytes } from "./envelope.ts";
import { isInUse, type PinnedKey } from "./exchange-keys.ts";
import type { RefusalCode } from "./refusal-codes.ts";
import { levelsOf, maximumLevels, strictJson } from "./strict-json.ts";

export interface MessageToRead {
  /** The body of a PUT; of a message in a page of an outbox what `strictJson` made of it. */
  readonly body: Uint8Array | { readonly raw: unknown };
  readonly relationId: string;
  /** Of the address; null where a page of an outbox has none. */
  readonly messageId: string | null;
  readonly maximumBytes?: number;
  /** Every key that was ever pinned for this relation, also one that is out of use: a message may have waited longer than its key. */
  readonly keyOf: (kid: string) => PinnedKey | null | Promise<PinnedKey | null>;
}

export type MessageRead =
  | {
      readonly ok: true;
      readonly message: ExchangeMessage;
      /** As it came, with members we do not know: the proof is about this, and this is what is kept. */
      readonly rawEnvelope: unknown;
      readonly content: Buffer;
      /** The same for the same message, whatever its spelling: for telling a repeat from a conflict. */
      readonly bodySha256: string;
      readonly kid: string;
    }
  | { readonly ok: false; readonly refused: RefusalCode; readonly why: string };

const refused = (code: RefusalCode, why: string): MessageRead => ({ ok: false, refused: code, why });

/**
 * A message as it came, checked as far as it can be without knowing what was received before: form, size, whether its content is whole, and whose
 * it is. Not whether it is expired, a repeat, or allowed: a repeat of what was received is a repeat, also when it is too late by now.
 */
export async function readMessage(asked: MessageToRead): Promise<MessageRead> {
  const { body, relationId, messageId, maximumBytes = usualMaximumBytes } = asked;
  const raw = body instanceof Uint8Array ? strictJson(body)?.value : body.raw;
  // In a page of an outbox it stands deeper than it is.
  if (!(body instanceof Uint8Array) && levelsOf(raw) > maximumLevels)
    return refused("bad_envelope", `not a message: more than ${maximumLevels} levels`);
  const read = ExchangeMessage.safeParse(raw);
  if (!read.success) {
    const issue = read.error.issues[0];
    return refused(
      "bad_envelope",
      `not a message: ${issue === undefined ? "" : issue.path.join(".") || "the whole of it"}`,
    );
  }
  const message = read.data;
  const { envelope, jws } = message;
  const rawEnvelope = (raw as { readonly envelope: unknown }).envelope;
  if (envelope.relationId !== relationId) return refused("bad_envelope", "the message is of another relation");
  if (messageId !== null && envelope.messageId !== messageId)
    return refused("bad_envelope", "the message has another id than the address");
  if (envelope.content.bytes > maximumBytes) return refused("too_large", `at most ${maximumBytes} bytes of content`);
  const content = bytesOfPrefixed(envelope.content.data);
  if (content === null) return refused("bad_content", "the content is not base64");
  if (content.byteLength > maximumBytes) return refused("too_large", `at most ${maximumBytes} bytes of content`);
  if (content.byteLength !== envelope.content.bytes || sha256Of(content) !== envelope.content.sha256)
    return refused("bad_content", "the content is not as long as it says, or not the one of its sha256");
  const kid = kidOfJws(jws);
  const key = kid === null ? null : await asked.keyOf(kid);
  if (key === null)
    return refused("unknown_key", "the message is signed with a key that was never one of this relation");
  if (!isInUse(key, Temporal.Instant.from(envelope.createdAt)))
    return refused("unknown_key", "the message was made after its key went out of use");
  if (!isDetachedSignature(jws, rawEnvelope, key))
    return refused("bad_signature", "the signature is not of this message");
  return { ok: true, message, rawEnvelope, content, bodySha256: envelopeSha256(rawEnvelope), kid: key.kid };
}
