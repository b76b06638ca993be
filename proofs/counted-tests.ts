import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests, type TestCount } from "./back-office/vitest-run.ts";

/** Tests that tell what they counted. */
export interface Counted extends TestCount {
  /** What the run counted at the stand-ins, in its own words. */
  readonly figures: string;
}

export async function counted(
  project: "unit" | "db",
  file: string,
  environment: Record<string, string>,
): Promise<Counted> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-figures-"));
  try {
    const place = join(folder, "figures");
    const count = await runTests(project, file, { environment: { ...environment, SCHAKEL_FIGURES: place } });
    const lines = await readFile(place, "utf8").catch(() => "");
    return { ...count, figures: lines.trim().replaceAll("\n", "; ") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const said = ({ passed, failed, why, figures }: Counted): string =>
  [`${passed} passed, ${failed} failed`, figures, why[0] ?? ""].filter((part) => part !== "").join(": ");

/** Each switch has to be found by itself; one that is not makes the line green, which is the fault then. */
export async function findsEach(switches: readonly string[], look: (one: string) => Promise<Counted>) {
  const found: string[] = [];
  for (const one of switches) {
    const count = await look(one);
    if (count.failed > 0) found.push(`${one}: ${count.figures}`);
  }
  return { ok: found.length < switches.length, measured: found.join(" | ") };
}
