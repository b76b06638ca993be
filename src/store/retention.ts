import { sql, type RawBuilder } from "kysely";
import { leastYears, usualDays, type ExpiringClass, type RetentionDays } from "#domain/retention.ts";
import type { Transaction } from "./database.ts";
import { newId } from "./new-id.ts";

export interface RetentionSettings {
  readonly days: RetentionDays;
  readonly ownBooksYears: number;
  /** 0: never saved. */
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: string | null;
}

const columnOf: Readonly<Record<ExpiringClass, string>> = {
  raw: "raw_days",
  trace: "trace_days",
  passThrough: "pass_through_days",
};

/** True, in a statement, where this administration keeps nothing of a class: it is not written, or goes with the work it was for. */
export const keepsNothing = (kept: ExpiringClass, administrationId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from retention_settings retention where retention.administration_id = ${administrationId}
    and retention.${sql.id(columnOf[kept])} = 0)`;

export async function readRetention(trx: Transaction, administrationId: string): Promise<RetentionSettings> {
  const { rows } = await sql<{
    raw: number;
    trace: number;
    passThrough: number;
    years: number;
    version: number;
    changedBy: string;
    changedAt: string;
  }>`select raw_days as raw, trace_days as trace, pass_through_days as "passThrough", own_books_years as years, version,
      changed_by as "changedBy", changed_at as "changedAt"
    from retention_settings where administration_id = ${administrationId}`.execute(trx);
  const [row] = rows;
  if (row === undefined)
    return { days: usualDays, ownBooksYears: leastYears, version: 0, changedBy: "", changedAt: null };
  const { raw, trace, passThrough, years, ...rest } = row;
  return { days: { raw, trace, passThrough }, ownBooksYears: years, ...rest };
}

/** False when somebody else saved since `version`; nothing is written then. */
export async function saveRetention(
  trx: Transaction,
  administrationId: string,
  { days, ownBooksYears }: Pick<RetentionSettings, "days" | "ownBooksYears">,
  { version, by }: { readonly version: number; readonly by: string },
): Promise<boolean> {
  const { raw, trace, passThrough } = days;
  const { numAffectedRows } = await (
    version === 0
      ? sql`insert into retention_settings (administration_id, raw_days, trace_days, pass_through_days, own_books_years, changed_by)
        values (${administrationId}, ${raw}, ${trace}, ${passThrough}, ${ownBooksYears}, ${by}) on conflict do nothing`
      : sql`update retention_settings set raw_days = ${raw}, trace_days = ${trace}, pass_through_days = ${passThrough},
          own_books_years = ${ownBooksYears}, version = version + 1, changed_by = ${by}, changed_at = now()
        where administration_id = ${administrationId} and version = ${version}`
  ).execute(trx);
  return numAffectedRows === 1n;
}

/** Rows per table that went, or were emptied. */
export type Deleted = Readonly<Record<string, number>>;

export interface RetentionPass {
  readonly at: string;
  readonly deleted: Deleted;
}

/** Keeps what a pass deleted, for a year. */
export async function keepPass(
  trx: Transaction,
  administrationId: string,
  { at, deleted }: RetentionPass,
): Promise<void> {
  await sql`insert into retention_passes (administration_id, id, at, deleted)
    values (${administrationId}, ${newId()}, ${at}, ${JSON.stringify(deleted)}::jsonb)`.execute(trx);
  await sql`delete from retention_passes where administration_id = ${administrationId}
    and at < ${at}::timestamptz - interval '1 year'`.execute(trx);
}

/** The newest first. */
export async function lastPasses(trx: Transaction, administrationId: string, limit: number): Promise<RetentionPass[]> {
  const { rows } = await sql<RetentionPass>`select at, deleted from retention_passes
    where administration_id = ${administrationId} order by at desc, id desc limit ${limit}`.execute(trx);
  return rows;
}
