import { createContext, use, useMemo, useSyncExternalStore } from "react";
import { formatFor, type Format, type Place } from "./format.ts";
import type { Language, T, Texts } from "./texts.ts";

export const TextsContext = createContext<Texts | null>(null);

/** Country and time zone of the administration on the screen; Belgian before there is one. */
export const PlaceContext = createContext<Omit<Place, "language">>({ country: "BE", timeZone: "Europe/Brussels" });

function useSource(): Texts {
  const texts = use(TextsContext);
  if (texts === null) throw new Error("There are no texts outside the application");
  return texts;
}

export interface Words {
  readonly t: T;
  readonly language: Language;
  readonly format: Format;
  /** Context of words that differ per country: `t("document.deliveryNote", { context: country })`. */
  readonly country: string;
  readonly useLanguage: (language: Language) => Promise<void>;
}

/** Texts and formats for a component; it draws itself again when the language changes. */
export function useWords(): Words {
  const texts = useSource();
  const language = useSyncExternalStore(texts.subscribe, texts.language);
  const t = useSyncExternalStore(texts.subscribe, texts.t);
  const { country, timeZone } = use(PlaceContext);
  const format = useMemo(() => formatFor({ language, country, timeZone }), [language, country, timeZone]);
  return { t, language, format, country, useLanguage: texts.use };
}
