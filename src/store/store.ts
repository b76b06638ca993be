import { fileURLToPath } from "node:url";
import pg from "pg";
import { databaseOn, openPool, type Database, type DatabaseAddress } from "./database.ts";
import { rolePassword, type MasterKey } from "./keys.ts";
import { migrate, readMigrations } from "./migrate.ts";
import { prepareDatabase } from "./prepare.ts";

/** The open database of one process. `app` is under row-level security, `reader` too and may only read; `hub` reads no business table. */
export interface Store {
  readonly app: Database;
  readonly hub: Database;
  readonly reader: Database;
  readonly key: MasterKey;
  readonly address: DatabaseAddress;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Who prepares: the embedded superuser, or the user of DATABASE_URL. */
  readonly admin: { readonly user: string; readonly password: string };
  readonly address: DatabaseAddress;
  readonly key: MasterKey;
  readonly poolSize: number;
  readonly onError: (error: Error) => void;
}

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));
/** The number of the last migration this version has. */
export const newestMigration = async (): Promise<number> => (await readMigrations(migrationsFolder)).length;

const oldestServer = 150_000;

const clientOf = async (address: DatabaseAddress, user: string, password: string): Promise<pg.Client> => {
  const client = new pg.Client({
    ...address,
    user,
    password,
    application_name: "schakel set-up",
    connectionTimeoutMillis: 10_000,
  });
  // The query under way, or the next one, fails with it.
  client.on("error", () => undefined);
  await client.connect();
  return client;
};

/** Makes the database of an embedded cluster, once. */
export async function ensureDatabase(address: DatabaseAddress, admin: StoreOptions["admin"]): Promise<void> {
  const client = await clientOf({ ...address, database: "postgres" }, admin.user, admin.password);
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [address.database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(address.database)}`);
  } catch (error) {
    // Two nodes at once: the other one made it.
    if (!(error instanceof pg.DatabaseError && (error.code === "42P04" || error.code === "23505"))) throw error;
  } finally {
    await client.end();
  }
}

/** Prepares roles, migrates, and opens the pools. Throws when the server is older than PostgreSQL 15 or the schema newer than this code. */
export async function openStore({ admin, address, key, poolSize, onError }: StoreOptions): Promise<Store> {
  const administrator = await clientOf(address, admin.user, admin.password);
  try {
    const { rows } = await administrator.query<{ server_version_num: string }>("show server_version_num");
    if (Number(rows[0]?.server_version_num) < oldestServer) throw new Error("Schakel needs PostgreSQL 15 or newer");
    await prepareDatabase(administrator, key);
  } finally {
    await administrator.end();
  }
  const owner = await clientOf(address, "schakel_owner", rolePassword(key, "schakel_owner"));
  try {
    await migrate(owner, await readMigrations(migrationsFolder));
  } finally {
    await owner.end();
  }
  const open = (role: "schakel_app" | "schakel_hub" | "schakel_reader", max: number): Database =>
    databaseOn(
      openPool({ address, role, password: rolePassword(key, role), max, name: `schakel ${role.slice(8)}` }, onError),
    );
  const app = open("schakel_app", poolSize);
  const hub = open("schakel_hub", Math.max(2, Math.ceil(poolSize / 2)));
  const reader = open("schakel_reader", 2);
  const close = async () => void (await Promise.all([app, hub, reader].map((pool) => pool.destroy())));
  return { app, hub, reader, key, address, close };
}
