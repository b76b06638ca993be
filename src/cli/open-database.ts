import type { DatabaseAddress } from "#store/database.ts";
import { startEmbedded, type EmbeddedOptions } from "#store/embedded/server.ts";
import { ensureDatabase, type StoreOptions } from "#store/store.ts";
import type { Configuration } from "./configuration.ts";

export interface OpenDatabase {
  readonly address: DatabaseAddress;
  readonly admin: StoreOptions["admin"];
  stop(): Promise<void>;
}

/** The database of DATABASE_URL, or the embedded one of the data folder. */
export async function openDatabase(
  { databaseUrl, dataFolder }: Configuration,
  embedded: Pick<EmbeddedOptions, "mode" | "log" | "onExit">,
): Promise<OpenDatabase> {
  if (databaseUrl !== null) {
    const ssl = databaseUrl.searchParams.get("sslmode");
    return {
      address: {
        host: databaseUrl.searchParams.get("host") ?? decodeURIComponent(databaseUrl.hostname),
        port: Number(databaseUrl.port || 5432),
        database: decodeURIComponent(databaseUrl.pathname.slice(1)),
        ...(ssl === null || ssl === "disable" ? {} : { ssl: { rejectUnauthorized: ssl.startsWith("verify") } }),
      },
      admin: { user: decodeURIComponent(databaseUrl.username), password: decodeURIComponent(databaseUrl.password) },
      stop: async () => undefined,
    };
  }
  const server = await startEmbedded({ folder: dataFolder, ...embedded });
  const address = { host: server.host, port: server.port, database: "schakel" };
  await ensureDatabase(address, server);
  return { address, admin: server, stop: () => server.stop() };
}
