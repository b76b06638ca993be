import { sql, type RawBuilder } from "kysely";

/** Column name → PostgreSQL type of its elements. */
export type ColumnTypes = Readonly<Record<string, string>>;

const storable = (text: string): string => text.replaceAll("\0", "\u{FFFD}").toWellFormed();

/** As JSON escapes a NUL and half a character: `jsonb` refuses both. */
const unstorable = /\\u(?:0000|d[89a-f])/;

/** JSON that `jsonb` takes. */
export function jsonOf(value: unknown): string {
  const json = JSON.stringify(value);
  if (!unstorable.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? storable(part) : part));
}

/**
 * Many rows in one statement with one parameter per column, the fastest way to write them (traps.md 5.2). `into`:
 * `(columns) select * from unnest(…)` for an insert; `as`: `(columns) as (select …)` for a `with`. Names and types come
 * from code only. `jsonb` values are given as objects or null. What PostgreSQL's texts cannot hold is replaced: one such character
 * in the note of an order is no reason not to book it.
 */
export function rowsOf<C extends ColumnTypes>(
  columns: C,
  rows: readonly { readonly [K in keyof C]: unknown }[],
  form: "into" | "as" = "into",
): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const arrays = names.map((name) => {
    const type = columns[name] ?? "text";
    const values = rows.map((row) => {
      const value = row[name];
      if (value === null || value === undefined) return null;
      if (type === "jsonb") return jsonOf(value);
      return typeof value === "string" && value.includes("\0") ? storable(value) : value;
    });
    return sql`${values}::${sql.raw(type === "jsonb" ? "text[]::jsonb[]" : `${type}[]`)}`;
  });
  const list = sql.join(names.map((name) => sql.id(name)));
  const select = sql`select * from unnest(${sql.join(arrays)})`;
  return form === "into" ? sql`(${list}) ${select}` : sql`(${list}) as (${select})`;
}
