import { spawn } from "node:child_process";

/** The user a child runs as; absent when it is the user of this process. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export interface ToolOptions {
  readonly cwd: string;
  readonly runAs?: RunAs | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a child of PostgreSQL gets to see. Not our whole environment: it may hold secrets, and `/proc/<pid>/environ` shows
 * it to everything else that runs as the same user. No locale either, so that messages are in English everywhere.
 */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const passed = ["PATH", "TMPDIR", "SystemRoot", "SystemDrive", "TEMP", "TMP", "COMSPEC"];
  const environment: NodeJS.ProcessEnv = { LC_ALL: "C", TZ: "UTC" };
  for (const name of passed) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

/** Runs one of the programs of PostgreSQL to its end. A failure names the program and says what it printed. */
export async function runTool(program: string, args: readonly string[], options: ToolOptions): Promise<string> {
  options.signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: toolEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      ...options.runAs,
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    const abort = () => child.kill();
    options.signal?.addEventListener("abort", abort, { once: true });
    child.once("error", (error) => reject(explainToolFailure(program, error.message, error)));
    child.once("close", (code, signal) => {
      options.signal?.removeEventListener("abort", abort);
      if (options.signal?.aborted) reject(options.signal.reason as Error);
      else if (code === 0) resolve(output);
      else reject(explainToolFailure(program, `ended with ${signal ?? `code ${code}`}\n${output.trim()}`));
    });
  });
}

/** The error of a program that could not run, with the remedy when the cause is a known one. */
export function explainToolFailure(program: string, what: string, cause?: unknown): Error {
  const failed = `${program}: ${what}`;
  if (/cannot open shared object file|Library not loaded/.test(what)) {
    return new Error(
      "PostgreSQL misses its own libraries, because it was installed with install scripts switched off. " +
        `Run "npm ci" with scripts on (or "npm rebuild"), or set DATABASE_URL. (${failed})`,
      { cause },
    );
  }
  if (/\bEACCES\b/.test(what)) {
    return new Error(`PostgreSQL may not be started from where it is: ${failed}`, { cause });
  }
  if (/\bENOENT\b/.test(what)) {
    return new Error(
      "PostgreSQL does not start: its program is missing, or this system lacks the C library it was built for (Alpine). " +
        `Run "npm ci", or set DATABASE_URL. (${failed})`,
      { cause },
    );
  }
  return new Error(`PostgreSQL failed: ${failed}`, { cause });
}
