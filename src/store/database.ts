import { Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from "kysely";
import pg from "pg";

/** Statements are written by hand with the `sql` tag; no table types are kept twice. */
type NoTables = Record<string, never>;
export type Transaction = KyselyTransaction<NoTables>;
export type Database = Kysely<NoTables>;

/** Of a database only that it runs transactions. */
export interface Transactional {
  transaction(): { execute<T>(work: (trx: Transaction) => Promise<T>): Promise<T> };
}

/** Where the server is and what its roles are called; passwords are derived from the master key (keys.ts). */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** TLS as the address of an outside server asks for it. */
  readonly ssl?: pg.PoolConfig["ssl"];
}

export type RoleName = "schakel_owner" | "schakel_app" | "schakel_hub" | "schakel_reader";

const timestamp = 1184;
const date = 1082;

/** `timestamptz` arrives as an ISO instant ending in Z, `date` as YYYY-MM-DD, `numeric` and `bigint` as text: never as Date or number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === timestamp) return (value: string) => value.replace(" ", "T").replace(/\+00$/, "Z");
    if (oid === date) return (value: string) => value;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig["getTypeParser"],
};

export interface PoolOptions {
  readonly address: DatabaseAddress;
  readonly role: string;
  readonly password: string;
  readonly max: number;
  readonly name: string;
}

/** A pool of one role. Sessions run in UTC. Errors of idle connections go to `onError`: the next query opens a new one. */
export function openPool(
  { address, role, password, max, name }: PoolOptions,
  onError: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({
    ...address,
    user: role,
    password,
    max,
    types,
    application_name: name,
    options: "-c TimeZone=UTC -c search_path=public",
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  outlivesItsSessions(pool, onError);
  return pool;
}

/**
 * What the server ends, whenever it ends it, ends no process: of an idle connection the pool tells, of one in use its query fails. A
 * connection that waits between two queries is in use, and has nobody else who listens.
 */
export function outlivesItsSessions(pool: pg.Pool, onError: (error: Error) => void): void {
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", () => undefined));
}

export const databaseOn = (pool: pg.Pool): Database => new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });

/**
 * Runs `work` in one transaction under the row-level security of one administration. The setting is local to the
 * transaction, so it cannot leak into the next user of the pooled connection.
 */
export async function inAdministration<T>(
  database: Transactional,
  administrationId: string,
  work: (trx: Transaction) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (trx) => {
    await sql`select set_config('app.administration', ${administrationId}, true)`.execute(trx);
    return work(trx);
  });
}

/** The same for who may only read: a transaction in which every write fails, whatever the role may do. */
export async function readingIn<T>(
  database: Database,
  administrationId: string,
  work: (trx: Transaction) => Promise<T>,
): Promise<T> {
  return database
    .transaction()
    .setAccessMode("read only")
    .execute(async (trx) => {
      await sql`select set_config('app.administration', ${administrationId}, true)`.execute(trx);
      return work(trx);
    });
}

/** Serialisation, deadlock, too many connections, shutting down, connection lost: classes and codes of PostgreSQL's appendix A. */
const passing = /^(?:40001|40P01|53\d{3}|57P0\d|08\d{3})$/;

/** True for a failure of the moment, after which the same transaction may well succeed. */
export function isPassingDatabaseError(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  return (
    passing.test(code) ||
    /^E(?:CONN|PIPE|HOST|TIMEDOUT)/.test(code) ||
    /^Connection terminated|timeout exceeded when trying to connect/.test(thrown.message)
  );
}

/** True when a row was refused because another one has the same value in this unique index. */
export const isDuplicateIn = (thrown: unknown, index: string): boolean =>
  thrown instanceof pg.DatabaseError && thrown.code === "23505" && thrown.constraint === index;
