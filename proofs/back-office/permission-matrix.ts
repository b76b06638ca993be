import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endpoints } from "#api/endpoints.ts";
import { copyPackages, freshClone } from "../ground/fresh-clone.ts";
import { runTests } from "./vitest-run.ts";

const test = "src/api/permission-matrix.db.test.ts";
const server = "src/api/server.ts";

/** A way in that stands in no list of endpoints. */
const planted = "/api/backdoor";
const before = /^( *)api\.get\("\/api\/openapi\.json".*\n/m;
const plant = `$&$1api.get("${planted}", { schema: { hide: true } }, async () => ({ open: true }));\n`;

/** Every endpoint asked by every kind of caller, and every route of the server known. `sabotage`: in a clone of the last commit, the server has one more. */
export async function permissionsHold(sabotage: boolean) {
  if (!sabotage) return { ...(await runTests("db", test)), endpoints: endpoints.length, planted: null };
  const clone = await freshClone("this user");
  try {
    await copyPackages(clone);
    const path = join(clone.folder, server);
    const text = await readFile(path, "utf8");
    if (!before.test(text)) throw new Error("There is no place to plant a route");
    await writeFile(path, text.replace(before, plant));
    return { ...(await runTests("db", test, { folder: clone.folder })), endpoints: endpoints.length, planted };
  } finally {
    await clone.remove();
  }
}
