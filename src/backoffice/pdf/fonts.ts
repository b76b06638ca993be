import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { readFileSync } from "node:fs";

/** Roboto comes with pdfmake as TTF (Apache-2.0); its figures are all of one width. */
const folder = join(dirname(createRequire(import.meta.url).resolve("pdfmake/package.json")), "fonts", "Roboto");

export const fontFiles = {
  Roboto: {
    normal: join(folder, "Roboto-Regular.ttf"),
    bold: join(folder, "Roboto-Medium.ttf"),
    italics: join(folder, "Roboto-Italic.ttf"),
    bolditalics: join(folder, "Roboto-MediumItalic.ttf"),
  },
} as const;

/** The only files a document may read. */
export const isFontFile = (path: string): boolean => path.startsWith(folder + sep);

/** Ranges of code points of a TrueType font, from its character map (`cmap`, format 4). */
function characterMap(font: Buffer): (code: number) => boolean {
  const tables = font.readUInt16BE(4);
  let map = 0;
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    if (font.toString("latin1", record, record + 4) === "cmap") map = font.readUInt32BE(record + 8);
  }
  const offsets = Array.from({ length: font.readUInt16BE(map + 2) }, (_, index) =>
    font.readUInt32BE(map + 8 + index * 8),
  );
  const at = offsets.map((offset) => map + offset).find((start) => font.readUInt16BE(start) === 4);
  if (at === undefined) throw new Error("The font has no character map of format 4");
  const segments = font.readUInt16BE(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + segments * 2];
  const [deltas, offsetsAt] = [starts + segments * 2, starts + segments * 4];
  return (code) => {
    for (let index = 0; index < segments; index += 1) {
      if (font.readUInt16BE(ends + index * 2) < code) continue;
      const start = font.readUInt16BE(starts + index * 2);
      if (start > code) return false;
      const offset = font.readUInt16BE(offsetsAt + index * 2);
      const delta = font.readInt16BE(deltas + index * 2);
      const glyph = offset === 0 ? code : font.readUInt16BE(offsetsAt + index * 2 + offset + (code - start) * 2);
      return glyph !== 0 && ((glyph + delta) & 0xff_ff) !== 0;
    }
    return false;
  };
}

const isInRegular = characterMap(readFileSync(fontFiles.Roboto.normal));
const isInBold = characterMap(readFileSync(fontFiles.Roboto.bold));

/** Whether every face that we print with can draw it. */
export const hasGlyph = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff_ff && isInRegular(code) && isInBold(code);
};
