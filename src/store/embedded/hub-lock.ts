import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Held for the life of the owner of a cluster. */
export interface HubLock {
  release(): void;
}

/** Keeps the garbage collector away: a collected handle would close the file and so drop the lock. */
const held = new Set<DatabaseSync>();

const sqliteBusy = 5;

/**
 * Takes the one lock of a cluster, or returns the process that holds it.
 *
 * A pid in a file cannot be taken over from a dead holder without a race, and is wrong between containers that share a
 * folder. So this is a lock of the kernel, through the only portable one Node has: an exclusive SQLite transaction on an
 * empty file. It ends with its process, however that ends. The pid file beside it is only for the message.
 *
 * The holder must never open `hub.lock` itself (a copy of the folder, say): POSIX drops a process's locks on a file as
 * soon as that process closes any handle of it.
 */
export function takeHubLock(folder: string): HubLock | { readonly holder: string } {
  const pidFile = join(folder, "hub.pid");
  const lockFile = join(folder, "hub.lock");
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(lockFile, { timeout: 0 });
    database.exec("begin exclusive");
  } catch (error) {
    database?.close();
    if (error instanceof Error && "errcode" in error && error.errcode === sqliteBusy) {
      return { holder: readHolder(pidFile) };
    }
    throw new Error(`The lock ${lockFile} cannot be taken. Start Schakel as the user that made this data folder.`, {
      cause: error,
    });
  }
  const taken = database;
  // Whoever can read the file can lock it.
  chmodSync(lockFile, 0o600);
  held.add(taken);
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      if (!held.delete(taken)) return;
      rmSync(pidFile, { force: true });
      taken.close();
    },
  };
}

function readHolder(pidFile: string): string {
  try {
    return readFileSync(pidFile, "utf8").trim() || "unknown";
  } catch {
    return "unknown";
  }
}
