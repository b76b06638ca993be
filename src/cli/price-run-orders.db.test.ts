import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { isHubRefusal } from "./hub-client.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { oddWorld, registerOddPrices, type PriceWorld, type Saying, type SeenRun } from "./testing/price-world.ts";

let under: HubUnderTest;
beforeAll(async () => {
  registerOddPrices();
  under = await hubUnderTest();
});

const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "it was done",
    (thrown: unknown) => (isHubRefusal(thrown) ? `${thrown.status} ${thrown.answer}` : String(thrown)),
  );

interface SeenDocument {
  readonly id: string;
  readonly version: number;
  readonly lines: readonly {
    readonly itemName: string;
    readonly price: string;
    readonly baseQuantity: string;
    readonly discountPercent: string;
  }[];
  readonly totals: { readonly taxExclusiveAmount: string };
}
interface OrderDone {
  readonly run: SeenRun;
  readonly documentVersion: number;
  readonly changed: number;
  readonly left: number;
}

const wire = {
  ...{ net: "38.00", basis: { quantity: "100", unitCode: "MTR" }, orderUnitCode: "MTR", useUnitCode: "MTR" },
};
const say: Saying = (code) => {
  if (code === "7000003") return wire;
  if (code === "0700002") return { net: "4.10" };
  if (code === "OTHER") return { net: "9.00" };
  return { status: "unknown", net: null };
};

const vat = { vatCategory: "S", vatRate: "21" } as const;
const lines = [
  { itemName: "Draad", sellersItemIdentifier: "7000003", quantity: "250", unitCode: "MTR", price: "0.36", ...vat },
  {
    itemName: "Lamp",
    sellersItemIdentifier: "0700002",
    quantity: "20",
    unitCode: "C62",
    price: "4.00",
    discountPercent: "5",
    ...vat,
  },
  {
    itemName: "Lamp nog eens",
    sellersItemIdentifier: "0700002",
    quantity: "5",
    unitCode: "C62",
    price: "4.00",
    ...vat,
  },
  { itemName: "Zonder code", quantity: "1", price: "3.00", ...vat },
  { itemName: "Niet gekend", sellersItemIdentifier: "404", quantity: "1", price: "2.00", ...vat },
  { itemName: "Per doos", sellersItemIdentifier: "OTHER", quantity: "2", unitCode: "CT", price: "80.00", ...vat },
];

interface Order {
  readonly w: PriceWorld;
  readonly id: string;
  readonly asks: string[];
  see(): Promise<SeenDocument>;
  run(): Promise<SeenRun>;
}

async function orderWorld(given: readonly object[] = lines): Promise<Order> {
  const asks: string[] = [];
  const w = await oddWorld(under, (code, unit) => {
    asks.push(code);
    return say(code, unit);
  });
  const draft = { kind: "purchaseOrder", buyerId: w.supplierId, lines: given };
  const { id } = await w.api.post<SeenDocument>("/api/documents", draft);
  return {
    ...{ w, id, asks },
    see: () => w.api.get<SeenDocument>(`/api/documents/${id}`),
    run: async () => w.becomes((await w.begin({ documentId: id })).id, "review"),
  };
}

const take = async ({ w, see }: Order, runId: string): Promise<OrderDone> =>
  w.api.post(`/api/price-runs/${runId}/order`, { version: (await see()).version });

test("its lines get the prices of the webshop after a look at them, and no article changes", async () => {
  const order = await orderWorld();
  const { w } = order;
  await w.plant([{ code: "0700002", cost: "4.00", item: { salesPrice: "8.00" } }]);
  const before = await order.see();
  const run = await order.run();
  // Each code once; the line without one is listed.
  expect(order.asks.toSorted()).toEqual(["0700002", "404", "7000003", "OTHER"]);
  expect(run.counts).toEqual({ up: 2, unknown: 1, noCode: 1, other: 1, review: 1, calls: 1 });
  const seen = await w.answers(run.id);
  expect(
    seen.map(({ code, oldCost, cost, changePercent, isTicked }) => [code, oldCost, cost, changePercent, isTicked]),
  ).toEqual([
    ["", null, null, null, false],
    ["0700002", "3.8", "4.1", "7.89", true],
    ["404", "2", null, null, false],
    ["7000003", "0.36", "0.38", "5.56", true],
    ["OTHER", "80", null, null, false],
  ]);
  expect(seen[0]?.remarks).toEqual(["Deze regel heeft geen artikelcode van de leverancier."]);
  expect(seen[4]?.remarks).toEqual(["De eenheid is een andere"]);
  expect(await order.see()).toEqual(before);

  const done = await take(order, run.id);
  expect([done.changed, done.left, done.run.state]).toEqual([3, 0, "applied"]);
  const after = await order.see();
  expect(after.version).toBe(done.documentVersion);
  expect(after.lines.map(({ price, baseQuantity, discountPercent }) => [price, baseQuantity, discountPercent])).toEqual(
    [
      ["38.00", "100", "0"],
      ["4.10", "1", "0"],
      ["4.10", "1", "0"],
      ["3.00", "1", "0"],
      ["2.00", "1", "0"],
      ["80.00", "1", "0"],
    ],
  );
  // 95.00 + 82.00 + 20.50 + 3.00 + 2.00 + 160.00
  expect(after.totals.taxExclusiveAmount).toBe("362.50");
  // The old prices stay visible with the run (A3.9: no item card changed).
  expect(done.run.order?.lines).toHaveLength(3);
  expect(done.run.order?.lines[1]).toMatchObject({
    itemName: "Lamp",
    before: { price: "4.00", baseQuantity: "1", discountPercent: "5" },
    after: { price: "4.10", baseQuantity: "1" },
  });
  const article = () =>
    w.number(sql<{ count: number }>`select count(*)::int as count from supplier_items s
      join item_suppliers t on t.administration_id = s.administration_id and t.suppliers_item_identifier = s.suppliers_item_identifier
      where s.administration_id = ${w.administrationId} and s.net = 4.1 and t.purchase_price = 4.1`);
  expect(await article()).toBe(0);

  // Copying it to the card is an act of its own (A3.7), and to its prices another (A3.8).
  await w.act(run.id, "apply", { underSuppliers: true });
  expect((await w.written(run.id)).batches[0]?.counts).toMatchObject({ supplierItems: 1 });
  const undone = await w.api.post<OrderDone>(`/api/price-runs/${run.id}/order/undo`, { version: after.version });
  expect([undone.changed, undone.left]).toEqual([3, 0]);
  expect((await order.see()).lines).toEqual(before.lines);
  expect(undone.run.state).toBe("applied");
});

