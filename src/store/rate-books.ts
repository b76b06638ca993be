import { sql } from "kysely";
import type { Database } from "./database.ts";

interface Row<Book> {
  readonly book: Book;
  readonly now: number;
}

/** Changes the book of this key while nobody else does; `now` is the moment of the database, in milliseconds. */
export async function changeRateBook<Book, T>(
  hub: Database,
  key: string,
  empty: Book,
  change: (book: Book, now: number) => { readonly book: Book; readonly result: T },
): Promise<T> {
  return hub.transaction().execute(async (trx) => {
    // Locks the row before it reads the clock.
    const { rows } = await sql<Row<Book>>`
      insert into rate_books (key, book, changed_at) values (${key}, ${JSON.stringify(empty)}::jsonb, clock_timestamp())
      on conflict (key) do update set changed_at = clock_timestamp()
      returning book, ${sql.raw("(extract(epoch from rate_books.changed_at) * 1000)::float8")} as now`.execute(trx);
    const [row] = rows;
    if (row === undefined) throw new Error("A book that was written is not there");
    const { book, result } = change(row.book, row.now);
    await sql`update rate_books set book = ${JSON.stringify(book)}::jsonb where key = ${key}`.execute(trx);
    return result;
  });
}

/** The books of these keys as they stand; those nobody called with are absent. */
export async function readRateBooks<Book>(hub: Database, keys: readonly string[]): Promise<ReadonlyMap<string, Book>> {
  const { rows } = await sql<{ key: string; book: Book }>`
    select key, book from rate_books where key = any(${keys}::text[])`.execute(hub);
  return new Map(rows.map(({ key, book }) => [key, book]));
}

/** Of accounts that nobody called for long; no vendor counts over more than a day. */
export async function forgetRateBooks(hub: Database): Promise<void> {
  await sql`delete from rate_books where changed_at < now() - interval '3 days'`.execute(hub);
}
