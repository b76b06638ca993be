import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { faultsOf, openOffice, statusesOf, type Office, type Seen } from "#api/documents/testing/office.ts";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";

let api: ApiUnderTest;
let office: Office;
let supplierId = "";
beforeAll(async () => {
  api = await apiUnderTest();
  office = await openOffice(api);
  supplierId = (await office.ask<{ id: string }>(201, "POST", "/api/parties", { name: "Groothandel NV" })).id;
});

const vat = { vatCategory: "S", vatRate: "21" };
const wire = {
  ...{ itemName: "Draad 1,5", sellersItemIdentifier: "7000003", quantity: "200", unitCode: "MTR" },
  ...{ price: "23.90", baseQuantity: "100", ...vat },
};

/** An item that counts stock, sold under our own code. */
async function item(code: string): Promise<string> {
  const given = { sellersItemIdentifier: code, name: `Artikel ${code}`, countsStock: true, vatRate: "21" };
  return (await office.ask<{ id: string }>(201, "POST", "/api/items", given)).id;
}

const order = async (lines: readonly object[] = [wire], fields: object = {}): Promise<Seen> => {
  const draft = await office.draft({ kind: "purchaseOrder", buyerId: supplierId, lines, ...fields });
  return office.ask(200, "POST", `/api/documents/${draft.id}/issue`, {});
};
const page = (id: string) => office.ask<Seen>(200, "GET", `/api/documents/${id}`);
const around = (id: string) =>
  office.ask<{ version: number; received: string; mayChange: boolean; lines: { leftToReceive: string }[] }>(
    200,
    "GET",
    `/api/purchase-orders/${id}`,
  );
const receive = async (id: string, body: object = {}) => {
  const { version } = await page(id);
  return office.call("POST", `/api/purchase-orders/${id}/receive`, { version, movesStock: false, ...body });
};
const movements = async (itemId: string) => {
  const { rows } = await sql<{ quantity: string; reason: string }>`select quantity::text, reason from stock_movements
    where administration_id = ${office.administrationId} and item_id = ${itemId} order by at`.execute(api.store.owner);
  return rows.map(({ quantity, reason }) => `${reason} ${quantity}`);
};

describe("documents of what we buy", () => {
  test("a purchase order is placed with a number of its own series; it needs a supplier, no VAT number and no address of him", async () => {
    const nobody = await office.draft({ kind: "purchaseOrder", buyerId: null, lines: [wire] });
    const refused = await office.call("POST", `/api/documents/${nobody.id}/issue`, {});
    expectProblem(refused, 422, "document.invalid");
    expect(Object.keys(faultsOf(refused))).toEqual(["buyerId"]);
    const placed = await order();
    expect(placed).toMatchObject({ status: "placed", paymentState: null, dueDate: null, openAmount: "0.00" });
    expect(placed.number).toMatch(/^\d{4}-0001$/);
    expect(placed.totals).toMatchObject({ taxExclusiveAmount: "47.80", taxAmount: "10.04" });
    expect(placed.convertsTo).toEqual(["purchaseReceipt", "purchaseDocument"]);
    expect(placed.actions).not.toContain("pay");
  });

  test.each(["requestForQuotation", "purchaseReceipt", "purchaseDocument"])(
    "a %s is final or it is not",
    async (kind) => {
      const draft = await office.draft({ kind, buyerId: supplierId, lines: [wire] });
      const issued = await office.ask(200, "POST", `/api/documents/${draft.id}/issue`, {});
      expect(issued).toMatchObject({ kind, status: "issued", paymentState: null });
    },
  );

  test("a request for quotation becomes the order, at the same supplier", async () => {
    const asked = await office.draft({ kind: "requestForQuotation", buyerId: supplierId, lines: [wire] });
    await office.ask(200, "POST", `/api/documents/${asked.id}/issue`, {});
    const made = await office.ask(201, "POST", `/api/documents/${asked.id}/convert`, { to: "purchaseOrder" });
    expect(made.entered).toMatchObject({ buyerId: supplierId, lines: [{ price: "23.90", baseQuantity: "100" }] });
  });

  test("with the app of purchases off none is started", async () => {
    const other = await openOffice(api);
    await other.ask(200, "POST", "/api/apps/purchases/deactivate", { confirmed: true });
    expectProblem(
      await other.call("POST", "/api/documents", { kind: "purchaseOrder", lines: [wire] }),
      409,
      "apps.off",
    );
  });
});

