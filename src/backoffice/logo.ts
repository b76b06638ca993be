import { createHash } from "node:crypto";
import { crc32, inflateSync } from "node:zlib";
import type { Logo } from "#store/house-styles.ts";

/** Why a picture is no logo we can print; people read a text for each. */
export type LogoFault = "svg" | "format" | "broken" | "tooLarge" | "tooBig" | "tooSmall" | "cmyk";

export const mostLogoBytes = 2 * 1024 * 1024;
const mostPixels = 4_000_000;
const [leastSide, mostSide] = [16, 4000];

type Checked = { readonly logo: Logo } | { readonly fault: LogoFault };
type Picture = Omit<Logo, "sha256">;
type Read = Picture | LogoFault;

/**
 * A logo from uploaded bytes: a PNG or RGB JPEG by its content, whatever it is called, of a size that prints, with the data it says it
 * has, and without its metadata (place, camera, comments). Never drawn here: SVG is refused unread.
 */
export function checkLogo(bytes: Buffer): Checked {
  const read = bytes.byteLength > mostLogoBytes ? "tooLarge" : readPicture(bytes);
  if (typeof read === "string") return { fault: read };
  return { logo: { ...read, sha256: createHash("sha256").update(read.bytes).digest("hex") } };
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function readPicture(bytes: Buffer): Read {
  if (bytes.subarray(0, 8).equals(pngSignature)) return readPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return readJpeg(bytes);
  const start = bytes.subarray(0, 4096).toString("latin1").replaceAll("\0", "");
  return /<svg[\s>:]|<!doctype\s+svg/i.test(start) ? "svg" : "format";
}

function faultOfSize(width: number, height: number): LogoFault | null {
  if (width > mostSide || height > mostSide || width * height > mostPixels) return "tooBig";
  return width < leastSide || height < leastSide ? "tooSmall" : null;
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** With its length, type and checksum. */
  readonly whole: Buffer;
}

/** The chunks of a PNG up to its end, or null when one is cut off or its checksum is wrong. */
function chunksOf(bytes: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.byteLength || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    const type = bytes.toString("latin1", at + 4, at + 8);
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    if (type === "IEND") return chunks;
    at = end;
  }
  return null;
}

/** By colour type: samples per pixel, and the bit depths it may have. */
const pngForms: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** Bytes of the picture before compression: every pass of an interlaced one has rows of its own. */
function rawSize(width: number, height: number, bits: number, isInterlaced: boolean): number {
  const passes = isInterlaced
    ? ([[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const) // prettier-ignore
    : ([[0, 0, 1, 1]] as const);
  return passes.reduce((total, [x, y, stepX, stepY]) => {
    const columns = Math.ceil((width - x) / stepX);
    const rows = Math.ceil((height - y) / stepY);
    return columns <= 0 || rows <= 0 ? total : total + rows * (1 + Math.ceil((columns * bits) / 8));
  }, 0);
}

function readPng(bytes: Buffer): Read {
  const chunks = chunksOf(bytes);
  const header = chunks?.[0];
  if (chunks === null || header?.type !== "IHDR" || header.data.byteLength !== 13) return "broken";
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const [depth = 0, colourType = 0, , , interlace = 0] = header.data.subarray(8);
  const fault = faultOfSize(width, height);
  if (fault !== null) return fault;
  const form = pngForms[colourType];
  if (form === undefined || !form.depths.includes(depth)) return "broken";
  if (colourType === 3 && !chunks.some(({ type }) => type === "PLTE")) return "broken";
  const data = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map((chunk) => chunk.data));
  const expected = rawSize(width, height, depth * form.samples, interlace === 1);
  if (inflatedSize(data, expected) !== expected) return "broken";
  const kept = chunks.filter(({ type }) => ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].includes(type));
  const stripped = Buffer.concat([pngSignature, ...kept.map((chunk) => chunk.whole)]);
  return { mediaType: "image/png", width, height, bytes: stripped };
}

/** Unpacks no further than it should be, so that a small file cannot fill the memory. */
function inflatedSize(data: Buffer, expected: number): number {
  try {
    return inflateSync(data, { maxOutputLength: expected }).byteLength;
  } catch {
    // Any way of being wrong is the same to whoever uploaded it.
    return -1;
  }
}

/** JFIF and Adobe's colour transform; the other application segments (EXIF, profiles, Photoshop) and comments go. */
const isMetadata = (marker: number): boolean =>
  marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readJpeg(bytes: Buffer): Read {
  const kept = [bytes.subarray(0, 2)];
  let frame: {
    readonly depth: number;
    readonly height: number;
    readonly width: number;
    readonly parts: number;
  } | null = null;
  for (let at = 2; at + 4 <= bytes.byteLength && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.byteLength) return "broken";
    if (isFrame(marker)) {
      if (frame !== null || end - at < 10) return "broken";
      frame = {
        depth: bytes[at + 4] ?? 0,
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
        parts: bytes[at + 9] ?? 0,
      };
    }
    if (!isMetadata(marker)) kept.push(bytes.subarray(at, end));
    if (marker === 0xda) {
      // The pixels, up to the end of the picture.
      const close = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]));
      if (frame === null || close < end) return "broken";
      if (frame.parts === 4) return "cmyk";
      if (frame.depth !== 8 || ![1, 3].includes(frame.parts)) return "broken";
      const { width, height } = frame;
      kept.push(bytes.subarray(end, close + 2));
      return faultOfSize(width, height) ?? { mediaType: "image/jpeg", width, height, bytes: Buffer.concat(kept) };
    }
    at = end;
  }
  return "broken";
}
