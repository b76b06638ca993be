import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { views } from "../../e2e/screens.ts";
import { runTests } from "./vitest-run.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const planted = (sabotage: boolean): object => (sabotage ? { SCHAKEL_PLANT_FAULT: "1" } : {});

/** axe on every screen in every state, light and dark. */
export async function axeFindsNothing(sabotage: boolean) {
  const { passed, failed, why } = await runTests("browser", "e2e/axe", { environment: planted(sabotage) });
  return {
    ok: failed === 0 && passed === views.length,
    measured: `${passed} of ${views.length} screens and states without violations${failed === 0 ? "" : `; ${why[0] ?? ""}`}`,
  };
}

interface Summary {
  readonly pictures: number;
  readonly screens: number;
  readonly faults: readonly { readonly file: string; readonly fault: string }[];
  readonly seconds: number;
}

/** Every screen in every language, light and dark, wide and on the phone. */
export async function screenshotsAreGreen(sabotage: boolean) {
  // One screen is enough to see that a fault is found.
  const wishes = sabotage ? ["--only", "sign-in", "--language", "nl", "--orders", "200"] : [];
  const { code, output } = await new Promise<{ code: number; output: string }>((ended) => {
    const options = { cwd: repository, env: { ...process.env, ...planted(sabotage) }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, ["scripts/screenshots.ts", "--json", ...wishes], options, (error, stdout) =>
      ended({ code: error === null ? 0 : 1, output: stdout }),
    );
  });
  const line = output.split("\n").findLast((one) => one.startsWith("{")) ?? "{}";
  const { pictures = 0, screens = 0, faults = [], seconds = 0 } = JSON.parse(line) as Partial<Summary>;
  const [first] = faults;
  return {
    ok: code === 0 && faults.length === 0 && pictures === screens * 12 && screens === views.length,
    measured: `${pictures} pictures of ${screens} screens and states, ${faults.length} faults, ${seconds} s${first === undefined ? "" : `; ${first.file}: ${first.fault}`}`,
  };
}
