import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { coupleBooks, inBooks, outcome, say, type Booked, type Repeats } from "./testing/coupled-books.ts";
import { coupleShop } from "./testing/coupled-shop.ts";
import { placeNow } from "./testing/old-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("a copy of the database that was put back knows nothing of what was made since", () => {
  /** As a restore leaves it: of order 42 there is not a word. */
  async function restored(repeats: Repeats): Promise<Booked> {
    const coupled = await coupleBooks(under, repeats);
    await coupled.ring("created", 42);
    await outcome(coupled, 42, "documented");
    const { owner } = under.store;
    await coupled.setCoupling({ state: "off" });
    for (const table of ["outside_documents", "effects", "events", "links", "deliveries", "inbox"])
      await sql`delete from ${sql.table(table)} where administration_id = ${coupled.administrationId}`.execute(owner);
    await sql`update connections set restored_from = now() - interval '3 days', restored_at = now() - interval '1 minute'
      where administration_id = ${coupled.administrationId}`.execute(owner);
    await coupled.setCoupling({ state: "live" });
    await coupled.ring("updated", 42);
    return coupled;
  }

  test("looked for, and taken over", async () => {
    const coupled = await restored("look-up");
    const { outsideDocuments } = await outcome(coupled, 42, "documented");
    expect(outsideDocuments).toMatchObject([{ number: "F-000001", totalAmount: "35.96" }]);
    expect(coupled.books.store.postsOf("42")).toBe(1);
  });

  test.each(["neither", "idempotency-key"] as const)("%s: held, until a person says what is there", async (repeats) => {
    const coupled = await restored(repeats);
    const { order } = await outcome(coupled, 42, "held");
    expect(order.reason?.code).toBe("remote.outcome_unknown");
    expect(coupled.books.store.postsOf("42")).toBe(1);
    await say(coupled, { isThere: true, number: "F-000001" });
    const { outsideDocuments } = await outcome(coupled, 42, "documented");
    expect(outsideDocuments).toMatchObject([{ number: "F-000001", totalAmount: "35.96" }]);
    expect(coupled.books.store.postsOf("42")).toBe(1);
  });

  test("what the shop said before is mailed to nobody again by itself; what it says afterwards is", async () => {
    const coupled = await coupleShop(under, { settings: { sending: "automatic" } });
    placeNow(coupled, 9500);
    const restoredAt = (at: string) =>
      sql`update connections set restored_from = now() - interval '3 days', restored_at = now() + ${at}::interval
        where administration_id = ${coupled.administrationId}`.execute(under.store.owner);
    await restoredAt("1 minute");
    await coupled.ring("created", 9500);
    expect(await coupled.settled(9500)).toMatchObject({ outcome: "documented" });
    expect((await coupled.order(9500)).story).toContain("document.notMailedOld");
    expect(await coupled.count("outbox")).toBe(0);
    await restoredAt("-1 minute");
    placeNow(coupled, 9501);
    await coupled.ring("created", 9501);
    await coupled.settled(9501);
    expect(await coupled.count("outbox")).toBe(1);
  });

  test("what was ordered afterwards is made as ever", async () => {
    const coupled = await restored("neither");
    await outcome(coupled, 42, "held");
    coupled.copyOrder(42, 9001, (order) => {
      order["date_created_gmt"] = Temporal.Now.instant().toString().slice(0, 19);
    });
    await coupled.ring("created", 9001);
    await outcome(coupled, 9001, "documented");
    expect(inBooks(coupled, 9001)).toHaveLength(1);
  });
});
