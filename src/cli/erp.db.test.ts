import { beforeAll, describe, expect, test } from "vitest";
import { text, zero } from "#domain/amount.ts";
import { coupleCsCart, jan, vismaConnection, type CsCartErp } from "./testing/erp-world.ts";
import type { Customer } from "#sandbox/cs-cart/counter.ts";
import { liftLimits } from "./testing/lifted-limits.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  liftLimits();
  under = await hubUnderTest();
});

const cart = [
  { code: "MUG-01", amount: 2 },
  { code: "BOOK-7", amount: 1 },
];

/** What the ERP has under the shop's order number, as its own store says it. */
const there = ({ visma }: CsCartErp, orderId: number) =>
  visma.books.ordersReferred(String(orderId)).map(({ type, values }) => [type, text(values.orderTotal)]);

const available = ({ visma }: CsCartErp, item: string): string => {
  const { onHand, soBooked } = visma.books.stock.level(item, "1");
  return String(Number(text(onHand)) - Number(text(soBooked)));
};
const totalOf = ({ shop }: CsCartErp, orderId: number): string =>
  String((shop.document(orderId) as { total: string | number }).total);

describe("an order of CS-Cart", () => {
  test("is a sales order in Visma once and to the cent, with a new debtor, and stock there is lower by it", async () => {
    const w = await coupleCsCart(under);
    const { orderId } = w.shop.counter.place({ customer: jan, lines: cart });
    await w.sweep();
    const page = await w.outcome(orderId, "documented");
    expect(there(w, orderId)).toEqual([["SO", totalOf(w, orderId)]]);
    expect(page.outsideDocuments).toMatchObject([{ kind: "orderSlip", number: "000001", system: "Visma" }]);
    expect([available(w, "MUG-01"), available(w, "BOOK-7")]).toEqual(["998", "999"]);
    const debtor = w.visma.books.customers.at(-1);
    expect(debtor).toMatchObject({
      creditTerms: "14",
      customerClass: "WEB",
      mainContact: { email: "jan@example.be" },
    });
    expect(w.visma.books.orders[0]?.values).toMatchObject({
      branchId: "2",
      customer: { id: debtor?.number, order: String(orderId) },
    });
    await w.sweep();
    await w.quiet();
    expect(w.visma.books.orders).toHaveLength(1);
  });
});

const placed = async (w: CsCartErp, lines = cart, customer: Customer = jan): Promise<number> => {
  const { orderId } = w.shop.counter.place({ customer, lines });
  await w.sweep();
  return orderId;
};
const retry = (w: CsCartErp, orderId: number) => w.api.post(`/api/orders/${w.shopId}/${orderId}/retry`);

