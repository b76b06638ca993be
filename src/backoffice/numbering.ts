import { HubError } from "#domain/error.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textNow } from "#domain/texts/text.ts";

const refuse = (says: string) =>
  new HubError("settings.invalid", `The number format ${textNow(says, "en")}`, { details: { field: "format", says } });

const tokens = /\{(yyyy|yy|n{1,10})\}/g;

/**
 * A document number from its series' format: `{yyyy}` or `{yy}`, and `{nnnn}` = at least that many digits. Throws
 * `settings.invalid` when the format has no number in it, or no year although numbers start anew each year.
 */
export function formatNumber(format: string, year: number, sequence: bigint): string {
  const found = [...format.matchAll(tokens)].map((match) => match[1] ?? "");
  if (!found.some((token) => token.startsWith("n")) || !found.some((token) => token.startsWith("y"))) {
    throw refuse(textLater("given.formatParts"));
  }
  return format.replaceAll(tokens, (_, token: string) => {
    if (token === "yyyy") return String(year);
    return token === "yy" ? String(year % 100).padStart(2, "0") : String(sequence).padStart(token.length, "0");
  });
}

/**
 * A format a person chose. Throws `settings.invalid` unless it holds a year and at least four digits, and nothing that does not belong in a
 * number.
 */
export function requireFormat(format: string): void {
  if (!/^[A-Za-z0-9 ./_{}-]{1,40}$/.test(format) || format !== format.trim())
    throw refuse(textLater("given.formatCharacters"));
  formatNumber(format, 2026, 1n);
  if (/[{}]/.test(format.replaceAll(tokens, ""))) throw refuse(textLater("given.formatBraces"));
  if (!/\{n{4,10}\}/.test(format)) throw refuse(textLater("given.formatDigits"));
}

export interface Dated<T> {
  readonly item: T;
  readonly issueDate: string;
  /** The day that was wanted, when it is closed. */
  readonly insteadOf: string | null;
}

const later = (one: string, other: string): string => (one > other ? one : other);
const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/**
 * Issue dates in number order, so that the two never cross: the wanted day when it is not before the last date of the series
 * and not after today, otherwise today (or the last date of the series, should the clock have gone back). Up to and including `closed`
 * nothing is dated: what wants such a day gets the first open one in the same way, and no credit note a day before that of its invoice. Wanted days are taken in their own order, so that one
 * late order does not push its whole batch to today. Days are YYYY-MM-DD.
 */
export function issueDates<T>(
  items: readonly { readonly item: T; readonly wantedDay: string; readonly notBefore?: string | undefined }[],
  lastIssueDate: string | null,
  today: string,
  closed: string | null = null,
): Dated<T>[] {
  const firstOpen = closed === null ? "" : dayAfter(closed);
  const first = later(lastIssueDate ?? "", firstOpen);
  let last = first;
  return items
    .map(({ item, wantedDay, notBefore = "" }) => ({
      item,
      wantedDay: later(wantedDay, later(firstOpen, notBefore)),
      insteadOf: wantedDay < firstOpen ? wantedDay : null,
    }))
    .toSorted((a, b) => (a.wantedDay < b.wantedDay ? -1 : a.wantedDay > b.wantedDay ? 1 : 0))
    .toSorted((a, b) => Number(isLate(a.wantedDay, first, today)) - Number(isLate(b.wantedDay, first, today)))
    .map(({ item, wantedDay, insteadOf }) => {
      const issueDate = wantedDay >= last && wantedDay <= today ? wantedDay : today > last ? today : last;
      last = issueDate;
      return { item, issueDate, insteadOf };
    });
}

/** Will not get the day it wants; numbered after those that do. */
const isLate = (wantedDay: string, first: string, today: string): boolean => wantedDay < first || wantedDay > today;
