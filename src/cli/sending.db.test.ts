import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { RefundJson } from "#sandbox/woocommerce/documents.ts";
import { removeDraft } from "#backoffice/drafts.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface Page {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly number: string | null;
  readonly buyerId: string;
  readonly totals: Readonly<Record<string, string>>;
  readonly paidAmount: string;
  readonly paymentState: string | null;
  readonly noteAboveLines: string;
  readonly lines: readonly { readonly itemName: string }[];
  readonly actions: readonly string[];
  readonly entered: Readonly<Record<string, unknown>> | null;
}

/** The shop's own change that shows on a document. */
const rename = (coupled: CoupledShop, id: number) =>
  coupled.change(id, (order) => {
    Object.assign((order["line_items"] as object[])[0] ?? {}, { name: "Iets anders" });
  });

const noRefunds = (coupled: CoupledShop, id: number) =>
  coupled.change(id, (order) => {
    order.refunds = [];
  });

/** Placed after the coupling went live: about an older order nothing is mailed by itself. */
const placeNow = (coupled: CoupledShop, id: number) =>
  coupled.change(id, (order) => {
    const stamp = Temporal.Now.plainDateTimeISO("UTC").add({ seconds: 1 }).toString({ smallestUnit: "second" });
    Object.assign(order, { date_created: stamp, date_created_gmt: stamp });
  });

/** An order of a shop whose documents wait as drafts, with nothing refunded yet. */
async function drafted(id: number): Promise<{ coupled: CoupledShop; look: () => Promise<Page>; page: Page }> {
  const coupled = await coupleShop(under, { settings: { sending: "draft" } });
  noRefunds(coupled, id);
  await coupled.ring("created", id);
  const order = await coupled.settled(id);
  const look = () => coupled.api.get<Page>(`/api/documents/${order.documents[0]?.id}`);
  return { coupled, look, page: await look() };
}

const ringAndSettle = async (coupled: CoupledShop, id: number) => {
  await coupled.ring("updated", id);
  return coupled.settled(id);
};

