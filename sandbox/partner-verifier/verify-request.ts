import { isDigestOf } from "./content-digest.ts";
import { isSignedBy } from "./ed25519-key.ts";
import type { HttpRequest } from "./http-message.ts";
import { endsAfter, type PinnedKey } from "./pinned-key.ts";
import { identifiersOf, requestSignatureBase } from "./signature-base.ts";
import { readSig1 } from "./signature-headers.ts";

export type SignatureRefusal = "bad_signature" | "bad_digest" | "clock_skew" | "unknown_key" | "nonce_reused";
export type RequestRefusal = "too_large" | "unknown_relation" | SignatureRefusal;

export type SignatureVerdict = { readonly ok: true; readonly kid: string } | { readonly refused: SignatureRefusal };
export type RequestVerdict = { readonly ok: true; readonly kid: string } | { readonly refused: RequestRefusal };

/** A relation as the side that is asked knows it. */
export interface KnownRelation {
  readonly relationId: string;
  /** Those of the other side. */
  readonly keys: readonly PinnedKey[];
  /** Those seen under these keys in the last 15 minutes. */
  readonly noncesSeen: readonly string[];
}

/** What a request is judged with. */
export interface Judging {
  readonly now: Temporal.Instant;
  /** The largest content that is taken. */
  readonly maximumBytes: number;
}

/** Judges a request under `/x/v1/relations/`, in the order of the page's section "Verifying a request". */
export function verifyRequest(
  request: HttpRequest,
  relations: readonly KnownRelation[],
  { now, maximumBytes }: Judging,
): RequestVerdict {
  if (isTooLarge(request, maximumBytes)) return { refused: "too_large" };
  const named = relationInAddress(request);
  const relation = relations.find(({ relationId }) => relationId === named);
  return relation === undefined ? { refused: "unknown_relation" } : verifySignature(request, relation, now);
}

/** Whether a body is larger than base64 of the largest content and the 64 KiB around it. */
export function isTooLarge({ body }: HttpRequest, maximumBytes: number): boolean {
  return body.length > Math.ceil(maximumBytes / 3) * 4 + 65_536;
}

/** The seven steps, with the keys that may sign this request. */
export function verifySignature(
  request: HttpRequest,
  { keys, noncesSeen }: Pick<KnownRelation, "keys" | "noncesSeen">,
  now: Temporal.Instant,
): SignatureVerdict {
  const sig1 = readSig1(request.headers);
  if (sig1 === null) return { refused: "bad_signature" };

  const { parameters } = sig1;
  const covered = identifiersOf(sig1.input);
  if (mustBeCovered(request).some((name) => !covered.includes(`"${name}"`))) return { refused: "bad_signature" };
  const relationId = relationInAddress(request);
  if (relationId !== null && request.headers.get("x-hub-relation") !== relationId) return { refused: "bad_signature" };

  if (covered.includes('"content-digest"') && !isDigestOf(request.headers.get("content-digest"), request.body)) {
    return { refused: "bad_digest" };
  }

  if (!isTimely(parameters.created, parameters.expires, now)) return { refused: "clock_skew" };

  const key = keys.find(({ kid }) => kid === parameters.keyid);
  if (key === undefined || !endsAfter(key, now)) return { refused: "unknown_key" };

  const base = requestSignatureBase(request, sig1.input);
  if (base === null || !isSignedBy(key, base, sig1.signature)) return { refused: "bad_signature" };

  if (noncesSeen.includes(parameters.nonce)) return { refused: "nonce_reused" };
  return { ok: true, kid: key.kid };
}

/** The relation that the address of a request names; null where it names none. */
export function relationInAddress({ targetUri }: HttpRequest): string | null {
  return /\/x\/v1\/relations\/([^/?#]+)/.exec(targetUri)?.[1] ?? null;
}

function mustBeCovered({ method, headers, body }: HttpRequest): string[] {
  const withBody = method === "PUT" || method === "POST" || body.length > 0;
  return [
    "@method",
    "@target-uri",
    ...(withBody ? ["content-type", "content-digest"] : []),
    ...["x-hub-relation", "x-hub-invite-proof"].filter((name) => headers.has(name)),
  ];
}

function isTimely(created: number, expires: number, now: Temporal.Instant): boolean {
  const second = Math.floor(now.epochMilliseconds / 1000);
  return Math.abs(second - created) <= 300 && second <= expires;
}
