// Over 300 lines because the files, lists, articles and tabs of one company are tried on one bench.
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { stepPrices } from "#backoffice/price-files/carry-out-prices.ts";
import { apiUnderTest, expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { inAdministration } from "#store/database.ts";

const { call, store, makeToken } = await apiUnderTest();

async function company(terms: Record<string, unknown> = {}) {
  const id = await store.makeAdministration();
  const token = await makeToken("owner", id);
  const as = (method: string, path: string, body?: unknown, language = "nl") =>
    call(method, path, { token, body, headers: { "accept-language": language } });
  const get = async <T>(path: string): Promise<T> => (await as("GET", path)).json as T;
  const supplier = async (name: string) => ((await as("POST", "/api/parties", { name })).json as { id: string }).id;
  const partyId = await supplier("Groothandel Voorbeeld");
  const made = await as("POST", "/api/price-lists", { partyId, name: "2026", terms });
  const list = made.json as { id: string; version: number; terms: Record<string, unknown> };
  const send = (method: string, path: string, body: string | Buffer): Promise<Answer> =>
    call(method, path, {
      token,
      body: Buffer.from(body as string),
      headers: { "content-type": "application/octet-stream", "accept-language": "nl" },
    });
  const upload = (body: string | Buffer, more = "") =>
    send("POST", `/api/price-lists/${list.id}/imports?fileName=prijzen.csv${more}`, body);
  /** As the engine does, until nothing is under way. */
  const carryOut = async () => {
    while (await inAdministration(store.app, id, (trx) => stepPrices(trx, id)));
  };
  const preview = async (body: string | Buffer, mapping: Record<string, unknown> = {}) => {
    const { id: importId } = (await upload(body)).json as { id: string };
    const shown = (await as("PUT", `/api/price-imports/${importId}/mapping`, mapping)).json as Shown;
    await carryOut();
    return { importId, shown, now: await get<Shown>(`/api/price-imports/${importId}`) };
  };
  const bring = async (body: string | Buffer, mapping: Record<string, unknown> = {}) => {
    const { importId } = await preview(body, mapping);
    expect((await as("POST", `/api/price-imports/${importId}/apply`, {})).status).toBe(202);
    await carryOut();
    return get<Shown>(`/api/price-imports/${importId}`);
  };
  const rows = async () => (await get<{ items: Row[] }>(`/api/supplier-items?priceListId=${list.id}`)).items;
  const itemOf = async (code: string) => {
    const found = (await rows()).find((row) => row.code === code);
    return get<Item>(`/api/supplier-items/${found?.id}`);
  };
  return { id, as, get, supplier, partyId, list, send, upload, carryOut, preview, bring, rows, itemOf };
}

interface Shown {
  readonly id: string;
  readonly batchId: string | null;
  readonly state: string;
  readonly counts: Record<string, number>;
  readonly format: Record<string, unknown> | null;
  readonly columns: { header: string; field: string | null; decimal: string | null; basis: string | null }[];
  readonly questions: { question: string; text: string }[];
  readonly rows: {
    code: string;
    state: string;
    price: Record<string, string | null> | null;
    reasons: { text: string }[];
  }[];
}
interface Row {
  readonly id: string;
  readonly code: string;
  readonly cost: string | null;
  readonly priceStatus: string;
  readonly isInList: boolean;
  readonly itemId: string | null;
}
interface Item extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly cost: string | null;
  readonly net: string | null;
  readonly earlier: Record<string, unknown>[];
}

const csv = (...rows: string[]) => ["Artikelnr;Omschrijving;Bruto;Korting;Prijs per;Eenheid;EAN", ...rows].join("\n");

