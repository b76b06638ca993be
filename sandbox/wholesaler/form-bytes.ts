/** What a browser makes of a form: the bytes it posts, per character set. */
export type Pair = readonly [name: string, value: string];
export type Charset = "utf-8" | "iso-8859-1";

/** 0x80 to 0x9F of windows-1252, which is what every browser means by iso-8859-1. */
const c1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function latinByte(char: string): number | undefined {
  const index = c1.indexOf(char);
  if (index >= 0) return 0x80 + index;
  const point = char.codePointAt(0) ?? 0;
  return point < 0x80 || (point >= 0xa0 && point <= 0xff) ? point : undefined;
}

/** `otherwise` is what stands for a character the set does not have. */
export function encoded(text: string, charset: Charset, otherwise: (point: number) => string): Buffer {
  if (charset === "utf-8") return Buffer.from(text.toWellFormed(), "utf8");
  const bytes: number[] = [];
  for (const char of text.toWellFormed()) {
    const byte = latinByte(char);
    if (byte !== undefined) bytes.push(byte);
    else bytes.push(...Buffer.from(otherwise(char.codePointAt(0) ?? 0), "latin1"));
  }
  return Buffer.from(bytes);
}

/** Both in a page and in what is posted, a character the set lacks becomes `&#8805;`. */
export const reference = (point: number): string => `&#${point};`;

function escapedBytes(text: string, charset: Charset): string {
  let escaped = "";
  for (const byte of encoded(text.replace(/\r\n?|\n/g, "\r\n"), charset, reference)) {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9*._-]/.test(char)) escaped += char;
    else escaped += byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return escaped;
}

/** `application/x-www-form-urlencoded` as the HTML standard has it: line ends are CR LF, `~` is `%7E`. */
export const formText = (pairs: readonly Pair[], charset: Charset): string =>
  pairs.map(([name, value]) => `${escapedBytes(name, charset)}=${escapedBytes(value, charset)}`).join("&");

/** What a browser writes into the field `_charset_`. */
export const charsetName = (charset: Charset): string => (charset === "utf-8" ? "UTF-8" : "windows-1252");

/** The sets this shop knows by the names callers have for them. */
export function knownCharset(asked: string | undefined): Charset | undefined {
  const name = asked?.trim().toLowerCase();
  if (name === "utf-8" || name === "utf8") return "utf-8";
  return name === "iso-8859-1" || name === "latin1" || name === "windows-1252" ? "iso-8859-1" : undefined;
}

const fromLatin = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte >= 0x80 && byte < 0xa0 ? c1[byte - 0x80] : String.fromCharCode(byte))).join("");

function decoded(text: string, charset: Charset): string {
  const bytes: number[] = [];
  const raw = Buffer.from(text.replaceAll("+", " "), "utf8").toString("latin1");
  for (let at = 0; at < raw.length; at += 1) {
    const hex = raw[at] === "%" ? /^%([0-9a-f]{2})/i.exec(raw.slice(at, at + 3))?.[1] : undefined;
    bytes.push(hex === undefined ? raw.charCodeAt(at) : Number.parseInt(hex, 16));
    if (hex !== undefined) at += 2;
  }
  return charset === "utf-8" ? Buffer.from(bytes).toString("utf8") : fromLatin(Uint8Array.from(bytes));
}

/** Names and values of a form or a query that came in. A form of the shop itself comes in the character set of its pages. */
export function readForm(text: string, charset: Charset = "utf-8"): Pair[] {
  const parts = text.split("&").filter((part) => part !== "");
  return parts.map((part) => {
    const equals = part.indexOf("=");
    const [name, value] = equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    return [decoded(name, charset), decoded(value, charset)];
  });
}

/** The first value of a name, written exactly so. */
export const valueOf = (pairs: readonly Pair[], name: string): string | undefined =>
  pairs.find(([one]) => one === name)?.[1];
