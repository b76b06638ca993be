import { inject } from "vitest";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { runCommand, type Ended } from "./testing/run-command.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
let environment: Record<string, string>;
beforeAll(async () => {
  under = await hubUnderTest();
  const { user, password, keyHex } = inject("cluster");
  const { host, port, database } = under.store.address;
  const databaseUrl = new URL(`postgres://test:${port}/${database}?host=${encodeURIComponent(host)}`);
  databaseUrl.username = user;
  databaseUrl.password = encodeURIComponent(password);
  environment = { DATABASE_URL: databaseUrl.href, SCHAKEL_KEY: keyHex };
});

const users = (...args: string[]): Promise<Ended> => runCommand(["bin/schakel.mjs", "users", ...args], environment);
const email = "an@fietsen-peeters.example";

const signIn = async (password: string): Promise<number> => {
  const body = JSON.stringify({ email, password });
  const headers = { "content-type": "application/json" };
  return (await fetch(new URL("/api/session", under.hub.url), { method: "POST", headers, body })).status;
};

test("an operator lists, adds, helps in again and promotes users, beside a hub that runs", async () => {
  expect(await users("list")).toMatchObject({ code: 0, stdout: "No users yet\n" });
  await under.store.makeAdministration({ name: "Fietsen Peeters bv" });
  const added = await users("add", "An@Fietsen-Peeters.example", "--name", "An Peeters", "--role", "owner", "--json");
  expect(added).toMatchObject({ code: 0, stderr: "" });
  const { password } = JSON.parse(added.stdout) as { password: string };
  expect(await signIn(password)).toBe(200);

  expect((await users("make-operator", email)).stdout).toBe(`${email} manages the hub\n`);
  const listed = JSON.parse((await users("list", "--json")).stdout) as unknown;
  expect(listed).toMatchObject([
    { email, isOperator: true, administrations: [{ name: "Fietsen Peeters bv", role: "owner" }] },
  ]);
  expect((await users("list")).stdout).toBe(`${email} · An Peeters · operator · Fietsen Peeters bv (owner)\n`);
  expect(JSON.stringify(listed)).not.toMatch(/password|hash/i);

  const reset = await users("reset-password", email);
  const [, fresh = ""] = /can sign in with (\S+)/.exec(reset.stdout) ?? [];
  expect(await signIn(password)).toBe(401);
  const { rows } = await sql`select from auth."session"`.execute(under.store.owner);
  expect(rows).toEqual([]);
  expect(await signIn(fresh)).toBe(200);
});

test.each([
  [["add", email, "--name", "An"], 1, "has a user already"],
  [["add", "geen-adres", "--name", "An"], 1, "is no e-mail address"],
  [["add", "bert@fietsen-peeters.example"], 1, "with --name"],
  [["add", "bert@fietsen-peeters.example", "--name", "B", "--role", "baas"], 1, "--role must be one of owner"],
  [["reset-password", "niemand@elders.example"], 1, "Nobody has the e-mail address"],
  [["reset-password"], 2, "schakel users list"],
  [["remove", email], 2, "schakel users list"],
])("%s is refused with what to do", async (args, code, sentence) => {
  const ended = await users(...args);
  expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" });
  expect(ended.stderr).toContain(sentence);
  expect(ended.stderr).not.toMatch(/\n +at /);
});

test("--help says what there is", async () => {
  expect((await users("--help")).stdout).toContain("reset-password  prints a new password");
});
