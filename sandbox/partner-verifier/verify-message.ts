import { decodePrefixedBase64, prefixedBase64 } from "./base64.ts";
import { canonicalForm } from "./canonical-json.ts";
import { isJwsOf, kidNamedBy, readDetachedJws } from "./detached-jws.ts";
import { Envelope } from "./envelope.ts";
import { endsAfter, type PinnedKey } from "./pinned-key.ts";
import { sha256 } from "./sha256.ts";
import { readJsonObject } from "./strict-json.ts";

export type MessageRefusal = "bad_envelope" | "too_large" | "bad_content" | "unknown_key" | "bad_signature";

export type MessageVerdict =
  { readonly ok: true; readonly kid: string; readonly bodySha256: string } | { readonly refused: MessageRefusal };

/** Where a message came in, and what is taken there. */
export interface MessageAddress {
  readonly relationId: string;
  readonly messageId: string;
  /** The largest content that is taken. */
  readonly maximumBytes: number;
}

/** Judges a message by what never changes: the first six steps of the page's section "Reading a message". */
export function verifyMessage(body: Uint8Array, address: MessageAddress, keys: readonly PinnedKey[]): MessageVerdict {
  const message = readJsonObject(body);
  const envelope = Envelope.safeParse(message?.envelope).data;
  const jws = readDetachedJws(message?.jws);
  if (!message?.envelope || envelope === undefined || jws === null) return { refused: "bad_envelope" };

  if (envelope.relationId !== address.relationId) return { refused: "bad_envelope" };
  if (envelope.messageId !== address.messageId) return { refused: "bad_envelope" };

  const { content } = envelope;
  const data = decodePrefixedBase64(content.data);
  if (content.bytes > address.maximumBytes) return { refused: "too_large" };
  if (data !== null && data.length > address.maximumBytes) return { refused: "too_large" };

  if (data === null || data.length !== content.bytes) return { refused: "bad_content" };
  if (prefixedBase64(sha256(data)) !== content.sha256) return { refused: "bad_content" };

  const kid = kidNamedBy(jws);
  const key = keys.find((pinned) => pinned.kid === kid);
  if (key === undefined || !endsAfter(key, envelope.createdAt)) return { refused: "unknown_key" };

  if (!isJwsOf(jws, key, message.envelope)) return { refused: "bad_signature" };
  return { ok: true, kid: key.kid, bodySha256: prefixedBase64(sha256(canonicalForm(message.envelope))) };
}
