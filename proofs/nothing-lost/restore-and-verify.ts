import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runTests } from "../back-office/vitest-run.ts";
import { copyPackages, freshClone } from "../ground/fresh-clone.ts";

const drill = "src/cli/backup.db.test.ts";
const verify = "src/cli/audit.db.test.ts";

/** A check that reads the chain to its end and believes it. */
const checker = "src/store/audit-check.ts";
const before = /fault: \{ kind, sequence \} \}\);/;
const plant = "fault: kind === undefined ? { kind, sequence } : null });";

/** The drill of a running hub, and rows of the audit log altered, removed and cut off. `sabotage`: in a clone, the check believes everything. */
export async function restoresAndVerifies(
  sabotage: boolean,
): Promise<{ readonly ok: boolean; readonly measured: string }> {
  if (!sabotage) {
    const results = [
      await runTests("db", drill, { environment: { SCHAKEL_DRILL: "whole" } }),
      await runTests("db", verify),
    ];
    const [passed, failed] = [results.map((one) => one.passed), results.map((one) => one.failed)];
    const why = results.flatMap((one) => one.why)[0] ?? "";
    const measured = `drill: ${passed[0] ?? 0} passed, ${failed[0] ?? 0} failed; audit verify: ${passed[1] ?? 0} passed, ${failed[1] ?? 0} failed${why === "" ? "" : `: ${why}`}`;
    return { ok: failed.every((count) => count === 0) && passed.every((count) => count >= 3), measured };
  }
  const clone = await freshClone("this user");
  try {
    await copyPackages(clone);
    const path = join(clone.folder, checker);
    const text = await readFile(path, "utf8");
    if (!before.test(text)) throw new Error("There is no place to plant a check that believes everything");
    await writeFile(path, text.replace(before, plant));
    const { passed, failed, why } = await runTests("db", verify, { folder: clone.folder });
    return { ok: failed === 0, measured: `planted: ${passed} passed, ${failed} failed: ${why[0] ?? ""}` };
  } finally {
    await clone.remove();
  }
}
