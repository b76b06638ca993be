import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { listBackups, type ListedBackup } from "#store/embedded/backup.ts";

/** In the data folder: every backup that was made, wherever it went. Only added to. */
const madeFile = "backups-made.txt";

/** A backup that may still hold what was deleted since. */
export interface KnownBackup {
  readonly folder: string;
  readonly madeAt: string;
  /** Null: made before backups said so. */
  readonly expiresAt: string | null;
}

const knownOf = ({ folder, backup }: ListedBackup): KnownBackup => ({
  folder,
  madeAt: backup.madeAt,
  expiresAt: backup.expiresAt ?? null,
});

export async function noteBackup(dataFolder: string, made: ListedBackup): Promise<void> {
  await appendFile(join(dataFolder, madeFile), `${JSON.stringify(knownOf(made))}\n`, { mode: 0o600 });
}

/**
 * Backups of before `moment`, the latest first. Those that went to another folder are listed until they expire, whether or not they are still
 * there: that disk may be in a drawer.
 */
export async function backupsBefore(dataFolder: string, moment: string, now: Temporal.Instant): Promise<KnownBackup[]> {
  const usual = join(dataFolder, "backups");
  const text = await readFile(join(dataFolder, madeFile), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  const noted = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as KnownBackup)
    .filter(({ folder, expiresAt }) => !folder.startsWith(usual) && isAfter(expiresAt, now.toString()));
  const here = (await listBackups(usual)).map(knownOf);
  const all = new Map([...noted, ...here].map((backup) => [backup.folder, backup]));
  return [...all.values()]
    .filter(({ madeAt }) => !isAfter(madeAt, moment))
    .toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

const isAfter = (instant: string | null, moment: string): boolean =>
  instant === null || Temporal.Instant.compare(Temporal.Instant.from(instant), Temporal.Instant.from(moment)) > 0;
