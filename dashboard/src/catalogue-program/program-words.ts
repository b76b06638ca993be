import { createContext, use, useMemo, useSyncExternalStore } from "react";
import type { catalogueProgram } from "#dashboard/texts/nl/catalogue-program.ts";
import type { session } from "#dashboard/texts/nl/session.ts";
import { formatFor, type Format } from "#dashboard/words/format.ts";

/**
 * The texts of the catalogue program: its own, and those of signing in. Apart from the dashboard's, so that a phone without a connection
 * keeps only these.
 */
type Catalogue = typeof catalogueProgram & typeof session;
type BaseOf<K> = K extends `${infer Base}_${"one" | "other"}` ? Base : K;
export type ProgramKey = BaseOf<keyof Catalogue>;

type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;
type TextAt<Key extends string> = Catalogue extends { readonly [K in Key]: infer Text } ? Text : never;
type Template<K extends ProgramKey> = TextAt<K> | TextAt<`${K}_other`>;
type Values<K extends ProgramKey> = Readonly<Record<Exclude<Names<Template<K>>, "count">, string>> &
  ([TextAt<`${K}_other`>] extends [never] ? { readonly count?: string } : { readonly count: number });

/** A text by its key. Values arrive formatted, but for a `count` that chooses the plural. */
export type Say = <K extends ProgramKey>(
  key: K,
  ...values: [Names<Template<K>>] extends [never] ? [] : [values: Values<K>]
) => string;

export const programLanguages = ["nl", "fr", "en"] as const;
export type ProgramLanguage = (typeof programLanguages)[number];

const catalogues: Readonly<Record<ProgramLanguage, () => Promise<Readonly<Record<string, string>>>>> = {
  nl: async () => ({
    ...(await import("#dashboard/texts/nl/session.ts")).session,
    ...(await import("#dashboard/texts/nl/catalogue-program.ts")).catalogueProgram,
  }),
  fr: async () => ({
    ...(await import("#dashboard/texts/fr/session.ts")).session,
    ...(await import("#dashboard/texts/fr/catalogue-program.ts")).catalogueProgram,
  }),
  en: async () => ({
    ...(await import("#dashboard/texts/en/session.ts")).session,
    ...(await import("#dashboard/texts/en/catalogue-program.ts")).catalogueProgram,
  }),
};

/** The dashboard keeps the choice under the same name. */
const keptAs = "schakel.language";

const known = (text: string | null | undefined): ProgramLanguage | undefined =>
  programLanguages.find((language) => language === text?.slice(0, 2).toLowerCase());

export const likelyLanguage = (): ProgramLanguage =>
  known(localStorage.getItem(keptAs)) ?? navigator.languages.map(known).find((one) => one !== undefined) ?? "nl";

interface Spoken {
  readonly language: ProgramLanguage;
  readonly t: Say;
}

export interface ProgramTexts {
  readonly now: () => Spoken;
  readonly speak: (language: ProgramLanguage) => Promise<void>;
  readonly subscribe: (changed: () => void) => () => void;
}

export function sayer(
  language: ProgramLanguage,
  texts: Readonly<Record<string, string>>,
  count: (value: number) => string,
): Say {
  const plurals = new Intl.PluralRules(language);
  return (key: string, values: Readonly<Record<string, string | number>> = {}) => {
    const { count: many } = values;
    const form = typeof many === "number" ? `${key}_${plurals.select(many) === "one" ? "one" : "other"}` : key;
    return (texts[form] ?? texts[key] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name] ?? "";
      return typeof value === "number" ? count(value) : value;
    });
  };
}

export async function openProgramTexts(start: ProgramLanguage): Promise<ProgramTexts> {
  const listeners = new Set<() => void>();
  const open = async (language: ProgramLanguage): Promise<Spoken> => {
    const numbers = new Intl.NumberFormat(language === "en" ? "en-GB" : `${language}-BE`);
    return { language, t: sayer(language, await catalogues[language](), (value) => numbers.format(value)) };
  };
  let spoken = await open(start);
  document.documentElement.lang = start;
  return {
    now: () => spoken,
    async speak(language) {
      if (language === spoken.language) return;
      spoken = await open(language);
      document.documentElement.lang = language;
      localStorage.setItem(keptAs, language);
      for (const changed of listeners) changed();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

export const ProgramTextsContext = createContext<ProgramTexts | null>(null);
/** Of the company that is looked at: numbers and amounts are written differently in each. */
export const CountryContext = createContext("BE");

export function useProgramWords(): Spoken & { readonly format: Format } {
  const texts = use(ProgramTextsContext);
  if (texts === null) throw new Error("There are no texts around this");
  const spoken = useSyncExternalStore(texts.subscribe, texts.now);
  const country = use(CountryContext);
  const format = useMemo(
    () => formatFor({ language: spoken.language, country, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    [spoken.language, country],
  );
  return { ...spoken, format };
}
