import { countryCodes } from "#domain/countries.ts";
import type { Language } from "#dashboard/words/texts.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Where most customers are, so that they need no search. */
const near = ["BE", "NL", "LU", "FR", "DE"];

/** Country names in the language of the user: the neighbours first, then by name. */
export function countryOptions(language: Language): readonly Option[] {
  const names = new Intl.DisplayNames(language, { type: "region" });
  const option = (value: string): Option => ({ value, label: names.of(value) ?? value });
  const others = [...countryCodes].filter((code) => !near.includes(code)).map(option);
  return [...near.map(option), ...others.toSorted((one, other) => one.label.localeCompare(other.label, language))];
}

export const countryName = (code: string, language: Language): string =>
  /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code) : code;
