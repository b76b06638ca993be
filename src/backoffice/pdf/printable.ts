import { hasGlyph } from "./fonts.ts";

/** Controls, direction marks, joiners: never printed, also where a font has an empty glyph for them. */
const control = /[\p{Cc}\p{Cf}]/u;

/** What the font may lack and nobody misses: variation selectors, emoji and their parts. */
const unseen = /[\p{Co}\p{Cn}\uFE00-\uFE0F\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;

/** Stands for a character of a script that the font does not have; a letter must not disappear without a trace. */
const unknown = "\uFFFD";

function drawn(character: string): string {
  if (character === "\n") return character;
  if (control.test(character)) return "";
  if (hasGlyph(character)) return character;
  if (/\s/u.test(character)) return "\u00A0";
  if (unseen.test(character)) return "";
  // Full width, ligatures, rare accents: their plain form says the same.
  const plain = Array.from(character.normalize("NFKD")).filter((part) => !/\p{M}/u.test(part));
  return plain.length > 0 && plain.every(hasGlyph) ? plain.join("") : unknown;
}

/**
 * Any text as the font can print it, so that no document fails or shows empty boxes on a name: line breaks are kept as `\n`, controls
 * and emoji go, unknown letters become a replacement sign.
 */
export function printable(text: string): string {
  const lines = text
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replaceAll("\t", " ");
  // The narrow no-break space of French amounts is not in the font.
  return Array.from(lines.replaceAll("\u202F", "\u00A0"), drawn).join("").replaceAll(/ {2,}/g, " ").trim();
}

/** The same on one line, for numbers, names and cells. */
export const printableLine = (text: string): string => printable(text).replaceAll(/\s*\n\s*/g, " ");

const longestWord = 24;

/** May be broken inside words that are too long for a column, at places nobody sees: else the column grows off the page. */
export const breakable = (text: string): string =>
  text.replaceAll(/[^\s\u00AD\u200B-]{25,}/gu, (word) =>
    Array.from(word, (letter, index) => (index > 0 && index % longestWord === 0 ? `\u200B${letter}` : letter)).join(""),
  );
