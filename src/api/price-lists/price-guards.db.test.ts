import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { stepPrices } from "#backoffice/price-files/carry-out-prices.ts";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";
import { csv, priceCompany } from "#api/testing/price-company.ts";
import { inAdministration } from "#store/database.ts";

const api = await apiUnderTest();
const { store } = api;
const company = (terms?: Record<string, unknown>) => priceCompany(api, terms);
type Company = Awaited<ReturnType<typeof company>>;

const addTo =
  ({ as, list }: Company) =>
  async (content: Record<string, unknown>) =>
    as("POST", "/api/supplier-items", {
      priceListId: list.id,
      suppliersItemIdentifier: "A",
      name: "Draad",
      ...content,
    });

/** An own item in pieces. */
const ownItem = async ({ as }: Company, content: Record<string, unknown> = {}) =>
  (
    (await as("POST", "/api/items", { sellersItemIdentifier: "EIGEN", name: "Ons artikel", ...content })).json as {
      id: string;
    }
  ).id;

const reasonsOf = async ({ as }: Company, importId: string) =>
  (
    (await as("GET", `/api/price-imports/${importId}/rows?state=suspicious`)).json as {
      items: { code: string; reasons: { reason: string; text: string }[] }[];
    }
  ).items.map(({ code, reasons }) => [code, reasons.map(({ reason }) => reason)]);

describe("in a file", () => {
  test("a net price that cannot be for as many as its list price waits for a person, also the first", async () => {
    const one = await company();
    const { importId, now } = await one.preview(
      "Artikelnr;Bruto per 100;Netto\nA;95,00;0,38\nB;95,00;38,00\nC;0,95;38,00\nD;95,00;92,65\n",
    );
    expect(now.counts).toMatchObject({ new: 2, suspicious: 2 });
    expect(await reasonsOf(one, importId)).toEqual([
      ["A", ["netFar"]],
      ["C", ["netFar"]],
    ]);
  });

  test("a bundle that holds another number of metres costs what those metres cost", async () => {
    const { bring, rows, itemOf } = await company();
    const file = (per: number) =>
      `Artikelnr;Bruto;Prijs per;Eenheid;Besteleenheid;Bestelfactor\nBUIS;850,00;100;M;BX;${per}\n`;
    await bring(file(20));
    await bring(file(10));
    expect(await itemOf("BUIS")).toMatchObject({ perOrderUnit: "10", usePerOrder: "10" });
    expect((await rows()).map(({ cost }) => cost)).toEqual(["8.5"]);
  });

  test("units that cannot go into each other like that wait for a person", async () => {
    const one = await company();
    const { importId } = await one.preview(
      "Artikelnr;Bruto;Eenheid;Gebruikseenheden per besteleenheid\nA;10,00;st;100\nB;10,00;st;1\n",
    );
    expect(await reasonsOf(one, importId)).toEqual([["A", ["content"]]]);
  });

  test("no price never replaces one by itself", async () => {
    const one = await company();
    await one.bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;"));
    const { importId } = await one.preview(csv("A;x;op aanvraag;;1;st;", "B;y;0,00;;1;st;"));
    expect(await reasonsOf(one, importId)).toEqual([["A", ["noPrice"]]]);
    await one.as("POST", `/api/price-imports/${importId}/apply`, {});
    await one.carryOut();
    expect((await one.rows()).map(({ cost, priceStatus }) => [cost, priceStatus])).toEqual([
      ["10", "noNet"],
      ["10", "noNet"],
    ]);
  });

  test("a price that holds from a day to come does not replace the one of today by itself", async () => {
    const one = await company();
    const file = (day: string, price: string) => `Artikelnr;Netto;Geldig vanaf\nA;${price};${day}\n`;
    await one.bring(file("01/01/2020", "10,00"));
    const { importId } = await one.preview(file("01/01/2999", "11,00"));
    const { json } = await one.as("GET", `/api/price-imports/${importId}/rows?state=suspicious`);
    expect(json).toMatchObject({ items: [{ reasons: [{ reason: "later", text: expect.stringContaining("2999") }] }] });
    await one.as("POST", `/api/price-imports/${importId}/apply`, {});
    await one.carryOut();
    expect(await one.itemOf("A")).toMatchObject({ cost: "10", validFrom: "2020-01-01" });
    expect((await one.preview(file("01/01/2021", "11,00"))).now.counts).toMatchObject({ changed: 1 });
  });
});

