import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "./database.ts";
import { keyedHash, type MasterKey } from "./keys.ts";

export const tokenRoles = ["operator", "owner", "administrator", "bookkeeper", "buyer", "viewer"] as const;
/** What the hub calls the token in its data folder. */
export const operatorName = "operator";

export type TokenRole = (typeof tokenRoles)[number];

export interface AccessToken {
  readonly id: string;
  readonly name: string;
  /** Null: every administration of the hub. */
  readonly administrationId: string | null;
  readonly role: TokenRole;
}

const hashOf = (key: MasterKey, token: string): Buffer => keyedHash(key, "access-token", token);

/** Makes a token and returns it; only its keyed hash is kept. */
export async function makeAccessToken(hub: Database, key: MasterKey, fields: Omit<AccessToken, "id">): Promise<string> {
  const token = `sch_${randomBytes(32).toString("base64url")}`;
  await keepAccessToken(hub, key, token, fields);
  return token;
}

/** Keeps a token that was made elsewhere (the operator's, in the data folder). Known tokens are left as they are. */
export async function keepAccessToken(
  hub: Database,
  key: MasterKey,
  token: string,
  fields: Omit<AccessToken, "id">,
): Promise<void> {
  await sql`insert into access_tokens (id, token_hash, name, administration_id, role)
    values (${randomUUID()}, ${hashOf(key, token)}, ${fields.name}, ${fields.administrationId}, ${fields.role}) on conflict (token_hash) do nothing`.execute(
    hub,
  );
}

/** Null for an unknown or revoked token. Looked up by its keyed hash, so that timing tells nothing about it. */
export async function findAccessToken(hub: Database, key: MasterKey, token: string): Promise<AccessToken | null> {
  const { rows } = await sql<AccessToken>`
    select id, name, administration_id as "administrationId", role from access_tokens
    where token_hash = ${hashOf(key, token)} and revoked_at is null`.execute(hub);
  return rows[0] ?? null;
}

/** What these tokens are called, also when they were revoked since. */
export async function namesOfTokens(hub: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from access_tokens where id = any(${ids}::uuid[])`.execute(hub);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
