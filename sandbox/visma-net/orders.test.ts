import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startVismaNet, type VismaNet } from "./stand-in.ts";
import { callersOf, errorsOf, furnish, order, pageOf, type Caller } from "./testing/caller.ts";

const start = Temporal.Instant.from("2026-11-21T09:00:00Z").epochMilliseconds;
const all = "/api/v3/SalesOrders";
const first = `${all}/SO/000001`;
let now = start;
let visma: VismaNet;
let orders: Caller;
let customer: string;
beforeEach(async () => {
  now = start;
  visma = await startVismaNet({ now: () => now });
  ({ orders } = await callersOf(visma));
  customer = furnish(visma);
});
afterEach(() => visma.stop());
const create = (given: object = {}, headers = {}) => orders("POST", all, order(customer, given), headers);
const tagOf = async (path = first): Promise<string> => (await orders("GET", path)).headers.etag ?? "";

describe("creating", () => {
  test("answers without a body, and the number is in Location only", async () => {
    const made = await create();
    expect([made.status, made.text, made.headers.location]).toEqual([201, "", `${visma.urls.salesOrder}${first}`]);
    const read = await orders("GET", `${first}?expand=Lines,Customer,Shipping`);
    expect(read.body).toMatchObject({
      ...{ type: "SO", orderId: "000001", status: "Open", date: "2026-11-21", currencyId: "EUR", branchId: "1" },
      customer: { id: customer, name: "Els Maes", order: "WEB-105", refNo: "cscart:1:105" },
      ...{ lineTotal: 45, taxTotal: 9.45, orderTotal: 54.45, lastModified: "2026-11-21T09:00:00.000Z" },
      orderLines: [
        { lineId: 1, inventoryId: "MUG-01", quantity: 2, unitPrice: 20, warehouseId: "1", amount: 40 },
        { lineId: 2, inventoryId: "SHIP", warehouseId: null },
      ],
      shipping: { address: { line1: "Kerkstraat 1", city: "Gent" } },
    });
    expect(read.headers.etag).toMatch(/^"[0-9A-F]{16}"$/);
    expect((await orders("GET", first)).body).not.toHaveProperty("orderLines");
  });

  test("a price and a discount only count when they are said to be manual", async () => {
    const line = { inventoryId: "MUG-01", quantity: 1, unitPrice: 20 };
    await create({ orderLines: [line, { ...line, hasManualPrice: true, discountPercent: 10 }] });
    await create({ orderLines: [{ ...line, hasManualPrice: true, discountAmount: 3.33, hasManualDiscount: true }] });
    expect(visma.books.orders.map(({ values }) => values.lineTotal)).toEqual(["45.00", "16.67"]);
  });

  test("prices include VAT when the company is set up so", async () => {
    visma.settings.pricesIncludeVat = true;
    await create();
    expect(visma.books.orders[0]!.values).toMatchObject({ taxTotal: "7.81", orderTotal: "45.00" });
  });

  test("the zone decides about the rate, and freight is taxed", async () => {
    await create({ taxZoneId: "02" });
    await create({ freight: { premiumAmount: 10, taxCategoryId: "LOW" } });
    expect(visma.books.orders.map(({ values }) => values.orderTotal)).toEqual(["45.00", "65.35"]);
  });

  test.each([
    [
      "OrderLines[1].InventoryId",
      {
        orderLines: [
          { inventoryId: "SHIP", quantity: 1 },
          { inventoryId: "NONE", quantity: 1 },
        ],
      },
    ],
    ["OrderLines[0].Sku", { orderLines: [{ sku: "SHIP", quantity: 1 }] }],
    ["OrderLines[0].Quantity", { orderLines: [{ inventoryId: "SHIP", quantity: 0 }] }],
    ["OrderLines[0].Quantity", { orderLines: [{ inventoryId: "SHIP", quantity: "1" }] }],
    ["OrderLines[0].UnitPrice", { orderLines: [{ inventoryId: "SHIP", quantity: 1, unitPrice: { value: 1 } }] }],
    ["OrderLines[0].WarehouseId", { orderLines: [{ inventoryId: "MUG-01", quantity: 1, warehouseId: "9" }] }],
    ["OrderLines[0].TaxCategoryId", { orderLines: [{ inventoryId: "SHIP", quantity: 1, taxCategoryId: "OLD" }] }],
    ["Type", { type: { value: "SO" } }],
    ["Type", { type: "XX" }],
    ["OrderId", { orderId: "105" }],
    ["OrderId", { type: "WO" }],
    ["Customer.Id", { customer: { order: "1" } }],
    ["Customer.Id", { customer: { id: "99999" } }],
    ["Customer.RefNo", { customer: { id: "10001", refNo: "x".repeat(41) } }],
    ["CustomerRefNumber", { customerRefNumber: "1" }],
    ["CurrencyId", { currencyId: "SEK" }],
    ["BranchId", { branchId: "9" }],
    ["Status", { status: "Released" }],
    ["Shipping.Address.PostalCode", { shipping: { address: { line1: "x", city: "Gent", countryId: "BE" } } }],
    [
      "Shipping.Address.CountryId",
      { shipping: { address: { line1: "x", postalCode: "1", city: "Gent", countryId: "Belgium" } } },
    ],
    ["PaymentSettings.PaymentMethodId", { paymentSettings: { paymentMethodId: "CHEQUE" } }],
    ["PaymentSettings.PaymentReference", { paymentSettings: { paymentReference: "x".repeat(41) } }],
    ["Description", { description: "Van Els Maes" }],
    ["Description", { description: "els@example.be" }],
  ])("%s is refused in %j, and nothing is kept", async (field, given) => {
    const refused = await create(given);
    expect([refused.status, Object.keys(errorsOf(refused))]).toEqual([400, [field]]);
    expect(refused.headers["content-type"]).toContain("application/problem+json");
    expect(refused.body).toMatchObject({ title: "One or more validation errors occurred.", status: 400 });
    expect([visma.books.orders, visma.books.series.salesOrder.next]).toEqual([[], 1]);
    expect(visma.books.stock.levelsOf("MUG-01")).toMatchObject([{ soBooked: "0" }]);
  });

  test("an item or a customer that is not active, a closed period", async () => {
    visma.erp.changeItem("SHIP", { status: "NoSales" });
    expect((await create()).status).toBe(400);
    visma.erp.changeItem("SHIP", { status: "Active" });
    visma.erp.changeCustomer(customer, { status: "Inactive" });
    expect((await create()).status).toBe(400);
    visma.erp.changeCustomer(customer, { status: "Active" });
    visma.erp.closePeriod("2026-11-21");
    expect(Object.keys(errorsOf(await create()))).toEqual(["Date"]);
    expect((await create({ date: "2026-11-22" })).status).toBe(201);
  });

  test("what is left out comes from the customer, an address that is given does not", async () => {
    visma.erp.changeCustomer(customer, {
      deliveryAddress: { ...visma.books.customer(customer)!.mainAddress, city: "Lier" },
    });
    await create({ shipping: {} });
    expect(visma.books.orders[0]!.values.shipping).toMatchObject({ address: { city: "Lier" } });
  });

  test("the branch of the header", async () => {
    await create({}, { branchid: "2" });
    expect(visma.books.orders[0]!.values.branchId).toBe("2");
    expect((await create({}, { branchid: "9" })).status).toBe(400);
  });

  test("nothing tells a repeat, but with manual numbering the second is a conflict", async () => {
    await create();
    await create();
    expect(visma.books.ordersReferred("cscart:1:105")).toHaveLength(2);
    const own = { type: "WO", orderId: "C1-105" };
    expect((await orders("GET", `${all}/WO/C1-105`)).status).toBe(404);
    expect((await create(own)).headers.location).toMatch(/\/WO\/C1-105$/);
    expect((await create(own)).status).toBe(409);
  });

  test("when the series has run out there is no more", async () => {
    visma.books.series.salesOrder.last = 1;
    expect((await create()).status).toBe(201);
    expect(Object.keys(errorsOf(await create()))).toEqual(["OrderId"]);
  });
});

