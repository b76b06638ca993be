import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { takeTurnOrWait, takeTurns } from "./schedule-turns.ts";
import { testStore, type TestStore } from "./testing/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

test("of nodes that ask at the same moment one gets the turn, and nobody again before its time", async () => {
  const names = ["sweep 2", "sweep 1"];
  const taken = await Promise.all([1, 2, 3].map(() => takeTurns(store.hub, names, 60)));
  expect(taken.flat().toSorted()).toEqual(["sweep 1", "sweep 2"]);
  expect(await takeTurns(store.hub, [...names, "sweep 3"], 60)).toEqual(["sweep 3"]);
  const wait = await takeTurnOrWait(store.hub, "sweep 1", 60);
  expect(wait).toBeGreaterThan(50_000);
  expect(wait).toBeLessThanOrEqual(60_000);
  await sql`update schedule_turns set taken_at = now() - interval '61 seconds' where name = 'sweep 1'`.execute(
    store.hub,
  );
  expect(await takeTurnOrWait(store.hub, "sweep 1", 60)).toBe(0);
  expect(await takeTurnOrWait(store.hub, "sweep 1", 60)).toBeGreaterThan(0);
});
