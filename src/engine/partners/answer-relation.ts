import { Announcement, Noted, type Directions } from "#connect/hub-exchange/exchange-answers.ts";
import { usualMaximumBytes } from "#connect/hub-exchange/envelope.ts";
import { acceptKey, KeyAnnouncement, type KeyChain } from "#connect/hub-exchange/key-announcements.ts";
import type { Transaction } from "#store/database.ts";
import { logRelation } from "#store/relation-events.ts";
import { pinPartnerKey, relationKeys } from "#store/relation-keys.ts";
import {
  changeRelation,
  directionsOf,
  putDirections,
  relationTransitions,
  type Relation,
  type RelationChange,
  type RelationDirection,
  type RelationPlace,
  type RelationState,
} from "#store/relations.ts";
import { closeOutbox } from "./answer-outbox.ts";
import { pinnedOf, type Refused } from "./exchange-reply.ts";

export const noted: Noted = { v: 1, code: "noted" };

const turned = { in: "out", out: "in" } as const;

/** What the partner wants, as we see it: what goes out there comes in here. */
export const seenFromUs = (directions: Directions): Pick<RelationDirection, "docType" | "way">[] =>
  directions.map(({ docType, way }) => ({ docType, way: turned[way] }));

/** What we want each way, as we say it. */
export const wantedByUs = (directions: readonly RelationDirection[]): Directions =>
  directions.filter(({ enabled }) => enabled).map(({ docType, way }) => ({ docType, way }));

/** How often a partner that is asked is asked: when it cannot knock here, and when it can, to find what was lost. */
export const pullSeconds = { needed: 60, usual: 3600 } as const;

/** When to ask the partner next, from now on; null when nobody can knock there, or no one has to over the same hub. */
export const firstPull = (
  { isLocal, partnerHub }: Pick<Relation, "isLocal" | "partnerHub">,
  now: Temporal.Instant,
): string | null => (isLocal || partnerHub === "" ? null : now.add({ seconds: pullSeconds.needed }).toString());

/** How we have the relation now, as it is told to the partner; null while we did not agree to it. */
export async function ownAnnouncement(trx: Transaction, relation: Relation): Promise<Announcement | null> {
  const { administrationId, id, state, suspendedByUs, mode, ownHub, ownAnnounced, settings } = relation;
  if (relation.confirmedAt === null || ownAnnounced === 0) return null;
  const over: readonly RelationState[] = ["ended", "rejected", "cancelled", "expired"];
  return {
    v: 1,
    relationId: id,
    number: ownAnnounced,
    state: over.includes(state) ? "ended" : suspendedByUs ? "suspended" : "active",
    mode,
    directions: wantedByUs(await directionsOf(trx, administrationId, id)),
    baseAddress: settings.pulls || ownHub === "" ? null : ownHub,
    maximumBytes: usualMaximumBytes,
  };
}

/** What is said to a partner of a relation that is over for good; null while it is not. */
const overOf = ({ state }: Relation): Refused | null =>
  relationTransitions[state].length > 0
    ? null
    : { code: "relation_not_active", detail: `The relation is ${state}`, relationState: state as never };

/** Takes what the partner says of the relation. What was said before something that came already changes nothing. */
export async function takeAnnouncement(
  trx: Transaction,
  relation: Relation,
  raw: unknown,
  now: Temporal.Instant,
): Promise<Noted | Refused> {
  const read = Announcement.safeParse(raw);
  if (!read.success) return { code: "bad_envelope", detail: "not an announcement" };
  const said = read.data;
  const { administrationId, id: relationId } = relation;
  if (said.relationId !== relationId)
    return { code: "bad_envelope", detail: "the announcement is of another relation" };
  if (said.mode !== relation.mode) return { code: "mode_mismatch", detail: `The relation is ${relation.mode}` };
  const over = overOf(relation);
  if (over !== null) return said.state === "ended" ? noted : over;
  if (said.number === relation.partnerAnnounced) return noted;
  if (said.number < relation.partnerAnnounced)
    return { code: "stale_revision", detail: `Announcement ${relation.partnerAnnounced} was heard before` };
  const at = now.toString();
  const hub = { partnerHub: said.baseAddress ?? "", partnerPulls: said.baseAddress === null && !relation.isLocal };
  const state = stateAfter(relation, said.state);
  const isNew = relation.partnerConfirmedAt === null && said.state !== "ended";
  const change: RelationChange = {
    ...hub,
    partnerAnnounced: said.number,
    partnerMaximumBytes: said.maximumBytes,
    suspendedByPartner: said.state === "suspended",
    ...(isNew && { partnerConfirmedAt: at }),
    ...(state !== relation.state && { state }),
    ...(state === "ended" && { endedAt: at }),
    nextPullAt: state === "active" ? firstPull({ isLocal: relation.isLocal, ...hub }, now) : null,
    trouble: null,
  };
  const by = relation.partner?.name ?? "";
  await changeRelation(trx, relation, change, { at, by });
  if (state === "ended") await closeOutbox(trx, { administrationId, relationId }, now);
  await putDirections(trx, administrationId, relationId, seenFromUs(said.directions), "announced");
  const details = { state: said.state, number: said.number, moved: hub.partnerHub !== relation.partnerHub };
  await logRelation(trx, administrationId, {
    at,
    relationId,
    way: "in",
    mode: said.mode,
    step: "announced",
    details,
    actor: by,
  });
  return noted;
}

/** Both sides have to want it: who paused it goes on by itself only. */
function stateAfter(relation: Relation, said: Announcement["state"]): RelationState {
  if (said === "ended") return "ended";
  if (relation.confirmedAt === null) return relation.state;
  return said === "suspended" || relation.suspendedByUs ? "suspended" : "active";
}

/** Takes the partner's next key, announced under the one that is pinned. */
export async function takeKey(
  trx: Transaction,
  relation: Relation,
  kid: string,
  raw: unknown,
  now: Temporal.Instant,
): Promise<Noted | Refused> {
  const over = overOf(relation);
  if (over !== null) return over;
  const place: RelationPlace = { administrationId: relation.administrationId, relationId: relation.id };
  const keys = (await relationKeys(trx, place)).filter(({ owner }) => owner === "partner");
  const chain = keys.map((key) => ({
    ...pinnedOf(key),
    previousKid: KeyAnnouncement.safeParse(key.announcement).data?.change.previousKid ?? null,
  }));
  const accepted = acceptKey(raw, { relationId: place.relationId, kid }, chain, now);
  if (accepted === null)
    return { code: "bad_envelope", detail: "not an announcement of this key under the newest that is pinned" };
  // The answer to the first announcement was lost.
  if ("repeat" in accepted) return noted;
  const previousValidTo = accepted.retired.validTo?.toString() ?? null;
  await pinPartnerKey(trx, place, { ...accepted.added, announcement: raw, previousValidTo }, now.toString());
  const details = { kid, previous: accepted.retired.kid };
  await logRelation(trx, place.administrationId, {
    at: now.toString(),
    relationId: place.relationId,
    way: "in",
    step: "key",
    details,
  });
  return noted;
}

/** Our keys since the acceptance, each under the one before it. */
export async function ownKeyChain(trx: Transaction, place: RelationPlace): Promise<KeyChain> {
  const keys = (await relationKeys(trx, place)).filter(({ owner, state }) => owner === "own" && state !== "revoked");
  const announcements = keys
    .toReversed()
    .flatMap(({ announcement }) => (announcement === null ? [] : [KeyAnnouncement.parse(announcement)]));
  return { v: 1, announcements };
}
