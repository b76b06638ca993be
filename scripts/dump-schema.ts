/** `npm run schema`: writes schema.sql, the schema that all migrations together amount to, so that a review shows it. */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { databaseOn, openPool } from "#store/database.ts";
import { startScratch } from "#store/embedded/scratch.ts";
import { dumpSchema } from "#store/schema-dump.ts";
import { ensureDatabase, openStore } from "#store/store.ts";

const path = fileURLToPath(new URL("../schema.sql", import.meta.url));
const server = await startScratch({ fast: true });
try {
  const address = { host: server.host, port: server.port, database: "schakel" };
  const onError = (error: Error) => console.error(error.message);
  await ensureDatabase(address, server);
  const key = { bytes: randomBytes(32) };
  await (await openStore({ admin: server, address, key, poolSize: 1, onError })).close();
  const { user: role, password } = server;
  const owner = databaseOn(openPool({ address, role, password, max: 1, name: "schakel schema" }, onError));
  await writeFile(path, await dumpSchema(owner));
  await owner.destroy();
  console.log(`Wrote ${path}`);
} finally {
  await server.stop();
}
