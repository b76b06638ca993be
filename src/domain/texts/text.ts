import type { Language } from "#domain/party.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";
import { nl } from "./nl.ts";
import { readLater } from "./text-later.ts";

export type StoredKey = keyof typeof nl;

/** `home.needsYou` for the pair `home.needsYou_one`, `home.needsYou_other`: textOf chooses by `count`. */
export type TextKey = StoredKey extends infer K ? (K extends `${infer Base}_${"one" | "other"}` ? Base : K) : never;

export const textLanguages = ["nl", "fr", "en"] as const satisfies readonly Language[];
export type TextLanguage = (typeof textLanguages)[number];

export const catalogues: Readonly<Record<TextLanguage, Readonly<Record<StoredKey, string>>>> = { nl, fr, en };

type Names<Template> = Template extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;
type Template<K extends TextKey> = (typeof nl)[Extract<StoredKey, K | `${K}_other`>];
/** The values a text takes. */
export type NamesIn<K extends TextKey> = Names<Template<K>>;
type Values<K extends TextKey> = Readonly<Record<NamesIn<K>, string | number>>;

/** Every text for people, by key. Values arrive formatted; a key made of a union of codes asks for the values of all of them. */
export function textOf<K extends TextKey>(
  key: K,
  language: TextLanguage,
  ...[values]: [NamesIn<K>] extends [never] ? [] : [Values<K>]
): string {
  const given: Readonly<Record<string, string | number>> = values ?? {};
  const texts: Readonly<Record<string, string>> = catalogues[language];
  const form = new Intl.PluralRules(language).select(Number(given["count"] ?? 0)) === "one" ? "one" : "other";
  const template = texts[key] ?? texts[`${key}_${form}`] ?? "";
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(given[name] ?? ""));
  // `{{record}}` and `{{document}}` are stored in lower case: they also stand in the middle of sentences.
  return /^\{\{(record|document)\}\}/.test(template)
    ? text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
    : text;
}

const locales = { nl: "nl-BE", fr: "fr-BE", en: "en-GB" } as const satisfies Record<TextLanguage, string>;

/** What `textLater` kept, said in a language; any other text stays as it is. */
export function textNow(message: string, language: TextLanguage): string {
  const kept = readLater(message);
  if (kept === null || !Object.hasOwn(catalogues.nl, kept.key)) return message;
  const locale = locales[language];
  const numbers = new Intl.NumberFormat(locale, { useGrouping: "min2", maximumFractionDigits: 12 });
  const lists = new Intl.ListFormat(locale, { type: "disjunction" });
  const said = Object.entries(kept.values).map(([name, value]) => {
    if (typeof value === "object") return [name, lists.format(value)];
    return [name, typeof value === "number" ? numbers.format(value) : value];
  });
  return textOf(kept.key as "given.most", language, Object.fromEntries(said) as { limit: string });
}

/** The language of our texts nearest to that of a person or document: German readers get English until there is German. */
export const textLanguageOf = (language: Language | null | undefined): TextLanguage =>
  textLanguages.find((known) => known === language) ?? (language === "de" ? "en" : "nl");
