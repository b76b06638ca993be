import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { readPostmaster } from "./postmaster.ts";
import { isDead } from "./process-state.ts";
import { startScratch } from "./scratch.ts";

test("starts at once beside another and removes everything at the end", async () => {
  const [one, two] = await Promise.all([startScratch({ fast: true }), startScratch({ fast: true })]);
  expect(one.folder).not.toBe(two.folder);
  const client = new pg.Client({ host: one.host, port: one.port, user: one.user, password: one.password });
  await client.connect();
  expect((await client.query("show fsync")).rows).toEqual([{ fsync: "off" }]);
  await client.end();
  await Promise.all([one.stop(), one.stop(), two.stop()]);
  for (const { folder } of [one, two]) await expect(stat(folder)).rejects.toThrow("ENOENT");
});

test("keeps the files when asked to, and its durability unless told otherwise", async () => {
  const server = await startScratch({ keep: true });
  const client = new pg.Client({ host: server.host, port: server.port, user: server.user, password: server.password });
  await client.connect();
  expect((await client.query("show fsync")).rows).toEqual([{ fsync: "on" }]);
  await client.end();
  await server.stop();
  expect(await readdir(join(server.folder, "postgres", "data"))).toContain("PG_VERSION");
  await rm(server.folder, { recursive: true });
});

test("removes what a killed process left behind, its server included", async () => {
  const script = `
    import { startScratch } from ${JSON.stringify(join(import.meta.dirname, "scratch.ts"))};
    console.log((await startScratch({ fast: true })).folder);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const folder = String(((await once(child.stdout, "data")) as [Buffer])[0]).trim();
  const left = await readPostmaster(join(folder, "postgres", "data"));
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await isDead(left?.pid ?? 0)).toBe(false);

  const next = await startScratch({ fast: true });
  await expect(stat(folder)).rejects.toThrow("ENOENT");
  expect(await isDead(left?.pid ?? 0)).toBe(true);
  await next.stop();
});
