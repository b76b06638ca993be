import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { OrderJson, RefundJson } from "#sandbox/woocommerce/documents.ts";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** An order that was invoiced, with nothing refunded yet. */
async function invoiced(id: number): Promise<CoupledShop> {
  const coupled = await coupleShop(under);
  coupled.change(id, (order) => {
    order.refunds = [];
  });
  await coupled.ring("created", id);
  expect(await coupled.settled(id)).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
  return coupled;
}

const ringAndSettle = async (coupled: CoupledShop, id: number) => {
  expect(await coupled.ring("updated", id)).toEqual([200]);
  return coupled.settled(id);
};

const documentsOf = async (coupled: CoupledShop, id: number) =>
  (await coupled.order(id)).documents.map(({ kind, totals }) => `${kind} ${totals["taxInclusiveAmount"]}`);

describe("a refund", () => {
  const summaryOf = (refund: RefundJson): OrderJson["refunds"][number] => ({
    id: refund.id,
    reason: refund.reason,
    total: `-${refund.amount}`,
    total_tax: "0.00",
  });
  const giveBack = (coupled: CoupledShop, id: number, refund: RefundJson) => {
    // The stand-in's clock is today's, the recordings' is not: times go on from the recorded ones.
    const { date_modified, date_modified_gmt } = coupled.shop.orders.get(id) as OrderJson;
    coupled.shop.refunds.put(id, refund);
    coupled.change(id, (order) => {
      Object.assign(order, { date_modified, date_modified_gmt });
      order.refunds = [summaryOf(refund), ...order.refunds.filter((one) => one.id !== refund.id)];
    });
  };

  test("becomes one credit note on its invoice, however often the shop rings", async () => {
    const coupled = await invoiced(55);
    const [refund] = coupled.shop.refunds.list(55);
    giveBack(coupled, 55, refund as RefundJson);
    await Promise.all([coupled.ring("updated", 55), coupled.ring("updated", 55)]);
    await coupled.settled(55);
    const order = await ringAndSettle(coupled, 55);
    expect(order).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
    const [invoice, credit, ...more] = order.documents;
    expect(more).toEqual([]);
    expect(credit).toMatchObject({
      kind: "creditNote",
      precedingDocument: { number: invoice?.number },
      totals: { taxInclusiveAmount: "9.99" },
    });
  });

  test("that is there before the order was ever seen is credited right after the invoice", async () => {
    const coupled = await coupleShop(under);
    await coupled.ring("updated", 57);
    await coupled.settled(57);
    expect(await documentsOf(coupled, 57)).toEqual(["invoice 43.44", "creditNote 43.44"]);
  });

  test("after a refund is credited beside it, and together never more than the invoice", async () => {
    const coupled = await invoiced(59);
    const [first] = coupled.shop.refunds.list(59) as [RefundJson];
    giveBack(coupled, 59, first);
    await ringAndSettle(coupled, 59);
    giveBack(coupled, 59, { ...first, id: 9001, amount: "279.99" });
    await ringAndSettle(coupled, 59);
    expect(await documentsOf(coupled, 59)).toEqual(["invoice 304.99", "creditNote 25.00", "creditNote 279.99"]);
  });

  test("of more than was invoiced makes no credit note and is told; mended in the shop it is credited on request", async () => {
    const coupled = await invoiced(59);
    const [refund] = coupled.shop.refunds.list(59) as [RefundJson];
    giveBack(coupled, 59, { ...refund, amount: "1000.00" });
    const order = await ringAndSettle(coupled, 59);
    expect(order).toMatchObject({ outcome: "documented" });
    expect(order.story).toContain("refund.notCredited");
    expect(order.changedAfterIssueAt).not.toBeNull();
    expect(await coupled.alarms()).toMatchObject([{ kind: "refundNotCredited" }]);
    expect(await documentsOf(coupled, 59)).toEqual(["invoice 304.99"]);

    giveBack(coupled, 59, refund);
    await coupled.api.post(`/api/orders/${coupled.connectionId}/59/retry`);
    await until("the credit note", async () => (await documentsOf(coupled, 59)).length === 2);
    expect(await documentsOf(coupled, 59)).toEqual(["invoice 304.99", "creditNote 25.00"]);
    expect(await coupled.alarms()).toEqual([]);
  });

  test("that is taken back in the shop after it was credited is flagged", async () => {
    const coupled = await invoiced(59);
    const [refund] = coupled.shop.refunds.list(59) as [RefundJson];
    giveBack(coupled, 59, refund);
    expect(await ringAndSettle(coupled, 59)).toMatchObject({ changedAfterIssueAt: null });
    coupled.change(59, (order) => {
      order.refunds = [];
    });
    expect((await ringAndSettle(coupled, 59)).changedAfterIssueAt).not.toBeNull();
    expect(await documentsOf(coupled, 59)).toEqual(["invoice 304.99", "creditNote 25.00"]);
  });

  test("of an invoice in another currency states its VAT in euro too", async () => {
    const coupled = await coupleShop(under);
    await coupled.api.put(`/api/connections/${coupled.connectionId}/mappings/exchangeRate/GBP`, { rate: "1.15" });
    coupled.change(59, (order) => {
      order["currency"] = "GBP";
    });
    const seen = await ringAndSettle(coupled, 59);
    expect(seen.documents).toMatchObject([
      { kind: "invoice", taxAmountInEuro: "60.87" },
      // 4.34 × 1.15 is 4.991.
      { kind: "creditNote", taxAmountInEuro: "4.99" },
    ]);
  });

  test("on an order slip makes nothing: there is no invoice to credit", async () => {
    const coupled = await coupleShop(under, { settings: { documentKind: "orderSlip" } });
    await coupled.ring("updated", 55);
    await coupled.settled(55);
    expect(await documentsOf(coupled, 55)).toEqual(["orderSlip 43.41"]);
  });
});

