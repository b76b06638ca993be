import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeHubLock } from "./hub-lock.ts";
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from "./server.ts";

let folder: string;
let home: string;
const running: EmbeddedServer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "schakel-embedded-"));
  // Not inside `folder`, which only this user may enter.
  home = join(tmpdir(), `schakel-home-${process.pid}-${Math.random().toString(36).slice(2)}`);
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const made of [folder, home]) await rm(made, { recursive: true, force: true });
});

async function own(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ folder, mode: "own", rootHome: home, log: () => undefined, ...options });
  running.push(server);
  return server;
}

test("refuses a second owner in the same process, and stays the owner", async () => {
  const server = await own();
  for (let tries = 0; tries < 3; tries += 1) {
    await expect(own()).rejects.toThrow(`Schakel already runs on this data folder (process ${process.pid}).`);
  }
  await Promise.all([server.stop(), server.stop()]);
  expect((await own()).password).toBe(server.password);
});

test("ends an aborted start and leaves nothing that hinders the next one", async () => {
  const reason = new Error("enough");
  await expect(own({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const abort = new AbortController();
  const log = (line: string) => line.startsWith("made a new PostgreSQL cluster") && abort.abort(reason);
  await expect(own({ signal: abort.signal, log: (line) => void log(line) })).rejects.toBe(reason);
  await own();
});

test("explains a setting that the server refuses, and leaves the folder free", async () => {
  await expect(own({ settings: { shared_buffers: "much" } })).rejects.toThrow(
    'invalid value for parameter "shared_buffers"',
  );
  await own({ settings: { max_connections: "20" } });
});

test("adds no handlers to the process", async () => {
  const listeners = () => process.eventNames().flatMap((name) => process.listeners(name as "exit"));
  const before = listeners();
  await own();
  expect(listeners()).toEqual(before);
});

test.skipIf(process.getuid?.() !== 0)(
  "does not make a new cluster when the recorded one is gone (needs root)",
  async () => {
    const server = await own();
    await server.stop();
    const recorded = (await readFile(join(folder, "postgres", "place"), "utf8")).trim();
    expect(recorded.startsWith(home)).toBe(true);
    await rm(recorded, { recursive: true });
    await expect(own()).rejects.toThrow(`lived in ${recorded}, which is not there any more`);
  },
);

test("the lock tells who holds it", () => {
  const lock = takeHubLock(folder);
  expect(takeHubLock(folder)).toEqual({ holder: String(process.pid) });
  if ("release" in lock) lock.release();
  const again = takeHubLock(folder);
  expect(again).toHaveProperty("release");
  if ("release" in again) again.release();
});
