import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";

const migrating = 7_142_002;

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Numbered files, without gaps: 0001_ground.sql. Throws on a gap, a double number or a strange name. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? Number.NaN);
      if (number !== index + 1) throw new Error(`Migration ${name} is out of order: expected number ${index + 1}`);
      const sql = await readFile(join(folder, name), "utf8");
      return { number, name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Brings the schema up to date as its owner; nodes that start at once wait for each other. Each migration is one transaction.
 * Refuses a database that is newer than this code, and one whose landed migrations were edited since.
 */
export async function migrate(owner: pg.Client, migrations: readonly Migration[]): Promise<number> {
  await owner.query("select pg_advisory_lock($1)", [migrating]);
  try {
    await owner.query(`create table if not exists schema_migrations (
      number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows } = await owner.query<{ number: number; name: string; sha256: string }>(
      "select number, name, sha256 from schema_migrations order by number",
    );
    const newest = rows.at(-1)?.number ?? 0;
    if (newest > migrations.length) {
      throw new Error(
        `The database is at migration ${newest}, this version of Schakel knows ${migrations.length}. Start the newer version, or restore a backup.`,
      );
    }
    for (const row of rows) {
      if (migrations[row.number - 1]?.sha256 !== row.sha256)
        throw new Error(`Migration ${row.name} was changed after it was applied`);
    }
    for (const migration of migrations.slice(newest)) await apply(owner, migration);
    return migrations.length - newest;
  } finally {
    await owner.query("select pg_advisory_unlock($1)", [migrating]);
  }
}

async function apply(owner: pg.Client, migration: Migration): Promise<void> {
  await owner.query("begin");
  try {
    await owner.query("insert into schema_migrations (number, name, sha256) values ($1, $2, $3)", [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await owner.query(migration.sql);
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw new Error(`Migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
