import { makeOwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { announceKey } from "#connect/hub-exchange/key-announcements.ts";
import type { Transaction } from "#store/database.ts";
import type { MasterKey } from "#store/keys.ts";
import { logRelation } from "#store/relation-events.ts";
import { insertOwnKey, promoteOwnKey, signingKey } from "#store/relation-keys.ts";
import { dropNotices, hasNotice, insertNotice } from "#store/relation-notices.ts";
import {
  changeRelation,
  lockRelation,
  putDirections,
  type Relation,
  type RelationChange,
  type RelationDirection,
  type RelationSettings,
} from "#store/relations.ts";
import { closeOutbox } from "./answer-outbox.ts";
import { firstPull } from "./answer-relation.ts";

/** Who does it, when, and with what. */
export interface ActMeans {
  readonly trx: Transaction;
  readonly master: MasterKey;
  readonly administrationId: string;
  readonly now: Temporal.Instant;
  readonly by: string;
}

export type Wanted = Pick<RelationDirection, "docType" | "way">;

/** Why an act is refused; each has a sentence on the screen. */
export type ActRefusal =
  "gone" | "notInThisState" | "alreadyConnected" | "notAnswered" | "somebodyElse" | "ownInvitation" | "keyUnderWay";

/** How long a partner's hub is tried with what it is to be told. */
export const noticeDays = 30;

export type Done = { readonly relation: Relation };

/** The relation under its lock, if it is one this act is for. */
export async function held(
  { trx, administrationId }: ActMeans,
  relationId: string,
  states: readonly Relation["state"][],
): Promise<Done | ActRefusal> {
  const relation = await lockRelation(trx, administrationId, relationId);
  if (relation === null) return "gone";
  return states.includes(relation.state) ? { relation } : "notInThisState";
}

/** Changes how we have it and lets the partner know. */
export async function sayAnew(
  means: ActMeans,
  relation: Relation,
  change: RelationChange,
  step: string,
): Promise<void> {
  const { trx, master, administrationId, now, by } = means;
  const at = now.toString();
  const place = { administrationId, relationId: relation.id };
  await changeRelation(trx, relation, { ...change, ownAnnounced: relation.ownAnnounced + 1 }, { at, by });
  await dropNotices(trx, place, ["announcement"]);
  const expiresAt = now.add({ hours: noticeDays * 24 }).toString();
  await insertNotice(trx, master, place, { kind: "announcement", body: {}, at, expiresAt });
  await logRelation(trx, administrationId, {
    at,
    relationId: relation.id,
    way: "out",
    mode: relation.mode,
    step,
    actor: by,
  });
}

export async function pauseRelation(means: ActMeans, relationId: string): Promise<Done | ActRefusal> {
  const found = await held(means, relationId, ["active", "suspended"]);
  if (typeof found === "string") return found;
  if (found.relation.suspendedByUs) return "notInThisState";
  await sayAnew(means, found.relation, { state: "suspended", suspendedByUs: true }, "paused");
  return found;
}

/** What we paused goes on; what the partner paused waits for the partner. */
export async function resumeRelation(means: ActMeans, relationId: string): Promise<Done | ActRefusal> {
  const found = await held(means, relationId, ["suspended"]);
  if (typeof found === "string") return found;
  const { relation } = found;
  if (!relation.suspendedByUs) return "notInThisState";
  const state = relation.suspendedByPartner ? "suspended" : "active";
  await sayAnew(
    means,
    relation,
    { state, suspendedByUs: false, nextPullAt: firstPull(relation, means.now) },
    "resumed",
  );
  return found;
}

/** For good: what did not leave stays here, and a new relation begins with a new invitation. */
export async function endRelation(means: ActMeans, relationId: string): Promise<Done | ActRefusal> {
  const found = await held(means, relationId, ["active", "suspended"]);
  if (typeof found === "string") return found;
  const { trx, administrationId, now } = means;
  await closeOutbox(trx, { administrationId, relationId }, now);
  await sayAnew(means, found.relation, { state: "ended", endedAt: now.toString(), nextPullAt: null }, "ended");
  return found;
}

/** Other settings, directions or another party; only the directions and whether we fetch are the partner's business. */
export async function saveRelation(
  means: ActMeans,
  relationId: string,
  {
    partyId,
    directions,
    settings,
  }: { readonly partyId: string | null; readonly directions: readonly Wanted[]; readonly settings: RelationSettings },
): Promise<Done | ActRefusal> {
  const found = await held(means, relationId, ["invited", "active", "suspended"]);
  if (typeof found === "string") return found;
  const { relation } = found;
  await putDirections(means.trx, means.administrationId, relationId, directions, "enabled");
  const change = { partyId, settings };
  if (relation.state === "invited")
    await changeRelation(means.trx, relation, change, { at: means.now.toString(), by: means.by });
  else await sayAnew(means, relation, change, "changed");
  return found;
}

/** A new key of ours: the partner is told under the one it knows, and takes both for a week. */
export async function rotateKey(means: ActMeans, relationId: string): Promise<Done | ActRefusal> {
  const found = await held(means, relationId, ["active", "suspended"]);
  if (typeof found === "string") return found;
  const { relation } = found;
  const { trx, master, administrationId, now, by } = means;
  const place = { administrationId, relationId };
  if (await hasNotice(trx, place, "key")) return "keyUnderWay";
  const at = now.toString();
  const previous = await signingKey(trx, master, place);
  const next = makeOwnKey();
  const announcement = announceKey(relationId, next, previous, now);
  await insertOwnKey(trx, master, place, next, { at, state: "announced", announcement });
  // A partner that fetches finds it there, and is answered under the key before it for a week.
  if (relation.partnerPulls) await promoteOwnKey(trx, place, next.kid, at);
  else {
    const expiresAt = now.add({ hours: noticeDays * 24 }).toString();
    await insertNotice(trx, master, place, { kind: "key", body: { kid: next.kid }, at, expiresAt });
  }
  const details = { kid: next.kid, previous: previous.kid };
  await logRelation(trx, administrationId, {
    at,
    relationId,
    way: "out",
    mode: relation.mode,
    step: "key",
    details,
    actor: by,
  });
  return found;
}
