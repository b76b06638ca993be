import type { Ed25519Key } from "./ed25519-key.ts";
import { isBefore } from "./instant.ts";

/** A key of the other side of a relation, and when it is in use. */
export interface PinnedKey extends Ed25519Key {
  readonly validFrom: Temporal.Instant;
  /** Null while no next key was announced. */
  readonly validTo: Temporal.Instant | null;
}

/** Whether the key is in use: from five minutes before it begins, up to the moment it ends. */
export function isInUse(key: PinnedKey, now: Temporal.Instant): boolean {
  return !isBefore(now, key.validFrom.subtract({ minutes: 5 })) && endsAfter(key, now);
}

/** Whether the key ends after this, when it does. */
export function endsAfter(key: PinnedKey, instant: Temporal.Instant): boolean {
  return key.validTo === null || isBefore(instant, key.validTo);
}
