import { randomBytes } from "node:crypto";
import { chmod, chown, lstat, mkdir, mkdtemp, open, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import type { Place } from "./place.ts";
import { runTool } from "./run-tool.ts";

export const superuser = "postgres";

/** Written into the cluster's `postgresql.conf` once, so that `alter system` can change them later. */
const firstSettings: Readonly<Record<string, string>> = {
  shared_buffers: "256MB",
  max_connections: "100",
  // Room for some minutes of full load between two checkpoints: about 5.5 kB of log per order.
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  // Switching it on later takes a restart. The command does nothing, on every platform, until backups are set up.
  archive_mode: "on",
  archive_command: "exit 0",
  timezone: "UTC",
  log_timezone: "UTC",
  // The client gets its errors anyway, and their details hold values of people's orders: no business of a plain log file.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
};

/** Makes the cluster when it is not there yet, and returns the superuser's password. Only for the holder of the hub lock. */
export async function initialise(
  place: Place,
  binaries: Binaries,
  options: { readonly sync: boolean; readonly log: (line: string) => void; readonly signal?: AbortSignal | undefined },
): Promise<string> {
  const passwordFile = join(place.folder, "superuser-password");
  const exists = await isDirectory(place.data);
  const stored = await readPassword(passwordFile, options.log);
  if (exists) {
    if (stored !== null) return stored;
    throw new Error(
      `The database in ${place.data} exists, but its password file ${passwordFile} is gone. Restore that file.`,
    );
  }

  await removeDrafts(place.folder);
  // A password that only initdb knew would be lost with a crash right after the rename.
  const password = stored ?? (await createPassword(passwordFile));
  const started = performance.now();
  const draft = await mkdtemp(join(place.folder, draftPrefix));
  try {
    const pwfile = join(draft, "password");
    await writeFile(pwfile, password, { mode: 0o600 });
    const data = join(draft, "data");
    await mkdir(data, { mode: 0o700 });
    const runAs = place.root?.runAs;
    for (const path of runAs ? [draft, pwfile, data] : []) await chown(path, runAs?.uid ?? 0, runAs?.gid ?? 0);
    const settings = Object.entries(firstSettings).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
    await runTool(
      binaries.initdb,
      [
        ...["-D", data, "-U", superuser, "-A", "scram-sha-256", `--pwfile=${pwfile}`, "-E", "UTF8", "--locale=C"],
        ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions", "--data-checksums"],
        ...(options.sync ? [] : ["--no-sync"]),
        ...settings,
      ],
      { cwd: draft, runAs, signal: options.signal },
    );
    await rename(data, place.data);
    await syncDirectory(place.folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  options.log(`made a new PostgreSQL cluster in ${place.data} (${Math.round(performance.now() - started)} ms)`);
  return password;
}

const draftPrefix = "initialising-";

/** The superuser's password of a cluster, or null when it has none. */
export async function readPassword(file: string, log: (line: string) => void): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "ENOENT") return null;
    if (error.code !== "EACCES") throw error;
    throw new Error(`This user may not read ${file}. Start Schakel as the user that made this data folder.`, {
      cause: error,
    });
  }
  const { mode } = await lstat(file);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    await chmod(file, 0o600);
    log(`${file} could be read by other users; it no longer can, but consider the password known`);
  }
  const password = text.trim();
  if (password === "") throw new Error(`The password file ${file} is empty. Restore that file.`);
  return password;
}

async function createPassword(file: string): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  const draft = `${file}.draft`;
  await rm(draft, { force: true });
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(`${password}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  return password;
}

/** What a killed first start left behind. Its initdb may still be at work there, so what cannot go now goes next time. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(draftPrefix)) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Makes a rename in the directory outlive a power cut. Windows has no such call and does not let one open a directory. */
async function syncDirectory(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch {
    return false;
  }
}
