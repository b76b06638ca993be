import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { readJwk } from "./ed25519-key.ts";
import { DocType, Mode, PartyNumber, text, Uuid } from "./envelope.ts";
import type { HttpRequest } from "./http-message.ts";
import { inviteProof } from "./invite.ts";
import { readJsonObject } from "./strict-json.ts";
import { type SignatureRefusal, verifySignature } from "./verify-request.ts";

export type InviteRequestVerdict =
  { readonly ok: true; readonly kid: string } | { readonly refused: "bad_proof" | "bad_envelope" | SignatureRefusal };

/** An invitation that is open, as the side that is asked knows it. */
export interface KnownInvite {
  readonly inviteId: string;
  readonly relationId: string;
  readonly secret: string;
  /** Where `cancel` is asked: the key of the link. */
  readonly inviterKid: string | null;
  readonly noncesSeen: readonly string[];
}

const BaseAddress = z.string().max(300).refine(isBaseAddress);

const Party = PartyNumber.extend({
  name: text(200),
  vatNumber: z
    .string()
    .regex(/^[A-Z]{2}[0-9A-Z+*]{2,13}$/)
    .nullable(),
  gln: z
    .string()
    .regex(/^\d{13}$/)
    .nullable(),
  address: z
    .looseObject({
      street: text(200).nullable(),
      postalCode: text(20).nullable(),
      city: text(100).nullable(),
      country: z.string().regex(/^[A-Z]{2}$/),
    })
    .nullable(),
});

const Directions = z
  .array(z.looseObject({ docType: DocType, way: z.enum(["in", "out"]) }))
  .max(40)
  .refine((all) => new Set(all.map(({ docType, way }) => `${docType} ${way}`)).size === all.length);

const Asking = z.looseObject({ v: z.literal(1), inviteId: Uuid });
const Ending = Asking.extend({
  reason: z
    .string()
    .regex(/^.{0,500}$/su)
    .nullable(),
});

/** The body of each step, but for its `key`. */
const bodies: Readonly<Record<string, z.ZodType<{ inviteId: string; relationId?: unknown }>>> = {
  look: Asking.extend({ baseAddress: BaseAddress.nullable() }),
  accept: Asking.extend({
    relationId: Uuid,
    party: Party,
    baseAddress: BaseAddress.nullable(),
    mode: Mode,
    directions: Directions,
    maximumBytes: z.int().min(1),
  }),
  reject: Ending,
  cancel: Ending,
};

/** Judges a request of the hand-shake, in the order of the page's section "The hand-shake". */
export function verifyInviteRequest(
  request: HttpRequest,
  invite: KnownInvite,
  now: Temporal.Instant,
): InviteRequestVerdict {
  const proof = request.headers.get("x-hub-invite-proof");
  const digest = request.headers.get("content-digest");
  if (proof === undefined || digest === undefined) return { refused: "bad_proof" };
  const wanted = inviteProof(invite.secret, request.method, request.targetUri, digest);
  if (!isSameText(proof, wanted)) return { refused: "bad_proof" };

  const body = readJsonObject(request.body);
  const key = readJwk(body?.key);
  const isWho = key !== null && (invite.inviterKid === null || invite.inviterKid === key.kid);
  const keys = isWho ? [{ ...key, validTo: null, previousKid: null }] : [];
  const verdict = verifySignature(request, { keys, noncesSeen: invite.noncesSeen }, now);
  if ("refused" in verdict) return verdict;

  const step = /\/([a-z]+)$/.exec(request.targetUri)?.[1] ?? "";
  const said = bodies[step]?.safeParse(body).data;
  if (said === undefined || said.inviteId !== invite.inviteId) return { refused: "bad_envelope" };
  if (said.relationId !== undefined && said.relationId !== invite.relationId) return { refused: "bad_envelope" };
  return verdict;
}

function isSameText(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** `https`, host in lower case, no default port, user, query or slash at the end. */
function isBaseAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.protocol !== "https:" || address.endsWith("/")) return false;
  return address === `https://${url.host}${url.pathname === "/" ? "" : url.pathname}`;
}
