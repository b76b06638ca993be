import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { add, amount, text } from "#domain/amount.ts";
import { lockDocuments } from "#store/credits.ts";
import { inAdministration } from "#store/database.ts";
import { lockInbox } from "#store/inbox.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { coupleShop, until, type CoupledShop, type CouplingOptions } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface Drift {
  readonly seen: string;
  readonly differences: { field: string; label: string; was: string; now: string; difference: string | null }[];
  readonly way: string;
  readonly wayText: string;
  readonly document: { id: string; number: string; version: number } | null;
  readonly credit: string | null;
  readonly fresh: string | null;
  readonly difference: string | null;
}

const pathOf = (coupled: CoupledShop, id: number) => `/api/orders/${coupled.connectionId}/${id}/drift`;
const driftOf = (coupled: CoupledShop, id: number) => coupled.api.get<Drift>(pathOf(coupled, id));

/** An invoiced order whose shipping became five euro dearer afterwards; a recorded one, without refunds. */
async function drifted(id = 42, options: CouplingOptions = {}, change = company): Promise<CoupledShop> {
  const coupled = await coupleShop(under, options);
  coupled.change(id, (order) => {
    order.refunds = [];
  });
  await coupled.ring("created", id);
  expect(await coupled.settled(id)).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
  coupled.change(id, change);
  await coupled.ring("updated", id);
  expect((await coupled.settled(id)).changedAfterIssueAt).not.toBeNull();
  return coupled;
}

const company = (order: OrderJson): void => {
  order["billing"] = { ...(order["billing"] as object), company: "Peeters BV", city: "Aalst" };
};

/** One more of the first line, at its own price and VAT. */
const oneMore = (order: OrderJson): void => {
  const [line] = order["line_items"] as {
    quantity: number;
    total: string;
    total_tax: string;
    taxes: { total: string; subtotal: string }[];
    subtotal: string;
    subtotal_tax: string;
  }[];
  if (line === undefined) throw new Error("No line");
  const plus = (text: string, more: string) => (Number(text) + Number(more)).toFixed(6);
  const { quantity } = line;
  const net = (Number(line.total) / quantity).toFixed(6);
  const tax = (Number(line.total_tax) / quantity).toFixed(6);
  Object.assign(line, {
    quantity: quantity + 1,
    total: plus(line.total, net),
    subtotal: plus(line.subtotal, net),
    total_tax: plus(line.total_tax, tax),
    subtotal_tax: plus(line.subtotal_tax, tax),
    taxes: line.taxes.map((one) => ({ ...one, total: plus(one.total, tax), subtotal: plus(one.subtotal, tax) })),
  });
  for (const rate of (order["tax_lines"] as { tax_total: string }[]).slice(0, 1))
    rate.tax_total = plus(rate.tax_total, tax);
  Object.assign(order, {
    total_tax: (Number(order["total_tax"]) + Number(tax)).toFixed(2),
    cart_tax: (Number(order["cart_tax"]) + Number(tax)).toFixed(2),
    total: (Number(order.total) + Number(net) + Number(tax)).toFixed(2),
  });
};

const documentsOf = async (coupled: CoupledShop, id: number) =>
  (await coupled.order(id)).documents.map(
    ({ kind, totals: { taxInclusiveAmount = "", payableRoundingAmount = "" } }) => {
      const total = add(amount(taxInclusiveAmount), amount(payableRoundingAmount));
      return `${kind} ${text(total)}`;
    },
  );

const wish = (drift: Drift, more: object = {}) => ({
  seen: drift.seen,
  version: drift.document?.version,
  isFinal: true,
  isMailed: false,
  ...more,
});

describe("the difference", () => {
  test("is shown field by field, in the words of the reader, with what can be done", async () => {
    const coupled = await drifted();
    const drift = await driftOf(coupled, 42);
    // The goods go where they went, which now is another address than that of the customer.
    expect(drift.differences.map(({ field }) => field)).toEqual([
      "buyerName",
      "buyerContact",
      "buyerAddress",
      "deliverTo",
    ]);
    expect(drift.differences[0]).toMatchObject({ label: "Naam van de klant", now: "Peeters BV", difference: null });
    expect(drift.differences.find(({ field }) => field === "buyerAddress")?.now).toContain("Aalst");
    expect(drift).toMatchObject({ way: "replace", difference: "0" });
    expect(drift.credit).toBe(drift.fresh);
    const french = await coupled.api.get<Drift>(`${pathOf(coupled, 42)}?language=fr`);
    expect(french.differences[0]?.label).toBe("Nom du client");
  });

  test("cannot be told while the shop is away: that is said, and nothing changes", async () => {
    const coupled = await drifted();
    under.world.isCutOff = true;
    await expect(driftOf(coupled, 42)).rejects.toThrow(/502/);
    under.world.isCutOff = false;
    expect((await coupled.connection()).state).toBe("connected");
    expect((await driftOf(coupled, 42)).way).toBe("replace");
  });
});

