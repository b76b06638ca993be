import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Resolves with the line that matches; rejects with everything said when the process ends before. */
  line(pattern: RegExp): Promise<string>;
  ended: Promise<Ended>;
}

/**
 * Starts a script of this repository on the Node of the tests, with no SCHAKEL_ or DATABASE_URL of the outside. Ends with its test. The
 * compile cache saves half a second at each start.
 */
export function startCommand(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  const outside = Object.entries(process.env).filter(
    ([name]) => !/^(SCHAKEL_|DATABASE_URL$|VITEST|NODE_(?!COMPILE_CACHE$))/.test(name),
  );
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...Object.fromEntries(outside), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    wake();
  });
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stdout, stderr }));
  void ended.then(wake);
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await ended;
  });
  return {
    process: child,
    pid: child.pid ?? 0,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = stdout.split("\n").find((text) => pattern.test(text));
          const isOver = child.exitCode !== null || child.signalCode !== null;
          if (found === undefined && !isOver) return;
          waiting.delete(look);
          if (found === undefined) reject(new Error(`It ended without ${pattern.source}: ${stdout}${stderr}`));
          else resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export const runCommand = (args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended> =>
  startCommand(args, environment).ended;

export const schakel = (...args: string[]): Promise<Ended> => runCommand(["bin/schakel.mjs", ...args]);