describe("a price list", () => {
  test("is made, listed with its articles, changed once per reading, and archived", async () => {
    const { as, get, list, partyId } = await company();
    expect(list.terms).toMatchObject({ metalInNet: "no", contributionsIncluded: "unknown", pricesIncludeTax: false });
    await as("POST", "/api/supplier-items", { priceListId: list.id, suppliersItemIdentifier: "A", gross: "10" });
    expect(await get("/api/price-lists")).toMatchObject({
      items: [{ id: list.id, items: 1, withoutNet: 1, notInList: 0, supplierName: "Groothandel Voorbeeld" }],
    });
    const change = {
      name: "2027",
      currency: "EUR",
      terms: { ...list.terms, generalDiscountPercent: "10" },
      version: list.version,
    };
    expect((await as("PUT", `/api/price-lists/${list.id}`, change)).json).toMatchObject({ name: "2027", version: 2 });
    expectProblem(await as("PUT", `/api/price-lists/${list.id}`, change), 409, "request.conflict");
    expectProblem(await as("POST", "/api/price-lists", { partyId, name: "2027" }), 409, "request.conflict");
    await as("PUT", `/api/price-lists/${list.id}`, { ...change, version: 2, isArchived: true });
    expect(await get("/api/price-lists")).toEqual({ items: [] });
    expect(await get(`/api/price-lists?archived=true&partyId=${partyId}`)).toMatchObject({ items: [{ id: list.id }] });
  });

  test.each([
    ["partyId", { partyId: randomUUID(), name: "x" }],
    ["terms.vatRate", { name: "x", terms: { pricesIncludeTax: true } }],
    ["terms.salesRule", { name: "x", terms: { salesRule: { kind: "factor", factor: "0" } } }],
    ["terms.generalDiscountPercent", { name: "x", terms: { generalDiscountPercent: "101" } }],
    ["currency", { name: "x", currency: "euro" }],
    ["name", { name: " " }],
  ])("with a wrong %s is refused", async (field, change) => {
    const { as, partyId } = await company();
    const refused = await as("POST", "/api/price-lists", { partyId, ...change });
    expectProblem(refused, 400, "request.invalid");
    expect((refused.json as { errors: { field: string }[] }).errors[0]?.field).toBe(field);
  });

  test("keeps its supplier from being deleted", async () => {
    const { as, partyId } = await company();
    expectProblem(await as("DELETE", `/api/parties/${partyId}`), 409, "request.conflict");
  });

  test("of another company is not there", async () => {
    const [ours, theirs] = [await company(), await company()];
    const { id } = (
      await theirs.as("POST", "/api/supplier-items", { priceListId: theirs.list.id, suppliersItemIdentifier: "A" })
    ).json as { id: string };
    expectProblem(await ours.as("GET", `/api/price-lists/${theirs.list.id}`), 404);
    expectProblem(await ours.as("GET", `/api/supplier-items/${id}`), 404);
    expectProblem(await ours.send("POST", `/api/price-lists/${theirs.list.id}/imports`, "A;1"), 404);
    expectProblem(
      await ours.as("POST", "/api/supplier-items", { priceListId: theirs.list.id, suppliersItemIdentifier: "B" }),
      400,
    );
  });
});

