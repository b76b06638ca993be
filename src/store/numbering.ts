import { sql } from "kysely";
import type { Transaction } from "./database.ts";

export interface Series {
  readonly kind: string;
  readonly series: string;
  readonly format: string;
  /** YYYY-MM-DD, or null when nothing was issued in it yet. */
  readonly lastIssueDate: string | null;
}

/** Locks a number series until the transaction ends: from here on this administration numbers one at a time, so do it late. */
export async function lockSeries(
  trx: Transaction,
  administrationId: string,
  kind: string,
  series: string,
): Promise<Series> {
  await sql`insert into number_series (administration_id, kind, series, format)
    values (${administrationId}, ${kind}, ${series}, ${usualFormatOf(kind)}) on conflict do nothing`.execute(trx);
  const { rows } = await sql<Series>`
    select kind, series, format, last_issue_date as "lastIssueDate" from number_series
    where administration_id = ${administrationId} and kind = ${kind} and series = ${series} for update`.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error(`No number series ${kind}/${series}`);
  return found;
}

/** Takes `count` consecutive numbers and returns the first. Rolled back with the transaction, so no gap can come of it. */
export async function takeNumbers(
  trx: Transaction,
  administrationId: string,
  kind: string,
  series: string,
  year: number,
  count: number,
): Promise<bigint> {
  const { rows } = await sql<{ first: string }>`
    insert into number_counters as c (administration_id, kind, series, year, next)
    values (${administrationId}, ${kind}, ${series}, ${year}, ${count}::bigint + 1)
    on conflict (administration_id, kind, series, year) do update set next = c.next + ${count}
    returning next - ${count} as first`.execute(trx);
  return BigInt(rows[0]?.first ?? 0);
}

export async function setLastIssueDate(
  trx: Transaction,
  administrationId: string,
  kind: string,
  series: string,
  day: string,
): Promise<void> {
  await sql`update number_series set last_issue_date = ${day}
    where administration_id = ${administrationId} and kind = ${kind} and series = ${series}`.execute(trx);
}

export async function setSeriesFormat(
  trx: Transaction,
  administrationId: string,
  kind: string,
  series: string,
  format: string,
): Promise<void> {
  await lockSeries(trx, administrationId, kind, series);
  await sql`update number_series set format = ${format}
    where administration_id = ${administrationId} and kind = ${kind} and series = ${series}`.execute(trx);
}

/** The table's own default. */
export const usualFormat = "{yyyy}-{nnnn}";

/** The format of a series nobody chose one for. A credit note must not look like the invoice it corrects. */
export const usualFormatOf = (kind: string): string => (kind === "creditNote" ? `CN-${usualFormat}` : usualFormat);

export interface SeriesRow extends Series {
  /** The next number of each year that has one. */
  readonly next: readonly { readonly year: number; readonly next: string }[];
}

/** The series that were used or set so far. */
export async function listSeries(trx: Transaction, administrationId: string): Promise<SeriesRow[]> {
  const { rows } = await sql<SeriesRow>`
    select kind, series, coalesce(s.format, case kind when 'creditNote' then ${usualFormatOf("creditNote")} else ${usualFormat} end) as format,
      s.last_issue_date as "lastIssueDate", coalesce(c.next, '[]') as next
    from (select * from number_series where administration_id = ${administrationId}) s
    full join (select kind, series, jsonb_agg(jsonb_build_object('year', year, 'next', next::text) order by year) as next from number_counters
      where administration_id = ${administrationId} and year > 0 group by kind, series) c using (kind, series)
    order by kind, series`.execute(trx);
  return rows;
}

/**
 * The next number a person chose (B6.62), to go on where another program stopped. Returns false when it is below 1 or a number of that
 * year was already given out at or after it: numbers never repeat. Waits for who is numbering now.
 */
export async function setNextNumber(
  trx: Transaction,
  administrationId: string,
  kind: string,
  series: string,
  year: number,
  next: bigint,
): Promise<boolean> {
  await lockSeries(trx, administrationId, kind, series);
  const { rows } = await sql<{ highest: string | null }>`
    select max(sequence) as highest from documents
    where administration_id = ${administrationId} and kind = ${kind} and series = ${series} and year = ${year}`.execute(
    trx,
  );
  if (BigInt(rows[0]?.highest ?? 0) >= next) return false;
  await sql`insert into number_counters (administration_id, kind, series, year, next) values (${administrationId}, ${kind}, ${series}, ${year}, ${next})
    on conflict (administration_id, kind, series, year) do update set next = excluded.next`.execute(trx);
  return true;
}
