import { randomUUID } from "node:crypto";
import { sql, type RawBuilder } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseOn, inAdministration, openPool, type Database, type Transaction } from "./database.ts";
import { insertDeliveries } from "./deliveries.ts";
import { rolePassword } from "./keys.ts";
import { testStore, type TestStore } from "./testing/database.ts";
import { hubTables } from "./testing/row-security.ts";

interface Column {
  readonly name: string;
  readonly type: string;
}

interface TenantTable {
  readonly name: string;
  readonly tenant: "id" | "administration_id";
  /** What a row cannot do without. */
  readonly needed: readonly Column[];
  readonly hasIdKey: boolean;
}

let store: TestStore;
let reader: Database;
let tables: readonly TenantTable[];
const [ours, theirs] = [randomUUID(), randomUUID()];

/** A value of each type in use; a new type fails loudly. */
const values: Readonly<Record<string, () => RawBuilder<unknown>>> = {
  uuid: () => sql`${randomUUID()}::uuid`,
  text: () => sql`${randomUUID()}`,
  integer: () => sql`1`,
  bigint: () => sql`1`,
  numeric: () => sql`0`,
  boolean: () => sql`false`,
  jsonb: () => sql`'{}'::jsonb`,
  bytea: () => sql`uuid_send(${randomUUID()}::uuid)`,
  date: () => sql`current_date`,
  "text[]": () => sql`array[${randomUUID()}::text]`,
  "timestamp with time zone": () => sql`now()`,
};

/** A row of an administration that satisfies the types and nothing else. */
function insertInto(table: TenantTable, administrationId: string, given: Readonly<Record<string, string>> = {}) {
  const columns = table.needed.map(({ name }) => sql.id(name));
  const row = table.needed.map(({ name, type }) => {
    if (name === table.tenant) return sql`${given[name] ?? administrationId}::uuid`;
    // Issued documents have a trigger of their own.
    if (name === "status") return sql`'draft'`;
    const make = values[type];
    if (make === undefined) throw new Error(`${table.name}.${name} is a ${type}: give it a value here`);
    return given[name] === undefined ? make() : sql`${given[name]}::uuid`;
  });
  return sql`insert into ${sql.id(table.name)} (${sql.join(columns)}) values (${sql.join(row)})`;
}

/** One row of each administration in every table, whatever foreign keys and checks would say of it. */
beforeAll(async () => {
  store = await testStore();
  const password = rolePassword(store.key, "schakel_reader");
  reader = databaseOn(
    openPool({ address: store.address, role: "schakel_reader", password, max: 2, name: "reader" }, () => undefined),
  );
  const { rows } = await sql<TenantTable>`
    select c.relname as name, case c.relname when 'administrations' then 'id' else 'administration_id' end as tenant,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef) as needed,
      exists (select from pg_index x join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0] and a.attname = 'id'
        where x.indrelid = c.oid and x.indisprimary and x.indnkeyatts = 1) as "hasIdKey"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not c.relname = any(${Object.keys(hubTables)}::text[]) order by c.relname`.execute(store.owner);
  tables = rows;
  await store.owner.transaction().execute(async (trx) => {
    const { rows: checks } = await sql<{ table: string; name: string }>`
      select conrelid::regclass::text as table, conname as name from pg_constraint
      where connamespace = 'public'::regnamespace and contype = 'c' and conparentid = 0 and coninhcount = 0`.execute(
      trx,
    );
    for (const check of checks)
      await sql`alter table ${sql.id(check.table)} drop constraint ${sql.id(check.name)}`.execute(trx);
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const table of tables)
      for (const administrationId of [ours, theirs]) await insertInto(table, administrationId).execute(trx);
  });
});

afterAll(() => reader.destroy());

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "allowed",
    (error: unknown) => String(error),
  );

/** Whatever happens in it is undone; the row of the other test stays. */
async function tryAsOurs(work: (trx: Transaction) => Promise<unknown>): Promise<string> {
  return refusal(
    inAdministration(store.app, ours, async (trx) => {
      await work(trx);
      throw new Error("allowed");
    }),
  );
}

