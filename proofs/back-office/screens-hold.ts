import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { languages } from "../../e2e/place.ts";
import { views } from "../../e2e/screens.ts";
import { runTests } from "./vitest-run.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const planted = (sabotage: boolean): object => (sabotage ? { SCHAKEL_PLANT_FAULT: "1" } : {});

/** axe on every screen in every state, wide and on a phone. */
export async function axeFindsNothing(sabotage: boolean) {
  const { passed, failed, why } = await runTests("browser", "e2e/axe", {
    environment: { ...planted(sabotage), SCHAKEL_AXE: "whole" },
  });
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

/** What is photographed, and how much that has to be. */
interface Choice {
  readonly wishes: readonly string[];
  readonly screens: number;
  readonly pictures: number;
}

/** Light and dark, wide and on the phone. */
const looks = 4;
const every: Choice = { wishes: [], screens: views.length, pictures: views.length * languages.length * looks };
const signIn = views.filter(({ screen }) => screen.name === "sign-in").length;
export const few: Choice = {
  wishes: ["--only", "sign-in", "--language", "nl", "--orders", "200"],
  screens: signIn,
  pictures: signIn * looks,
};

/** As `plantFault` of e2e/visit.ts plants them, and as e2e/look.ts calls them. */
const kinds = ["overflow", "axe color-contrast"];

export async function photograph(choice: Choice, isPlanted: boolean) {
  const { code, output } = await new Promise<{ code: number; output: string }>((ended) => {
    const options = { cwd: repository, env: { ...process.env, ...planted(isPlanted) }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, ["scripts/screenshots.ts", "--json", ...choice.wishes], options, (error, stdout) =>
      ended({ code: error === null ? 0 : 1, output: stdout }),
    );
  });
  const line = output.split("\n").findLast((one) => one.startsWith("{")) ?? "{}";
  const { pictures = 0, screens = 0, faults = [], seconds = 0 } = JSON.parse(line) as Partial<Summary>;
  const found = kinds.map((kind) => faults.find(({ fault }) => fault.startsWith(kind)));
  const named = (isPlanted ? found : faults.slice(0, 1)).flatMap((one) =>
    one === undefined ? [] : [`; ${one.file}: ${one.fault}`],
  );
  const isWell =
    code === 0 && faults.length === 0 && pictures === choice.pictures && screens === choice.screens && pictures > 0;
  return {
    // Red for another reason says nothing of what was planted.
    ok: isPlanted ? found.includes(undefined) : isWell,
    measured: `${pictures} of ${choice.pictures} pictures, ${screens} of ${choice.screens} screens and states, ${faults.length} faults, ${seconds} s${named.join("")}`,
  };
}

/** Every screen in every language, light and dark, wide and narrow. `sabotage`: one screen in one language, with faults planted in it. */
export const screenshotsAreGreen = (sabotage: boolean) => photograph(sabotage ? few : every, sabotage);
