import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { coupleShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, under.hub.url), { headers });
const ready = async () => {
  const answer = await get("/ready");
  return [answer.status, await answer.json()];
};

test("the figures are for this machine and for the operator's token, and hold no ids", async () => {
  const coupled = await coupleShop(under);
  await coupled.ring("created", 42);
  await coupled.settled(42);
  const answer = await get("/metrics");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
  const text = await answer.text();
  for (const line of [
    /^schakel_orders_total\{outcome="documented"\} 1$/m,
    /^schakel_order_documents_total\{event="document.issued"\} 1$/m,
    /^schakel_deliveries_total\{state="received"\} [1-9]/m,
    /^schakel_remote_requests_total\{connector="woocommerce",status="200"\} [1-9]/m,
    /^schakel_rate_limit_wait_seconds_count\{connector="woocommerce"\} [1-9]/m,
    /^schakel_jobs_total\{queue="orders",outcome="done"\} [1-9]/m,
    /^schakel_queue_waiting\{queue="payments"\} 0$/m,
    /^schakel_nodes\{role="all",state="working"\} 1$/m,
    /^nodejs_eventloop_lag_seconds /m,
  ])
    expect(text).toMatch(line);
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  expect(text).not.toContain(coupled.administrationId);

  const proxied = { "x-forwarded-for": "192.0.2.1" };
  expect((await get("/metrics", proxied)).status).toBe(401);
  expect((await get("/metrics", { ...proxied, authorization: "Bearer sch_no" })).status).toBe(401);
  expect((await get("/metrics", { ...proxied, authorization: `Bearer ${under.hub.token}` })).status).toBe(200);
});

test("a node is ready as long as it knows the database as it is, and until it is told to stop", async () => {
  expect([(await get("/health")).status, await ready()]).toEqual([200, [200, { status: "ready" }]]);
  await sql`insert into schema_migrations (number, name, sha256) values (9999, 'later', 'x')`.execute(
    under.store.owner,
  );
  expect(await ready()).toEqual([503, { status: "not ready", why: "migrations" }]);
  await sql`delete from schema_migrations where number = 9999`.execute(under.store.owner);
  expect(await ready()).toEqual([200, { status: "ready" }]);
  await under.hub.engine.drain();
  expect(await ready()).toEqual([503, { status: "not ready", why: "draining" }]);
  expect((await get("/health")).status).toBe(200);
});
