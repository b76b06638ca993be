import { beforeAll, describe, expect, test } from "vitest";
import type { OrderJson, RefundJson } from "#sandbox/woocommerce/documents.ts";
import { coupleShop, type CoupledShop, type CouplingOptions } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface Page {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: string;
  readonly dueDate: string | null;
  readonly lines: readonly { readonly position: number; readonly quantity: string }[];
  readonly totals: Readonly<Record<string, string>>;
  readonly paidAmount: string;
  readonly openAmount: string;
  readonly paymentState: string | null;
  readonly actions: readonly string[];
}

interface Payment {
  readonly id: string;
  readonly direction: string;
  readonly source: string;
  readonly amount: string;
  readonly remainder: string;
  readonly allocations: readonly { readonly number: string; readonly amount: string }[];
}

/** The recorded order 59 of 304.99, paid and with 25.00 to refund, or 55 of 43.41 with two lines. */
async function ordered(id: number, apply: (order: OrderJson) => void, options?: CouplingOptions) {
  const coupled = await coupleShop(under, options);
  const { api, shop } = coupled;
  const [refund] = shop.refunds.list(id) as [RefundJson];
  coupled.change(id, (order) => {
    order.refunds = [];
    apply(order);
  });
  const ring = async () => {
    expect(await coupled.ring("updated", id)).toEqual([200]);
    return coupled.settled(id);
  };
  const page = (documentId: string) => api.get<Page>(`/api/documents/${documentId}`);
  const issue = (draft: { readonly id: string; readonly version: number }) =>
    api.post<Page>(`/api/documents/${draft.id}/issue`, { version: draft.version });
  return {
    ...coupled,
    ring,
    page,
    issue,
    first: async () => page((await ring()).documents[0]?.id ?? ""),
    payments: async () => (await api.get<{ items: Payment[] }>("/api/payments")).items,
    giveBack: async (amount: string, refundId = refund.id) => {
      shop.refunds.put(id, { ...refund, id: refundId, amount });
      coupled.change(id, (order) => {
        const said = { id: refundId, reason: "", total: `-${amount}`, total_tax: "0.00" };
        order.refunds = [said, ...order.refunds.filter((one) => one.id !== refundId)];
      });
      return ring();
    },
  };
}

const unpaid = (order: OrderJson) => {
  Object.assign(order, { status: "on-hold", date_paid: null, date_paid_gmt: null, transaction_id: "" });
};
const pay = (coupled: Pick<CoupledShop, "change">, id: number) =>
  coupled.change(id, (order) => {
    const { date_modified: date_paid, date_modified_gmt: date_paid_gmt } = order;
    Object.assign(order, { status: "processing", date_paid, date_paid_gmt });
  });

const settled = { openAmount: "0.00", paymentState: "paid" };

describe("an order slip of a paid order", () => {
  test("pays what is made of it: nothing is asked again, over parts as well", async () => {
    const shop = await ordered(55, () => undefined, { settings: { documentKind: "orderSlip" } });
    const { api, issue, page, ring, payments } = shop;
    const slip = await shop.first();
    expect(slip).toMatchObject({ paidAmount: "43.41", openAmount: "0.00" });
    const convert = (lines?: unknown) =>
      api.post<Page>(`/api/documents/${slip.id}/convert`, { to: "invoice", ...(lines !== undefined && { lines }) });
    const part = await issue(await convert([{ position: 1, quantity: "1" }]));
    const rest = await issue(await convert());
    for (const invoice of [part, rest]) {
      expect(invoice).toMatchObject({ ...settled, dueDate: null });
      expect(invoice.totals["payableAmount"]).toBe("0.00");
      expect(invoice.paidAmount).toBe(invoice.totals["taxInclusiveAmount"]);
      expect(invoice.totals["prepaidAmount"]).toBe(invoice.paidAmount);
    }
    expect((await page(slip.id)).paidAmount).toBe("0.00");
    shop.change(55, (order) => {
      order["customer_note"] = "anders";
    });
    await ring();
    expect(await payments()).toMatchObject([{ source: "shop", amount: "43.41", remainder: "0.00" }]);
    expect((await payments())[0]?.allocations).toHaveLength(2);
    expect(await shop.alarms()).toEqual([]);
  });

  test("paid after it was invoiced pays those invoices, oldest first and never more than came in", async () => {
    const shop = await ordered(55, unpaid, { settings: { documentKind: "orderSlip" } });
    const slip = await shop.first();
    expect(slip.paidAmount).toBe("0.00");
    const lines = [{ position: 1, quantity: "1" }];
    const part = await shop.issue(
      await shop.api.post<Page>(`/api/documents/${slip.id}/convert`, { to: "invoice", lines }),
    );
    const rest = await shop.api.post<Page>(`/api/documents/${slip.id}/convert`, { to: "invoice" });
    expect(part.openAmount).toBe(part.totals["taxInclusiveAmount"]);
    pay(shop, 55);
    await shop.ring();
    expect(await shop.page(part.id)).toMatchObject(settled);
    expect(await shop.issue(rest)).toMatchObject(settled);
    expect(await shop.payments()).toMatchObject([{ amount: "43.41", remainder: "0.00" }]);
  });
});

