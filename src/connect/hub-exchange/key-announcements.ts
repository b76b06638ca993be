import { z } from "zod";
import { DetachedJws, isDetachedSignature, kidOfJws, signDetached } from "./detached-jws.ts";
import { ExchangeInstant } from "./envelope.ts";
import { isInUse, isSelfNamed, Kid, PublicJwk, publicJwk, type OwnKey, type PinnedKey } from "./exchange-keys.ts";

/** How long the key before stays good, so that what is under way arrives. */
export const keyOverlapDays = 7;

const Change = z.object({
  v: z.literal(1),
  relationId: z.uuid(),
  key: PublicJwk,
  validFrom: ExchangeInstant,
  previousKid: Kid,
  previousValidTo: ExchangeInstant,
});

/** `PUT …/keys/{kid}`: the next key, with proof that it is in hand, under the key that is pinned. Kept as the chain from the acceptance on. */
export const KeyAnnouncement = z.object({
  change: Change,
  /** By the previous key. */
  jws: DetachedJws,
  /** By the new key. */
  newKeyJws: DetachedJws,
});
export type KeyAnnouncement = z.output<typeof KeyAnnouncement>;

/** `GET …/keys`: the announcements so far, oldest first, for a partner on whom nobody can knock. */
export const KeyChain = z.object({ v: z.literal(1), announcements: z.array(KeyAnnouncement).max(1000) });
export type KeyChain = z.output<typeof KeyChain>;

export function announceKey(
  relationId: string,
  next: OwnKey,
  previous: OwnKey,
  now: Temporal.Instant,
): KeyAnnouncement {
  const change: z.output<typeof Change> = {
    v: 1,
    relationId,
    key: publicJwk(next),
    validFrom: now.toString(),
    previousKid: previous.kid,
    previousValidTo: now.add({ hours: keyOverlapDays * 24 }).toString(),
  };
  return { change, jws: signDetached(change, previous), newKeyJws: signDetached(change, next) };
}

/**
 * The keys as they are after an announcement, or null when it is not one of the partner: another relation, a key that does not vouch for itself,
 * not under a key that is in use, or an overlap longer than agreed. `raw` as it was read, because all of it is signed.
 */
export function acceptKey(
  raw: unknown,
  relationId: string,
  pinned: readonly PinnedKey[],
  now: Temporal.Instant,
): { readonly added: PinnedKey; readonly retired: PinnedKey } | null {
  const read = KeyAnnouncement.safeParse(raw);
  if (!read.success) return null;
  const { change, jws, newKeyJws } = read.data;
  const rawChange = (raw as { readonly change: unknown }).change;
  const previous = pinned.find(({ kid }) => kid === change.previousKid);
  if (change.relationId !== relationId || previous === undefined || !isInUse(previous, now)) return null;
  if (!isSelfNamed(change.key) || pinned.some(({ kid }) => kid === change.key.kid)) return null;
  if (kidOfJws(jws) !== previous.kid || !isDetachedSignature(jws, rawChange, previous)) return null;
  if (!isDetachedSignature(newKeyJws, rawChange, change.key)) return null;
  // By our own clock: the partner's may be a little off, and a long overlap would keep a stolen key alive.
  const validTo = now.add({ hours: keyOverlapDays * 24 });
  const stated = Temporal.Instant.from(change.previousValidTo);
  return {
    added: { kid: change.key.kid, x: change.key.x, validFrom: now, validTo: null },
    retired: { ...previous, validTo: Temporal.Instant.compare(stated, validTo) < 0 ? stated : validTo },
  };
}
