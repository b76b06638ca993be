import { sql, type RawBuilder } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { inAdministration, type Transaction } from "#store/database.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { documentXml } from "./document-xml.ts";
import { openBooks, orderOf, type Books } from "./testing/document-orders.ts";

let store: TestStore;
let books: Books;
let id: string;
beforeAll(async () => {
  store = await testStore();
  books = await openBooks(store);
  const [issued] = await books.issue([orderOf(books.draft())]);
  id = issued?.id ?? "";
});

/** What the database answers the app; whatever it did is undone. */
const attempt = (
  statement: RawBuilder<unknown>,
  in_: (work: (trx: Transaction) => Promise<never>) => Promise<never> = books.within,
) =>
  in_(async (trx) => {
    const { numAffectedRows } = await statement.execute(trx);
    throw new Error(`${numAffectedRows} changed`);
  }).then(
    () => "",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

/** As somebody who may write everything: then the triggers stand. */
const asOwner = <T>(work: (trx: Transaction) => Promise<T>): Promise<T> =>
  inAdministration(store.owner, books.administration.id, work);

interface Column {
  readonly name: string;
  readonly type: string;
}

const columnsOf = async (table: string): Promise<Column[]> =>
  (
    await sql<Column>`select column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name = ${table} order by ordinal_position`.execute(store.owner)
  ).rows;

/** Another value than the one that is there. */
const otherValues: Readonly<Record<string, RawBuilder<unknown>>> = {
  uuid: sql`gen_random_uuid()`,
  text: sql`'changed'`,
  numeric: sql`4711`,
  integer: sql`4711`,
  boolean: sql`true`,
  bigint: sql`4711`,
  jsonb: sql`'{"changed": true}'::jsonb`,
  date: sql`date '1999-01-01'`,
  "timestamp with time zone": sql`timestamptz '1999-01-01'`,
};

describe("an issued document", () => {
  test("is not changed by the app in any of its columns but the status and the internal note", async () => {
    const free: string[] = [];
    for (const { name, type } of await columnsOf("documents")) {
      const value = otherValues[type];
      if (value === undefined) throw new Error(`${name} is a ${type}: give it another value here`);
      const said = await attempt(sql`update documents set ${sql.id(name)} = ${value} where id = ${id}`);
      if (!/is issued and cannot be changed|row-level security/.test(said)) free.push(`${name}: ${said}`);
    }
    expect(free).toEqual([
      "status: a document that is issued cannot become changed",
      "internal_note: 1 changed",
      "version: 1 changed",
    ]);
  });

  test.each(["document_lines", "document_allowances", "document_vat"])("keeps its %s as they are", async (table) => {
    const change = sql`update ${sql.id(table)} set vat_rate = vat_rate + 1 where document_id = ${id}`;
    expect(await attempt(change)).toMatch(/permission denied/);
    const other = await attempt(change, asOwner);
    const gone = await attempt(sql`delete from ${sql.id(table)} where document_id = ${id}`);
    const hasRows = table !== "document_allowances";
    expect(other).toBe(hasRows ? "a part of an issued document cannot be changed" : "0 changed");
    expect(gone).toBe(hasRows ? "a part of an issued document cannot be changed" : "0 changed");
  });

  test("gets no part more, also not together with a change that is allowed", async () => {
    const additions = [
      sql`insert into document_lines select (jsonb_populate_record(l, '{"position": 99}')).* from document_lines l where document_id = ${id} and position = 1`,
      sql`insert into document_vat select (jsonb_populate_record(v, '{"vat_rate": 12}')).* from document_vat v where document_id = ${id} limit 1`,
      sql`insert into document_allowances select administration_id, id, 9, 'allowance', 1, '95', 'x', 'S', 21 from documents where id = ${id}`,
    ];
    for (const addition of additions) {
      expect(await attempt(addition)).toBe("a part cannot be added to an issued document");
      const together = books.within(async (trx) => {
        await sql`update documents set internal_note = 'touched' where id = ${id}`.execute(trx);
        await addition.execute(trx);
      });
      await expect(together).rejects.toThrow("a part cannot be added to an issued document");
    }
  });

  test("takes no part over from a draft, whose own parts may change", async () => {
    const moved = asOwner(async (trx) => {
      const { rows } = await sql<{ id: string }>`
        insert into documents select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'status', 'draft',
          'sequence', null, 'number', null, 'payment_reference', ''))).* from documents d where id = ${id} returning id`.execute(
        trx,
      );
      const draft = rows[0]?.id ?? "";
      await sql`insert into document_lines select (jsonb_populate_record(l, jsonb_build_object('document_id', ${draft}::uuid, 'position', 99))).*
        from document_lines l where document_id = ${id} and position = 1`.execute(trx);
      const { numAffectedRows } =
        await sql`update document_lines set net_price = net_price + 1 where document_id = ${draft}`.execute(trx);
      expect(numAffectedRows).toBe(1n);
      await sql`update document_lines set document_id = ${id} where document_id = ${draft}`.execute(trx);
    });
    await expect(moved).rejects.toThrow("a part of an issued document cannot be changed");
  });

  test("is not deleted by the app", async () => {
    expect(await attempt(sql`delete from documents where id = ${id}`)).toMatch(/is issued and cannot be deleted/);
  });

  test("is cancelled, and then stays so; it never becomes a draft that could be changed", async () => {
    const move = (from: string, to: string) =>
      books
        .within(async (trx) => {
          await sql`update documents set status = ${from} where id = ${id}`.execute(trx);
          await sql`update documents set status = ${to} where id = ${id}`.execute(trx);
          throw new Error("moved");
        })
        .catch((error: unknown) => (error as Error).message);
    expect(await move("issued", "cancelled")).toBe("moved");
    for (const to of ["draft", "placed", "received", "closed"])
      expect(await move("issued", to)).toMatch(/cannot become/);
    for (const to of ["draft", "issued"]) expect(await move("cancelled", to)).toMatch(/cannot become/);
  });

  test("keeps its XML as it was first written", async () => {
    const { administration } = books;
    const first = await books.within((trx) => documentXml(trx, administration.id, id));
    expect(first?.bytes.toString()).toContain("<cbc:ID>2026-0001</cbc:ID>");
    expect(await attempt(sql`update files set bytes = 'x' where document_id = ${id}`)).toMatch(/permission denied/);
    expect(await attempt(sql`delete from files where document_id = ${id}`)).toMatch(/permission denied/);
    expect(await books.within((trx) => documentXml(trx, administration.id, id))).toEqual(first);
  });

  test("keeps what it moved in stock", async () => {
    expect(await attempt(sql`update stock_movements set quantity = 0`)).toMatch(/permission denied/);
    expect(await attempt(sql`delete from stock_movements`)).toMatch(/permission denied/);
  });
});

test("the app changes nothing in the audit trail", async () => {
  expect(await attempt(sql`update audit set actor = 'nobody'`)).toMatch(/permission denied/);
  expect(await attempt(sql`delete from audit`)).toMatch(/permission denied/);
});

describe("the database refuses a document", () => {
  const plusCent = (column: string) => sql`insert into documents select (jsonb_populate_record(d,
      jsonb_build_object('id', gen_random_uuid(), 'sequence', 4711, 'payment_reference', '', ${column}::text,
        (to_jsonb(d) ->> ${column})::numeric + 0.01))).* from documents d where id = ${id}`;

  test.each([
    "line_extension_amount",
    "allowance_total_amount",
    "charge_total_amount",
    "tax_exclusive_amount",
    "tax_amount",
    "tax_inclusive_amount",
    "prepaid_amount",
    "payable_rounding_amount",
    "payable_amount",
  ])("of which %s is a cent off", async (column) => {
    expect(await attempt(plusCent(column))).toMatch(/^new row .* violates check constraint "documents_check/);
  });

  const copy = (change: Readonly<Record<string, unknown>>) => sql`insert into documents select (jsonb_populate_record(d,
    jsonb_build_object('id', gen_random_uuid()) || ${JSON.stringify(change)}::jsonb)).* from documents d where id = ${id}`;

  test.each([
    [
      "with a number that was given out",
      { payment_reference: "" },
      /documents_administration_id_kind_series_year_sequence_key/,
    ],
    ["with a payment reference that was given out", { sequence: 4711 }, /documents_payment_reference/],
    ["that is issued without a number", { number: null }, /documents_check/],
    ["that is issued without a date", { issue_date: null }, /documents_check/],
    ["in no currency", { currency: "euro" }, /documents_currency_check/],
    [
      "for a buyer of nobody",
      { sequence: 4711, payment_reference: "", buyer_id: crypto.randomUUID() },
      /buyer_id_fkey/,
    ],
  ])("%s", async (_name, change, constraint) => {
    expect(await attempt(copy(change))).toMatch(constraint);
  });

  test("but not the same number of another kind, series or year", async () => {
    for (const other of [{ kind: "creditNote" }, { series: "B" }, { year: 2027 }])
      expect(await attempt(copy({ payment_reference: "", ...other }))).toBe("1 changed");
  });
});
