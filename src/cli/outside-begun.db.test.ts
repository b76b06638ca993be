import { beforeAll, describe, expect, test } from "vitest";
import { coupleBooks, inBooks, outcome, say, type Booked, type Repeats } from "./testing/coupled-books.ts";
import { coupleErp } from "./testing/coupled-erp.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

type Loss = "loseAnswer" | "refuse";

/** The answer to its document never came; `refuse`: the request never arrived either. */
async function begun(coupled: Booked, loss: Loss = "loseAnswer", wanted = "waiting"): Promise<void> {
  coupled.books.fault({ kind: loss, match: "documents", method: "POST", times: 1 });
  await coupled.ring("created", 42);
  const { order } = await outcome(coupled, 42, wanted);
  expect(order.reason?.code).toBe("remote.outcome_unknown");
}

async function cancel(coupled: Booked): Promise<void> {
  coupled.change(42, (order) => (order["status"] = "cancelled"));
  await coupled.ring("updated", 42);
}

const drifted = async (coupled: Booked) => (await coupled.order(42)).changedAfterIssueAt !== null;

/** Makes order slips, and is told to make invoices while it is not known what came of the first. */
async function changeKind(repeats: Repeats, loss: Loss): Promise<Booked> {
  const coupled = await coupleErp(under, { repeats, settings: { documentKind: "orderSlip" } });
  await begun(coupled, loss);
  await coupled.setCoupling({ settings: { documentKind: "invoice", startDate: null } });
  await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
  return coupled;
}

describe.each(["idempotency-key", "look-up"] as const)("%s: what was begun is found out first", (repeats) => {
  test("lost, then cancelled: it has its document, and is marked as changed", async () => {
    const coupled = await coupleBooks(under, repeats);
    await begun(coupled);
    await cancel(coupled);
    const { outsideDocuments } = await outcome(coupled, 42, "documented");
    expect(outsideDocuments).toMatchObject([{ kind: "invoice", number: "F-000001" }]);
    expect([inBooks(coupled, 42).length, await drifted(coupled)]).toEqual([1, true]);
    expect((await coupled.order(42)).story).toContain("document.issued");
  });

  test("lost, then gone from the shop: it has its document, and is marked", async () => {
    const coupled = await coupleBooks(under, repeats);
    await begun(coupled);
    coupled.shop.orders.forceDelete(42);
    await coupled.ring("updated", 42);
    const { outsideDocuments } = await outcome(coupled, 42, "documented");
    expect(outsideDocuments).toMatchObject([{ number: "F-000001" }]);
    expect([inBooks(coupled, 42).length, await drifted(coupled)]).toEqual([1, true]);
  });

  test("lost, then another kind is wanted: no second document beside it", async () => {
    const coupled = await changeKind(repeats, "loseAnswer");
    const { outsideDocuments } = await outcome(coupled, 42, "documented");
    expect(outsideDocuments).toMatchObject([{ kind: "orderSlip", number: "O-000001" }]);
    expect(inBooks(coupled, 42).map(([kind]) => kind)).toEqual(["order"]);
  });
});

describe("look-up: nothing was made", () => {
  test("and it is cancelled: skipped, and nothing is sent again", async () => {
    const coupled = await coupleBooks(under, "look-up");
    await begun(coupled, "refuse");
    await cancel(coupled);
    const { order } = await outcome(coupled, 42, "skipped");
    expect(order.reason?.code).toBe("rule.status");
    expect(inBooks(coupled, 42)).toEqual([]);
  });

  test("and another kind is wanted: that one is made, alone", async () => {
    const coupled = await changeKind("look-up", "refuse");
    const { outsideDocuments } = await outcome(coupled, 42, "documented");
    expect(outsideDocuments).toMatchObject([{ kind: "invoice" }]);
    expect(inBooks(coupled, 42).map(([kind]) => kind)).toEqual(["invoice"]);
  });

  test("and the package cannot be asked: a cancelled order waits for it, and is not forgotten", async () => {
    const coupled = await coupleBooks(under, "look-up");
    await begun(coupled);
    await coupled.books.unplug();
    await cancel(coupled);
    await until("it was tried", async () => (await coupled.order(42)).reason?.code === "remote.unavailable");
    await outcome(coupled, 42, "waiting");
    await coupled.books.plug();
    await outcome(coupled, 42, "documented");
    expect(inBooks(coupled, 42)).toHaveLength(1);
  });
});

describe("neither: a cancelled order is held until a person says what is there", () => {
  const held = async (): Promise<Booked> => {
    const coupled = await coupleBooks(under, "neither");
    await begun(coupled, "loseAnswer", "held");
    await cancel(coupled);
    await until("it was looked at again", async () => (await coupled.order(42)).story.length > 1);
    const { order } = await outcome(coupled, 42, "held");
    expect(order.reason?.code).toBe("remote.outcome_unknown");
    return coupled;
  };

  test("it is there: documented, and marked as changed", async () => {
    const coupled = await held();
    await say(coupled, { isThere: true, number: "F-000001" });
    await outcome(coupled, 42, "documented");
    expect([coupled.books.store.postsOf("42"), await drifted(coupled)]).toEqual([1, true]);
  });

  test("it is not there: skipped, and nothing is sent", async () => {
    const coupled = await held();
    await say(coupled, { isThere: false });
    await outcome(coupled, 42, "skipped");
    expect(coupled.books.store.postsOf("42")).toBe(1);
  });
});

test("nobody leaves an order alone while it is not known whether it is there", async () => {
  const coupled = await coupleBooks(under, "neither");
  await begun(coupled, "loseAnswer", "held");
  const skip = () => coupled.api.post(`/api/orders/${coupled.connectionId}/42/skip`, { reason: "Proef" });
  await expect(skip()).rejects.toThrow(/409.*Boeken/s);
  const all = { act: "skip", filter: { state: "held" }, count: 1, reason: "Proef" };
  const { id } = await coupled.api.post<{ id: string }>("/api/bulk-actions", all);
  await until("all are told", async () => {
    const { state } = await coupled.api.get<{ state: string }>(`/api/bulk-actions/${id}`);
    return state === "done";
  });
  await outcome(coupled, 42, "held");
  await say(coupled, { isThere: false });
  await outcome(coupled, 42, "documented");
});
