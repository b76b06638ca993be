import { createHash } from "node:crypto";

/** SHA-256 of text in UTF-8, or of bytes. */
export function sha256(data: string | Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
