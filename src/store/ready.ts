import { sql } from "kysely";
import type { Database, Transactional } from "./database.ts";

/**
 * Why this node cannot work now; null when it can. `database`: it does not answer in time. `migrations`: another version of the program changed
 * it. `queue`: the tables of the queue are not there.
 */
export async function isReady(
  { app, hub }: { readonly app: Transactional; readonly hub: Database },
  migrations: number,
  withinMs: number,
): Promise<"database" | "migrations" | "queue" | null> {
  const look = async () => {
    const { rows } = await sql<{ applied: number; queue: string | null }>`
      select applied_migrations() as applied, to_regclass('pgboss.job')::text as queue`.execute(hub);
    await app.transaction().execute((trx) => sql`select`.execute(trx));
    const [row] = rows;
    if (row === undefined || row.queue === null) return "queue" as const;
    return row.applied === migrations ? null : ("migrations" as const);
  };
  const late = Promise.withResolvers<"database">();
  const timer = setTimeout(() => late.resolve("database"), withinMs);
  try {
    return await Promise.race([look().catch(() => "database" as const), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
