import { rm } from "node:fs/promises";
import type { Chance } from "#sandbox/demo-month/random.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";
import { faultyProxy, type FaultyProxy } from "./faulty-proxy.ts";
import { environmentOn, startAlone } from "./hub-under-test.ts";
import type { PartnerHub } from "./partner-companies.ts";
import { startCommand, type Running } from "./run-command.ts";

/** A hub in a process of its own, on a database of its own, that others reach only through a proxy with faults; its people reach it directly. */
export interface StormHub extends PartnerHub {
  readonly store: TestStore;
  readonly proxy: FaultyProxy;
  /** SIGKILL, and started again on the same database and port. */
  killAndStart(): Promise<void>;
  /** Its clock goes two days on. */
  goOn(): Promise<void>;
}

export async function stormHub(chance: Chance, share: number, isSpared: (path: string) => boolean): Promise<StormHub> {
  const store = await testStore();
  const its = await environmentOn(store, true);
  atEndOfFile(() => rm(its["SCHAKEL_DATA"] ?? "", { recursive: true, force: true }));
  const port = Number(its["SCHAKEL_PORT"]);
  const proxy = await faultyProxy(port, chance, share, isSpared);
  const environment = { ...its, SCHAKEL_PUBLIC_URL: proxy.url.href };
  const start = (): Promise<Running> =>
    startAlone(async () => {
      const node = startCommand(["src/cli/testing/partner-node.process.ts"], environment);
      await node.line(/^ready/);
      return node;
    });
  let node = await start();
  return {
    ...{ store, proxy, hub: { url: new URL(`http://127.0.0.1:${port}/`) } },
    async killAndStart() {
      node.process.kill("SIGKILL");
      await node.ended;
      node = await start();
    },
    async goOn() {
      node.process.kill("SIGUSR2");
      await node.line(/^later/);
    },
  };
}
