import type { Language } from "#dashboard/words/texts.ts";

/** Documents and mails to customers are written in these. */
export const customerLanguages = ["nl", "fr", "en", "de"] as const;
export type CustomerLanguage = (typeof customerLanguages)[number];

/** "Frans", in the language of the user; as it stands at the beginning of a label. */
export function languageName(code: string, language: Language): string {
  const name = new Intl.DisplayNames(language, { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
