import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  type Hub,
  clusterOf,
  isRoot,
  makeDataFolder,
  query,
  removeDataFolder,
  startHub,
  users,
} from "./hub-under-test.ts";
import { readPostmaster } from "./postmaster.ts";
import { isDead } from "./process-state.ts";

describe.each(users)("after a kill, the embedded PostgreSQL $name", ({ runAs }) => {
  const folders: string[] = [];
  const hubs: Hub[] = [];

  afterEach(async () => {
    for (const hub of hubs.splice(0)) await hub.kill();
    for (const folder of folders.splice(0)) await removeDataFolder(folder);
  });

  async function makeFolder(): Promise<string> {
    const folder = await makeDataFolder(runAs);
    folders.push(folder);
    return folder;
  }

  function start(folder: string, mode: "own" | "join" = "own"): Hub {
    const hub = startHub(folder, mode, runAs);
    hubs.push(hub);
    return hub;
  }

  test("adopts the server of a killed hub, and stops it in the end", async () => {
    const folder = await makeFolder();
    const first = start(folder);
    const server = await first.started();
    const data = join(await clusterOf(folder), "data");
    const before = await readPostmaster(data);
    await first.kill();
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);

    const second = start(folder);
    expect(await second.started()).toEqual(server);
    expect((await readPostmaster(data))?.pid).toBe(before?.pid);
    await second.stop();
    expect(await isDead(before?.pid ?? 0)).toBe(true);
  });

  test("recovers when hub and server were both killed", async () => {
    const folder = await makeFolder();
    const first = start(folder);
    const server = await first.started();
    await query(server, "create table kept as select 7 as n");
    const killed = await readPostmaster(join(await clusterOf(folder), "data"));
    await first.kill();
    process.kill(killed?.pid ?? 0, "SIGKILL");
    expect(await query(await start(folder).started(), "select n from kept")).toEqual([{ n: 7 }]);
  });

  test("lets exactly one of several starters take over after a kill", async () => {
    const folder = await makeFolder();
    const first = start(folder);
    await first.started();
    await first.kill();
    const results = await Promise.allSettled([start(folder), start(folder)].map((hub) => hub.started()));
    expect(results.map((r) => r.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("goes on after a first start that was killed at any step", async () => {
    const folder = await makeFolder();
    const draft = (name: string) => name.startsWith("initialising-");
    for (const reached of [
      async () => (await readdir(folder)).length > 0,
      async () => (await readdir(await clusterOf(folder))).includes("superuser-password"),
      async () => (await readdir(await clusterOf(folder))).some(draft),
    ]) {
      const hub = start(folder);
      while (!(await reached().catch(() => false))) await new Promise(setImmediate);
      await hub.kill();
    }
    await query(await start(folder).started(), "select 1");
    expect(await readdir(join(await clusterOf(folder), "data"))).toContain("PG_VERSION");
  });

  test("starts over a lock file that is empty, or whose number is now that of another program or of a zombie", async () => {
    const folder = await makeFolder();
    const first = start(folder);
    await first.started();
    const cluster = await clusterOf(folder);
    const file = join(cluster, "data", "postmaster.pid");
    const left = await readFile(file, "utf8");
    await first.stop();
    const { uid, gid } = await stat(dirname(file));
    const leave = async (text: string) => {
      await writeFile(file, text, { mode: 0o600 });
      await chown(file, uid, gid);
      return start(folder);
    };

    const afterEmpty = await leave("");
    await afterEmpty.started();
    await afterEmpty.stop();

    // Processes of the user of the cluster, or PostgreSQL sees by itself that they cannot be its own.
    const other = spawn("sleep", ["600"], { uid, gid });
    const parent = spawn("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"], {
      uid,
      gid,
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      const afterOther = await leave(left.replace(/^\d+/, String(other.pid)));
      await afterOther.started();
      await afterOther.stop();

      const [line] = (await once(parent.stdout, "data")) as [Buffer];
      const zombie = Number(String(line));
      // Once the shell has become another program, nobody reaps its child.
      await expect.poll(() => readFile(`/proc/${parent.pid}/comm`, "utf8"), { timeout: 20_000 }).toBe("sleep\n");
      process.kill(zombie);
      await expect.poll(() => readFile(`/proc/${zombie}/stat`, "utf8"), { timeout: 20_000 }).toContain(") Z ");
      const before = await stumbles(cluster);
      const afterZombie = await leave(left.replace(/^\d+/, String(zombie)));
      await expect.poll(() => stumbles(cluster), { timeout: 20_000 }).toBeGreaterThan(before);
      parent.kill();
      await afterZombie.started();
    } finally {
      other.kill();
      parent.kill();
    }
  });

  test("tells its owner when the server ends by itself", async () => {
    const folder = await makeFolder();
    const hub = start(folder);
    await hub.started();
    const server = await readPostmaster(join(await clusterOf(folder), "data"));
    process.kill(server?.pid ?? 0, "SIGKILL");
    expect((await hub.until((m) => m.exit !== undefined)).exit).toContain("ended unexpectedly with SIGKILL");
    await hub.stop();
    expect(hub.process.exitCode).toBe(0);

    const next = start(folder);
    await next.started();
    await next.kill();
    const adopter = start(folder);
    await adopter.started();
    process.kill((await readPostmaster(join(await clusterOf(folder), "data")))?.pid ?? 0, "SIGKILL");
    expect((await adopter.until((m) => m.exit !== undefined)).exit).toContain("it was adopted");
  });

  // As root the cluster has a short path of its own.
  test.skipIf(isRoot && runAs === undefined)(
    "uses TCP where the socket's path would be too long (needs an ordinary user)",
    async () => {
      const folder = join(await makeFolder(), "a-rather-long-name".repeat(5));
      const first = start(folder);
      const server = await first.started();
      expect(server.host).toBe("127.0.0.1");
      expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
      expect(await start(folder, "join").started()).toEqual({ ...server, owned: false });
      await first.kill();
      const second = start(folder);
      expect(await second.started()).toEqual(server);
      await second.stop();
    },
  );
});

/** How often PostgreSQL refused to start because of a lock file. */
async function stumbles(cluster: string): Promise<number> {
  return (await readFile(join(cluster, "server.log"), "utf8")).split('"postmaster.pid" already exists').length - 1;
}
