import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import { httpDate } from "#connect/http-date.ts";
import { HubError } from "#domain/error.ts";
import type { WooCommerceSettings } from "./settings.ts";

export const pageSize = 100;

/** Some caches answer the first page whatever page is asked: that would go on for ever. */
export const samePage = (path: string): HubError =>
  new HubError("remote.protocol_changed", `The shop answers ${path} with the same page again`);

/** All records of a list that does not move while it is read. Throws `remote.protocol_changed` when the shop ignores which page is asked. */
export async function allPages<T extends z.ZodType<{ readonly id: string }>>(
  { http, signal }: Session<WooCommerceSettings>,
  path: string,
  query: Readonly<Record<string, string>>,
  schema: T,
): Promise<z.output<T>[]> {
  const all: z.output<T>[] = [];
  let first: string | undefined;
  for (let page = 1; all.length === (page - 1) * pageSize; page += 1) {
    signal.throwIfAborted();
    const rows = await http.json(
      { method: "GET", path, query: { ...query, per_page: pageSize, page } },
      z.array(schema),
    );
    if (first !== undefined && rows[0]?.id === first) throw samePage(path);
    first = rows[0]?.id;
    all.push(...rows);
  }
  return all;
}

/**
 * The latest change of a page, by the shop's clock. A record dated in the future must not push the next walk past what changes until then, so
 * it is never later than the shop's own clock, or than ours when the answer does not say what time it is there.
 */
export function seenUntil(
  modifiedGmt: readonly (string | null)[],
  headers: Readonly<Record<string, string>>,
  now: Temporal.Instant,
): string | null {
  const clock = httpDate(headers["date"]) ?? now;
  const times = modifiedGmt.flatMap((time) => (time === null ? [] : [Temporal.Instant.from(`${time}Z`)]));
  const last = times.toSorted(Temporal.Instant.compare).at(-1);
  if (last === undefined) return null;
  return (Temporal.Instant.compare(last, clock) > 0 ? clock : last).toString({ smallestUnit: "second" });
}

/** Left out, or made something else by a cache in between: it is only to show how far one is. */
export function totalOf(headers: Readonly<Record<string, string>>): number | null {
  const total = headers["x-wp-total"] ?? "";
  return /^\d{1,9}$/.test(total) ? Number(total) : null;
}