describe("what the ERP does not take", () => {
  test("an unknown item holds the whole order by name, and it goes on when the item is there", async () => {
    const w = await coupleCsCart(under);
    w.shop.store.catalog.add({ code: "NIEUW", name: "Nieuw", price: "12.10", amount: 5 });
    const orderId = await placed(w, [...cart, { code: "NIEUW", amount: 1 }]);
    const { order } = await w.outcome(orderId, "held");
    expect(order.reason).toMatchObject({ code: "mapping.missing", message: expect.stringContaining("‘NIEUW’") });
    expect([w.visma.books.orders, w.visma.books.customers.length]).toEqual([[], 1]);
    w.visma.erp.addItem({ number: "NIEUW" }, "5");
    await retry(w, orderId);
    await w.outcome(orderId, "documented");
    expect(there(w, orderId)).toEqual([["SO", totalOf(w, orderId)]]);
  });

  test("an item that is switched off there holds it by name, before a debtor is made", async () => {
    const w = await coupleCsCart(under);
    w.visma.erp.changeItem("BOOK-7", { status: "Inactive" });
    const orderId = await placed(w);
    const { order } = await w.outcome(orderId, "held");
    expect(order.reason).toMatchObject({
      code: "mapping.missing",
      message: expect.stringContaining("rtikel ‘BOOK-7’ is uitgeschakeld in Visma"),
    });
    expect([w.visma.books.orders, w.visma.books.customers.length]).toEqual([[], 1]);
    w.visma.erp.changeItem("BOOK-7", { status: "Active" });
    await retry(w, orderId);
    await w.outcome(orderId, "documented");
  });

  test("an address without its parts holds it, and is mended in the shop, not in the ERP", async () => {
    const w = await coupleCsCart(under);
    const orderId = await placed(w, cart, { ...jan, zipcode: "", shipTo: { country: "BE", zipcode: "" } });
    const { order } = await w.outcome(orderId, "held");
    expect(order.reason).toMatchObject({ code: "document.invalid", system: "Winkel" });
    expect(order.reason?.message).toMatch(/adres van .* mist een straat, postcode, plaats of land/);
    expect([w.visma.books.orders, w.visma.books.customers.length]).toEqual([[], 2]);
  });

  test("two debtors with one e-mail address hold it by both numbers", async () => {
    const w = await coupleCsCart(under);
    const twins = ["Jan Peeters", "J. Peeters"].map((name) =>
      w.visma.erp.addCustomer({ name, customerClass: "WEB", mainContact: { email: "jan@example.be" } }),
    );
    const orderId = await placed(w);
    const { order } = await w.outcome(orderId, "held");
    for (const { number } of twins) expect(order.reason?.message).toContain(number);
    w.visma.erp.changeCustomer(twins[0]?.number ?? "", { status: "Inactive" });
    await retry(w, orderId);
    await w.outcome(orderId, "documented");
    expect(w.visma.books.orders[0]?.values.customer.id).toBe(twins[1]?.number);
  });

  test("a closed period holds it in the words of the ERP, and it goes on when that is open", async () => {
    const w = await coupleCsCart(under);
    w.visma.erp.closePeriod("2099-12-31");
    const orderId = await placed(w);
    const { order } = await w.outcome(orderId, "held");
    expect(order.reason?.message).toMatch(/closed|period/i);
    expect(w.visma.books.orders).toEqual([]);
    w.visma.erp.closePeriod(null);
    await retry(w, orderId);
    await w.outcome(orderId, "documented");
    expect(there(w, orderId)).toEqual([["SO", totalOf(w, orderId)]]);
  });
});

describe("answers that are lost", () => {
  test.each([
    ["of the debtor", "customer$"],
    ["of the order", "SalesOrders$"],
  ])("%s: what was made is found again, once and to the cent", async (_name, match) => {
    const w = await coupleCsCart(under);
    w.visma.fault({ kind: "cut", worked: true, match, method: "POST" });
    const orderId = await placed(w);
    await w.outcome(orderId, "documented");
    expect(there(w, orderId)).toEqual([["SO", totalOf(w, orderId)]]);
    expect(w.visma.books.customers).toHaveLength(2);
  });

  test.each([
    ["ahead", 20],
    ["behind", -20],
  ])("are found with a clock that is minutes %s", async (_name, minutes) => {
    const now = () => Temporal.Now.instant().add({ minutes }).epochMilliseconds;
    const w = await coupleCsCart(under, { now });
    w.visma.fault({ kind: "cut", worked: true, match: "SalesOrders$", method: "POST" });
    const orderId = await placed(w);
    await w.outcome(orderId, "documented");
    expect(there(w, orderId)).toEqual([["SO", totalOf(w, orderId)]]);
  });
});

