import { chmod, lstat, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeRootHome } from "./binaries.ts";
import { ownServer } from "./own-server.ts";
import { defaultRootHome, makePlaceInside } from "./place.ts";
import { readPostmaster } from "./postmaster.ts";
import { isDead, isPostmasterOf, signalProcess } from "./process-state.ts";
import type { EmbeddedServer } from "./server.ts";

export interface ScratchOptions {
  /** Leaves the stopped cluster for a look afterwards; nothing ever removes it then. */
  readonly keep?: boolean;
  /** Gives up durability for speed: not for measurements. */
  readonly fast?: boolean;
}

const prefix = "schakel-scratch-";

/** Of tests, several of which have hubs with two nodes on it at once. */
const fastSettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

/** A new cluster of its own in the temporary folder, which `stop()` removes. What killed processes left there goes first. */
export async function startScratch(
  options: ScratchOptions = {},
): Promise<EmbeddedServer & { readonly folder: string }> {
  const parent = await temporaryFolder();
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, `${options.keep ? "schakel-kept-" : prefix}${process.pid}-`));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  let server: EmbeddedServer;
  try {
    // For root, the server runs as another user, which must be able to pass through.
    if (process.getuid?.() === 0) await chmod(folder, 0o711);
    server = await ownServer(await makePlaceInside(folder), {
      log: () => undefined,
      settings: { archive_mode: "off", ...(options.fast && fastSettings) },
      sync: !options.fast,
    });
  } catch (error) {
    await remove();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= server.stop().then(() => (options.keep ? undefined : remove())));
  return { ...server, folder, stop };
}

/** For root the usual temporary folder will not do when only root may enter it. */
async function temporaryFolder(): Promise<string> {
  if (process.getuid?.() !== 0) return tmpdir();
  for (let folder = tmpdir(); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) break;
    if (folder === dirname(folder)) return tmpdir();
  }
  await makeRootHome(defaultRootHome);
  return defaultRootHome;
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1] ?? process.pid);
    if (pid === process.pid || !(await isDead(pid))) continue;
    const folder = join(parent, name);
    try {
      // Anybody may make a folder of this name in a shared temporary folder; only our own are ours to empty.
      if ((await lstat(folder)).uid !== (process.getuid?.() ?? 0)) continue;
      await killServer(join(folder, "postgres", "data"));
      await rm(folder, { recursive: true, force: true });
    } catch {
      // Another process is removing it at this moment, or its server is slow to end. The next start tries again.
    }
  }
}

async function killServer(data: string): Promise<void> {
  const found = await readPostmaster(data);
  if (found === null || !(await isPostmasterOf(found.pid, data))) return;
  signalProcess(found.pid, process.platform === "win32" ? "SIGKILL" : "SIGQUIT");
  for (let tries = 0; tries < 100 && !(await isDead(found.pid)); tries += 1) await sleep(20);
}