describe("left as a draft", () => {
  test("the order is documented by it, its payment is on it, and no number is given out", async () => {
    const { coupled, page } = await drafted(59);
    const order = await coupled.order(59);
    expect(order).toMatchObject({ outcome: "documented", documents: [{ kind: "invoice", number: null }] });
    expect(order.story).toContain("document.drafted");
    expect(page).toMatchObject({ status: "draft", paidAmount: "304.99", totals: { taxInclusiveAmount: "304.99" } });
    expect([
      await coupled.count("number_counters"),
      await coupled.count("effects"),
      await coupled.count("outbox"),
    ]).toEqual([0, 1, 0]);
  });

  test("however often the shop rings there is one draft, in one version", async () => {
    const { coupled, look } = await drafted(59);
    await Promise.all([coupled.ring("updated", 59), coupled.ring("updated", 59), coupled.ring("created", 59)]);
    await coupled.settled(59);
    await coupled.api.post(`/api/orders/${coupled.connectionId}/59/retry`);
    await coupled.settled(59);
    expect(await coupled.count("documents")).toBe(1);
    expect((await look()).version).toBe(1);
  });

  test("made final by a person it is the invoice of the order, paid as it was", async () => {
    const { coupled, page } = await drafted(59);
    const issued = await coupled.api.post<Page>(`/api/documents/${page.id}/issue`, { version: page.version });
    expect(issued).toMatchObject({ status: "issued", paymentState: "paid", totals: { payableAmount: "0.00" } });
    expect(issued.number).toMatch(/-0001$/);
    const after = await coupled.settled(59);
    expect(after).toMatchObject({
      outcome: "documented",
      changedAfterIssueAt: null,
      documents: [{ number: issued.number }],
    });
    expect([await coupled.count("documents"), await coupled.count("payments")]).toEqual([1, 1]);
  });

  test("it follows the order while nobody edited it", async () => {
    const { coupled, look, page } = await drafted(59);
    rename(coupled, 59);
    const order = await ringAndSettle(coupled, 59);
    expect(order).toMatchObject({ changedAfterIssueAt: null });
    expect(order.story).toContain("document.draftUpdated");
    const followed = await look();
    expect([followed.version, followed.lines[0]?.itemName]).toEqual([page.version + 1, "Iets anders"]);
    expect(await coupled.count("documents")).toBe(1);
  });

  test("edited by a person it is theirs: the change in the shop is told, not taken over", async () => {
    const { coupled, look, page } = await drafted(59);
    await coupled.api.put(`/api/documents/${page.id}`, {
      ...page.entered,
      noteAboveLines: "Met dank",
      version: page.version,
    });
    expect((await look()).totals).toEqual(page.totals);
    rename(coupled, 59);
    const order = await ringAndSettle(coupled, 59);
    expect(order.changedAfterIssueAt).not.toBeNull();
    expect(await look()).toMatchObject({ noteAboveLines: "Met dank", version: page.version + 1 });
  });

  test("a refund waits for it, and becomes a credit note by itself once it is final", async () => {
    const { coupled, page } = await drafted(59);
    const [refund] = coupled.shop.refunds.list(59) as [RefundJson];
    coupled.change(59, (order) => {
      order.refunds = [{ id: refund.id, reason: refund.reason, total: `-${refund.amount}`, total_tax: "0.00" }];
    });
    const waiting = await ringAndSettle(coupled, 59);
    expect(waiting.story).toContain("refund.waitsForIssue");
    expect(waiting.documents).toHaveLength(1);
    await coupled.api.post(`/api/documents/${page.id}/issue`, {});
    await until("the credit note", async () => (await coupled.order(59)).documents.length === 2);
    expect((await coupled.settled(59)).documents).toMatchObject([
      { kind: "invoice" },
      { kind: "creditNote", totals: { taxInclusiveAmount: "25.00" } },
    ]);
  });

  test("it is not thrown away: its order counts as documented", async () => {
    const { coupled, page } = await drafted(59);
    expect(page.actions).not.toContain("delete");
    const removed = await inAdministration(under.store.app, coupled.administrationId, async (trx) => {
      const administration = await readAdministration(trx, coupled.administrationId);
      if (administration === null) throw new Error("No administration");
      return removeDraft(trx, administration, page.id, null, "somebody", "2026-11-21");
    });
    expect(removed).toEqual({ refused: "ofOrder" });
    expect(await coupled.count("documents")).toBe(1);
  });
});

