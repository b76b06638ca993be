/** Demo Boeken on this machine, for the demo and the tests. Its contract is docs/connectors/demo-books.md. */
import { setTimeout as sleep } from "node:timers/promises";
import { Access, type NewKey } from "./access.ts";
import { Faults, type Fault, type Planned } from "./faults.ts";
import { Repeats } from "./repeats.ts";
import { startServer, type Logged } from "./server.ts";
import { defaults, type Settings } from "./settings.ts";
import { Records, type Store } from "./store.ts";

export interface DemoBooksOptions {
  /** Default 0: a free port. Always on 127.0.0.1 only. */ readonly port?: number;
  /** Default a new one. */ readonly key?: string;
  readonly settings?: Partial<Settings>;
  /** Milliseconds since 1970. Keys, windows, the index and `createdAt` go by it. */ readonly now?: () => number;
  /** How the faults `late` and `slow` and `writeMs` pass. Default: real time, also when `now` is another clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Of the faults with a probability. Default 1. */ readonly seed?: number;
}

export interface DemoBooks {
  /** The root; the interface is below `{url}/api/v1/`. */ readonly url: string;
  /** A key that may write. */ readonly key: string;
  /** May be changed at any time. */ readonly settings: Settings;
  readonly store: Store;
  /** Every request whose head was read, also those hit by a fault. */ readonly requests: readonly Logged[];
  makeKey(options?: NewKey): string;
  revokeKey(key: string): void;
  fault(fault: Fault): Planned;
  /** Calls off every fault. */ heal(): void;
  /** Until no request is under way, those of callers who are gone among them. */ settled(): Promise<void>;
  /** Connections are refused (`ECONNREFUSED`) until `plug`. What is under way goes on. */ unplug(): Promise<void>;
  plug(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDemoBooks(options: DemoBooksOptions = {}): Promise<DemoBooks> {
  const now = options.now ?? ((): number => Temporal.Now.instant().epochMilliseconds);
  const settings: Settings = { ...defaults, window: { ...defaults.window }, ...options.settings };
  const records = new Records();
  const access = new Access(now, settings);
  const key = access.make(options.key === undefined ? {} : { key: options.key });
  const faults = new Faults(options.seed ?? 1);
  const repeats = new Repeats(now, () => settings.keyHours);
  const server = await startServer(options.port ?? 0, {
    books: { settings, records, repeats, now },
    access,
    faults,
    wait: options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
  });
  return {
    url: server.url,
    key,
    settings,
    store: records,
    requests: server.requests,
    makeKey: (given) => access.make(given),
    revokeKey: (given) => access.revoke(given),
    fault: (fault) => faults.plan(fault),
    heal: () => faults.clear(),
    settled: server.settled,
    unplug: server.unplug,
    plug: server.plug,
    stop: server.stop,
  };
}
