/** Starts hubs in processes of their own, so that they can be killed. Only for the tests beside it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { readPostmaster } from "./postmaster.ts";
import { isDead, signalProcess } from "./process-state.ts";
import type { RunAs } from "./run-tool.ts";
import type { EmbeddedServer } from "./server.ts";

export type Reached = Omit<EmbeddedServer, "stop">;
type Message = { log?: string; server?: Reached; refused?: string; exit?: string };

export const isRoot = process.getuid?.() === 0;

/** Root tests both ways of living; an ordinary user has only one. */
export const users: readonly { readonly name: string; readonly runAs?: RunAs }[] = [
  { name: isRoot ? "as root" : "as an ordinary user" },
  ...(isRoot ? [{ name: "as an ordinary user", runAs: { uid: 65534, gid: 65534 } }] : []),
];

export interface Hub {
  readonly process: ChildProcess;
  readonly messages: readonly Message[];
  until(found: (message: Message) => boolean): Promise<Message>;
  /** How to reach its database; rejects with its own words when it refused to start. */
  started(): Promise<Reached>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export function startHub(folder: string, mode: "own" | "join" | "share", runAs: RunAs | undefined): Hub {
  const script = join(import.meta.dirname, "owner.process.ts");
  const child = spawn(process.execPath, [script, "--folder", folder, "--mode", mode], {
    stdio: ["pipe", "pipe", "inherit"],
    ...runAs,
  });
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    messages.push(JSON.parse(line) as Message);
    for (const wake of waiting) wake();
  });
  const until = async (found: (message: Message) => boolean) => {
    for (;;) {
      const message = messages.find(found);
      if (message) return message;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  const ended = async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };
  return {
    process: child,
    messages,
    until,
    async started() {
      const { server, refused } = await until((m) => m.server !== undefined || m.refused !== undefined);
      if (server === undefined) throw new Error(refused);
      return server;
    },
    async stop() {
      child.stdin.end();
      await ended();
    },
    async kill() {
      child.kill("SIGKILL");
      await ended();
    },
  };
}

/** The name has a comma and spaces in it, which a list of socket directories must survive. */
export async function makeDataFolder(runAs: RunAs | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "schakel, embedded "));
  if (runAs) await chown(folder, runAs.uid, runAs.gid);
  return folder;
}

/** Removes a data folder with its cluster, and ends the server a killed hub left there. */
export async function removeDataFolder(folder: string): Promise<void> {
  const cluster = await clusterOf(folder);
  const server = await readPostmaster(join(cluster, "data"));
  if (server) signalProcess(server.pid, "SIGKILL");
  while (server && !(await isDead(server.pid))) await new Promise(setImmediate);
  for (const made of [cluster, folder]) await rm(made, { recursive: true, force: true, maxRetries: 5 });
}

/** Where the cluster of a data folder is: inside it, or where root put it. */
export async function clusterOf(folder: string): Promise<string> {
  const inside = join(folder, "postgres");
  return readFile(join(inside, "place"), "utf8").then(
    (recorded) => recorded.trim(),
    () => inside,
  );
}

export async function query(server: Reached, sql: string): Promise<unknown[]> {
  const { host, port, user, password } = server;
  const client = new pg.Client({ host, port, user, password, database: "postgres" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}
