/** The bytes of RFC 4648 base64 in its one spelling (padding, zero bits left over), or null where it is another. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

/** The bytes of base64url without padding in its one spelling, or null where it is another. */
export function decodeBase64Url(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}

/** The bytes of prefixed base64, `base64:` and then base64, or null where it is not that. */
export function decodePrefixedBase64(text: string): Buffer | null {
  return text.startsWith("base64:") ? decodeBase64(text.slice("base64:".length)) : null;
}

/** Prefixed base64 of bytes. */
export function prefixedBase64(bytes: Buffer): string {
  return `base64:${bytes.toString("base64")}`;
}
