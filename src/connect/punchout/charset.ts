import type { PunchoutContext } from "./reading.ts";

/** The `charset` of a content type, empty when it has none. */
export const charsetOf = (contentType: string): string =>
  /;\s*charset\s*=\s*"?([^\s";]+)"?/i.exec(contentType)?.[1] ?? "";

/** Those in which a byte below 128 is the ASCII sign: in any other the names of the fields could not be read. */
const asciiLike = /^(?:utf-?8|(?:us-)?ascii|latin-?1|iso-?8859-?\d+.*|(?:windows|win|cp)-?\d+)$/;

/** As standards write the names that programs have for them: `ISO8859_1`, `cp1252`, `win1252`. */
const standardName = (label: string): string =>
  label
    .replace(/^(?:us-)?ascii$/, "utf-8") // whose first half it is
    .replace(/^latin-?1$/, "iso-8859-1")
    .replace(/^iso-?8859-?/, "iso-8859-")
    .replace(/^(?:windows|win|cp)-?/, "windows-");

function decoderOf(said: string): TextDecoder | null {
  const label = said.trim().toLowerCase().replaceAll("_", "-");
  if (!asciiLike.test(label)) return null;
  try {
    return new TextDecoder(standardName(label), { fatal: true });
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

/** A part of a form that says by itself which set it is in, and is. Null: what holds for the rest holds for it. */
export function textOfPart(bytes: Uint8Array, charset: string): string | null {
  const decoder = charset === "" ? null : decoderOf(charset);
  return decoder !== null && fits(decoder, [bytes]) ? decoder.decode(bytes) : null;
}

/** Whether a set is one that a post can be read in. */
export const isKnownCharset = (name: string): boolean => decoderOf(name) !== null;

/**
 * How the fields of a post are turned into text: by what is said of them, else what we asked for, else UTF-8 when all of it
 * is, else windows-1252. Bytes that are not of the named set mean that the shop is wrong about its own page: told, and read by the
 * next in line.
 */
export function textDecoder(
  said: string,
  texts: readonly Uint8Array[],
  { terms, warn }: Pick<PunchoutContext, "terms" | "warn">,
): (bytes: Uint8Array) => string {
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