describe("an article", () => {
  const pipe = {
    gross: "850.00",
    basisQuantity: "100",
    basisUnitCode: "MTR",
    orderUnitCode: "XBE",
    perOrderUnit: "20",
    useUnitCode: "MTR",
    usePerOrder: "20",
  };

  test("costs what the contract's bundle of pipes costs", async () => {
    const { as, list, itemOf } = await company();
    await as("POST", "/api/supplier-items", { priceListId: list.id, suppliersItemIdentifier: "BUIS", ...pipe });
    expect(await itemOf("BUIS")).toMatchObject({ net: "850", cost: "8.5", priceStatus: "noNet", priceSource: "hand" });
  });

  test("costs what the contract's cable with its copper costs", async () => {
    const { as, list, itemOf } = await company();
    await as("POST", "/api/supplier-items", {
      priceListId: list.id,
      suppliersItemIdentifier: "3G2,5",
      gross: "95.00",
      discounts: [{ kind: "percent", value: "60" }],
      basisQuantity: "100",
      basisUnitCode: "MTR",
      orderUnitCode: "MTR",
      useUnitCode: "MTR",
      metal: {
        type: "Cu",
        weightKgPerKm: "72",
        basePer100Kg: "150",
        quotePer100Kg: "900",
        quoteDate: "2026-11-20",
        handlingPercent: "1",
      },
    });
    expect(await itemOf("3G2,5")).toMatchObject({ net: "38", cost: "0.92648", costFlags: ["metalComputed"] });
  });

  test("is changed by hand once per reading; its earlier price is kept and can be put back", async () => {
    const { as, list, itemOf, carryOut, get } = await company();
    await as("POST", "/api/supplier-items", {
      priceListId: list.id,
      suppliersItemIdentifier: "A",
      name: "x",
      listedNet: "10",
    });
    const before = await itemOf("A");
    const place = `/api/supplier-items/${before.id}`;
    const change = {
      name: "x",
      listedNet: "12",
      salesRule: { kind: "margin", percent: "25" },
      version: before.version,
    };
    expect((await as("PUT", place, change)).json).toMatchObject({
      cost: "12",
      salesPrice: "15.0000",
      version: 2,
      earlier: [{ net: "10", kind: "hand" }],
    });
    expectProblem(await as("PUT", place, change), 409, "request.conflict");
    const { items } = await get<{ items: { id: string; kind: string; mayUndo: boolean }[] }>(
      `/api/price-batches?priceListId=${list.id}`,
    );
    expect(items.map(({ kind, mayUndo }) => [kind, mayUndo])).toEqual([
      ["hand", true],
      ["hand", true],
    ]);
    expect((await as("POST", `/api/price-batches/${items[0]?.id}/undo`)).json).toMatchObject({ state: "undoing" });
    await carryOut();
    expect(await itemOf("A")).toMatchObject({ cost: "10", version: 3, earlier: [{ isUndone: true }] });
    await sql`update price_batches set applied_at = now() - interval '25 hours' where id = ${items[1]?.id}`.execute(
      store.owner,
    );
    expectProblem(await as("POST", `/api/price-batches/${items[1]?.id}/undo`), 409);
    expect((await as("POST", `/api/price-batches/${items[0]?.id}/undo`)).json).toMatchObject({ state: "undone" });
  });

  test.each([
    ["gtin", { gtin: "5412345000014" }],
    ["gross", { gross: "0" }],
    ["basisQuantity", { basisQuantity: "-1" }],
    ["perOrderUnit", { perOrderUnit: "0" }],
    ["basisUnitCode", { basisUnitCode: "ZZZ" }],
    ["discounts", { discounts: Array.from({ length: 4 }, () => ({ kind: "percent", value: "1" })) }],
  ])("with a wrong %s is refused", async (field, change) => {
    const { as, list } = await company();
    const refused = await as("POST", "/api/supplier-items", {
      priceListId: list.id,
      suppliersItemIdentifier: "A",
      ...change,
    });
    expectProblem(refused, 400, "request.invalid");
    expect((refused.json as { errors: { field: string }[] }).errors[0]?.field).toBe(field);
  });

  test("twice in a list is refused; 06 is not 6", async () => {
    const { as, list, rows } = await company();
    const add = (code: string) =>
      as("POST", "/api/supplier-items", { priceListId: list.id, suppliersItemIdentifier: code });
    expect([(await add("06")).status, (await add("6")).status]).toEqual([201, 201]);
    expectProblem(await add("06"), 409, "request.conflict");
    expect((await rows()).map(({ code }) => code)).toEqual(["06", "6"]);
  });

  test("becomes an own item, with its supplier, barcode and sales price", async () => {
    const { as, list, itemOf, get, partyId } = await company({ salesRule: { kind: "factor", factor: "1.5" } });
    await as("POST", "/api/supplier-items", {
      priceListId: list.id,
      suppliersItemIdentifier: "A",
      name: "Lamp",
      listedNet: "10",
      gtin: "5412345000013",
      vatRate: "21",
    });
    const { id } = await itemOf("A");
    const made = (await as("POST", `/api/supplier-items/${id}/item`, { sellersItemIdentifier: "L1" })).json as {
      id: string;
    };
    expect(await get(`/api/items/${made.id}`)).toMatchObject({
      sellersItemIdentifier: "L1",
      name: "Lamp",
      salesPrice: "15.0000",
      vatRate: "21",
      gtins: ["5412345000013"],
    });
    expect(await get(`/api/items/${made.id}/suppliers`)).toMatchObject({
      items: [
        {
          partyId,
          suppliersItemIdentifier: "A",
          isPreferred: true,
          cost: "10",
          inLists: [{ supplierItemId: id, cost: "10" }],
        },
      ],
    });
    expectProblem(await as("POST", `/api/supplier-items/${id}/item`, { sellersItemIdentifier: "L2" }), 409);
    await as("POST", "/api/supplier-items", { priceListId: list.id, suppliersItemIdentifier: "B" });
    const other = await itemOf("B");
    expectProblem(await as("POST", `/api/supplier-items/${other.id}/item`, { sellersItemIdentifier: "L1" }), 409);
    // One code per supplier.
    const link = await as("PUT", `/api/supplier-items/${other.id}/item`, { itemId: made.id, version: other.version });
    expectProblem(link, 409);
    expect(link.text).toContain("andere code: A");
    const linked = await itemOf("A");
    expect(
      (await as("PUT", `/api/supplier-items/${id}/item`, { itemId: null, version: linked.version })).json,
    ).toMatchObject({ itemId: null });
    expect(await get(`/api/items/${made.id}/suppliers`)).toEqual({ items: [] });
    expect(
      (await as("PUT", `/api/supplier-items/${other.id}/item`, { itemId: made.id, version: other.version })).json,
    ).toMatchObject({ itemId: made.id });
    expect((await as("DELETE", `/api/items/${made.id}`)).status).toBe(200);
    expect((await itemOf("B"))["itemId"]).toBeNull();
  });
});

