import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { laneOf } from "./queue.ts";

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
