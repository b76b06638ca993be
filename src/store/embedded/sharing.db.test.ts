import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Hub, clusterOf, makeDataFolder, query, removeDataFolder, startHub } from "./hub-under-test.ts";
import { readPostmaster } from "./postmaster.ts";
import { isDead } from "./process-state.ts";

let folder: string;
let data: string;
const nodes: Hub[] = [];

beforeEach(async () => {
  folder = await makeDataFolder(undefined);
});
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.kill();
  await removeDataFolder(folder);
});

async function node() {
  const hub = startHub(folder, "share", undefined);
  nodes.push(hub);
  const server = await hub.started();
  data = join(await clusterOf(folder), "data");
  return { ...hub, server, ownsNow: () => hub.until(({ log = "" }) => log.includes("this node owns it now")) };
}

const serverPid = async (): Promise<number> => (await readPostmaster(data))?.pid ?? 0;

test("the first owns the server, the owner that leaves hands it over, and the last one stops it", async () => {
  const first = await node();
  const second = await node();
  expect([first.server.owned, second.server.owned]).toEqual([true, false]);
  const pid = await serverPid();
  await first.stop();
  expect(first.process.exitCode).toBe(0);
  expect(await isDead(pid)).toBe(false);
  await second.ownsNow();
  expect(await query(second.server, "select 1 as one")).toEqual([{ one: 1 }]);
  const third = await node();
  expect(third.server.owned).toBe(false);
  await third.stop();
  expect(await isDead(pid)).toBe(false);
  await second.stop();
  expect(await isDead(pid)).toBe(true);
});

test("an owner that is killed is followed up; nobody starts a second server", async () => {
  const first = await node();
  const second = await node();
  const pid = await serverPid();
  await first.kill();
  await second.ownsNow();
  expect(await serverPid()).toBe(pid);
  await second.stop();
  expect(await isDead(pid)).toBe(true);
});

test("a server that died with its owner runs again at the same address", async () => {
  const first = await node();
  const second = await node();
  const pid = await serverPid();
  process.kill(pid, "SIGKILL");
  await first.kill();
  await second.ownsNow();
  expect(await serverPid()).not.toBe(pid);
  expect(await query(second.server, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("nodes that start and leave together make one server, and leave none behind", async () => {
  for (let round = 0; round < 3; round += 1) {
    const started = await Promise.all([node(), node(), node()]);
    expect(started.filter(({ server }) => server.owned)).toHaveLength(1);
    const pid = await serverPid();
    await Promise.all(started.map((one) => one.stop()));
    expect(await isDead(pid)).toBe(true);
  }
});
