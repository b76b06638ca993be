import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { appendAudit, hubChain } from "#store/audit.ts";
import { manifestFile, readBackup, type Backup } from "#store/embedded/backup.ts";
import type { DeletedHash } from "#store/deleted-people.ts";
import { repeatDeletions } from "#backoffice/delete-person.ts";
import { restoreBackup } from "#store/embedded/restore.ts";
import type { EmbeddedServer } from "#store/embedded/server.ts";
import { loadMasterKey, type MasterKey } from "#store/keys.ts";
import { openStore } from "#store/store.ts";
import { checkEach } from "./audit.ts";
import { outsideDatabase } from "./backup.ts";
import { readDeletedFile } from "./deleted-people-file.ts";
import { readConfiguration, type Configuration } from "./configuration.ts";
import { auditHeadsFile } from "./mail-heads.ts";
import { checkOfKey, countRows, inSession, oldHeadsFile } from "./make-backup.ts";

const help = `schakel restore FOLDER [--json]

Puts a backup (the folder that schakel backup named, or the ${manifestFile} in it) in the place of the database of a hub that stands still. The
copy is started and checked first: every file, the tables, the number of documents and payments, the audit log. The data that was
there stays beside it, and the last line says where. The key of the hub has to be there already: the file key in the data folder, or
SCHAKEL_KEY.`;

const options = { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } } as const;

/** A key that is not there is never made here: nothing in the backup would open with it. */
async function keyFor({ dataFolder, key }: Configuration, backup: Backup): Promise<MasterKey> {
  const file = join(dataFolder, "key");
  if (key === undefined && !existsSync(file))
    throw new Error(`The key of the hub is needed: put it back as ${file}, or in SCHAKEL_KEY. It is not in a backup.`);
  const found = await loadMasterKey(dataFolder, key);
  if (checkOfKey(found) !== backup.keyCheck)
    throw new Error("This backup was made with another key. Put the key back that the hub had then.");
  return found;
}

/** Throws when anything that was committed before the backup began is missing, or the audit log is not whole. How many deletions of people were repeated. */
async function checkRestored(
  server: EmbeddedServer,
  backup: Backup,
  key: MasterKey,
  name: string,
  deleted: readonly DeletedHash[],
): Promise<number> {
  const address = { host: server.host, port: server.port, database: "schakel" };
  const counts = await inSession({ address, admin: server }, countRows);
  for (const [table, count] of Object.entries(backup.atLeast))
    if (BigInt(counts[table] ?? "0") < BigInt(count))
      throw new Error(`The backup misses rows: ${table} has ${counts[table] ?? 0}, and had ${count} when it was made`);
  const store = await openStore({ admin: server, address, key, poolSize: 2, onError: () => undefined });
  try {
    const heads = Map.groupBy(backup.heads, ({ chain }) => chain);
    const broken = (await checkEach(store, heads)).find(({ fault }) => fault !== null);
    if (broken?.fault)
      throw new Error(`The audit log of ${broken.name} is not whole in this backup, from row ${broken.fault.sequence}`);
    const details = { backup: name, madeAt: backup.madeAt };
    const entry = { at: Temporal.Now.instant(), actor: "command", action: "hub.restore", subject: "hub:", details };
    await store.hub.transaction().execute((trx) => appendAudit(trx, key, hubChain, entry));
    await inSession({ address, admin: server }, async (session) => {
      // What was made outside since the copy, nothing here knows of: it is looked for, or asked for, before it is made (engine/effect-book.ts).
      await session.query("update connections set restored_from = least(restored_from, $1), restored_at = now()", [
        backup.madeAt,
      ]);
      // A mail that waited may have left since: the next node finds it as after a crash in the middle, and asks a person (engine/mail-lanes.ts).
      await session.query("update outbox set state = 'sending' where state = 'queued' and channel = 'mail'");
      await session.query(
        "update effects set attempt = 0 where connection_id is not null and state = 'intent' and first_attempt_at is null",
      );
    });
    // Whoever was deleted since the copy was made, or on it, is deleted from it before anybody sees it.
    const madeAt = Temporal.Instant.from(backup.madeAt);
    const since = deleted.filter(
      ({ deletedAt }) => Temporal.Instant.compare(Temporal.Instant.from(deletedAt), madeAt) >= 0,
    );
    return await repeatDeletions(store, since, Temporal.Now.instant());
  } finally {
    await store.close();
  }
}

export async function restore(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [given, ...more] = positionals;
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (given === undefined || more.length > 0) {
    console.error(help);
    return 2;
  }
  const configuration = readConfiguration(process.env);
  if (configuration.databaseUrl !== null) throw new Error(outsideDatabase);
  const { dataFolder } = configuration;
  const folder = basename(given) === manifestFile ? dirname(resolve(given)) : resolve(given);
  const key = await keyFor(configuration, await readBackup(folder));
  const deleted = await readDeletedFile(dataFolder);
  let repeated = 0;
  const { backup, aside } = await restoreBackup({
    folder: dataFolder,
    backup: folder,
    log: () => undefined,
    check: async (server, found) => {
      repeated = await checkRestored(server, found, key, basename(folder), deleted);
    },
  });
  const heads = join(dataFolder, auditHeadsFile);
  const stamp = Temporal.Now.instant().toString().slice(0, 19).replaceAll(/[-:]/g, "");
  const oldHeads = existsSync(heads) ? join(dataFolder, oldHeadsFile(stamp)) : null;
  // They may be of after the backup; from now on others are written.
  if (oldHeads !== null) await rename(heads, oldHeads);
  const { madeAt, atLeast } = backup;
  if (values.json) console.log(JSON.stringify({ folder, madeAt, atLeast, aside, oldHeads, repeated }));
  else {
    console.log(`Restored as of ${madeAt} and checked. Start the hub as usual.`);
    if (repeated > 0) console.log(`Deletions of people that were repeated: ${repeated}`);
    if (oldHeads !== null) console.log(`Heads of the audit log that were written before: ${oldHeads}`);
    if (aside !== null) console.log(`What was there before: ${aside}`);
  }
  return 0;
}
