import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTests } from "../back-office/vitest-run.ts";
import { copyPackages, freshClone } from "../ground/fresh-clone.ts";

const deleted = "src/cli/deleted-text.db.test.ts";
const expired = "src/engine/expiry-watch.db.test.ts";

const steps = "src/store/person-deletion.ts";
const before = /sql`delete from events where \$\{own\(t\)\} and /;
const plant = "sql`delete from events where ${own(t)} and false and ";

/** Every table as a superuser reads it, and every byte of a backup made afterwards. `sabotage`: in a clone, the events of a person are forgotten. */
export async function forgetsPeople(sabotage: boolean): Promise<{ readonly ok: boolean; readonly measured: string }> {
  if (!sabotage) {
    const results = [await runTests("db", deleted), await runTests("db", expired)];
    const why = results.flatMap((one) => one.why)[0] ?? "";
    const [first, second] = results.map(({ passed, failed }) => `${passed} passed, ${failed} failed`);
    return {
      ok: results.every(({ passed, failed }) => failed === 0 && passed >= 8),
      measured: `deleted and expired text in tables and backups: ${first}; expiry by class: ${second}${why === "" ? "" : `: ${why}`}`,
    };
  }
  const clone = await freshClone("this user");
  try {
    await copyPackages(clone);
    const path = join(clone.folder, steps);
    const text = await readFile(path, "utf8");
    if (!before.test(text)) throw new Error("There is no place to plant that events are forgotten");
    await writeFile(path, text.replace(before, plant));
    const { passed, failed, why } = await runTests("db", deleted, { folder: clone.folder });
    return { ok: failed === 0, measured: `planted: ${passed} passed, ${failed} failed: ${why[0] ?? ""}` };
  } finally {
    await clone.remove();
  }
}
