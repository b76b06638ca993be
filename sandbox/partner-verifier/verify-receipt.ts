import { z } from "zod";
import { isJwsOf, kidNamedBy, readDetachedJws } from "./detached-jws.ts";
import { Instant, PartyNumber, Sha256, Uuid } from "./envelope.ts";
import type { PinnedKey } from "./pinned-key.ts";
import type { Json } from "./strict-json.ts";

export type ReceiptVerdict = { readonly ok: true; readonly kid: string } | { readonly ignored: true };

/** The message that was sent, as far as its receipt names it. */
export interface SentMessage {
  readonly relationId: string;
  readonly messageId: string;
  readonly bodySha256: string;
}

const Receipt = z.looseObject({
  v: z.literal(1),
  relationId: Uuid,
  messageId: Uuid,
  bodySha256: Sha256,
  receivedAt: Instant,
  receiver: PartyNumber,
  nextExpectedSeq: z.int().min(1),
});

/** Judges a receipt by the page's section "Delivering": else it is as if nothing had answered. */
export function verifyReceipt(
  said: { readonly receipt: Json; readonly jws: Json },
  sent: SentMessage,
  keys: readonly PinnedKey[],
): ReceiptVerdict {
  const receipt = Receipt.safeParse(said.receipt).data;
  const jws = readDetachedJws(said.jws);
  if (receipt === undefined || jws === null) return { ignored: true };
  if (receipt.relationId !== sent.relationId || receipt.messageId !== sent.messageId) return { ignored: true };
  if (receipt.bodySha256 !== sent.bodySha256) return { ignored: true };

  const kid = kidNamedBy(jws);
  const key = keys.find((pinned) => pinned.kid === kid);
  if (key === undefined) return { ignored: true };
  return isJwsOf(jws, key, said.receipt) ? { ok: true, kid: key.kid } : { ignored: true };
}
