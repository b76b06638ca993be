/**
 * What an article is found by without the hub: words of its name and brand, and its codes without signs. An index of the browser holds these
 * terms; a search is a range of it, so that it costs what it finds and not what there is.
 */

/** Longer ones are cut on both sides: nobody types them to the end. */
const longest = 32;

/** As people type it: without accents and capitals. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replaceAll("ø", "o");

export const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.slice(0, longest));

/** Letters and digits alone: `AB-12.3` and `ab 123` are one code. */
export const plainCode = (code: string): string => wordsOf(code).join("").slice(0, longest);

/** A barcode is one however many zeros are in front. */
export const plainGtin = (gtin: string): string => gtin.replace(/^0+/, "");

export interface Findable {
  readonly code: string;
  readonly manufacturersCode: string;
  readonly brandName: string;
  readonly gtin: string;
  readonly name: string;
}

/** Words of one letter find too much to be worth their place; a digit may be a size. */
const isWorthIt = (word: string): boolean => word.length > 1 || /\p{N}/u.test(word);

export function termsOf({ code, manufacturersCode, brandName, gtin, name }: Findable): string[] {
  const codes = [plainCode(code), plainCode(manufacturersCode), plainGtin(gtin)];
  const words = [...wordsOf(name), ...wordsOf(brandName)].filter(isWorthIt);
  return [...new Set([...codes, ...words])].filter((term) => term !== "");
}

export interface Query {
  /** All of them must begin a word of the article; the one that finds least comes first. */
  readonly words: readonly string[];
  /** The whole as a code; empty when it cannot be one. */
  readonly code: string;
}

/** Null: nothing was asked yet. */
export function queryOf(typed: string): Query | null {
  const words = [...new Set(wordsOf(typed))]
    .filter(isWorthIt)
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const whole = plainCode(typed);
  const isCode = /\p{N}/u.test(whole) && whole.length > 1;
  if (words.length === 0 && !isCode) return null;
  return { words, code: isCode ? (/^0+\d{7,}$/.test(whole) ? plainGtin(whole) : whole) : "" };
}

/** Whether an article answers to every word. */
export const answersTo = (terms: readonly string[], words: readonly string[]): boolean =>
  words.every((word) => terms.some((term) => term.startsWith(word)));