describe("an order that changes after its invoice", () => {
  const drifts: [string, (order: OrderJson) => void][] = [
    [
      "gets another total",
      (order) => {
        order.total = "99.99";
      },
    ],
    [
      "gets another buyer",
      (order) => {
        order["billing"] = { ...(order["billing"] as object), company: "Peeters BV" };
      },
    ],
    [
      "is cancelled",
      (order) => {
        order.status = "cancelled";
      },
    ],
    [
      "is moved to the trash",
      (order) => {
        order.status = "trash";
      },
    ],
  ];
  test.each(drifts)("%s: it is flagged, and keeps its one document as it was", async (_name, change) => {
    const coupled = await invoiced(42);
    const before = await coupled.order(42);
    coupled.change(42, change);
    const after = await ringAndSettle(coupled, 42);
    expect(after).toMatchObject({ outcome: "documented", reason: null, changedAfterIssueAt: expect.any(String) });
    expect(after.documents).toEqual(before.documents);
    expect(after.story.at(-1)).toBe("order.changedAfterIssue");
    // Ringing again finds nothing new to tell.
    const again = await ringAndSettle(coupled, 42);
    expect(again.story).toEqual(after.story);
    expect(again.changedAfterIssueAt).toBe(after.changedAfterIssueAt);
  });

  test("back to what was invoiced is flagged no more", async () => {
    const coupled = await invoiced(42);
    coupled.change(42, (order) => {
      order.status = "cancelled";
    });
    expect((await ringAndSettle(coupled, 42)).changedAfterIssueAt).not.toBe(null);
    coupled.change(42, (order) => {
      order.status = "processing";
    });
    expect((await ringAndSettle(coupled, 42)).changedAfterIssueAt).toBe(null);
  });

  test("in its status or note only is not flagged", async () => {
    const coupled = await invoiced(42);
    coupled.change(42, (order) => {
      order.status = "completed";
      order["customer_note"] = "Bedankt";
    });
    expect(await ringAndSettle(coupled, 42)).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
  });

  test("by an older state that arrives late changes nothing", async () => {
    const coupled = await coupleShop(under);
    const old = coupled.shop.orders.get(42) as OrderJson;
    coupled.change(42, (order) => {
      order.status = "completed";
    });
    await coupled.ring("updated", 42);
    const order = await coupled.settled(42);
    // A cache in front of the shop still shows what was.
    coupled.shop.orders.put({ ...old, status: "cancelled" });
    expect(await ringAndSettle(coupled, 42)).toEqual(order);
  });
});

describe("an order that is deleted for good", () => {
  const statusOf = async (coupled: CoupledShop) => {
    const { rows } = await sql<{ status: string }>`
      select status from inbox where administration_id = ${coupled.administrationId} and external_id = '80'`.execute(
      under.store.owner,
    );
    return rows[0]?.status;
  };
  /** Announces it although the shop, which no longer has it, would not. */
  const announce = async (coupled: CoupledShop, id: number) => {
    await coupled.setCoupling({ state: "off" });
    const kept = coupled.shop.orders.get(id) as OrderJson;
    await coupled.ring("updated", id);
    coupled.shop.orders.forceDelete(id);
    await coupled.setCoupling({ state: "live" });
    await coupled.settled(id);
    return kept;
  };

  test("after its invoice is flagged, and no longer when it was a mistake of the shop", async () => {
    const coupled = await invoiced(42);
    const kept = await announce(coupled, 42);
    const gone = await coupled.order(42);
    expect(gone).toMatchObject({ outcome: "documented", changedAfterIssueAt: expect.any(String) });
    expect(gone.documents.length).toBe(1);
    coupled.shop.orders.put(kept);
    expect(await ringAndSettle(coupled, 42)).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
    expect(await coupled.count("documents")).toBe(1);
  });

  test("while it was held is skipped, and is held again when it comes back", async () => {
    const coupled = await coupleShop(under);
    await coupled.ring("created", 80);
    expect(await coupled.settled(80)).toMatchObject({ outcome: "held", reason: { code: "mapping.missing" } });
    const kept = await announce(coupled, 80);
    expect(await coupled.order(80)).toMatchObject({ outcome: "skipped", reason: { text: "deleted" } });
    expect(await statusOf(coupled)).toBe("deleted");
    coupled.shop.orders.put(kept);
    expect(await ringAndSettle(coupled, 80)).toMatchObject({ outcome: "held", reason: { code: "mapping.missing" } });
  });
});

describe("a payment that comes after the invoice", () => {
  test.each([
    ["although the order's status is not one that is booked", { moment: "statuses", statuses: ["on-hold"] }],
    ["although the order's total was changed meanwhile", {}],
  ])("is booked once, %s", async (_why, settings) => {
    const coupled = await coupleShop(under, { settings });
    const paid = coupled.shop.orders.get(43) as OrderJson;
    coupled.change(43, (order) => {
      Object.assign(order, { status: "on-hold", date_paid: null, date_paid_gmt: null });
    });
    await coupled.ring("created", 43);
    expect(await coupled.settled(43)).toMatchObject({ outcome: "documented" });
    expect(await coupled.count("payments")).toBe(0);
    coupled.change(43, (order) => {
      const { date_paid, date_paid_gmt } = paid;
      Object.assign(order, { status: "processing", date_paid, date_paid_gmt });
      if (!("moment" in settings)) order.total = "120.74";
    });
    await ringAndSettle(coupled, 43);
    await ringAndSettle(coupled, 43);
    expect(await coupled.count("payments")).toBe(1);
  });
});
