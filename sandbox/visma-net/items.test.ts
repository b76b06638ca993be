import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { available } from "./items.ts";
import { startVismaNet, type VismaNet } from "./stand-in.ts";
import { callersOf, furnish, order, rowsOf, wrapped, type Caller } from "./testing/caller.ts";

const start = Temporal.Instant.from("2026-11-21T09:00:00Z").epochMilliseconds;
let now = start;
let visma: VismaNet;
let finance: Caller;
let orders: Caller;
let token: string;
beforeEach(async () => {
  now = start;
  visma = await startVismaNet({ now: () => now });
  ({ finance, orders, token } = await callersOf(visma));
});
afterEach(() => visma.stop());

describe("items", () => {
  test("an expand flag that is left out is on", async () => {
    visma.erp.addItem({ number: "MUG", defaultPrice: amount("12.50") }, "3");
    const [row] = rowsOf(await finance("GET", "/v1/inventory"));
    const detail = { warehouse: "1", isDefault: true, quantityOnHand: 3, available: 3, availableForShipment: 3 };
    expect(row).toMatchObject({ inventoryNumber: "MUG", stockItem: true, warehouseDetails: [detail], attachments: [] });
    const [bare] = rowsOf(await finance("GET", "/v1/inventory?expandWarehouseDetail=false&expandNote=false"));
    expect(bare).toHaveProperty("attachments");
    expect(bare).not.toHaveProperty("warehouseDetails");
    expect(bare).not.toHaveProperty("note");
    expect((await finance("GET", "/v1/inventory/MUG")).text).toContain('"defaultPrice":12.50');
  });

  test("are made and changed wrapped, with a time stamp that is the ETag", async () => {
    const body = wrapped({ inventoryNumber: "CUP", description: "Kop", defaultPrice: 7.25, vatCode: "LOW" });
    const made = await finance("POST", "/v1/inventory", body);
    expect([made.status, made.headers.location]).toEqual([201, `${visma.urls.finance}/v1/inventory/CUP`]);
    expect((await finance("POST", "/v1/inventory", body)).status).toBe(400);
    const { etag = "" } = (await finance("GET", "/v1/inventory/CUP")).headers;
    const change = wrapped({ defaultPrice: 8 });
    expect((await finance("PUT", "/v1/inventory/CUP", change, { "If-Match": etag })).status).toBe(204);
    expect((await finance("PUT", "/v1/inventory/CUP", change, { "If-Match": etag })).status).toBe(412);
    const read = await finance("GET", "/v1/inventory/CUP");
    expect(read.body).toMatchObject({ defaultPrice: 8, vatCode: { id: "LOW" }, description: "Kop" });
    expect(read.headers.etag).toBe(`"${(read.body as { timestamp: string }).timestamp}"`);
  });

  test.each([
    ["no description", wrapped({ inventoryNumber: "X" })],
    ["no number", wrapped({ description: "X" })],
    ["an unknown VAT category", wrapped({ inventoryNumber: "X", description: "X", vatCode: "MID" })],
    ["one that is not active", wrapped({ inventoryNumber: "X", description: "X", vatCode: "OLD" })],
    ["a price as text", wrapped({ inventoryNumber: "X", description: "X", defaultPrice: "1.00" })],
    ["an unknown field", wrapped({ inventoryNumber: "X", description: "X", ean: "1" })],
  ])("%s is refused", async (_name, body) => {
    expect((await finance("POST", "/v1/inventory", body)).status).toBe(400);
    expect(visma.books.items).toEqual([]);
  });

  test("a filter that is real but not built says so", async () => {
    expect((await finance("GET", "/v1/inventory?attributes=x")).status).toBe(501);
  });

  test("are found by alternate id and status", async () => {
    visma.erp.addItem({ number: "A", crossReferences: [{ alternateType: "Barcode", alternateId: "8710000000001" }] });
    visma.erp.addItem({ number: "B", status: "Inactive" });
    const found = async (query: string) =>
      rowsOf(await finance("GET", `/v1/inventory?${query}`)).map((row) => row["inventoryNumber"]);
    expect(await found("alternateId=8710000000001")).toEqual(["A"]);
    expect(await found("status=Inactive")).toEqual(["B"]);
    expect(await found("inventoryNumber=a")).toEqual([]);
  });

  test("what changed: the item, its stock and its files have each their own stamp", async () => {
    for (const number of ["A", "B", "C", "D"]) visma.erp.addItem({ number });
    now += 60_000;
    visma.erp.changeItem("A", { description: "Anders" });
    visma.erp.receiveGoods("B", "5");
    visma.erp.attach("C", "c.jpg", Buffer.from("x"));
    const since = async (name: string): Promise<unknown> => {
      const query = `${name}=2026-11-21T10:00:30&${name}Condition=%3E`;
      return rowsOf(await finance("GET", `/v1/inventory?${query}`)).map((row) => row["inventoryNumber"]);
    };
    expect(await since("lastModifiedDateTime")).toEqual(["A"]);
    expect(await since("availabilityLastModifiedDateTime")).toEqual(["B"]);
    expect(await since("attachmentLastModifiedDateTime")).toEqual(["C"]);
  });
});

