import { createServer, type AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { readConfiguration } from "#cli/configuration.ts";
import { startHub, type Hub } from "#cli/start-hub.ts";
import type { SmtpTiming } from "#connect/smtp.ts";
import type { Transport, WireAnswer, WireRequest } from "#connect/transport.ts";
import type { NodeRole } from "#engine/engine.ts";
import type { Timing } from "#engine/options.ts";
import { patient } from "./patient-timing.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";

/** The real hub on the database of this test file, as `schakel` starts it. */
export interface HubUnderTest {
  readonly hub: Hub;
  readonly store: TestStore;
  /** Its clock and its way out. */
  readonly world: World;
  /** Another node on the same database. */
  join(role: NodeRole): Promise<Hub>;
  /** The environment of one in a process of its own. */
  environment(): Promise<Environment>;
}

export interface World {
  /** Seconds the hub's clock is ahead of this machine's. */
  ahead: number;
  /** How long it waits for a shop. */
  timeoutMs: number;
  /** Every request fails as if there were no network. */
  isCutOff: boolean;
  /** Changes what the other side answered. */
  answered?: (request: WireRequest, answer: WireAnswer) => Promise<WireAnswer>;
}

/** How long mail servers are waited for. */
const impatient: SmtpTiming = { connect: 2000, talk: 2000, message: 1500, stop: 500 };

async function freePort(): Promise<number> {
  const server = createServer();
  const listening = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => listening.resolve(undefined));
  await listening.promise;
  const { port } = server.address() as AddressInfo;
  const closed = Promise.withResolvers<undefined>();
  server.close(() => closed.resolve(undefined));
  await closed.promise;
  return port;
}

/** Roles belong to the whole server, which every test file shares: one hub at a time prepares them. */
export async function startAlone<T>(start: () => Promise<T>): Promise<T> {
  const lock = new pg.Client({ ...inject("cluster"), database: "postgres" });
  await lock.connect();
  try {
    await lock.query("select pg_advisory_lock(2)");
    return await start();
  } finally {
    await lock.end();
  }
}

export type Environment = Readonly<Record<string, string>>;

/** Its data folder is of who asks. */
export async function environmentOn(store: TestStore, isReachable: boolean): Promise<Environment> {
  const { user, password, keyHex } = inject("cluster");
  const databaseUrl = new URL("postgres://test/");
  databaseUrl.pathname = store.address.database;
  databaseUrl.username = user;
  databaseUrl.password = encodeURIComponent(password);
  databaseUrl.port = String(store.address.port);
  databaseUrl.searchParams.set("host", store.address.host);
  const port = await freePort();
  return {
    SCHAKEL_DATA: await mkdtemp(join(tmpdir(), "schakel-hub-")),
    SCHAKEL_PORT: String(port),
    SCHAKEL_LOG: process.env["SCHAKEL_LOG"] ?? "silent",
    SCHAKEL_OPEN_HOSTS: "127.0.0.1",
    SCHAKEL_KEY: keyHex,
    DATABASE_URL: databaseUrl.href,
    ...(isReachable && { SCHAKEL_PUBLIC_URL: `http://127.0.0.1:${port}/` }),
  };
}

/** For one test file, ended after it. `isReachable`: shops can deliver webhooks to it. `more`: of its environment. */
export async function hubUnderTest(
  options: {
    readonly timing?: Timing;
    readonly isReachable?: boolean;
    readonly role?: NodeRole;
    readonly more?: Environment;
  } = {},
): Promise<HubUnderTest> {
  const store = await testStore();
  const world: World = { ahead: 0, timeoutMs: 30_000, isCutOff: false };
  const wrapTransport =
    (transport: Transport): Transport =>
    async (request) => {
      const answer = await transport({
        ...request,
        timeoutMs: Math.min(request.timeoutMs, world.timeoutMs),
        ...(world.isCutOff && { url: new URL("http://127.0.0.1:1/") }),
      });
      return (await world.answered?.(request, answer)) ?? answer;
    };
  const hubs: Hub[] = [];
  const environment = async (): Promise<Environment> => {
    const its = { ...(await environmentOn(store, options.isReachable ?? true)), ...options.more };
    afterStop.push(() => rm(its["SCHAKEL_DATA"] ?? "", { recursive: true, force: true }));
    return its;
  };
  const start = async (role: NodeRole): Promise<Hub> => {
    const configuration = readConfiguration(await environment());
    const hub = await startAlone(() =>
      startHub({
        configuration,
        role,
        timing: options.timing ?? patient,
        smtpTiming: impatient,
        now: () => Temporal.Now.instant().add({ milliseconds: Math.round(world.ahead * 1000) }),
        wrapTransport,
      }),
    );
    hubs.push(hub);
    return hub;
  };
  const afterStop: (() => Promise<void>)[] = [];
  atEndOfFile(async () => {
    await Promise.all(hubs.map((hub) => hub.stop()));
    for (const step of afterStop) await step();
  });
  return { hub: await start(options.role ?? "all"), store, world, join: start, environment };
}
