import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { expectProblem } from "#api/testing/api-under-test.ts";
import { cebeoDesk } from "./testing/cebeo-desk.ts";

const desk = await cebeoDesk();
const { an } = desk;
const { owner: database } = desk.api.store;

const inStock = async (itemId: string): Promise<string> => {
  const { rows } = await sql<{
    quantity: string;
  }>`select trim_scale(coalesce(sum(quantity), 0))::text as quantity from stock_movements
    where item_id = ${itemId}`.execute(database);
  return rows[0]?.quantity ?? "";
};

/** An item of ours that Cebeo sells under this code, of which stock is kept. */
const itemOf = async (code: string): Promise<string> => {
  const made = await an.call("POST", "/api/items", {
    ...{
      sellersItemIdentifier: `EIGEN-${code}-${randomUUID()}`,
      name: `Eigen ${code}`,
      unitCode: "C62",
      vatRate: "21",
    },
    ...{ salesPrice: "9.95" },
  });
  if (made.status !== 201) throw new Error(made.text);
  const { id }: { id: string } = made.json;
  return id;
};

interface Order {
  readonly version: number;
  readonly received: string;
  readonly status: string;
  readonly lines: readonly { readonly leftToReceive: string }[];
}
const orderOf = async (id: string): Promise<Order> => (await an.call("GET", `/api/purchase-orders/${id}`)).json;

const made = async (answer: { readonly json: never }): Promise<string> =>
  (answer.json as { documentId: string }).documentId;

