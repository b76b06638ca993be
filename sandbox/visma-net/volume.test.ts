/** Nothing here is timed: what is too slow for it ends at the time limit of a test. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOrder } from "./order-writes.ts";
import { parsed, type Fields } from "./json.ts";
import { startVismaNet, type VismaNet } from "./stand-in.ts";
import { callersOf, order, pageOf, rowsOf, type Caller } from "./testing/caller.ts";

let visma: VismaNet;
let finance: Caller;
let orders: Caller;
beforeEach(async () => {
  let now = Temporal.Instant.from("2026-11-21T09:00:00Z").epochMilliseconds;
  visma = await startVismaNet({ now: () => (now += 1) });
  ({ finance, orders } = await callersOf(visma));
});
afterEach(() => visma.stop());

test("ten thousand items are walked through in two pages, and fifty changes found", async () => {
  for (let nth = 0; nth < 10_000; nth += 1) visma.erp.addItem({ number: `I-${nth}` }, String(nth % 50));
  const seen = new Set<unknown>();
  for (let pageNumber = 1; ; pageNumber += 1) {
    const rows = rowsOf(await finance("GET", `/v1/inventory?pageNumber=${pageNumber}&pageSize=9999`));
    for (const row of rows) seen.add(row["inventoryNumber"]);
    if (rows.length === 0) break;
  }
  expect(seen.size).toBe(10_000);
  const { local } = visma.books.clock.stamp();
  for (let nth = 0; nth < 50; nth += 1) visma.erp.changeItem(`I-${nth * 200}`, { description: "Anders" });
  const query = `lastModifiedDateTime=${local}&lastModifiedDateTimeCondition=%3E`;
  expect(rowsOf(await finance("GET", `/v1/inventory?${query}`))).toHaveLength(50);
});

test("twenty thousand orders are walked through, and any of them found", async () => {
  visma.settings.limits = "generous";
  visma.erp.addItem({ number: "MUG-01" }, "100000");
  visma.erp.addItem({ number: "SHIP", stockItem: false });
  const customers = Array.from({ length: 100 }, (_, nth) => visma.erp.addCustomer({ name: `K${nth}` }).number);
  for (let nth = 0; nth < 20_000; nth += 1) {
    const customer = { id: customers[nth % 100], refNo: `r${nth}` };
    createOrder(visma.books, parsed(JSON.stringify(order("", { customer }))) as Fields, undefined);
  }
  const seen = new Set<unknown>();
  let next: string | null = "/api/v3/SalesOrders?orderBy=lastModified%20asc&pageSize=1000";
  while (next !== null) {
    const page = pageOf(await orders("GET", next));
    for (const { orderId } of page.value) seen.add(orderId);
    next = page.nextPage === null ? null : page.nextPage.slice(visma.urls.salesOrder.length);
  }
  expect(seen.size).toBe(20_000);
  for (let nth = 0; nth < 100; nth += 1) {
    const query = `customerId=${customers[nth % 100]}&modifiedSince=2026-11-20T09:00:00Z&pageSize=1000`;
    const { value } = pageOf(await orders("GET", `/api/v3/SalesOrders?${query}`));
    expect(value.filter(({ customer }) => customer.refNo === `r${nth * 100 + nth}`)).toHaveLength(1);
    await orders("POST", "/api/v3/SalesOrders", order(customers[0]!));
  }
  const [level] = visma.books.stock.levelsOf("MUG-01");
  expect(level).toMatchObject({ onHand: "100000", soBooked: "40200" });
});