describe("reading", () => {
  test("another type looks as if the order were missing", async () => {
    await create();
    const missing = await orders("GET", `${all}/IN/000001`);
    expect([missing.status, missing.body]).toMatchObject([404, { title: "Document could not be found" }]);
  });

  test("a reference is no filter; the customer and the time are", async () => {
    const other = visma.erp.addCustomer({ name: "Piet" }).number;
    await create();
    now += 60_000;
    await create({ customer: { id: other, refNo: "cscart:1:106" } });
    const found = async (query: string): Promise<unknown[]> =>
      pageOf(await orders("GET", `${all}?${query}`)).value.map(({ orderId }) => orderId);
    expect(await found("refNo=cscart:1:106&customerRefNumber=x")).toEqual(["000001", "000002"]);
    expect(await found(`customerId=${other}`)).toEqual(["000002"]);
    expect(await found("modifiedSince=2026-11-21T09:00:30Z")).toEqual(["000002"]);
    expect(await found("modifiedSince=2026-11-21T09:00:00Z")).toEqual(["000002"]);
    expect(await found("filter=000001")).toEqual(["000001"]);
    expect(await found("status=Hold")).toEqual([]);
    expect(await found("orderBy=lastModified%20desc")).toEqual(["000002", "000001"]);
    visma.erp.touchOrder("SO", "000001");
    now += 1;
    visma.erp.touchOrder("SO", "000002");
    expect(await found("orderBy=lastModified%20asc")).toEqual(["000001", "000002"]);
    expect((await orders("GET", `${all}?modifiedSince=yesterday`)).status).toBe(400);
    expect((await orders("GET", `${all}?orderBy=date`)).status).toBe(400);
    const [row] = pageOf(await orders("GET", all)).value;
    expect(row!["customer"]).toEqual({ id: customer, order: "WEB-105", refNo: "cscart:1:105" });
  });

  test("pages from 0, until there is no next one", async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      await create();
      expect(pageOf(await orders("GET", all)).totalCount).toBe(nth + 1);
    }
    const page = pageOf(await orders("GET", `${all}?pageSize=2&customerId=${customer}`));
    expect([page.value.length, page.totalCount]).toEqual([2, 5]);
    expect(page.nextPage).toBe(`${visma.urls.salesOrder}${all}?pageSize=2&customerId=${customer}&pageIndex=1`);
    const last = pageOf(await orders("GET", `${all}?pageSize=2&pageIndex=2`));
    expect([last.value.map(({ orderId }) => orderId), last.nextPage]).toEqual([["000005"], null]);
    expect(pageOf(await orders("GET", `${all}?pageSize=2&pageIndex=3`)).value).toEqual([]);
    expect(pageOf(await orders("GET", `${all}?pageSize=2&pageNumber=2`)).value[0]).toMatchObject({ orderId: "000001" });
    expect((await orders("GET", `${all}?pageSize=101&expand=Lines`)).status).toBe(400);
    expect((await orders("GET", `${all}?expand=lines`)).status).toBe(400);
  });

  test("parts of an order", async () => {
    await create();
    visma.erp.ship("SO", "000001");
    expect(pageOf(await orders("GET", `${first}/tax`)).value).toEqual([
      { taxCategoryId: "HIGH", rate: 21, taxableAmount: 45, taxAmount: 9.45 },
    ]);
    const [shipment] = pageOf(await orders("GET", `${first}/shipment`)).value;
    expect(shipment).toEqual({ shipmentId: "000001", type: "SO", orderId: "000001" });
    expect(pageOf(await orders("GET", `${first}/discounts`)).value).toEqual([]);
    expect(pageOf(await orders("GET", `${first}/lines`))).toMatchObject({ totalCount: 2, nextPage: null });
    expect((await orders("GET", `${first}/lines/2`)).body).toMatchObject({ inventoryId: "SHIP" });
  });
});

