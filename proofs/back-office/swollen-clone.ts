import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { globSync } from "node:fs";
import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { copyPackages, freshClone } from "../ground/fresh-clone.ts";

/** Something large that cannot be compressed, as a library comes in by an import that nobody weighed. */
const library = (): string =>
  `\n(globalThis as { weight?: string }).weight = "${randomBytes(60_000).toString("base64")}";\n`;

interface Outcome {
  readonly verdict: string;
  readonly measured: string;
}

/** Line 5 as it judges a clone of the last commit whose dashboard grew, and of which some scripts lost their compressed twins. */
export async function inSwollenClone(): Promise<{ readonly ok: boolean; readonly measured: string }> {
  const clone = await freshClone("this user");
  const node = (...args: readonly string[]) =>
    new Promise<{ code: number; output: string; errors: string }>((ended) => {
      const options = { cwd: clone.folder, maxBuffer: 64 * 1024 * 1024 };
      execFile(process.execPath, [...args], options, (error, output, errors) =>
        ended({ code: error === null ? 0 : 1, output, errors }),
      );
    });
  try {
    await copyPackages(clone);
    await appendFile(join(clone.folder, "dashboard/src/main.tsx"), library());
    const built = await node("scripts/build-dashboard.ts");
    if (built.code !== 0) throw new Error(`The clone cannot be built: ${built.errors.slice(-300)}`);
    const assets = join(clone.folder, "dashboard/dist/assets");
    const twins = globSync("use-texts-*.js.{br,gz}", { cwd: assets });
    if (twins.length === 0) throw new Error("There are no twins to take away");
    for (const twin of twins) await rm(join(assets, twin));
    const { output, errors } = await node("proofs/prove.ts", "back-office", "--only", "5", "--json");
    const last = output.trim().split("\n").at(-1) ?? "";
    if (!last.startsWith("[")) throw new Error(`The clone did not judge: ${errors.slice(-300)}`);
    const [outcome] = JSON.parse(last) as Outcome[];
    return { ok: outcome?.verdict === "passed", measured: outcome?.measured ?? "" };
  } finally {
    await clone.remove();
  }
}
