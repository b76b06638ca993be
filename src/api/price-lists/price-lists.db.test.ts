import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";
import { priceCompany } from "#api/testing/price-company.ts";

const api = await apiUnderTest();
const { store } = api;
const company = (terms?: Record<string, unknown>) => priceCompany(api, terms);

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
