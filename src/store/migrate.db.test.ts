import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { migrate, readMigrations, type Migration } from "./migrate.ts";

const database = "test_migrate";
let admin: pg.Client;
let open: pg.Client[] = [];

async function connect(to = database): Promise<pg.Client> {
  const client = new pg.Client({ ...inject("cluster"), database: to });
  await client.connect();
  open.push(client);
  return client;
}

beforeEach(async () => {
  admin = await connect("postgres");
  await admin.query(`drop database if exists ${database} with (force)`);
  await admin.query(`create database ${database} template template0`);
});

afterEach(async () => {
  await Promise.all(open.filter((client) => client !== admin).map((client) => client.end()));
  await admin.query(`drop database if exists ${database} with (force)`);
  await admin.end();
  open = [];
});

const migration = (number: number, sql: string): Migration => ({
  number,
  name: `${String(number).padStart(4, "0")}_step.sql`,
  sql,
  sha256: createHash("sha256").update(sql).digest("hex"),
});

const cows = migration(1, "create table cows (name text primary key)");
const bells = migration(2, "alter table cows add column bell text; insert into cows values ('Bella', 'loud')");

const applied = async (client: pg.Client): Promise<unknown[]> =>
  (await client.query("select number, name, sha256 from schema_migrations order by number")).rows;

const landed = (...migrations: Migration[]) => migrations.map(({ number, name, sha256 }) => ({ number, name, sha256 }));

test("applies what is missing in order, says how many, and then has nothing left to do", async () => {
  const client = await connect();
  expect(await migrate(client, [cows])).toBe(1);
  expect(await migrate(client, [cows, bells])).toBe(1);
  expect(await migrate(client, [cows, bells])).toBe(0);
  expect((await client.query("select * from cows")).rows).toEqual([{ name: "Bella", bell: "loud" }]);
  expect(await applied(client)).toEqual(landed(cows, bells));
});

test("starters at the same moment apply everything once between them", async () => {
  const slow = migration(1, `select pg_sleep(0.2); ${cows.sql}`);
  const starters = await Promise.all([connect(), connect(), connect()]);
  const counts = await Promise.all(starters.map((client) => migrate(client, [slow, bells])));
  expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 2]);
  expect((await admin.query("select 1")).rowCount).toBe(1);
  expect(await applied(await connect())).toEqual(landed(slow, bells));
});

test("a database that is newer than this code is refused, and told what to do", async () => {
  const client = await connect();
  await migrate(client, [cows, bells]);
  await expect(migrate(client, [cows])).rejects.toThrow(
    "The database is at migration 2, this version of Schakel knows 1. Start the newer version, or restore a backup.",
  );
  expect((await client.query("select bell from cows")).rowCount).toBe(1);
});

test("a landed migration that was edited is refused before anything else is applied", async () => {
  const client = await connect();
  await migrate(client, [cows]);
  const edited = migration(1, "create table cows (name text primary key, weight int)");
  await expect(migrate(client, [edited, bells])).rejects.toThrow(
    "Migration 0001_step.sql was changed after it was applied",
  );
  expect(await applied(client)).toEqual(landed(cows));
});

test("a migration that fails halfway leaves nothing of itself, keeps those before it, and can be mended", async () => {
  const client = await connect();
  const broken = migration(2, "create table half (a int); insert into cows values ('Bella'), ('Bella')");
  await expect(migrate(client, [cows, broken])).rejects.toThrow(
    /^Migration 0002_step\.sql failed: duplicate key value violates unique constraint "cows_pkey"$/,
  );
  const other = await connect();
  expect((await other.query("select to_regclass('cows') as cows, to_regclass('half') as half")).rows).toEqual([
    { cows: "cows", half: null },
  ]);
  expect(await applied(other)).toEqual(landed(cows));
  // The lock was given back: another node is not kept waiting for ever.
  expect(await migrate(other, [cows, bells])).toBe(1);
});

describe("the files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "schakel-migrations-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = (...names: string[]) => Promise.all(names.map((name) => writeFile(join(folder, name), name)));

  test("are read in order with their hash", async () => {
    await write("0002_bells.sql", "0001_cows.sql", "README.md");
    const sha256 = createHash("sha256").update("0001_cows.sql").digest("hex");
    expect(await readMigrations(folder)).toEqual([
      { number: 1, name: "0001_cows.sql", sql: "0001_cows.sql", sha256 },
      expect.objectContaining({ number: 2, name: "0002_bells.sql" }),
    ]);
  });

  test.each([
    ["a gap", ["0001_cows.sql", "0003_bells.sql"], "Migration 0003_bells.sql is out of order: expected number 2"],
    ["a number twice", ["0001_cows.sql", "0001_dogs.sql"], "Migration 0001_dogs.sql is out of order"],
    ["a start after 1", ["0002_bells.sql"], "Migration 0002_bells.sql is out of order: expected number 1"],
    ["a short number", ["001_cows.sql"], "Migration 001_cows.sql is out of order"],
    ["a name without a number", ["0001_cows.sql", "cows.sql"], "Migration cows.sql is out of order"],
    ["capitals", ["0001_Cows.sql"], "Migration 0001_Cows.sql is out of order"],
  ])("are refused with %s", async (_name, names, sentence) => {
    await write(...names);
    await expect(readMigrations(folder)).rejects.toThrow(sentence);
  });
});
