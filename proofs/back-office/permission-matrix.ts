import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { endpoints } from "#api/endpoints.ts";
import { copyPackages, freshClone } from "../ground/fresh-clone.ts";
import { runTests, type TestCount } from "./vitest-run.ts";

const test = "src/api/permission-matrix.db.test.ts";
const matrix = "src/api/testing/permission-matrix.ts";

/** Every endpoint asked by every kind of caller. `sabotage`: in a clone of the last commit, one endpoint has no row. */
export async function permissionsHold(sabotage: boolean): Promise<TestCount & { readonly endpoints: number }> {
  if (!sabotage) return { ...(await runTests("db", test)), endpoints: endpoints.length };
  const clone = await freshClone("this user");
  try {
    await copyPackages(clone);
    const path = join(clone.folder, matrix);
    const before = await readFile(path, "utf8");
    const after = before.replace(/^.* GET \/api\/documents\n/m, "");
    if (after === before) throw new Error("There is no row to take away");
    await writeFile(path, after);
    return { ...(await runTests("db", test, { folder: clone.folder })), endpoints: endpoints.length };
  } finally {
    await clone.remove();
  }
}
