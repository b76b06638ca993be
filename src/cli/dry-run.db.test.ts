import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

const inOrder = (a: string | undefined, b: string | undefined): number => (a ?? "").localeCompare(b ?? "");

interface SeenRun {
  readonly id: string;
  readonly state: string;
  readonly ordersRead: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly causes: readonly {
    readonly outcome: string;
    readonly code: string;
    readonly title: string;
    readonly count: number;
  }[];
  readonly reason: { readonly code: string } | null;
}

interface SeenRow {
  readonly orderId: string;
  readonly outcome: string;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly document: { readonly kind: string; readonly total: string; readonly tax: string } | null;
  readonly buyer: string | null;
  readonly follows: readonly { readonly kind: string; readonly total: string }[];
  readonly mails: readonly { readonly to: string }[];
  readonly payments: readonly object[];
  readonly made: { readonly number: string; readonly total: string } | null;
  readonly differs: readonly { readonly what: string; readonly made: string; readonly now: string }[];
  readonly saved: { readonly outcome: string } | null;
}

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
  await under.join("worker");
});

async function dryRun(coupled: CoupledShop, body: object): Promise<{ run: SeenRun; rows: readonly SeenRow[] }> {
  const { api, couplingId } = coupled;
  const base = `/api/couplings/${couplingId}/dry-runs`;
  const { id } = await api.post<SeenRun>(base, body);
  const run = await until("the dry run", async () => {
    const seen = await api.get<SeenRun>(`${base}/${id}`);
    return ["waiting", "running"].includes(seen.state) ? null : seen;
  });
  const { items } = await api.get<{ items: SeenRow[] }>(`${base}/${id}/orders?limit=200`);
  return { run, rows: items };
}

const always = { from: "2020-01-01" };

describe("a dry run", () => {
  test("says of every order of the shop what then becomes of it", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    const { run, rows } = await dryRun(coupled, always);
    expect(run).toMatchObject({ state: "done", reason: null });
    expect(rows.length).toBe(run.counts["orders"]);
    expect(await coupled.count("documents")).toBe(0);
    await coupled.setCoupling({ state: "live" });
    await under.hub.engine.sweep(coupled);
    const [first] = rows;
    await coupled.settled(Number(first?.orderId));
    for (const row of rows) {
      const order = await coupled.order(Number(row.orderId));
      const [invoice] = order.documents.filter(({ kind }) => kind === "invoice");
      const credits = order.documents.filter(({ kind }) => kind === "creditNote");
      expect({
        id: row.orderId,
        outcome: row.outcome,
        reason: row.reason?.code ?? null,
        tax: row.document?.tax ?? null,
      }).toEqual({
        id: row.orderId,
        outcome: order.outcome,
        reason: order.reason?.code ?? null,
        tax: invoice?.totals["taxAmount"] ?? null,
      });
      expect(row.follows.map(({ total }) => total).toSorted(inOrder)).toEqual(
        credits.map(({ totals }) => totals["taxInclusiveAmount"]).toSorted(inOrder),
      );
    }
    expect(rows.some(({ follows }) => follows.length > 0)).toBe(true);
    const { rows: parties } = await sql<{ count: number }>`
      select count(*)::int as count from parties where administration_id = ${coupled.administrationId}`.execute(
      under.store.owner,
    );
    // A buyer with and without VAT number is one customer or two, by which order is booked first: the dry run says two.
    const customers = parties[0]?.count ?? 0;
    expect([customers, customers + 1]).toContain(run.counts["newBuyers"]);

    // Once more: everything has its document, and today's settings make the same of it.
    const again = await dryRun(coupled, always);
    expect(again.run.counts).toMatchObject({ made: run.counts["new"], same: run.counts["new"] });
    expect(again.run.counts["new"]).toBeUndefined();
    expect(again.run.counts["mails"]).toBeUndefined();
    expect(rows.flatMap(({ payments }) => payments)).not.toEqual([]);
    expect(again.rows.flatMap(({ payments }) => payments)).toEqual([]);
  });

  test("holds settings of the screen against those that are saved, and against what was made", async () => {
    const coupled = await coupleShop(under);
    await coupled.ring("created", 42);
    await coupled.settled(42);
    // Placed since the coupling went live: about older ones nobody is mailed.
    const placed = Temporal.Now.instant().add({ seconds: 1 }).toString({ smallestUnit: "second" }).replace("Z", "");
    coupled.copyOrder(42, 9001, (order) => Object.assign(order, { date_created: placed, date_created_gmt: placed }));
    const settings = { documentKind: "orderSlip", sending: "automatic", startDate: null };
    const { rows, run } = await dryRun(coupled, { orderIds: ["42", "9001", "99999"], settings });
    const byId = new Map(rows.map((row) => [row.orderId, row]));
    expect(byId.get("42")?.differs).toEqual([{ what: "kind", made: "invoice", now: "orderSlip" }]);
    expect(byId.get("42")?.mails).toEqual([]);
    expect(byId.get("9001")).toMatchObject({
      outcome: "documented",
      buyer: "known",
      made: null,
      saved: { outcome: "documented" },
    });
    expect(byId.get("9001")?.mails).toHaveLength(1);
    expect(byId.get("99999")).toMatchObject({ outcome: "skipped", reason: { code: "rule.status" } });
    expect(run.counts).toMatchObject({ orders: 3, different: 1, new: 1 });
  });

  test("names the reasons, each with how many orders, and leaves a person's skip alone", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    for (const id of [9001, 9002]) coupled.copyOrder(42, id, (order) => Object.assign(order, { currency: "SEK" }));
    const { run } = await dryRun(coupled, { orderIds: ["9001", "9002"] });
    expect(run.causes).toMatchObject([{ outcome: "held", code: "mapping.missing", count: 2 }]);
    expect(run.causes[0]?.title).toContain("SEK");
  });

  test("ends with the reason when the shop cannot be read, and leaves the connection as it was", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    coupled.shop.revokeKeys(true);
    const { run } = await dryRun(coupled, { days: 30 });
    expect(run).toMatchObject({ state: "failed", reason: { code: "credentials.expired" } });
    expect((await coupled.connection()).state).toBe("connected");
    expect(await coupled.alarms()).toEqual([]);
  });

  test("can be stopped, and goes on on another node when its own dies", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    coupled.shop.slow(400);
    const base = `/api/couplings/${coupled.couplingId}/dry-runs`;
    const { id } = await coupled.api.post<SeenRun>(base, always);
    await until("it to begin", async () => (await coupled.api.get<SeenRun>(`${base}/${id}`)).state === "running");
    await coupled.api.post(`${base}/${id}/stop`);
    const run = await until("it to end", async () => {
      const seen = await coupled.api.get<SeenRun>(`${base}/${id}`);
      return seen.state === "running" ? null : seen;
    });
    expect(run.state).toBe("stopped");
    coupled.shop.heal();
    // As a node that was killed leaves it: running, and nobody at work.
    await sql`update dry_runs set state = 'running', is_stopping = false where id = ${id}`.execute(under.store.owner);
    await until("another to take it", async () => (await coupled.api.get<SeenRun>(`${base}/${id}`)).state === "done");
  });

  test("looks at one period, or at orders that are named", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    const post = (body: object) => coupled.api.post(`/api/couplings/${coupled.couplingId}/dry-runs`, body);
    for (const body of [{}, { days: 3, from: "2026-01-01" }, { days: 91 }, { days: 0 }])
      await expect(post(body)).rejects.toThrow("400");
  });
});
