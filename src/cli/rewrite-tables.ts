import type pg from "pg";
import { retentionTable } from "#store/retention-classes.ts";

/** Of these something may have been deleted: of a person, or because its time was over. */
const mayLoseRows = Object.entries(retentionTable)
  .filter(([, held]) => held.some(({ how }) => how !== "stays"))
  .map(([table]) => table);

/** Emptied in the transaction of the work, where a class is kept for no days, and so in no list of passes. */
const emptiedAtZero = ["deliveries", "inbox", "outbox"];

const quoted = (name: string): string =>
  name
    .split(".")
    .map((part) => `"${part}"`)
    .join(".");

/** Tables something was deleted from since they were last written anew. */
async function wanted(session: pg.Client): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(
    `with lost as (
       select key as name, max(at) as at from retention_passes, jsonb_object_keys(deleted) as key group by key
       union all select unnest($1::text[]), max(deleted_at) from deleted_people having max(deleted_at) is not null
       union all select unnest($2::text[]), 'infinity' where exists (
         select from retention_settings where raw_days = 0 or trace_days = 0 or pass_through_days = 0))
     select l.name from lost l left join rewritten_tables r using (name)
     group by l.name, r.rewritten_at having max(l.at) > coalesce(r.rewritten_at, '-infinity') order by l.name`,
    [mayLoseRows, emptiedAtZero],
  );
  return rows.map(({ name }) => name).filter((name) => name in retentionTable);
}

/** A partitioned table is its months. */
async function partsOf(session: pg.Client, table: string): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1",
    [quoted(table)],
  );
  return rows.length === 0 ? [quoted(table)] : rows.map(({ name }) => name);
}

/**
 * Writes tables anew that lost rows since the last time. PostgreSQL leaves the bytes of what was deleted in their pages until others take the
 * room, and examples of values in its statistics: a copy of the files would hold them. Waits for a busy table as long as the session's
 * `lock_timeout`; returns those that stayed as they were.
 */
export async function rewriteTables(session: pg.Client): Promise<string[]> {
  const { rows: table } = await session.query("select where to_regclass('public.rewritten_tables') is not null");
  if (table.length === 0) return [];
  const left: string[] = [];
  const names = await wanted(session);
  for (const name of names) {
    const { rows } = await session.query<{ at: string }>("select clock_timestamp()::text as at");
    try {
      for (const part of await partsOf(session, name)) await session.query(`vacuum (full, analyze) ${part}`);
      // Of a partitioned table there are statistics over all of its months as well.
      await session.query(`analyze ${quoted(name)}`);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "55P03")) throw error;
      left.push(name);
      continue;
    }
    // An older transaction may still have needed rows that were deleted: they were copied, and the next backup tries again.
    if (await isSeenByOlder(session, rows[0]?.at ?? "")) {
      left.push(name);
      continue;
    }
    await session.query(
      `insert into rewritten_tables (name, rewritten_at) values ($1, $2)
         on conflict (name) do update set rewritten_at = excluded.rewritten_at`,
      [name, rows[0]?.at],
    );
  }
  if (names.length > 0) await session.query("vacuum (full) pg_catalog.pg_statistic");
  return left;
}

/** A transaction that began before the rewriting, in this database, and is still open. */
async function isSeenByOlder(session: pg.Client, at: string): Promise<boolean> {
  const { rowCount } = await session.query(
    `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null
       and xact_start < $1::timestamptz`,
    [at],
  );
  return (rowCount ?? 0) > 0;
}
