import { z } from "zod";
import { httpDate } from "#connect/http-date.ts";
import { HubError } from "#domain/error.ts";
import type { Visma } from "./settings.ts";
import { reading } from "./wire.ts";

/** Every row repeats how many there are and how many fit on a page at most: a larger size is silently cut. */
export const counted = {
  metadata: z.object({ totalCount: z.int(), maxPageSize: z.int() }).nullish(),
};
interface Counted {
  readonly metadata?: { readonly totalCount: number; readonly maxPageSize: number } | null | undefined;
}

type Query = Readonly<Record<string, string | number | boolean>>;

export interface List<Row extends z.ZodType<Counted>> {
  readonly path: string;
  readonly row: Row;
  readonly query?: Query;
  /** What tells one row from another. */
  readonly keyOf: (row: z.output<Row>) => string;
}

const pageSize = 500;
const overlap = { hours: 2 };

interface Page<T> {
  readonly rows: readonly T[];
  readonly isLast: boolean;
  readonly total: number | null;
  /** By the clock of the other side. */
  readonly at: string;
}

/**
 * One page. It is the last one when nothing can follow, when it is empty, and when it is the page before once more; that throws
 * `remote.protocol_changed` where it was said that more must follow.
 */
async function readPage<Row extends z.ZodType<Counted>>(
  { http, now }: Visma,
  { path, row, query = {}, keyOf }: List<Row>,
  page: number,
  before: string,
): Promise<Page<z.output<Row>>> {
  const { data, headers } = await http.jsonWithHeaders(
    { method: "GET", path, query: { ...query, pageNumber: page, pageSize } },
    reading(z.array(row)),
  );
  const rows = data as readonly z.output<Row>[];
  const [first] = rows;
  const at = (httpDate(headers["date"]) ?? now()).toString();
  if (first === undefined) return { rows: [], isLast: true, total: null, at };
  const { totalCount, maxPageSize } = first.metadata ?? { totalCount: null, maxPageSize: pageSize };
  const size = Math.min(pageSize, maxPageSize);
  if (keyOf(first) === before) {
    // What was not shown would be taken for what is there no more.
    if (totalCount !== null && (page - 1) * size < totalCount)
      throw new HubError("remote.protocol_changed", `Visma Net answers page ${page} of ${path} with the page before`);
    return { rows: [], isLast: true, total: null, at };
  }
  const isLast = totalCount === null ? rows.length < size : page * size >= totalCount;
  return { rows, isLast, total: totalCount, at };
}

/** All rows of a list that is short by its nature. */
export async function readAll<Row extends z.ZodType<Counted>>(visma: Visma, list: List<Row>): Promise<z.output<Row>[]> {
  const all: z.output<Row>[] = [];
  for (let page = 1, before = ""; ; page += 1) {
    visma.signal.throwIfAborted();
    const { rows, isLast } = await readPage(visma, list, page, before);
    all.push(...rows);
    if (isLast) return all;
    before = rows[0] === undefined ? "" : list.keyOf(rows[0]);
  }
}

export interface Changes<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
  readonly seenUntil: string | null;
  readonly total: number | null;
}

/** Where a pass over changes is: which page comes, since when is asked, when the pass began over there, and what stood first on the page before. */
const Place = z.tuple([z.int().min(1), z.string(), z.string(), z.string()]);

/** Where a pass begins that belongs to an earlier one, which began at `startedAt`. */
export const firstPlace = (modifiedSince: string, startedAt: string | null): string =>
  JSON.stringify([1, modifiedSince, startedAt ?? "", ""] satisfies z.output<typeof Place>);

function placeOf(cursor: string): z.output<typeof Place> {
  try {
    return Place.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new HubError("internal.unexpected", `${cursor} is not a cursor of Visma Net`, { cause });
  }
}

/**
 * One page of what changed since an instant. Both halves of the filter are sent: with one of them everything comes back. Its value has no
 * zone, and which one is meant is nowhere stated, so two hours are read again. Only the last page says from when the next pass
 * begins: the moment this one began, by their clock.
 */
export async function readChanges<Row extends z.ZodType<Counted>>(
  visma: Visma,
  field: string,
  { modifiedSince, cursor }: { readonly modifiedSince: string | null; readonly cursor: string | null },
  list: List<Row>,
): Promise<Changes<z.output<Row>>> {
  const [page, since, began, before] = cursor === null ? [1, modifiedSince ?? "", "", ""] : placeOf(cursor);
  const query: Query =
    since === "" ? {} : { [field]: localTime(since, visma.settings.timeZone), [`${field}Condition`]: ">" };
  const read = await readPage(visma, { ...list, query: { ...list.query, ...query } }, page, before);
  const { rows, isLast } = read;
  const startedAt = began === "" ? read.at : began;
  const first = rows[0] === undefined ? "" : list.keyOf(rows[0]);
  return {
    rows,
    next: isLast ? null : JSON.stringify([page + 1, since, startedAt, first]),
    seenUntil: isLast && (page > 1 || rows.length > 0) ? startedAt : null,
    total: page === 1 ? read.total : null,
  };
}

/** `2026-11-21T08:00:00`: a letter of a zone is refused. */
const localTime = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant)
    .subtract(overlap)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "second", roundingMode: "floor" });
