import { randomBytes } from "node:crypto";
import { chmod, link, lstat, mkdir, open, readFile, realpath, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { makeRootHome } from "./binaries.ts";
import type { RunAs } from "./run-tool.ts";

/** Where the programs and the clusters go when root starts the hub and names no other place. */
export const defaultRootHome = "/var/lib/schakel-postgres";

/** Where a cluster lives and who runs it. The folder holds `data`, the superuser's password, the log and the lock. */
export interface Place {
  readonly folder: string;
  readonly data: string;
  /** Set when this process is root: the user PostgreSQL runs as, and the folder its programs are copied to. */
  readonly root?: { readonly runAs: RunAs; readonly home: string };
}

/**
 * The place of the cluster of a data folder. An ordinary user has it inside; root has it under `rootHome`, because
 * the user PostgreSQL then runs as may not be able to enter the data folder, and `postgres/place` in the data folder
 * records where. Returns null when there is none and `create` is false.
 */
export async function findPlace(
  dataFolder: string,
  create: boolean,
  rootHome = defaultRootHome,
): Promise<Place | null> {
  if (create) await mkdir(dataFolder, { recursive: true });
  const inside = join(await resolveFolder(dataFolder), "postgres");
  const record = join(inside, "place");
  if (create) await mkdir(inside, { recursive: true, mode: 0o700 });

  const recorded = await readRecord(record);
  if (recorded !== null) return placeAt(recorded, rootHome);
  const owner = await ownerOf(join(inside, "data"));
  if (owner !== null || (create && process.getuid?.() !== 0)) return placeAt(inside, rootHome, owner);
  if (!create) return null;

  await makeRootHome(rootHome);
  const chosen = join(rootHome, `cluster-${randomBytes(4).toString("hex")}`);
  await mkdir(chosen);
  await chmod(chosen, 0o711);
  if (await writeOnce(record, `${chosen}\n`)) return placeAt(chosen, rootHome);
  // Another starter recorded its choice in the meantime.
  await rmdir(chosen);
  return findPlace(dataFolder, create, rootHome);
}

/** A place for a cluster inside a folder that every user may enter, whoever runs this process. */
export async function makePlaceInside(folder: string): Promise<Place> {
  const inside = join(await realpath(folder), "postgres");
  await mkdir(inside, { recursive: true });
  await chmod(inside, process.getuid?.() === 0 ? 0o711 : 0o700);
  return placeAt(inside, defaultRootHome);
}

async function placeAt(folder: string, rootHome: string, owner: RunAs | null = null): Promise<Place> {
  if ((await lstatOrNull(folder)) === null) {
    throw new Error(
      `The database of this data folder lived in ${folder}, which is not there any more. Put it back (from a backup), ` +
        "or take an empty data folder to begin anew.",
    );
  }
  const data = join(folder, "data");
  if (process.getuid?.() !== 0) return { folder, data };
  await makeRootHome(rootHome);
  return { folder, data, root: { runAs: owner ?? (await ownerOf(data)) ?? (await nobody()), home: rootHome } };
}

/** The user that owns an existing data directory: the only one PostgreSQL will start it as. */
async function ownerOf(data: string): Promise<RunAs | null> {
  const found = await lstatOrNull(data);
  return found === null ? null : { uid: found.uid, gid: found.gid };
}

/** initdb looks the name of its user up, so it must be one that the system knows. */
async function nobody(): Promise<RunAs> {
  if (process.platform !== "linux") {
    throw new Error(
      "The embedded PostgreSQL cannot run as root here. Start Schakel as an ordinary user, or set DATABASE_URL.",
    );
  }
  const users = await readFile("/etc/passwd", "utf8").catch(() => "");
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(
      'PostgreSQL refuses to run as root and this system has no user "nobody" to run it as. ' +
        "Start Schakel as an ordinary user, or set DATABASE_URL.",
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

async function readRecord(record: string): Promise<string | null> {
  try {
    return (await readFile(record, "utf8")).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Writes a file that appears complete or not at all, and never replaces one. Returns whether it was this call's. */
async function writeOnce(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(4).toString("hex")}`;
  const handle = await open(draft, "wx", 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function lstatOrNull(path: string) {
  try {
    return await lstat(path);
  } catch {
    return null;
  }
}

async function resolveFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return folder;
  }
}
