// Over 300 lines because the life of a file (read, compared, taken over, put back, killed in between) is tried on one bench.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { PriceListTerms } from "#domain/supplier/price-list-terms.ts";
import { inAdministration } from "#store/database.ts";
import { learnUnit, listDiscountGroups } from "#store/discount-groups.ts";
import { putItemSupplier } from "#store/item-suppliers.ts";
import { insertBatch, readBatch, startUndoing } from "#store/price-batches.ts";
import { decideStaged, listProblems, listStaged } from "#store/price-import-rows.ts";
import { appendFile, beginning, insertPriceImport, readPriceImport, updatePriceImport } from "#store/price-imports.ts";
import { insertPriceList, readPriceList } from "#store/price-lists.ts";
import { supplierItemsWhere } from "#store/supplier-items.ts";
import { testStore } from "#store/testing/database.ts";
import { stepPrices } from "./carry-out-prices.ts";
import { encodingLook } from "./file-lines.ts";
import { lookAt, type PriceFormat } from "./price-format.ts";

const store = await testStore();

/** A company with a supplier and a price list of it. */
async function company(terms: Record<string, unknown> = {}) {
  const id = await store.makeAdministration();
  const within = <T>(work: Parameters<typeof inAdministration<T>>[2]) => inAdministration(store.app, id, work);
  const [partyId, listId] = [randomUUID(), randomUUID()];
  await within((trx) =>
    sql`insert into parties (id, administration_id, name) values (${partyId}, ${id}, 'Groothandel Voorbeeld')`.execute(
      trx,
    ),
  );
  await within((trx) =>
    insertPriceList(
      trx,
      id,
      { id: listId, partyId, name: "2026", currency: "EUR", terms: PriceListTerms.parse(terms) },
      "An",
    ),
  );
  const step = () => within((trx) => stepPrices(trx, id));
  const finish = async () => {
    while (await step());
  };
  /** As the API does: the bytes, a look at them, and off. */
  const upload = async (text: string | Buffer, given: Partial<PriceFormat> = {}, isWholeList = true) => {
    const bytes = Buffer.from(text as string);
    const importId = randomUUID();
    const look = encodingLook("cp850");
    look.add(bytes);
    const lines = new TextDecoder(look.result() === "cp850" ? "latin1" : look.result()).decode(bytes).split(/\r?\n/);
    const found = lookAt(lines, look.result(), given);
    await within(async (trx) => {
      await insertPriceImport(trx, id, { id: importId, priceListId: listId, fileName: "", createdBy: "An" });
      await appendFile(trx, id, importId, bytes);
      await updatePriceImport(trx, id, importId, {
        ...found,
        isWholeList,
        state: "reading",
        place: beginning("clean"),
      });
    });
    return importId;
  };
  const read = async (importId: string) => {
    const found = await within((trx) => readPriceImport(trx, id, importId));
    if (found === null) throw new Error("It is gone");
    return found;
  };
  const preview = async (...args: Parameters<typeof upload>) => {
    const importId = await upload(...args);
    await finish();
    expect(await read(importId)).toMatchObject({ state: "previewed" });
    return importId;
  };
  const start = async (importId: string, takesSuspicious = false) => {
    const batchId = randomUUID();
    await within(async (trx) => {
      await insertBatch(trx, id, { id: batchId, kind: "import", partyId, priceListId: listId, by: "An" });
      await updatePriceImport(trx, id, importId, {
        state: "applying",
        place: beginning("groups"),
        batchId,
        appliedBy: "An",
        takesSuspicious,
      });
    });
    return batchId;
  };
  const apply = async (importId: string, takesSuspicious = false) => {
    const batchId = await start(importId, takesSuspicious);
    await finish();
    expect(await read(importId)).toMatchObject({ state: "applied" });
    return batchId;
  };
  const bring = async (...args: Parameters<typeof upload>) => apply(await preview(...args));
  const undo = async (batchId: string) => {
    await within((trx) => startUndoing(trx, id, batchId, "Bo"));
    await finish();
    return within((trx) => readBatch(trx, id, batchId));
  };
  const items = () =>
    within((trx) => supplierItemsWhere(trx, id, sql`true`, sql`order by s.suppliers_item_identifier`));
  const costs = async () =>
    Object.fromEntries(
      (await items()).map((item) => [item.suppliersItemIdentifier, item.cost === null ? null : String(item.cost)]),
    );
  return { id, partyId, listId, within, step, finish, upload, read, preview, start, apply, bring, undo, items, costs };
}

