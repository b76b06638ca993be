import { createHmac } from "node:crypto";
import { decodeBase64Url } from "./base64.ts";
import { sha256 } from "./sha256.ts";

/** What a person passes on to invite another company. */
export interface Invite {
  readonly baseAddress: string;
  readonly inviteId: string;
  readonly secret: string;
  /** The key of the inviter, that its answers are checked against. */
  readonly kid: string;
}

const link =
  /^(?<baseAddress>https:\/\/[^/?#@]+(?:\/[^/?#]+)*)\/x\/v1\/invites\/(?<inviteId>[0-9a-f-]{36})#(?<secret>[\w-]{22})\.(?<kid>[\w-]{43})$/;

/** The parts of the link of an invitation; null where it is none. */
export function readInviteLink(text: string): Invite | null {
  const { baseAddress, inviteId, secret, kid } = link.exec(text)?.groups ?? {};
  if (baseAddress === undefined || inviteId === undefined || secret === undefined || kid === undefined) return null;
  const host = URL.parse(baseAddress)?.host;
  // The host as a URL has it is in lower case.
  if (host === undefined || !baseAddress.startsWith(`https://${host}`)) return null;
  if (decodeBase64Url(secret)?.length !== 16 || decodeBase64Url(kid)?.length !== 32) return null;
  return { baseAddress, inviteId, secret, kid };
}

/** The key of the proofs of an invitation. */
export function proofKeyOf(secret: string): Buffer {
  return sha256(Buffer.from(secret, "ascii"));
}

/** What `X-Hub-Invite-Proof` must be on a request. */
export function inviteProof(secret: string, method: string, targetUri: string, contentDigest: string): string {
  const text = ["hub-exchange-v1 invite", method, targetUri, contentDigest].join("\n");
  return createHmac("sha256", proofKeyOf(secret)).update(text).digest("base64");
}

/** The eight digits that two people read to each other by telephone. */
export function comparisonCode(relationId: string, kids: readonly string[]): string {
  const hash = sha256(["hub-exchange-v1", relationId, ...[...kids].sort()].join("\n"));
  return String(hash.readBigUInt64BE() % 100_000_000n).padStart(8, "0");
}
