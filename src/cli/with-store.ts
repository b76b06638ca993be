import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadMasterKey } from "#store/keys.ts";
import { openStore, type Store } from "#store/store.ts";
import type { Configuration } from "./configuration.ts";
import { openDatabase } from "./open-database.ts";

/** The database of the hub, joined when the hub runs and started when it does not. */
export async function withStore<T>(configuration: Configuration, work: (store: Store) => Promise<T>): Promise<T> {
  const { dataFolder, databaseUrl } = configuration;
  if (databaseUrl === null && !existsSync(join(dataFolder, "postgres")))
    throw new Error(`There is no hub in ${dataFolder}. Say where it is with SCHAKEL_DATA.`);
  const log = () => undefined;
  const database = await openDatabase(configuration, { mode: "join", log }).catch(() =>
    openDatabase(configuration, { mode: "own", log }),
  );
  try {
    const key = await loadMasterKey(dataFolder, configuration.key);
    const store = await openStore({ ...database, key, poolSize: 2, onError: log });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
}
