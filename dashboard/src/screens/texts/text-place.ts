import { given, oneOf, type Search } from "#dashboard/parts/search-values.ts";

export const textLanguages = ["nl", "fr", "en", "de"] as const;
export type TextLanguage = (typeof textLanguages)[number];
export const situations = ["paid", "toPay"] as const;
export type Situation = (typeof situations)[number];
export const parts = ["caption", "subject", "body"] as const;
export type Part = (typeof parts)[number];

/** Which text somebody is writing; in the address, so that a colleague sees the same. */
export interface TextPlace {
  readonly language?: TextLanguage;
  readonly situation?: Situation;
}

export const readPlace = (search: Search): TextPlace =>
  given({
    language: oneOf(textLanguages, search["language"]),
    situation: oneOf(situations, search["situation"]),
  });
