import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { isThere, syncFolder, writeWhole } from "./backup-files.ts";
import { readPostmaster } from "./postmaster.ts";
import { isDead, isPostmasterOf, signalProcess } from "./process-state.ts";

/** Beside the data: where a restored copy is unpacked and tried out. */
export const draftName = "restored";

const Swap = z.object({ aside: z.string().regex(/^before-restore-[\w-]+$/) });
const journal = "restoring.json";

/**
 * Puts the restored data in the place of what was there, which stays beside it. Two renames, and a crash may come between them: what is
 * meant is written down first, and whoever next owns the cluster finishes it.
 */
export async function swapData(folder: string, aside: string): Promise<void> {
  await rm(join(folder, `${journal}.draft`), { force: true });
  await writeWhole(join(folder, `${journal}.draft`), JSON.stringify({ aside }));
  await rename(join(folder, `${journal}.draft`), join(folder, journal));
  await syncFolder(folder);
  await finishSwap(folder);
}

/** Finishes a swap that a crash cut short, or clears away a copy that never got so far. Only for the holder of the hub lock. */
export async function finishSwap(folder: string): Promise<void> {
  if (await isThere(join(folder, journal))) {
    const { aside } = Swap.parse(JSON.parse(await readFile(join(folder, journal), "utf8")));
    const data = join(folder, "data");
    const fresh = join(folder, draftName, "data");
    if (await isThere(fresh)) {
      if (await isThere(data)) await rename(data, join(folder, aside));
      await rename(fresh, data);
      await syncFolder(folder);
    }
    await rm(join(folder, journal));
    await syncFolder(folder);
  }
  await removeDraft(folder);
}

/** Of a restore that was killed the server it tried the copy out with may still run. */
async function removeDraft(folder: string): Promise<void> {
  const draft = join(folder, draftName);
  if (!(await isThere(draft))) return;
  const data = join(draft, "data");
  const running = await readPostmaster(data);
  if (running !== null && (await isPostmasterOf(running.pid, data))) {
    signalProcess(running.pid, process.platform === "win32" ? "SIGKILL" : "SIGQUIT");
    for (let tries = 0; tries < 250 && !(await isDead(running.pid)); tries += 1) await sleep(20);
  }
  await rm(draft, { recursive: true, force: true, maxRetries: 5 });
}
