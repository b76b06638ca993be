import { randomUUID } from "node:crypto";
import { newId } from "#store/new-id.ts";
import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { inAdministration } from "#store/database.ts";
import { insertImport, readImport, startImport, startUndo, type Fields, type ImportKind } from "#store/imports.ts";
import { testStore } from "#store/testing/database.ts";
import { stepImport } from "./carry-out.ts";
import { detectFormat } from "./import-format.ts";
import { previewImport } from "./preview-import.ts";

const store = await testStore();

const csvOf = (rows: readonly Fields[]): Buffer => {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [fields, ...rows.map((row) => fields.map((field) => row[field] ?? ""))];
  return Buffer.from(lines.map((cells) => cells.map((cell) => `"${cell}"`).join(";")).join("\n"));
};

async function books() {
  const id = await store.makeAdministration();
  const within = <T>(work: Parameters<typeof inAdministration<T>>[2]) => inAdministration(store.app, id, work);
  const preview = async (what: ImportKind, bytes: Buffer) => {
    const importId = newId();
    const found = detectFormat(bytes, what);
    await within((trx) =>
      insertImport(trx, id, { id: importId, what, fileName: "", createdBy: "An", ...found }, bytes),
    );
    expect(await within((trx) => previewImport(trx, id, { id: importId, what }, found))).toBe(true);
    return importId;
  };
  const step = () => within((trx) => stepImport(trx, id));
  const finish = async () => {
    while (await step());
  };
  const start = (importId: string) => within((trx) => startImport(trx, id, importId, { by: "An", strict: false }));
  const apply = async (importId: string) => {
    await start(importId);
    await finish();
  };
  const undo = async (importId: string) => {
    await within((trx) => startUndo(trx, id, importId, "Bo"));
    await finish();
  };
  const read = (importId: string) => within((trx) => readImport(trx, id, importId));
  return { id, within, preview, step, finish, start, apply, undo, read };
}

/** Everything an import may touch, but for who changed it and how often. */
async function contents(administrationId: string): Promise<unknown> {
  const { rows } = await sql`
    select (select jsonb_agg(to_jsonb(p) - 'version' - 'changed_at' - 'changed_by' order by p.id) from parties p where administration_id = ${administrationId}) as parties,
      (select jsonb_agg(to_jsonb(a) - 'id' order by a.party_id, a.address) from party_addresses a where administration_id = ${administrationId}) as addresses,
      (select jsonb_agg(to_jsonb(i) - 'version' - 'changed_at' - 'changed_by' order by i.id) from items i where administration_id = ${administrationId}) as items,
      (select jsonb_agg(to_jsonb(c) order by c.code, c.item_id) from item_codes c where administration_id = ${administrationId}) as codes`.execute(
    store.owner,
  );
  return rows[0];
}

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const party = fc.record({
  name: some("De Molen", "de molen", "Bakker Zoë", "Kade 'bv'", "="),
  email: some("", "a@b.example", "A@b.example", "c@d.example"),
  vatIdentifier: some("", "BE0202239951", "BE0765432146"),
  postalZone: some("", "9000", "1000"),
  cityName: some("", "Gent", "Brussel"),
  phone: some("", "09 1", "02 2"),
  language: some("", "nl", "fr"),
});
const item = fc.record({
  sellersItemIdentifier: some("A1", "A2", "a1", "B 3", "C4"),
  name: some("Boor", "Zaag", "@SUM(1)"),
  salesPrice: some("", "12.50", "12.5", "0", "7.000001"),
  vatRate: some("", "21", "21.0", "6"),
  gtin: some("", "5412345000013", "96385074"),
  countsStock: some("", "true", "false"),
});

describe("undoing gives exactly what was there", () => {
  test.each<[ImportKind, fc.Arbitrary<Fields>]>([
    ["parties", party],
    ["items", item],
  ])("%s", (what, row) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        async (first, second, third) => {
          const { id, preview, apply, undo, read } = await books();
          await apply(await preview(what, csvOf(first)));
          const before = await contents(id);
          const two = await preview(what, csvOf(second));
          await apply(two);
          const between = await contents(id);
          const three = await preview(what, csvOf(third));
          await apply(three);
          await undo(three);
          expect(await contents(id)).toEqual(between);
          await undo(two);
          expect(await contents(id)).toEqual(before);
          expect(await read(two)).toMatchObject({ state: "undone", kept: 0 });
        },
      ),
      { numRuns: 25 },
    ),
  );
});

