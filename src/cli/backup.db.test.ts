import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { clusterOf, removeDataFolder } from "#store/embedded/hub-under-test.ts";
import { runCommand, startCommand, type Ended, type Running } from "./testing/run-command.ts";

interface Started {
  readonly process: Running;
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

const environmentOf = (folder: string) => ({ SCHAKEL_DATA: folder, SCHAKEL_PORT: "0", SCHAKEL_LOG: "silent" });

async function start(folder: string): Promise<Started> {
  const process = startCommand(["src/main.ts"], environmentOf(folder));
  const [, address = ""] = /^Schakel runs at (http:\/\/[^/]+\/)/.exec(await process.line(/^Schakel runs at /)) ?? [];
  const token = (await readFile(join(folder, "operator-token"), "utf8")).trim();
  return {
    process,
    async ask(method, path, body) {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const answer = await fetch(new URL(path, address), {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as never;
    },
    async stop() {
      process.process.kill("SIGTERM");
      await process.ended;
    },
  };
}

const schakel = (folder: string, ...args: string[]): Promise<Ended> =>
  runCommand(["bin/schakel.mjs", ...args], environmentOf(folder));

async function makeFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  onTestFinished(() => removeDataFolder(folder));
  return folder;
}

const address = { streetName: "Molenstraat 12", cityName: "Gent", postalZone: "9000", countryCode: "BE" };
const line = { itemName: "Fietshelm", quantity: "2", price: "57.50", vatCategory: "S", vatRate: "21" };

async function openBooks({ ask }: Started): Promise<() => Promise<string>> {
  const company = { name: "Fietsen Peeters bv", country: "BE", vatIdentifier: "BE0765432146", address };
  await ask("POST", "/api/administrations", company);
  const { id: buyerId } = await ask<{ id: string }>("POST", "/api/parties", {
    name: "Jan Claes",
    addresses: { postal: address, delivery: [] },
  });
  return issuerFor(ask, buyerId);
}

/** Makes one invoice, and tells its number. */
const issuerFor = (ask: Started["ask"], buyerId: string) => async (): Promise<string> => {
  const { id } = await ask<{ id: string }>("POST", "/api/documents", { kind: "invoice", buyerId, lines: [line] });
  return (await ask<{ number: string }>("POST", `/api/documents/${id}/issue`, {})).number;
};

const numbersOf = async ({ ask }: Started): Promise<string[]> => {
  const { items } = await ask<{ items: { number: string | null }[] }>("GET", "/api/documents?limit=200");
  return items.flatMap(({ number }) => number ?? []).toSorted();
};

const isWithoutGaps = (numbers: readonly string[]): boolean =>
  numbers.every((number, index) => number.endsWith(String(index + 1).padStart(4, "0")));

test(
  "the drill: backed up while invoices are made, thrown away, restored, checked, and it goes on without a gap",
  { timeout: 400_000 },
  async () => {
    const folder = await makeFolder("schakel-drill-");
    const backups = await makeFolder("schakel-backups-");
    const hub = await start(folder);
    const issue = await openBooks(hub);
    for (let number = 0; number < 3; number += 1) await issue();
    let isOver = false;
    const before = await numbersOf(hub);
    const writing = (async () => {
      while (!isOver) await issue();
    })();
    const made = await schakel(folder, "backup", "--to", backups, "--json");
    isOver = true;
    await writing;
    expect(made).toMatchObject({ code: 0, stderr: "" });
    const { folder: backup } = JSON.parse(made.stdout) as { folder: string };
    const after = await numbersOf(hub);
    expect(after.length).toBeGreaterThan(before.length);
    const key = await readFile(join(folder, "key"), "utf8");
    const refused = await schakel(folder, "restore", backup);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("A hub runs on this data folder")]);
    const manifest = await readFile(join(backup, "backup.json"), "utf8");
    expect(manifest).not.toContain(key.trim());
    await hub.stop();

    await rm(await clusterOf(folder), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    expect((await schakel(folder, "restore", backup)).stderr).toContain("The key of the hub is needed");
    await writeFile(join(folder, "key"), "ab".repeat(32), { mode: 0o600 });
    expect((await schakel(folder, "restore", backup)).stderr).toContain("made with another key");
    await writeFile(join(folder, "key"), key, { mode: 0o600 });
    const restored = await schakel(folder, "restore", join(backup, "backup.json"), "--json");
    expect(restored).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(restored.stdout)).toMatchObject({ aside: null, oldHeads: null });

    const again = await start(folder);
    const numbers = await numbersOf(again);
    expect(numbers).toEqual(expect.arrayContaining(before));
    expect(after).toEqual(expect.arrayContaining(numbers));
    expect(isWithoutGaps(numbers)).toBe(true);
    const { items } = await again.ask<{ items: { id: string }[] }>("GET", "/api/parties");
    await issuerFor(again.ask, items[0]?.id ?? "")();
    const goneOn = await numbersOf(again);
    expect([goneOn.length, isWithoutGaps(goneOn)]).toEqual([numbers.length + 1, true]);
    expect((await schakel(folder, "audit", "verify")).code).toBe(0);
    await again.stop();
  },
);

