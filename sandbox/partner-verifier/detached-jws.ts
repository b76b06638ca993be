import { decodeBase64Url } from "./base64.ts";
import { canonicalForm } from "./canonical-json.ts";
import { type Ed25519Key, isSignedBy } from "./ed25519-key.ts";
import { type Json, readJsonObject } from "./strict-json.ts";

/** A detached JWS in the compact form, taken apart. */
export interface DetachedJws {
  /** The header as it came, in base64url: that is what is signed. */
  readonly header: string;
  readonly signature: string;
}

/** The two parts of `header..signature`; null where the text has not that form. */
export function readDetachedJws(text: Json | undefined): DetachedJws | null {
  const parts = typeof text === "string" ? /^([\w-]{1,600})\.\.([\w-]{86})$/.exec(text) : null;
  const [, header, signature] = parts ?? [];
  return header === undefined || signature === undefined ? null : { header, signature };
}

/** The key that the header names; null where the header is not exactly `{"alg":"EdDSA","kid":…}`. */
export function kidNamedBy(jws: DetachedJws): string | null {
  const bytes = decodeBase64Url(jws.header);
  const header = bytes && readJsonObject(bytes);
  if (!header) return null;
  const { alg, kid, ...others } = header;
  return alg === "EdDSA" && typeof kid === "string" && Object.keys(others).length === 0 ? kid : null;
}

/** Whether the signature over the canonical form of the payload is this key's. */
export function isJwsOf(jws: DetachedJws, key: Ed25519Key, payload: Json): boolean {
  const signature = decodeBase64Url(jws.signature);
  const data = `${jws.header}.${Buffer.from(canonicalForm(payload)).toString("base64url")}`;
  return signature !== null && isSignedBy(key, data, signature);
}