const sample = `V 211126${"Prijslijst Groothandel Voorbeeld".padEnd(115)}04EUR
A;N;7000003;00;Installatiedraad H07V-U;1,5 blauw ring 100 m;1;2;M;9500;KAB1;010; ;
A;N;0700002;00;LED lamp 9 W;E27 840;1;0;St;690;VER2;020; ;
P;A;7000003;1;9500;1;6000;;;;;0700002;2;393;;;;;;;
`;

describe("Datanorm", () => {
  test("the sample of the contract comes out to the cent", async () => {
    const { bring, items, costs } = await company();
    await bring(sample);
    expect(await costs()).toEqual({ "0700002": "3.93", "7000003": "0.38" });
    expect(await items()).toMatchObject([
      { gross: "6.9", net: "3.93", netFrom: "articleNet", basisUnitCode: "C62", discountGroup: "VER2" },
      { gross: "95", net: "38", netFrom: "articleDiscount", basisQuantity: "100", basisUnitCode: "MTR" },
    ]);
  });

  test("price lines may stand before their article, and lines in any order give the same", () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(sample.split("\n").slice(1, 4), { minLength: 3, maxLength: 3 }),
        async (lines) => {
          const { bring, costs } = await company();
          await bring([sample.split("\n")[0], ...lines].join("\r\n"));
          expect(await costs()).toEqual({ "0700002": "3.93", "7000003": "0.38" });
        },
      ),
      { numRuns: 6 },
    ));

  test("a price without its article changes one that is there, and makes none", async () => {
    const { bring, preview, read, costs, items } = await company();
    await bring(sample);
    const importId = await preview(
      "P;A;7000003;1;9600;1;6000;;;;;9999999;1;100;;;;;;;\nP;A;7000003;1;9600;;;;;;;\n",
      {},
      false,
    );
    expect((await read(importId)).counts).toMatchObject({ changed: 1, wrong: 1 });
    expect((await items()).length).toBe(2);
    expect(await costs()).toMatchObject({ "7000003": "0.38" });
  });

  test("in code page 850, with a discount group of its own file and names of product groups", async () => {
    const { bring, items, costs, within, id, partyId } = await company();
    const text = `V 211126${"Großhandel".padEnd(115)}04EUR\r\nA;N;06;00;Kabelbinder für Außen;;1;0;St;1000;06;A1; ;\r\nA;N;6;00;Dübel;;1;0;St;1000;6;A1; ;\r\n`;
    const byte: Readonly<Record<string, number>> = { ß: 0xe1, ü: 0x81 };
    const file = Buffer.from(Array.from(text, (sign) => byte[sign] ?? sign.codePointAt(0) ?? 0));
    await bring(file);
    expect((await items()).map(({ name, priceStatus, cost }) => [name, priceStatus, String(cost)])).toEqual([
      ["Kabelbinder für Außen", "noNet", "10"],
      ["Dübel", "noNet", "10"],
    ]);
    const batch = await bring("R;;06;1;5500;Kabelbinder;\nR;;6;2;700;Dübel;\nS;;A1;Klein materiaal;;;\n", {}, false);
    expect(await costs()).toEqual({ "06": "4.5", "6": "7" });
    expect((await within((trx) => listDiscountGroups(trx, id, partyId))).map(({ code }) => code)).toEqual(["06", "6"]);
    await bring(file);
    expect((await items()).map(({ category, priceStatus }) => [category, priceStatus])).toEqual([
      ["Klein materiaal", "ok"],
      ["Klein materiaal", "ok"],
    ]);
    expect(batch).not.toBe("");
  });

  test("discount groups are put back with the prices they made", async () => {
    const { bring, undo, costs, within, id, partyId } = await company();
    await bring("A;N;1;00;x;;1;0;St;1000;06; ; ;\nA;N;2;00;y;;1;0;St;1000;06; ; ;\n");
    await bring("R;;06;1;2000;oud;\nR;;07;1;1000;blijft;\n", {}, false);
    const batch = await bring("R;;06;1;4000;nieuw;\nR;;08;1;1000;weg;\n", {}, false);
    expect(await costs()).toEqual({ "1": "6", "2": "6" });
    expect(await undo(batch)).toMatchObject({ state: "undone", counts: { repriced: 2, putBack: 2, kept: 0 } });
    expect(await costs()).toEqual({ "1": "8", "2": "8" });
    const groups = await within((trx) => listDiscountGroups(trx, id, partyId));
    expect(groups.map(({ code, name }) => [code, name])).toEqual([
      ["06", "oud"],
      ["07", "blijft"],
    ]);
  });
});

