import { comparisonCode, makeOwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import {
  inviteDays,
  inviteLink,
  makeInviteSecret,
  type Invitation,
  type InviteLink,
} from "#connect/hub-exchange/invites.ts";
import { announceKey } from "#connect/hub-exchange/key-announcements.ts";
import type { Transaction } from "#store/database.ts";
import type { MasterKey } from "#store/keys.ts";
import { newId } from "#store/new-id.ts";
import { logRelation } from "#store/relation-events.ts";
import {
  closeRelationInvitation,
  insertRelationInvitation,
  invitationSecret,
  lockRelationInvitation,
} from "#store/relation-invitations.ts";
import { insertOwnKey, pinPartnerKey, promoteOwnKey, relationKeys, signingKey } from "#store/relation-keys.ts";
import { failWaiting } from "#store/relation-messages.ts";
import { dropNotices, hasNotice, insertNotice } from "#store/relation-notices.ts";
import {
  changeRelation,
  insertRelation,
  lockRelation,
  putDirections,
  relationsWith,
  type PartnerIdentity,
  type Relation,
  type RelationChange,
  type RelationDirection,
  type RelationSettings,
} from "#store/relations.ts";
import { firstPull, seenFromUs } from "./answer-relation.ts";

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
const noticeDays = 30;

export interface InviteAsked {
  readonly own: PartnerIdentity;
  readonly ownHub: string;
  readonly partyId: string | null;
  readonly mode: Relation["mode"];
  readonly directions: readonly Wanted[];
  readonly settings: RelationSettings;
}

/** Makes a relation with a key of its own, and the link that a person passes on. */
export async function invitePartner(
  means: ActMeans,
  asked: InviteAsked,
): Promise<{ readonly relationId: string; readonly link: string }> {
  const { trx, master, administrationId, now, by } = means;
  const relationId = newId();
  const place = { administrationId, relationId };
  const at = now.toString();
  const expiresAt = now.add({ hours: inviteDays * 24 }).toString();
  const { own, ownHub, partyId, mode, settings } = asked;
  await insertRelation(trx, {
    ...{ id: relationId, administrationId, side: "initiator", partyId, own, ownHub, mode, expiresAt, settings, by },
    ...{ partner: null, partnerHub: "", isLocal: false, confirmedAt: null, partnerPulls: false },
  });
  await putDirections(trx, administrationId, relationId, asked.directions, "enabled");
  const key = makeOwnKey();
  await insertOwnKey(trx, master, place, key, { at, state: "current" });
  const id = newId();
  const secret = makeInviteSecret();
  await insertRelationInvitation(trx, master, administrationId, {
    id,
    relationId,
    createdAt: at,
    createdBy: by,
    expiresAt,
    secret,
  });
  await logRelation(trx, administrationId, { at, relationId, way: "out", mode, step: "invited", actor: by });
  return { relationId, link: inviteLink({ baseAddress: ownHub, inviteId: id, secret, kid: key.kid }) };
}

/** The link once more, as long as nobody is through with it. */
export async function linkOf(means: ActMeans, relation: Relation): Promise<string | null> {
  const { trx, master, administrationId } = means;
  if (relation.side !== "initiator" || relation.state !== "invited") return null;
  const place = { administrationId, relationId: relation.id };
  const invitation = await lockRelationInvitation(trx, place);
  const secret = invitation && (await invitationSecret(trx, master, administrationId, invitation.id));
  if (invitation === null || secret === null) return null;
  const { kid } = await signingKey(trx, master, place);
  return inviteLink({ baseAddress: relation.ownHub, inviteId: invitation.id, secret, kid });
}

export interface AcceptAsked extends InviteAsked {
  readonly link: InviteLink;
  /** As the inviter's hub told it, under the key that the link names. */
  readonly invitation: Invitation;
  readonly isLocal: boolean;
  readonly isRefused: boolean;
}

/**
 * Accepts, or refuses, an invitation that a person looked at. The inviter's hub is told by the engine; nothing moves before it answers that its people
 * confirmed who accepted.
 */
export async function answerInvitation(
  means: ActMeans,
  asked: AcceptAsked,
): Promise<{ readonly relationId: string } | ActRefusal> {
  const { trx, master, administrationId, now, by } = means;
  const { link, invitation, own, ownHub, partyId, settings, isLocal, isRefused } = asked;
  const { relationId, mode, party: partner } = invitation;
  const place = { administrationId, relationId };
  const at = now.toString();
  const others = await relationsWith(trx, administrationId, partner, { mode, besides: relationId });
  if (partner.scheme === own.scheme && partner.id === own.id) return "ownInvitation";
  if (!isRefused && others.some(({ state }) => state !== "invited")) return "alreadyConnected";
  const isNew = await insertRelation(trx, {
    ...{
      id: relationId,
      administrationId,
      side: "responder",
      partyId,
      own,
      ownHub,
      mode,
      settings,
      by,
      partner,
      isLocal,
    },
    partnerHub: invitation.baseAddress ?? "",
    partnerPulls: false,
    expiresAt: invitation.expiresAt,
    confirmedAt: isRefused ? null : at,
  });
  if (!isNew) return "alreadyConnected";
  const key = makeOwnKey();
  await insertOwnKey(trx, master, place, key, { at, state: "current" });
  await pinPartnerKey(trx, place, invitation.key, at);
  await putDirections(trx, administrationId, relationId, asked.directions, "enabled");
  await putDirections(trx, administrationId, relationId, seenFromUs(invitation.directions), "announced");
  const { inviteId, secret, baseAddress, kid } = link;
  const { expiresAt, createdAt } = invitation;
  await insertRelationInvitation(trx, master, administrationId, {
    id: inviteId,
    relationId,
    createdAt,
    createdBy: partner.name,
    expiresAt,
    secret,
  });
  const change: RelationChange = {
    comparisonCode: comparisonCode(relationId, key.kid, invitation.key.kid),
    partnerMaximumBytes: invitation.maximumBytes,
    ownAnnounced: 1,
    ...(isRefused && { state: "rejected" }),
    ...(!isRefused && { nextPullAt: firstPull({ isLocal, partnerHub: invitation.baseAddress ?? "" }, now) }),
  };
  await changeRelation(trx, { administrationId, id: relationId }, change, { at, by });
  await insertNotice(trx, master, place, {
    kind: isRefused ? "reject" : "accept",
    body: { inviteId, baseAddress, kid },
    at,
    secret,
    expiresAt,
  });
  await logRelation(trx, administrationId, {
    at,
    relationId,
    way: "out",
    mode,
    step: isRefused ? "rejected" : "accepted",
    actor: by,
  });
  return { relationId };
}

type Done = { readonly relation: Relation };

/** The relation under its lock, if it is one this act is for. */
async function held(
  { trx, administrationId }: ActMeans,
  relationId: string,
  states: readonly Relation["state"][],
): Promise<Done | ActRefusal> {
  const relation = await lockRelation(trx, administrationId, relationId);
  if (relation === null) return "gone";
  return states.includes(relation.state) ? { relation } : "notInThisState";
}

/** Changes how we have it and lets the partner know. */
async function sayAnew(means: ActMeans, relation: Relation, change: RelationChange, step: string): Promise<void> {
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

/** The inviter confirms who accepted, and says which of its parties that is: from here on documents move. */
export async function confirmPartner(
  means: ActMeans,
  relationId: string,
  {
    partyId,
    partner,
  }: { readonly partyId: string; readonly partner: Pick<PartnerIdentity, "name" | "vatNumber" | "gln"> },
): Promise<Done | ActRefusal> {
  const found = await held(means, relationId, ["invited"]);
  if (typeof found === "string") return found;
  const { relation } = found;
  const { trx, administrationId, now, by } = means;
  if (relation.side !== "initiator") return "notInThisState";
  if (relation.partner === null || relation.partnerConfirmedAt === null) return "notAnswered";
  const { name, vatNumber, gln } = relation.partner;
  // What the person read is what is there: nobody became another between the screen and the button.
  if (name !== partner.name || vatNumber !== partner.vatNumber || gln !== partner.gln) return "somebodyElse";
  const others = await relationsWith(trx, administrationId, relation.partner, {
    mode: relation.mode,
    besides: relationId,
  });
  if (others.some(({ state }) => state !== "invited")) return "alreadyConnected";
  const invitation = await lockRelationInvitation(trx, { administrationId, relationId });
  if (invitation !== null) await closeRelationInvitation(trx, administrationId, invitation.id, now.toString());
  await sayAnew(
    means,
    relation,
    { partyId, confirmedAt: now.toString(), confirmedBy: by, state: "active", nextPullAt: firstPull(relation, now) },
    "confirmed",
  );
  return found;
}

/** The inviter takes an invitation back, or does not want who accepted it; the invited side takes back that it accepted. */
export async function cancelInvitation(means: ActMeans, relationId: string): Promise<Done | ActRefusal> {
  const found = await held(means, relationId, ["invited"]);
  if (typeof found === "string") return found;
  const { relation } = found;
  const { trx, master, administrationId, now, by } = means;
  const place = { administrationId, relationId };
  const at = now.toString();
  const invitation = await lockRelationInvitation(trx, place);
  const secret = invitation && (await invitationSecret(trx, master, administrationId, invitation.id));
  await dropNotices(trx, place, ["accept", "announcement"]);
  if (relation.side === "responder") {
    // The inviter may have it already: an announcement says so, under the key that it pinned.
    await sayAnew(means, relation, { state: "ended", endedAt: at, nextPullAt: null }, "ended");
  } else {
    await changeRelation(trx, relation, { state: "cancelled", nextPullAt: null }, { at, by });
    if (
      invitation !== null &&
      secret !== null &&
      (relation.partnerHub !== "" || relation.isLocal) &&
      relation.partner !== null
    ) {
      const expiresAt = now.add({ hours: noticeDays * 24 }).toString();
      await insertNotice(trx, master, place, {
        kind: "cancel",
        body: { inviteId: invitation.id },
        at,
        secret,
        expiresAt,
      });
    }
    await logRelation(trx, administrationId, {
      at,
      relationId,
      way: "out",
      mode: relation.mode,
      step: "cancelled",
      actor: by,
    });
  }
  if (invitation !== null) await closeRelationInvitation(trx, administrationId, invitation.id, null);
  return found;
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
  const problem = { code: "relation_not_active", text: "The relation was ended" };
  await failWaiting(trx, { administrationId, relationId }, problem);
  await sayAnew(means, found.relation, { state: "ended", endedAt: now.toString(), nextPullAt: null }, "ended");
  return found;
}

/** Other settings, directions or another party; only the directions and whether we fetch are the partner's business. */
export async function saveRelation(
  means: ActMeans,
  relationId: string,
  { partyId, directions, settings }: Pick<InviteAsked, "partyId" | "directions" | "settings">,
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

/** The partner's key as it is now: for a screen, and for who takes an invitation back. */
export async function currentPartnerKid(
  { trx, administrationId }: ActMeans,
  relationId: string,
): Promise<string | null> {
  const keys = await relationKeys(trx, { administrationId, relationId });
  return keys.find(({ owner, state }) => owner === "partner" && state === "current")?.kid ?? null;
}
