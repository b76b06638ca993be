/** Paging and filters of the finance interface, with their traps. Parameters it does not know are not looked at. */
import type { Answer } from "./answers.ts";
import { invalid } from "./answers.ts";
import { threshold } from "./clock.ts";

export type Filter<T> = ((row: T) => boolean) | null;

/** Both of the pair, or the filter is not there at all. Rows without the date never fit. */
export function dateFilter<T>(query: URLSearchParams, name: string, of: (row: T) => string | null): Filter<T> {
  const given = query.get(name) ?? "";
  const condition = query.get(`${name}Condition`) ?? "";
  if (given !== "") threshold(name, given);
  if (given === "" || condition === "") return null;
  const limit = threshold(name, given);
  const fits: Record<string, (value: string) => boolean> = {
    ">": (value) => value > limit,
    "<": (value) => value < limit,
    ">=": (value) => value >= limit,
    "<=": (value) => value <= limit,
  };
  const test = fits[condition];
  if (test === undefined) throw invalid(`${name}Condition must be one of >, <, >= and <=.`);
  return (row) => {
    const value = of(row);
    return value !== null && test(value);
  };
}

/** Exact, capitals and all. */
export function equalFilter<T>(query: URLSearchParams, name: string, of: (row: T) => string | null): Filter<T> {
  const wanted = query.get(name) ?? "";
  return wanted === "" ? null : (row) => of(row) === wanted;
}

export function containsFilter<T>(query: URLSearchParams, name: string, of: (row: T) => string): Filter<T> {
  const wanted = (query.get(name) ?? "").toLowerCase();
  return wanted === "" ? null : (row) => of(row).toLowerCase().includes(wanted);
}

export function filtered<T>(rows: readonly T[], filters: readonly Filter<T>[]): readonly T[] {
  const used = filters.filter((filter) => filter !== null);
  return used.length === 0 ? rows : rows.filter((row) => used.every((filter) => filter(row)));
}

function whole(query: URLSearchParams, name: string): number | undefined {
  const given = query.get(name) ?? "";
  if (given === "") return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given)) throw invalid(`${name} must be a whole number from 1.`);
  return Number(given);
}

/** A size above the maximum is silently cut to it. Every row repeats the counts; a page past the end is empty. */
export function listed<T>(
  rows: readonly T[],
  query: URLSearchParams,
  maxPageSize: number,
  render: (row: T) => object,
): Answer {
  const size = Math.min(whole(query, "pageSize") ?? maxPageSize, maxPageSize);
  const start = ((whole(query, "pageNumber") ?? 1) - 1) * size;
  const metadata = { totalCount: rows.length, maxPageSize };
  return { status: 200, body: rows.slice(start, start + size).map((row) => ({ ...render(row), metadata })) };
}

/** An expand flag that is left out is on. */
export function expands(query: URLSearchParams, name: string): boolean {
  const given = (query.get(name) ?? "").toLowerCase();
  if (!["", "true", "false"].includes(given)) throw invalid(`${name} must be true or false.`);
  return given !== "false";
}
