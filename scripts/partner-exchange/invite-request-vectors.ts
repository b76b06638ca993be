// Over 300 lines because every way in which a hand-shake can go wrong is read in one list.
/** Requests of the hand-shake: `look`, `accept` and `reject` as they come in at the inviter, `cancel` at the invited side. */
import { publicJwk, type OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { baseOfClaim, claimedSignature, digestOf } from "#connect/hub-exchange/http-signature.ts";
import { inviteProof, inviteProofKey } from "#connect/hub-exchange/invites.ts";
import type { RefusalCode } from "#connect/hub-exchange/refusal-codes.ts";
import { signRequest } from "#connect/hub-exchange/signed-requests.ts";
import {
  buyerBase,
  inviteId,
  inviteSecret,
  keys,
  now,
  relationId,
  supplier,
  supplierBase,
} from "./example-relation.ts";
import { at, nonce, resigned, withHeaders, without, withText, type Asked } from "./request-making.ts";

interface InviteRequestVector {
  readonly name: string;
  readonly about: string;
  readonly request: Omit<Asked, "body"> & { readonly bodyBase64: string };
  readonly now: string;
  readonly noncesSeen: readonly string[];
  /** What who verifies has of the invitation; the key of the inviter with `cancel`. */
  readonly invitation: {
    readonly inviteId: string;
    readonly relationId: string;
    readonly secret: string;
    readonly inviterKid: string | null;
  };
  readonly base: string | null;
  readonly verdict: { readonly ok: true; readonly kid: string } | { readonly refused: RefusalCode };
}

type Step = "look" | "accept" | "reject" | "cancel";

const terms = { baseAddress: supplierBase, mode: "live", maximumBytes: 5_242_880 };
const directions = [
  { docType: "order", way: "in" },
  { docType: "order_response", way: "out" },
];
const said: Readonly<Record<Step, object>> = {
  look: { baseAddress: supplierBase },
  accept: { relationId, party: supplier, ...terms, directions },
  reject: { reason: null },
  cancel: { reason: "We chose another." },
};

interface Making {
  readonly key?: OwnKey;
  readonly body?: unknown;
  readonly bytes?: Buffer;
  readonly secret?: string;
  /** What the proof is of, where it is not of this request. */
  readonly proof?: string;
}

function asked(step: Step, changes: object = {}, making: Making = {}): Asked {
  const { key = step === "cancel" ? keys.buyer : keys.supplier, secret = inviteSecret } = making;
  const targetUri = `${step === "cancel" ? supplierBase : buyerBase}/x/v1/invites/${inviteId}/${step}`;
  const whole = making.body ?? { v: 1, inviteId, key: publicJwk(key), ...said[step], ...changes };
  const body = making.bytes ?? Buffer.from(JSON.stringify(whole), "utf8");
  const proof = making.proof ?? inviteProof(inviteProofKey(secret), "POST", targetUri, digestOf(body));
  const { headers } = signRequest({
    ...{ method: "POST", targetUri, body, relationId: null, inviteProof: proof, key, now, nonce },
  });
  return { method: "POST", targetUri, headers, body };
}

function vector(
  name: string,
  about: string,
  made: Asked,
  verdict: OwnKey | RefusalCode,
  rest: { readonly now?: Temporal.Instant; readonly noncesSeen?: readonly string[] } = {},
): InviteRequestVector {
  const { body, ...request } = made;
  const claimed = claimedSignature(made.headers);
  const isCancel = made.targetUri.endsWith("/cancel");
  return {
    ...{ name, about, request: { ...request, bodyBase64: body.toString("base64") } },
    now: (rest.now ?? now).toString(),
    noncesSeen: rest.noncesSeen ?? [],
    invitation: { inviteId, relationId, secret: inviteSecret, inviterKid: isCancel ? keys.buyer.kid : null },
    base: "why" in claimed ? null : baseOfClaim(claimed, made),
    verdict: typeof verdict === "string" ? { refused: verdict } : { ok: true, kid: verdict.kid },
  };
}

const look = asked("look");
const invited = keys.supplier;

const taken = (): InviteRequestVector[] => [
  vector("look", "What is it?", look, invited),
  vector("look of who cannot be reached", "There is no base address.", asked("look", { baseAddress: null }), invited),
  vector("accept", "Yes.", asked("accept"), invited),
  vector("reject", "No.", asked("reject"), invited),
  vector("cancel", "The inviter takes it back.", asked("cancel"), keys.buyer),
  vector("unknown member", "It is under the digest.", asked("look", { note: "of a later version" }), invited),
  vector(
    "base address with a path",
    "And a port.",
    asked("look", { baseAddress: "https://example.com:8443/hub" }),
    invited,
  ),
];

const badProof = (): InviteRequestVector[] => [
  vector(
    "another secret",
    "A link that was guessed.",
    asked("look", {}, { secret: "AAAAAAAAAAAAAAAAAAAAAA" }),
    "bad_proof",
  ),
  vector(
    "no proof",
    "The header is not there, and not in the list.",
    resigned(without(look, "x-hub-invite-proof"), (input) => input.replace(' "x-hub-invite-proof"', ""), invited),
    "bad_proof",
  ),
  vector(
    "proof of another step",
    "The proof of look, with accept.",
    asked("accept", {}, { proof: look.headers["x-hub-invite-proof"] ?? "" }),
    "bad_proof",
  ),
  vector(
    "proof of another body",
    "The proof of one look, with another.",
    asked("look", { baseAddress: null }, { proof: look.headers["x-hub-invite-proof"] ?? "" }),
    "bad_proof",
  ),
  vector(
    "proof in base64url",
    "It has one spelling.",
    asked(
      "look",
      {},
      {
        proof: (look.headers["x-hub-invite-proof"] ?? "").replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
      },
    ),
    "bad_proof",
  ),
  vector("no digest", "The proof is over the value of Content-Digest.", without(look, "content-digest"), "bad_proof"),
  vector(
    "bad proof and no signature",
    "The proof is looked at first.",
    without(without(asked("look", {}, { secret: "AAAAAAAAAAAAAAAAAAAAAA" }), "signature"), "signature-input"),
    "bad_proof",
  ),
];

const badRequest = (): InviteRequestVector[] => [
  vector(
    "no signature",
    "A proof without a key.",
    without(without(look, "signature"), "signature-input"),
    "bad_signature",
  ),
  vector(
    "proof not covered",
    "It is in a header that nobody signed.",
    resigned(look, (input) => input.replace(' "x-hub-invite-proof"', ""), invited),
    "bad_signature",
  ),
  vector(
    "body changed",
    "Another base address under the same digest.",
    { ...look, body: Buffer.from(look.body.toString("utf8").replace("hub.supplier", "hub.attacker")) },
    "bad_digest",
  ),
  vector("heard an hour later", "Somebody kept it.", look, "clock_skew", at(3600)),
  vector(
    "another key than the body's",
    "Signed by a stranger, who names itself.",
    asked("look", {}, { key: keys.stranger, body: { v: 1, inviteId, key: publicJwk(invited), ...said.look } }),
    "unknown_key",
  ),
  vector(
    "key under another's name",
    "Its kid is not its thumbprint.",
    asked(
      "look",
      {},
      {
        key: { ...keys.stranger, kid: invited.kid },
        body: { v: 1, inviteId, key: { ...publicJwk(keys.stranger), kid: invited.kid }, ...said.look },
      },
    ),
    "unknown_key",
  ),
  vector(
    "key with its private part",
    "A JWK has nothing else in it.",
    asked("look", { key: { ...publicJwk(invited), d: invited.d } }),
    "unknown_key",
  ),
  vector(
    "body that is no JSON",
    "No key can be read in it.",
    asked("look", {}, { bytes: Buffer.from("key=1") }),
    "unknown_key",
  ),
  vector("body without a key", "The one who asks is not there.", asked("look", { key: undefined }), "unknown_key"),
  vector(
    "cancel by the invited side",
    "Only the inviter takes it back.",
    asked("cancel", {}, { key: invited }),
    "unknown_key",
  ),
  vector(
    "forged",
    "A stranger signs under the name of the key in the body.",
    resigned(look, (input) => input, keys.stranger),
    "bad_signature",
  ),
  vector(
    "another host",
    "Meant for another hub: the proof is of its address.",
    { ...look, targetUri: look.targetUri.replace("hub.buyer", "hub.other") },
    "bad_proof",
  ),
  vector("replayed", "Heard a minute ago.", look, "nonce_reused", { ...at(60), noncesSeen: [nonce] }),
  vector(
    "more white space",
    "A signature that fits no more.",
    withText(look, "content-type", (value) => `${value} ;`),
    "bad_signature",
  ),
  vector(
    "with a relation",
    "A header that nobody signed.",
    withHeaders(look, { "x-hub-relation": relationId }),
    "bad_signature",
  ),
];

const badForm = (): InviteRequestVector[] => [
  vector("another version", "v is 2.", asked("look", { v: 2 }), "bad_envelope"),
  vector(
    "of another invitation",
    "The inviteId in the body is another.",
    asked("look", { inviteId: relationId }),
    "bad_envelope",
  ),
  vector(
    "base address left out",
    "It is null where there is none.",
    asked("look", { baseAddress: undefined }),
    "bad_envelope",
  ),
  vector(
    "base address with a slash at its end",
    "It has one spelling.",
    asked("look", { baseAddress: `${supplierBase}/` }),
    "bad_envelope",
  ),
  vector(
    "base address with a query",
    "It has none.",
    asked("look", { baseAddress: `${supplierBase}?a=1` }),
    "bad_envelope",
  ),
  vector(
    "base address in capitals",
    "The host is in lower case.",
    asked("look", { baseAddress: "https://Hub.Supplier.example" }),
    "bad_envelope",
  ),
  vector(
    "accept of another relation",
    "Not the one of the invitation.",
    asked("accept", { relationId: inviteId }),
    "bad_envelope",
  ),
  vector(
    "direction twice",
    "A list without repeats.",
    asked("accept", { directions: [...directions, ...directions] }),
    "bad_envelope",
  ),
  vector(
    "VAT number with dots",
    "It has none.",
    asked("accept", { party: { ...supplier, vatNumber: "BE 0876.543.270" } }),
    "bad_envelope",
  ),
  vector(
    "GLN of 12 digits",
    "It has 13.",
    asked("accept", { party: { ...supplier, gln: "541234500001" } }),
    "bad_envelope",
  ),
  vector("no name", "A person has to read it.", asked("accept", { party: { ...supplier, name: "" } }), "bad_envelope"),
  vector("reason of 501 characters", "500 is the most.", asked("reject", { reason: "x".repeat(501) }), "bad_envelope"),
];

export const inviteRequestVectors = (): readonly InviteRequestVector[] => [
  ...taken(),
  ...badProof(),
  ...badRequest(),
  ...badForm(),
];
