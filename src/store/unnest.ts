import { sql, type RawBuilder } from "kysely";

/** Column name → PostgreSQL type of its elements. */
export type ColumnTypes = Readonly<Record<string, string>>;

/**
 * Many rows in one statement with one parameter per column, the fastest way to write them (traps.md 5.2). `into`:
 * `(columns) select * from unnest(…)` for an insert; `as`: `(columns) as (select …)` for a `with`. Names and types come
 * from code only. `jsonb` values are given as objects or null.
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
      return type === "jsonb" && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null);
    });
    return sql`${values}::${sql.raw(type === "jsonb" ? "text[]::jsonb[]" : `${type}[]`)}`;
  });
  const list = sql.join(names.map((name) => sql.id(name)));
  const select = sql`select * from unnest(${sql.join(arrays)})`;
  return form === "into" ? sql`(${list}) ${select}` : sql`(${list}) as (${select})`;
}
