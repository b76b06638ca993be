import pg from "pg";
import type { DatabaseAddress } from "#store/database.ts";
import { rolePassword, type MasterKey } from "#store/keys.ts";

/**
 * Shows that the worker of a job lives, by a lock of its database session: when the process is killed the server drops the session and with
 * it the lock, at once. Heartbeats alone would leave a connection's orders waiting for 10 s or more.
 */
export interface Lease {
  /** Runs `work` while the lock of this job is held. Works without it when the session is being reopened: the rows are locked as well. */
  during(jobId: string, work: () => Promise<void>): Promise<void>;
  /** Runs `work` unless another node, or this one, runs the same at this moment. */
  ifFree(name: string, work: () => Promise<void>): Promise<void>;
  /** True when no process holds this job's lock; false for jobs of this process, and when it cannot be told. */
  isAbandoned(jobId: string): Promise<boolean>;
  close(): Promise<void>;
}

export async function openLease(
  address: DatabaseAddress,
  key: MasterKey,
  onError: (error: Error) => void,
): Promise<Lease> {
  /** Jobs and names this process holds; taken again when the session is reopened. */
  const held = new Set<string>();
  /** Names this process is asking for just now: its one session would be given the same lock twice. */
  const asked = new Set<string>();
  let isClosed = false;
  let session: pg.Client | null = null;

  // Never waits: the one session would keep every other job of this process waiting with it.
  const tryLock = async (client: pg.Client, name: string): Promise<boolean> => {
    const { rows } = await client.query<{ free: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 0)) as free",
      [name],
    );
    return rows[0]?.free === true;
  };
  const unlock = async (client: pg.Client, name: string): Promise<void> => {
    await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [name]);
  };

  const open = async (): Promise<void> => {
    const client = new pg.Client({
      ...address,
      user: "schakel_app",
      password: rolePassword(key, "schakel_app"),
      application_name: "schakel lease",
      keepAlive: true,
    });
    client.on("error", (error) => {
      // A session that was replaced may still fail.
      if (session === client) session = null;
      if (!isClosed) onError(error);
    });
    await client.connect();
    session = client;
    for (const name of held) await tryLock(client, name);
  };
  /** One session for the whole process; statements on it go one after another. */
  let turn: Promise<unknown> = open();
  await turn;
  const inTurn = <T>(statement: (client: pg.Client) => Promise<T>, otherwise: T): Promise<T> => {
    const result = turn.then(async () => {
      try {
        if (session === null) await open();
        return session === null ? otherwise : await statement(session);
      } catch (error) {
        if (!isClosed) onError(error instanceof Error ? error : new Error(String(error)));
        return otherwise;
      }
    });
    turn = result;
    return result;
  };

  return {
    async during(jobId, work) {
      held.add(jobId);
      await inTurn((client) => tryLock(client, jobId), false);
      try {
        await work();
      } finally {
        held.delete(jobId);
        await inTurn((client) => unlock(client, jobId), undefined);
      }
    },
    async ifFree(name, work) {
      if (held.has(name) || asked.has(name)) return;
      asked.add(name);
      const isFree = await inTurn((client) => tryLock(client, name), false);
      asked.delete(name);
      if (!isFree) return;
      held.add(name);
      try {
        await work();
      } finally {
        held.delete(name);
        await inTurn((client) => unlock(client, name), undefined);
      }
    },
    isAbandoned(jobId) {
      if (held.has(jobId)) return Promise.resolve(false);
      return inTurn(async (client) => {
        const isFree = await tryLock(client, jobId);
        if (isFree) await unlock(client, jobId);
        return isFree;
      }, false);
    },
    async close() {
      isClosed = true;
      await turn;
      await session?.end();
    },
  };
}
