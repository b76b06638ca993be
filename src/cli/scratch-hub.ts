import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startScratch } from "#store/embedded/scratch.ts";
import { ensureDatabase } from "#store/store.ts";
import { readConfiguration, type Configuration } from "./configuration.ts";

/** A configuration for a hub with a throw-away database and data folder; `stop` removes both. */
export interface ScratchHub {
  readonly configuration: Configuration;
  stop(): Promise<void>;
}

/** `fast` gives up durability: for replays and tests, never for measurements. Port 0 is any free port. */
export async function prepareScratchHub(options: {
  readonly port: number;
  readonly fast: boolean;
}): Promise<ScratchHub> {
  const database = await startScratch({ fast: options.fast });
  const dataFolder = await mkdtemp(join(tmpdir(), "schakel-hub-"));
  const stop = async () => {
    await database.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    await ensureDatabase({ host: database.host, port: database.port, database: "schakel" }, database);
    const databaseUrl = new URL("postgres://scratch/schakel");
    databaseUrl.username = database.user;
    databaseUrl.password = encodeURIComponent(database.password);
    databaseUrl.port = String(database.port);
    databaseUrl.searchParams.set("host", database.host);
    const read = readConfiguration({
      SCHAKEL_DATA: dataFolder,
      SCHAKEL_PORT: String(options.port),
      SCHAKEL_LOG: process.env["SCHAKEL_LOG"] ?? "error",
    });
    return { configuration: { ...read, databaseUrl }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
