import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";
import { z } from "zod";

/** 32 bytes in base64url; the last character of 43 carries four bits only, so that one key has one spelling. */
const Base64url32 = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);

/** The RFC 7638 thumbprint of a key: it names the key and vouches for it. */
export const Kid = Base64url32;

/** A public key on the wire: an Ed25519 JWK (RFC 8037). Anything else in it is refused, a private part above all. */
export const PublicJwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: Base64url32,
  kid: Kid,
  use: z.literal("sig").optional(),
  alg: z.enum(["EdDSA", "Ed25519"]).optional(),
});
export type PublicJwk = z.output<typeof PublicJwk>;

/** A key of our own side of one relation. `d` is secret: sealed where it is kept. */
export interface OwnKey {
  readonly kid: string;
  readonly x: string;
  readonly d: string;
}

/** A key of the partner, pinned at acceptance or announced under one that was. */
export interface PinnedKey {
  readonly kid: string;
  readonly x: string;
  /** Null: the newest of the partner's, until another is announced. */
  readonly validTo: Temporal.Instant | null;
}

/** Every key of one company for one relation is made here: nothing in it ties two relations together. */
export function makeOwnKey(): OwnKey {
  const { x = "", d = "" } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  return { kid: thumbprint(x), x, d };
}

/** RFC 7638 over the required members of an OKP key (RFC 8037 section 2), in their fixed order. */
export const thumbprint = (x: string): string =>
  createHash("sha256").update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest("base64url");

export const publicJwk = ({ kid, x }: { readonly kid: string; readonly x: string }): PublicJwk => ({
  kty: "OKP",
  crv: "Ed25519",
  x,
  kid,
});

/** True when the key is what its name says. */
export const isSelfNamed = ({ kid, x }: PublicJwk): boolean => thumbprint(x) === kid;

/** A key is in use from the moment it is pinned, so only its end is looked at: it is over at that very moment. */
export const isInUse = ({ validTo }: PinnedKey, at: Temporal.Instant): boolean =>
  validTo === null || Temporal.Instant.compare(at, validTo) < 0;

export const signBytes = (bytes: Uint8Array, key: OwnKey): Buffer => sign(null, bytes, privateObject(key));

export const isSignedBy = (bytes: Uint8Array, signature: Uint8Array, x: string): boolean =>
  signature.byteLength === 64 && verify(null, bytes, publicObject(x), signature);

const privateObject = ({ x, d }: OwnKey): KeyObject =>
  createPrivateKey({ key: { kty: "OKP", crv: "Ed25519", x, d }, format: "jwk" });

const publicObject = (x: string): KeyObject =>
  createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });

/**
 * Eight digits that both sides see after acceptance, to compare by telephone: the relation and both keys in it. The order of the keys does not
 * matter, so that either side finds it without knowing which it is.
 */
export function comparisonCode(relationId: string, kidA: string, kidB: string): string {
  const kids = [kidA, kidB].toSorted();
  const digest = createHash("sha256")
    .update(["hub-exchange-v1", relationId, ...kids].join("\n"))
    .digest();
  return String(digest.readBigUInt64BE() % 100_000_000n).padStart(8, "0");
}
