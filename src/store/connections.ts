import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { seal, unseal, type MasterKey } from "./keys.ts";

export const connectionStates = ["unchecked", "connected", "reconnect", "unreachable", "paused"] as const;
export type ConnectionState = (typeof connectionStates)[number];

/** Allowed moves. Paused is a person's choice, so only a person's resume leads out of it, to be checked again. */
export const connectionTransitions: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  unchecked: ["connected", "reconnect", "unreachable", "paused"],
  connected: ["reconnect", "unreachable", "paused", "unchecked"],
  reconnect: ["connected", "unreachable", "paused", "unchecked"],
  unreachable: ["connected", "reconnect", "paused", "unchecked"],
  paused: ["unchecked"],
};

export interface Connection {
  readonly id: string;
  readonly administrationId: string;
  readonly connector: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly account: string;
  readonly accountKey: string;
  readonly state: ConnectionState;
  readonly stateReason: string;
  readonly hookKey: string;
  readonly pollingOnly: boolean;
  readonly retryAt: string | null;
  readonly failures: number;
}

const columns = sql`id, administration_id as "administrationId", connector, name, settings, account, account_key as "accountKey", state, state_reason as "stateReason",
  hook_key as "hookKey", polling_only as "pollingOnly", retry_at as "retryAt", failures`;

const secretPlace = (connectionId: string, name: string): string => `credential:${connectionId}:${name}`;
const hookSecretPlace = (connectionId: string): string => `hook:${connectionId}`;

export interface NewConnection {
  readonly id: string;
  readonly administrationId: string;
  readonly connector: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Which account at the product; an administration connects each once. */
  readonly accountKey: string;
  readonly hookKey: string;
  readonly hookSecret: string;
  readonly pollingOnly: boolean;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Returns false when this administration has a connection to that account already. */
export async function insertConnection(trx: Transaction, key: MasterKey, connection: NewConnection): Promise<boolean> {
  const { id, administrationId, hookSecret } = connection;
  const { numAffectedRows } =
    await sql`insert into connections (id, administration_id, connector, name, settings, account_key, hook_key, sealed_hook_secret, polling_only)
    values (${id}, ${administrationId}, ${connection.connector}, ${connection.name}, ${JSON.stringify(connection.settings)}::jsonb,
      ${connection.accountKey}, ${connection.hookKey}, ${seal(key, hookSecretPlace(id), hookSecret)}, ${connection.pollingOnly})
    on conflict (administration_id, account_key) do nothing`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  await putSecrets(trx, key, connection, connection.secrets);
  return true;
}

/** Seals these secrets of a connection; others stay as they are. */
async function putSecrets(
  trx: Transaction,
  key: MasterKey,
  { administrationId, id }: Pick<Connection, "administrationId" | "id">,
  secrets: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, secret] of Object.entries(secrets)) {
    await sql`insert into credentials (administration_id, connection_id, name, sealed)
      values (${administrationId}, ${id}, ${name}, ${seal(key, secretPlace(id, name), secret)})
      on conflict (administration_id, connection_id, name) do update set sealed = excluded.sealed, changed_at = now()`.execute(
      trx,
    );
  }
}

export interface ConnectionChange {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly accountKey: string;
  readonly pollingOnly: boolean;
  /** Only those that are given anew. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What a check proved may no longer be so. A paused connection stays paused. */
  readonly toBeChecked: boolean;
}

/** The name of the unique index that keeps an account from being connected twice; `updateConnection` may violate it. */
export const accountIndex = "connections_account";

export async function updateConnection(
  trx: Transaction,
  key: MasterKey,
  connection: Connection,
  change: ConnectionChange,
): Promise<void> {
  await sql`update connections set name = ${change.name}, settings = ${JSON.stringify(change.settings)}::jsonb,
      account_key = ${change.accountKey}, polling_only = ${change.pollingOnly}
    where administration_id = ${connection.administrationId} and id = ${connection.id}`.execute(trx);
  await putSecrets(trx, key, connection, change.secrets);
  if (change.toBeChecked && connection.state !== "paused") await setConnectionHealth(trx, connection, unchecked);
}

const unchecked = { state: "unchecked", stateReason: "", retryAt: null, failures: 0 } as const;

/** A person's choice: nothing is read for it, and what is delivered waits. */
export const pauseConnection = (trx: Transaction, connection: Connection): Promise<boolean> =>
  setConnectionHealth(trx, connection, { ...unchecked, state: "paused" });

/** Only what is paused can be resumed; anything else is left as it is. */
export async function resumeConnection(trx: Transaction, connection: Connection): Promise<void> {
  if (connection.state === "paused") await setConnectionHealth(trx, connection, unchecked);
}

