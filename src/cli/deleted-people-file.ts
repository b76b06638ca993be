import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DeletionKeeper } from "#api/endpoint.ts";
import type { DeletedHash } from "#store/deleted-people.ts";
import { backupsBefore } from "./known-backups.ts";

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

/** Adds what is new; nothing is ever taken off. On the disk when this returns. Two that add at once write a line twice at most. */
export async function addToDeletedFile(dataFolder: string, list: readonly DeletedHash[]): Promise<void> {
  const known = new Set((await readDeletedFile(dataFolder)).map(lineOf));
  const lines = list.map(lineOf).filter((line) => !known.has(line));
  if (lines.length === 0) return;
  const file = await open(join(dataFolder, deletedPeopleFile), "a", 0o600);
  try {
    await file.writeFile(lines.map((line) => `${line}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}

export const keeperIn = (dataFolder: string, now: () => Temporal.Instant): DeletionKeeper => ({
  remember: (list) => addToDeletedFile(dataFolder, list),
  backupsBefore: (moment) => backupsBefore(dataFolder, moment, now()),
});