test("what a preview says is what taking over does, and a second preview finds nothing to do", () =>
  fc.assert(
    fc.asyncProperty(fc.array(party, { minLength: 1, maxLength: 10 }), async (rows) => {
      const { id, preview, apply, read } = await books();
      const one = await preview("parties", csvOf(rows));
      expect(await contents(id)).toMatchObject({ parties: null });
      await apply(one);
      const counts = (await read(one))?.counts;
      const made = await sql<{
        n: number;
      }>`select count(*)::int as n from parties where administration_id = ${id}`.execute(store.owner);
      expect(made.rows[0]?.n).toBe(counts?.new);
      const again = (await read(await preview("parties", csvOf(rows))))?.counts;
      expect(again).toMatchObject({ new: 0, changed: 0, wrong: counts?.wrong });
    }),
    { numRuns: 30 },
  ));

const manyItems = (count: number) =>
  Buffer.from(
    `code;naam;prijs\n${Array.from({ length: count }, (_, index) => `C${index};Artikel ${index};1,50`).join("\n")}`,
  );

test("two nodes at once, one of which dies in the middle of a batch: each row once", async () => {
  const { id, preview, start, step, finish, within, read } = await books();
  const one = await preview("items", manyItems(4500));
  await start(one);
  await step();
  const dying = within(async (trx) => {
    await stepImport(trx, id);
    throw new Error("killed before it committed");
  });
  await expect(dying).rejects.toThrow("killed");
  expect(await read(one)).toMatchObject({ state: "applying", rowsDone: 1000 });
  await Promise.all([finish(), finish(), finish()]);
  expect(await read(one)).toMatchObject({ state: "applied", rowsDone: 4500, kept: 0 });
  const { rows } = await sql<{
    n: number;
    v: number;
  }>`select count(*)::int as n, max(version) as v from items where administration_id = ${id}`.execute(store.owner);
  expect(rows).toEqual([{ n: 4500, v: 1 }]);
});

test("a contact with documents stays; the others go", async () => {
  const { id, preview, apply, undo, read } = await books();
  const one = await preview("parties", csvOf([{ name: "Een" }, { name: "Twee" }]));
  await apply(one);
  await sql`insert into documents (id, administration_id, kind, status, currency, line_extension_amount, allowance_total_amount,
      charge_total_amount, tax_exclusive_amount, tax_amount, tax_inclusive_amount, prepaid_amount, payable_rounding_amount, payable_amount,
      language, buyer_id, buyer, seller)
    select ${randomUUID()}, ${id}, 'invoice', 'draft', 'EUR', 0, 0, 0, 0, 0, 0, 0, 0, 0, 'nl', p.id, '{}', '{}'
    from parties p where administration_id = ${id} and name = 'Twee'`.execute(store.owner);
  await undo(one);
  expect(await read(one)).toMatchObject({ kept: 1 });
  expect(await contents(id)).toMatchObject({ parties: [{ name: "Twee" }] });
});

test("20,000 rows of Windows-1252 with semicolons, of which 3 are wrong", async () => {
  const wrong = new Map([
    [777, "Caf\u00e9 777;geen adres;9000;Gent;Belgi\u00eb"],
    [12_345, "Caf\u00e9;12345@x.example;9000;Gent;Belgi\u00eb;te veel"],
    [19_999, "Caf\u00e9 19999;a19999@x.example;9000;Gent;Atlantis"],
  ]);
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => wrong.get(index) ?? `Caf\u00e9 ${index};a${index}@x.example;9000;Gent;Belgi\u00eb`,
  );
  const bytes = Buffer.from(`Klant;E-mail;Postcode;Plaats;Land\r\n${lines.join("\r\n")}`, "latin1");
  const { id, preview, apply, read, within } = await books();
  const one = await preview("parties", bytes);
  expect((await read(one))?.counts).toEqual({ new: 19_997, changed: 0, unchanged: 0, wrong: 3 });
  const { rows } = await within((trx) =>
    sql<{
      line: number;
    }>`select line from import_rows where import_id = ${one} and state = 'wrong' order by line`.execute(trx),
  );
  expect(rows.map(({ line }) => line)).toEqual([779, 12_347, 20_001]);
  await apply(one);
  const found = await sql<{
    n: number;
  }>`select count(*)::int as n from parties where administration_id = ${id} and name like 'Café %'`.execute(
    store.owner,
  );
  expect(found.rows).toEqual([{ n: 19_997 }]);
});
