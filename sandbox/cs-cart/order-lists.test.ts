/** Lists of orders: paging, filters and their traps (contract section 5). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCsCart, type CsCart } from "./stand-in.ts";
import { callerOf, idsOf, jan, orderOf, paramsOf, rowsOf, type Caller } from "./testing/caller.ts";

const start = 1_793_491_200; // 1 November 2026 00:00 UTC
const day = 86_400;
let now = start + 40 * day;
let shop: CsCart;
let call: Caller;

/** Twelve orders, one a day, 101 to 112. */
beforeEach(async () => {
  shop = await startCsCart({ now: () => now * 1000 });
  call = callerOf(shop);
  shop.store.catalog.add({ code: "MUG", price: "10.00", amount: 1000 });
  for (let nth = 0; nth < 12; nth += 1) {
    const customer = { ...jan, email: nth === 3 ? "jan.x@example.be" : `jan_x${nth}@example.be` };
    shop.counter.place({ customer, lines: [{ code: "MUG", amount: nth + 1 }], at: start + nth * day });
  }
});
afterEach(async () => {
  now = start + 40 * day;
  await shop.stop();
});

test("ten by default, newest first, with all scalars as text and no lines", async () => {
  const answer = await call("orders");
  expect(idsOf(answer)).toEqual(["112", "111", "110", "109", "108", "107", "106", "105", "104", "103"]);
  expect(paramsOf(answer)).toEqual({
    ...{ page: "1", items_per_page: "10", sort_by: "date", sort_order: "desc", total_items: "12" },
  });
  expect(rowsOf(answer)[0]).toEqual({
    ...{ order_id: "112", issuer_id: null, user_id: "0", is_parent_order: "N", parent_order_id: "0" },
    ...{ company_id: "1", timestamp: String(start + 11 * day), firstname: "Jan", lastname: "Peeters" },
    ...{ email: "jan_x11@example.be", phone: "", status: "O", total: "126.05", invoice_id: "", credit_memo_id: "" },
  });
});

test("pages, and an empty one behind the last", async () => {
  const page = async (number: number) =>
    idsOf(await call(`orders?items_per_page=5&page=${number}&sort_by=order_id&sort_order=asc`));
  expect(await page(1)).toEqual(["101", "102", "103", "104", "105"]);
  expect(await page(3)).toEqual(["111", "112"]);
  expect(await page(4)).toEqual([]);
});

test("a shop that ignores the page gives the first one without end", async () => {
  shop.settings.ignoresPage = true;
  expect(idsOf(await call("orders?items_per_page=2&page=7"))).toEqual(["112", "111"]);
});

test("a very long page exhausts the memory of PHP", async () => {
  expect((await call("orders?items_per_page=250")).status).toBe(200);
  const { status, body } = await call("orders?items_per_page=251");
  expect([status, body]).toEqual([500, undefined]);
});

test("an unknown order of sorting is the default one", async () => {
  expect(paramsOf(await call("orders?sort_by=updated_at&sort_order=up"))).toMatchObject({
    ...{ sort_by: "date", sort_order: "desc" },
  });
});

test("times do nothing without a period, nor with A", async () => {
  const times = `time_from=${start + 10 * day}&time_to=${start + 10 * day + 5}`;
  expect(paramsOf(await call(`orders?${times}`))["total_items"]).toBe("12");
  expect(paramsOf(await call(`orders?period=A&${times}`))["total_items"]).toBe("12");
  expect(idsOf(await call(`orders?period=C&${times}`))).toEqual(["111"]);
  expect(idsOf(await call(`orders?period=D&time_from=${start + 10 * day}`))).toEqual(["112", "111"]);
});

test("a period goes by creation: a change of status is not in it", async () => {
  shop.counter.pay(101);
  expect(idsOf(await call(`orders?period=C&time_from=${now - day}`))).toEqual([]);
});

test("dates are read in the shop's own format and time zone, and other texts are no dates at all", async () => {
  shop.counter.place({ customer: jan, lines: [{ code: "MUG", amount: 1 }], at: start - 1800 });
  expect(idsOf(await call("orders?period=C&time_from=01/11/2026&time_to=01/11/2026"))).toEqual(["101", "113"]);
  expect(paramsOf(await call("orders?period=C&time_from=2026-11-10"))["total_items"]).toBe("13");
  shop.settings.dateFormat = "m/d/Y";
  expect(idsOf(await call("orders?period=C&time_from=11/12/2026"))).toEqual(["112"]);
});

test("updated_at is honoured by newer shops, and ignored by older ones", async () => {
  shop.counter.pay(104);
  expect(idsOf(await call(`orders?updated_at_from=${now}`))).toEqual(["104"]);
  expect(idsOf(await call("orders?updated_at_from=4102444800&items_per_page=1"))).toEqual([]);
  expect(idsOf(await call(`orders?updated_at_to=${start + day}`))).toEqual(["102", "101"]);
  expect((await call("orders/104")).text).not.toContain("updated");
  shop.settings.updatedAt = "ignored";
  expect(idsOf(await call("orders?updated_at_from=4102444800&items_per_page=1"))).toEqual(["112"]);
});

test("by status, one or several; a cart that was never finished only when asked for", async () => {
  shop.counter.pay(102);
  shop.counter.cancel(103);
  shop.counter.setStatus(104, "N");
  expect(idsOf(await call("orders?status=P"))).toEqual(["102"]);
  expect(idsOf(await call("orders?status[]=P&status[]=I"))).toEqual(["103", "102"]);
  expect(idsOf(await call("orders?status=N"))).toEqual(["104"]);
  expect(paramsOf(await call("orders"))["total_items"]).toBe("11");
});

test("an address fits anywhere, with the wildcards of MySQL", async () => {
  expect(idsOf(await call("orders?email=jan_x@example.be"))).toEqual(["104"]);
  expect(paramsOf(await call("orders?email=JAN_X"))["total_items"]).toBe("12");
  expect(paramsOf(await call("orders?email=x1"))["total_items"]).toBe("3");
  expect(idsOf(await call("orders?email=nobody"))).toEqual([]);
});

test("by user, company and invoice, and with other parameters as if they were not there", async () => {
  shop.counter.place({ customer: { ...jan, userId: 9 }, lines: [{ code: "MUG", amount: 1 }], companyId: 2 });
  shop.counter.invoice(105, "2026001");
  expect(idsOf(await call("orders?user_id=9"))).toEqual(["113"]);
  expect(idsOf(await call("orders?company_id=2"))).toEqual(["113"]);
  expect(idsOf(await call("orders?invoice_id=2026001"))).toEqual(["105"]);
  expect(paramsOf(await call("orders?modified_since=1"))).toMatchObject({ total_items: "13", modified_since: "1" });
});

test("the parent of a split order is in no list; its children are, and it can be read", async () => {
  shop.settings.edition = "multi-vendor";
  shop.store.catalog.add({ code: "TASSE", amount: 5, companyId: 2 });
  const lines = [
    { code: "MUG", amount: 1 },
    { code: "TASSE", amount: 1 },
  ];
  const { orderId } = shop.counter.place({ customer: jan, lines });
  expect(orderOf(await call(`orders/${orderId}`))).toMatchObject({ is_parent_order: "Y", status: "T" });
  expect(idsOf(await call("orders?items_per_page=3"))).toEqual(["115", "114", "112"]);
  expect(idsOf(await call("orders?status=T"))).toEqual([]);
  expect(orderOf(await call("orders/115"))).toMatchObject({ parent_order_id: "113", company_id: "2" });
  expect(shop.store.catalog.withCode("TASSE").amount).toBe(4);
});
