import { createPublicKey, verify } from "node:crypto";
import { decodeBase64Url } from "./base64.ts";
import { sha256 } from "./sha256.ts";
import { isJsonObject, type Json } from "./strict-json.ts";

/** A public key of one company for one relation. */
export interface Ed25519Key {
  readonly kid: string;
  readonly x: string;
}

/** The RFC 7638 thumbprint that names a key. */
export function kidOf(x: string): string {
  return sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).toString("base64url");
}

/** The key in a JWK: exactly the members of the page, with `kid` its thumbprint; null where it is anything else. */
export function readJwk(jwk: Json | undefined): Ed25519Key | null {
  if (!isJsonObject(jwk)) return null;
  const { kty, crv, x, kid, use, alg, ...others } = jwk;
  if (Object.keys(others).length > 0 || kty !== "OKP" || crv !== "Ed25519") return null;
  if (use !== undefined && use !== "sig") return null;
  if (alg !== undefined && alg !== "EdDSA" && alg !== "Ed25519") return null;
  if (typeof x !== "string" || decodeBase64Url(x)?.length !== 32) return null;
  return kid === kidOf(x) ? { kid, x } : null;
}

/** Whether the signature over the data is this key's. */
export function isSignedBy(key: Ed25519Key, data: string, signature: Uint8Array): boolean {
  const publicKey = createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x: key.x } });
  return verify(null, Buffer.from(data), publicKey, signature);
}
