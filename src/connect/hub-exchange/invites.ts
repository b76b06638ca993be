import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { ExchangeInstant, ExchangeMode, ExchangeParty, prose, Uuid } from "./envelope.ts";
import { baseAddress, Directions } from "./exchange-answers.ts";
import { isSelfNamed, Kid, PublicJwk } from "./exchange-keys.ts";
import { headerOf } from "./http-signature.ts";
import { verifyRequest, type RequestToVerify, type Verdict } from "./signed-requests.ts";
import { strictJson } from "./strict-json.ts";

export const inviteDays = 30;

/** What a person passes on by mail or by mouth: where to go, which invitation, its secret, and the key that will answer. */
export interface InviteLink {
  readonly baseAddress: string;
  readonly inviteId: string;
  readonly secret: string;
  readonly kid: string;
}

const Secret = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);

/** 128 bits. */
export const makeInviteSecret = (): string => randomBytes(16).toString("base64url");

/** The secret stands behind the `#`: a browser that opens the link does not send it. */
export const inviteLink = (link: InviteLink): string =>
  `${link.baseAddress}/x/v1/invites/${link.inviteId}#${link.secret}.${link.kid}`;

/** A link as a person pasted it, or null. */
export function readInviteLink(text: string): InviteLink | null {
  const match = /^(https?:\/\/\S+)\/x\/v1\/invites\/([0-9a-f-]{36})#([\w-]{22})\.([\w-]{43})$/.exec(text.trim());
  const [, base = "", inviteId = "", secret = "", kid = ""] = match ?? [];
  const isGood =
    baseAddress.safeParse(base).success &&
    Uuid.safeParse(inviteId).success &&
    Secret.safeParse(secret).success &&
    Kid.safeParse(kid).success;
  return isGood ? { baseAddress: base, inviteId, secret, kid } : null;
}

/** What the inviter keeps of the secret, sealed as other secrets: proofs are made with this, so it is as good as the secret itself. */
export const inviteProofKey = (secret: string): Buffer => createHash("sha256").update(secret, "ascii").digest();

/** The value of `X-Hub-Invite-Proof`: that the sender knows the secret, and means this address and this body. */
export const inviteProof = (proofKey: Uint8Array, method: string, targetUri: string, contentDigest: string): string =>
  createHmac("sha256", proofKey)
    .update(["hub-exchange-v1 invite", method, targetUri, contentDigest].join("\n"), "utf8")
    .digest("base64");

const Step = z.object({ v: z.literal(1), inviteId: Uuid, key: PublicJwk });

/** `POST …/look`: what is this invitation? Nothing is agreed by asking. */
export const InviteLook = Step.extend({
  /** Where the inviter can say that it is taken back; null when nobody can knock here. */
  baseAddress: baseAddress.nullable(),
});
export type InviteLook = z.output<typeof InviteLook>;

/** The answer to `look`: what the other side reads and confirms before accepting. */
export const Invitation = z.object({
  v: z.literal(1),
  inviteId: Uuid,
  relationId: Uuid,
  party: ExchangeParty,
  key: PublicJwk,
  baseAddress: baseAddress.nullable(),
  mode: ExchangeMode,
  directions: Directions,
  maximumBytes: z.int().min(1),
  createdAt: ExchangeInstant,
  expiresAt: ExchangeInstant,
});
export type Invitation = z.output<typeof Invitation>;

/** `POST …/accept`. The key in it is pinned by the inviter, as the inviter's was by the link. */
export const InviteAccept = Step.extend({
  relationId: Uuid,
  party: ExchangeParty,
  baseAddress: baseAddress.nullable(),
  mode: ExchangeMode,
  directions: Directions,
  maximumBytes: z.int().min(1),
});
export type InviteAccept = z.output<typeof InviteAccept>;

/** `invited`: the inviter confirms by hand who accepted; nothing moves until its announcement says `active`. */
export const InviteAccepted = z.object({
  v: z.literal(1),
  code: z.literal("accepted"),
  key: PublicJwk,
  relationId: Uuid,
  state: z.enum(["invited", "active"]),
});
export type InviteAccepted = z.output<typeof InviteAccepted>;

/** `POST …/reject`, to the inviter, and `POST …/cancel`, from the inviter to whoever looked. */
export const InviteEnd = Step.extend({ reason: prose(500).nullable() });
export type InviteEnd = z.output<typeof InviteEnd>;

/** The answer to `reject` and `cancel`. */
export const InviteEnded = z.object({ v: z.literal(1), code: z.enum(["rejected", "cancelled"]), key: PublicJwk });
export type InviteEnded = z.output<typeof InviteEnded>;

/**
 * Verifies a step of the hand-shake. There is no pinned key yet: the body brings one, the one-time secret vouches for the body, and the signature
 * proves that the key is in hand. For `cancel` the inviter's key is known from the invitation: `pinnedKid`.
 */
export async function verifyInviteRequest(
  asked: Omit<RequestToVerify, "keyOf"> & { readonly proofKey: Uint8Array; readonly pinnedKid?: string },
): Promise<Verdict & { readonly raw?: unknown }> {
  const { method, targetUri, headers, body, proofKey, pinnedKid } = asked;
  const proof = Buffer.from(headerOf(headers, "x-hub-invite-proof") ?? "", "utf8");
  const wanted = Buffer.from(
    inviteProof(proofKey, method, targetUri, headerOf(headers, "content-digest") ?? ""),
    "utf8",
  );
  if (proof.byteLength !== wanted.byteLength || !timingSafeEqual(proof, wanted))
    return { ok: false, refused: "bad_proof", why: "the proof is not of this invitation's secret and this request" };
  const raw = strictJson(body)?.value;
  // The key alone: whether the rest has its form is said after the signature.
  const key = z.object({ key: PublicJwk }).safeParse(raw).data?.key ?? null;
  const isKnown = key !== null && isSelfNamed(key) && (pinnedKid === undefined || pinnedKid === key.kid);
  const verdict = await verifyRequest({
    ...asked,
    keyOf: (kid) => (isKnown && key.kid === kid ? { kid, x: key.x, validTo: null } : null),
  });
  return verdict.ok ? { ...verdict, raw } : verdict;
}
