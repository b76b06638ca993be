import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPassword, superuser } from "./initialise.ts";
import { AlreadyOwned, ownServer, type OwnedServer, type OwnOptions } from "./own-server.ts";
import type { Place } from "./place.ts";
import { enter, tryAlone } from "./presence.ts";
import { probe, readPostmaster } from "./postmaster.ts";
import type { EmbeddedServer } from "./server.ts";

/** How long an owner that is starting is waited for: a first start, or a recovery. */
const startMs = 120_000;

/** Between two looks whether the owner has gone. */
const standByMs = 1000;

export type Reached = Pick<EmbeddedServer, "host" | "port" | "user" | "password">;

/** The server that runs at this place, whoever owns it; null when none is ready. */
export async function findServer(place: Place, log: (line: string) => void): Promise<Reached | null> {
  const password = await readPassword(join(place.folder, "superuser-password"), log);
  const found = await readPostmaster(place.data);
  if (!found || !password || (await probe(found, password)) !== "ready") return null;
  return { host: found.host, port: found.port, user: superuser, password };
}

/**
 * One of any number of nodes on this cluster. The first owns its server; the others stand by: when the owner ends, however it ends, one of them
 * adopts the server, or starts it anew where it was. An owner that leaves while others live leaves them the server; the last one stops it.
 */
export async function shareServer(place: Place, options: OwnOptions): Promise<EmbeddedServer> {
  const { log } = options;
  const share = await enter(place.folder, options.signal);
  let owned: OwnedServer | null = null;
  const tryOwn = async (at?: Reached): Promise<OwnedServer | null> => {
    try {
      // Those that are connected know one address: a server on TCP keeps its port.
      const settings = at?.host === "127.0.0.1" ? { ...options.settings, port: String(at.port) } : options.settings;
      return await ownServer(place, { ...options, settings });
    } catch (error) {
      if (error instanceof AlreadyOwned) return null;
      throw error;
    }
  };
  const find = async (): Promise<Reached> => {
    for (const until = performance.now() + startMs; ;) {
      options.signal?.throwIfAborted();
      owned = await tryOwn();
      const found = owned ?? (await findServer(place, log));
      if (found !== null) return found;
      if (performance.now() > until)
        throw new Error(`The Schakel that owns the database in ${place.folder} does not get it started.`);
      await sleep(100);
    }
  };
  let reached: Reached;
  try {
    reached = await find();
  } catch (error) {
    share.release();
    throw error;
  }

  const leaving = new AbortController();
  const standBy = async (): Promise<void> => {
    while (owned === null && !leaving.signal.aborted) {
      await sleep(standByMs, undefined, { signal: leaving.signal, ref: false }).catch(() => undefined);
      if (leaving.signal.aborted) return;
      owned = await tryOwn(reached).catch((error: unknown) => {
        log(`The database could not be taken over: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      });
      if (owned !== null) log("The owner of the database has ended; this node owns it now");
    }
  };
  const standingBy = standBy();

  const leave = async (): Promise<void> => {
    leaving.abort();
    await standingBy;
    share.release();
    const alone = await tryAlone(place.folder);
    if (alone === null) {
      owned?.handOver();
      return;
    }
    try {
      // One that left at the same moment may still hold the ownership for an instant.
      for (let tries = 0; owned === null && tries < 50; tries += 1) {
        if ((await readPostmaster(place.data)) === null) return;
        owned = await tryOwn(reached);
        if (owned === null) await sleep(100);
      }
      await owned?.stop();
    } finally {
      alone.release();
    }
  };
  let left: Promise<void> | undefined;
  const isOwner = owned !== null;
  return { ...reached, owned: isOwner, stop: () => (left ??= leave()) };
}
