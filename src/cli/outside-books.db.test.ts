import { sql } from "kysely";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { coupleBooks, inBooks, outcome, say, type Booked } from "./testing/coupled-books.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("an order is booked in an outside package", () => {
  test("once, with its buyer, to the cent; nothing is made here", async () => {
    const coupled = await coupleBooks(under, "idempotency-key");
    await coupled.ring("created", 42);
    await coupled.ring("updated", 42);
    const page = await outcome(coupled, 42, "documented");
    expect(page.outsideDocuments).toMatchObject([
      { kind: "invoice", number: "F-000001", totalAmount: "35.96", system: "Boeken" },
    ]);
    expect(inBooks(coupled, 42)).toEqual([["invoice", "F-000001", "35.96"]]);
    expect([...coupled.books.store.contacts]).toHaveLength(1);
    expect([await coupled.count("documents"), await coupled.count("payments")]).toEqual([0, 0]);
    const { items } = await coupled.api.get<{ items: { documents: { number: string }[] }[] }>("/api/orders");
    expect(items.map(({ documents }) => documents.map(({ number }) => number))).toEqual([["F-000001"]]);
  });

  test("many at once, each once, and each buyer once", async () => {
    const coupled = await coupleBooks(under, "look-up");
    const ids = [42, 43, 44, 45, 46, 47, 49, 50];
    await Promise.all(ids.flatMap((id) => [coupled.ring("updated", id), coupled.ring("created", id)]));
    for (const id of ids) await outcome(coupled, id, "documented");
    expect(ids.flatMap((id) => inBooks(coupled, id))).toHaveLength(8);
    const emails = [...coupled.books.store.contacts].map(({ body }) => (body as { email: string }).email);
    expect(new Set(emails).size).toBe(emails.length);
  });

  test("a refund becomes a credit note of that invoice there", async () => {
    const coupled = await coupleBooks(under, "idempotency-key");
    await coupled.ring("created", 55);
    await outcome(coupled, 55, "documented");
    const made = coupled.books.store.documentsOf(String(55));
    expect(made.map(({ kind }) => kind).toSorted()).toEqual(["creditNote", "invoice"]);
    const [invoice, credit] = ["invoice", "creditNote"].map((kind) => made.find((one) => one.kind === kind));
    expect(credit?.body).toMatchObject({ corrects: invoice?.id });
  });

  test("a dry run tells the document that would be made there, no payment here, and asks only", async () => {
    const coupled = await coupleBooks(under, "idempotency-key", {}, { state: "off" });
    const dryRuns = `/api/couplings/${coupled.couplingId}/dry-runs`;
    const { id } = await coupled.api.post<{ id: string }>(dryRuns, { orderIds: ["42"] });
    await until(
      "the dry run",
      async () => (await coupled.api.get<{ state: string }>(`${dryRuns}/${id}`)).state === "done",
    );
    const { items } = await coupled.api.get<{ items: unknown[] }>(`${dryRuns}/${id}/orders`);
    expect(items).toMatchObject([
      { outcome: "documented", document: { kind: "invoice", total: "35.96" }, payments: [] },
    ]);
    expect([inBooks(coupled, 42), [...coupled.books.store.contacts]]).toEqual([[], []]);
  });

  test("a refund of what is no longer kept here is told, and credited by a person where the invoice stands", async () => {
    const coupled = await coupleBooks(under, "idempotency-key", {}, { settings: { keepsContent: true } });
    let refunds: OrderJson["refunds"] = [];
    coupled.change(55, (order) => {
      refunds = order.refunds;
      order.refunds = [];
    });
    await coupled.ring("created", 55);
    await outcome(coupled, 55, "documented");
    await sql`update outside_documents set content = null where administration_id = ${coupled.administrationId}`.execute(
      under.store.owner,
    );
    coupled.change(55, (order) => (order.refunds = refunds));
    await coupled.ring("updated", 55);
    await until("the alarm", async () => (await coupled.alarms()).length > 0);
    expect(await coupled.alarms()).toMatchObject([{ kind: "refundNotCredited" }]);
    expect(inBooks(coupled, 55).map(([kind]) => kind)).toEqual(["invoice"]);
  });
});

