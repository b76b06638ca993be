import { beforeAll, describe, expect, test } from "vitest";
import { text } from "#domain/amount.ts";
import type { NewOrder } from "#sandbox/cs-cart/counter.ts";
import { choices, coupleCsCart, jan, type CsCartErp } from "./testing/erp-world.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { liftLimits } from "./testing/lifted-limits.ts";

let under: HubUnderTest;
beforeAll(async () => {
  liftLimits();
  under = await hubUnderTest();
});

const cart = [
  { code: "MUG-01", amount: 2 },
  { code: "BOOK-7", amount: 1 },
];

/** What the shop asked for it, and what it comes to in the ERP, by the ERP's own arithmetic. */
async function booked(w: CsCartErp, order: Partial<NewOrder> = {}) {
  const { orderId } = w.shop.counter.place({ customer: jan, lines: cart, ...order });
  await w.sweep();
  await w.outcome(orderId, "documented");
  const there = w.visma.books.ordersReferred(String(orderId)).map(({ values }) => text(values.orderTotal));
  return { asked: String((w.shop.document(orderId) as { total: string | number }).total), there };
}

const linesThere = ({ visma }: CsCartErp) =>
  visma.books.orders.flatMap(({ values }) =>
    values.lines.map(({ inventoryId, taxCategoryId }) => [inventoryId, taxCategoryId]),
  );

describe("an order that is", () => {
  test("a cent off without VAT goes over with that cent under the code that has none", async () => {
    const w = await coupleCsCart(under, { goods: [["NIP", "14.95", "HIGH"]] });
    const { there } = await booked(w, { lines: [{ code: "NIP", amount: 1 }], shippingId: null });
    expect(there).toEqual(["14.95"]);
    expect(linesThere(w)).toEqual([
      ["NIP", "HIGH"],
      ["ROUNDING", "ZERO"],
    ]);
  });

  test("sold for prices with VAT goes over for those where the company has them", async () => {
    const goods = [
      ["A", "37.44", "HIGH"],
      ["B", "34.49", "HIGH"],
    ] as const;
    const w = await coupleCsCart(under, { goods, erp: { prices: "gross" } });
    w.visma.settings.pricesIncludeVat = true;
    const lines = goods.map(([code]) => ({ code, amount: 1 }));
    const { there } = await booked(w, { lines, shippingId: null });
    expect(there).toEqual(["71.93"]);
  });

  test("given a discount that is no item in the ERP has it on its lines", async () => {
    const chosen = choices.filter(([, from]) => from !== "allowance");
    const w = await coupleCsCart(under, { chosen });
    w.shop.settings.taxMode = "subtotal";
    const { asked, there } = await booked(w, { coupons: ["VIJF"] });
    expect(there).toEqual([asked]);
    expect(linesThere(w).map(([item]) => item)).not.toContain("ALLOWANCE");
  });

  test("given a discount that has an item there has it as a line", async () => {
    const w = await coupleCsCart(under);
    w.shop.settings.taxMode = "subtotal";
    const { asked, there } = await booked(w, { coupons: ["VIJF"] });
    expect(there).toEqual([asked]);
    expect(linesThere(w).map(([item]) => item)).toContain("ALLOWANCE");
  });

  test("placed by somebody else of a company is of the debtor with its VAT number", async () => {
    const w = await coupleCsCart(under, { shop: { vatFieldIds: ["37"] } });
    const { number } = w.visma.erp.addCustomer({
      ...{ name: "Bouw bv", customerClass: "WEB", mainContact: { email: "boekhouding@bouw.example" } },
      vatRegistrationId: "BE0123456749",
    });
    const customer = { ...jan, email: "inkoop@bouw.example", company: "Bouw bv", vatNumber: "BE0123456749" };
    await booked(w, { customer });
    expect(w.visma.books.orders.map(({ values }) => values.customer.id)).toEqual([number]);
  });

  test("placed by several people of a new company at once makes one debtor of it", async () => {
    const w = await coupleCsCart(under, { shop: { vatFieldIds: ["37"] } });
    const of = (name: string) => ({
      ...{ ...jan, email: `${name}@nieuw.example`, company: "Nieuw bv", vatNumber: "BE0123456749" },
    });
    await Promise.all(["an", "bert", "chris", "dirk", "els"].map((name) => booked(w, { customer: of(name) })));
    expect(w.visma.books.orders).toHaveLength(5);
    expect(new Set(w.visma.books.orders.map(({ values }) => values.customer.id)).size).toBe(1);
  });
});