describe("credit and new in one", () => {
  test("credits whole and issues the order as it is now: once, also when pressed twice; the money follows", async () => {
    const coupled = await drifted(42, {}, oneMore);
    const drift = await driftOf(coupled, 42);
    const fields = drift.differences.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(["lineQuantity", "lineAmount", "netTotal", "total"]));
    expect(drift.differences.find(({ field }) => field === "total")?.difference).toContain("+");
    const press = () => coupled.api.post(`${pathOf(coupled, 42)}/replace`, wish(drift));
    const pressed = await Promise.allSettled([press(), press(), press()]);
    expect(pressed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const order = await coupled.settled(42);
    expect(order.changedAfterIssueAt).toBeNull();
    expect(await documentsOf(coupled, 42)).toEqual([
      `invoice ${drift.credit}`,
      `creditNote ${drift.credit}`,
      `invoice ${drift.fresh}`,
    ]);
    // The next ring finds nothing new to tell, and the money that came in is on the new invoice.
    await coupled.ring("updated", 42);
    expect((await coupled.settled(42)).changedAfterIssueAt).toBeNull();
    const { rows } = await sql<{ status: string; paid: string }>`
      select d.status, coalesce((select sum(a.amount) from payment_allocations a where a.document_id = d.id), 0)::text as paid
      from documents d where administration_id = ${coupled.administrationId} and kind = 'invoice' order by sequence`.execute(
      under.store.owner,
    );
    const [old, fresh] = rows;
    expect(old).toMatchObject({ status: "cancelled" });
    expect(Number(old?.paid)).toBe(0);
    const { rows: paid } = await sql<{ total: string }>`select coalesce(sum(amount), 0)::text as total from payments
      where administration_id = ${coupled.administrationId}`.execute(under.store.owner);
    expect(Number(fresh?.paid)).toBe(Number(paid[0]?.total));
    // A later change is drift of the new one.
    coupled.change(42, company);
    await coupled.ring("updated", 42);
    expect((await coupled.settled(42)).changedAfterIssueAt).not.toBeNull();
    expect((await driftOf(coupled, 42)).document?.number).not.toBe(drift.document?.number);
  });

  test("left as a draft it follows the order, and is no drift", async () => {
    const coupled = await drifted();
    const drift = await driftOf(coupled, 42);
    await coupled.api.post(`${pathOf(coupled, 42)}/replace`, wish(drift, { isFinal: false }));
    await coupled.settled(42);
    coupled.change(42, oneMore);
    await coupled.ring("updated", 42);
    expect((await coupled.settled(42)).changedAfterIssueAt).toBeNull();
    const [, , draft] = (await coupled.order(42)).documents;
    expect(draft).toMatchObject({ kind: "invoice", number: null });
    expect(draft?.totals["taxInclusiveAmount"]).not.toBe(drift.credit);
  });

  test("of an order that was cancelled credits only", async () => {
    const coupled = await drifted(42, {}, (order) => {
      order.status = "cancelled";
    });
    const drift = await driftOf(coupled, 42);
    expect(drift).toMatchObject({ way: "credit", fresh: null, difference: `-${drift.credit}` });
    await coupled.api.post(`${pathOf(coupled, 42)}/replace`, wish(drift));
    expect((await coupled.settled(42)).changedAfterIssueAt).toBeNull();
    expect(await documentsOf(coupled, 42)).toEqual([`invoice ${drift.credit}`, `creditNote ${drift.credit}`]);
    coupled.change(42, (order) => {
      order["customer_note"] = "Niets meer sturen a.u.b.";
    });
    await coupled.ring("updated", 42);
    expect((await coupled.settled(42)).changedAfterIssueAt).toBeNull();
  });

  test("is refused when the order changed after the person looked", async () => {
    const coupled = await drifted();
    const drift = await driftOf(coupled, 42);
    coupled.change(42, oneMore);
    await expect(coupled.api.post(`${pathOf(coupled, 42)}/replace`, wish(drift))).rejects.toThrow(/409/);
    expect(await coupled.count("documents")).toBe(1);
  });

  test("mails what was made final when the person says so", async () => {
    const coupled = await drifted();
    const drift = await driftOf(coupled, 42);
    const made = await coupled.api.post<{ isMailed: boolean }>(
      `${pathOf(coupled, 42)}/replace`,
      wish(drift, { isMailed: true }),
    );
    expect(made.isMailed).toBe(true);
    expect(await coupled.count("outbox")).toBe(2);
  });
});

test("a person who credits an invoice waits for whoever books its order, and not the other way round", async () => {
  const coupled = await drifted();
  const { administrationId, connectionId } = coupled;
  const { document } = await driftOf(coupled, 42);
  const place = { administrationId, connectionId, kind: "order" } as const;
  let crediting: Promise<unknown> = Promise.resolve();
  await inAdministration(under.store.app, administrationId, async (trx) => {
    await lockInbox(trx, place, ["42"]);
    crediting = coupled.api.post(`/api/documents/${document?.id}/credit-and-new`, { version: document?.version });
    await until("the other to wait", async () => {
      const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'
        and datname = current_database()`.execute(under.store.owner);
      return rows.length > 0;
    });
    await lockDocuments(trx, administrationId, [document?.id ?? ""]);
  });
  expect(await crediting).toMatchObject({ draft: { status: "draft" } });
});

describe("leaving it as it is", () => {
  test("ends the drift with the reason, until the order changes again", async () => {
    const coupled = await drifted();
    const drift = await driftOf(coupled, 42);
    await coupled.api.post(`${pathOf(coupled, 42)}/leave`, { seen: drift.seen, reason: "Klant weet ervan" });
    const left = await coupled.settled(42);
    expect(left.changedAfterIssueAt).toBeNull();
    expect(left.story.at(-1)).toBe("order.leftAsIs");
    // Looked at in full, it is still left.
    await coupled.api.post(`/api/orders/${coupled.connectionId}/42/retry`);
    await until("the order to be looked at", async () => (await coupled.order(42)).nextAttemptAt === null);
    expect((await coupled.settled(42)).changedAfterIssueAt).toBeNull();
    coupled.change(42, oneMore);
    await coupled.ring("updated", 42);
    expect((await coupled.settled(42)).changedAfterIssueAt).not.toBeNull();
    expect(await coupled.count("documents")).toBe(1);
  });
});