test.each(["idempotency-key", "look-up"] as const)(
  "%s: an answer that comes twice is never taken for that of the next order",
  async (repeats) => {
    const coupled = await coupleBooks(under, repeats);
    coupled.books.fault({ kind: "answerTwice", second: "to the next request", match: "/documents$", method: "POST" });
    const ids = [42, 43, 44, 45, 46, 47, 49, 50];
    for (const id of ids) await coupled.ring("created", id);
    for (const id of ids) await outcome(coupled, id, "documented");
    const { rows } = await sql<{ order: string; remoteId: string }>`
      select source_order_id as order, remote_id as "remoteId" from outside_documents
      where administration_id = ${coupled.administrationId} order by source_order_id`.execute(under.store.owner);
    const there = ids.map((id) => ({
      order: String(id),
      remoteId: coupled.books.store.documentsOf(String(id))[0]?.id,
    }));
    expect(rows).toEqual(there);
  },
);

describe.each(["idempotency-key", "look-up"] as const)("%s: a lost answer is found out by itself", (repeats) => {
  test("in whatever way it was lost", async () => {
    const coupled = await coupleBooks(under, repeats);
    const ways = ["loseAnswer", "failAfterWriting", "htmlAfterWriting", "cutAnswer", "answerTwice"] as const;
    const planned = ways.map((kind) => coupled.books.fault({ kind, match: "documents", method: "POST", times: 1 }));
    const ids = [42, 43, 44, 45, 46, 47];
    await Promise.all(ids.map((id) => coupled.ring("created", id)));
    for (const id of ids) {
      const { outsideDocuments } = await outcome(coupled, id, "documented");
      expect(outsideDocuments).toHaveLength(1);
      expect(inBooks(coupled, id)).toHaveLength(1);
    }
    expect(planned.map(({ hits }) => hits)).toEqual(ways.map(() => 1));
  });

  test("an order that changed meanwhile keeps the document of the first attempt, and is marked", async () => {
    const coupled = await coupleBooks(under, repeats);
    coupled.books.fault({ kind: "loseAnswer", match: "documents", times: 1 });
    await coupled.ring("created", 42);
    await outcome(coupled, 42, "waiting");
    coupled.change(42, (order) => {
      (order["billing"] as { city: string }).city = "Elders";
    });
    await coupled.ring("updated", 42);
    await outcome(coupled, 42, "documented");
    const { changedAfterIssueAt } = await coupled.order(42);
    expect(inBooks(coupled, 42)).toHaveLength(1);
    expect(changedAfterIssueAt).not.toBeNull();
  });
});

test("a write that goes on after the hub gave up is found, not made again", async () => {
  under.world.timeoutMs = 500;
  onTestFinished(() => void (under.world.timeoutMs = 10_000));
  const coupled = await coupleBooks(under, "look-up");
  coupled.books.fault({ kind: "late", ms: 2000, match: "documents", times: 1 });
  await coupled.ring("created", 42);
  await outcome(coupled, 42, "documented");
  expect(inBooks(coupled, 42)).toEqual([["invoice", "F-000001", "35.96"]]);
});

describe("neither: a person settles it", () => {
  const unknown = async (coupled: Booked) => {
    coupled.books.fault({ kind: "loseAnswer", match: "documents", times: 1 });
    await coupled.ring("created", 42);
    const { order } = await outcome(coupled, 42, "held");
    expect(order.reason?.code).toBe("remote.outcome_unknown");
    expect(order.nextAttemptAt).toBeNull();
  };
  test("held at once, and trying again sends nothing", async () => {
    const coupled = await coupleBooks(under, "neither");
    await unknown(coupled);
    await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
    await until("it was looked at again", async () => (await coupled.order(42)).story.length > 1);
    await outcome(coupled, 42, "held");
    expect(coupled.books.store.postsOf("42")).toBe(1);
  });

  test("it is there: taken over under its number, and nothing is sent", async () => {
    const coupled = await coupleBooks(under, "neither");
    await unknown(coupled);
    await say(coupled, { isThere: true, number: "F-000001" });
    const { outsideDocuments } = await outcome(coupled, 42, "documented");
    expect(outsideDocuments).toMatchObject([{ number: "F-000001", totalAmount: "35.96" }]);
    expect(coupled.books.store.postsOf("42")).toBe(1);
    await expect(say(coupled, { isThere: false })).rejects.toThrow("409");
  });

  test("it is not there: sent again", async () => {
    const coupled = await coupleBooks(under, "neither");
    await unknown(coupled);
    await say(coupled, { isThere: false });
    await outcome(coupled, 42, "documented");
    expect(coupled.books.store.postsOf("42")).toBe(2);
  });

  test("it is not there, said again while it is being sent: refused, and sent once", async () => {
    const coupled = await coupleBooks(under, "neither");
    await unknown(coupled);
    coupled.books.fault({ kind: "slow", ms: 1500, match: "documents", method: "POST" });
    await say(coupled, { isThere: false });
    await until(
      "it is being sent again",
      async () => coupled.books.requests.filter(({ path }) => path.endsWith("/documents")).length > 1,
    );
    await expect(say(coupled, { isThere: false })).rejects.toThrow("409");
    await outcome(coupled, 42, "documented");
    expect(coupled.books.store.postsOf("42")).toBe(2);
  });
});

