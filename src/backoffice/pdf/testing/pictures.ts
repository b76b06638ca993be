import { crc32, deflateSync } from "node:zlib";

const chunk = (type: string, data: Buffer): Buffer => {
  const whole = Buffer.alloc(12 + data.byteLength);
  whole.writeUInt32BE(data.byteLength, 0);
  whole.write(type, 4, "latin1");
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.byteLength)), 8 + data.byteLength);
  return whole;
};

export interface PngForm {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly colourType?: number;
  readonly interlace?: number;
  /** Bytes that are really in it; by default as many as its header says, when it is not interlaced. */
  readonly raw?: Buffer;
  readonly extra?: readonly (readonly [type: string, data: Buffer])[];
}

const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A grey PNG of any form, also of forms that lie. */
export function pngOf({ width, height, depth = 8, colourType = 6, interlace = 0, raw, extra = [] }: PngForm): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, interlace], 8);
  const rowBytes = 1 + Math.ceil((width * depth * (samples[colourType] ?? 4)) / 8);
  const data = raw ?? Buffer.alloc(rowBytes * height);
  const palette: readonly (readonly [string, Buffer])[] = colourType === 3 ? [["PLTE", Buffer.alloc(256 * 3, 90)]] : [];
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...[...palette, ...extra].map(([type, bytes]) => chunk(type, bytes)),
    chunk("IDAT", deflateSync(data)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
};

/** The skeleton of a JPEG: headers as a camera writes them, and no real pixels. */
export function jpegOf({
  width,
  height,
  parts = 3,
  depth = 8,
}: {
  readonly width: number;
  readonly height: number;
  readonly parts?: number;
  readonly depth?: number;
}): Buffer {
  const frame = Buffer.alloc(6 + parts * 3);
  frame[0] = depth;
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  frame[5] = parts;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1")),
    segment(0xe1, Buffer.from("Exif\0\0 GPS 51.05 N", "latin1")),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
  ]);
}
