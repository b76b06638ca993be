import { expect, test, vi } from "vitest";
import { reloadForMissingFile } from "./missing-file.ts";

function openPage({ answers = [true], last = "" }: { readonly answers?: boolean[]; readonly last?: string } = {}) {
  const kept = new Map([["schakel.reloaded", last]]);
  const reload = vi.fn<() => void>();
  const pause = vi.fn<() => Promise<void>>(async () => undefined);
  const onMissing = reloadForMissingFile({
    build: "/assets/index-b.js",
    kept: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) },
    isHubThere: async () => answers.shift() ?? false,
    pause,
    reload,
  });
  const failure = new TypeError("Failed to fetch dynamically imported module: /assets/x.js");
  return { reload, pause, failure, miss: () => onMissing(failure) };
}

test("a page whose files are gone is loaded anew once the hub answers", async () => {
  const { reload, pause, failure, miss } = openPage({ answers: [false, false, true] });
  await miss();
  // The router must not know it for what it is.
  expect(failure.message).not.toMatch(/^Failed to fetch/);
  expect(pause).toHaveBeenCalledTimes(2);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("two files that are missing are one reload", async () => {
  const { reload, miss } = openPage({ answers: [true, true] });
  await Promise.all([miss(), miss()]);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("a build that was loaded anew for this already is not again, another one is", async () => {
  const again = openPage({ answers: [true, true], last: "/assets/index-b.js" });
  await again.miss();
  await again.miss();
  expect(again.reload).not.toHaveBeenCalled();
  const updated = openPage({ last: "/assets/index-a.js" });
  await updated.miss();
  expect(updated.reload).toHaveBeenCalledTimes(1);
});

test("a hub that was away again is another reason", async () => {
  const { reload, miss } = openPage({ answers: [false, true], last: "/assets/index-b.js" });
  await miss();
  expect(reload).toHaveBeenCalledTimes(1);
});
