/** A month of an address, or the one of today when it makes no sense. */
export const readMonth = (period: string | undefined, today: string): string =>
  /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(period ?? "") && period !== undefined ? period : today.slice(0, 7);

/** First and last day. */
export function daysOf(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, ordinal = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, ordinal, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${last}` };
}

/** This month and those before it, newest first; `also` is one of them, or stands in front. */
export function monthsTo(today: string, count: number, also: string): string[] {
  const [year = 0, ordinal = 1] = today.split("-").map(Number);
  const months = Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, ordinal - 1 - back, 1)).toISOString().slice(0, 7),
  );
  return months.includes(also) ? months : [also, ...months];
}

/** "oktober 2026" */
export function nameOfMonth(month: string, language: string): string {
  const day = new Date(`${month}-01T12:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(day);
}