/** The connection to this account; null when there is none. */
export async function connectionToAccount(
  trx: Transaction,
  administrationId: string,
  accountKey: string,
): Promise<Connection | null> {
  const { rows } = await sql<Connection>`
    select ${columns} from connections where administration_id = ${administrationId} and account_key = ${accountKey}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** The same, locked until the transaction ends: for changing what was read. */
export async function lockConnection(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<Connection | null> {
  const { rows } = await sql<Connection>`
    select ${columns} from connections where administration_id = ${administrationId} and id = ${id} for update`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export async function readConnection(
  trx: Transaction,
  administrationId: string,
  id: string,
): Promise<Connection | null> {
  const { rows } =
    await sql<Connection>`select ${columns} from connections where administration_id = ${administrationId} and id = ${id}`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** When the database was put back from a copy for the last time since this connection is there; null: never. An instant. */
export async function restoredAt(trx: Transaction, administrationId: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select restored_at as at from connections
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
  return rows[0]?.at ?? null;
}

export async function listConnections(trx: Transaction, administrationId: string): Promise<Connection[]> {
  const { rows } =
    await sql<Connection>`select ${columns} from connections where administration_id = ${administrationId} order by created_at, id`.execute(
      trx,
    );
  return rows;
}

/** The secrets of a connection, opened. Goes into `Http` and nowhere else. */
export async function openSecrets(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  connectionId: string,
): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; sealed: Buffer }>`
    select name, sealed from credentials where administration_id = ${administrationId} and connection_id = ${connectionId}`.execute(
    trx,
  );
  return Object.fromEntries(
    rows.map((row) => [row.name, unseal(key, secretPlace(connectionId, row.name), row.sealed)]),
  );
}

/** The webhook secret, to register it at the shop or to show it for copying. */
export async function openHookSecret(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  connectionId: string,
): Promise<string> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed_hook_secret as sealed from connections where administration_id = ${administrationId} and id = ${connectionId}`.execute(
    trx,
  );
  const sealed = rows[0]?.sealed;
  if (sealed === undefined) throw new Error(`No connection ${connectionId}`);
  return unseal(key, hookSecretPlace(connectionId), sealed);
}

export interface Hook {
  readonly connectionId: string;
  readonly administrationId: string;
  readonly connector: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secret: string;
}

/** Which connection a hook path belongs to; null for an unknown path. */
export async function resolveHook(hub: Database, key: MasterKey, hookKey: string): Promise<Hook | null> {
  const { rows } = await sql<Omit<Hook, "secret"> & { sealed: Buffer }>`
    select connection_id as "connectionId", administration_id as "administrationId", connector, settings, sealed_hook_secret as sealed
    from resolve_hook(${hookKey})`.execute(hub);
  const row = rows[0];
  if (row === undefined) return null;
  const { sealed, ...hook } = row;
  return { ...hook, secret: unseal(key, hookSecretPlace(hook.connectionId), sealed) };
}

/** What a call taught us about a connection: it answers, or it does not and when to try again. */
export interface ConnectionHealth {
  readonly state: ConnectionState;
  readonly stateReason: string;
  readonly retryAt: string | null;
  readonly failures: number;
}

/** Writes the state of a connection; a move that is not allowed changes nothing. Returns whether it was written. */
export async function setConnectionHealth(
  trx: Transaction,
  connection: Connection,
  health: ConnectionHealth,
): Promise<boolean> {
  if (connection.state !== health.state && !connectionTransitions[connection.state].includes(health.state))
    return false;
  await sql`update connections set state = ${health.state}, state_reason = ${health.stateReason}, retry_at = ${health.retryAt}, failures = ${health.failures}
    where administration_id = ${connection.administrationId} and id = ${connection.id} and state = ${connection.state}`.execute(
    trx,
  );
  return true;
}

/** Moves the moment of the next attempt, unless another did so since this connection was read: whoever moved it may try. */
export async function claimProbe(trx: Transaction, connection: Connection, until: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update connections set retry_at = ${until}
    where administration_id = ${connection.administrationId} and id = ${connection.id} and retry_at = ${connection.retryAt}`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

export interface LearntOfConnection {
  readonly account: string;
  readonly learnt: Readonly<Record<string, unknown>>;
  readonly accessUntil?: string | null | undefined;
}

/** Saves what a check found out. */
export async function saveLearnt(
  trx: Transaction,
  connection: Connection,
  { account, learnt, accessUntil = null }: LearntOfConnection,
): Promise<void> {
  await sql`update connections set account = ${account}, access_until = ${accessUntil}, settings = settings || ${JSON.stringify(learnt)}::jsonb
    where administration_id = ${connection.administrationId} and id = ${connection.id}`.execute(trx);
}

/** Connections with work nobody rang for: deliveries older than this, and retries that are due. */
export async function connectionsWithWork(
  hub: Database,
  olderThanSeconds: number,
): Promise<{ readonly connectionId: string; readonly administrationId: string }[]> {
  const { rows } = await sql<{ connectionId: string; administrationId: string }>`
    select connection_id as "connectionId", administration_id as "administrationId"
    from connections_with_work(make_interval(secs => ${olderThanSeconds}))`.execute(hub);
  return rows;
}
