/** Pictures of an EAN-13 barcode: as a film for the camera that Chromium pretends to have, and as a photo. */

const left = [
  "0001101",
  "0011001",
  "0010011",
  "0111101",
  "0100011",
  "0110001",
  "0101111",
  "0111011",
  "0110111",
  "0001011",
];
/** Which of the six digits on the left are mirrored tells the first digit. */
const parities = ["000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010"];

const inverted = (bits: string): string => bits.replaceAll(/[01]/g, (bit) => (bit === "0" ? "1" : "0"));
const mirrored = (bits: string): string => bits.split("").toReversed().join("");

/** The 95 bars and gaps of a code of 13 digits. */
function barsOf(digits: string): string {
  const parity = parities[Number(digits[0])] ?? "";
  const half = (from: number, draw: (bits: string, at: number) => string): string =>
    digits
      .slice(from, from + 6)
      .split("")
      .map((digit, at) => draw(left[Number(digit)] ?? "", at))
      .join("");
  const first = half(1, (bits, at) => (parity[at] === "1" ? mirrored(inverted(bits)) : bits));
  return `101${first}01010${half(7, inverted)}101`;
}

const width = 640;
const height = 480;
const [black, white] = [16, 235];

/** How light each point is, row after row. */
function lightness(digits: string): Buffer {
  const bars = barsOf(digits);
  const wide = 4;
  const from = Math.floor((width - bars.length * wide) / 2);
  const row = Buffer.alloc(width, white);
  for (let at = 0; at < bars.length; at += 1)
    if (bars[at] === "1") row.fill(black, from + at * wide, from + (at + 1) * wide);
  const blank = Buffer.alloc(width, white);
  return Buffer.concat(Array.from({ length: height }, (_, y) => (y > 120 && y < 360 ? row : blank)));
}

/** A film without an end: Chromium plays it again and again. */
export function filmOf(digits: string): Buffer {
  const colour = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), lightness(digits), colour]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}

/** A bitmap in 256 greys. */
export function photoOf(digits: string): Buffer {
  const points = lightness(digits);
  const head = Buffer.alloc(54 + 1024);
  head.write("BM");
  head.writeUInt32LE(head.length + points.length, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(-height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(8, 28);
  for (let grey = 0; grey < 256; grey += 1) head.writeUInt32LE(grey * 0x01_01_01, 54 + grey * 4);
  return Buffer.concat([head, points]);
}
