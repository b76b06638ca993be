import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { listBackups } from "#store/embedded/backup.ts";
import { removeDataFolder } from "#store/embedded/hub-under-test.ts";
import { loadMasterKey } from "#store/keys.ts";
import { newestMigration, openStore } from "#store/store.ts";
import { readConfiguration } from "./configuration.ts";
import { backUpBeforeUpgrade, backupsIn, inSession, keptBackups } from "./make-backup.ts";
import { openDatabase } from "./open-database.ts";

test(
  "before an upgrade the hub backs itself up; the last few stay, and nothing is made without need",
  { timeout: 300_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "schakel-upgrade-"));
    onTestFinished(() => removeDataFolder(folder));
    const configuration = readConfiguration({ SCHAKEL_DATA: folder });
    const key = await loadMasterKey(folder, undefined);
    const log = () => undefined;
    const database = await openDatabase(configuration, { mode: "own", log });
    try {
      const newest = await newestMigration();
      const before = (wanted: number) => backUpBeforeUpgrade(configuration, database, key, wanted);
      // A database that was never filled has nothing to lose.
      expect(await before(newest)).toBeNull();
      await (await openStore({ ...database, key, poolSize: 2, onError: log })).close();
      expect(await before(newest)).toBeNull();
      const elsewhere = { ...configuration, databaseUrl: new URL("postgres://a@b/c") };
      expect(await backUpBeforeUpgrade(elsewhere, database, key, newest + 1)).toBeNull();

      const names: string[] = [];
      for (let upgrade = 0; upgrade <= keptBackups; upgrade += 1) names.push((await before(newest + 1))?.name ?? "");
      const listed = await listBackups(backupsIn(folder));
      expect(listed).toHaveLength(keptBackups);
      expect(names).toEqual(expect.arrayContaining(listed.map(({ name }) => name)));
      expect(listed[0]?.backup).toMatchObject({ reason: "before-upgrade", migration: newest });
      const slots = await inSession(database, (session) => session.query("select from pg_replication_slots"));
      expect(slots.rowCount).toBe(0);

      // Its folder cannot be made: then there is no upgrade either.
      await rm(backupsIn(folder), { recursive: true });
      const nowhere = { ...configuration, dataFolder: join(folder, "key") };
      await expect(backUpBeforeUpgrade(nowhere, database, key, newest + 1)).rejects.toThrow(
        "The upgrade was not begun",
      );
    } finally {
      await database.stop();
    }
  },
);
