import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { rolePassword, type MasterKey } from "./keys.ts";
import type { RoleName } from "./database.ts";

const roles: readonly RoleName[] = ["schakel_owner", "schakel_app", "schakel_hub", "schakel_reader"];
const preparing = 7_142_001;

/**
 * Makes the roles, and the schemas they work in. Race-safe between starting nodes; run at every start as the cluster's
 * administrator, so that a restored database or another key is put right. An outside server's user needs CREATEROLE.
 */
export async function prepareDatabase(admin: pg.Client, key: MasterKey): Promise<void> {
  await admin.query("select pg_advisory_lock($1)", [preparing]);
  try {
    for (const role of roles) {
      const exists = await admin.query("select from pg_roles where rolname = $1", [role]);
      const verb = exists.rowCount === 0 ? "create" : "alter";
      const password = admin.escapeLiteral(rolePassword(key, role));
      await onRoles(admin, `${verb} role ${role} login nosuperuser nobypassrls password ${password}`);
    }
    // A plan cached while a table is empty stays a sequential scan when it is full, also inside foreign keys and triggers (traps.md 5.3).
    await onRoles(admin, "alter role schakel_app set plan_cache_mode = force_custom_plan");
    const database = admin.escapeIdentifier(admin.database ?? "");
    await admin.query(`revoke create, temporary on database ${database} from public`);
    await admin.query(`grant connect, temporary on database ${database} to schakel_owner`);
    await admin.query("revoke all on schema public from public");
    await admin.query("grant usage, create on schema public to schakel_owner");
    await admin.query("grant usage on schema public to schakel_app, schakel_hub, schakel_reader");
    // Both are trusted and come with PostgreSQL: what searches among a million items is built of them.
    for (const extension of ["pg_trgm", "btree_gin"])
      await admin.query(`create extension if not exists ${extension} schema public`);
    await prepareQueue(admin);
    await prepareUsers(admin);
  } finally {
    await admin.query("select pg_advisory_unlock($1)", [preparing]);
  }
}

/** Roles are of the whole server, the lock of one database: a hub on another one may be changing the same role at this moment. */
async function onRoles(admin: pg.Client, statement: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await admin.query(statement);
      return;
    } catch (error) {
      const isShared = error instanceof Error && /tuple concurrently (updated|deleted)/.test(error.message);
      if (!isShared || tries === 20) throw error;
      await sleep(25 * tries);
    }
  }
}

/** The schema of better-auth's tables, which a migration makes; only the hub role has anything to look for there. */
async function prepareUsers(admin: pg.Client): Promise<void> {
  await admin.query("grant schakel_owner to current_user");
  await admin.query("create schema if not exists auth authorization schakel_owner");
  await admin.query("grant usage on schema auth to schakel_hub");
}

/** The queue's schema belongs to the app role, so that a job completes inside a business transaction (traps.md 4). */
async function prepareQueue(admin: pg.Client): Promise<void> {
  await admin.query("grant schakel_app to current_user");
  await admin.query("create schema if not exists pgboss authorization schakel_app");
  await admin.query("grant usage on schema pgboss to schakel_hub");
  await admin.query(
    "alter default privileges for role schakel_app in schema pgboss grant select, insert, update, delete on tables to schakel_hub",
  );
  await admin.query(
    "alter default privileges for role schakel_app in schema pgboss grant execute on functions to schakel_hub",
  );
  await admin.query(
    "alter default privileges for role schakel_app in schema pgboss grant usage on sequences to schakel_hub",
  );
}
