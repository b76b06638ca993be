import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { listBackups, type ListedBackup } from "#store/embedded/backup.ts";
import { loadMasterKey } from "#store/keys.ts";
import { readConfiguration } from "./configuration.ts";
import { backUp, backupsIn, keptBackups } from "./make-backup.ts";
import { openDatabase } from "./open-database.ts";

export const outsideDatabase =
  "This hub uses the database of DATABASE_URL. Back that up, and put it back, with its own tools (pg_dump, pg_basebackup, snapshots of its host).";

const help = `schakel backup [--to FOLDER] [--list] [--json]

Copies the embedded database of a hub, also while it works: all companies, documents, files and settings. Each backup is a folder
of its own in FOLDER, usually backups in the data folder. Put it on another disk as well.

The key of the hub is not in it, so that a stolen backup opens no stored password: keep the file key of the data folder (or
SCHAKEL_KEY) apart, in a password safe. Without it a backup is of no use.

  --list  what there is, with age and size. Of the backups the hub made before an upgrade the last ${keptBackups} stay; the others stay
          until you remove their folders

A backup expires when the hub itself keeps nothing of it any more but the books: remove it then. Tables from which something was deleted are
written anew first, so that no bytes of it go along; one that is busy for more than five seconds is named.

schakel restore puts one back.`;

const options = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  list: { type: "boolean", default: false },
  to: { type: "string" },
} as const;

const expiryText = ({ expiresAt, leftovers }: ListedBackup["backup"]): string[] => [
  ...(expiresAt === undefined ? [] : [`expires ${expiresAt.slice(0, 10)}`]),
  ...(leftovers === undefined || leftovers.length === 0
    ? []
    : [`may still hold what was deleted of ${leftovers.join(", ")}`]),
];

const sizeText = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

function ageText(madeAt: string): string {
  const minutes = Temporal.Instant.from(madeAt).until(Temporal.Now.instant()).total("minutes");
  if (minutes < 90) return `${Math.max(0, Math.round(minutes))} minutes old`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours old` : `${Math.round(minutes / 60 / 24)} days old`;
}

const dataOf = ({ folder, name, bytes, backup: { madeAt, reason, migration } }: ListedBackup) => ({
  folder,
  name,
  madeAt,
  reason,
  migration,
  bytes,
});

const lineOf = ({ name, bytes, backup }: ListedBackup): string =>
  [name, ageText(backup.madeAt), sizeText(bytes), ...expiryText(backup)].join(" · ");

export async function backup(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const configuration = readConfiguration(process.env);
  const parent = values.to === undefined ? backupsIn(configuration.dataFolder) : resolve(values.to);
  if (values.list) {
    const all = await listBackups(parent);
    const lines = all.length === 0 ? `No backups in ${parent}` : all.map(lineOf).join("\n");
    console.log(values.json ? JSON.stringify(all.map(dataOf)) : lines);
    return 0;
  }
  if (configuration.databaseUrl !== null) throw new Error(outsideDatabase);
  if (!existsSync(join(configuration.dataFolder, "postgres")))
    throw new Error(`There is no hub in ${configuration.dataFolder}. Say where it is with SCHAKEL_DATA.`);
  const log = () => undefined;
  const database = await openDatabase(configuration, { mode: "join", log }).catch(() =>
    openDatabase(configuration, { mode: "own", log }),
  );
  try {
    const key = await loadMasterKey(configuration.dataFolder, configuration.key);
    const made = await backUp(configuration, database, key, { reason: "asked", parent });
    console.log(
      values.json
        ? JSON.stringify(dataOf(made))
        : `${made.folder} · ${sizeText(made.bytes)}\nThe key of the hub is not in it: keep the file key of the data folder (or SCHAKEL_KEY) apart.`,
    );
    return 0;
  } finally {
    await database.stop();
  }
}
