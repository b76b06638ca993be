import { chmod, chown, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Hub, clusterOf, makeDataFolder, query, removeDataFolder, startHub, users } from "./hub-under-test.ts";
import { readPostmaster } from "./postmaster.ts";

describe.each(users)("the embedded PostgreSQL $name", ({ runAs }) => {
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

  test("makes a cluster, keeps it and its password over a restart, and stops it cleanly", async () => {
    const folder = await makeFolder();
    const first = start(folder);
    const server = await first.started();
    expect(server).toMatchObject({ owned: true, user: "postgres", port: 5432 });
    await query(server, "create table kept (word text)");
    await query(server, "insert into kept values ('één')");
    await first.stop();
    expect(await readPostmaster(join(await clusterOf(folder), "data"))).toBeNull();

    const again = await start(folder).started();
    expect(again.password).toBe(server.password);
    expect(await query(again, "select word from kept where word ilike 'ÉÉN'")).toEqual([{ word: "één" }]);
  });

  test("decides archiving, encoding, locale and durability at the first start", async () => {
    const server = await start(await makeFolder()).started();
    expect(
      await query(
        server,
        `select current_setting('archive_mode') as archive, current_setting('synchronous_commit') as commit,
           current_setting('listen_addresses') as listens, current_setting('TimeZone') as zone,
           current_setting('data_checksums') as checksums, encoding = 6 as utf8, datlocprovider as provider, datlocale as locale
         from pg_database where datname = 'postgres'`,
      ),
    ).toEqual([
      {
        archive: "on",
        commit: "on",
        listens: "",
        zone: "UTC",
        checksums: "on",
        utf8: true,
        provider: "b",
        locale: "C.UTF-8",
      },
    ]);
    await query(server, "alter system set archive_command = 'exit 1'");
    await query(server, "select pg_reload_conf()");
    await expect
      .poll(() => query(server, "show archive_command"), { timeout: 20_000 })
      .toEqual([{ archive_command: "exit 1" }]);
  });

  test("refuses a wrong password, and shows the right one to nobody else", async () => {
    const folder = await makeFolder();
    const server = await start(folder).started();
    await expect(query({ ...server, password: "password" }, "select 1")).rejects.toThrow(
      "password authentication failed",
    );
    const cluster = await clusterOf(folder);
    expect((await stat(join(cluster, "superuser-password"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(cluster, "data"))).mode & 0o777).toBe(0o700);
    const { pid } = (await readPostmaster(join(cluster, "data"))) ?? {};
    expect(await readFile(`/proc/${pid}/environ`, "utf8")).not.toContain("HOME=");
  });

  test("takes back a password file that others could read", async () => {
    const folder = await makeFolder();
    const first = start(folder);
    await first.started();
    await first.stop();
    const file = join(await clusterOf(folder), "superuser-password");
    await chmod(file, 0o644);
    const second = start(folder);
    await second.started();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(second.messages.map((m) => m.log)).toContainEqual(expect.stringContaining("could be read by other users"));
  });

  test("names the file when the password is gone, empty or another one", async () => {
    const folder = await makeFolder();
    const first = start(folder);
    await first.started();
    await first.stop();
    const file = join(await clusterOf(folder), "superuser-password");
    const owner = await stat(file);
    await writeFile(file, "another\n");
    await expect(start(folder).started()).rejects.toThrow("refuses the password stored beside its data");
    await writeFile(file, "");
    await expect(start(folder).started()).rejects.toThrow("is empty");
    await rm(file);
    await expect(start(folder).started()).rejects.toThrow("superuser-password is gone");
    await writeFile(file, `${(await first.started()).password}\n`, { mode: 0o600 });
    await chown(file, owner.uid, owner.gid);
    await start(folder).started();
  });

  test("refuses a second owner and lets others join", async () => {
    const folder = await makeFolder();
    await expect(start(folder, "join").started()).rejects.toThrow("No Schakel runs on the data folder");
    const first = start(folder);
    const server = await first.started();
    await expect(start(folder).started()).rejects.toThrow(
      `Schakel already runs on this data folder (process ${first.process.pid}).`,
    );
    const joined = start(folder, "join");
    expect(await joined.started()).toEqual({ ...server, owned: false });
    await joined.stop();
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    await first.stop();
    await expect(start(folder, "join").started()).rejects.toThrow("No Schakel runs on the data folder");
  });

  test("lets exactly one of several starters own a new data folder", async () => {
    const folder = await makeFolder();
    const starters = [start(folder), start(folder), start(folder)];
    const results = await Promise.allSettled(starters.map((hub) => hub.started()));
    const owners = results.filter((r) => r.status === "fulfilled");
    expect(owners).toHaveLength(1);
    for (const { reason } of results.filter((r) => r.status === "rejected")) {
      expect(String(reason)).toContain("Schakel already runs on this data folder");
    }
    for (const { value } of owners) expect(await query(value, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("survives Ctrl-C in the terminal: the signal for the group does not reach the server", async () => {
    const folder = await makeFolder();
    const hub = start(folder);
    await hub.started();
    const { pid } = (await readPostmaster(join(await clusterOf(folder), "data"))) ?? {};
    const group = (id: number | undefined) =>
      readFile(`/proc/${id}/stat`, "utf8").then((text) => text.slice(text.lastIndexOf(")") + 2).split(" ")[2]);
    expect(await group(pid)).toBe(String(pid));
    expect(await group(hub.process.pid)).not.toBe(String(pid));
  });
});
