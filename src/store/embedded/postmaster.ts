import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { superuser } from "./initialise.ts";
import { isDead, isPostmasterOf, signalProcess } from "./process-state.ts";

/** A server as its own `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number;
  /** The directory of its socket, or 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  readonly status: string;
}

/** Reads `postmaster.pid`. What it says may be long past: the file outlives a killed server. */
export async function readPostmaster(data: string): Promise<Postmaster | null> {
  let text: string;
  try {
    text = await readFile(join(data, "postmaster.pid"), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const [pid = "", , , port = "", socketDirectory = "", , , status = ""] = text.split(/\r?\n/);
  if (!/^[1-9]\d*$/.test(pid)) return null;
  return { pid: Number(pid), host: socketDirectory || "127.0.0.1", port: Number(port), status: status.trim() };
}

export function isReady(postmaster: Postmaster): boolean {
  return postmaster.status === "ready" || postmaster.status === "standby";
}

/** Whether a server answers there: "no" when nothing does, "not yet" while it starts or stops. */
export async function probe(at: Postmaster, password: string): Promise<"ready" | "not yet" | "no"> {
  const client = new pg.Client({
    host: at.host,
    port: at.port,
    user: superuser,
    password,
    database: "postgres",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return "ready";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "57P03") return "not yet";
    // No free connection: it is busy, so it runs.
    if (code === "53300") return "ready";
    if (code === "28P01") {
      throw new Error(
        `PostgreSQL (process ${at.pid}) refuses the password stored beside its data. Restore the file superuser-password.`,
        { cause: error },
      );
    }
    return "no";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Finds the server that a killed hub left running on this data directory, and waits while it is still starting or already
 * stopping. Null when there is none. Only for the holder of the hub lock.
 */
export async function findOrphan(
  data: string,
  password: string,
  options: { readonly log: (line: string) => void; readonly signal?: AbortSignal | undefined },
): Promise<Postmaster | null> {
  let silentSince = Date.now();
  let waitsFor = "";
  for (;;) {
    options.signal?.throwIfAborted();
    const found = await readPostmaster(data);
    if (found === null || !(await isPostmasterOf(found.pid, data))) return null;
    const answer = isReady(found) ? await probe(found, password) : "not yet";
    if (answer === "ready") return found;
    if (answer === "not yet") silentSince = Date.now();
    else if (Date.now() - silentSince > 10_000) {
      throw new Error(
        `PostgreSQL (process ${found.pid}) holds ${data} but does not answer on ${found.host}. End that process, then start again.`,
      );
    }
    if (waitsFor !== found.status) {
      waitsFor = found.status;
      options.log(
        `PostgreSQL (process ${found.pid}) of an earlier start is ${found.status || "starting"}; waiting for it`,
      );
      // A slow stop waits for its clients, for ever if need be; SIGINT makes it a fast one.
      if (found.status === "stopping" && process.platform !== "win32") signalProcess(found.pid, "SIGINT");
    }
    await sleep(50);
  }
}

/**
 * Removes a `postmaster.pid` over which PostgreSQL stumbles although its server is gone: it cannot tell a zombie, nor a
 * number that went to another program of the same user, from a server. A server that has just died gets time first,
 * because its last children may still be at work on the data. Never removes the file of a live server.
 */
export async function removeStaleFile(data: string, stumblesForMs: number): Promise<void> {
  const named = await readPostmaster(data);
  if (named !== null && (await isPostmasterOf(named.pid, data))) return;
  const diedLately = named !== null && (await isDead(named.pid));
  if (stumblesForMs > (diedLately ? 10_000 : 1_000)) await rm(join(data, "postmaster.pid"), { force: true });
}
