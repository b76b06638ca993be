import { expect, test } from "vitest";
import { isMoving, progressOf, stateOf, type CatalogueRun } from "./catalogue-state.ts";
import { countOf, groupsIn, recordGroups, statesIn, statesOf } from "./record-groups.ts";

const run = (change: Partial<CatalogueRun>): CatalogueRun => ({
  ...{ id: "r", scope: "first", state: "looking", isPaused: false, since: null, total: 10, seen: 3, counts: {} },
  ...{ reason: null, requestedBy: "An", startedBy: "", begunAt: "2026-11-03T13:00:00Z", endedAt: null },
  ...change,
});
const ended = { endedAt: "2026-11-03T14:00:00Z" } as const;
const reason = { code: "remote.unavailable", message: "", nextAttemptAt: "2026-11-03T14:00:00Z" };

test.each([
  ["begin", { state: "off", isStarted: false, run: null }],
  ["begin", { state: "off", isStarted: false, run: run({ state: "stopped", ...ended }) }],
  ["looking", { state: "off", isStarted: false, run: run({}) }],
  ["ready", { state: "off", isStarted: false, run: run({ state: "ready" }) }],
  ["writing", { state: "live", isStarted: false, run: run({ state: "writing" }) }],
  ["off", { state: "off", isStarted: false, run: run({ state: "writing" }) }],
  ["paused", { state: "live", isStarted: true, run: run({ state: "writing", isPaused: true }) }],
  ["standing", { state: "live", isStarted: true, run: run({ state: "writing", reason }) }],
  ["live", { state: "live", isStarted: true, run: run({ state: "writing", scope: "delta" }) }],
  ["live", { state: "live", isStarted: true, run: run({ state: "done", reason, ...ended }) }],
  ["off", { state: "off", isStarted: true, run: run({ state: "done", ...ended }) }],
] as const)("%s", (state, given) => {
  expect(stateOf(given)).toBe(state);
});

test("numbers move while a run looks or writes, not while it stands still for a person", () => {
  expect([run({}), run({ state: "writing" }), null].map(isMoving)).toEqual([true, true, false]);
  expect([run({ isPaused: true }), run({ state: "ready" })].map(isMoving)).toEqual([false, false]);
});

test("a source that said too few is not believed", () => {
  expect(progressOf({ seen: 3, total: 10, state: "looking" })).toEqual({ seen: 3, total: 10 });
  expect(progressOf({ seen: 12, total: 10, state: "writing" })).toEqual({ seen: 12, total: null });
  expect(progressOf({ seen: 12, total: null, state: "ready" })).toEqual({ seen: 12, total: 12 });
});

test("each state of a record is in one group, and counts are sums of them", () => {
  const all = recordGroups.flatMap((group) => statesOf(group));
  expect(new Set(all).size).toBe(all.length);
  expect(all).toHaveLength(12);
  const counts = { held: 2, failed: 1, same: 5, updated: 4 };
  expect([countOf(counts, "act"), countOf(counts, "done"), countOf(counts, "gone")]).toEqual([3, 9, 0]);
  expect(groupsIn(counts)).toEqual([
    ["act", 3],
    ["done", 9],
  ]);
  expect(statesIn(counts).map(([state]) => state)).toEqual(["held", "failed", "same", "updated"]);
});
