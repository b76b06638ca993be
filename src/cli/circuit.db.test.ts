import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
  await under.join("worker");
});
beforeEach(() => {
  under.world.ahead = 0;
});

const ids = [42, 43, 44, 45, 46, 47];

const failuresOf = async ({ connectionId }: CoupledShop): Promise<number> => {
  const { rows } = await sql<{ failures: number }>`select failures from connections where id = ${connectionId}`.execute(
    under.store.owner,
  );
  return rows[0]?.failures ?? -1;
};

/** Waits until no job is at work on the shop: one that starts later sees that it has to wait. */
async function quiet({ connectionId }: CoupledShop): Promise<void> {
  await until("its jobs to be done", async () => {
    const { rows } = await sql`select from pgboss.job
      where data ->> 'connectionId' = ${connectionId} and state = 'active'`.execute(under.store.owner);
    return rows.length === 0;
  });
}

/** A shop that failed so often that it is only probed. The database thinks that all is due; the hub waits for its own clock. */
async function failingShop() {
  const coupled = await coupleShop(under, { state: "off" });
  under.world.ahead = -600;
  coupled.shop.fail({ kind: "status", status: 500, match: /\/wc\/v3\/orders/, times: 100_000 });
  await coupled.ring("created", ...ids);
  await coupled.setCoupling({ state: "live" });
  for (const [index, ahead] of [-590, -570].entries()) {
    await until(`failure ${index + 1}`, async () => (await failuresOf(coupled)) > index);
    // Both halves of its orders may be at it.
    await quiet(coupled);
    under.world.ahead = ahead;
  }
  await until("the third failure", async () => (await failuresOf(coupled)) >= 3);
  await quiet(coupled);
  return coupled;
}

test("one request of one node finds out whether a shop answers again; only then all work goes on", async () => {
  const coupled = await failingShop();
  const before = coupled.shop.requests.length;
  const failures = await failuresOf(coupled);
  under.world.ahead = -500;
  await until("the probe to fail", async () => (await failuresOf(coupled)) > failures);
  // Both nodes look around several times meanwhile.
  await sleep(1500);
  expect(coupled.shop.requests.length - before).toBe(1);
  expect(coupled.shop.requests.at(-1)?.query).toContain("modified_after");

  coupled.shop.heal();
  under.world.ahead = 0;
  await until("all orders to be booked", async () => (await coupled.count("documents")) >= ids.length);
  expect(coupled.shop.requests[before + 1]?.query).toContain("modified_after");
  expect(await coupled.connection()).toMatchObject({ state: "connected", retryAt: null });
  expect([await failuresOf(coupled), await coupled.alarms()]).toEqual([0, []]);
});

test("a probe whose node died is made by another a minute later", async () => {
  const coupled = await failingShop();
  coupled.shop.heal();
  // As it stands while a node probes.
  const probedUntil = Temporal.Now.instant().subtract({ seconds: 480 }).toString();
  await sql`update connections set retry_at = ${probedUntil} where id = ${coupled.connectionId}`.execute(
    under.store.owner,
  );
  under.world.ahead = -500;
  const before = coupled.shop.requests.length;
  await sleep(1000);
  expect(coupled.shop.requests.length).toBe(before);
  under.world.ahead = 0;
  await until("all orders to be booked", async () => (await coupled.count("documents")) >= ids.length);
});

test("being asked to wait counts as no failure and as no attempt, however often", async () => {
  const coupled = await coupleShop(under);
  under.world.ahead = -3600;
  coupled.shop.fail({ kind: "limit", retryAfter: 30, match: /\/wc\/v3\/orders/, times: 100_000 });
  await coupled.ring("created", 42);
  for (const [times, ahead] of [-3560, -3500, -3400, -3300].entries()) {
    await until(`it was asked to wait ${times + 1} times`, async () => {
      const { story } = await coupled.order(42).catch(() => ({ story: [] }));
      return story.length > times;
    });
    under.world.ahead = ahead;
  }
  const { rows } = await sql<{ attempts: number }>`
    select attempts from inbox where connection_id = ${coupled.connectionId}`.execute(under.store.owner);
  expect([await failuresOf(coupled), rows]).toEqual([0, [{ attempts: 0 }]]);
  coupled.shop.heal();
  under.world.ahead = 0;
  expect(await until("the document", async () => (await coupled.count("documents")) === 1)).toBe(true);
});
