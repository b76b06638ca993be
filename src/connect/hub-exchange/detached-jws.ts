import { z } from "zod";
import { canonicalBytes } from "./canonical-json.ts";
import { isSignedBy, signBytes, type OwnKey } from "./exchange-keys.ts";
import { strictJson } from "./strict-json.ts";

/** Nothing else may stand in the header: what a reader does not understand could change what is signed (`crit`, `b64`, `jku`, `jwk`). */
const Header = z.strictObject({ alg: z.literal("EdDSA"), kid: z.string().min(1).max(200) });

/** `header..signature`: a JWS without its payload (RFC 7515 appendix F), which is the canonical form of what it lies beside. */
export const DetachedJws = z.string().regex(/^[A-Za-z0-9_-]{1,600}\.\.[A-Za-z0-9_-]{86}$/);

const inputOf = (header: string, value: unknown): Buffer =>
  Buffer.from(`${header}.${canonicalBytes(value).toString("base64url")}`, "ascii");

export function signDetached(value: unknown, key: OwnKey): string {
  const header = Buffer.from(JSON.stringify({ alg: "EdDSA", kid: key.kid })).toString("base64url");
  return `${header}..${signBytes(inputOf(header, value), key).toString("base64url")}`;
}

/** The key a detached JWS names, or null when it is not one of ours. */
export function kidOfJws(jws: string): string | null {
  if (!DetachedJws.safeParse(jws).success) return null;
  const [text = ""] = jws.split(".");
  const bytes = Buffer.from(text, "base64url");
  // Base64url leaves bits over that decoders ignore: one header has one spelling, as one signature has.
  if (bytes.toString("base64url") !== text) return null;
  const header = Header.safeParse(strictJson(bytes)?.value);
  return header.success ? header.data.kid : null;
}

/** `value` as it was read, with members we do not know in it: they are signed as well. The key is the caller's choice, by `kidOfJws`. */
export function isDetachedSignature(jws: string, value: unknown, { kid, x }: { kid: string; x: string }): boolean {
  const [header = "", , signature = ""] = jws.split(".");
  if (kidOfJws(jws) !== kid) return false;
  const bytes = Buffer.from(signature, "base64url");
  if (bytes.toString("base64url") !== signature) return false;
  return isSignedBy(inputOf(header, value), bytes, x);
}
