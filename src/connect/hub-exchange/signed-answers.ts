import { isInUse, type OwnKey, type PinnedKey } from "./exchange-keys.ts";
import {
  claimedSignature,
  componentsOfRequest,
  digestOf,
  headerOf,
  isDigestOf,
  isGenuine,
  signComponents,
  type SignedAnswer,
  type SignedRequest,
  type SigningMoment,
} from "./http-signature.ts";

/** An answer names the request it is about by its method, its address and its signature: it fits no other one. */
const components = ["@status", "content-type", "content-digest", ...componentsOfRequest];

export interface AnswerToSign extends SigningMoment {
  readonly status: number;
  readonly body: Uint8Array;
  readonly request: SignedRequest;
  readonly key: OwnKey;
}

/**
 * The headers of a signed answer. For a request without a readable signature there is none to sign with: null, and the answer goes out unsigned,
 * on which nobody acts.
 */
export function signAnswer(asked: AnswerToSign): {
  readonly headers: Readonly<Record<string, string>>;
  readonly base: string;
} | null {
  const { status, body, request, key } = asked;
  if ("why" in claimedSignature(request.headers)) return null;
  const headers = { "content-type": "application/json", "content-digest": digestOf(body) };
  const { base, ...signature } = signComponents(components, key, asked, request, { status, headers });
  return { headers: { ...headers, ...signature }, base };
}

export interface AnswerToVerify extends SignedAnswer {
  readonly body: Uint8Array;
  readonly request: SignedRequest;
  readonly now: Temporal.Instant;
  readonly keyOf: (kid: string) => PinnedKey | null | Promise<PinnedKey | null>;
}

/**
 * Whether the partner gave this answer to this request. Its own times are not looked at: the request's signature, with a nonce of a moment ago,
 * is under the answer's, so that an answer cannot be old; and an answer `clock_skew` comes from another clock by nature.
 */
export async function verifyAnswer(
  asked: AnswerToVerify,
): Promise<{ readonly ok: true; readonly kid: string } | { readonly ok: false; readonly why: string }> {
  const claimed = claimedSignature(asked.headers);
  if ("why" in claimed) return { ok: false, why: claimed.why };
  const missing = components.find((one) => !claimed.covered.has(one));
  if (missing !== undefined) return { ok: false, why: `${missing} is not under the signature of the answer` };
  if (!isDigestOf(headerOf(asked.headers, "content-digest"), asked.body))
    return { ok: false, why: "the answer is not the one of its Content-Digest" };
  const pinned = await asked.keyOf(claimed.kid);
  if (pinned === null || !isInUse(pinned, asked.now))
    return { ok: false, why: "the answer is signed with a key that is not of this relation" };
  if (!isGenuine(claimed, pinned.x, asked.request, asked))
    return { ok: false, why: "the signature is not of this answer" };
  return { ok: true, kid: claimed.kid };
}
