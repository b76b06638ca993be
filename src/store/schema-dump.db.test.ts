import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { dumpSchema } from "./schema-dump.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

test("schema.sql shows what the migrations amount to", async () => {
  const kept = await readFile(new URL("../../schema.sql", import.meta.url), "utf8");
  expect(kept === (await dumpSchema(store.owner)), "schema.sql is stale: run npm run schema").toBe(true);
});

test("the partitions that time makes do not show", async () => {
  const before = await dumpSchema(store.owner);
  await sql`select ensure_partitions(5)`.execute(store.hub);
  expect(await dumpSchema(store.owner)).toBe(before);
  expect(before).toContain("create table deliveries_rest partition of deliveries DEFAULT;");
});

/** Lines that are only in the dump of this database after `change`, which is undone. */
async function linesAfter(change: string): Promise<string[]> {
  const undone = new Error("undone");
  let after = "";
  await store.owner
    .transaction()
    .execute(async (trx) => {
      await sql.raw(change).execute(trx);
      after = await dumpSchema(trx);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const before = new Set((await dumpSchema(store.owner)).split("\n"));
  return after.split("\n").filter((line) => !before.has(line));
}

test.each([
  ["a table", "create table planted (a int not null)", ["create table planted (", "  a integer not null"]],
  [
    "a column with its default",
    "alter table items add planted text not null default 'x'",
    ["  planted text not null default 'x'::text,"],
  ],
  ["a column that may be empty now", "alter table items alter name drop not null", ["  name text,"]],
  ["another type", "alter table items alter vat_rate type numeric(5,2)", ["  vat_rate numeric(5,2),"]],
  [
    "a constraint",
    "alter table items add constraint planted check (name <> '')",
    ["  constraint planted CHECK ((name <> ''::text)),"],
  ],
  [
    "an index",
    "create index planted on items (name) where counts_stock",
    ["CREATE INDEX planted ON public.items USING btree (name) WHERE counts_stock;"],
  ],
  [
    "a policy",
    "create policy planted on items for select to schakel_hub using (true)",
    ["create policy planted on items for select to schakel_hub using true;"],
  ],
  [
    "row-level security itself",
    "alter table nodes enable row level security",
    ["alter table nodes enable row level security;"],
  ],
  [
    "a trigger",
    "create trigger planted before delete on items for each row execute function refuse_change_of_issued_part()",
    [
      "CREATE TRIGGER planted BEFORE DELETE ON public.items FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_part();",
    ],
  ],
  [
    "a grant",
    "grant delete on locations to schakel_app",
    ["grant delete, insert, select on locations to schakel_app;"],
  ],
  [
    "a grant of one column",
    "grant select (email) on administrations to schakel_hub",
    ["grant select (id, name, country, time_zone, email) on administrations to schakel_hub;"],
  ],
  [
    "a grant on a partition",
    "grant select on events_rest to schakel_app",
    ["grant select on events_rest to schakel_app;"],
  ],
  [
    "who may call a function",
    "grant execute on function live_couplings() to schakel_app",
    ["grant execute on function live_couplings() to schakel_app;"],
  ],
  [
    "how a column is stored",
    "alter table files alter bytes set storage external",
    ["alter table files alter column bytes set storage external;"],
  ],
  [
    "a view",
    "create view planted with (security_invoker = true) as select id from items",
    ["create view planted with (security_invoker=true) as", " SELECT id", "   FROM items;"],
  ],
])("a change of the schema shows: %s", async (_name, change, lines) => {
  expect(await linesAfter(change)).toEqual(lines);
});
