import type { Language } from "#domain/party.ts";
import { textOf, type TextLanguage } from "./text.ts";

/** Language of the reader, and the country whose Dutch it is. Documents also speak German. */
export interface TextPlace {
  readonly language: Language;
  readonly country: string;
}

/** en-BE and en-NL mix Dutch numbers with English amounts, so English readers get en-GB. */
function localeOf(language: Language, country: string): string {
  if (language === "nl") return country === "NL" ? "nl-NL" : "nl-BE";
  return { fr: "fr-BE", en: "en-GB", de: "de-DE" }[language];
}

/** An amount in a sentence, from its decimal text; `signed` writes + before what is more than nothing, for differences. */
export function amountText(amount: string, currency: string, place: TextPlace, signed = false): string {
  const format = new Intl.NumberFormat(localeOf(place.language, place.country), {
    style: "currency",
    currency: /^[A-Z]{3}$/.test(currency) ? currency : "EUR",
    signDisplay: signed ? "exceptZero" : "auto",
  });
  // The text itself, never a number: Intl reads decimal text exactly.
  return format.format(amount as `${number}`);
}

const inTable = { day: "numeric", month: "short", year: "numeric" } as const;

/** A day from its ISO text: "3 nov 2026". */
export const dayText = (day: string, place: TextPlace): string =>
  Temporal.PlainDate.from(day).toLocaleString(localeOf(place.language, place.country), inTable);

/** A decimal with its grouping, from its text, with at least `decimals` of them: "1.234,50", "0,0825". Never rounded. */
export const decimalText = (value: string, place: TextPlace, decimals = 0): string =>
  new Intl.NumberFormat(localeOf(place.language, place.country), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: 12,
  }).format(value as `${number}`);

/** A rate from its decimal text: "5,5%". */
export const percentText = (rate: string, place: TextPlace): string =>
  new Intl.NumberFormat(localeOf(place.language, place.country), {
    style: "unit",
    unit: "percent",
    maximumFractionDigits: 6,
  }).format(rate as `${number}`);

/** The hour when it is today there, else the hour and the day: "14:05", "14:05 op 3 nov 2026". */
export function momentText(
  instant: string,
  now: Temporal.Instant,
  place: { readonly language: TextLanguage; readonly country: string; readonly timeZone: string },
): string {
  const locale = localeOf(place.language, place.country);
  const moment = Temporal.Instant.from(instant).toZonedDateTimeISO(place.timeZone);
  const time = moment.toLocaleString(locale, { hour: "2-digit", minute: "2-digit" });
  if (moment.toPlainDate().equals(now.toZonedDateTimeISO(place.timeZone).toPlainDate())) return time;
  const day = moment.toLocaleString(locale, inTable);
  return textOf("time.onDay", place.language, { time, day });
}

const minute = 60_000;
const hour = 60 * minute;

/** A stretch of time as people say it, in its largest unit: "40 minuten", "5 uur", "3 dagen". */
export function durationText(milliseconds: number, { language, country }: TextPlace): string {
  const format = new Intl.DurationFormat(localeOf(language, country), { style: "long" });
  if (milliseconds < 90 * minute) return format.format({ minutes: Math.max(1, Math.round(milliseconds / minute)) });
  if (milliseconds < 48 * hour) return format.format({ hours: Math.round(milliseconds / hour) });
  return format.format({ days: Math.round(milliseconds / (24 * hour)) });
}