describe("an item", () => {
  test("has several suppliers, one code each and one preferred; articles with the code are the item", async () => {
    const { as, get, list, partyId, supplier, itemOf } = await company();
    const second = await supplier("Andere groothandel");
    await as("POST", "/api/supplier-items", { priceListId: list.id, suppliersItemIdentifier: "A", listedNet: "10" });
    const { id } = (await as("POST", "/api/items", { sellersItemIdentifier: "L1", name: "Lamp" })).json as {
      id: string;
    };
    const place = (party: string) => `/api/items/${id}/suppliers/${party}`;
    await as("PUT", place(partyId), { suppliersItemIdentifier: "A" });
    expect((await itemOf("A"))["itemId"]).toBe(id);
    await as("PUT", place(second), {
      suppliersItemIdentifier: "ZZ-9",
      purchasePrice: "95",
      priceQuantity: "100",
      isPreferred: true,
    });
    expect(await get(`/api/items/${id}/suppliers`)).toMatchObject({
      items: [
        { partyId: second, isPreferred: true, purchasePrice: "95", cost: "0.95", inLists: [] },
        { partyId, isPreferred: false, inLists: [{ cost: "10" }] },
      ],
    });
    await as("PUT", place(partyId), { suppliersItemIdentifier: "B" });
    expect((await itemOf("A"))["itemId"]).toBeNull();
    expectProblem(await as("PUT", place(partyId), { suppliersItemIdentifier: "" }), 400);
    expectProblem(await as("PUT", place(randomUUID()), { suppliersItemIdentifier: "A" }), 400);
    await as("DELETE", place(partyId));
    expect((await get<{ items: unknown[] }>(`/api/items/${id}/suppliers`)).items).toHaveLength(1);
    expectProblem(await as("DELETE", place(partyId)), 404);
  });

  test("has barcodes, a brand and a category, and a sales price by margin or factor", async () => {
    const { as, get, partyId } = await company();
    const { id } = (await as("POST", "/api/items", { sellersItemIdentifier: "L1", name: "Lamp" })).json as {
      id: string;
    };
    const category = (
      await as("POST", "/api/item-categories", { name: "Verlichting", salesRule: { kind: "margin", percent: "30" } })
    ).json as { id: string; version: number };
    expectProblem(await as("POST", "/api/item-categories", { name: "Verlichting" }), 409);
    const place = `/api/items/${id}/properties`;
    const given = {
      brandName: "Voorbeeld",
      manufacturersItemIdentifier: "VB-9",
      gtins: ["5412345000013", "96385074"],
      categoryId: category.id,
      version: 1,
    };
    expect((await as("PUT", place, given)).json).toMatchObject({
      ...given,
      version: 2,
      ruleInForce: { percent: "30" },
      cost: null,
      proposedPrice: null,
    });
    expectProblem(await as("PUT", place, given), 409, "request.conflict");
    expectProblem(await as("POST", `/api/items/${id}/sales-price`), 409);
    await as("PUT", `/api/items/${id}/suppliers/${partyId}`, { suppliersItemIdentifier: "A", purchasePrice: "100" });
    expect((await as("POST", `/api/items/${id}/sales-price`)).json).toMatchObject({
      salesPrice: "130.0000",
      proposedPrice: "130.0000",
    });
    const own = { ...given, salesRule: { kind: "factor", factor: "2" }, version: 3 };
    expect((await as("PUT", place, own)).json).toMatchObject({ proposedPrice: "200.0000", salesPrice: "130.0000" });
    expect(
      (await get<{ items: { code: string }[] }>("/api/supplier-items?search=vb9")).items.map(({ code }) => code),
    ).toEqual(["L1"]);
    for (const wrong of [
      { gtins: ["5412345000014"] },
      { categoryId: randomUUID() },
      { salesRule: { kind: "margin", percent: "-100" } },
    ])
      expectProblem(await as("PUT", place, { ...given, version: 4, ...wrong }), 400);
    expectProblem(await as("DELETE", `/api/item-categories/${category.id}`), 409);
    expect((await as("PUT", `/api/item-categories/${category.id}`, { name: "Lampen", version: 1 })).json).toMatchObject(
      { name: "Lampen", items: 1 },
    );
  });
});

