import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RunAs } from "./run-tool.ts";

/** One file of a backup, by its path below the data directory. */
export interface BackedUpFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** Folders whose content is of the running server alone; they have to be there, empty. */
const emptied = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
]);

const isLeftOut = (name: string): boolean =>
  /^(postmaster\.(pid|opts)|\.s\.PGSQL\..*|backup_label.*|tablespace_map.*|current_logfiles.*|pgsql_tmp.*|pg_internal\.init.*)$/.test(
    name,
  );

/** What is to be copied of a running server's data: folders first, the control file at the very end. */
export async function listData(data: string): Promise<{ readonly folders: string[]; readonly files: string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(data, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (isLeftOut(entry.name)) continue;
      if (entry.isSymbolicLink())
        throw new Error(`${join(data, path)} leads to another disk; such a database is backed up with its own tools`);
      if (entry.isFile()) files.push(path);
      if (!entry.isDirectory()) continue;
      folders.push(path);
      if (!emptied.has(path)) await walk(path);
    }
  };
  await walk("");
  // Of an earlier moment than the pages is harmless, of a later one it is not.
  const control = "global/pg_control";
  return { folders, files: [...files.filter((path) => path !== control), control] };
}

const isGone = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

/** A copy that is on the disk when this returns; null when the file went away meanwhile, as those of a dropped table do. */
export async function copyFileWhole(
  from: string,
  to: string,
  owner?: RunAs,
): Promise<Omit<BackedUpFile, "path"> | null> {
  const source = await open(from, "r").catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
  if (source === null) return null;
  try {
    const target = await open(to, "wx", 0o600);
    try {
      const hash = createHash("sha256");
      const buffer = Buffer.allocUnsafe(1024 * 1024);
      let size = 0;
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, buffer.byteLength, null);
        if (bytesRead === 0) break;
        const read = buffer.subarray(0, bytesRead);
        hash.update(read);
        await target.writeFile(read);
        size += bytesRead;
      }
      if (owner !== undefined) await target.chown(owner.uid, owner.gid);
      await target.sync();
      return { size, sha256: hash.digest("hex") };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

export async function makeFolder(path: string, owner?: RunAs): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  await chmod(path, 0o700);
  if (owner !== undefined) await chown(path, owner.uid, owner.gid);
}

/** Makes what was made or renamed in a folder outlive a power cut; Windows does it by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A small file that is on the disk, whole, when this returns. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
}

export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: unknown) => {
      if (isGone(error)) return false;
      throw error;
    },
  );