describe("refunds", () => {
  /** A status of this shop's own: what it means is said by its owner. */
  const refunding = { cancelledStatuses: ["I", "R"] };

  test("of an invoice there go over as a credit, once and to the cent", async () => {
    const w = await coupleCsCart(under, { settings: { documentKind: "invoice" }, shop: refunding });
    const orderId = await placed(w);
    await w.outcome(orderId, "documented");
    const [invoice] = w.visma.books.invoices;
    expect([w.visma.books.invoices.length, invoice?.status]).toEqual([1, "Balanced"]);
    expect(text(invoice?.amount ?? zero)).toBe(totalOf(w, orderId));
    const before = totalOf(w, orderId);
    w.shop.counter.refund(orderId);
    await w.sweep();
    await until("the credit", async () => w.visma.books.orders.length > 0);
    await w.sweep();
    await w.quiet();
    expect(there(w, orderId)).toEqual([["CM", before]]);
  });

  test("of a sales order are told by name, and credited by nobody here", async () => {
    const w = await coupleCsCart(under, { shop: refunding });
    const orderId = await placed(w);
    await w.outcome(orderId, "documented");
    w.shop.counter.refund(orderId);
    await w.sweep();
    const alarms = await until("the alarm", async () => {
      const { items } = await w.api.get<{ items: { kind: string }[] }>("/api/alarms");
      return items.length > 0 && items;
    });
    expect(alarms).toMatchObject([{ kind: "refundNotCredited" }]);
    expect(there(w, orderId)).toEqual([["SO", expect.any(String)]]);
  });
});

describe("access", () => {
  const check = async (w: CsCartErp, settings: object, credentials: object = {}) => {
    const given = vismaConnection(w.visma, settings);
    const { id } = await w.api.post<{ id: string }>("/api/connections", {
      ...given,
      credentials: { ...given.credentials, ...credentials },
    });
    return w.api.post<{ account: string }>(`/api/connections/${id}/check`);
  };

  test("of the id of the customer, or of a company that did not approve, is refused by name", async () => {
    const w = await coupleCsCart(under);
    for (const companyTenantId of [w.visma.tenants.customer, w.visma.tenants.unapproved])
      await expect(check(w, { companyTenantId })).rejects.toThrow(/credentials\.expired|not approved/);
  });

  test("of another company shows whose it is, and what it has not", async () => {
    const w = await coupleCsCart(under);
    await expect(check(w, { companyTenantId: w.visma.tenants.otherCompany })).rejects.toThrow(
      /settings\.invalid|1400|class/i,
    );
  });

  test.each([
    ["creditTerms", "99"],
    ["branch", "9"],
    ["customerClass", "GEEN"],
  ])("with a default for debtors that is not there (%s) is refused by its value", async (field, value) => {
    const w = await coupleCsCart(under);
    const settings = { companyTenantId: w.visma.tenants.otherCompany, [field]: value };
    await expect(check(w, settings)).rejects.toThrow(new RegExp(`settings.${field}`));
  });

  test("without a scope is refused with the scope that is missing", async () => {
    const w = await coupleCsCart(under);
    w.visma.client.scopes = w.visma.client.scopes.filter((scope) => !scope.includes("salesorder"));
    w.visma.revokeTokens();
    await expect(w.api.post(`/api/connections/${w.vismaId}/check`)).rejects.toThrow(/salesorder/);
  });

  test("that is taken back meanwhile stops the ERP and not the shop; given again, the orders go on", async () => {
    const w = await coupleCsCart(under);
    w.visma.approve(false);
    const orderId = await placed(w);
    await until("the connection to ask for somebody", async () => {
      const { items } = await w.api.get<{ items: { id: string; state: string; stateReason: string }[] }>(
        "/api/connections",
      );
      const its = (id: string) => items.find((one) => one.id === id)?.state;
      return its(w.vismaId) === "reconnect" && its(w.shopId) === "connected";
    });
    expect(w.visma.books.orders).toEqual([]);
    w.visma.approve(true);
    await w.api.post(`/api/connections/${w.vismaId}/check`);
    await w.outcome(orderId, "documented");
    expect(there(w, orderId)).toEqual([["SO", totalOf(w, orderId)]]);
  });
});