describe("a file", () => {
  const file = csv("A;Draad;95,00;60;100;M;5412345000013", "B;Lamp;6,90;43;1;st;", "C;Kap;1.234;;1;st;");

  test("shows its first articles with their cost, and then what all of it would do", async () => {
    const { preview, as, rows } = await company();
    const { shown, now, importId } = await preview(file, { isWholeList: true });
    expect(shown.columns.map(({ field }) => field)).toEqual([
      "code",
      "name",
      "gross",
      "discount",
      "basis",
      "unit",
      "gtin",
    ]);
    expect(
      shown.rows.map(({ code, price }) => [code, price?.["net"], price?.["cost"], price?.["useUnitCode"]]),
    ).toEqual([
      ["A", "38", "0.38", "MTR"],
      ["B", "3.933", "3.933", "C62"],
    ]);
    expect(now).toMatchObject({ state: "previewed", counts: { new: 2, problems: 1, vanished: 0 }, questions: [] });
    const problems = (await as("GET", `/api/price-imports/${importId}/problems`)).json;
    expect(problems).toMatchObject({
      items: [{ line: 4, place: "Bruto", value: "1.234", message: expect.stringContaining("twee manieren") }],
    });
    expect(await rows()).toEqual([]);
  });

  test("is taken over once, and put back in one act", async () => {
    const { bring, rows, as, carryOut, get } = await company();
    const done = await bring(file);
    expect(done).toMatchObject({ state: "applied" });
    expect((await rows()).map(({ code, cost }) => [code, cost])).toEqual([
      ["A", "0.38"],
      ["B", "3.933"],
    ]);
    expect((await as("POST", `/api/price-imports/${done.id}/apply`, {})).json).toMatchObject({ state: "applied" });
    expectProblem(await as("PUT", `/api/price-imports/${done.id}/mapping`, {}), 409);
    expectProblem(await as("DELETE", `/api/price-imports/${done.id}`), 409);
    await as("POST", `/api/price-batches/${done.batchId}/undo`);
    await carryOut();
    expect(await rows()).toEqual([]);
    expect(await get(`/api/price-batches`)).toMatchObject({
      items: [{ state: "undone", counts: { new: 2, putBack: 2, kept: 0 } }],
    });
  });

  test("shows old beside new with the change, and what vanishes; suspicious ones wait for a yes", async () => {
    const { bring, preview, as, rows, carryOut } = await company();
    await bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;", "C;x;10,00;;1;st;"));
    const { importId, now } = await preview(csv("A;x;11,00;;1;st;", "B;x;1000,00;;1;st;"), { isWholeList: true });
    expect(now.counts).toMatchObject({ changed: 1, suspicious: 1, vanished: 1 });
    const shown = async (state: string) =>
      (
        (await as("GET", `/api/price-imports/${importId}/rows?state=${state}`)).json as {
          items: Record<string, unknown>[];
        }
      ).items;
    expect(await shown("changed")).toMatchObject([
      { code: "A", before: { cost: "10" }, price: { cost: "11" }, changePercent: "10" },
    ]);
    expect(await shown("suspicious")).toMatchObject([
      {
        code: "B",
        reasons: [{ reason: "factor" }, { reason: "unitError", text: expect.stringContaining("10, 100 of 1000") }],
      },
    ]);
    expect((await as("GET", `/api/price-imports/${importId}/vanished`)).json).toMatchObject({ items: [{ code: "C" }] });
    expect(
      (await as("POST", `/api/price-imports/${importId}/decisions`, { codes: ["B", "A"], isTaken: true })).json,
    ).toEqual({ decided: 1 });
    await as("POST", `/api/price-imports/${importId}/apply`, {});
    await carryOut();
    expect((await rows()).map(({ cost, isInList }) => [cost, isInList])).toEqual([
      ["11", true],
      ["1000", true],
      ["10", false],
    ]);
  });

  test("of which the columns are chosen by hand is read in the same way next time, by header", async () => {
    const { preview, bring, upload, as } = await company();
    const odd = "Nr;Tekst;Onze prijs\nA;Draad;3,80\n";
    expectProblem(await as("PUT", `/api/price-imports/${((await upload(odd)).json as Shown).id}/mapping`, {}), 400);
    const columns = [
      { position: 0, field: "code" },
      { position: 1, field: "name" },
      { position: 2, field: "net" },
    ];
    await bring(odd, { format: { headerLine: 1 }, columns });
    const next = (await upload("Prijslijst\nTekst;Extra;Onze prijs;Nr\nDraad;x;3,90;A\n")).json as Shown;
    expect(next.format).toMatchObject({ headerLine: 2 });
    expect(next.columns.map(({ field }) => field)).toEqual(["name", null, "net", "code"]);
    for (const wrong of [
      [{ position: 9, field: "code" }],
      [{ position: 0, field: "onzin" }],
      [...columns, { position: 1, field: "net" }],
    ])
      expectProblem(await as("PUT", `/api/price-imports/${next.id}/mapping`, { columns: wrong }), 400);
    expect((await preview(odd)).now.counts).toMatchObject({ unchanged: 1 });
  });

  test("that leaves doubt about VAT or the price quantity is not taken over before somebody answers", async () => {
    const { preview, as, bring, rows, get, list } = await company();
    const dear = "Artikelnr;Bruto incl. btw\nA;12,10\n";
    const { importId, now } = await preview(dear);
    expect(now.questions).toMatchObject([{ question: "tax", text: expect.stringContaining("btw") }]);
    expectProblem(await as("POST", `/api/price-imports/${importId}/apply`, {}), 409);
    await as("DELETE", `/api/price-imports/${importId}`);
    await bring(dear, { tax: { pricesIncludeTax: true, vatRate: "21" } });
    expect((await rows()).map(({ cost }) => cost)).toEqual(["10"]);
    expect(await get(`/api/price-lists/${list.id}`)).toMatchObject({
      terms: { pricesIncludeTax: true, vatRate: "21" },
    });

    const other = await company();
    const five = "V;050;A;20261121;EUR;x;;;;;;;;;\nA;N;7;Kit;;PCE;2;1;500;001;;;\n";
    const asked = await other.preview(five);
    expect(asked.now.questions.map(({ question }) => question)).toEqual(["priceQuantityField"]);
    expect(asked.shown.rows[0]?.price).toMatchObject({ basisQuantity: "2", cost: "2.5" });
    expectProblem(await other.as("POST", `/api/price-imports/${asked.importId}/apply`, {}), 409);
    await other.bring(five, { format: { priceQuantityField: 7 } });
    expect((await other.rows()).map(({ cost }) => cost)).toEqual(["5"]);
    // Asked once: the list remembers.
    expect((await other.preview(five)).now).toMatchObject({ questions: [], counts: { unchanged: 1 } });
  });

  test("in another currency than its list waits for an answer", async () => {
    const { preview } = await company();
    const { now } = await preview(`V 211126${"Schweiz".padEnd(115)}04CHF\nA;N;1;00;x;;1;0;St;100;;;;\n`);
    expect(now.questions).toMatchObject([
      { question: "currency", text: "Dit bestand is in CHF, de prijslijst in EUR" },
    ]);
  });

  test("that is large comes in parts, each once", async () => {
    const { send, upload, as, carryOut, get } = await company();
    const whole = Buffer.from(csv(...Array.from({ length: 500 }, (_, index) => `N${index};é;1,50;;1;st;`)));
    const cut = whole.indexOf("é") + 1;
    const { id } = (await upload(whole.subarray(0, cut), "&more=true")).json as Shown;
    expectProblem(await as("PUT", `/api/price-imports/${id}/mapping`, {}), 409);
    const part = (offset: number, more: boolean) =>
      send(
        "PUT",
        `/api/price-imports/${id}/content?offset=${offset}&more=${String(more)}`,
        whole.subarray(offset, more ? offset + 1000 : undefined),
      );
    expect((await part(cut, true)).status).toBe(200);
    expectProblem(await part(cut, true), 409);
    expect((await part(cut + 1000, false)).json).toMatchObject({
      state: "uploaded",
      fileSize: whole.byteLength,
      format: { encoding: "utf-8" },
    });
    expectProblem(await part(cut + 1000, false), 409);
    await as("PUT", `/api/price-imports/${id}/mapping`, {});
    await carryOut();
    expect(await get(`/api/price-imports/${id}`)).toMatchObject({ state: "previewed", counts: { new: 500 } });
  });

  test.each([
    ["nothing", "", "leeg"],
    ["blanks", " \r\n \n", "leeg"],
    ["a spreadsheet", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), "rekenblad"],
    ["a picture", Buffer.concat([Buffer.from([0x89, 0x50]), Buffer.alloc(500)]), "geen tekstbestand"],
    ["a PDF", "%PDF-1.7 …", "geen tekstbestand"],
  ])("that is %s is refused with what to do, and nothing is kept of it", async (_, body, words) => {
    const { upload, get } = await company();
    const refused = await upload(body);
    expectProblem(refused, 400, "request.invalid");
    expect(refused.json).toMatchObject({ errors: [{ field: "file", message: expect.stringContaining(words) }] });
    expect(await get("/api/price-imports")).toEqual({ items: [] });
  });

  test("with hostile content is text, one huge cell is one line that is left out, half a character no reason to stop", async () => {
    const { bring, itemOf, rows } = await company();
    const huge = "x".repeat(3 * 1024 * 1024);
    const done = await bring(
      Buffer.concat([
        Buffer.from(
          csv(
            `A;<script>alert(1)</script>;1,00;;1;st;`,
            `=cmd|' /C calc'!A0;@SUM(1);2,00;;1;st;`,
            `H;${huge};1,00;;1;st;`,
            "N;nul\0teken;1,00;;1;st;",
          ),
        ),
        Buffer.from("\nO;x;5,00;;1;st;5.41E+12\n"),
      ]),
    );
    expect(done.counts).toMatchObject({ new: 4, problems: 2 });
    expect((await rows()).map(({ code }) => code)).toEqual(["=cmd|' /C calc'!A0", "A", "N", "O"]);
    expect(await itemOf("A")).toMatchObject({ name: "<script>alert(1)</script>" });
    expect(await itemOf("N")).toMatchObject({ name: "nul\u{FFFD}teken" });
    expect(await itemOf("O")).toMatchObject({ gtin: "" });
  });

  test("of another company is not there", async () => {
    const [ours, theirs] = [await company(), await company()];
    const { id } = (await theirs.upload(file)).json as Shown;
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/rows"],
      ["GET", "/problems"],
      ["GET", "/vanished"],
      ["PUT", "/mapping"],
      ["POST", "/apply"],
      ["DELETE", ""],
    ] as const)
      expectProblem(await ours.as(method, `/api/price-imports/${id}${path}`, method === "GET" ? undefined : {}), 404);
  });
});

