/**
 * The one formatter for amounts, numbers, dates and durations (glossary section 3). Amounts go from decimal text
 * straight to Intl, never through a number. Dates use Intl with `Date` because not every browser has Temporal yet.
 */

export interface Place {
  readonly language: "nl" | "fr" | "en";
  /** Of the administration: nl-NL and nl-BE write differently. */
  readonly country: string;
  readonly timeZone: string;
}

export interface Format {
  /** `€ 1.234,50` from "1234.5". */
  readonly amount: (amount: string, currency?: string) => string;
  /** For differences: always with a sign, `€ +0,01`; null when there is no difference: say "klopt" then. */
  readonly difference: (amount: string, currency?: string) => string | null;
  /** A difference in a column whose head names the currency: `+0,01`; null when there is none. */
  readonly signed: (amount: string) => string | null;
  /** An amount in a column whose head names the currency: `1.234,50`. */
  readonly bareAmount: (amount: string) => string;
  /** A price for one unit: its own precision, two to six decimals. */
  readonly price: (amount: string, currency?: string) => string;
  /** A cost price, which is computed: two to four decimals of the many that are kept. */
  readonly cost: (amount: string, currency?: string) => string;
  /** A unit price or quantity with its own precision, up to six decimals. */
  readonly decimal: (value: string) => string;
  readonly count: (count: number) => string;
  /** `21%` from "21" or "21.00". */
  readonly percent: (rate: string) => string;
  /** How much more or less, always with a sign: `+3,1%` from "3.07142". */
  readonly change: (percent: string) => string;
  /** A day, `3 nov 2026`, from "2026-11-03". */
  readonly day: (day: string) => string;
  /** `14:05`. */
  readonly time: (instant: string) => string;
  /** `14:05:11`. */
  readonly clock: (instant: string) => string;
  /** `14:05:11` when it is today, else with the day: for steps of a story. */
  readonly stamp: (instant: string, now?: Date) => string;
  /** `3 nov 2026, 14:05`. */
  readonly moment: (instant: string) => string;
  /** The time when it is today, else the day and the time. */
  readonly when: (instant: string, now?: Date) => string;
  /** `0,2 s`, `3 minuten`, `26 uur`, `3 dagen`. */
  readonly duration: (milliseconds: number) => string;
  /** `412 MB`, `1,2 TB`. */
  readonly bytes: (count: number) => string;
  /** The day an instant falls on where the administration is: "2026-11-03". */
  readonly dayOf: (instant: string | Date) => string;
}

/** en-BE and en-NL mix Dutch numbers with English amounts. */
const localeOf = ({ language, country }: Place): string =>
  language === "en" ? "en-GB" : language === "fr" ? "fr-BE" : country === "NL" ? "nl-NL" : "nl-BE";

export const isZero = (amount: string): boolean => /^[-+]?0*(\.0*)?$/.test(amount);
const text = (decimal: string): Intl.StringNumericLiteral => decimal as Intl.StringNumericLiteral;

const minute = 60_000;
const units = [
  ["day", 24 * 60 * minute, 3 * 24 * 60 * minute],
  ["hour", 60 * minute, 90 * minute],
  ["minute", minute, minute],
] as const;

const sizes = [
  ["terabyte", 1e12],
  ["gigabyte", 1e9],
  ["megabyte", 1e6],
] as const;

/** Making Intl objects is slow and lists format thousands of cells: one formatter per place is made once and kept. */
export function formatFor(place: Place): Format {
  const locale = localeOf(place);
  const zone = { timeZone: place.timeZone };
  const currencies = new Map<string, Intl.NumberFormat>();
  const currencyFormat = (currency: string, signDisplay: "auto" | "exceptZero"): Intl.NumberFormat => {
    const known = currencies.get(currency + signDisplay);
    if (known !== undefined) return known;
    const code = /^[A-Z]{3}$/.test(currency) ? currency : "EUR";
    const made = new Intl.NumberFormat(locale, { style: "currency", currency: code, signDisplay });
    currencies.set(currency + signDisplay, made);
    return made;
  };
  const bare = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const signed = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: "exceptZero",
  });
  const prices = new Map<string, Intl.NumberFormat>();
  const priceFormat = (currency: string, maximumFractionDigits: number): Intl.NumberFormat => {
    const known = prices.get(`${currency} ${maximumFractionDigits}`);
    if (known !== undefined) return known;
    const style = { style: "currency", currency: /^[A-Z]{3}$/.test(currency) ? currency : "EUR" } as const;
    const made = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 2, maximumFractionDigits });
    prices.set(`${currency} ${maximumFractionDigits}`, made);
    return made;
  };
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const percent = new Intl.NumberFormat(locale, { style: "unit", unit: "percent", maximumFractionDigits: 3 });
  const change = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  const inTable = { day: "numeric", month: "short", year: "numeric" } as const;
  const toTheMinute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const day = new Intl.DateTimeFormat(locale, { ...inTable, timeZone: "UTC" });
  const time = new Intl.DateTimeFormat(locale, { ...toTheMinute, ...zone });
  const clock = new Intl.DateTimeFormat(locale, { ...toTheMinute, second: "2-digit", ...zone });
  const moment = new Intl.DateTimeFormat(locale, { ...inTable, ...toTheMinute, ...zone });
  const isoDay = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", ...zone });
  const dayOf = (instant: string | Date): string => isoDay.format(new Date(instant));

  return {
    amount: (amount, currency = "EUR") => currencyFormat(currency, "auto").format(text(amount)),
    difference: (amount, currency = "EUR") =>
      isZero(amount) ? null : currencyFormat(currency, "exceptZero").format(text(amount)),
    signed: (amount) => (isZero(amount) ? null : signed.format(text(amount))),
    bareAmount: (amount) => bare.format(text(amount)),
    price: (amount, currency = "EUR") => priceFormat(currency, 6).format(text(amount)),
    cost: (amount, currency = "EUR") => priceFormat(currency, 4).format(text(amount)),
    decimal: (value) => decimal.format(text(value)),
    count: (count) => decimal.format(count),
    change: (rate) => change.format(text(rate)),
    percent: (rate) => percent.format(text(rate)),
    day: (iso) => day.format(new Date(`${iso}T12:00:00Z`)),
    time: (instant) => time.format(new Date(instant)),
    clock: (instant) => clock.format(new Date(instant)),
    stamp: (instant, now = new Date()) => (dayOf(instant) === dayOf(now) ? clock : moment).format(new Date(instant)),
    moment: (instant) => moment.format(new Date(instant)),
    when: (instant, now = new Date()) =>
      dayOf(instant) === dayOf(now) ? time.format(new Date(instant)) : moment.format(new Date(instant)),
    duration: (milliseconds) => {
      const [unit, size] = units.find(([, , from]) => milliseconds >= from) ?? ["second", 1000];
      const style = { style: "unit", unit, unitDisplay: unit === "second" ? "short" : "long" } as const;
      const digits = unit === "second" && milliseconds < 10_000 ? 1 : 0;
      return new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: digits }).format(milliseconds / size);
    },
    bytes: (count) => {
      const [unit, size] = sizes.find(([, from]) => count >= from) ?? ["kilobyte", 1e3];
      const value = count / size;
      const digits = value < 10 && unit !== "kilobyte" ? 1 : 0;
      const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits } as const;
      return new Intl.NumberFormat(locale, style).format(value);
    },
    dayOf,
  };
}