describe("money the shop gives back", () => {
  test("of an order that was paid after it was invoiced leaves nothing to settle", async () => {
    const shop = await ordered(59, unpaid);
    const invoice = await shop.first();
    expect(invoice).toMatchObject({ openAmount: "304.99" });
    pay(shop, 59);
    await shop.ring();
    const order = await shop.giveBack("25.00");
    expect(order.documents.at(-1)).toMatchObject({
      kind: "creditNote",
      totals: { prepaidAmount: "25.00", payableAmount: "0.00" },
    });
    expect(await shop.page(invoice.id)).toMatchObject(settled);
  });

  test("of an order nobody paid lowers what is owed, and only the rest was given back", async () => {
    const shop = await ordered(59, unpaid);
    const invoice = await shop.first();
    await shop.giveBack("25.00");
    expect(await shop.page(invoice.id)).toMatchObject({ openAmount: "279.99" });
    const body = { amount: "200.00", date: "2026-11-20", method: "cash" };
    await shop.api.post(`/api/documents/${invoice.id}/payments`, body);
    const order = await shop.giveBack("100.00", 9001);
    expect(order.documents.at(-1)).toMatchObject({ totals: { prepaidAmount: "20.01", payableAmount: "79.99" } });
    expect(await shop.page(invoice.id)).toMatchObject(settled);
  });

  test("for what a person credited is that money, and no second credit note", async () => {
    const shop = await ordered(59, () => undefined);
    const invoice = await shop.first();
    await shop.api.post(`/api/documents/${invoice.id}/credit`, { version: invoice.version, wish: { what: "whole" } });
    expect(await shop.page(invoice.id)).toMatchObject({ openAmount: "-304.99", paymentState: "toRepay" });
    const counted = async () => (await shop.api.get<{ toRepay: { count: number } }>("/api/work")).toRepay.count;
    expect(await counted()).toBe(1);
    const order = await shop.giveBack("304.99");
    expect(order.story).toContain("refund.repaid");
    expect(order.story).not.toContain("refund.notCredited");
    expect(await shop.alarms()).toEqual([]);
    expect(order.documents.map(({ kind }) => kind)).toEqual(["invoice", "creditNote"]);
    expect(await shop.page(invoice.id)).toMatchObject({ openAmount: "0.00", paidAmount: "0.00" });
    expect(await counted()).toBe(0);
    await shop.giveBack("304.99");
    const booked = (await shop.payments()).map(({ direction, source, amount }) => `${direction} ${source} ${amount}`);
    expect(booked.toSorted()).toEqual(["in shop 304.99", "out shop 304.99"]);
  });

  test("of more than a person credited: the one is given back, the other is credited", async () => {
    const shop = await ordered(59, () => undefined);
    const invoice = await shop.first();
    const wish = { what: "amount", amount: "280.00" };
    await shop.api.post(`/api/documents/${invoice.id}/credit`, { version: invoice.version, wish });
    const order = await shop.giveBack("304.99");
    expect(order.documents.map(({ kind }) => kind)).toEqual(["invoice", "creditNote", "creditNote"]);
    expect(order.documents.at(-1)).toMatchObject({ totals: { prepaidAmount: "24.99", payableAmount: "0.00" } });
    expect(await shop.page(invoice.id)).toMatchObject({ openAmount: "0.00", paidAmount: "24.99", status: "cancelled" });
  });
});
