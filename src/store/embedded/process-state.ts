import { readFile, readlink, realpath } from "node:fs/promises";

interface LinuxProcess {
  readonly name: string;
  readonly state: string;
}

/** True when no such process runs. A zombie nobody has reaped yet is dead as well: it holds no file and no memory. */
export async function isDead(pid: number): Promise<boolean> {
  if (process.platform === "linux") {
    const found = await readLinuxProcess(pid);
    return found === null || found.state === "Z" || found.state === "X";
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "EPERM");
  }
}

/**
 * True when that process is alive and is the PostgreSQL server of that data directory, as far as the system tells: its
 * number may have gone to another program since `postmaster.pid` was written. In doubt it is.
 */
export async function isPostmasterOf(pid: number, dataDirectory: string): Promise<boolean> {
  if (await isDead(pid)) return false;
  if (process.platform !== "linux") return true;
  if ((await readLinuxProcess(pid))?.name !== "postgres") return false;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(dataDirectory));
  } catch {
    // Root in a container without CAP_SYS_PTRACE may not read this of another user's process.
    return !(await isDead(pid));
  }
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

async function readLinuxProcess(pid: number): Promise<LinuxProcess | null> {
  let stat: string;
  try {
    stat = await readFile(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // The name stands in parentheses and may hold any character, so look for the last one.
  const end = stat.lastIndexOf(")");
  return { name: stat.slice(stat.indexOf("(") + 1, end), state: stat.charAt(end + 2) };
}
