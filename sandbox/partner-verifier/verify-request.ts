import { isDigestOf } from "./content-digest.ts";
import { isSignedBy } from "./ed25519-key.ts";
import type { HttpRequest } from "./http-message.ts";
import { isBefore } from "./instant.ts";
import { isInUse, type PinnedKey } from "./pinned-key.ts";
import { identifiersOf, requestSignatureBase } from "./signature-base.ts";
import { readSig1 } from "./signature-headers.ts";

export type RequestRefusal =
  "unknown_relation" | "bad_signature" | "bad_digest" | "clock_skew" | "unknown_key" | "nonce_reused";

export type RequestVerdict = { readonly ok: true; readonly kid: string } | { readonly refused: RequestRefusal };

/** A relation as the side that is asked knows it. */
export interface KnownRelation {
  readonly relationId: string;
  /** Those of the other side. */
  readonly keys: readonly PinnedKey[];
  /** Those seen under these keys in the last 15 minutes. */
  readonly noncesSeen: readonly string[];
}

/** Headers that must be under the signature wherever they are. */
const coveredWhereThere = ["content-type", "content-digest", "x-hub-relation", "x-hub-invite-proof"];

/** Judges a request under `/x/v1/relations/`, in the order of the page's section "Verifying a request". */
export function verifyRequest(
  request: HttpRequest,
  relations: readonly KnownRelation[],
  now: Temporal.Instant,
): RequestVerdict {
  const named = relationInAddress(request);
  const relation = relations.find(({ relationId }) => relationId === named);
  if (relation === undefined) return { refused: "unknown_relation" };

  const sig1 = readSig1(request.headers);
  if (sig1 === null) return { refused: "bad_signature" };

  const { parameters } = sig1;
  const covered = identifiersOf(sig1.input);
  if (mustBeCovered(request).some((name) => !covered.includes(`"${name}"`))) return { refused: "bad_signature" };
  if (request.headers.get("x-hub-relation") !== relation.relationId) return { refused: "bad_signature" };

  if (covered.includes('"content-digest"') && !isDigestOf(request.headers.get("content-digest"), request.body)) {
    return { refused: "bad_digest" };
  }

  if (!isTimely(parameters.created, parameters.expires, now)) return { refused: "clock_skew" };

  const key = relation.keys.find(({ kid }) => kid === parameters.keyid);
  if (key === undefined || !isInUse(key, now)) return { refused: "unknown_key" };

  const base = requestSignatureBase(request, sig1.input);
  if (base === null || !isSignedBy(key, base, sig1.signature)) return { refused: "bad_signature" };

  if (relation.noncesSeen.includes(parameters.nonce)) return { refused: "nonce_reused" };
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
    "x-hub-relation",
    ...(withBody ? ["content-type", "content-digest"] : []),
    ...coveredWhereThere.filter((name) => headers.has(name)),
  ];
}

function isTimely(created: number, expires: number, now: Temporal.Instant): boolean {
  const createdAt = Temporal.Instant.fromEpochMilliseconds(created * 1000);
  const expiresAt = Temporal.Instant.fromEpochMilliseconds(expires * 1000);
  const most = { seconds: 300 };
  return !isBefore(createdAt, now.subtract(most)) && !isBefore(now.add(most), createdAt) && !isBefore(expiresAt, now);
}