const header = "Artikelnr;Omschrijving;Bruto;Korting;Prijs per;Eenheid;EAN";
const csv = (...rows: string[]) => [header, ...rows].join("\n");

describe("a CSV", () => {
  test("is compared before anything is written: new, changed, unchanged, vanished, suspicious", async () => {
    const { preview, bring, read, within, id, items } = await company();
    const first = csv(
      "A;Draad;95,00;60;100;M;5412345000013",
      "B;Lamp;6,90;43;1;st;",
      "C;Doos;1,00;;1;st;",
      "D;Buis;10,00;;1;M;",
      "E;Kap;2,00;;1;st;",
    );
    expect((await read(await preview(first))).counts).toMatchObject({ new: 5, vanished: 0 });
    expect(await items()).toEqual([]);
    await bring(first);
    const second = await preview(
      csv(
        "A;Draad;96,00;60;100;M;5412345000013",
        "B;Lamp;6,90;43;1;st;",
        "D;Buis;100,00;;1;M;",
        "E;Kap;2,00;;100;st;",
        "F;Nieuw;3,00;;1;st;",
      ),
    );
    expect((await read(second)).counts).toMatchObject({ new: 1, changed: 1, unchanged: 1, suspicious: 2, vanished: 1 });
    const suspicious = await within((trx) =>
      listStaged(trx, id, second, { state: "suspicious", after: "", limit: 10 }),
    );
    expect(suspicious.map(({ code, reasons }) => [code, reasons])).toEqual([
      ["D", ["factor", "unitError"]],
      ["E", ["basis", "factor", "unitError"]],
    ]);
  });

  test("what vanished is marked and keeps its price; suspicious prices wait for a person", async () => {
    const { preview, apply, bring, within, id, items, costs } = await company();
    await bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;", "C;x;10,00;;1;st;"));
    const importId = await preview(csv("B;x;100,00;;1;st;", "C;x;100,00;;1;st;"));
    await within((trx) => decideStaged(trx, id, importId, ["C", "zulk een code is er niet"], true));
    await apply(importId);
    expect(await costs()).toEqual({ A: "10", B: "10", C: "100" });
    expect((await items()).map(({ notInListSince }) => notInListSince !== null)).toEqual([true, false, false]);
    await bring(csv("A;x;10,00;;1;st;"));
    expect((await items()).map(({ notInListSince }) => notInListSince !== null)).toEqual([false, true, true]);
  });

  test("a part of a list takes nothing off it", async () => {
    const { bring, items } = await company();
    await bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;"));
    await bring(csv("A;x;11,00;;1;st;"), {}, false);
    expect((await items()).map(({ notInListSince }) => notInListSince)).toEqual([null, null]);
  });

  test("an unknown unit is asked once per supplier, and never guessed", async () => {
    const { preview, read, within, id, partyId, bring, items } = await company();
    const file = csv("A;x;10,00;;1;wiebel;", "B;x;10,00;;1;st;");
    const importId = await preview(file);
    expect((await read(importId)).counts).toMatchObject({ new: 1, wrong: 1 });
    await within((trx) => learnUnit(trx, id, partyId, { word: "WIEBEL", unitCode: "XBX", by: "An" }));
    await bring(file);
    expect((await items()).map(({ basisUnitCode }) => basisUnitCode)).toEqual(["XBX", "C62"]);
  });

  test("VAT is taken out of the prices of a list for consumers, and contributions stand apart", async () => {
    const { bring, items } = await company({ pricesIncludeTax: true, vatRate: "21" });
    await bring("Artikelnr;Netto;Recupel;Btw\nA;12,10;0,0605;\nB;10,60;;6\n");
    expect((await items()).map(({ net, cost, costFlags }) => [net, cost, costFlags])).toEqual([
      ["10", "10.05", ["contributionAssumedOnTop"]],
      ["10", "10", []],
    ]);
  });

  test("codes twice: the first counts, unless both say the same", async () => {
    const { preview, read, within, id } = await company();
    const importId = await preview(
      csv("06;x;10,00;;1;st;", "6;y;20,00;;1;st;", "06;x;10,00;;1;st;", "06;z;30,00;;1;st;"),
    );
    expect((await read(importId)).counts).toMatchObject({ new: 2, problems: 1 });
    expect(await within((trx) => listProblems(trx, id, importId, 10))).toMatchObject([
      { line: 5, text: "price.wrong.twice", value: "06", values: { line: "2" } },
    ]);
  });

  test("an own item that has the supplier's code is it from the first file on", async () => {
    const { bring, items, within, id, partyId } = await company();
    const itemId = randomUUID();
    await within(async (trx) => {
      await sql`insert into items (id, administration_id, sellers_item_identifier, name) values (${itemId}, ${id}, 'W1', 'Ons artikel')`.execute(
        trx,
      );
      await putItemSupplier(
        trx,
        id,
        { itemId, partyId },
        {
          suppliersItemIdentifier: "A",
          isPreferred: true,
          purchasePrice: null,
          priceQuantity: "1",
          priceUnitCode: "C62",
          currency: "EUR",
          cost: null,
          minimum: null,
          multiple: null,
          leadTimeDays: null,
        },
        "An",
      );
    });
    await bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;"));
    expect((await items()).map((item) => item.itemId)).toEqual([itemId, null]);
  });

  test("a file without a price leaves the price that is there", async () => {
    const { bring, items } = await company();
    await bring(csv("A;x;10,00;;1;st;"));
    await bring(csv("A;Nieuwe naam;0,00;;1;st;"));
    expect(await items()).toMatchObject([{ name: "Nieuwe naam", cost: "10", priceStatus: "noNet" }]);
  });

  test("units a person made of it stay as long as the price unit does", async () => {
    const { bring, items, within, id } = await company();
    await bring("Artikelnr;Bruto;Prijs per;Eenheid\nBUIS;850,00;100;M\n");
    await within((trx) =>
      sql`update supplier_items set order_unit_code = 'XBE', per_order_unit = 20, use_per_order = 20, version = version + 1 where administration_id = ${id}`.execute(
        trx,
      ),
    );
    await bring("Artikelnr;Bruto;Prijs per;Eenheid\nBUIS;900,00;100;M\n");
    expect(await items()).toMatchObject([{ orderUnitCode: "XBE", perOrderUnit: "20", usePerOrder: "20", cost: "9" }]);
  });
});