test("by the code on the tab of suppliers of its item, whatever code stands on the line", async () => {
  const order = await orderWorld([]);
  const { w } = order;
  await w.plant([{ code: "0700002", cost: "4.00", item: { salesPrice: "8.00" } }]);
  const itemId = await w.itemId("0700002");
  const document = await order.see();
  const line = {
    itemName: "Eigen lamp",
    itemId,
    sellersItemIdentifier: "EIGEN-0700002",
    quantity: "3",
    unitCode: "C62",
    price: "4.00",
    ...vat,
  };
  await w.api.put(`/api/documents/${order.id}`, { version: document.version, buyerId: w.supplierId, lines: [line] });
  const run = await order.run();
  expect(order.asks).toEqual(["0700002"]);
  await take(order, run.id);
  expect((await order.see()).lines[0]).toMatchObject({ price: "4.10" });
  await w.act(run.id, "apply", { underSuppliers: true, underPrices: true, salesRule: { kind: "factor", factor: "2" } });
  expect((await w.written(run.id)).batches[0]?.counts).toEqual({ supplierItems: 1, itemSuppliers: 1, salesPrices: 1 });
  expect(await w.number(sql<{ count: number }>`select sales_price::int as count from items where id = ${itemId}`)).toBe(
    8,
  );
  expect(
    await w.number(sql<{ count: number }>`select (sales_price * 10)::int as count from items where id = ${itemId}`),
  ).toBe(82);
});

test("a line that somebody changed in between stays, and so does one changed after it when prices go back", async () => {
  const order = await orderWorld(lines.slice(0, 3));
  const { w } = order;
  const run = await order.run();
  const read = await order.see();
  const [first, second, third] = lines;
  await w.api.put(`/api/documents/${order.id}`, {
    ...{ version: read.version, buyerId: w.supplierId },
    lines: [{ ...first, sellersItemIdentifier: "IETS-ANDERS" }, second, third],
  });
  // Not in the version that was read before.
  expect(await refused(w.api.post(`/api/price-runs/${run.id}/order`, { version: read.version }))).toMatch(/^409/);
  const done = await take(order, run.id);
  expect([done.changed, done.left]).toEqual([2, 1]);
  const now = await order.see();
  const kept = now.lines.map((line, nth) => ({ ...lines[nth], ...line, price: nth === 2 ? "3.50" : line.price }));
  await w.api.put(`/api/documents/${order.id}`, {
    ...{ version: now.version, buyerId: w.supplierId },
    lines: kept.map(({ itemName, price, baseQuantity, discountPercent }, nth) => ({
      ...lines[nth],
      ...{ itemName, price, baseQuantity, discountPercent },
    })),
  });
  const { version } = await order.see();
  const undone = await w.api.post<OrderDone>(`/api/price-runs/${run.id}/order/undo`, { version });
  expect([undone.changed, undone.left, undone.run.state]).toEqual([1, 1, "undone"]);
  expect((await order.see()).lines.map(({ price }) => price)).toEqual(["0.36", "4.00", "3.50"]);
  expect(
    await refused(w.api.post(`/api/price-runs/${run.id}/order/undo`, { version: undone.documentVersion })),
  ).toMatch(/^409/);
});

test("only while it is a draft, and only of a purchase order", async () => {
  const order = await orderWorld(lines.slice(0, 2));
  const { w } = order;
  const run = await order.run();
  await w.api.post(`/api/documents/${order.id}/issue`, {});
  expect(await refused(take(order, run.id))).toMatch(/^409/);
  expect(await refused(w.begin({ documentId: order.id }))).toMatch(/^409.*concept/);
  const quote = await w.api.post<SeenDocument>("/api/documents", {
    kind: "quote",
    lines: lines.slice(0, 1),
  });
  expect(await refused(w.begin({ documentId: quote.id }))).toMatch(/^404/);
});

test("a draft that is thrown away takes its runs along", async () => {
  const order = await orderWorld(lines.slice(0, 2));
  const { w } = order;
  const run = await order.run();
  const answer = await fetch(new URL(`/api/documents/${order.id}`, under.hub.url), { method: "DELETE" });
  expect(answer.status).toBe(401);
  await sql`delete from document_lines where document_id = ${order.id}`.execute(under.store.owner);
  await sql`delete from document_vat where document_id = ${order.id}`.execute(under.store.owner);
  await sql`delete from documents where id = ${order.id}`.execute(under.store.owner);
  expect(await refused(w.see(run.id))).toMatch(/^404/);
});