describe("what is agreed with a supplier", () => {
  test("discount groups are made, changed and deleted; the code is text", async () => {
    const { as, get, partyId } = await company();
    const place = `/api/suppliers/${partyId}/discount-groups`;
    const off = (value: string) => [{ kind: "percent", value }];
    await as("PUT", place, { code: "06", discounts: off("55") });
    await as("PUT", place, { code: "6", discounts: off("10"), from: "100", name: "Groot" });
    expect((await as("PUT", place, { code: "06", discounts: off("60") })).json).toMatchObject({
      code: "06",
      version: 2,
    });
    expect(await get(place)).toMatchObject({
      items: [
        { code: "06", discounts: [{ value: "60" }] },
        { code: "6", from: "100" },
      ],
    });
    await as("DELETE", `${place}?code=06`);
    expectProblem(await as("DELETE", `${place}?code=06`), 404);
    expectProblem(await as("PUT", place, { code: "", discounts: [] }), 400);
    expectProblem(await as("PUT", `/api/suppliers/${randomUUID()}/discount-groups`, { code: "A", discounts: [] }), 400);
  });

  test("a unit is learnt once, and used by the next reading", async () => {
    const { as, preview, partyId, get } = await company();
    const odd = csv("A;x;1,00;;1;wiebel;");
    const { importId, now } = await preview(odd);
    expect(now.counts).toMatchObject({ wrong: 1 });
    const rows = (await as("GET", `/api/price-imports/${importId}/rows?state=wrong`)).json;
    expect(rows).toMatchObject({ items: [{ reasons: [{ text: expect.stringContaining("WIEBEL") }] }] });
    const place = `/api/suppliers/${partyId}/units`;
    expect((await as("PUT", place, { word: "wiebel.", unitCode: "XBX" })).json).toEqual({
      items: [{ word: "WIEBEL", unitCode: "XBX" }],
    });
    expect((await preview(odd)).now.counts).toMatchObject({ new: 1 });
    expectProblem(await as("PUT", place, { word: "iets", unitCode: "ZZZ" }), 400);
    await as("PUT", place, { word: "wiebel", unitCode: null });
    expect(await get(place)).toEqual({ items: [] });
  });
});