/** Takes a minute: the proof runs it. */
const isWhole = process.env["SCHAKEL_DRILL"] === "whole";

test.runIf(isWhole)(
  "killed half-way, a backup is none, a restore changes nothing, and a damaged backup is refused (needs SCHAKEL_DRILL=whole)",
  { timeout: 400_000 },
  async () => {
    const folder = await makeFolder("schakel-crash-");
    const parent = join(folder, "backups");
    const hub = await start(folder);
    const issue = await openBooks(hub);
    await issue();

    const killed = startCommand(["bin/schakel.mjs", "backup"], environmentOf(folder));
    while (!existsSync(parent) || (await readdir(parent)).length === 0) await sleep(2);
    killed.process.kill("SIGKILL");
    await killed.ended;
    expect((await schakel(folder, "backup", "--list")).stdout).toBe(`No backups in ${parent}\n`);
    expect((await readdir(parent)).every((name) => name.startsWith(".making-"))).toBe(true);
    expect((await schakel(folder, "backup")).code).toBe(0);
    const [name = "", ...more] = await readdir(parent);
    expect(more).toEqual([]);
    expect(await issue()).toMatch(/0002$/);
    await hub.stop();

    const cluster = await clusterOf(folder);
    const backup = join(parent, name);
    const restoring = startCommand(["bin/schakel.mjs", "restore", backup], environmentOf(folder));
    while (!existsSync(join(cluster, "restored", "data"))) await sleep(2);
    restoring.process.kill("SIGKILL");
    await restoring.ended;
    const untouched = await start(folder);
    expect((await numbersOf(untouched)).length).toBe(2);
    expect(existsSync(join(cluster, "restored"))).toBe(false);
    await untouched.stop();

    const page = join(backup, "data", "global", "pg_control");
    const bytes = await readFile(page);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(page, bytes);
    const damaged = await schakel(folder, "restore", backup);
    expect([damaged.code, damaged.stderr]).toEqual([1, expect.stringContaining("is not as it was written")]);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(page, bytes);

    const restored = await schakel(folder, "restore", backup);
    expect(restored).toMatchObject({ code: 0, stderr: "" });
    expect(restored.stdout).toContain("What was there before: ");
    const old = await start(folder);
    expect((await numbersOf(old)).length).toBe(1);
    await old.stop();
  },
);

test("an outside database is left to its own tools, and an empty folder is no hub", async () => {
  const folder = await mkdtemp(join(tmpdir(), "schakel-none-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outside = { SCHAKEL_DATA: folder, DATABASE_URL: "postgres://a:b@localhost/c" };
  expect((await runCommand(["bin/schakel.mjs", "backup"], outside)).stderr).toContain("with its own tools");
  expect((await schakel(folder, "backup")).stderr).toContain("There is no hub in");
  expect((await schakel(folder, "restore", folder)).stderr).toContain("holds no backup");
  expect(await readdir(folder)).toEqual([]);
});
