import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Planted } from "./sabotage.ts";

const nodeFile = fileURLToPath(new URL("node.process.ts", import.meta.url));

interface Slot {
  readonly port: number;
  child: ChildProcess | null;
  isReady: boolean;
}

/** Nodes on one database, each at its own port; one that is killed is started again at the same port. */
export interface Fleet {
  /** Addresses of the nodes that answer now. */
  ready(): readonly URL[];
  /** Starts all, and waits until they answer. */
  start(): Promise<void>;
  /** kill -9 of the n-th node, and a new one after a while. False when it was not up. */
  kill(index: number, restartAfterMs: number): boolean;
  /** Nodes that were up and ended without being killed or told to: each is a fault, whatever the counters say. */
  fellOver(): number;
  stop(): Promise<void>;
}

export function fleetOf(
  ports: readonly number[],
  environment: Readonly<Record<string, string>>,
  fault: Planted | null,
): Fleet {
  const slots: Slot[] = ports.map((port) => ({ port, child: null, isReady: false }));
  let isStopping = false;
  let fellOver = 0;

  const launch = (slot: Slot): Promise<void> => {
    const child = spawn(process.execPath, [nodeFile, ...(fault === null ? [] : [JSON.stringify(fault)])], {
      env: { ...process.env, ...environment, SCHAKEL_PORT: String(slot.port) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    slot.child = child;
    return new Promise((resolve) => {
      createInterface({ input: child.stdout }).once("line", () => {
        slot.isReady = slot.child === child;
        resolve();
      });
      // A node may be killed while it starts, or not get its database in time: another is started in its place.
      child.once("exit", () => {
        resolve();
        if (slot.child !== child) return;
        if (slot.isReady && !isStopping) fellOver += 1;
        slot.isReady = false;
        slot.child = null;
        if (!isStopping) void launch(slot);
      });
    });
  };

  return {
    fellOver: () => fellOver,
    ready: () => slots.filter(({ isReady }) => isReady).map(({ port }) => new URL(`http://127.0.0.1:${port}/`)),
    async start() {
      await Promise.all(slots.map(launch));
    },
    kill(index, restartAfterMs) {
      const slot = slots[index];
      if (slot === undefined || slot.child === null || !slot.isReady) return false;
      const { child } = slot;
      slot.child = null;
      slot.isReady = false;
      child.kill("SIGKILL");
      setTimeout(() => {
        if (!isStopping) void launch(slot);
      }, restartAfterMs);
      return true;
    },
    async stop() {
      isStopping = true;
      await Promise.all(
        slots.map(
          ({ child }) =>
            new Promise<void>((resolve) => {
              if (child === null || child.exitCode !== null || child.signalCode !== null) return resolve();
              const cutShort = setTimeout(() => child.kill("SIGKILL"), 20_000);
              child.once("exit", () => {
                clearTimeout(cutShort);
                resolve();
              });
              child.kill("SIGTERM");
            }),
        ),
      );
    },
  };
}