/** The tables of which this is not said. */
async function tablesWithout(expected: RegExp, attempt: (table: TenantTable) => Promise<string>): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const said = await attempt(table);
    if (!expected.test(said)) found.push(`${table.name}: ${said}`);
  }
  return found;
}

test("finds the tables of administrations, and a row of each administration in each", async () => {
  expect(tables.length).toBeGreaterThan(35);
  for (const table of tables) {
    const { rows } = await sql`select from ${sql.id(table.name)}`.execute(store.owner);
    expect([table.name, rows.length]).toEqual([table.name, 2]);
  }
});

test("the app sees the rows of its own administration and no others", async () => {
  const seen = (database: Database) => (table: TenantTable) =>
    inAdministration(database, ours, async (trx) => {
      const { rows } = await sql<{
        tenant: string;
      }>`select ${sql.id(table.tenant)} as tenant from ${sql.id(table.name)}`.execute(trx);
      return rows.map(({ tenant }) => tenant).join();
    });
  expect(await tablesWithout(new RegExp(`^${ours}$`), seen(store.app))).toEqual([]);
  expect(await tablesWithout(new RegExp(`^${ours}$`), seen(reader))).toEqual([]);
});

test("without an administration every table is an error, on a new connection and on one that had one before", async () => {
  const read = (table: TenantTable) => refusal(sql`select from ${sql.id(table.name)}`.execute(store.app));
  const fresh = databaseOn(
    openPool(
      {
        address: store.address,
        role: "schakel_app",
        password: rolePassword(store.key, "schakel_app"),
        max: 1,
        name: "fresh",
      },
      () => undefined,
    ),
  );
  try {
    const readFresh = (table: TenantTable) => refusal(sql`select from ${sql.id(table.name)}`.execute(fresh));
    expect(await tablesWithout(/unrecognized configuration parameter/, readFresh)).toEqual([]);
    await inAdministration(fresh, ours, async (trx) => sql`select from parties`.execute(trx));
    expect(await tablesWithout(/invalid input syntax for type uuid/, readFresh)).toEqual([]);
  } finally {
    await fresh.destroy();
  }
  expect(await tablesWithout(/unrecognized configuration parameter|invalid input syntax/, read)).toEqual([]);
});

test("rows of another administration can be neither made, taken nor given away", async () => {
  const make = (table: TenantTable) => tryAsOurs((trx) => insertInto(table, theirs).execute(trx));
  expect(await tablesWithout(/violates row-level security/, make)).toEqual([]);

  const give = (table: TenantTable) =>
    tryAsOurs((trx) => sql`update ${sql.id(table.name)} set ${sql.id(table.tenant)} = ${theirs}`.execute(trx));
  expect(await tablesWithout(/violates row-level security|permission denied/, give)).toEqual([]);

  const take = (table: TenantTable) =>
    tryAsOurs(async (trx) => {
      const { numAffectedRows } = await sql`
        update ${sql.id(table.name)} set ${sql.id(table.tenant)} = ${ours} where ${sql.id(table.tenant)} = ${theirs}`.execute(
        trx,
      );
      throw new Error(`${numAffectedRows} taken`);
    });
  expect(await tablesWithout(/ 0 taken|permission denied/, take)).toEqual([]);

  const remove = (table: TenantTable) =>
    tryAsOurs(async (trx) => {
      const { numAffectedRows } =
        await sql`delete from ${sql.id(table.name)} where ${sql.id(table.tenant)} = ${theirs}`.execute(trx);
      throw new Error(`${numAffectedRows} removed`);
    });
  expect(await tablesWithout(/ 0 removed|permission denied/, remove)).toEqual([]);
});

