import type { PunchoutContext } from "./reading.ts";

/** The `charset` of a content type, empty when it has none. */
export const charsetOf = (contentType: string): string =>
  /;\s*charset\s*=\s*"?([^\s";]+)"?/i.exec(contentType)?.[1] ?? "";

/** Those in which a byte below 128 is the ASCII sign: in any other the names of the fields could not be read. */
const asciiLike = /^(?:utf-?8|us-ascii|ascii|latin-?1|(?:iso-?8859-?|windows-?|cp-?)\d+.*)$/i;

function decoderOf(label: string): TextDecoder | null {
  if (!asciiLike.test(label)) return null;
  try {
    return new TextDecoder(label.replace(/^cp-?/i, "windows-"), { fatal: true });
  } catch {
    return null; // a name no standard knows; the caller tells
  }
}

function fits(decoder: TextDecoder, texts: readonly Uint8Array[]): boolean {
  try {
    for (const bytes of texts) decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * How the fields of a post are turned into text: by what its content type says, else what we asked for, else UTF-8 when all of it
 * is, else windows-1252. Bytes that are not of the named set mean that the shop is wrong about its own page: told, and read by the
 * next in line.
 */
export function textDecoder(
  contentType: string,
  texts: readonly Uint8Array[],
  { terms, warn }: Pick<PunchoutContext, "terms" | "warn">,
): (bytes: Uint8Array) => string {
  const said = charsetOf(contentType);
  const named = said === "" ? (terms.sentCharset ?? "") : said;
  const byName = named === "" ? null : decoderOf(named);
  if (named !== "" && byName === null) warn("charsetUnknown");
  for (const decoder of [byName, new TextDecoder("utf-8", { fatal: true })]) {
    if (decoder !== null && fits(decoder, texts)) return (bytes) => decoder.decode(bytes);
    if (decoder !== null) warn("charsetRepaired");
  }
  const last = new TextDecoder("windows-1252");
  return (bytes) => last.decode(bytes);
}
