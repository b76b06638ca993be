import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isThere, syncFolder, writeWhole } from "./backup-files.ts";

const Swap = z.object({ restored: z.string(), aside: z.string() });

const journal = "restoring.json";

/**
 * Puts the restored data in the place of what was there, which stays beside it. Two renames, and a crash may come between them: what is
 * meant is written down first, and whoever next owns the cluster finishes it.
 */
export async function swapData(
  folder: string,
  names: { readonly restored: string; readonly aside: string },
): Promise<void> {
  await writeWhole(join(folder, `${journal}.draft`), JSON.stringify(names));
  await rename(join(folder, `${journal}.draft`), join(folder, journal));
  await syncFolder(folder);
  await finishSwap(folder);
}

/** Only for the holder of the hub lock, before it looks whether there is a cluster. */
export async function finishSwap(folder: string): Promise<void> {
  await rm(join(folder, `${journal}.draft`), { force: true });
  if (!(await isThere(join(folder, journal)))) return;
  const { restored, aside } = Swap.parse(JSON.parse(await readFile(join(folder, journal), "utf8")));
  const data = join(folder, "data");
  const fresh = join(folder, restored, "data");
  if (await isThere(fresh)) {
    if (await isThere(data)) await rename(data, join(folder, aside));
    await rename(fresh, data);
    await syncFolder(folder);
  }
  await rm(join(folder, restored), { recursive: true, force: true });
  await rm(join(folder, journal));
  await syncFolder(folder);
}
