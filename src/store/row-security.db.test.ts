import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { testStore, type TestStore } from "./testing/database.ts";
import { hubTables, rowSecurityFaults, uniqueOverTheHub } from "./testing/row-security.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

/** What the check says of this database with one more thing in it, which is gone afterwards. */
async function faultsWith(planted: string): Promise<string[]> {
  const undone = new Error("undone");
  let found: string[] = [];
  await store.owner
    .transaction()
    .execute(async (trx) => {
      for (const statement of planted.split(";")) await sql.raw(statement).execute(trx);
      found = await rowSecurityFaults(trx);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return found;
}

test("every table is guarded, every unique key and foreign key stays within an administration, every definer function is closed", async () => {
  expect(await rowSecurityFaults(store.owner)).toEqual([]);
});

test("the partitions of the coming months are guarded as well", async () => {
  await sql`select ensure_partitions(3)`.execute(store.hub);
  const { rows } = await sql<{
    count: string;
  }>`select count(*) as count from pg_class where relispartition and relkind = 'r'`.execute(store.owner);
  expect(Number(rows[0]?.count)).toBeGreaterThanOrEqual(4 * 5);
  expect(await rowSecurityFaults(store.owner)).toEqual([]);
});

test("the lists of exceptions name only what exists", async () => {
  const { rows } = await sql<{
    name: string;
  }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace`.execute(store.owner);
  const names = new Set(rows.map((row) => row.name));
  const stale = [...Object.keys(hubTables), ...Object.keys(uniqueOverTheHub)].filter((name) => !names.has(name));
  expect(stale).toEqual([]);
});

const guard = "alter table planted enable row level security";
const own = "administration_id = (select current_setting('app.administration')::uuid)";
const policy = `create policy own on planted to schakel_app using (${own}) with check (${own})`;
const table = "create table planted (administration_id uuid not null, id uuid primary key)";

test.each([
  ["a table without row-level security", table, "table planted: no row-level security"],
  ["a table whose policy was forgotten", `${table}; ${guard}`, "table planted: no policy for the app role"],
  [
    "a policy that lets everything through",
    `${table}; ${guard}; create policy open on planted using (true)`,
    "table planted: the policy open shows more than the own administration",
  ],
  [
    "a second policy beside the right one",
    `${table}; ${guard}; ${policy}; create policy more on planted to schakel_app using (true) with check (true)`,
    "table planted: the policy more shows more than the own administration",
  ],
  [
    "a policy that lets rows be moved away",
    `${table}; ${guard}; create policy half on planted to schakel_app using (${own}) with check (true)`,
    "table planted: the policy half shows more than the own administration",
  ],
  [
    "a unique key over the hub",
    `${table}; ${guard}; ${policy}; create unique index planted_unique on planted (id, administration_id)`,
    "index planted_unique of planted: unique on id, administration_id over the hub",
  ],
  [
    "a foreign key without the administration",
    `${table}; ${guard}; ${policy}; alter table planted add constraint planted_party foreign key (id) references parties (id)`,
    "foreign key planted_party: planted may point at another's parties",
  ],
  [
    "a partition that can be reached past its parent",
    "grant select on deliveries_rest to schakel_app",
    "partition deliveries_rest: past its parent's policy for schakel_app",
  ],
  [
    "a table of the hub that the app may read",
    "grant select on access_tokens to schakel_app",
    "table access_tokens: the hub's own, but granted to schakel_app, schakel_hub",
  ],
  [
    "a view that runs as its owner",
    "create view planted as select * from documents",
    "view planted: runs as its owner",
  ],
  [
    "a copy that no policy can guard",
    "create materialized view planted as select * from documents",
    "planted: row-level security cannot guard it",
  ],
  [
    "a definer function without a search path",
    "create function planted() returns int language sql security definer as 'select 1'; revoke all on function planted from public",
    "function planted: runs as its owner without a fixed search_path",
  ],
  [
    "a definer function that anybody may call",
    "create function planted() returns int language sql security definer set search_path = public, pg_temp as 'select 1'",
    "function planted: runs as its owner for public, schakel_app, schakel_reader",
  ],
])("the check sees %s", async (_name, planted, sentence) => {
  expect(await faultsWith(planted)).toEqual([sentence]);
});

test("a well-made table passes the check", async () => {
  expect(await faultsWith(`${table}; ${guard}; ${policy}`)).toEqual([]);
});