/** Everything an import may touch, but for who changed it and how often. */
async function contents(id: string): Promise<unknown> {
  const { rows } = await sql`select
      (select jsonb_agg(to_jsonb(s) - 'id' - 'version' - 'changed_at' - 'changed_by' - 'not_in_list_since' || jsonb_build_object('gone', s.not_in_list_since is not null)
        order by s.suppliers_item_identifier) from supplier_items s where administration_id = ${id}) as items,
      (select jsonb_agg(to_jsonb(g) - 'version' - 'changed_at' - 'changed_by' order by g.code) from discount_groups g where administration_id = ${id}) as groups,
      (select jsonb_agg(jsonb_build_array(w.code, w.search) order by w.code) from item_search w where administration_id = ${id}) as search`.execute(
    store.owner,
  );
  return rows[0];
}

const row = fc.record({
  code: fc.constantFrom("A", "B", "C", "06", "6"),
  name: fc.constantFrom("Draad", "draad", "Lamp É", ""),
  gross: fc.constantFrom("10,00", "11,00", "0", "1000,00", "op aanvraag"),
  discount: fc.constantFrom("", "10", "60+5"),
  basis: fc.constantFrom("1", "100", ""),
  unit: fc.constantFrom("st", "M"),
});
const fileOf = (rows: readonly { readonly [field: string]: string }[]) =>
  csv(
    ...rows.map(({ code, name, gross, discount, basis, unit }) =>
      [code, name, gross, discount, basis, unit, ""].join(";"),
    ),
  );

