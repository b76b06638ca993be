import { createInstance, type i18n } from "i18next";
import type { first } from "#dashboard/texts/nl/first.ts";
import type { rest } from "#dashboard/texts/nl/rest.ts";

export const languages = ["nl", "fr", "en"] as const;
export type Language = (typeof languages)[number];
export const languageNames: Readonly<Record<Language, string>> = { nl: "Nederlands", fr: "Français", en: "English" };

/** Dutch is written first and decides which keys there are. */
type Catalogue = typeof first & typeof rest;
type StoredKey = keyof Catalogue;

/** `home.needsYou` stands for its plural forms, `document.deliveryNote` also for its form in the Netherlands. */
type BaseOf<K> = K extends `${infer Base}_${"one" | "other" | "NL"}` ? Base : K;
export type TextKey = BaseOf<StoredKey>;

type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;
/** By looking up, one key at a time: comparing all keys with all keys is more than the compiler takes on. */
type TextAt<Key extends string> = Catalogue extends { readonly [K in Key]: infer Text } ? Text : never;
type Template<K extends TextKey> = K extends unknown ? TextAt<K> | TextAt<`${K}_other`> : never;
/** A text without placeholders, such as the name of a screen. */
export type PlainKey = { [K in TextKey]: [Names<Template<K>>] extends [never] ? K : never }[TextKey];
type IsPlural<K extends TextKey> = [TextAt<`${K}_other`>] extends [never] ? unknown : { readonly count: number };
type Values<K extends TextKey> = Readonly<Record<Exclude<Names<Template<K>>, "count">, string | number>> &
  IsPlural<K> & { readonly count?: number | string; readonly context?: string };

/** A text by its key. Values arrive formatted (words/format.ts), but for a `count`: it chooses the plural and is written by its language. */
export type T = <K extends TextKey>(
  key: K,
  ...values: [Names<Template<K>>] extends [never] ? [values?: { readonly context?: string }] : [values: Values<K>]
) => string;

/** First what sign-in, shell and home need; the rest comes along with the first lazy screen. */
const catalogues: Readonly<Record<Language, { first: () => Promise<object>; rest: () => Promise<object> }>> = {
  nl: {
    first: () => import("#dashboard/texts/nl/first.ts").then((texts) => texts.first),
    rest: () => import("#dashboard/texts/nl/rest.ts").then((texts) => texts.rest),
  },
  fr: {
    first: () => import("#dashboard/texts/fr/first.ts").then((texts) => texts.first),
    rest: () => import("#dashboard/texts/fr/rest.ts").then((texts) => texts.rest),
  },
  en: {
    first: () => import("#dashboard/texts/en/first.ts").then((texts) => texts.first),
    rest: () => import("#dashboard/texts/en/rest.ts").then((texts) => texts.rest),
  },
};

export interface Texts {
  readonly language: () => Language;
  readonly t: () => T;
  /** Loads what that language needs, then switches. */
  readonly use: (language: Language) => Promise<void>;
  /** Before a lazy screen shows itself. */
  readonly loadRest: () => Promise<void>;
  readonly subscribe: (changed: () => void) => () => void;
}

const keptAs = "schakel.language";

const known = (text: string | null | undefined): Language | undefined =>
  languages.find((language) => language === text?.slice(0, 2).toLowerCase());

/** Before anybody has signed in: the language of last time, else the browser's, else Dutch. */
export const guessLanguage = (): Language =>
  known(localStorage.getItem(keptAs)) ?? navigator.languages.map(known).find((one) => one !== undefined) ?? "nl";

/** `{{record}}` and `{{document}}` are stored in lower case, because they also stand in the middle of sentences. */
const asSentence = (text: string, template: unknown, language: Language): string =>
  typeof template === "string" && /^\{\{(record|document)\}\}/.test(template)
    ? text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
    : text;

export async function openTexts(start: Language): Promise<Texts> {
  const instance: i18n = createInstance();
  await instance.init({
    lng: start,
    resources: {},
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // Ours are plain texts that React escapes.
    interpolation: { escapeValue: false },
  });
  const listeners = new Set<() => void>();
  const loaded = new Set<string>();
  let needsRest = false;

  const load = async (language: Language, part: "first" | "rest"): Promise<void> => {
    if (loaded.has(`${language} ${part}`)) return;
    instance.addResourceBundle(language, "translation", await catalogues[language][part](), true, true);
    loaded.add(`${language} ${part}`);
  };
  const makeT = (language: Language): T => {
    const fixed = instance.getFixedT(language);
    const grouped = new Intl.NumberFormat(language);
    // A number chooses the plural and is then written as numbers are: "17.000 prijzen".
    const written = ({ count }: Record<string, string | number>) =>
      typeof count === "number" ? { count: grouped.format(count) } : {};
    return ((key: string, values: Record<string, string | number> = {}) =>
      asSentence(
        fixed(key, { ...values, replace: { ...values, ...written(values) } }),
        instance.getResource(language, "translation", key),
        language,
      )) as T;
  };
  let current: { language: Language; t: T } = { language: start, t: makeT(start) };

  const use = async (language: Language): Promise<void> => {
    await Promise.all([load(language, "first"), needsRest ? load(language, "rest") : undefined]);
    await instance.changeLanguage(language);
    document.documentElement.lang = language;
    localStorage.setItem(keptAs, language);
    current = { language, t: makeT(language) };
    for (const changed of listeners) changed();
  };
  await use(start);
  return {
    language: () => current.language,
    t: () => current.t,
    use,
    loadRest: async () => {
      needsRest = true;
      await load(current.language, "rest");
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
