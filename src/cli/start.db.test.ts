import { existsSync } from "node:fs";
import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isDead } from "#store/embedded/process-state.ts";
import { clusterOf, removeDataFolder } from "#store/embedded/hub-under-test.ts";
import { runCommand, startCommand } from "./testing/run-command.ts";

const main = (environment: Record<string, string>, ...args: string[]) =>
  startCommand(["src/main.ts", ...args], environment);

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "schakel-test-"));
  onTestFinished(() => removeDataFolder(folder));
  return folder;
}

/** Through a proxy, so that the code is what lets in: on the machine itself it is not asked for. */
async function makeFirstUser(address: string, code: string): Promise<void> {
  const user = { name: "An", email: "an@fietsen-peeters.example", password: "een lang wachtwoord" };
  const make = async (given: string) => {
    const body = JSON.stringify({ user, administration: { name: "Fietsen Peeters bv", country: "BE" }, code: given });
    const headers = { "content-type": "application/json", "x-forwarded-for": "192.0.2.1" };
    return (await fetch(new URL("/api/setup", address), { method: "POST", headers, body })).status;
  };
  expect([await make("x".repeat(20)), await make(code)]).toEqual([403, 201]);
}

test("npm start: answers, is alone at its address, is joined, and stops without leftovers", async () => {
  const folder = await dataFolder();
  const first = main({ SCHAKEL_DATA: folder, SCHAKEL_PORT: "0" });
  const line = await first.line(/^Schakel runs at /);
  const [, address = "", code = ""] =
    /^Schakel runs at (http:\/\/127\.0\.0\.1:\d+\/)\?setup=([\w-]{20})$/.exec(line) ?? [];
  const token = (await readFile(join(folder, "operator-token"), "utf8")).trim();
  const health = await fetch(new URL("/api/health", address));
  expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
  const asOperator = { headers: { authorization: `Bearer ${token}` } };
  const { items } = (await (await fetch(new URL("/api/administrations", address), asOperator)).json()) as {
    items: [];
  };
  expect(items).toEqual([]);
  await makeFirstUser(address, code);

  // What lets one in is readable by its owner only.
  for (const secret of ["key", "operator-token"]) {
    expect((await stat(join(folder, secret))).mode & 0o077).toBe(0);
  }
  const postmaster = Number(
    (await readFile(join(await clusterOf(folder), "data/postmaster.pid"), "utf8")).split("\n")[0],
  );
  expect(await isDead(postmaster)).toBe(false);

  const taken = { SCHAKEL_DATA: folder, SCHAKEL_PORT: new URL(address).port };
  const sameAddress = await runCommand(["src/main.ts"], taken);
  expect(sameAddress.code).toBe(1);
  const place = `127.0.0.1:${taken.SCHAKEL_PORT}`;
  expect(sameAddress.stderr).toContain(`Another program listens at ${place}. Choose another port with SCHAKEL_PORT.`);
  expect(sameAddress.stderr).not.toMatch(/EADDRINUSE|\n +at /);

  const worker = main({ SCHAKEL_DATA: folder }, "--role", "worker");
  expect(await worker.line(/^Schakel works/)).toBe(`Schakel works on the data in ${folder}`);
  worker.process.kill("SIGTERM");
  expect(await worker.ended).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/\nSchakel stops \(SIGTERM\)\n$/) as string,
  });
  expect((await fetch(new URL("/api/health", address))).status).toBe(200);

  first.process.kill("SIGTERM");
  // Impatience is no reason to leave the database running.
  first.process.kill("SIGTERM");
  const ended = await first.ended;
  expect(ended.code).toBe(0);
  expect(ended.stderr).not.toMatch(/Warning|FSTDEP|"level":50/);
  expect(ended.stderr + ended.stdout.replace(line, "")).not.toContain(token);
  // It may stay a zombie for a while, until the system takes it in (traps.md 2.4): that is dead.
  expect(await isDead(postmaster)).toBe(true);
  const cluster = await clusterOf(folder);
  expect(["data/postmaster.pid", "hub.pid"].filter((name) => existsSync(join(cluster, name)))).toEqual([]);

  // What was there is there again: the first user too, so no code is shown any more.
  const again = main({ SCHAKEL_DATA: folder, SCHAKEL_PORT: "0" });
  expect(await again.line(/^Schakel runs at /)).toMatch(/^Schakel runs at http:\/\/127\.0\.0\.1:\d+\/$/);
  again.process.kill("SIGINT");
  expect((await again.ended).code).toBe(0);
});

test("a port that another program has is said before anything is left running", async () => {
  const other = createServer(() => undefined);
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const port = String((other.address() as AddressInfo).port);
  const folder = await dataFolder();
  const { code, stderr } = await runCommand(["src/main.ts"], {
    SCHAKEL_DATA: folder,
    SCHAKEL_PORT: port,
    SCHAKEL_LOG: "error",
  });
  expect(code).toBe(1);
  expect(stderr).toBe(`Another program listens at 127.0.0.1:${port}. Choose another port with SCHAKEL_PORT.\n`);
  expect(existsSync(join(await clusterOf(folder), "data/postmaster.pid"))).toBe(false);
});

test("what cannot start says why, with exit code 1 and without a stack", async () => {
  const folder = await dataFolder();
  const file = join(folder, "file");
  await writeFile(file, "");
  const said: [string[], Record<string, string>, RegExp][] = [
    [[], { SCHAKEL_PORT: "many" }, /^SCHAKEL_PORT: expected a port/],
    [[], { SCHAKEL_LOG: "loud", SCHAKEL_PUBLIC_URL: "x" }, /^SCHAKEL_PUBLIC_URL: .*\nSCHAKEL_LOG: /],
    [[], { SCHAKEL_KEY: "short" }, /^SCHAKEL_KEY must hold 64 hexadecimal digits$/],
    [
      [],
      { SCHAKEL_DATA: join(file, "data") },
      /^The data folder .* cannot be made \(ENOTDIR\)\. Choose another with SCHAKEL_DATA\.$/,
    ],
    [
      [],
      { DATABASE_URL: "postgres://a:geheim@localhost:1/x" },
      /^The database of DATABASE_URL, at localhost:1, cannot be used: .*ECONNREFUSED/,
    ],
    [["--role", "chief"], {}, /^--role must be one of all, server, worker, not chief$/],
    [["--nonsense"], {}, /^Unknown option '--nonsense'/],
  ];
  for (const [args, environment, sentence] of said) {
    const { code, stdout, stderr } = await runCommand(["src/main.ts", ...args], {
      SCHAKEL_DATA: folder,
      ...environment,
    });
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: "" });
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr).not.toMatch(/\n +at |geheim/);
  }
});
