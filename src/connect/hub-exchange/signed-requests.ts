import { isInUse, type OwnKey, type PinnedKey } from "./exchange-keys.ts";
import {
  claimedSignature,
  digestOf,
  headerOf,
  isDigestOf,
  isGenuine,
  signComponents,
  skewOf,
  type ExchangeHeaders,
  type SignedRequest,
  type SigningMoment,
} from "./http-signature.ts";
import type { RefusalCode } from "./refusal-codes.ts";

export interface RequestToSign extends SigningMoment {
  readonly method: "GET" | "PUT" | "POST";
  readonly targetUri: string;
  /** Null: a request without one. */
  readonly body: Uint8Array | null;
  readonly relationId: string | null;
  /** With the hand-shake of an invitation, where no key is pinned yet. */
  readonly inviteProof?: string;
  readonly key: OwnKey;
}

/** Headers that have to be under the signature when they are there. */
const ownHeaders = ["x-hub-relation", "x-hub-invite-proof"] as const;

const bodyComponents = ["content-type", "content-digest"] as const;

/** All headers the request needs. Every try is signed anew: a signature holds for five minutes and its nonce once. */
export function signRequest(asked: RequestToSign): {
  readonly headers: Readonly<Record<string, string>>;
  readonly base: string;
} {
  const { method, targetUri, body, relationId, inviteProof, key } = asked;
  const headers: Record<string, string> = {
    ...(body !== null && { "content-type": "application/json", "content-digest": digestOf(body) }),
    ...(relationId !== null && { "x-hub-relation": relationId }),
    ...(inviteProof !== undefined && { "x-hub-invite-proof": inviteProof }),
  };
  const components = ["@method", "@target-uri", ...Object.keys(headers)];
  const { base, ...signature } = signComponents(components, key, asked, { method, targetUri, headers });
  return { headers: { ...headers, ...signature }, base };
}

export interface RequestToVerify extends SignedRequest {
  readonly headers: ExchangeHeaders;
  /** The bytes as they came, before anything read them; empty when there were none. */
  readonly body: Uint8Array;
  readonly now: Temporal.Instant;
  /** A key of the partner of THIS relation only: a key that is pinned for another one is unknown here. */
  readonly keyOf: (kid: string) => PinnedKey | null | Promise<PinnedKey | null>;
  /** Remembers the nonce under this key for 15 minutes and tells whether it was there before, in one step. Asked last: who cannot sign cannot burn one. */
  readonly nonceSeen: (kid: string, nonce: string) => boolean | Promise<boolean>;
}

export type Verdict =
  | { readonly ok: true; readonly kid: string }
  | { readonly ok: false; readonly refused: RefusalCode; readonly why: string };

const refused = (code: RefusalCode, why: string): Verdict => ({ ok: false, refused: code, why });

/**
 * Whether the partner's key signed this very request, now, and for the first time. The order of the checks is part of the protocol
 * (docs/partner-exchange.md, "Verifying a request"): of several faults everybody names the same one.
 */
export async function verifyRequest(asked: RequestToVerify): Promise<Verdict> {
  const { headers, body, now } = asked;
  const claimed = claimedSignature(headers);
  if ("why" in claimed) return refused("bad_signature", claimed.why);
  const uncovered = uncoveredPart(asked, claimed.covered);
  if (uncovered !== null) return refused("bad_signature", uncovered);
  const hasBody = claimed.covered.has("content-digest");
  if (hasBody && !isDigestOf(headerOf(headers, "content-digest"), body))
    return refused("bad_digest", "the body is not the one of Content-Digest");
  const skew = skewOf(claimed, now);
  if (skew !== null) return refused("clock_skew", skew);
  const pinned = await asked.keyOf(claimed.kid);
  if (pinned === null || !isInUse(pinned, now))
    return refused("unknown_key", "the key is not one of this relation now");
  if (!isGenuine(claimed, pinned.x, asked)) return refused("bad_signature", "the signature is not of this request");
  if (await asked.nonceSeen(claimed.kid, claimed.nonce))
    return refused("nonce_reused", "this request was heard before");
  return { ok: true, kid: claimed.kid };
}

/** The relation that an address is of; null: of none. */
export const relationInAddress = (targetUri: string): string | null =>
  /\/x\/v1\/relations\/([^/?#]+)/.exec(targetUri)?.[1] ?? null;

/** What has to be under the signature and is not, in words; or null. */
function uncoveredPart(
  { method, targetUri, headers, body }: RequestToVerify,
  covered: ReadonlySet<string>,
): string | null {
  const needed: string[] = ["@method", "@target-uri", ...ownHeaders.filter((name) => headerOf(headers, name) !== null)];
  if (method === "PUT" || method === "POST" || body.byteLength > 0) needed.push(...bodyComponents);
  const missing = needed.find((name) => !covered.has(name));
  if (missing !== undefined) return `${missing} is not under the signature`;
  const inAddress = relationInAddress(targetUri);
  if (inAddress !== null && headerOf(headers, "x-hub-relation") !== inAddress)
    return "X-Hub-Relation is not the relation of the address";
  return null;
}
