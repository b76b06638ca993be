import pg from "pg";
import { outlivesItsSessions, type DatabaseAddress } from "./database.ts";
import { rolePassword, type MasterKey } from "./keys.ts";

/** For better-auth: the hub role, in the schema auth, with dates as it expects them. Errors of idle connections go to `onError`. */
export function openAuthPool(address: DatabaseAddress, key: MasterKey, onError: (error: Error) => void): pg.Pool {
  const role = "schakel_hub";
  const pool = new pg.Pool({
    ...address,
    user: role,
    password: rolePassword(key, role),
    max: 4,
    application_name: "schakel users",
    options: "-c TimeZone=UTC -c search_path=auth",
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  outlivesItsSessions(pool, onError);
  return pool;
}
