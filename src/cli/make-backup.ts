import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { auditHeadsFile } from "./mail-heads.ts";
import { makeBackup, removeOldBackups, type BackupFacts, type ListedBackup } from "#store/embedded/backup.ts";
import { usualDays } from "#domain/retention.ts";
import { findPlace } from "#store/embedded/place.ts";
import { keyedHash, type MasterKey } from "#store/keys.ts";
import type { Configuration } from "./configuration.ts";
import { noteBackup } from "./known-backups.ts";
import { rewriteTables } from "./rewrite-tables.ts";
import type { OpenDatabase } from "./open-database.ts";

export const backupsIn = (dataFolder: string): string => join(dataFolder, "backups");

/** Those made before an upgrade; older ones go. */
export const keptBackups = 3;

/** The same for the same key, and no help in finding it. */
export const checkOfKey = (key: MasterKey): string => keyedHash(key, "backup", "schakel").toString("hex");

/** Tables of which rows are never removed: what was committed is in every later state. */
const counted = {
  documents: "documents where status <> 'draft'",
  payments: "payments",
  stock_movements: "stock_movements",
  effects: "effects",
  audit: "audit",
} as const;

/** How many rows there are of what is never removed, as the superuser sees them. */
export async function countRows(session: pg.Client): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [table, rows] of Object.entries(counted)) {
    const { rows: count } = await session.query<{ count: string }>(`select count(*)::text as count from ${rows}`);
    found[table] = count[0]?.count ?? "0";
  }
  return found;
}

/** The number of the last migration; 0 for a database that was never filled. */
export async function migrationOf(session: pg.Client): Promise<number> {
  const { rows: table } = await session.query("select where to_regclass('public.schema_migrations') is not null");
  if (table.length === 0) return 0;
  const { rows } = await session.query<{ number: number }>(
    "select coalesce(max(number), 0) as number from schema_migrations",
  );
  return rows[0]?.number ?? 0;
}

/** The hub's own chain came with a later migration than the others. */
async function headsOf(session: pg.Client): Promise<BackupFacts["heads"]> {
  const { rows } = await session.query<BackupFacts["heads"][number]>(
    `select distinct on (administration_id) administration_id::text as chain, sequence::text, sha256 from audit
     order by administration_id, sequence desc`,
  );
  const { rows: table } = await session.query("select where to_regclass('public.hub_audit') is not null");
  if (table.length === 0) return rows;
  const { rows: hub } = await session.query<BackupFacts["heads"][number]>(
    "select 'hub' as chain, sequence::text, sha256 from hub_audit order by sequence desc limit 1",
  );
  return [...hub, ...rows];
}

/** The longest any company keeps what is not its books. */
async function longestDays(session: pg.Client): Promise<number> {
  const { rows: table } = await session.query("select where to_regclass('public.retention_settings') is not null");
  if (table.length === 0) return usualDays.trace;
  const { rows } = await session.query<{ days: number }>(
    `select coalesce(max(greatest(coalesce(s.raw_days, $1), coalesce(s.trace_days, $1), coalesce(s.pass_through_days, $1))), $1)::int as days
     from administrations a left join retention_settings s on s.administration_id = a.id`,
    [usualDays.trace],
  );
  return rows[0]?.days ?? usualDays.trace;
}

/** One session of the superuser, for whoever looks at all of it. Waits five seconds for what somebody else holds. */
export async function inSession<T>(
  { address, admin }: Pick<OpenDatabase, "address" | "admin">,
  work: (session: pg.Client) => Promise<T>,
): Promise<T> {
  const { user, password } = admin;
  const session = new pg.Client({ ...address, user, password, application_name: "schakel backup", lock_timeout: 5000 });
  // A server that ends meanwhile fails the query under way; the event needs a listener.
  session.on("error", () => undefined);
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/** Backs up the embedded database of a data folder while it runs. */
export async function backUp(
  { dataFolder }: Configuration,
  { address, admin }: Pick<OpenDatabase, "address" | "admin">,
  key: MasterKey,
  { reason, parent }: { readonly reason: BackupFacts["reason"]; readonly parent: string },
): Promise<ListedBackup> {
  const place = await findPlace(dataFolder, false);
  if (place === null) throw new Error(`There is no database in ${dataFolder}. Say where the hub is with SCHAKEL_DATA.`);
  await mkdir(parent, { recursive: true, mode: 0o700 });
  return inSession({ address, admin }, async (session) => {
    const { rows } = await session.query<{ server_version: string }>("show server_version");
    // An upgrade is not kept waiting for it.
    const leftovers = reason === "asked" ? await rewriteTables(session) : null;
    const madeAt = Temporal.Now.instant().round({ smallestUnit: "second", roundingMode: "floor" });
    const facts: BackupFacts = {
      madeAt: madeAt.toString(),
      expiresAt: madeAt.add({ hours: 24 * (await longestDays(session)) }).toString(),
      ...(leftovers !== null && { leftovers }),
      reason,
      serverVersion: rows[0]?.server_version ?? "",
      migration: await migrationOf(session),
      keyCheck: checkOfKey(key),
      atLeast: await countRows(session),
      heads: await headsOf(session),
    };
    const where = { session, superuserPassword: admin.password, data: place.data, parent };
    const made = await makeBackup(where, facts);
    await noteBackup(dataFolder, made);
    return made;
  });
}

/**
 * Before an upgrade changes the tables: a backup of how they were, by the node that owns the database. An upgrade is not begun without it.
 * Nothing for a new database, for one that is up to date, and for one of somebody else.
 */
export async function backUpBeforeUpgrade(
  configuration: Configuration,
  database: Pick<OpenDatabase, "address" | "admin">,
  key: MasterKey,
  newest: number,
): Promise<ListedBackup | null> {
  if (configuration.databaseUrl !== null) return null;
  const migration = await inSession(database, migrationOf);
  if (migration === 0 || migration >= newest) return null;
  const parent = backupsIn(configuration.dataFolder);
  try {
    const made = await backUp(configuration, database, key, { reason: "before-upgrade", parent });
    await removeOldBackups(parent, keptBackups);
    return made;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The upgrade was not begun, because the backup before it failed: ${why}`, { cause });
  }
}

/** Beside the heads that were written before a restore; they tell of rows that are not there any more. */
export const oldHeadsFile = (stamp: string): string => auditHeadsFile.replace(".txt", `.before-restore-${stamp}.txt`);
