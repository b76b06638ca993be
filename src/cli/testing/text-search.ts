import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import type pg from "pg";

const isIn = (bytes: Buffer, word: string): boolean => {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return plain.toString("latin1").toLowerCase().includes(Buffer.from(word).toString("latin1").toLowerCase());
};

/** Every column of every table of every schema of ours that says one of these words, as a superuser sees it: `table.column`. */
export async function searchTables(session: pg.Client, words: readonly string[]): Promise<string[]> {
  const { rows: columns } = await session.query<{ table: string; column: string; type: string }>(
    `select c.oid::regclass::text as table, a.attname as column, t.typname as type
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
     where n.nspname in ('public', 'auth', 'pgboss') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1, 2`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const { rows } = await session.query<{ value: Buffer | string | null }>(
      `select "${column}"${type === "bytea" ? "" : "::text"} as value from ${table} where "${column}" is not null`,
    );
    const holds = rows.some(({ value }) =>
      words.some((word) =>
        Buffer.isBuffer(value) ? isIn(value, word) : (value ?? "").toLowerCase().includes(word.toLowerCase()),
      ),
    );
    if (holds) found.push(`${table}.${column}`);
  }
  return found;
}

const wordIn = async (path: string, words: readonly string[]): Promise<boolean> => {
  const wanted = words.map((word) => Buffer.from(word).toString("latin1").toLowerCase());
  const longest = Math.max(...wanted.map((word) => word.length));
  let rest = "";
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = rest + chunk.toString("latin1").toLowerCase();
    if (wanted.some((word) => text.includes(word))) return true;
    rest = text.slice(-longest);
  }
  return false;
};

/** Files below a folder whose bytes hold one of these words: pages, log, statistics, whatever is there. */
export async function searchFiles(folder: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await wordIn(path, words))) found.push(relative(folder, path));
  }
  return found.toSorted();
}