describe("sent automatically", () => {
  test("is switched on only after somebody saw what will be mailed, also before there is any order", async () => {
    const { api, couplingId, connectionId } = await coupleShop(under, { state: "off" });
    const { items } = await api.get<{ items: { settings: object; settingsVersion: number }[] }>("/api/couplings");
    const [{ settings, settingsVersion } = { settings: {}, settingsVersion: 0 }] = items;
    const put = (state: string, sending: string, version: number) =>
      api.put<{ settingsVersion: number }>(`/api/couplings/${couplingId}`, {
        settings: { ...settings, sending },
        state,
        settingsVersion: version,
      });
    await expect(put("live", "automatic", settingsVersion)).rejects.toThrow(
      "Bekijk eerst wat deze koppeling zal mailen",
    );
    // Chosen and left off, or on and not mailing, it needs nobody's look.
    const chosen = await put("off", "automatic", settingsVersion);
    const live = await put("live", "none", chosen.settingsVersion);
    await expect(put("live", "automatic", live.settingsVersion)).rejects.toThrow("settings.sending");
    // A preview of the company's own texts says nothing of this coupling.
    await api.post("/api/texts/preview", { texts: {} });
    await expect(put("live", "automatic", live.settingsVersion)).rejects.toThrow("409");
    const seen = await api.post<{ documentId: null; html: string }>("/api/texts/preview", { couplingId, texts: {} });
    expect(seen.documentId).toBeNull();
    expect(seen.html).toContain("<");
    await put("live", "automatic", live.settingsVersion);
    const again = {
      kind: "shopOrders",
      sourceConnectionId: connectionId,
      settings: { sending: "automatic" },
      state: "live",
    };
    await expect(api.post("/api/couplings", again)).rejects.toThrow("409");
  });

  const outbox = async (coupled: CoupledShop) =>
    (
      await sql<{
        recipient: string;
        kind: string;
      }>`select o.recipient, d.kind from outbox o join documents d on d.id = o.document_id
        where o.administration_id = ${coupled.administrationId} order by o.created_at, o.id`.execute(under.store.owner)
    ).rows;

  test("the invoice goes to the address of the order, in the transaction that made it, and once", async () => {
    const coupled = await coupleShop(under, { settings: { sending: "automatic" } });
    noRefunds(coupled, 59);
    placeNow(coupled, 59);
    const { email } = (coupled.shop.orders.get(59) as unknown as { billing: { email: string } }).billing;
    await Promise.all([coupled.ring("created", 59), coupled.ring("updated", 59)]);
    const order = await coupled.settled(59);
    expect(order.story).not.toContain("document.notMailed");
    expect(await outbox(coupled)).toEqual([{ recipient: email, kind: "invoice" }]);
  });

  test("a refund's credit note goes there as well", async () => {
    const coupled = await coupleShop(under, { settings: { sending: "automatic" } });
    placeNow(coupled, 57);
    await coupled.ring("updated", 57);
    await coupled.settled(57);
    expect((await outbox(coupled)).map(({ kind }) => kind)).toEqual(["invoice", "creditNote"]);
  });

  test("without an address the invoice is made all the same, and that it was not mailed is told", async () => {
    const coupled = await coupleShop(under, { settings: { sending: "automatic" } });
    noRefunds(coupled, 59);
    placeNow(coupled, 59);
    coupled.change(59, (order) => Object.assign(order["billing"] as object, { email: "" }));
    await coupled.ring("created", 59);
    const order = await coupled.settled(59);
    expect(order).toMatchObject({ outcome: "documented", documents: [{ kind: "invoice" }] });
    expect(order.story).toContain("document.notMailed");
    expect(await outbox(coupled)).toEqual([]);
  });
});

test("credit and new of a shop's invoice: the draft in its place follows the order that had changed", async () => {
  const coupled = await coupleShop(under);
  noRefunds(coupled, 59);
  await coupled.ring("created", 59);
  const first = (await coupled.settled(59)).documents[0];
  rename(coupled, 59);
  expect((await ringAndSettle(coupled, 59)).changedAfterIssueAt).not.toBeNull();

  const { version } = await coupled.api.get<Page>(`/api/documents/${first?.id}`);
  const { draft } = await coupled.api.post<{ draft: Page }>(`/api/documents/${first?.id}/credit-and-new`, { version });
  const followed = await until("the draft to follow", async () => {
    const page = await coupled.api.get<Page>(`/api/documents/${draft.id}`);
    return page.lines[0]?.itemName === "Iets anders" ? page : null;
  });
  expect((await coupled.settled(59)).changedAfterIssueAt).toBeNull();
  const issued = await coupled.api.post<Page>(`/api/documents/${draft.id}/issue`, { version: followed.version });
  expect(issued).toMatchObject({ paymentState: "paid", paidAmount: "304.99" });
  const order = await coupled.settled(59);
  expect(order).toMatchObject({ outcome: "documented", changedAfterIssueAt: null });
  expect(order.documents.map(({ kind }) => kind).toSorted()).toEqual(["creditNote", "invoice", "invoice"]);
  const { rows } = await sql<{
    key: string;
  }>`select business_key as key from effects where administration_id = ${coupled.administrationId}
    and business_key like 'document:%' order by 1`.execute(under.store.owner);
  expect(rows.map(({ key }) => key.split(":").at(-1))).toEqual(["1", "2"]);
});
