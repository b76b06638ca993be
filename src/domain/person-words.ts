import { anonymousBuyerName, normaliseEmail } from "./party.ts";

/** What is known of a person, wherever it was found. */
export interface PersonFacts {
  readonly emails: readonly string[];
  readonly names: readonly string[];
  readonly phones: readonly string[];
}

/** First name and last name at least: a shorter one is in the words of others as well. */
const isTelling = (name: string): boolean => name.length >= 5 && /\S\s+\S/.test(name) && name !== anonymousBuyerName;

const isPhone = (phone: string): boolean => phone.replaceAll(/\D/g, "").length >= 8;

/** Texts, in lower case, by which somebody is recognised in what was kept of the outside world: addresses, full names, telephone numbers. */
export function wordsOf({ emails, names, phones }: PersonFacts): string[] {
  const plain = (text: string) => text.normalize("NFC").trim().toLowerCase();
  return [
    ...new Set([
      ...emails.map(normaliseEmail).filter((email) => email !== ""),
      ...names.map(plain).filter(isTelling),
      ...phones.map(plain).filter(isPhone),
    ]),
  ].toSorted();
}

/** As JSON that leaves nothing but ASCII writes it; PHP does so. */
const asciiJson = (word: string): string =>
  word.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Every way these words stand in a text that was kept as it came, in lower case. */
export const spellingsInText = (words: readonly string[]): string[] => [
  ...new Set(
    words.flatMap((word) => [
      word,
      asciiJson(word),
      encodeURIComponent(word).toLowerCase(),
      word.replaceAll(" ", "+").replaceAll("@", "%40"),
    ]),
  ),
];

/** The same in bytes, as PostgreSQL's `encode(…, 'escape')` shows them. */
export const spellingsInBytes = (words: readonly string[]): string[] => {
  const escape = (text: string, encoding: "utf8" | "latin1") =>
    [...Buffer.from(text, encoding)]
      .map((byte) =>
        byte === 0x5c
          ? "\\\\"
          : byte === 0 || byte > 0x7f
            ? `\\${byte.toString(8).padStart(3, "0")}`
            : String.fromCharCode(byte),
      )
      .join("");
  return [
    ...new Set(spellingsInText(words).flatMap((spelling) => [escape(spelling, "utf8"), escape(spelling, "latin1")])),
  ];
};
