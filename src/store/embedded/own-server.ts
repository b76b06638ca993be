import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Binaries, copyBinaries, locateBinaries } from "./binaries.ts";
import { takeHubLock } from "./hub-lock.ts";
import { initialise, superuser } from "./initialise.ts";
import { type LaunchOptions, StillInUse, launch, stopServer } from "./launch.ts";
import type { Place } from "./place.ts";
import { type Postmaster, findOrphan, probe, removeStaleFile } from "./postmaster.ts";
import { isPostmasterOf } from "./process-state.ts";
import type { EmbeddedServer } from "./server.ts";
import { finishSwap } from "./swap.ts";

export interface OwnOptions extends LaunchOptions {
  readonly onExit?: ((error: Error) => void) | undefined;
  /** False for a cluster that need not outlive a power cut. */
  readonly sync: boolean;
}

/** Another live process owns the cluster. */
export class AlreadyOwned extends Error {}

export interface OwnedServer extends EmbeddedServer {
  /** Gives the ownership up and leaves the server running, for a node that adopts it. */
  handOver(): void;
}

/** Becomes the owner of the cluster at this place: makes it when needed, then adopts the running server or starts one. */
export async function ownServer(place: Place, options: OwnOptions): Promise<OwnedServer> {
  const { log } = options;
  const lock = takeHubLock(place.folder);
  if ("holder" in lock) {
    throw new AlreadyOwned(`Schakel already runs on this data folder (process ${lock.holder}).`);
  }
  try {
    const installed = await locateBinaries();
    const { root } = place;
    const binaries = root ? await copyBinaries(installed, root.home, root.runAs) : installed;
    // A restore that a crash cut short between two renames: without this the data would seem never to have been there.
    await finishSwap(place.folder);
    const password = await initialise(place, binaries, options);

    const began = performance.now();
    const server = await adoptOrLaunch(place, binaries, password, options);
    let ended = false;
    let stopping: Promise<void> | undefined;
    const stop = () =>
      (stopping ??= (ended ? Promise.resolve() : stopServer(server.pid, place, binaries, log)).finally(() =>
        lock.release(),
      ));
    const handOver = () => {
      stopping ??= Promise.resolve(lock.release());
    };
    try {
      if (server.child) await checkAnswer(server, password);
    } catch (error) {
      await stop();
      throw error;
    }
    void whenEnded(server, place.data, () => stopping !== undefined).then((how) => {
      ended = true;
      if (stopping !== undefined) return;
      const what = `PostgreSQL (process ${server.pid}) ended unexpectedly ${how}`;
      options.onExit?.(new Error(`${what}; see ${join(place.folder, "server.log")}.`));
    });
    log(
      `PostgreSQL (process ${server.pid}) ${server.child ? "started" : "of a killed hub adopted"} ` +
        `in ${Math.round(performance.now() - began)} ms; data in ${place.data}` +
        (root ? `, run as user ${root.runAs.uid} because this process is root` : ""),
    );
    return { host: server.host, port: server.port, user: superuser, password, owned: true, stop, handOver };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function adoptOrLaunch(
  place: Place,
  binaries: Binaries,
  password: string,
  options: OwnOptions,
): Promise<Postmaster & { readonly child?: ChildProcess }> {
  for (const began = performance.now(); ;) {
    const orphan = await findOrphan(place.data, password, options);
    if (orphan !== null) return orphan;
    try {
      return await launch(place, binaries, options);
    } catch (error) {
      const stumblesForMs = performance.now() - began;
      if (!(error instanceof StillInUse) || stumblesForMs > 15_000) throw error;
      await removeStaleFile(place.data, stumblesForMs);
    }
    await sleep(200);
  }
}

async function checkAnswer(server: Postmaster, password: string): Promise<void> {
  if ((await probe(server, password)) === "no") {
    throw new Error(`PostgreSQL (process ${server.pid}) has started but does not answer on ${server.host}.`);
  }
}

/** Resolves when the server has ended, with how; for an adopted one also when it is being stopped. */
async function whenEnded(
  { child, pid }: Postmaster & { readonly child?: ChildProcess },
  data: string,
  isStopping: () => boolean,
): Promise<string> {
  if (child === undefined) {
    // Not our child, so there is no event to wait for.
    while (!isStopping() && (await isPostmasterOf(pid, data))) await sleep(500, undefined, { ref: false });
    return "(it was adopted)";
  }
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => void child.once("exit", resolve));
  }
  return `with ${child.signalCode ?? `code ${child.exitCode}`}`;
}