describe("bought for what was sold", () => {
  test("a quote becomes an order without anything of the customer: no price of his, no address, no discount", async () => {
    const sold = { itemName: "Draad", quantity: "80", price: "0.90", discountPercent: "5", ...vat, unitCode: "MTR" };
    const quote = await office.issued({ kind: "quote", lines: [sold], buyerReference: "Werf Kouter" });
    expect(quote.convertsTo).toContain("purchaseOrder");
    const made = await office.ask(201, "POST", `/api/documents/${quote.id}/convert`, { to: "purchaseOrder" });
    expect(made.entered).toMatchObject({
      buyerId: null,
      buyerReference: "",
      orderReference: quote.number,
      lines: [{ quantity: "80", price: "0.00", discountPercent: "0", from: { documentId: quote.id, position: 1 } }],
    });
  });

  test("the one supplier of all its items is chosen, with his codes and prices", async () => {
    const itemId = await item("DR-15");
    await sql`insert into item_suppliers (administration_id, item_id, party_id, suppliers_item_identifier, purchase_price, price_quantity, price_unit_code)
      values (${office.administrationId}, ${itemId}, ${supplierId}, '7000003', 23.90, 100, 'MTR')`.execute(
      api.store.owner,
    );
    const line = {
      itemId,
      itemName: "Draad",
      quantity: "80",
      price: "0.90",
      vatCategory: "S",
      vatRate: "6",
      unitCode: "MTR",
    };
    const quote = await office.issued({ kind: "quote", lines: [line] });
    const made = await office.ask(201, "POST", `/api/documents/${quote.id}/convert`, { to: "purchaseOrder" });
    expect(made.entered).toMatchObject({
      buyerId: supplierId,
      lines: [{ sellersItemIdentifier: "7000003", price: "23.90", baseQuantity: "100", vatRate: "21" }],
    });
  });

  test("more may be ordered than was sold, what is left of the quote goes to nothing, and all that was ordered can come in", async () => {
    const quote = await office.issued({ kind: "quote", lines: [{ ...wire, quantity: "80" }] });
    const made = await office.ask(201, "POST", `/api/documents/${quote.id}/convert`, { to: "purchaseOrder" });
    const [first] = (made.entered?.["lines"] ?? []) as object[];
    const bought = { ...made.entered, buyerId: supplierId, lines: [{ ...first, quantity: "100", price: "23.90" }] };
    const saved = await office.ask(200, "PUT", `/api/documents/${made.id}`, { ...bought, version: made.version });
    await office.ask(200, "POST", `/api/documents/${saved.id}/issue`, {});
    const left = await office.ask<{ lines: { left: string }[] }>(
      200,
      "GET",
      `/api/documents/${quote.id}/left?kind=purchaseOrder`,
    );
    expect(left.lines).toMatchObject([{ left: "0" }]);
    expect((await receive(saved.id)).status).toBe(201);
    expect((await around(saved.id)).received).toBe("all");
  });
});

describe("receiving", () => {
  test("in parts: what is left is a sum, and the last part makes the order received", async () => {
    const placed = await order();
    const part = await receive(placed.id, { lines: [{ position: 1, quantity: "150" }] });
    expect(part.json).toMatchObject({ kind: "purchaseReceipt", status: "issued" });
    expect(await around(placed.id)).toMatchObject({ received: "part", lines: [{ leftToReceive: "50" }] });
    expect((await page(placed.id)).status).toBe("placed");
    const tooMuch = await receive(placed.id, { lines: [{ position: 1, quantity: "51" }] });
    expectProblem(tooMuch, 422, "document.invalid");
    expect((await receive(placed.id)).status).toBe(201);
    expect((await page(placed.id)).status).toBe("received");
    expect(await around(placed.id)).toMatchObject({ received: "all", lines: [{ leftToReceive: "0" }] });
    expectProblem(await receive(placed.id), 409);
  });

  test("books stock when asked, once per line, of the item that was chosen and whatever its code at the supplier", async () => {
    const [counted, other] = [await item("EIGEN-1"), await item("7000003")];
    const placed = await order([
      { ...wire, itemId: counted },
      { ...wire, itemName: "Zonder artikel" },
    ]);
    await receive(placed.id, { movesStock: true, lines: [{ position: 1, quantity: "150" }] });
    await receive(placed.id, { movesStock: false });
    expect(await movements(counted)).toEqual(["purchase 150"]);
    expect(await movements(other)).toEqual([]);
  });

  test("pressed twice at once, it is received once", async () => {
    const placed = await order();
    const version = placed.version;
    const press = () =>
      office.call("POST", `/api/purchase-orders/${placed.id}/receive`, { version, movesStock: false });
    const answers = await Promise.all([press(), press(), press()]);
    expect(statusesOf(answers)).toEqual([201, 409, 409]);
  });

  test("a receipt that is made final as a draft does the same, and two that cross wait for each other", async () => {
    const placed = await order();
    const half = (quantity: string) =>
      office.ask(201, "POST", `/api/documents/${placed.id}/convert`, {
        to: "purchaseReceipt",
        lines: [{ position: 1, quantity }],
      });
    const drafts = [await half("120"), await half("80")];
    expect((await around(placed.id)).received).toBe("none");
    await Promise.all(drafts.map(({ id }) => office.ask(200, "POST", `/api/documents/${id}/issue`, {})));
    expect((await page(placed.id)).status).toBe("received");
  });

  test.each([
    ["no version", { version: undefined }],
    ["no word about stock", { movesStock: undefined }],
    ["no lines", { lines: [] }],
    ["a line twice", { lines: [1, 1].map((position) => ({ position, quantity: "1" })) }],
    ["a quantity that is no number", { lines: [{ position: 1, quantity: "veel" }] }],
    ["a decimal comma", { lines: [{ position: 1, quantity: "1,5" }] }],
  ])("%s is refused", async (_, body) => {
    const placed = await order();
    expectProblem(await receive(placed.id, body), 400);
    expect((await around(placed.id)).received).toBe("none");
  });

  test.each([
    ["nothing", "0"],
    ["less than nothing", "-1"],
  ])("%s is not received", async (_, quantity) => {
    const placed = await order();
    expectProblem(await receive(placed.id, { lines: [{ position: 1, quantity }] }), 422);
  });
});