describe("undoing a file", () => {
  test("leaves a discount group as somebody changed it since, and puts the others back", async () => {
    const { bring, as, get, carryOut, partyId } = await company();
    await bring("R;;06;1;2000;oud;\nR;;07;1;2000;oud;\n");
    const { batchId } = await bring(
      "R;;06;1;4000;nieuw;\nR;;07;1;4000;nieuw;\nR;;08;1;1000;nieuw;\nR;;09;1;1000;nieuw;\n",
    );
    const groups = `/api/suppliers/${partyId}/discount-groups`;
    const percent = (value: string) => [{ kind: "percent", value }];
    await as("PUT", groups, { code: "06", name: "nieuw", discounts: percent("45") });
    await as("PUT", groups, { code: "08", name: "nieuw", discounts: percent("12") });
    await as("POST", `/api/price-batches/${batchId}/undo`);
    await carryOut();
    const { items } = await get<{ items: { code: string; discounts: { value: string }[] }[] }>(groups);
    expect(items.map(({ code, discounts }) => [code, discounts[0]?.value])).toEqual([
      ["06", "45"],
      ["07", "20"],
      ["08", "12"],
    ]);
  });

  test("takes articles away that it made, also those that were an own item by their code from the start", async () => {
    const one = await company();
    const itemId = await ownItem(one);
    await one.as("PUT", `/api/items/${itemId}/suppliers/${one.partyId}`, { suppliersItemIdentifier: "A" });
    const { batchId } = await one.bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;", "C;x;10,00;;1;st;"));
    expect((await one.rows()).map((row) => row.itemId)).toEqual([itemId, null, null]);
    // Linked since, which is work of a person.
    const { id, version } = await one.itemOf("C");
    const other = await ownItem(one, { sellersItemIdentifier: "ANDER" });
    await one.as("PUT", `/api/supplier-items/${id}/item`, { itemId: other, version });
    await one.as("POST", `/api/price-batches/${batchId}/undo`);
    await one.carryOut();
    expect((await one.rows()).map(({ code }) => code)).toEqual(["C"]);
    expect(await one.get("/api/price-batches")).toMatchObject({ items: [{ counts: { putBack: 2, kept: 1 } }] });
  });

  test("waits for whoever is changing an article, and leaves what he made of it", async () => {
    const { id, bring, as, rows } = await company();
    await bring(csv("A;x;10,00;;1;st;"));
    const { batchId } = await bring(csv("A;x;11,00;;1;st;"));
    await as("POST", `/api/price-batches/${batchId}/undo`);
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<undefined>();
    const { promise: isChanged, resolve: changed } = Promise.withResolvers<undefined>();
    const changing = inAdministration(store.app, id, async (trx) => {
      await sql`update supplier_items set cost_per_use_unit = 12, version = version + 1 where administration_id = ${id}`.execute(
        trx,
      );
      changed(undefined);
      await mayEnd;
    });
    await isChanged;
    const undoing = inAdministration(store.app, id, (trx) => stepPrices(trx, id));
    const isWaiting = async (): Promise<boolean> =>
      (
        await sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
          store.owner,
        )
      ).rows.length > 0;
    while (!(await isWaiting()));
    end(undefined);
    await Promise.all([changing, undoing]);
    expect((await rows()).map(({ cost }) => cost)).toEqual(["12"]);
  });
});

describe("by hand", () => {
  test.each([
    ["a price per 100 that becomes one per 1", { basisQuantity: "1" }, ["basis", "factor", "unitError"]],
    ["a decimal mark that slid", { gross: "950" }, ["factor", "unitError"]],
    ["another unit", { basisUnitCode: "KMT", orderUnitCode: "KMT", useUnitCode: "KMT" }, ["unit"]],
    ["a net price for another quantity", { listedNet: "0.38" }, ["netFar"]],
  ])("%s is asked about once, and kept when it is right", async (_, change, reasons) => {
    const one = await company();
    const wire = { gross: "95", basisQuantity: "100", basisUnitCode: "MTR", orderUnitCode: "MTR", useUnitCode: "MTR" };
    expect((await addTo(one)(wire)).status).toBe(201);
    const { id, version } = await one.itemOf("A");
    const put = (more: Record<string, unknown>) =>
      one.as("PUT", `/api/supplier-items/${id}`, { name: "Draad", ...wire, ...change, version, ...more });
    const asked = await put({});
    expectProblem(asked, 409, "request.conflict");
    const { errors } = asked.json as { errors: { field: string; message: string }[] };
    expect(errors.map(({ field }) => field)).toEqual(reasons.map(() => "confirmed"));
    expect((await one.itemOf("A")).version).toBe(version);
    expect((await put({ confirmed: true })).status).toBe(200);
  });

  test("what is no slip is not asked about: a name, a rise, no price any more", async () => {
    const one = await company();
    await addTo(one)({ listedNet: "10" });
    for (const change of [{ name: "Ander", listedNet: "10" }, { listedNet: "14" }, { listedNet: null }]) {
      const { id, version } = await one.itemOf("A");
      expect((await one.as("PUT", `/api/supplier-items/${id}`, { name: "x", ...change, version })).status).toBe(200);
    }
  });

  test("a new article with a net price for another quantity than its list price is asked about", async () => {
    const one = await company();
    expectProblem(await addTo(one)({ gross: "95", listedNet: "0.38" }), 409, "request.conflict");
    expect((await addTo(one)({ gross: "95", listedNet: "0.38", confirmed: true })).status).toBe(201);
  });

  test.each([
    ["perOrderUnit", { orderUnitCode: "C62", perOrderUnit: "20" }],
    [
      "perOrderUnit",
      { basisUnitCode: "MTR", orderUnitCode: "KMT", useUnitCode: "MTR", perOrderUnit: "100", usePerOrder: "100" },
    ],
    ["usePerOrder", { orderUnitCode: "XBX", perOrderUnit: "20", usePerOrder: "1" }],
    ["usePerOrder", { basisUnitCode: "CEN", orderUnitCode: "XBX", perOrderUnit: "1", usePerOrder: "1" }],
  ])("units of which is fixed how many go into each other are refused at %s otherwise", async (field, content) => {
    const one = await company();
    const refused = await addTo(one)({ gross: "95", ...content });
    expectProblem(refused, 400, "request.invalid");
    expect((refused.json as { errors: { field: string }[] }).errors[0]?.field).toBe(field);
  });
});

