import type { Ed25519Key } from "./ed25519-key.ts";
import { isBefore } from "./instant.ts";

/** A key that is pinned of the other side of a relation. */
export interface PinnedKey extends Ed25519Key {
  /** Null while no next key was announced: the newest of its side. */
  readonly validTo: Temporal.Instant | null;
  /** The key it was announced under; null for the key of the acceptance. */
  readonly previousKid: string | null;
}

/** Whether the key ends after this, when it does: at its end it is over. When it was pinned is not looked at. */
export function endsAfter(key: PinnedKey, instant: Temporal.Instant): boolean {
  return key.validTo === null || isBefore(instant, key.validTo);
}
