import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { laneOf, openQueue } from "./queue.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

test("an order is in the same lane for the queue and for the database, whatever its id", async () => {
  const id = fc.oneof(fc.nat().map(String), fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
  const ids = fc.sample(id, 500).map((text) => text.toWellFormed().replaceAll("\0", ""));
  const { rows } = await sql<{ lane: number }>`
    select ascii(right(id, 1)) % 2 as lane from unnest(${ids}::text[]) with ordinality u(id, place) order by place`.execute(
    store.owner,
  );
  expect(ids.map(laneOf)).toEqual(rows.map(({ lane }) => lane));
  expect(new Set(rows.map(({ lane }) => lane))).toEqual(new Set([0, 1]));
});

test("a lane that was noted as busy is taken again when its job has ended, not at the next look", async () => {
  const { address, key, owner } = store;
  const queue = await openQueue({ address, key, onError: () => undefined, lookSeconds: 3600 });
  onTestFinished(() => queue.stop());
  const place = { administrationId: randomUUID(), connectionId: randomUUID() };
  let taken = 0;
  await queue.work(1, async () => {
    taken += 1;
    if (taken > 1) return;
    await sql`update pgboss.queue set singletons_active = ${[`${place.connectionId} 0`]}::text[] where name = 'orders'`.execute(
      owner,
    );
    await queue.ring(place, 0);
    // Until this process has heard of the note.
    await sleep(2500);
  });
  await queue.ring(place, 0);
  await expect.poll(() => taken).toBe(2);
});
