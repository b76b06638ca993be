import { afterAll, beforeAll, expect, test } from "vitest";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { openLease, type Lease } from "./lease.ts";

let store: TestStore;
const opened: Lease[] = [];
beforeAll(async () => {
  store = await testStore();
});
afterAll(async () => {
  for (const lease of opened) await lease.close();
});

/** A session of its own, as another node has. */
async function node(): Promise<Lease> {
  const lease = await openLease(store.address, store.key, () => undefined);
  opened.push(lease);
  return lease;
}

test("a job is abandoned when no node holds it, and never in the eyes of the node that works on it", async () => {
  const [one, other] = [await node(), await node()];
  expect(await other.isAbandoned("job 1")).toBe(true);
  await one.during("job 1", async () => {
    expect([await one.isAbandoned("job 1"), await other.isAbandoned("job 1")]).toEqual([false, false]);
  });
  expect(await other.isAbandoned("job 1")).toBe(true);
});

test("a node whose session ends holds nothing any more", async () => {
  const [one, other] = [await node(), await node()];
  const [begun, working] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const job = one.during("job 2", () => {
    begun.resolve(undefined);
    return working.promise;
  });
  await begun.promise;
  expect(await other.isAbandoned("job 2")).toBe(false);
  opened.splice(opened.indexOf(one), 1);
  await one.close();
  // The server drops the session a moment after it was told.
  await expect.poll(() => other.isAbandoned("job 2")).toBe(true);
  working.resolve(undefined);
  await job;
});

test("a job that another node holds is worked on without waiting, and so is the next one", async () => {
  const [one, other] = [await node(), await node()];
  const done: string[] = [];
  await one.during("job 3", async () => {
    await other.during("job 3", async () => void done.push("job 3"));
    await other.during("job 4", async () => void done.push("job 4"));
  });
  expect(done).toEqual(["job 3", "job 4"]);
});

test("what one node does, no other does at the same moment, nor it twice; afterwards it is free", async () => {
  const [one, other] = [await node(), await node()];
  const done: string[] = [];
  await one.ifFree("sweep", async () => {
    await one.ifFree("sweep", async () => void done.push("twice"));
    await other.ifFree("sweep", async () => void done.push("beside"));
    await other.ifFree("another sweep", async () => void done.push("another"));
  });
  await other.ifFree("sweep", async () => void done.push("after"));
  expect(done).toEqual(["another", "after"]);
});

test("of several in one node that ask at the same moment one does it", async () => {
  const one = await node();
  let running = 0;
  const seen: number[] = [];
  const work = async () => {
    running += 1;
    seen.push(running);
    await one.ifFree("something else", async () => undefined);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => one.ifFree("a company", work)));
  expect(seen).toEqual([1]);
  await one.ifFree("a company", work);
  expect(seen).toEqual([1, 1]);
});
