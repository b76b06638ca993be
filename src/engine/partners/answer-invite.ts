import { usualMaximumBytes } from "#connect/hub-exchange/envelope.ts";
import { comparisonCode, publicJwk, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import {
  InviteAccept,
  InviteEnd,
  InviteLook,
  inviteProofKey,
  verifyInviteRequest,
  type Invitation,
  type InviteAccepted,
  type InviteEnded,
} from "#connect/hub-exchange/invites.ts";
import { verifyRequest } from "#connect/hub-exchange/signed-requests.ts";
import { strictJson } from "#connect/hub-exchange/strict-json.ts";
import type { Transaction } from "#store/database.ts";
import type { MasterKey } from "#store/keys.ts";
import { logRelation } from "#store/relation-events.ts";
import {
  closeRelationInvitation,
  countWrongAttempt,
  invitationSecret,
  lockRelationInvitation,
  type RelationInvitation,
} from "#store/relation-invitations.ts";
import { keepNonce, pinPartnerKey, relationKeys, partnerKey } from "#store/relation-keys.ts";
import {
  changeRelation,
  directionsOf,
  putDirections,
  relationsWith,
  type PartnerIdentity,
  type Relation,
} from "#store/relations.ts";
import { pinnedOf, wireInstant, type ExchangeRequest, type Refused } from "./exchange-reply.ts";
import { seenFromUs, wantedByUs } from "./answer-relation.ts";

export type InviteStep = "look" | "accept" | "reject" | "cancel";

export interface AskedInvite {
  readonly relation: Relation;
  readonly step: InviteStep;
  readonly request: ExchangeRequest;
  readonly master: MasterKey;
  readonly key: OwnKey;
  readonly now: Temporal.Instant;
}

const over = {
  rejected: { code: "invite_used", detail: "The invitation was refused" },
  cancelled: { code: "invite_cancelled", detail: "The invitation was taken back" },
  expired: { code: "invite_expired", detail: "The invitation is over" },
  ended: { code: "invite_used", detail: "The relation was ended" },
} as const satisfies Record<string, Refused>;

/** One step of the hand-shake, on the relation that is locked. Nothing of an invitation is told to who does not know its secret. */
export async function answerInvite(
  trx: Transaction,
  asked: AskedInvite,
): Promise<Invitation | InviteAccepted | InviteEnded | Refused> {
  const { relation, step, master } = asked;
  const place = { administrationId: relation.administrationId, relationId: relation.id };
  const invitation = await lockRelationInvitation(trx, place);
  if (invitation === null) return { code: "unknown_invite", detail: "There is no such invitation" };
  const repeated = endedAlready(asked);
  if (repeated !== null) return repeated;
  const secret = await invitationSecret(trx, master, relation.administrationId, invitation.id);
  if (secret === null) return answerAgain(trx, asked);
  const verdict = await verifyAsked(trx, asked, invitation, secret);
  if (!("raw" in verdict)) return verdict;
  if (relation.state in over) return over[relation.state as keyof typeof over];
  if (Temporal.Instant.compare(invitation.expiresAt, asked.now) <= 0) return over.expired;
  if (step === "look") return invitationOf(trx, asked, invitation, verdict.raw);
  return step === "accept" ? accept(trx, asked, invitation, verdict.raw) : end(trx, asked, invitation, verdict.raw);
}

/** What was refused or taken back is that, however often it is said: the answer to the first time was lost. */
function endedAlready({ relation, step, key }: AskedInvite): InviteEnded | null {
  const done = { reject: "rejected", cancel: "cancelled" } as const;
  if ((step !== "reject" && step !== "cancel") || relation.state !== done[step]) return null;
  return { v: 1, code: done[step], key: publicJwk(key) };
}

/** After the hand-shake its secret is gone: who is through with it and did not hear so is told by the key that was pinned. */
async function answerAgain(
  trx: Transaction,
  { relation, step, request, now, key }: AskedInvite,
): Promise<InviteAccepted | Refused> {
  if (relation.state in over) return over[relation.state as keyof typeof over];
  const place = { administrationId: relation.administrationId, relationId: relation.id };
  const verdict = await verifyRequest({
    ...request,
    now,
    keyOf: async (kid) => {
      const found = await partnerKey(trx, place, kid);
      return found === null ? null : pinnedOf(found);
    },
    nonceSeen: async (kid, nonce) => !(await keepNonce(trx, place, { kid, nonce, at: now.toString() })),
  });
  if (!verdict.ok || step !== "accept") return { code: "invite_used", detail: "The invitation was accepted" };
  const state = relation.state === "invited" ? "invited" : "active";
  return { v: 1, code: "accepted", key: publicJwk(key), relationId: relation.id, state };
}

async function verifyAsked(
  trx: Transaction,
  { relation, step, request, now }: AskedInvite,
  invitation: RelationInvitation,
  secret: string,
): Promise<{ readonly raw: unknown } | Refused> {
  const place = { administrationId: relation.administrationId, relationId: relation.id };
  // Only the inviter takes an invitation back, and its key is known here since it was looked at.
  const pinned = (await relationKeys(trx, place)).find(
    ({ owner, state }) => owner === "partner" && state === "current",
  );
  const verdict = await verifyInviteRequest({
    ...request,
    now,
    proofKey: inviteProofKey(secret),
    ...(pinned !== undefined && step !== "look" && { pinnedKid: pinned.kid }),
    nonceSeen: async (kid, nonce) => !(await keepNonce(trx, place, { kid, nonce, at: now.toString() })),
  });
  if (verdict.ok) return { raw: verdict.raw ?? strictJson(request.body)?.value };
  if (verdict.refused === "bad_proof") await countWrongAttempt(trx, relation.administrationId, invitation.id);
  const isTaken = verdict.refused === "unknown_key" && pinned !== undefined && step !== "cancel";
  await logRelation(trx, relation.administrationId, {
    at: now.toString(),
    relationId: relation.id,
    way: "in",
    step: "refused",
    code: verdict.refused,
    text: verdict.why,
  });
  if (isTaken) return { code: "invite_used", detail: "Somebody else accepted this invitation" };
  return { code: verdict.refused, detail: verdict.why };
}

async function invitationOf(
  trx: Transaction,
  { relation, key }: AskedInvite,
  { id, createdAt, expiresAt }: RelationInvitation,
  raw: unknown,
): Promise<Invitation | Refused> {
  const look = InviteLook.safeParse(raw);
  if (!look.success || look.data.inviteId !== id)
    return { code: "bad_envelope", detail: "not a look at this invitation" };
  return {
    v: 1,
    inviteId: id,
    relationId: relation.id,
    party: relation.own,
    key: publicJwk(key),
    baseAddress: relation.settings.pulls || relation.ownHub === "" ? null : relation.ownHub,
    mode: relation.mode,
    directions: wantedByUs(await directionsOf(trx, relation.administrationId, relation.id)),
    maximumBytes: usualMaximumBytes,
    createdAt: wireInstant(createdAt),
    expiresAt: wireInstant(expiresAt),
  };
}

async function accept(
  trx: Transaction,
  { relation, key, now, request }: AskedInvite,
  invitation: RelationInvitation,
  raw: unknown,
): Promise<InviteAccepted | Refused> {
  const read = InviteAccept.safeParse(raw);
  const accepted = read.data;
  if (accepted === undefined || accepted.inviteId !== invitation.id || accepted.relationId !== relation.id)
    return { code: "bad_envelope", detail: "not an acceptance of this invitation" };
  if (accepted.mode !== relation.mode) return { code: "mode_mismatch", detail: `The invitation is ${relation.mode}` };
  const answer = { v: 1, code: "accepted", key: publicJwk(key), relationId: relation.id, state: "invited" } as const;
  const { administrationId, id: relationId, mode, own } = relation;
  const place = { administrationId, relationId };
  // The same key again: the answer was lost.
  if ((await partnerKey(trx, place, accepted.key.kid)) !== null) return answer;
  const partner: PartnerIdentity = accepted.party;
  const isSelf = partner.scheme === own.scheme && partner.id === own.id;
  const others = await relationsWith(trx, administrationId, partner, { mode, besides: relationId });
  if (isSelf || others.some(({ state }) => state !== "invited"))
    return { code: "already_connected", detail: "There is a relation between these two already" };
  const at = now.toString();
  await pinPartnerKey(trx, place, accepted.key, at);
  await changeRelation(
    trx,
    relation,
    {
      partner,
      isLocal: request.isLocal,
      partnerHub: accepted.baseAddress ?? "",
      partnerPulls: accepted.baseAddress === null && !request.isLocal,
      partnerMaximumBytes: accepted.maximumBytes,
      partnerConfirmedAt: at,
      comparisonCode: comparisonCode(relationId, key.kid, accepted.key.kid),
    },
    { at, by: partner.name },
  );
  await putDirections(trx, administrationId, relationId, seenFromUs(accepted.directions), "announced");
  const details = { name: partner.name, vatNumber: partner.vatNumber, gln: partner.gln, kid: accepted.key.kid };
  await logRelation(trx, administrationId, {
    at,
    relationId,
    way: "in",
    mode,
    step: "accepted",
    details,
    actor: partner.name,
  });
  return answer;
}

async function end(
  trx: Transaction,
  { relation, step, now, key }: AskedInvite,
  invitation: RelationInvitation,
  raw: unknown,
): Promise<InviteEnded | Refused> {
  const read = InviteEnd.safeParse(raw);
  if (!read.success || read.data.inviteId !== invitation.id)
    return { code: "bad_envelope", detail: `not a ${step} of this invitation` };
  if (relation.state !== "invited") return { code: "invite_used", detail: "The invitation was accepted" };
  const { administrationId, id: relationId } = relation;
  const state = step === "reject" ? "rejected" : "cancelled";
  const at = now.toString();
  const by = relation.partner?.name ?? "";
  await changeRelation(trx, relation, { state }, { at, by });
  await closeRelationInvitation(trx, administrationId, invitation.id, at);
  const text = read.data.reason ?? "";
  await logRelation(trx, administrationId, {
    at,
    relationId,
    way: "in",
    mode: relation.mode,
    step: state,
    text,
    actor: by,
  });
  return { v: 1, code: state, key: publicJwk(key) };
}
