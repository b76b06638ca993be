import { HubError } from "#domain/error.ts";

/** Where a walk over changed records is: what changed strictly after `after` (UTC, no suffix; null = all), and which page of that. */
export interface Place {
  readonly after: string | null;
  readonly page: number;
}

/** Orders in the making and clocks that differ: this much is read again, and recognised by its content. */
const overlapSeconds = 120;

/** WooCommerce counts in whole seconds and wants GMT without `Z`. */
const gmt = (instant: Temporal.Instant): string =>
  instant.toString({ smallestUnit: "second", roundingMode: "floor" }).replace(/Z$/, "");

export const firstPage = (modifiedSince: string | null): Place => ({
  after:
    modifiedSince === null ? null : gmt(Temporal.Instant.from(modifiedSince).subtract({ seconds: overlapSeconds })),
  page: 1,
});

/**
 * The place after a full page. Counting pages while records move loses some: a changed record leaves its page for the end, and
 * all behind it move up. So the walk goes on from the last time it saw, one second back because times are whole seconds and
 * the test is strict; only when a full page holds nothing later does it count on.
 */
export function nextPage(at: Place, modifiedGmt: readonly (string | null)[]): string {
  const last = modifiedGmt.reduce<string | null>(
    (latest, time) => (time !== null && (latest === null || time > latest) ? time : latest),
    null,
  );
  const after = last === null ? null : gmt(Temporal.Instant.from(`${last}Z`).subtract({ seconds: 1 }));
  const place: Place =
    after !== null && (at.after === null || after > at.after)
      ? { after, page: 1 }
      : { after: at.after, page: at.page + 1 };
  return `${place.after ?? ""}|${place.page}`;
}

/** Throws `internal.unexpected` on a cursor that is not ours. */
export function readCursor(cursor: string): Place {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)?\|(\d{1,6})$/.exec(cursor);
  if (parts?.[2] === undefined) throw new HubError("internal.unexpected", `${cursor} is not a cursor of WooCommerce`);
  return { after: parts[1] ?? null, page: Number(parts[2]) };
}
