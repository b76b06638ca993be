import type { TestProject } from "vitest/node";
import { startScratch } from "#store/embedded/scratch.ts";
import { ensureDatabase, openStore } from "#store/store.ts";

export interface TestCluster {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly template: string;
  readonly keyHex: string;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly cluster: TestCluster;
  }
}

/** One PostgreSQL for the whole run, with a migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startScratch({ fast: true });
  const keyHex = "5c".repeat(32);
  const address = { host: server.host, port: server.port, database: "template_schakel" };
  await ensureDatabase(address, server);
  const store = await openStore({
    admin: server,
    address,
    key: { bytes: Buffer.from(keyHex, "hex") },
    poolSize: 2,
    onError: () => undefined,
  });
  await store.close();
  const { host, port, user, password } = server;
  project.provide("cluster", { host, port, user, password, template: address.database, keyHex });
  return () => server.stop();
}
