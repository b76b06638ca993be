import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { expirySteps } from "./expiry.ts";
import { retentionTable } from "./retention-classes.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

/** Every column there is, but of the partitions, which have those of their table. */
async function columnsOf(database: TestStore["owner"]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname || ' ' || a.attname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped`.execute(
    database,
  );
  return rows.map(({ name }) => name).toSorted();
}

const classified = (): string[] =>
  Object.entries(retentionTable)
    .flatMap(([table, held]) => held.flatMap(({ columns }) => columns.map((column) => `${table} ${column}`)))
    .toSorted();

test("every column of every table has a class, once, and none has one that is not there", async () => {
  expect(classified()).toEqual(await columnsOf(store.owner));
});

test("a new column without a class is seen", async () => {
  const undone = new Error("undone");
  let columns: string[] = [];
  await store.owner
    .transaction()
    .execute(async (trx) => {
      await sql`alter table parties add column birthday date`.execute(trx);
      columns = await columnsOf(trx as never);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const known = new Set(classified());
  expect(columns.filter((column) => !known.has(column))).toEqual(["parties birthday"]);
});

test("what is emptied by age has a step that empties it, of the same class", () => {
  const wanted = Object.entries(retentionTable).flatMap(([table, held]) =>
    held
      .filter(({ how }) => how === "rows" || how === "partitions" || how === "emptied")
      .map(({ class: kept }) => `${table} ${kept}`),
  );
  const elsewhere = [
    // By the role of the hub, after the longest of the companies.
    "hub_audit_details trace",
    // Sealed, and emptied when its work ends.
    "effects passThrough",
  ];
  const steps = expirySteps.map((step) => `${step.table} ${step.class}`);
  expect([...steps, ...elsewhere].toSorted()).toEqual(wanted.toSorted());
});

test("the app may delete nothing from the books", async () => {
  const books = Object.entries(retentionTable)
    .filter(([, held]) => held.every(({ class: kept, how }) => kept === "ownBooks" && how === "stays"))
    .map(([table]) => table);
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relname = any(${books}::text[]) and has_table_privilege('schakel_app', oid, 'delete')
    order by 1`.execute(store.owner);
  // Parts of drafts, which triggers guard once they are issued; the catalogue, price lists, the logo, and what waits for a partner.
  expect(rows.map(({ name }) => name)).toEqual([
    "discount_groups",
    "document_allowances",
    "document_conversions",
    "document_vat",
    "item_categories",
    "item_codes",
    "item_suppliers",
    "items",
    "logos",
    "partner_waiting_orders",
    "price_batches",
    "price_lists",
    "product_groups",
    "relation_item_codes",
    "supplier_item_prices",
    "supplier_items",
    "supplier_units",
  ]);
});
