import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { inAdministration } from "./database.ts";
import {
  countDeliveries,
  insertDeliveries,
  openRecords,
  quarantineDelivery,
  settleDeliveries,
  type NewDelivery,
} from "./deliveries.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

const place = async () => ({ administrationId: await store.makeAdministration(), connectionId: randomUUID() });
type Place = Awaited<ReturnType<typeof place>>;

const delivery = (at: Place, fields: Partial<NewDelivery> = {}): NewDelivery => ({
  ...at,
  id: randomUUID(),
  topic: "order.updated",
  externalId: "42",
  headers: { "x-wc-webhook-topic": "order.updated" },
  body: Buffer.from("{}"),
  state: "received",
  reason: "",
  ...fields,
});

test("bodies that arrive together come back byte for byte, whatever is in them", async () => {
  const at = await place();
  const bodies = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(bodies, async (contents) => {
      const deliveries = contents.map((body, index) => delivery(at, { body, externalId: `ë${index}"'\\` }));
      await insertDeliveries(store.hub, deliveries);
      const ids = deliveries.map(({ id }) => id);
      const { rows } = await sql<{ body: Buffer; externalId: string; headers: object }>`
        select body, external_id as "externalId", headers from deliveries where id = any(${ids}::uuid[])
        order by array_position(${ids}::uuid[], id)`.execute(store.owner);
      expect(rows.map(({ body }) => new Uint8Array(body))).toEqual(contents.map((body) => new Uint8Array(body)));
      expect(rows.map(({ externalId }) => externalId)).toEqual(deliveries.map(({ externalId }) => externalId));
      expect(rows[0]?.headers).toEqual(deliveries[0]?.headers);
    }),
    { numRuns: 25 },
  );
});

describe("open records", () => {
  const open = (at: Place, limit = 10) =>
    inAdministration(store.app, at.administrationId, (trx) =>
      openRecords(trx, at.administrationId, at.connectionId, 0, limit),
    );

  test("are those with open deliveries, the longest waiting first, each with all of its own", async () => {
    const at = await place();
    const [first, second, third, done, ignored] = [
      delivery(at, { externalId: "44" }),
      delivery(at, { externalId: "42" }),
      delivery(at, { externalId: "44" }),
      delivery(at, { externalId: "46" }),
      delivery(at, { externalId: "48", state: "ignored" }),
    ];
    for (const one of [first, second, third, done, ignored]) await insertDeliveries(store.hub, [one]);
    await inAdministration(store.app, at.administrationId, (trx) =>
      settleDeliveries(trx, at.administrationId, [done.id, ignored.id]),
    );
    const records = await open(at);
    expect(records.map(({ externalId }) => externalId)).toEqual(["44", "42"]);
    expect(records.map(({ deliveryIds }) => [...deliveryIds].toSorted())).toEqual([
      [first.id, third.id].toSorted(),
      [second.id],
    ]);
    expect((await open(at, 1)).map(({ externalId }) => externalId)).toEqual(["44"]);
    const counts = await inAdministration(store.app, at.administrationId, (trx) =>
      countDeliveries(trx, at.administrationId),
    );
    expect(counts).toEqual({ received: 3, done: 1, ignored: 1 });
  });

  test("of another connection or company are not among them, and are not settled", async () => {
    const [one, other] = [await place(), await place()];
    const sibling = { ...one, connectionId: randomUUID() };
    const deliveries = [delivery(one), delivery(sibling), delivery(other)];
    await insertDeliveries(store.hub, deliveries);
    expect((await open(one)).flatMap(({ deliveryIds }) => deliveryIds)).toEqual([deliveries[0]?.id]);
    const all = deliveries.map(({ id }) => id);
    await inAdministration(store.app, one.administrationId, (trx) => settleDeliveries(trx, one.administrationId, all));
    expect([(await open(one)).length, (await open(sibling)).length, (await open(other)).length]).toEqual([0, 0, 1]);
  });
});

describe("refused deliveries", () => {
  const refuse = (at: Place, body: Uint8Array = Buffer.from("x")) =>
    quarantineDelivery(store.hub, { ...at, id: randomUUID(), reason: "the signature is wrong", headers: {}, body });
  const kept = async (at: Place) => {
    const { rows } = await sql<{ body: Buffer }>`
      select body from deliveries where connection_id = ${at.connectionId} and state = 'quarantined'`.execute(
      store.owner,
    );
    return rows.map(({ body }) => body);
  };

  test("are kept up to five hundred per connection, and every one of them is counted in the alarm", async () => {
    const at = await place();
    for (let left = 52; left > 0; left -= 1) await Promise.all(Array.from({ length: 10 }, () => refuse(at)));
    // Those that came together may each have seen room for one more.
    expect((await kept(at)).length).toBeGreaterThanOrEqual(500);
    expect((await kept(at)).length).toBeLessThan(510);
    const { rows } =
      await sql`select kind, occurrences, subject from alarms where administration_id = ${at.administrationId}`.execute(
        store.owner,
      );
    expect(rows).toEqual([{ kind: "deliveryRefused", occurrences: 520, subject: at.connectionId }]);
    const sibling = { ...at, connectionId: randomUUID() };
    await refuse(sibling);
    expect((await kept(sibling)).length).toBe(1);
  });

  test("are kept with their first 64 kB", async () => {
    const at = await place();
    const body = randomBytes(100_000);
    await refuse(at, body);
    expect(await kept(at)).toEqual([body.subarray(0, 65_536)]);
  });
});
