import { expect, test } from "vitest";
import { dryMonth } from "./dry-month.ts";

test("a dry run of a month changes nothing in the books, writes nothing to the shop and mails nobody", async () => {
  const { state, counts, changed, compared, reads, writes, mails } = await dryMonth(60);
  expect({ state, changed, writes, mails }).toEqual({ state: "done", changed: [], writes: [], mails: 0 });
  expect(compared).toBeGreaterThan(60);
  expect(reads).toBeGreaterThan(0);
  // It saw what there was to make, beside what was made before.
  expect(counts["new"]).toBeGreaterThan(10);
  expect(counts["same"]).toBeGreaterThan(5);
  expect(counts["mails"]).toBeGreaterThan(10);
  expect(counts["newBuyers"]).toBeGreaterThan(5);
}, 180_000);

test("one that is given the app role and the real target is found out", async () => {
  const { changed, mails } = await dryMonth(20, true);
  expect(changed).toEqual(
    expect.arrayContaining([
      "public.documents",
      "public.effects",
      "public.number_counters",
      "public.outbox",
      "public.parties",
    ]),
  );
  expect(mails).toBeGreaterThan(0);
}, 180_000);
