import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
  await under.join("worker");
});

const owned = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(under.store.owner)).rows;

/** Documents per order and kind, as the owner counts them. */
const doubles = ({ administrationId }: CoupledShop) =>
  owned(sql<{ id: string; kind: string }>`
    select source_order_id as id, kind from documents where administration_id = ${administrationId}
    group by source_order_id, kind having count(*) > 1`);

describe("two hubs on one database", () => {
  test("make one document of each order, however often and wherever it rings", async () => {
    const coupled = await coupleShop(under);
    const ids = Array.from({ length: 120 }, (_, index) => 9001 + index);
    for (const id of ids) coupled.copyOrder(42, id);
    await Promise.all([
      coupled.ring("created", ...ids),
      coupled.ring("updated", ...ids.toReversed()),
      coupled.api.post(`/api/connections/${coupled.connectionId}/sweep`),
    ]);
    await coupled.settled(9001);
    for (const id of ids) expect(await coupled.order(id)).toMatchObject({ outcome: "documented" });
    expect(await doubles(coupled)).toEqual([]);
    const rows = await owned(sql<{ count: string; highest: string; payments: string }>`
      select count(*) as count, max(sequence) as highest,
        (select count(*) from payments where administration_id = ${coupled.administrationId}) as payments
      from documents where administration_id = ${coupled.administrationId} and kind = 'invoice'`);
    const [{ count, highest, payments } = { count: "", highest: "", payments: "" }] = rows;
    expect([highest, payments]).toEqual([count, payments]);
    expect(Number(count)).toBeGreaterThanOrEqual(120);
    expect(await coupled.alarms()).toEqual([]);
  });

  test("are both known as long as they live", async () => {
    const roles = await owned(sql<{ role: string }>`select role from nodes order by role`);
    expect(roles.map(({ role }) => role)).toEqual(["all", "worker"]);
    const third = await under.join("server");
    expect((await owned(sql`select from nodes`)).length).toBe(3);
    await third.stop();
    expect((await owned(sql`select from nodes`)).length).toBe(2);
  });
});

describe("an order that the database refuses", () => {
  /** From now on documents of this source order fail; the returned function ends that. */
  const poison = async ({ administrationId }: CoupledShop, orderId: string, errcode: string) => {
    const name = `poison_${administrationId.slice(0, 8)}`;
    await sql`
      create function ${sql.id(name)}() returns trigger language plpgsql as ${sql.lit(`begin
        if new.source_order_id = '${orderId}' and new.administration_id = '${administrationId}' then
          raise exception 'poisoned' using errcode = '${errcode}';
        end if;
        return new;
      end`)}`.execute(under.store.owner);
    await sql`create trigger ${sql.id(name)} before insert on documents for each row execute function ${sql.id(name)}()`.execute(
      under.store.owner,
    );
    return () => sql`drop function ${sql.id(name)} cascade`.execute(under.store.owner);
  };
  /** Even ids: they come in one batch. */
  const ids = [42, 44, 46, 50, 52];
  const ringTogether = async (coupled: CoupledShop) => {
    await coupled.ring("created", ...ids);
    await coupled.setCoupling({ state: "live" });
  };

  test("fails alone with the reason, its neighbours are booked, and it goes on when asked to", async () => {
    const coupled = await coupleShop(under, { state: "off" });
    const heal = await poison(coupled, "46", "check_violation");
    await ringTogether(coupled);
    expect(await coupled.settled(46)).toMatchObject({
      outcome: "failed",
      reason: { code: "internal.unexpected", text: "poisoned" },
      documents: [],
    });
    for (const id of ids.filter((one) => one !== 46))
      expect((await coupled.order(id)).documents.map(({ kind }) => kind)).toEqual(["invoice"]);
    expect(await coupled.connection()).toMatchObject({ state: "connected" });
    // What the shop answered is kept, once.
    expect(await coupled.count("exchanges")).toBe(1);
    const runs = await owned(sql<{ failed: number }>`
      select coalesce(sum((counts ->> 'failed')::int), 0)::int as failed from runs where administration_id = ${coupled.administrationId}`);
    expect(runs).toEqual([{ failed: 1 }]);

    await heal();
    await coupled.api.post(`/api/orders/${coupled.connectionId}/46/retry`);
    await until("the last document", async () => (await coupled.count("documents")) === ids.length);
    expect(await doubles(coupled)).toEqual([]);
  });

  test.each([
    ["for a moment", "serialization_failure"],
    ["because of a deadlock", "deadlock_detected"],
    ["because it shuts down", "admin_shutdown"],
  ])("%s is not failed: the whole batch is tried again by itself", async (_name, errcode) => {
    const coupled = await coupleShop(under, { state: "off" });
    const heal = await poison(coupled, "46", errcode);
    await ringTogether(coupled);
    await until("a first attempt", async () => {
      const [job] = await owned(sql<{ count: number }>`
        select count(*)::int as count from pgboss.job where data ->> 'connectionId' = ${coupled.connectionId} and retry_count > 0`);
      return (job?.count ?? 0) > 0;
    });
    expect([await coupled.count("documents"), await coupled.count("inbox")]).toEqual([0, 0]);
    await heal();
    await until("all documents", async () => (await coupled.count("documents")) === ids.length);
    for (const id of ids) expect(await coupled.settled(id)).toMatchObject({ outcome: "documented" });
  });
});
