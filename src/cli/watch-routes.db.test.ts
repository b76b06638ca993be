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

const byHost = (one: object, other: object): number =>
  Number("host" in other && other.host === "hub-2") - Number("host" in one && one.host === "hub-2");

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

test("the operator sees every node, also one that is gone, and how the hub stands", async () => {
  await sql`insert into nodes (id, role, host, pid, version, seen_at, jobs_active)
    values (gen_random_uuid(), 'worker', 'hub-2', 4711, '0.1.0', now() - interval '3 minutes', 2)`.execute(
    under.store.owner,
  );
  const answer = await get("/api/system/nodes", { authorization: `Bearer ${under.hub.token}` });
  expect(answer.status).toBe(200);
  const system = (await answer.json()) as { nodes: object[]; database: object };
  expect(system.nodes.toSorted(byHost)).toEqual([
    expect.objectContaining({ role: "worker", host: "hub-2", state: "silent", jobsActive: 2 }),
    expect.objectContaining({ role: "all", pid: process.pid, state: "working" }),
  ]);
  expect(system).toMatchObject({
    asOf: expect.stringMatching(/^\d{4}-.*Z$/),
    disk: { freeBytes: expect.any(Number), totalBytes: expect.any(Number), isFilling: expect.any(Boolean) },
    // Of a database that is not its own it has no backups.
    database: { version: expect.stringMatching(/^\d+(\.\d+)?/), isEmbedded: false },
    backups: null,
    queues: [{ name: "orders" }, { name: "payments" }],
  });
  await sql`delete from nodes where host = 'hub-2'`.execute(under.store.owner);
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
