import { sql } from "kysely";
import type { TextLanguage } from "#domain/texts/text.ts";
import { isDuplicateIn, type Database, type Transaction } from "./database.ts";

/** A person who can sign in, on better-auth's tables; those need the hub role. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: TextLanguage;
  readonly isOperator: boolean;
  readonly twoFactor: boolean;
}

const columns = sql`id, name, email, language, "isOperator", coalesce("twoFactorEnabled", false) as "twoFactor"`;

export interface NewUser {
  readonly id: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly language: TextLanguage;
  readonly isOperator: boolean;
  readonly passwordHash: string;
}

/** False when somebody has this e-mail address already; the transaction then goes no further. */
export async function insertUser(hub: Database | Transaction, user: NewUser): Promise<boolean> {
  const { rows } = await sql`insert into auth."user" (id, name, email, "emailVerified", language, "isOperator")
    values (${user.id}, ${user.name}, ${user.email}, false, ${user.language}, ${user.isOperator}) on conflict (email) do nothing returning id`.execute(
    hub,
  );
  if (rows.length === 0) return false;
  await sql`insert into auth."account" (id, "accountId", "providerId", "userId", password, "updatedAt")
    values (${user.id}, ${user.id}, 'credential', ${user.id}, ${user.passwordHash}, now())`.execute(hub);
  return true;
}

export async function isAnyUser(hub: Database | Transaction): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from auth."user") as found`.execute(hub);
  return rows[0]?.found ?? false;
}

const settingUp = 7_142_003;

/** Browsers that set the hub up at once wait here for each other, whichever node they reached. */
export async function lockSetUp(hub: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${settingUp})`.execute(hub);
}

export async function findUserByEmail(hub: Database | Transaction, email: string): Promise<User | null> {
  const { rows } = await sql<User>`select ${columns} from auth."user" where email = ${email}`.execute(hub);
  return rows[0] ?? null;
}

export interface KnownUser extends User {
  readonly firstPage: string;
  readonly passwordHash: string;
}

export async function readUser(hub: Database, id: string): Promise<KnownUser | null> {
  const { rows } = await sql<KnownUser>`
    select ${columns}, "firstPage", (select coalesce(a.password, '') from auth."account" a
      where a."userId" = u.id and a."providerId" = 'credential') as "passwordHash"
    from auth."user" u where id = ${id}`.execute(hub);
  return rows[0] ?? null;
}

export async function listUsers(hub: Database): Promise<User[]> {
  const { rows } = await sql<User>`select ${columns} from auth."user" order by name, email`.execute(hub);
  return rows;
}

export interface SeenUser extends User {
  readonly seenAt: string | null;
}

/** These users, with the last time a session of theirs was made or prolonged. */
export async function usersById(hub: Database, ids: readonly string[]): Promise<SeenUser[]> {
  const { rows } = await sql<SeenUser>`
    select ${columns}, (select max(s."updatedAt") from auth."session" s where s."userId" = u.id) as "seenAt"
    from auth."user" u where id = any(${ids}::text[]) order by name, email`.execute(hub);
  return rows;
}

export interface UserChange {
  readonly name?: string | undefined;
  readonly language?: TextLanguage | undefined;
  readonly firstPage?: string | undefined;
}

export async function updateUser(hub: Database, id: string, change: UserChange): Promise<void> {
  await sql`update auth."user" set name = coalesce(${change.name ?? null}, name), language = coalesce(${change.language ?? null}, language),
    "firstPage" = coalesce(${change.firstPage ?? null}, "firstPage"), "updatedAt" = now() where id = ${id}`.execute(
    hub,
  );
}

/** False when somebody else has this e-mail address. */
export async function changeEmail(hub: Database, id: string, email: string): Promise<boolean> {
  try {
    await sql`update auth."user" set email = ${email}, "updatedAt" = now() where id = ${id}`.execute(hub);
    return true;
  } catch (error) {
    if (isDuplicateIn(error, "user_email_key")) return false;
    throw error;
  }
}

export async function makeOperator(hub: Database, id: string): Promise<void> {
  await sql`update auth."user" set "isOperator" = true, "updatedAt" = now() where id = ${id}`.execute(hub);
}

export async function setPassword(hub: Database | Transaction, id: string, passwordHash: string): Promise<void> {
  await sql`update auth."account" set password = ${passwordHash}, "updatedAt" = now()
    where "userId" = ${id} and "providerId" = 'credential'`.execute(hub);
}

/** For an operator who helps somebody in again: a new password, no second factor, and every session ended. */
export async function resetPassword(hub: Database, id: string, passwordHash: string): Promise<void> {
  await hub.transaction().execute(async (trx) => {
    await setPassword(trx, id, passwordHash);
    await sql`delete from auth."twoFactor" where "userId" = ${id}`.execute(trx);
    await sql`update auth."user" set "twoFactorEnabled" = false, "updatedAt" = now() where id = ${id}`.execute(trx);
    await sql`delete from auth."session" where "userId" = ${id}`.execute(trx);
  });
}

export interface UserSession {
  readonly id: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly address: string;
  readonly browser: string;
}

/** The sessions of a user that still go on, latest first. */
export async function sessionsOf(hub: Database, userId: string): Promise<UserSession[]> {
  const { rows } = await sql<UserSession>`
    select id, "createdAt", "updatedAt" as "seenAt", coalesce("ipAddress", '') as address, coalesce("userAgent", '') as browser
    from auth."session" where "userId" = ${userId} and "expiresAt" > now() order by "updatedAt" desc, id`.execute(hub);
  return rows;
}

/** False when this user has no such session. */
export async function endSession(hub: Database, userId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from auth."session" where "userId" = ${userId} and id = ${id}`.execute(
    hub,
  );
  return numAffectedRows === 1n;
}

export async function endOtherSessions(hub: Database, userId: string, kept: string): Promise<void> {
  await sql`delete from auth."session" where "userId" = ${userId} and id <> ${kept}`.execute(hub);
  // A sign-in that waits for its second step was begun with what is no longer right.
  await sql`delete from auth."verification" where value = ${userId}`.execute(hub);
}
