import { z } from "zod";
import { DetachedJws, isDetachedSignature, signDetached } from "./detached-jws.ts";
import { ExchangeInstant, Uuid } from "./envelope.ts";
import { isSelfNamed, Kid, PublicJwk, publicJwk, type OwnKey, type PinnedKey } from "./exchange-keys.ts";

/** How long the key before stays good, so that what is under way arrives. */
export const keyOverlapDays = 7;

const Change = z.object({
  v: z.literal(1),
  relationId: Uuid,
  key: PublicJwk,
  /** When it was made, for the log book: the one who hears of it goes by the own clock. */
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

/** A key of the partner with the one it was announced under; null for the key of the acceptance. */
export type ChainedKey = PinnedKey & { readonly previousKid: string | null };

/**
 * What an announcement does to the partner's keys. `repeat`: it was heard before and changes nothing, whatever became of its key since. Null: it is
 * not one of the partner under its newest key; a key that was followed by another announces none, so that the chain has no forks. `raw` as it was
 * read, because all of it is signed.
 */
export function acceptKey(
  raw: unknown,
  { relationId, kid }: { readonly relationId: string; readonly kid: string },
  pinned: readonly ChainedKey[],
  now: Temporal.Instant,
): { readonly repeat: true } | { readonly added: ChainedKey; readonly retired: PinnedKey } | null {
  const read = KeyAnnouncement.safeParse(raw);
  if (!read.success) return null;
  const { change, jws, newKeyJws } = read.data;
  const rawChange = (raw as { readonly change: unknown }).change;
  if (change.relationId !== relationId || change.key.kid !== kid || !isSelfNamed(change.key)) return null;
  const previous = pinned.find((one) => one.kid === change.previousKid);
  if (previous === undefined || !isDetachedSignature(jws, rawChange, previous)) return null;
  if (!isDetachedSignature(newKeyJws, rawChange, change.key)) return null;
  const known = pinned.find((one) => one.kid === kid);
  if (known !== undefined) return known.previousKid === previous.kid ? { repeat: true } : null;
  if (previous.validTo !== null) return null;
  // By our own clock: the partner's may be a little off, and a long overlap would keep a stolen key alive.
  const latest = now.add({ hours: keyOverlapDays * 24 });
  const stated = Temporal.Instant.from(change.previousValidTo);
  const [validTo = latest] = [now, stated, latest]
    .toSorted((one, other) => Temporal.Instant.compare(one, other))
    .slice(1);
  const { x } = change.key;
  return {
    added: { kid, x, validTo: null, previousKid: previous.kid },
    retired: { kid: previous.kid, x: previous.x, validTo },
  };
}