test("a conflict with a row of another administration changes nothing there", async () => {
  const keyed = tables.filter((table) => table.hasIdKey);
  expect(keyed.map((table) => table.name)).toContain("documents");
  for (const table of keyed) {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.id(table.name)} where ${sql.id(table.tenant)} = ${theirs}`.execute(store.owner);
    const id = rows[0]?.id ?? "";
    const said = await tryAsOurs((trx) =>
      sql`${insertInto(table, ours, { id })} on conflict (id) do update set id = excluded.id`.execute(trx),
    );
    expect([table.name, said]).toEqual([table.name, expect.stringMatching(/row-level security|permission denied/)]);
  }
});

test("the app cannot look past its policies", async () => {
  expect(await tryAsOurs((trx) => sql`set local row_security = off; select from parties`.execute(trx))).toMatch(
    /would be affected by row-level security/,
  );
  for (const role of ["schakel_owner", "schakel_hub", "schakel_reader"])
    expect(await tryAsOurs((trx) => sql`set local role ${sql.id(role)}`.execute(trx))).toMatch(/permission denied/);
  for (const text of ["alter table parties disable row level security", "drop policy own_administration on parties"])
    expect(await tryAsOurs((trx) => sql.raw(text).execute(trx))).toMatch(/must be owner/);
  expect(await tryAsOurs((trx) => sql`create table public.own_copy (a int)`.execute(trx))).toMatch(/permission denied/);
});

test("no role of the hub may truncate, which looks past row-level security", async () => {
  const truncate = (database: Database) => (table: TenantTable) =>
    refusal(sql`truncate ${sql.id(table.name)}`.execute(database));
  for (const database of [store.app, store.hub, reader])
    expect(await tablesWithout(/permission denied/, truncate(database))).toEqual([]);
});

test("the reader writes nothing, in its own administration neither", async () => {
  const attempts = {
    insert: (table: TenantTable) => insertInto(table, ours),
    update: (table: TenantTable) => sql`update ${sql.id(table.name)} set ${sql.id(table.tenant)} = ${ours}`,
    delete: (table: TenantTable) => sql`delete from ${sql.id(table.name)}`,
  };
  for (const statement of Object.values(attempts)) {
    const write = (table: TenantTable) =>
      refusal(inAdministration(reader, ours, (trx) => statement(table).execute(trx)));
    expect(await tablesWithout(/permission denied for table/, write)).toEqual([]);
  }
});

test("the hub lists administrations by what a schedule needs, and reads nothing else of anybody", async () => {
  const { rows } = await sql<{ id: string }>`select id, name, country, time_zone from administrations`.execute(
    store.hub,
  );
  expect(rows.map((row) => row.id).toSorted()).toEqual([ours, theirs].toSorted());
  const read = (table: TenantTable) => refusal(sql`select * from ${sql.id(table.name)}`.execute(store.hub));
  expect(await tablesWithout(/permission denied/, read)).toEqual([]);
  const change = (table: TenantTable) =>
    refusal(sql`update ${sql.id(table.name)} set ${sql.id(table.tenant)} = ${theirs}`.execute(store.hub));
  expect(await tablesWithout(/permission denied/, change)).toEqual([]);
});

test("the hub takes deliveries in for several administrations at once and cannot read them back", async () => {
  const deliveryFor = (administrationId: string) => ({
    id: randomUUID(),
    administrationId,
    connectionId: randomUUID(),
    topic: "order.created",
    externalId: "7",
    headers: {},
    body: Buffer.from(`order of ${administrationId}`),
    state: "received" as const,
    reason: "",
  });
  await insertDeliveries(store.hub, [deliveryFor(ours), deliveryFor(theirs)]);
  const bodies = (administrationId: string) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { rows } = await sql<{ body: Buffer }>`select body from deliveries where external_id = '7'`.execute(trx);
      return rows.map((row) => row.body.toString());
    });
  expect([await bodies(ours), await bodies(theirs)]).toEqual([[`order of ${ours}`], [`order of ${theirs}`]]);
  const { id } = deliveryFor(ours);
  const returning = sql`insert into deliveries (id, administration_id, connection_id, state, body)
    values (${id}, ${ours}, ${id}, 'received', '') returning id`;
  expect(await refusal(returning.execute(store.hub))).toMatch(/permission denied/);
});