test("undoing gives exactly what was there, in the order back", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 5 }),
      fc.array(row, { minLength: 1, maxLength: 5 }),
      fc.array(row, { minLength: 1, maxLength: 5 }),
      async (first, second, third) => {
        const { id, preview, apply, undo } = await company();
        await apply(await preview(fileOf(first)), true);
        const before = await contents(id);
        const two = await apply(await preview(fileOf(second)), true);
        const between = await contents(id);
        const three = await apply(await preview(fileOf(third)), true);
        expect(await undo(three)).toMatchObject({ state: "undone", counts: { kept: 0 } });
        expect(await contents(id)).toEqual(between);
        expect(await undo(two)).toMatchObject({ state: "undone", counts: { kept: 0 } });
        expect(await contents(id)).toEqual(before);
      },
    ),
    { numRuns: 12 },
  ));

test("what was changed by somebody since, or became an own item, stays", async () => {
  const { id, bring, undo, within, items } = await company();
  const batch = await bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;", "C;x;10,00;;1;st;"));
  await within(async (trx) => {
    const itemId = randomUUID();
    await sql`insert into items (id, administration_id, sellers_item_identifier, name) values (${itemId}, ${id}, 'W1', 'Ons')`.execute(
      trx,
    );
    await sql`update supplier_items set item_id = ${itemId}, version = version + 1 where administration_id = ${id} and suppliers_item_identifier = 'A'`.execute(
      trx,
    );
    await sql`update supplier_items set name = 'y', version = version + 1 where administration_id = ${id} and suppliers_item_identifier = 'B'`.execute(
      trx,
    );
  });
  expect(await undo(batch)).toMatchObject({ counts: { new: 3, putBack: 1, kept: 2 } });
  expect((await items()).map((item) => item.suppliersItemIdentifier)).toEqual(["A", "B"]);
});

test("two nodes at once, one of which dies in the middle of a portion: each article once, at every stage", async () => {
  const { id, within, upload, start, step, finish, read, costs } = await company();
  const many = csv(
    ...Array.from({ length: 12_000 }, (_, index) => `N${index};Artikel ${index};${index + 1},50;;1;st;`),
  );
  const die = async () => {
    const dying = within(async (trx) => {
      await stepPrices(trx, id);
      throw new Error("killed before it committed");
    });
    await expect(dying).rejects.toThrow("killed");
  };
  const importId = await upload(many);
  await step();
  await step();
  await die();
  await Promise.all([finish(), finish(), finish()]);
  expect((await read(importId)).counts).toMatchObject({ new: 12_000, lines: 12_001 });
  const batch = await start(importId);
  await step();
  await step();
  await die();
  await Promise.all([finish(), finish()]);
  expect(await within((trx) => readBatch(trx, id, batch))).toMatchObject({
    state: "applied",
    counts: { new: 12_000, changed: 0 },
  });
  const { rows } = await sql<{
    n: number;
    v: number;
  }>`select count(*)::int as n, max(version) as v from supplier_items where administration_id = ${id}`.execute(
    store.owner,
  );
  expect(rows).toEqual([{ n: 12_000, v: 1 }]);
  expect((await costs())["N11999"]).toBe("12000.5");
  const { rows: left } = await sql`select from price_import_rows where administration_id = ${id}
    union all select from price_import_parts where administration_id = ${id}`.execute(store.owner);
  expect(left).toEqual([]);
});

test("the list remembers how its files are read", async () => {
  const { within, id, listId, bring } = await company();
  await bring(csv("A;x;10,00;;1;st;"));
  expect((await within((trx) => readPriceList(trx, id, listId)))?.fileMap).toMatchObject({
    format: { separator: ";", headerLine: 1 },
    fields: expect.arrayContaining([{ header: "Artikelnr", position: 0, field: "code" }]),
  });
});