describe("the supplier of an own item", () => {
  test("the same price for another quantity, unit or currency is another cost", async () => {
    const one = await company();
    const itemId = await ownItem(one);
    const put = async (change: Record<string, unknown>) => {
      const answer = await one.as("PUT", `/api/items/${itemId}/suppliers/${one.partyId}`, {
        suppliersItemIdentifier: "A",
        purchasePrice: "38.00",
        confirmed: true,
        ...change,
      });
      return (answer.json as { items: { cost: string | null }[] }).items[0]?.cost;
    };
    expect(await put({ priceQuantity: "100" })).toBe("0.38");
    expect(await put({ priceQuantity: "1" })).toBe("38");
    expect(await put({ priceQuantity: "100.0", leadTimeDays: 3 })).toBe("0.38");
    expect(await put({ priceQuantity: "100", priceUnitCode: "MTR" })).toBeNull();
  });

  test("a price per 100 that becomes one per 1 is asked about once", async () => {
    const one = await company();
    const itemId = await ownItem(one);
    const put = (change: Record<string, unknown>) =>
      one.as("PUT", `/api/items/${itemId}/suppliers/${one.partyId}`, {
        suppliersItemIdentifier: "A",
        purchasePrice: "38.00",
        ...change,
      });
    expect((await put({ priceQuantity: "100" })).status).toBe(200);
    expectProblem(await put({}), 409, "request.conflict");
    expect((await put({ confirmed: true })).status).toBe(200);
  });

  test("a cost in another currency or per another unit makes no sales price", async () => {
    const one = await company();
    const { id: dollarList } = (
      await one.as("POST", "/api/price-lists", { partyId: one.partyId, name: "USD", currency: "USD" })
    ).json as { id: string };
    const rule = { kind: "factor", factor: "2" };
    const itemId = await ownItem(one);
    const { version } = await one.get<{ version: number }>(`/api/items/${itemId}/properties`);
    await one.as("PUT", `/api/items/${itemId}/properties`, { salesRule: rule, version });
    const put = (change: Record<string, unknown>) =>
      one.as("PUT", `/api/items/${itemId}/suppliers/${one.partyId}`, {
        suppliersItemIdentifier: "A",
        purchasePrice: "10",
        isPreferred: true,
        confirmed: true,
        ...change,
      });
    await put({ currency: "USD" });
    expect(await one.get(`/api/items/${itemId}/properties`)).toMatchObject({ cost: null, proposedPrice: null });
    expectProblem(await one.as("POST", `/api/items/${itemId}/sales-price`), 409);
    const found = await one.get<{ items: { cost: string | null }[] }>("/api/supplier-items?search=EIGEN");
    expect(found.items.map(({ cost }) => cost)).toEqual([null]);
    await put({ currency: "EUR" });
    expect(await one.get(`/api/items/${itemId}/properties`)).toMatchObject({ proposedPrice: "20.0000" });

    // Adopted from a list in dollars: no sales price in euro.
    const added = await one.as("POST", "/api/supplier-items", {
      ...{ priceListId: dollarList, suppliersItemIdentifier: "D", name: "x", listedNet: "10" },
    });
    const dollar = added.json as { id: string; version: number };
    await one.as("PUT", `/api/supplier-items/${dollar.id}`, {
      name: "x",
      listedNet: "10",
      salesRule: rule,
      version: 1,
    });
    const made = (await one.as("POST", `/api/supplier-items/${dollar.id}/item`, { sellersItemIdentifier: "D1" })).json;
    expect(await one.get(`/api/items/${(made as { id: string }).id}`)).toMatchObject({ salesPrice: null });

    // What a metre costs says nothing of our roll.
    const units = { basisUnitCode: "MTR", orderUnitCode: "MTR", useUnitCode: "MTR" };
    await addTo(one)({ suppliersItemIdentifier: "M", listedNet: "1", ...units });
    const metres = await one.itemOf("M");
    const roll = await ownItem(one, { sellersItemIdentifier: "ROL", unitCode: "XRO" });
    await one.as("PUT", `/api/supplier-items/${metres.id}/item`, { itemId: roll, version: metres.version });
    expect(await one.get(`/api/items/${roll}/suppliers`)).toMatchObject({
      items: [{ purchasePrice: "1", priceUnitCode: "MTR", cost: null }],
    });
  });
});
