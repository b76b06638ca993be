import { isAscii, isUtf8 } from "node:buffer";

export const fileEncodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "cp850"] as const;
export type FileEncoding = (typeof fileEncodings)[number];

/** The upper half of code page 850, from 0x80 on. */
const upper850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

const decode850 = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (upper850[byte - 0x80] ?? "\u{FFFD}");
  return text;
};

/** How one line is read. What is no character of the encoding becomes U+FFFD. */
export function lineDecoder(encoding: FileEncoding): (bytes: Uint8Array) => string {
  if (encoding === "cp850") return decode850;
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
}

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const letters850 = new Set("ÇüéâäàåçêëèïîÄÅÉæÆôöûùÖÜøáíóúñßÔÊËÈÁÀ");
const letters1252 = new Set("ÇüéâäàåçêëèïîÄÅÉæÆôöûùÖÜøáíóúñßÔÊËÈÁÀ");
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && /[a-zA-Z]/.test(String.fromCharCode(byte));

/** How many signs beside a letter are letters of our languages, in either code page. Enough are looked at to be sure. */
function likeness(bytes: Uint8Array): { readonly dos: number; readonly windows: number } {
  const windows = new TextDecoder("windows-1252");
  const found = { dos: 0, windows: 0 };
  let looked = 0;
  for (let at = 0; at < bytes.length && looked < 5000; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    looked += 1;
    if (!isLetter(bytes[at - 1]) && !isLetter(bytes[at + 1])) continue;
    if (letters850.has(upper850[byte - 0x80] ?? "")) found.dos += 1;
    if (letters1252.has(windows.decode(bytes.subarray(at, at + 1)))) found.windows += 1;
  }
  return found;
}

/** Looks at a file part after part, and then says how it is written. `usual`: where it could be either. */
export function encodingLook(usual: "cp850" | "windows-1252"): {
  add(part: Buffer): void;
  result(): FileEncoding;
} {
  let wide: FileEncoding | null = null;
  let isFirst = true;
  let mayBeUtf8 = true;
  let rest = Buffer.alloc(0);
  const found = { dos: 0, windows: 0 };
  const look = (bytes: Buffer): void => {
    if (isAscii(bytes)) return;
    if (!isUtf8(bytes)) mayBeUtf8 = false;
    const more = likeness(bytes);
    found.dos += more.dos;
    found.windows += more.windows;
  };
  return {
    add(part) {
      if (isFirst) wide = wideEncoding(part);
      isFirst = false;
      if (wide !== null) return;
      // A character may stand on both sides of where a part ends, a line end may not.
      const end = part.lastIndexOf(0x0a) + 1;
      if (end > 0) look(Buffer.concat([rest, part.subarray(0, end)]));
      rest = end > 0 ? Buffer.from(part.subarray(end)) : Buffer.concat([rest, part]);
      if (rest.byteLength > 4 * 1024 * 1024) {
        look(rest);
        rest = Buffer.alloc(0);
      }
    },
    result() {
      if (wide !== null) return wide;
      look(rest);
      if (mayBeUtf8) return "utf-8";
      if (found.dos === found.windows) return usual;
      return found.dos > found.windows ? "cp850" : "windows-1252";
    },
  };
}

function wideEncoding(bytes: Buffer): "utf-16le" | "utf-16be" | null {
  if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(bytes, 0xfe, 0xff)) return "utf-16be";
  const head = bytes.subarray(0, 2000);
  const zerosAt = (rest: 0 | 1) => head.filter((byte, index) => byte === 0 && index % 2 === rest).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (odd > head.length / 4 && even < odd / 10) return "utf-16le";
  if (even > head.length / 4 && odd < even / 10) return "utf-16be";
  return null;
}

export type FileFault = "empty" | "spreadsheet" | "binary";

/** What a file is that is no text; null when it may well be. */
export function faultOfHead(head: Buffer): FileFault | null {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return "spreadsheet";
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46)) return "binary";
  const wide = wideEncoding(head);
  if (wide === null && head.filter((byte) => byte === 0).length > head.length / 100) return "binary";
  return new TextDecoder(wide ?? "windows-1252").decode(head).trim() === "" ? "empty" : null;
}

export interface FileLine {
  readonly text: string;
  /** In the file, from 1. */
  readonly line: number;
  /** The byte after it, and after its line end. */
  readonly end: number;
}

/** Nobody's line is longer; what is longer is cut, so that a file without line ends does not fill the memory. */
const longestLine = 1024 * 1024;

/**
 * The lines of a file from a byte on, whatever ends them. Bytes are cut at line ends before they are decoded, so reading can go on at the
 * `end` of any line. A line end of its own within quotes is up to who puts the lines together.
 */
export async function* linesFrom(
  parts: AsyncIterable<Buffer>,
  { encoding, offset, line }: { readonly encoding: FileEncoding; readonly offset: number; readonly line: number },
): AsyncGenerator<FileLine> {
  const decode = lineDecoder(encoding);
  const step = encoding.startsWith("utf-16") ? 2 : 1;
  const at = (bytes: Buffer, index: number): number =>
    step === 1 ? (bytes[index] ?? 0) : encoding === "utf-16le" ? bytes.readUInt16LE(index) : bytes.readUInt16BE(index);
  let rest = Buffer.alloc(0);
  /** Bytes of `rest` that were let go, because its line is longer than any. */
  let dropped = 0;
  let begins = offset;
  let number = line;
  let isFirst = offset === 0;
  const told = (bytes: Buffer, length: number): FileLine => {
    let text = decode(bytes.subarray(0, Math.min(bytes.byteLength, longestLine)));
    if (isFirst) text = text.replace(/^\u{FEFF}/u, "");
    isFirst = false;
    number += 1;
    begins += length;
    return { text, line: number, end: begins };
  };
  for await (const part of parts) {
    const bytes = rest.byteLength === 0 ? part : Buffer.concat([rest, part]);
    const whole = bytes.byteLength - (bytes.byteLength % step);
    let from = 0;
    for (let index = 0; index < whole; index += step) {
      const sign = at(bytes, index);
      if (sign !== 0x0a && sign !== 0x0d) continue;
      // What follows a carriage return at the very end is in the next part.
      if (sign === 0x0d && index + step >= whole) break;
      const isPair = sign === 0x0d && at(bytes, index + step) === 0x0a;
      const next = index + step * (isPair ? 2 : 1);
      yield told(bytes.subarray(from, index), next - from + dropped);
      dropped = 0;
      from = next;
      index = next - step;
    }
    const left = bytes.subarray(from);
    // What may be half a line end stays, and so does which bytes go together.
    const much = left.byteLength - longestLine - 2 * step;
    const over = much > longestLine ? much - (much % step) : 0;
    rest = Buffer.concat([
      left.subarray(0, over > 0 ? longestLine : 0),
      left.subarray(over > 0 ? longestLine + over : 0),
    ]);
    dropped += over;
  }
  if (rest.byteLength > 0) {
    const isEnded = /[\r\n]$/.test(decode(rest.subarray(-step)));
    yield told(isEnded ? rest.subarray(0, -step) : rest, rest.byteLength + dropped);
  }
}
