import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";
import { priceCompany, csv } from "#api/testing/price-company.ts";

const api = await apiUnderTest();
const company = () => priceCompany(api);

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
