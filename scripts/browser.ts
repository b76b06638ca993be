/**
 * The Chromium that browser tests and screenshots run in: one that is on this machine, else one that is installed now.
 * `SCHAKEL_CHROMIUM` names another. Firefox and Safari are not asked for: the tests speak Chromium's own protocol.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** The one without windows first: it takes a fifth less to draw the same page. */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium that is there already; null when there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment["SCHAKEL_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (!isExecutable(named)) throw new Error(`SCHAKEL_CHROMIUM is ${named}, and that is no program`);
    return named;
  }
  const onPath = (environment["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...elsewhere, chromium.executablePath()].find(isExecutable) ?? null;
}

/** How it may be installed here, most usual first. Debian's own package needs root; Playwright's download does not. */
function installations(): readonly (readonly [command: string, ...args: string[]])[] {
  const playwright = join(import.meta.dirname, "../node_modules/playwright-core/cli.js");
  const download = [process.execPath, playwright, "install", "chromium-headless-shell"] as const;
  const isRoot = process.getuid?.() === 0;
  return isRoot && isExecutable("/usr/bin/apt-get")
    ? [
        [
          "/bin/sh",
          "-c",
          "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell",
        ],
        download,
      ]
    : [download];
}

/** Finds a Chromium, or installs one. Throws with what to do when neither works. */
export function ensureBrowser(): string {
  const there = findBrowser();
  if (there !== null) return there;
  console.error("Installing Chromium for the browser tests, once ...");
  const said: string[] = [];
  for (const [command, ...args] of installations()) {
    const { status, stderr, stdout } = spawnSync(command, args, {
      encoding: "utf8",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const found = status === 0 ? findBrowser() : null;
    if (found !== null) return found;
    said.push(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  }
  throw new Error(
    `There is no Chromium, and installing one failed. Install Chromium or Chrome, or name one in SCHAKEL_CHROMIUM.\n\n${said.join("\n")}`,
  );
}
