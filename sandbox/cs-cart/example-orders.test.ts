import { describe, expect, test } from "vitest";
import { add, amount, cents, equals, multiply, subtract, sum, text, type Amount } from "#domain/amount.ts";
import { exampleOrders, placeExamples, type Scenario } from "./example-orders.ts";
import { shopData } from "./shop-data.ts";
import { startCsCart } from "./stand-in.ts";
import { callerOf, orderOf, paramsOf, rowsOf, type OrderBody } from "./testing/caller.ts";

const amountOf = (given: unknown): Amount => amount(String(given));
const values = (map: unknown): Record<string, unknown>[] => Object.values(map ?? {});

/** The check of contract section 6.2, from what the API shows alone. */
function totalOf(order: OrderBody): Amount {
  const goods = values(order.products).map(({ price, amount: pieces }) => multiply(amountOf(price), amountOf(pieces)));
  const sold = values(order["gift_certificates"]).map((one) => amountOf(one["amount"]));
  const shipping = order.shipping.map(({ rate }) => amountOf(rate));
  const added = values(order.taxes).filter(({ price_includes_tax: included }) => included === "N");
  const redeemed = values(order["use_gift_certificates"]).map(({ cost }) => amountOf(cost));
  const owed = sum([...goods, ...sold, ...shipping, amountOf(order["payment_surcharge"])]);
  const vat = sum(added.map((tax) => amountOf(tax["tax_subtotal"])));
  return subtract(subtract(add(owed, vat), amountOf(order["subtotal_discount"])), sum(redeemed));
}

describe.each(["unit", "subtotal"] as const)("the month in %s mode", (taxMode) => {
  test.each([true, false])("adds up, with prices including VAT: %s", async (included) => {
    const shop = await startCsCart({ data: shopData(included), settings: { taxMode } });
    try {
      const placed = placeExamples(shop);
      expect(new Set(placed.map(({ scenario }) => scenario)).size).toBe(25);
      for (const { orderId, scenario } of placed) {
        const order = orderOf(await callerOf(shop)(`orders/${orderId}`));
        expect([scenario, text(cents(totalOf(order)))]).toEqual([scenario, order.total]);
        for (const tax of values(order.taxes)) {
          const { items: _items, ...amounts } = tax["applies"] as Record<string, unknown>;
          const owed = sum(Object.values(amounts).map(amountOf));
          expect([scenario, equals(owed, amountOf(tax["tax_subtotal"]))]).toEqual([scenario, true]);
        }
      }
    } finally {
      await shop.stop();
    }
  });
});

test("what became of the orders", async () => {
  const shop = await startCsCart();
  try {
    const placed = placeExamples(shop);
    const states = (wanted: Scenario): unknown[] =>
      placed
        .filter(({ scenario }) => scenario === wanted)
        .map(({ orderId }) => shop.document(orderId) as OrderBody)
        .map((order) => [order["status"], order.total, order["credit_memo_id"]]);
    expect(states("created")).toEqual([
      ["O", "54.45", ""],
      ["O", "25.42", ""],
    ]);
    expect(states("two rates")).toEqual([
      ["P", "65.35", ""],
      ["P", "65.35", ""],
    ]);
    expect(states("cancel")).toEqual([
      ["I", "62.92", ""],
      ["I", "16.95", ""],
    ]);
    expect(states("refund")).toEqual([["R", "42.35", "1"]]);
    expect(states("edit")).toEqual([["P", "59.30", ""]]);
    expect(states("free")).toEqual([["P", "0.00", ""]]);
    expect(states("gift certificate redeemed")).toEqual([["P", "15.35", ""]]);
    expect(states("pay later")).toEqual([["C", "297.00", ""]]);
    expect(shop.store.certificates.get("GC-NOEL-2026")).toBe(0n);
  } finally {
    await shop.stop();
  }
});

test("a shop on a day in the month knows nothing of later", async () => {
  const shop = await startCsCart();
  try {
    const placed = placeExamples(shop, "2026-11-22");
    expect(placed).toHaveLength(exampleOrders.filter(({ at }) => at < "2026-11-22").length);
    const refunded = placed.find(({ scenario }) => scenario === "refund");
    expect(shop.store.orders.get(refunded?.orderId ?? 0)?.status).toBe("P");
  } finally {
    await shop.stop();
  }
});

test("ten thousand products and twenty thousand orders are walked page by page", async () => {
  const shop = await startCsCart();
  const call = callerOf(shop);
  try {
    for (let nth = 0; nth < 10_000; nth += 1) {
      shop.store.catalog.add({ code: `P-${nth}`, name: `Artikel ${nth}`, price: "1.00", amount: 100 });
    }
    const customer = { email: "jan@example.be", firstname: "Jan", lastname: "Peeters", country: "BE" };
    for (let nth = 0; nth < 20_000; nth += 1) {
      shop.counter.place({ customer, lines: [{ code: `P-${nth % 10_000}`, amount: 1 }], at: 1_793_491_200 + nth });
    }
    const walked = async (noun: "orders" | "products", id: string): Promise<number> => {
      const seen = new Set<unknown>();
      for (let page = 1; ; page += 1) {
        const answer = await call(`${noun}?items_per_page=250&page=${page}`);
        for (const row of rowsOf(answer, noun)) seen.add(row[id]);
        if (page * 250 >= Number(paramsOf(answer)["total_items"])) return seen.size;
      }
    };
    expect([await walked("orders", "order_id"), await walked("products", "product_id")]).toEqual([20_000, 10_000]);
  } finally {
    await shop.stop();
  }
});
