import { isDetachedSignature, kidOfJws } from "./detached-jws.ts";
import { Receipt } from "./exchange-answers.ts";
import type { PinnedKey } from "./exchange-keys.ts";

export interface ReceiptToRead {
  /** As it was read, with members we do not know: they are signed as well. */
  readonly raw: unknown;
  readonly jws: string;
  readonly relationId: string;
  readonly messageId: string;
  /** Of the message as it was sealed; null where only its status is asked. */
  readonly bodySha256: string | null;
  /**
   * Every key that was ever pinned: the first receipt is given again, however old it is, and it has to stay good. When it was given is not compared
   * with the end of its key, as the two are of different clocks.
   */
  readonly keyOf: (kid: string) => PinnedKey | null | Promise<PinnedKey | null>;
}

/** The receipt, when the partner signed it for this very message; else null, and the message has none. */
export async function readReceipt(asked: ReceiptToRead): Promise<Receipt | null> {
  const { raw, jws, relationId, messageId, bodySha256 } = asked;
  const receipt = Receipt.safeParse(raw).data;
  const kid = kidOfJws(jws);
  if (receipt === undefined || kid === null) return null;
  if (receipt.relationId !== relationId || receipt.messageId !== messageId) return null;
  if (bodySha256 !== null && receipt.bodySha256 !== bodySha256) return null;
  const key = await asked.keyOf(kid);
  return key !== null && isDetachedSignature(jws, raw, key) ? receipt : null;
}
