import { decodeBase64 } from "./base64.ts";
import { sha256 } from "./sha256.ts";
import { hasRepeat, onlyMember, readDictionary } from "./structured-fields.ts";

/** Whether the `sha-256` in `Content-Digest` (RFC 9530) is that of the bytes; other algorithms are not looked at. */
export function isDigestOf(contentDigest: string | undefined, body: Uint8Array): boolean {
  const dictionary = readDictionary(contentDigest ?? "");
  const member = dictionary && !hasRepeat(dictionary) ? onlyMember(dictionary, "sha-256") : null;
  if (member?.kind !== "item" || member.value.type !== "bytes") return false;
  return decodeBase64(member.value.base64)?.equals(sha256(body)) ?? false;
}