describe("changing", () => {
  beforeEach(() => create());

  test("wants the ETag of now", async () => {
    const etag = await tagOf();
    expect((await orders("PATCH", first, { note: "x" })).status).toBe(428);
    visma.erp.touchOrder("SO", "000001");
    expect((await orders("PATCH", first, { note: "x" }, { "If-Match": etag })).status).toBe(412);
    now += 1000;
    const changed = await orders("PATCH", first, { note: "x" }, { "If-Match": await tagOf() });
    expect([changed.status, changed.text]).toEqual([202, ""]);
    expect((await orders("GET", first)).body).toMatchObject({ note: "x", lastModified: "2026-11-21T09:00:01.000Z" });
  });

  test("without an effect is refused, and so are the lines", async () => {
    const etag = await tagOf();
    const patch = async (body: object) => (await orders("PATCH", first, body, { "If-Match": etag })).status;
    expect(await patch({})).toBe(400);
    expect(await patch({ currencyId: "EUR", customer: { order: "WEB-105" } })).toBe(400);
    expect(await patch({ orderLines: [] })).toBe(400);
    expect(await patch({ type: "WO" })).toBe(400);
    expect(await patch({ customer: { order: "WEB-106" } })).toBe(202);
    expect(visma.books.orders[0]!.values.customer).toMatchObject({ order: "WEB-106", refNo: "cscart:1:105" });
  });

  test("of lines calculates the order anew and books the stock", async () => {
    const line = { inventoryId: "MUG-01", quantity: 1, unitPrice: 1, hasManualPrice: true };
    const added = await orders("POST", `${first}/lines`, line, { "If-Match": await tagOf() });
    expect([added.status, added.headers.location]).toEqual([201, `${visma.urls.salesOrder}${first}/lines/3`]);
    expect((await orders("PATCH", `${first}/lines/3`, { quantity: 4 }, { "If-Match": await tagOf() })).status).toBe(
      202,
    );
    expect((await orders("PATCH", `${first}/lines/3`, { quantity: 4 }, { "If-Match": await tagOf() })).status).toBe(
      400,
    );
    expect((await orders("DELETE", `${first}/lines/1`, undefined, { "If-Match": await tagOf() })).status).toBe(204);
    expect((await orders("DELETE", `${first}/lines/1`, undefined, { "If-Match": await tagOf() })).status).toBe(404);
    expect(visma.books.orders[0]!.values).toMatchObject({ lineTotal: "9.00", lines: [{ lineId: 2 }, { lineId: 3 }] });
    expect(visma.books.stock.levelsOf("MUG-01")).toMatchObject([{ soBooked: "4" }]);
  });

  test("is over when the order has left", async () => {
    visma.erp.ship("SO", "000001");
    const etag = { "If-Match": await tagOf() };
    expect((await orders("PATCH", first, { note: "x" }, etag)).status).toBe(409);
    expect((await orders("DELETE", first, undefined, etag)).status).toBe(409);
  });

  test("the day it was made stays its day", async () => {
    await create({ date: undefined });
    now += 3 * 86_400_000;
    const { orders: later } = await callersOf(visma);
    const path = `${all}/SO/000002`;
    const { etag = "" } = (await later("GET", path)).headers;
    await later("PATCH", path, { note: "x" }, { "If-Match": etag });
    expect(visma.books.order("SO", "000002")!.values.date).toBe("2026-11-21");
  });
});