describe("attachments", () => {
  const post = async (files: readonly [string, string][], number = "MUG-01"): Promise<Response> => {
    const form = new FormData();
    for (const [name, text] of files) form.append("file", new File([text], name, { type: "image/png" }));
    const headers = { Authorization: `Bearer ${token}` };
    return fetch(`${visma.urls.finance}/v1/inventory/${number}/attachment`, { method: "POST", headers, body: form });
  };
  beforeEach(() => void furnish(visma));

  test("the same file name is a new revision", async () => {
    expect((await post([["mug.png", "one"]])).status).toBe(201);
    await post([["back.png", "two"]]);
    await post([["mug.png", "three"]]);
    const [item] = rowsOf(await finance("GET", "/v1/inventory?inventoryNumber=MUG-01"));
    const [mug, back] = item!["attachments"] as { id: string; name: string; revision: number }[];
    expect([mug, back]).toMatchObject([
      { name: "mug.png", revision: 2 },
      { name: "back.png", revision: 1 },
    ]);
    const read = await finance("GET", `/v1/attachment/${mug!.id}`);
    expect([read.text, read.headers["content-type"]]).toEqual(["three", "image/png"]);
  });

  test("one file per request, of an item that is there", async () => {
    expect((await post([])).status).toBe(400);
    expect(
      (
        await post([
          ["a", "1"],
          ["b", "2"],
        ])
      ).status,
    ).toBe(400);
    expect((await post([["a", "1"]], "NONE")).status).toBe(404);
    expect((await finance("POST", "/v1/inventory/MUG-01/attachment", { a: 1 })).status).toBe(400);
    expect((await finance("GET", "/v1/attachment/none")).status).toBe(404);
  });
});

describe("stock", () => {
  let customer: string;
  beforeEach(() => {
    customer = furnish(visma);
  });
  const summary = async (query = ""): Promise<unknown> =>
    (await finance("GET", `/v1/inventorysummary/MUG-01${query}`)).body;

  test("an order lowers what is available, its shipment what is on hand", async () => {
    expect(await summary()).toMatchObject([{ onHand: 10, available: 10, soBooked: 0, baseUnit: "STK" }]);
    now += 60_000;
    await orders("POST", "/api/v3/SalesOrders", order(customer));
    expect(await summary()).toMatchObject([{ onHand: 10, available: 8, availableForShipment: 10, soBooked: 2 }]);
    const changed =
      "availabilityLastModifiedDateTime=2026-11-21T10:00:30&availabilityLastModifiedDateTimeCondition=%3E";
    const [row] = rowsOf(await finance("GET", `/v1/inventory?${changed}`));
    expect(row).toMatchObject({ inventoryNumber: "MUG-01", warehouseDetails: [{ quantityOnHand: 10, available: 8 }] });
    visma.erp.ship("SO", "000001");
    expect(await summary()).toMatchObject([{ onHand: 8, available: 8, soBooked: 0 }]);
  });

  test("is per warehouse: of the line, else of the order, else of the item", async () => {
    visma.erp.receiveGoods("MUG-01", "4", "2");
    const line = { inventoryId: "MUG-01", quantity: 1 };
    await orders("POST", "/api/v3/SalesOrders", order(customer, { orderLines: [{ ...line, warehouseId: "2" }, line] }));
    expect(await summary("?warehouse=2")).toMatchObject([{ warehouse: { id: "2" }, available: 3 }]);
    const shipping = { preferredWarehouseId: "2" };
    await orders("POST", "/api/v3/SalesOrders", order(customer, { shipping, orderLines: [line] }));
    expect([available(visma.books, "MUG-01", "1"), available(visma.books, "MUG-01", "2")]).toEqual(["9", "2"]);
  });

  test("a held order books as well, a cancelled and a deleted one give back", async () => {
    await orders("POST", "/api/v3/SalesOrders", order(customer, { status: "Hold" }));
    await orders("POST", "/api/v3/SalesOrders", order(customer));
    expect(available(visma.books, "MUG-01")).toBe("6");
    visma.erp.cancelOrder("SO", "000001");
    expect(available(visma.books, "MUG-01")).toBe("8");
    const { etag = "" } = (await orders("GET", "/api/v3/SalesOrders/SO/000002")).headers;
    await orders("DELETE", "/api/v3/SalesOrders/SO/000002", undefined, { "If-Match": etag });
    expect(available(visma.books, "MUG-01")).toBe("10");
  });

  test("more is sold than there is: nobody refuses it", async () => {
    const orderLines = [{ inventoryId: "MUG-01", quantity: 12 }];
    expect((await orders("POST", "/api/v3/SalesOrders", order(customer, { orderLines }))).status).toBe(201);
    expect(available(visma.books, "MUG-01")).toBe("-2");
  });

  test("a credit note and an invoice move none", async () => {
    await orders("POST", "/api/v3/SalesOrders", order(customer, { type: "CM" }));
    const line = { operation: "Insert", ...wrapped({ inventoryNumber: "MUG-01", quantity: 3 }) };
    const made = await finance("POST", "/v2/customerinvoice", {
      ...wrapped({ customerNumber: customer }),
      invoiceLines: [line],
    });
    expect([made.status, available(visma.books, "MUG-01")]).toEqual([201, "10"]);
  });

  test("is as it was counted", async () => {
    visma.erp.countStock("MUG-01", "7");
    visma.erp.countStock("MUG-01", "1", "2");
    expect([available(visma.books, "MUG-01"), available(visma.books, "MUG-01", "2")]).toEqual(["8", "1"]);
  });
});
