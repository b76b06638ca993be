import { catalogueProgram as enProgram } from "#dashboard/texts/en/catalogue-program.ts";
import * as en from "#dashboard/texts/en/rest.ts";
import * as enFirst from "#dashboard/texts/en/first.ts";
import { catalogueProgram as frProgram } from "#dashboard/texts/fr/catalogue-program.ts";
import * as fr from "#dashboard/texts/fr/rest.ts";
import * as frFirst from "#dashboard/texts/fr/first.ts";
import { catalogueProgram as nlProgram } from "#dashboard/texts/nl/catalogue-program.ts";
import * as nl from "#dashboard/texts/nl/rest.ts";
import * as nlFirst from "#dashboard/texts/nl/first.ts";
import type { Language } from "./place.ts";

const dutch = { ...nlFirst.first, ...nl.rest, ...nlProgram };
export type TextKey = keyof typeof dutch;

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  nl: dutch,
  fr: { ...frFirst.first, ...fr.rest, ...frProgram },
  en: { ...enFirst.first, ...en.rest, ...enProgram },
};

export const allKeys: readonly string[] = Object.keys(dutch);

export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** What the dashboard writes for a key: so a test asks for a button by its meaning, and finds it under any wording. */
export const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    catalogues[language][key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
