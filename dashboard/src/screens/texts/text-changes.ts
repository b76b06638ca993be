import type { Schemas } from "#dashboard/api/client.ts";
import type { Part, Situation, TextLanguage } from "./text-place.ts";

export type Overrides = Schemas["TextOverrides"];
export type DocumentTexts = Schemas["DocumentTexts"];

/** One text: in which language, for which documents, and where on them. */
export interface TextSpot {
  readonly language: TextLanguage;
  readonly situation: Situation;
  readonly part: Part;
}

/** What a document says where nothing of its own is set. */
export const standardOf = ({ inherited }: Pick<DocumentTexts, "inherited">, spot: TextSpot): string =>
  inherited[spot.language]?.[spot.situation][spot.part] ?? "";

export const ownOf = (own: Overrides, { language, situation, part }: TextSpot): string | undefined =>
  own[language]?.[situation]?.[part];

/** With one text changed; undefined takes it off, and with it what became empty around it. */
export function withText(own: Overrides, { language, situation, part }: TextSpot, text: string | undefined): Overrides {
  const ofSituation = without({ ...own[language]?.[situation], [part]: text });
  const ofLanguage = without({ ...own[language], [situation]: ofSituation });
  return without({ ...own, [language]: ofLanguage }) ?? {};
}

/** Without what is undefined; undefined itself when nothing is left. */
function without<Values extends object>(values: Values): Values | undefined {
  const left = Object.entries(values).filter(([, value]) => value !== undefined);
  return left.length === 0 ? undefined : (Object.fromEntries(left) as Values);
}

/** Where the hub says something of this text. */
export const fieldOf = ({ language, situation, part }: TextSpot): string => `texts.${language}.${situation}.${part}`;

/** A placeholder put in the place of what is selected, with where the cursor goes. */
export function insertAt(text: string, start: number, end: number, name: string): { text: string; cursor: number } {
  const placeholder = `{{ ${name} }}`;
  return { text: text.slice(0, start) + placeholder + text.slice(end), cursor: start + placeholder.length };
}
