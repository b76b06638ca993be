import { expect, test } from "vitest";
import type { HubNode } from "./system-query.ts";
import { troublesOf } from "./troubles.ts";

const node = (changes: Partial<HubNode>): HubNode => ({
  id: "1",
  role: "all",
  host: "hub-1",
  pid: 1,
  version: "1.0.0",
  state: "working",
  startedAt: "2026-11-03T08:00:00Z",
  seenAt: "2026-11-03T08:00:00Z",
  jobsActive: 0,
  jobsLastMinute: 0,
  ...changes,
});
const disk = { freeBytes: 1, totalBytes: 2, isFilling: false };
const troubles = (...nodes: HubNode[]) => troublesOf({ nodes, disk });

test("a hub on which all is well has none", () => {
  expect(troubles(node({}))).toEqual([]);
  expect(troubles(node({ role: "server" }), node({ role: "worker", jobsActive: 2 }))).toEqual([]);
});

test("a node that is gone is told, and that nobody works only when nobody else does", () => {
  expect(troubles(node({}), node({ state: "silent" }))).toEqual(["gone"]);
  expect(troubles(node({ role: "server" }), node({ role: "worker", state: "silent" }))).toEqual([
    "nobodyWorks",
    "gone",
  ]);
  expect(troubles(node({ role: "server" }))).toEqual(["nobodyWorks"]);
  expect(troubles(node({ state: "draining" }))).toEqual(["nobodyWorks"]);
});

test("versions that differ among the living are told; what a node that is gone ran does not count", () => {
  expect(troubles(node({}), node({ version: "1.1.0" }))).toEqual(["versionsDiffer"]);
  expect(troubles(node({}), node({ version: "1.1.0", state: "silent" }))).toEqual(["gone"]);
});

test("a disk that fills is told", () => {
  expect(troublesOf({ nodes: [node({})], disk: { ...disk, isFilling: true } })).toEqual(["diskFilling"]);
});
