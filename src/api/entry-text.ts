import { entryFaults, type EntryFault } from "#connect/connector.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";

const texts = {
  plainHttp: "entry.plainHttp",
  keysSwapped: "entry.keysSwapped",
  notAKey: "entry.notAKey",
  otherAddress: "entry.otherAddress",
  redirects: "entry.redirects",
  notTheProduct: "entry.notTheProduct",
  noInterface: "entry.noInterface",
  notAnAddress: "entry.notAnAddress",
  accessRefused: "entry.accessRefused",
  plainPermalinks: "entry.plainPermalinks",
  keyUnknown: "entry.keyUnknown",
  secretWrong: "entry.secretWrong",
  readOnly: "entry.readOnly",
  userMayNot: "entry.userMayNot",
  closedAddress: "entry.closedAddress",
  unknownHost: "entry.unknownHost",
  noAnswer: "entry.noAnswer",
  notThere: "entry.notThere",
  otherCompany: "entry.otherCompany",
} as const satisfies Readonly<Record<EntryFault["entry"], string>>;

/** What is wrong with something that was entered, and the mend; null for a code that is none of ours. */
export function entryText(entry: string | undefined, value: string, language: TextLanguage): string | null {
  const known = entryFaults.find((code) => code === entry);
  return known === undefined ? null : textOf(texts[known], language, { value });
}