describe("books that cannot be asked", () => {
  test("down: every order waits for one moment, a few requests try, and all go on", async () => {
    const coupled = await coupleBooks(under, "idempotency-key");
    await coupled.books.unplug();
    const ids = [42, 43, 44, 45, 46, 47, 49, 50];
    await Promise.all(ids.map((id) => coupled.ring("created", id)));
    for (const id of ids) {
      const { order } = await outcome(coupled, id, "waiting");
      expect(order.reason?.code).toBe("remote.unavailable");
      expect(order.reason?.message).toContain("Boeken");
    }
    await coupled.books.plug();
    for (const id of ids) await outcome(coupled, id, "documented");
    expect(ids.flatMap((id) => inBooks(coupled, id))).toHaveLength(8);
  });

  test("a revoked key holds; connecting again lets exactly those go on", async () => {
    const coupled = await coupleBooks(under, "idempotency-key");
    coupled.books.revokeKey(coupled.books.key);
    await coupled.ring("created", 42);
    const { order } = await outcome(coupled, 42, "held");
    expect(order.reason?.code).toBe("credentials.expired");
    const apiKey = coupled.books.makeKey();
    await coupled.api.put(`/api/connections/${coupled.booksId}`, { credentials: { apiKey } });
    await coupled.api.post(`/api/connections/${coupled.booksId}/check`);
    await outcome(coupled, 42, "documented");
    expect(inBooks(coupled, 42)).toHaveLength(1);
  });

  test("paused, they hold every order; resumed, all go on", async () => {
    const coupled = await coupleBooks(under, "idempotency-key");
    await coupled.api.post(`/api/connections/${coupled.booksId}/pause`);
    await coupled.ring("created", 42);
    const { order } = await outcome(coupled, 42, "held");
    expect(order.reason?.message).toContain("Boeken");
    await coupled.api.post(`/api/connections/${coupled.booksId}/resume`);
    await outcome(coupled, 42, "documented");
    expect(inBooks(coupled, 42)).toHaveLength(1);
  });

  test("an invoice they refuse is held with their words; its neighbours are booked", async () => {
    const coupled = await coupleBooks(under, "look-up", { closedUntil: "2999-12-31" });
    await coupled.ring("created", 42);
    const { order } = await outcome(coupled, 42, "held");
    expect(order.reason?.code).toBe("document.rejected");
    expect(order.reason?.message).toMatch(/date/);
    coupled.books.settings.closedUntil = null;
    await coupled.ring("created", 43);
    await outcome(coupled, 43, "documented");
    await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
    await outcome(coupled, 42, "documented");
  });
});

test("a node that died between call and answer leaves an intent; nobody sends it before it can be found", async () => {
  const coupled = await coupleBooks(under, "look-up");
  coupled.books.fault({ kind: "loseAnswer", match: "documents", times: 1 });
  await coupled.ring("created", 42);
  await outcome(coupled, 42, "waiting");
  const place = sql`administration_id = ${coupled.administrationId} and operation = 'documents.create'`;
  // As kill -9 leaves it: begun, and nobody wrote how it ended.
  await sql`update effects set state = 'intent', last_attempt_at = now() where ${place}`.execute(under.store.owner);
  await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
  await until(
    "it was looked at",
    async () => (await coupled.order(42)).story.filter((code) => code === "order.waiting").length > 1,
  );
  expect(coupled.books.store.postsOf("42")).toBe(1);
  await sql`update effects set last_attempt_at = now() - interval '2 minutes' where ${place}`.execute(
    under.store.owner,
  );
  await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
  await outcome(coupled, 42, "documented");
  expect(inBooks(coupled, 42)).toHaveLength(1);
});

test("what an outside package does not do is refused beside its field", async () => {
  const coupled = await coupleBooks(under, "idempotency-key");
  const wrong = { kind: "shopOrders", sourceConnectionId: coupled.booksId, targetConnectionId: coupled.connectionId };
  await expect(coupled.api.post("/api/couplings", { ...wrong, settings: {} })).rejects.toThrow("sourceConnectionId");
  await expect(coupled.setCoupling({ settings: { documentKind: "orderSlip", sending: "automatic" } })).rejects.toThrow(
    /settings.documentKind.*settings.sending/s,
  );
});
