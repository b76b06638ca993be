import { comparisonCode, makeOwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import {
  inviteDays,
  inviteLink,
  makeInviteSecret,
  type Invitation,
  type InviteLink,
} from "#connect/hub-exchange/invites.ts";
import { newId } from "#store/new-id.ts";
import { logRelation } from "#store/relation-events.ts";
import {
  closeRelationInvitation,
  insertRelationInvitation,
  invitationSecret,
  lockRelationInvitation,
} from "#store/relation-invitations.ts";
import { insertOwnKey, pinPartnerKey, signingKey } from "#store/relation-keys.ts";
import { dropNotices, insertNotice } from "#store/relation-notices.ts";
import {
  changeRelation,
  insertRelation,
  putDirections,
  relationsWith,
  type PartnerIdentity,
  type Relation,
  type RelationChange,
  type RelationSettings,
} from "#store/relations.ts";
import { firstPull, seenFromUs } from "./answer-relation.ts";
import { held, noticeDays, sayAnew, type ActMeans, type ActRefusal, type Done, type Wanted } from "./relation-acts.ts";

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
