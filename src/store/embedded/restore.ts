import { chmod, mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { copyFileWhole, isThere, makeFolder, syncFolder, writeWhole } from "./backup-files.ts";
import { passwordFile, readBackup, type Backup } from "./backup.ts";
import { copyBinaries, locateBinaries } from "./binaries.ts";
import { takeHubLock } from "./hub-lock.ts";
import { readPassword } from "./initialise.ts";
import { ownServer } from "./own-server.ts";
import { findPlace, type Place } from "./place.ts";
import { readPostmaster } from "./postmaster.ts";
import { isPostmasterOf } from "./process-state.ts";
import { runTool } from "./run-tool.ts";
import type { EmbeddedServer } from "./server.ts";
import { draftName, finishSwap, swapData } from "./swap.ts";

export interface RestoreOptions {
  /** The hub's data folder. */
  readonly folder: string;
  readonly backup: string;
  readonly rootHome?: string;
  readonly log: (line: string) => void;
  /** Looks at the restored database, which runs beside the old one; throws when it is not good. */
  readonly check: (server: EmbeddedServer, backup: Backup) => Promise<void>;
}

export interface Restored {
  readonly backup: Backup;
  /** Where the data that was there before stands now; null when there was none. */
  readonly aside: string | null;
}

/**
 * Puts a backup in the place of the data of a hub that stands still. The copy is started and checked before anything of the old
 * data is touched; until then a crash leaves the old data as it was, and after that the swap is finished by whoever starts next.
 */
export async function restoreBackup({ folder, backup: from, rootHome, log, check }: RestoreOptions): Promise<Restored> {
  const backup = await readBackup(from);
  await remakeRecorded(folder);
  const place = await findPlace(folder, true, rootHome);
  if (place === null) throw new Error(`There is no place for a database in ${folder}`);
  const lock = takeHubLock(place.folder);
  if ("holder" in lock)
    throw new Error(`A hub runs on this data folder (process ${lock.holder}). Stop it and all its nodes first.`);
  try {
    await finishSwap(place.folder);
    const running = await readPostmaster(place.data);
    if (running !== null && (await isPostmasterOf(running.pid, place.data)))
      throw new Error(
        "The database of a killed hub still runs. Start the hub and stop it again, so that all its nodes are gone, then restore.",
      );
    await requireSameServer(place, backup);
    const draft = join(place.folder, draftName);
    try {
      await unpack(from, backup, draft, place);
      const password =
        (await readPassword(join(place.folder, passwordFile), log)) ?? (await adoptPassword(from, place));
      await tryOut({ folder: draft, data: join(draft, "data"), ...(place.root && { root: place.root }) }, password, {
        log,
        check: (server) => check(server, backup),
      });
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      throw error;
    }
    const hadData = await isThere(place.data);
    const aside = await freeName(place.folder);
    await swapData(place.folder, aside);
    return { backup, aside: hadData ? join(place.folder, aside) : null };
  } finally {
    lock.release();
  }
}

/** Where root put the data, when all of that was thrown away. */
async function remakeRecorded(folder: string): Promise<void> {
  const recorded = await readFile(join(folder, "postgres", "place"), "utf8").catch(() => null);
  if (recorded === null || (await isThere(recorded.trim()))) return;
  await mkdir(recorded.trim(), { recursive: true });
  await chmod(recorded.trim(), 0o711);
}

/** Data of PostgreSQL 17 does not start on 18. */
async function requireSameServer({ folder, root }: Place, { serverVersion }: Backup): Promise<void> {
  const installed = await locateBinaries();
  const { postgres } = root ? await copyBinaries(installed, root.home, root.runAs) : installed;
  const said = await runTool(postgres, ["--version"], { cwd: folder });
  const major = /\b(\d+)[.\w]*/.exec(said.replace(/^.*\)/, ""))?.[1] ?? "";
  if (serverVersion.split(".")[0] !== major)
    throw new Error(`The backup is of PostgreSQL ${serverVersion}; this version of Schakel has ${said.trim()}`);
}

async function unpack(from: string, { folders, files }: Backup, draft: string, { root }: Place): Promise<void> {
  const owner = root?.runAs;
  await makeFolder(draft);
  // The server runs as another user, who has to pass through.
  if (owner !== undefined) await chmod(draft, 0o711);
  await makeFolder(join(draft, "data"), owner);
  for (const folder of folders) await makeFolder(join(draft, "data", folder), owner);
  for (const { path, size, sha256 } of files) {
    const copied = await copyFileWhole(join(from, "data", path), join(draft, "data", path), owner);
    if (copied?.size !== size || copied.sha256 !== sha256)
      throw new Error(`${join(from, "data", path)} is ${copied === null ? "not there" : "not as it was written"}`);
  }
  for (const folder of ["", ...folders]) await syncFolder(join(draft, "data", folder));
  await writeWhole(join(draft, passwordFile), await readFile(join(from, passwordFile), "utf8"));
}

/** A place without a cluster takes the password of the backup. */
async function adoptPassword(from: string, { folder }: Place): Promise<string> {
  const password = (await readFile(join(from, passwordFile), "utf8")).trim();
  await writeWhole(join(folder, passwordFile), `${password}\n`);
  return password;
}

interface TryOut {
  readonly log: (line: string) => void;
  readonly check: (server: EmbeddedServer) => Promise<void>;
}

/** Recovers the copy, gives it the password that stands beside the data here, and has it looked at. Stopped when this returns. */
async function tryOut(draft: Place, password: string, { log, check }: TryOut): Promise<void> {
  const server = await ownServer(draft, { log, sync: true });
  try {
    const { host, port, user } = server;
    const client = new pg.Client({ host, port, user, password: server.password, database: "postgres" });
    await client.connect();
    try {
      await client.query(`alter role ${client.escapeIdentifier(user)} password ${client.escapeLiteral(password)}`);
    } finally {
      await client.end();
    }
    await check({ ...server, password });
  } finally {
    await server.stop();
  }
}

async function freeName(folder: string): Promise<string> {
  const stamp = Temporal.Now.instant().toString().slice(0, 19).replaceAll(/[-:]/g, "");
  const taken = await readdir(folder);
  for (let number = 1; ; number += 1) {
    const name = `before-restore-${stamp}Z${number === 1 ? "" : `-${number}`}`;
    if (!taken.includes(name)) return name;
  }
}
