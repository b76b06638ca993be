import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:fs";
import { type FileHandle, open, readFile, rename, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import type { Place } from "./place.ts";
import { type Postmaster, isReady, readPostmaster } from "./postmaster.ts";
import { isDead, isPostmasterOf, signalProcess } from "./process-state.ts";
import { explainToolFailure, runTool, toolEnvironment } from "./run-tool.ts";

export interface LaunchOptions {
  readonly log: (line: string) => void;
  readonly settings?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** PostgreSQL saw traces of an earlier server that may just be on its way out. */
export class StillInUse extends Error {}

/** Starts the server. Only for the holder of the hub lock, and only when no server runs on this data directory. */
export async function launch(
  place: Place,
  binaries: Binaries,
  options: LaunchOptions,
): Promise<Postmaster & { readonly child: ChildProcess }> {
  options.signal?.throwIfAborted();
  const socket = socketFits(place.data);
  const settings = {
    listen_addresses: socket ? "" : "127.0.0.1",
    // A list: quoted, for a path may hold a comma.
    unix_socket_directories: socket ? `"${place.data.replaceAll('"', '""')}"` : "",
    port: String(socket ? 5432 : await freePort()),
    ...options.settings,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const logFile = join(place.folder, "server.log");
  const log = await openLog(logFile);
  const logStart = (await log.stat()).size;
  let child: ChildProcess;
  let failure: Error | undefined;
  try {
    child = spawn(binaries.postgres, ["-D", place.data, ...args], {
      cwd: place.data,
      env: toolEnvironment(),
      // Its own session: Ctrl-C in the terminal is for the hub, which still needs its database to finish.
      detached: true,
      // A file and not a pipe: the server must be able to outlive this process.
      stdio: ["ignore", log.fd, log.fd],
      windowsHide: true,
      ...place.root?.runAs,
    });
    child.on("error", (error) => (failure = explainToolFailure(binaries.postgres, error.message, error)));
    child.unref();
  } catch (error) {
    throw explainToolFailure(binaries.postgres, error instanceof Error ? error.message : String(error), error);
  } finally {
    await log.close();
  }

  const began = Date.now();
  let nextLine = began + 10_000;
  for (;;) {
    if (failure !== undefined) throw failure;
    if (child.exitCode !== null || child.signalCode !== null) {
      const text = (await readFile(logFile)).subarray(logStart).toString().trim().slice(-2_000);
      if (/lock file ".*" (already exists|is empty)|shared memory block .* still in use|could not bind/.test(text)) {
        throw new StillInUse(`PostgreSQL did not start on ${place.data}: ${text}`);
      }
      throw explainToolFailure(
        binaries.postgres,
        `ended with ${child.signalCode ?? `code ${child.exitCode}`}\n${text}`,
      );
    }
    const found = await readPostmaster(place.data);
    if (found !== null && found.pid === child.pid && isReady(found)) return { ...found, child };
    if (options.signal?.aborted) {
      child.kill("SIGQUIT");
      await waitForEnd(child.pid, 10_000);
      options.signal.throwIfAborted();
    }
    if (Date.now() > nextLine) {
      nextLine += 10_000;
      options.log(`PostgreSQL is still starting after ${Math.round((Date.now() - began) / 1_000)} s (recovery?)`);
    }
    await sleep(5);
  }
}

/** Fast stop: open transactions are rolled back, everything committed is on disk. Waits for the end. */
export async function stopServer(
  pid: number,
  place: Place,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<void> {
  if (!(await isPostmasterOf(pid, place.data))) return;
  if (process.platform === "win32") {
    await runTool(binaries.pgCtl, ["stop", "-D", place.data, "-m", "fast", "-w"], { cwd: place.data });
    return;
  }
  for (const [signal, waitMs] of [
    ["SIGINT", 60_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 10_000],
  ] as const) {
    if (signal !== "SIGINT")
      log(`PostgreSQL (process ${pid}) does not stop; sending ${signal}, it will recover at the next start`);
    signalProcess(pid, signal);
    if (await waitForEnd(pid, waitMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) could not be stopped.`);
}

async function waitForEnd(pid: number | undefined, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (pid !== undefined && !(await isDead(pid))) {
    if (Date.now() > deadline) return false;
    await sleep(5);
  }
  return true;
}

/** The kernel gives the path of a socket 107 bytes (fewer on macOS, 103). */
function socketFits(folder: string): boolean {
  if (process.platform === "win32") return false;
  return Buffer.byteLength(join(folder, ".s.PGSQL.5432")) <= (process.platform === "darwin" ? 103 : 107);
}

/** Another program may take it before PostgreSQL does; that start then fails with "could not bind" and is repeated. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free TCP port was given.");
  return address.port;
}

async function openLog(file: string): Promise<FileHandle> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 10_000_000) await rename(file, `${file}.old`);
  // The folder may belong to a less trusted user than this process, so a planted link is not followed.
  const noFollow = process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
  return open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | noFollow, 0o600);
}
