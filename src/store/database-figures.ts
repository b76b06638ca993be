import { sql } from "kysely";
import type { Database } from "./database.ts";

export interface DatabaseFigures {
  /** Of PostgreSQL: `18.4`. */
  readonly version: string;
  readonly bytes: number;
}

/** What whoever keeps the hub running wants to know of its database. */
export async function databaseFigures(hub: Database): Promise<DatabaseFigures> {
  const { rows } = await sql<DatabaseFigures>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database())::float8 as bytes`.execute(hub);
  const [figures] = rows;
  if (figures === undefined) throw new Error("The database said nothing of itself");
  return figures;
}
