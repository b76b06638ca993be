import { chmodSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

/** A lock that somebody holds on the cluster. */
export interface Held {
  release(): void;
}

/** Keeps the garbage collector away: a collected handle would close the file and so drop the lock. */
const held = new Set<DatabaseSync>();

const sqliteBusy = 5;

/**
 * Locks of the kernel on one empty file, as `hub-lock.ts` explains. Every node that lives on a cluster has a share; whoever leaves and can have it alone
 * is the last one, and stops the server.
 */
function tryLock(folder: string, kind: "share" | "alone"): Held | null {
  const file = join(folder, "nodes.lock");
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    if (kind === "alone") database.exec("begin exclusive");
    else {
      database.exec("begin");
      // The share is taken by the first read.
      database.prepare("select count(*) from sqlite_schema").get();
    }
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === sqliteBusy) return null;
    throw error;
  }
  chmodSync(file, 0o600);
  held.add(database);
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}

/** Waits for one who is stopping the server at this moment. */
export async function enter(folder: string, signal?: AbortSignal): Promise<Held> {
  for (const until = performance.now() + 90_000; ;) {
    signal?.throwIfAborted();
    const share = tryLock(folder, "share");
    if (share !== null) return share;
    if (performance.now() > until) throw new Error("Another Schakel on this data folder does not end its database");
    await sleep(100);
  }
}

/** Null when others live on this cluster. Two who leave at the same moment may stand in each other's way for an instant. */
export async function tryAlone(folder: string): Promise<Held | null> {
  for (let tries = 0; tries < 20; tries += 1) {
    const alone = tryLock(folder, "alone");
    if (alone !== null) return alone;
    await sleep(10 + Math.random() * 20);
  }
  return null;
}
