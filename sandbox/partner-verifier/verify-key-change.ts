import { isJwsOf, kidNamedBy, readDetachedJws } from "./detached-jws.ts";
import { type Ed25519Key, readJwk } from "./ed25519-key.ts";
import { isBefore, readInstant } from "./instant.ts";
import type { PinnedKey } from "./pinned-key.ts";
import { isJsonObject, type Json, type JsonObject } from "./strict-json.ts";

export type KeyChangeVerdict =
  | {
      /** The `kid` of the key that is in use from now. */
      readonly added: string;
      /** The `kid` of the key before it, and when that ends. */
      readonly retired: string;
      readonly retiredTo: Temporal.Instant;
    }
  /** Heard before: `noted`, and nothing changes. */
  | { readonly repeat: true }
  | { readonly refused: true };

/** Judges an announcement of a next key, put at this address, by the page's section "The next key". */
export function verifyKeyChange(
  announcement: JsonObject,
  address: { readonly relationId: string; readonly kid: string },
  keys: readonly PinnedKey[],
  now: Temporal.Instant,
): KeyChangeVerdict {
  const { change } = announcement;
  if (!isJsonObject(change) || change.v !== 1 || change.relationId !== address.relationId) return { refused: true };

  const newKey = readJwk(change.key);
  const validFrom = instantIn(change.validFrom);
  const previousValidTo = instantIn(change.previousValidTo);
  if (newKey === null || validFrom === null || previousValidTo === null) return { refused: true };
  if (newKey.kid !== address.kid) return { refused: true };

  const previousKey = keys.find(({ kid }) => kid === change.previousKid);
  if (previousKey === undefined || !isSignedBy(announcement.jws, previousKey, change)) return { refused: true };
  if (!isSignedBy(announcement.newKeyJws, newKey, change)) return { refused: true };

  const known = keys.find(({ kid }) => kid === newKey.kid);
  if (known !== undefined) return known.previousKid === previousKey.kid ? { repeat: true } : { refused: true };
  if (previousKey.validTo !== null) return { refused: true };

  const latest = now.add({ hours: 7 * 24 });
  const notPast = isBefore(previousValidTo, now) ? now : previousValidTo;
  const retiredTo = isBefore(latest, notPast) ? latest : notPast;
  return { added: newKey.kid, retired: previousKey.kid, retiredTo };
}

function instantIn(value: Json | undefined): Temporal.Instant | null {
  return typeof value === "string" ? readInstant(value) : null;
}

function isSignedBy(text: Json | undefined, key: Ed25519Key, payload: Json): boolean {
  const jws = readDetachedJws(text);
  return jws !== null && kidNamedBy(jws) === key.kid && isJwsOf(jws, key, payload);
}
