import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { finishSwap, swapData } from "./swap.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "schakel-swap-"));
  for (const [place, text] of [
    ["data", "old"],
    ["restored/data", "new"],
  ] as const) {
    await mkdir(join(folder, place), { recursive: true });
    await writeFile(join(folder, place, "what"), text);
  }
});
afterEach(() => rm(folder, { recursive: true }));

const what = (place: string) => readFile(join(folder, place, "what"), "utf8");
const aside = "before-restore-20261122T120000Z";
const meant = () => writeFile(join(folder, "restoring.json"), JSON.stringify({ aside }));

test("the restored data takes the place of the old, which stays beside it", async () => {
  await swapData(folder, aside);
  expect([await what("data"), await what(aside)]).toEqual(["new", "old"]);
  expect((await readdir(folder)).toSorted()).toEqual([aside, "data"]);
});

test.each([
  ["before the first rename", async () => undefined],
  ["between the renames", () => rename(join(folder, "data"), join(folder, aside))],
  [
    "after the last rename",
    async () => {
      await rename(join(folder, "data"), join(folder, aside));
      await rename(join(folder, "restored/data"), join(folder, "data"));
    },
  ],
])("what a crash cut short %s is finished by the next start, once", async (_when, crash) => {
  await meant();
  await crash();
  for (let start = 0; start < 2; start += 1) await finishSwap(folder);
  expect([await what("data"), await what(aside)]).toEqual(["new", "old"]);
  expect((await readdir(folder)).toSorted()).toEqual([aside, "data"]);
});

test("a copy that was still being made is cleared away, and the old data stays", async () => {
  await writeFile(join(folder, "restoring.json.draft"), "{");
  await finishSwap(folder);
  expect(await what("data")).toBe("old");
  expect((await readdir(folder)).toSorted()).toEqual(["data", "restoring.json.draft"]);
});
