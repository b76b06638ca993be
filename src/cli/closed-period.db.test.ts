import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { inAdministration } from "#store/database.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { coupleShop, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const yesterday = (): string =>
  Temporal.Now.zonedDateTimeISO("Europe/Brussels").toPlainDate().subtract({ days: 1 }).toString();
const today = (): string => Temporal.Now.zonedDateTimeISO("Europe/Brussels").toPlainDate().toString();

const close = (coupled: CoupledShop, day: string) =>
  coupled.api.post<{ closedUntil: string }>("/api/closed-period", { day });

interface Dated {
  readonly id: string;
  readonly issueDate: string;
  readonly datedInsteadOf: string | null;
  readonly version: number;
}

const documentsOf = async (coupled: CoupledShop): Promise<Dated[]> => {
  const { rows } =
    await sql<Dated>`select id, issue_date::text as "issueDate", dated_instead_of::text as "datedInsteadOf", version
    from documents where administration_id = ${coupled.administrationId} order by created_at`.execute(
      under.store.owner,
    );
  return rows;
};

test("only goes forward, over days that are past; the owner opens it again with a reason, and the log has both", async () => {
  const coupled = await coupleShop(under);
  await expect(close(coupled, today())).rejects.toThrow(/400/);
  expect(await close(coupled, "2026-09-30")).toEqual({ closedUntil: "2026-09-30" });
  await expect(close(coupled, "2026-09-30")).rejects.toThrow(/409/);
  await expect(close(coupled, "2026-08-31")).rejects.toThrow(/409/);
  await close(coupled, "2026-10-31");
  const reopen = (day: string | null, reason: string) => coupled.api.post("/api/closed-period/reopen", { day, reason });
  await expect(reopen("2026-10-31", "Fout")).rejects.toThrow(/409/);
  await expect(reopen(null, "")).rejects.toThrow(/400/);
  await reopen("2026-09-30", "Factuur vergeten");
  expect(await coupled.api.get("/api/closed-period")).toEqual({
    closedUntil: "2026-09-30",
    changed: { isReopened: true, at: expect.any(String), who: "test", reason: "Factuur vergeten" },
  });
  const { items } = await coupled.api.get<{ items: { action: string }[] }>("/api/audit");
  expect(items.map(({ action }) => action).filter((action) => action.startsWith("period."))).toEqual([
    "period.reopen",
    "period.close",
    "period.close",
  ]);
});

test("an order of a closed day is dated on the first open one and says so, and so is its payment", async () => {
  const coupled = await coupleShop(under);
  await close(coupled, yesterday());
  await coupled.ring("created", 55);
  await coupled.settled(55);
  const documents = await documentsOf(coupled);
  expect(documents.length).toBeGreaterThan(1);
  for (const { issueDate, datedInsteadOf } of documents) {
    expect(issueDate).toBe(today());
    expect(datedInsteadOf).not.toBeNull();
  }
  const { rows } = await sql<{ moved: boolean }>`
    select moved_instead_of is not null and (paid_at at time zone 'Europe/Brussels')::date = ${today()}::date as moved from payments
    where administration_id = ${coupled.administrationId}`.execute(under.store.owner);
  expect(rows).not.toEqual([]);
  expect(rows.every(({ moved }) => moved)).toBe(true);
});

test("a late refund of a closed day goes to the first open one and says so; its invoice stays where it was", async () => {
  const coupled = await coupleShop(under);
  const { refunds, date_modified, date_modified_gmt } = coupled.shop.orders.get(55) as OrderJson;
  coupled.change(55, (order) => {
    order.refunds = [];
  });
  await coupled.ring("created", 55);
  await coupled.settled(55);
  const [invoice, ...none] = await documentsOf(coupled);
  expect(none).toEqual([]);
  await close(coupled, yesterday());
  // The stand-in's clock is today's, the recordings' is not: times go on from the recorded ones.
  coupled.change(55, (order) => Object.assign(order, { refunds, date_modified, date_modified_gmt }));
  await coupled.ring("updated", 55);
  await coupled.settled(55);
  const [before, credit] = await documentsOf(coupled);
  expect(before).toMatchObject({ issueDate: invoice?.issueDate, datedInsteadOf: null });
  expect(credit?.issueDate).toBe(today());
  expect(credit?.datedInsteadOf).toMatch(/^2026-/);
});

test("a payment by hand goes to the first open day", async () => {
  const coupled = await coupleShop(under);
  coupled.change(42, (order) => {
    Object.assign(order, { date_paid: null, date_paid_gmt: null, status: "on-hold" });
  });
  await coupled.ring("created", 42);
  await coupled.settled(42);
  const [invoice] = await documentsOf(coupled);
  await close(coupled, yesterday());
  const entry = { amount: "1.00", date: yesterday(), method: "bankTransfer" };
  const { payment } = await coupled.api.post<{ payment: { movedFrom: string | null } }>(
    `/api/documents/${invoice?.id}/payments`,
    entry,
  );
  expect(payment.movedFrom).toMatch(new RegExp(`^${Temporal.PlainDate.from(yesterday()).year}-`));
  const { rows } = await sql<{ day: string }>`
    select (paid_at at time zone 'Europe/Brussels')::date::text as day from payments
    where administration_id = ${coupled.administrationId} order by created_at desc limit 1`.execute(under.store.owner);
  expect(rows).toEqual([{ day: today() }]);
});

test("the database refuses it too, whoever asks", async () => {
  const coupled = await coupleShop(under);
  await coupled.ring("created", 42);
  await coupled.settled(42);
  const { administrationId } = coupled;
  const [invoice] = await documentsOf(coupled);
  await close(coupled, yesterday());
  const copy = (
    status: string,
  ) => sql`insert into documents select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(),
      'status', ${status}::text, 'payment_reference', '', 'number', 'COPY-1', 'sequence', 9999, 'issue_date', '2026-01-05'))).* from documents d where d.id = ${invoice?.id}`;
  const asApp = (work: { execute(trx: unknown): Promise<unknown> } | ReturnType<typeof copy>) =>
    inAdministration(under.store.app, administrationId, (trx) => (work as ReturnType<typeof copy>).execute(trx));
  await expect(asApp(copy("issued"))).rejects.toThrow(/closed until/);
  const payment = sql`insert into payments (id, administration_id, source_key, direction, amount, currency, paid_at)
    values (gen_random_uuid(), ${administrationId}, 'x', 'in', 1, 'EUR', now() - interval '40 days')`;
  await expect(asApp(payment)).rejects.toThrow(/closed period/);
});