describe("what came in of our own order", () => {
  test("is matched to its lines, booked once, and in stock when that is asked", async () => {
    const itemId = await itemOf("0700002");
    const order = await desk.placed([
      ["0700002", 20, { itemId }],
      ["3100010", 4],
    ]);
    const number = desk.order(
      [
        ["0700002", 20, "1"],
        ["3100010", 4, "2"],
      ],
      { ours: order.number },
    );
    desk.deliver(number, 1, 12, 8);
    const staged = await desk.fetch(order.number);
    expect(staged.supplierDocument.order).toMatchObject({ id: order.id, number: order.number, isOpen: true });
    expect(staged.lines.map((line) => line.supplierDocument?.orderLine)).toEqual([
      { position: 1, left: "20", unitCode: "C62" },
      { position: 2, left: "4", unitCode: "C62" },
    ]);
    const chosen = await desk.tick(staged, [
      { position: 1, quantity: "12" },
      { position: 2, isTicked: false },
    ]);
    const key = "druk-eenmaal-1";
    const answer = await desk.receive(chosen, { key });
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
    const receiptId = await made(answer);
    expect(await inStock(itemId)).toBe("12");
    const after = await orderOf(order.id);
    expect(after).toMatchObject({ received: "part", lines: [{ leftToReceive: "8" }, { leftToReceive: "4" }] });
    const receipt = (await an.call("GET", `/api/documents/${receiptId}`)).json as { status: string; kind: string };
    expect(receipt).toMatchObject({ kind: "purchaseReceipt", status: "issued" });

    // The same press again says the same; another one is asked about, and neither moves anything.
    const same = await desk.receive(chosen, { key });
    expect([same.status, await made(same)]).toEqual([201, receiptId]);
    const now = await desk.tick({ ...chosen, version: chosen.version + 1 }, [
      { position: 1, isTicked: true, quantity: "5" },
    ]);
    const twice = await desk.receive(now, { orderVersion: after.version });
    expectProblem(twice, 409, "request.conflict");
    expect(twice.text).toContain("al overgenomen");
    expect(await inStock(itemId)).toBe("12");
    expectProblem(await desk.ask({ number }), 409, "request.conflict");

    // The rest comes later: said that it is meant, it is booked against what is left.
    desk.deliver(number, 1, 20);
    const rest = await desk.fetch(number, { again: true });
    const tooMany = await desk.receive(rest, { orderVersion: after.version });
    expectProblem(tooMany, 422, "document.invalid");
    expect(tooMany.json).toMatchObject({ errors: [{ field: "lines.1.quantity" }] });
    const left = await desk.tick(rest, [
      { position: 1, quantity: "8" },
      { position: 2, isTicked: false },
    ]);
    expect((await desk.receive(left, { orderVersion: after.version, movesStock: false })).status).toBe(201);
    expect(await inStock(itemId)).toBe("12");
    expect((await orderOf(order.id)).lines.map(({ leftToReceive }) => Number(leftToReceive))).toEqual([0, 4]);
    const { items } = (await an.call("GET", `/api/supplier-documents?number=${order.number}`)).json as {
      items: { takings: unknown[] }[];
    };
    expect(items.flatMap(({ takings }) => takings)).toHaveLength(2);
  });

  test("of two who press at once, one books", async () => {
    const itemId = await itemOf("0700002");
    const order = await desk.placed([["0700002", 20, { itemId }]]);
    desk.order([["0700002", 10, "1"]], { ours: order.number });
    const [one, other] = [await desk.fetch(order.number), await desk.fetch(order.number)];
    const answers = await Promise.all([desk.receive(one), desk.receive(other)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["201", "409"]);
    expect(await inStock(itemId)).toBe("10");
  });

  test("an article that is not on it, a unit it does not have and an order that changed are each refused whole", async () => {
    const order = await desk.placed([["7000001", 200, { unitCode: "XRO" }]]);
    const number = desk.order(
      [
        ["7000001", 200, "1"],
        ["3100010", 1],
      ],
      { ours: order.number },
    );
    const staged = await desk.fetch(number);
    const refused = await desk.receive(staged);
    expectProblem(refused, 422, "document.invalid");
    expect(refused.json).toMatchObject({ errors: [{ field: "lines.1.unitCode" }, { field: "lines.2.order" }] });
    const nothing = await desk.tick(staged, [
      { position: 1, isTicked: false },
      { position: 2, isTicked: false },
    ]);
    expectProblem(await desk.receive(nothing), 400, "request.invalid");
    const one = await desk.tick(nothing, [{ position: 1, isTicked: true, unitCode: "XRO" }]);
    const stale = await desk.receive({ ...one, version: one.version - 1 });
    expectProblem(stale, 409, "request.conflict");
    expectProblem(await desk.receive(one, { orderVersion: order.version + 7 }), 409, "request.conflict");
    expect((await orderOf(order.id)).received).toBe("none");
  });

  test("without an order of ours there is nothing to receive on; another supplier's order is not taken for it", async () => {
    const number = desk.order([["0700002", 10]], { ours: "BESTAAT-NIET" });
    const staged = await desk.fetch(number);
    expect(staged.supplierDocument.order).toBeNull();
    const refused = await desk.receive(staged);
    expectProblem(refused, 409, "request.conflict");
    expect(refused.text).toContain("Maak een nieuwe ontvangstbon");
    const { id: other }: { id: string } = (await an.call("POST", "/api/parties", { name: "Andere groothandel" })).json;
    const order = await desk.placed([["0700002", 10]]);
    const entryId = await desk.entry("upload", { alias: "Andere", partyId: other });
    const csv = `Leveringsbon;Uw order;Artikelcode;Geleverd;Eenheid\nLB-1;${order.number};0700002;10;ST\n`;
    expect((await desk.upload(entryId, csv)).status).toBe(201);
    const theirs = await desk.fetch("LB-1", { entryId, kind: "deliveryNote" });
    expect(theirs.supplierDocument).toMatchObject({ ourOrderNumber: order.number, order: null });
  });
});

describe("from the list of purchase orders", () => {
  test("a goods receipt is started, the supplier filled in; its stock moves when it is final", async () => {
    const itemId = await itemOf("3100010");
    await sql`insert into item_suppliers (administration_id, item_id, party_id, suppliers_item_identifier)
      values (${desk.administrationId}, ${itemId}, ${desk.partyId}, '3100010')`.execute(database);
    const number = desk.order([["3100010", 4]]);
    const staged = await desk.fetch(number);
    const key = "druk-eenmaal-2";
    const answer = await desk.start(staged, "purchaseReceipt", { key });
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
    const id = await made(answer);
    expect(await made(await desk.start(staged, "purchaseReceipt", { key }))).toBe(id);
    const draft = (await an.call("GET", `/api/documents/${id}`)).json as { status: string; internalNote: string };
    expect(draft).toMatchObject({
      ...{ status: "draft", kind: "purchaseReceipt", orderReference: number },
      buyer: { name: "Cebeo nv" },
      lines: [{ sellersItemIdentifier: "3100010", itemId, quantity: "4.000000" }],
    });
    expect(draft.internalNote).toContain(number);
    expect(await inStock(itemId)).toBe("0");
    expect((await an.call("POST", `/api/documents/${id}/issue`, {})).status).toBe(200);
    expect(await inStock(itemId)).toBe("4");
    // Once more, with another press: it is asked about first.
    const fresh = await desk.tick({ ...staged, version: staged.version + 1 }, [{ position: 1, isTicked: true }]);
    expectProblem(await desk.start(fresh, "purchaseReceipt"), 409, "request.conflict");
    expect((await desk.start(fresh, "purchaseReceipt", { again: true })).status).toBe(201);
  });

  test("a purchase order is started that says the supplier has it already; nothing else can be", async () => {
    const number = desk.order([["0700002", 10]]);
    const staged = await desk.fetch(number);
    const answer = await desk.start(staged, "purchaseOrder");
    expect(answer.status).toBe(201);
    const draft = (await an.call("GET", `/api/documents/${await made(answer)}`)).json as { internalNote: string };
    expect(draft).toMatchObject({ kind: "purchaseOrder", status: "draft" });
    expect(draft.internalNote).toContain("De leverancier heeft ze al");
    expectProblem(await desk.start(staged, "invoice"), 400, "request.invalid");
    const elsewhere = await desk.fetch(desk.order([["0700002", 10]]));
    const strange = await an.call("POST", `/api/supplier-documents/${elsewhere.supplierDocument.id}/start`, {
      basketId: staged.id,
      version: staged.version,
      key: "vreemde-sleutel",
      kind: "purchaseReceipt",
    });
    expectProblem(strange, 404, "request.not_found");
  });
});
