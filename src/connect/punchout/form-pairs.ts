import { postLimits, unreadable } from "./reading.ts";

/** One field of a form, in bytes: which character set they are in is only known when all have been seen. */
export interface BytePair {
  readonly name: Uint8Array;
  readonly value: Uint8Array;
  /** The character set it says it is in by itself; empty: it says nothing. */
  readonly charset: string;
}

const [ampersand, equalsSign, plus, percent, space] = [0x26, 0x3d, 0x2b, 0x25, 0x20];

/** The value of a hexadecimal digit, -1 when it is none. */
function digit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Percent decoding. A percent sign that starts no byte is one that a shop forgot to encode, and stays. */
function decoded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const [high, low] = byte === percent ? [digit(bytes[at + 1]), digit(bytes[at + 2])] : [-1, -1];
    if (high >= 0 && low >= 0) {
      out[length] = high * 16 + low;
      at += 2;
    } else {
      out[length] = byte === plus ? space : byte;
    }
    length += 1;
  }
  return out.subarray(0, length);
}

/**
 * The fields of an `application/x-www-form-urlencoded` body, one by one and in their order. Our own reader because the usual ones
 * decode as UTF-8 whatever was sent, and turn brackets in names into lists.
 */
export function readFormPairs(body: Uint8Array): BytePair[] {
  const pairs: BytePair[] = [];
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(ampersand, start);
    const end = found < 0 ? body.length : found;
    if (end > start) {
      const field = body.subarray(start, end);
      const split = field.indexOf(equalsSign);
      pairs.push({
        name: decoded(split < 0 ? field : field.subarray(0, split)),
        value: decoded(split < 0 ? field.subarray(field.length) : field.subarray(split + 1)),
        charset: "",
      });
      if (pairs.length > postLimits.fields) throw unreadable("tooManyFields", `over ${postLimits.fields} fields`);
    }
    start = end + 1;
  }
  return pairs;
}
