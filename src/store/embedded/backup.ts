import { createHash, randomBytes } from "node:crypto";
import { readFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { z } from "zod";
import {
  copyFileWhole,
  isThere,
  listData,
  makeFolder,
  syncFolder,
  writeWhole,
  type BackedUpFile,
} from "./backup-files.ts";
import { isDead } from "./process-state.ts";

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
/** Never out of the folder it stands in. */
const Path = z.string().regex(/^(?!.*(^|\/)\.\.(\/|$))[^/\0].*$/);

/** `backup.json`: written last, so a folder without it is no backup. */
const BackupShape = z.object({
  form: z.literal(1),
  madeAt: z.iso.datetime(),
  reason: z.enum(["asked", "before-upgrade"]),
  serverVersion: z.string(),
  migration: z.int(),
  /** Of the master key, so that another one is recognised; tells nothing of it. */
  keyCheck: Digest,
  /** Rows that were committed before it began, of tables that lose none. */
  atLeast: z.record(z.string(), z.string()),
  /** The day on which the hub itself keeps nothing any more of what is in it, but the books. Left out by older versions, as are leftovers. */
  expiresAt: z.iso.datetime().optional(),
  /** Tables that may hold bytes of what was deleted before. */
  leftovers: z.array(z.string()).optional(),
  /** Of the audit log before it began. */
  heads: z.array(z.object({ chain: z.string(), sequence: z.string(), sha256: z.string() })),
  folders: z.array(Path),
  files: z.array(z.object({ path: Path, size: z.int(), sha256: Digest })),
});
export type Backup = z.output<typeof BackupShape>;
export type BackupFacts = Omit<Backup, "form" | "folders" | "files">;

export const manifestFile = "backup.json";
export const passwordFile = "superuser-password";

/** Throws what a person can act on when the folder holds no whole backup. */
export async function readBackup(folder: string): Promise<Backup> {
  const file = join(folder, manifestFile);
  if (!(await isThere(file))) throw new Error(`${folder} holds no backup: there is no ${manifestFile} in it`);
  const read = BackupShape.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!read.success) throw new Error(`${file} is not as this version of Schakel writes it`);
  return read.data;
}

export interface ListedBackup {
  readonly folder: string;
  readonly name: string;
  readonly backup: Backup;
  readonly bytes: number;
}

const hidden = ".making-";

/** Mostly they wait for the disk. */
const copiedAtOnce = 8;

/** The whole backups in a folder, latest first. */
export async function listBackups(parent: string): Promise<ListedBackup[]> {
  if (!(await isThere(parent))) return [];
  const found: ListedBackup[] = [];
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (name.startsWith(hidden) || !(await isThere(join(folder, manifestFile)))) continue;
    const backup = await readBackup(folder);
    found.push({ folder, name, backup, bytes: backup.files.reduce((sum, { size }) => sum + size, 0) });
  }
  return found.toSorted((a, b) => (a.backup.madeAt < b.backup.madeAt ? 1 : -1));
}

/** Of those that were made by themselves, only the last few stay; what a person asked for stays until a person removes it. */
export async function removeOldBackups(parent: string, kept: number): Promise<void> {
  const own = (await listBackups(parent)).filter(({ backup }) => backup.reason === "before-upgrade");
  for (const { folder } of own.slice(kept)) {
    // Without its manifest it is no backup any more, however far the removing comes.
    await rm(join(folder, manifestFile));
    await rm(folder, { recursive: true, force: true });
  }
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(new RegExp(`^\\${hidden}(\\d+)-`).exec(name)?.[1] ?? process.pid);
    if (pid !== process.pid && (await isDead(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

export interface BackupPlace {
  /** A session of the superuser; nobody else uses it meanwhile. */
  readonly session: pg.Client;
  readonly superuserPassword: string;
  /** The running server's data directory. */
  readonly data: string;
  /** Where backups stand; must exist. */
  readonly parent: string;
}

/**
 * Copies the data of a server that goes on working, with all of its log that the copy needs, into a folder that appears under its
 * name when it is whole and on the disk. The log is held back by a slot of this very session: whatever ends us, the server drops it.
 */
export async function makeBackup(
  { session, superuserPassword, data, parent }: BackupPlace,
  facts: BackupFacts,
): Promise<ListedBackup> {
  await removeAbandoned(parent);
  const draft = join(parent, `${hidden}${process.pid}-${randomBytes(4).toString("hex")}`);
  await makeFolder(draft);
  try {
    const target = join(draft, "data");
    await makeFolder(target);
    const slot = `schakel_backup_${randomBytes(4).toString("hex")}`;
    await session.query("select pg_create_physical_replication_slot($1, true, true)", [slot]);
    const files: BackedUpFile[] = [];
    const take = async (path: string) => {
      const copied = await copyFileWhole(join(data, path), join(target, path));
      if (copied !== null) files.push({ path, ...copied });
      return copied !== null;
    };
    const { first } = await one<{ first: string }>(
      session,
      "select pg_walfile_name(pg_backup_start('schakel', true)) as first",
    );
    const found = await listData(data);
    for (const folder of found.folders) await makeFolder(join(target, folder));
    const control = found.files.at(-1) ?? "";
    for (let at = 0; at < found.files.length - 1; at += copiedAtOnce)
      await Promise.all(found.files.slice(at, Math.min(at + copiedAtOnce, found.files.length - 1)).map(take));
    await take(control);
    const { last, label } = await one<{ last: string; label: string }>(
      session,
      "select pg_walfile_name(lsn) as last, labelfile as label from pg_backup_stop(false)",
    );
    for (const name of await segments(data, first, last))
      if (!(await take(`pg_wal/${name}`)))
        throw new Error(`The log segment ${name} is gone: the backup would not start`);
    await session.query("select pg_drop_replication_slot($1)", [slot]);
    await writeWhole(join(target, "backup_label"), label);
    const sha256 = createHash("sha256").update(label).digest("hex");
    files.push({ path: "backup_label", size: Buffer.byteLength(label), sha256 });
    await writeWhole(join(draft, passwordFile), `${superuserPassword}\n`);
    for (const folder of ["", ...found.folders]) await syncFolder(join(target, folder));
    const backup: Backup = { form: 1, ...facts, folders: found.folders, files };
    await writeWhole(join(draft, manifestFile), `${JSON.stringify(backup)}\n`);
    const name = await freeName(parent, facts);
    await rename(draft, join(parent, name));
    await syncFolder(parent);
    return { folder: join(parent, name), name, backup, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function one<T extends pg.QueryResultRow>(session: pg.Client, text: string): Promise<T> {
  const { rows } = await session.query<T>(text);
  if (rows[0] === undefined) throw new Error("PostgreSQL did not say where its log is");
  return rows[0];
}

/** Segments from the first to the last that the copy needs, and the histories of timelines: names sort as the log goes. */
async function segments(data: string, first: string, last: string): Promise<string[]> {
  const names = (await readdir(join(data, "pg_wal"))).toSorted();
  const own = names.filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last);
  if (own[0] !== first || own.at(-1) !== last)
    throw new Error("PostgreSQL removed a part of its log that the backup needs");
  return [...own, ...names.filter((name) => /^[0-9A-F]{8}\.history$/.test(name))];
}

async function freeName(parent: string, { madeAt, reason }: BackupFacts): Promise<string> {
  const stamp = `${madeAt.slice(0, 19).replaceAll(/[-:]/g, "")}Z-${reason}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stamp : `${stamp}-${number}`;
    if (!(await isThere(join(parent, name)))) return name;
  }
}
