import { execFile } from "node:child_process";
import { chmod, chown, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Debian's `nobody`: an ordinary user that every machine has. */
const ordinary = { uid: 65_534, gid: 65_534 };

export interface Clone {
  readonly folder: string;
  /** Runs a program in the clone with only what a bare machine has: the host's Node and npm. */
  run(program: string, args: readonly string[]): Promise<{ readonly code: number; readonly output: string }>;
  remove(): Promise<void>;
}

/** A clone of the last commit in a folder of its own, owned by this user or by an ordinary one (only root can choose). */
export async function freshClone(as: "this user" | "ordinary user"): Promise<Clone> {
  const parent = await mkdtemp(join(tmpdir(), "schakel-clone-"));
  const folder = join(parent, "schakel");
  const user = as === "ordinary user" && process.getuid?.() === 0 ? ordinary : null;
  const hostPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((entry) => !entry.includes("node_modules") && !entry.includes("node-gyp-bin"));
  const environment = { PATH: hostPath.join(delimiter), HOME: parent, LANG: "C.UTF-8", TMPDIR: tmpdir(), CI: "true" };

  const execute = (program: string, args: readonly string[], cwd: string, identity: typeof ordinary | null) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const options = { cwd, env: environment, maxBuffer: 64 * 1024 * 1024, timeout: 30 * 60_000, ...identity };
      execFile(program, [...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ code, output: `${stdout}${stderr}` });
      });
    });

  const cloned = await execute("git", ["clone", "--quiet", "--no-hardlinks", repository, folder], parent, null);
  if (cloned.code !== 0) throw new Error(`git clone failed: ${cloned.output}`);
  await chmod(parent, 0o755);
  if (user !== null) {
    await chown(parent, user.uid, user.gid);
    const given = await execute("chown", ["-R", `${user.uid}:${user.gid}`, folder], parent, null);
    if (given.code !== 0) throw new Error(given.output);
  }
  return {
    folder,
    run: (program, args) => execute(program, args, folder, user),
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

/** The installed packages of this checkout, so that a clone that is only mutated need not install again. */
export const copyPackages = (clone: Clone): Promise<void> =>
  cp(join(repository, "node_modules"), join(clone.folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