describe("an open order", () => {
  const save = async (id: string, change: object) => {
    const { entered, version } = await page(id);
    return office.call("PUT", `/api/documents/${id}`, { ...entered, ...change, version });
  };

  test("may change, and keeps its number, day and supplier", async () => {
    const placed = await order();
    expect(placed.actions).toContain("edit");
    const saved = await save(placed.id, { lines: [{ ...wire, quantity: "300" }], deliveryDate: "2031-02-03" });
    expect(saved.json).toMatchObject({
      status: "placed",
      number: placed.number,
      issueDate: placed.issueDate,
      lines: [{ quantity: "300" }],
    });
    const other = await office.ask<{ id: string }>(201, "POST", "/api/parties", { name: "Een andere" });
    const refused = await save(placed.id, { buyerId: other.id });
    expect(Object.keys(faultsOf(refused))).toEqual(["buyerId"]);
  });

  test("changes no more once something came in of it, nor once it is closed", async () => {
    const [received, closed] = [await order(), await order()];
    await receive(received.id, { lines: [{ position: 1, quantity: "1" }] });
    await office.ask(200, "POST", `/api/purchase-orders/${closed.id}/close`, { version: closed.version });
    for (const { id } of [received, closed]) {
      expect(await around(id)).toMatchObject({ mayChange: false });
      const { version } = await page(id);
      const content = { buyerId: supplierId, lines: [wire], version };
      expectProblem(await office.call("PUT", `/api/documents/${id}`, content), 409);
    }
    expect((await page(closed.id)).convertsTo).toEqual([]);
  });

  test("the database itself lets nobody change what came in, or a number", async () => {
    const placed = await order();
    const change = (set: string) =>
      sql`update documents set ${sql.raw(set)} where id = ${placed.id}`.execute(api.store.owner);
    await expect(change("number = 'X-1'")).rejects.toThrow(/keeps its number/);
    await receive(placed.id, { lines: [{ position: 1, quantity: "1" }] });
    await expect(change("terms = 'anders'")).rejects.toThrow(/cannot be changed/);
    await expect(change("status = 'issued'")).rejects.toThrow(/cannot become/);
  });

  test("is confirmed by a person once, and closed from any open state", async () => {
    const placed = await order();
    const confirm = async () => {
      const { version } = await page(placed.id);
      return office.call("POST", `/api/purchase-orders/${placed.id}/confirm`, { version });
    };
    expect((await confirm()).json).toMatchObject({ status: "confirmed" });
    expectProblem(await confirm(), 409);
    const { version } = await page(placed.id);
    const close = () => office.call("POST", `/api/purchase-orders/${placed.id}/close`, { version });
    expect((await close()).json).toMatchObject({ status: "closed" });
    expectProblem(await close(), 409);
  });

  test("what is no purchase order is none, whatever is asked of it", async () => {
    const invoice = await office.issued();
    const draft = await office.draft({ kind: "purchaseOrder", buyerId: supplierId, lines: [wire] });
    const body = { version: 1, movesStock: false };
    for (const id of [invoice.id, draft.id]) {
      expectProblem(await office.call("POST", `/api/purchase-orders/${id}/receive`, { ...body, version: 2 }), 409);
      expectProblem(await office.call("POST", `/api/purchase-orders/${id}/close`, { version: 2 }), 409);
    }
    expectProblem(await office.call("GET", `/api/purchase-orders/${invoice.id}`), 404);
    expectProblem(await office.call("GET", `/api/purchase-orders/${randomUUID()}`), 404);
    expectProblem(await office.call("POST", `/api/purchase-orders/${randomUUID()}/receive`, body), 404);
  });

  test("goes by no road that is not there", async () => {
    const placed = await order();
    const wish = { version: placed.version, roadId: randomUUID() };
    expectProblem(await office.call("POST", `/api/purchase-orders/${placed.id}/send`, wish), 400);
  });

  test("is another company's to nobody", async () => {
    const placed = await order();
    const other = await openOffice(api);
    expectProblem(await other.call("GET", `/api/purchase-orders/${placed.id}`), 404);
    expectProblem(await other.call("POST", `/api/purchase-orders/${placed.id}/close`, { version: 2 }), 404);
    expect((await page(placed.id)).status).toBe("placed");
  });
});
