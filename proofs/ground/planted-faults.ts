import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { copyPackages, freshClone, type Clone } from "./fresh-clone.ts";

/** A fault, planted in a clone of the last commit, and the tests that must turn red of it. */
export interface PlantedFault {
  readonly name: string;
  plant(clone: Clone): Promise<void>;
  readonly tests: readonly string[];
}

/** Replaces text that must be there: a plant that no longer fits is an error, not a silent pass. */
export async function replaceIn(clone: Clone, file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(clone.folder, file);
  const before = await readFile(path, "utf8");
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has nothing to replace for this fault`);
  await writeFile(path, after);
}

const faults: readonly PlantedFault[] = [
  {
    name: "a forbidden import",
    plant: (clone) => replaceIn(clone, "src/domain/tie-out.ts", /^/, 'import "#store/database.ts";\n'),
    tests: ["--project", "unit", "src/rooms.test.ts"],
  },
  {
    name: "a table without row-level security",
    plant: (clone) => replaceIn(clone, "migrations/0002_rights.sql", "'documents', ", ""),
    tests: ["--project", "db", "src/store/row-security.db.test.ts"],
  },
  {
    name: "a swallowed cent",
    plant: (clone) =>
      replaceIn(
        clone,
        "src/domain/calculation.ts",
        /const payableRoundingAmount = [^;]+;/,
        "const payableRoundingAmount = cents(zero);",
      ),
    tests: ["--project", "unit", "src/domain/calculation.test.ts"],
  },
  {
    name: "a doubled document",
    // Past both guards: the key of the effect, and what the inbox knows.
    plant: async (clone) => {
      await replaceIn(
        clone,
        "src/store/effects.ts",
        /"businessKey", operation, 'done'/,
        `"businessKey" || gen_random_uuid(), operation, 'done'`,
      );
      await replaceIn(clone, "src/flows/shop-orders/book-orders.ts", /\w+\.known\.outcome !== "documented" && /, "");
    },
    tests: ["--project", "db", "src/cli/shop-orders.db.test.ts", "-t", "one document comes of"],
  },
];

export interface FaultFound {
  readonly name: string;
  readonly isRed: boolean;
  readonly said: string;
}

/** `sabotage` plants nothing: then nothing may be found. */
export const findPlantedFaults = (sabotage: boolean): Promise<readonly FaultFound[]> => findFaults(faults, !sabotage);

/** Plants each fault apart, unless `plants` says otherwise, runs its tests, and takes it out again. */
export async function findFaults(all: readonly PlantedFault[], plants: boolean): Promise<readonly FaultFound[]> {
  const clone = await freshClone("this user");
  try {
    await copyPackages(clone);
    const found: FaultFound[] = [];
    for (const fault of all) {
      if (plants) await fault.plant(clone);
      const { code, output } = await clone.run(join(clone.folder, "node_modules/.bin/node"), [
        join(clone.folder, "node_modules/vitest/vitest.mjs"),
        "run",
        ...fault.tests,
      ]);
      const said = /Tests\s+(.*)/.exec(stripVTControlCharacters(output))?.[1] ?? output.slice(-200);
      found.push({ name: fault.name, isRed: code !== 0 && /\d+ failed/.test(said), said });
      await clone.run("git", ["checkout", "--quiet", "."]);
    }
    return found;
  } finally {
    await clone.remove();
  }
}
