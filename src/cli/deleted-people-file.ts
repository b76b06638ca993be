import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { DeletedHash } from "#store/deleted-people.ts";

/** In the data folder, and in no backup: a copy that is put back is older than the deletions it has to repeat. */
export const deletedPeopleFile = "deleted-people.txt";

const lineOf = ({ administrationId, hash, deletedAt }: DeletedHash): string =>
  `${administrationId} ${hash} ${deletedAt}`;

/** Empty when nobody was deleted yet. */
export async function readDeletedFile(dataFolder: string): Promise<DeletedHash[]> {
  const text = await readFile(join(dataFolder, deletedPeopleFile), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => {
    const [administrationId = "", hash = "", deletedAt = ""] = line.split(" ");
    return deletedAt === "" ? [] : [{ administrationId, hash, deletedAt }];
  });
}

/** Adds what is new; nothing is ever taken off. On the disk when this returns, and whole whatever happens meanwhile. */
export async function addToDeletedFile(dataFolder: string, list: readonly DeletedHash[]): Promise<void> {
  const latest = new Map<string, DeletedHash>();
  for (const one of [...(await readDeletedFile(dataFolder)), ...list]) {
    const key = `${one.administrationId} ${one.hash}`;
    const known = latest.get(key);
    if (known === undefined || known.deletedAt < one.deletedAt) latest.set(key, one);
  }
  const path = join(dataFolder, deletedPeopleFile);
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, "w", 0o600);
  try {
    await file.writeFile(
      [...latest.values()]
        .map((one) => `${lineOf(one)}\n`)
        .toSorted()
        .join(""),
    );
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
