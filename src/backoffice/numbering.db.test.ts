import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { inAdministration } from "#store/database.ts";
import { lockSeries, setNextNumber, takeNumbers } from "#store/numbering.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { openBooks, orderOf, type Books } from "./testing/document-orders.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

interface Numbered {
  readonly kind: string;
  readonly year: number;
  readonly sequence: number;
  readonly number: string;
  readonly day: string;
}

/** As the owner sees them: kind by kind, in the order of their numbers. */
async function numbered({ administration }: Books): Promise<Numbered[]> {
  const { rows } = await sql<Numbered>`
    select kind, year, sequence::int as sequence, number, issue_date as day from documents
    where administration_id = ${administration.id} order by kind, series, year, sequence`.execute(store.owner);
  return rows;
}

/** One transaction that issues some documents, at a node that thinks it is `today`, and may not come through. */
interface Attempt {
  readonly company: number;
  readonly documents: readonly { readonly kind: DocumentKind; readonly wantedDay: string }[];
  readonly today: string;
  readonly fails: boolean;
}

const kind = fc.constantFrom<DocumentKind[]>("invoice", "creditNote", "orderSlip", "deliveryNote");
const day = fc
  .integer({ min: -20, max: 20 })
  .map((days) => Temporal.PlainDate.from("2026-12-31").add({ days }).toString());
const attempt: fc.Arbitrary<Attempt> = fc.record({
  company: fc.integer({ min: 0, max: 1 }),
  documents: fc.array(fc.record({ kind, wantedDay: fc.oneof(day, fc.constant("9999-12-31")) }), {
    minLength: 1,
    maxLength: 4,
  }),
  today: fc.constantFrom("2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"),
  fails: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

describe("numbers given out by transactions that run at once", () => {
  test("have no gap and no double per company, kind and year, and their dates never go back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 8, maxLength: 20 }), async (attempts) => {
        const companies = [await openBooks(store), await openBooks(store)];
        const failed = new Error("the rest of the transaction failed");
        const outcomes = await Promise.allSettled(
          attempts.map(({ company, documents, today, fails }) => {
            const books = companies[company] as Books;
            const orders = documents.map(({ kind, wantedDay }) => orderOf(books.draft({ kind }), { wantedDay }));
            return books.issue(orders, today, async () => {
              if (fails) throw failed;
            });
          }),
        );
        for (const [index, outcome] of outcomes.entries()) {
          const reason: unknown = outcome.status === "rejected" ? outcome.reason : null;
          expect(reason).toBe(attempts[index]?.fails === true ? failed : null);
        }
        for (const [company, books] of companies.entries()) {
          const made = await numbered(books);
          const wanted = attempts.filter((one) => one.company === company && !one.fails);
          expect(made.length).toBe(wanted.flatMap((one) => one.documents).length);
          for (const ofKind of Map.groupBy(made, (one) => one.kind).values()) {
            const days = ofKind.map((one) => one.day);
            expect(days).toEqual(days.toSorted());
            for (const [year, ofYear] of Map.groupBy(ofKind, (one) => one.year)) {
              expect(ofYear.map((one) => one.sequence)).toEqual(ofYear.map((_, index) => index + 1));
              expect(ofYear.map((one) => Number(one.day.slice(0, 4)))).toEqual(ofYear.map(() => year));
            }
          }
        }
      }),
      // Nothing is gained by shrinking what depends on timing.
      { numRuns: 12, endOnFailure: true },
    );
  });

  test("are those of their own company and kind, each from 1", async () => {
    const [one, other] = [await openBooks(store), await openBooks(store)];
    await one.issue([orderOf(one.draft()), orderOf(one.draft({ kind: "orderSlip" })), orderOf(one.draft())]);
    await other.issue([orderOf(other.draft())]);
    expect((await numbered(one)).map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      "invoice 2026-0001",
      "invoice 2026-0002",
      "orderSlip 2026-0001",
    ]);
    expect((await numbered(other)).map(({ number }) => number)).toEqual(["2026-0001"]);
  });
});

test("numbers start anew each year, in one batch around new year, and late orders are dated today", async () => {
  const books = await openBooks(store);
  const wanted = ["2027-01-01", "2026-12-31", "2026-12-30", "2026-12-31"];
  await books.issue(
    wanted.map((wantedDay) => orderOf(books.draft(), { wantedDay })),
    "2027-01-01",
  );
  await books.issue([orderOf(books.draft(), { wantedDay: "2026-12-31" })], "2027-01-02");
  expect((await numbered(books)).map(({ number, day: issued }) => [number, issued])).toEqual([
    ["2026-0001", "2026-12-30"],
    ["2026-0002", "2026-12-31"],
    ["2026-0003", "2026-12-31"],
    ["2027-0001", "2027-01-01"],
    ["2027-0002", "2027-01-02"],
  ]);
});

describe("the next number a person chooses", () => {
  const choose = (books: Books, next: bigint, year = 2026) =>
    books.within((trx) => setNextNumber(trx, books.administration.id, "invoice", "", year, next));
  const numbers = async (books: Books) => (await numbered(books)).map(({ number }) => number);

  test("is where the numbers go on: the other program stopped at 115", async () => {
    const books = await openBooks(store);
    expect(await choose(books, 116n)).toBe(true);
    await books.issue([orderOf(books.draft()), orderOf(books.draft())]);
    expect(await numbers(books)).toEqual(["2026-0116", "2026-0117"]);
  });

  test("counts for its own year, kind and company only", async () => {
    const [books, other] = [await openBooks(store), await openBooks(store)];
    await choose(books, 116n);
    await books.issue([
      orderOf(books.draft(), { wantedDay: "2025-12-01" }),
      orderOf(books.draft({ kind: "orderSlip" })),
    ]);
    await other.issue([orderOf(other.draft())]);
    expect([await numbers(books), await numbers(other)]).toEqual([["2025-0001", "2026-0001"], ["2026-0001"]]);
  });

  test("may be lowered while nothing was issued from there on, never to or below a number that was", async () => {
    const books = await openBooks(store);
    await choose(books, 116n);
    expect(await choose(books, 110n)).toBe(true);
    await books.issue([orderOf(books.draft())]);
    for (const used of [1n, 109n, 110n]) expect(await choose(books, used)).toBe(false);
    await books.issue([orderOf(books.draft())]);
    expect(await numbers(books)).toEqual(["2026-0110", "2026-0111"]);
  });

  test("is never one that another transaction is just giving out", async () => {
    const books = await openBooks(store);
    const chosen = Promise.withResolvers<boolean>();
    await books.issue([orderOf(books.draft()), orderOf(books.draft())], "2026-11-21", async () => {
      void choose(books, 2n).then(chosen.resolve, chosen.reject);
      // Long enough for the other to look before this one commits.
      await sql`select pg_sleep(0.2)`.execute(store.owner);
    });
    expect(await chosen.promise).toBe(false);
    await books.issue([orderOf(books.draft())]);
    expect(await numbers(books)).toEqual(["2026-0001", "2026-0002", "2026-0003"]);
  });

  test("is at least 1", async () => {
    const books = await openBooks(store);
    for (const next of [0n, -5n]) expect(await choose(books, next)).toBe(false);
    await books.issue([orderOf(books.draft())]);
    expect(await numbers(books)).toEqual(["2026-0001"]);
  });
});

test("the counter goes beyond what a JavaScript number holds", async () => {
  const { administration, within } = await openBooks(store);
  const take = () => within((trx) => takeNumbers(trx, administration.id, "invoice", "", 2026, 2));
  await within((trx) => setNextNumber(trx, administration.id, "invoice", "", 2026, 9_007_199_254_740_993n));
  expect([await take(), await take()]).toEqual([9_007_199_254_740_993n, 9_007_199_254_740_995n]);
});

test("a series is locked until the transaction ends, and per company and kind", async () => {
  const [one, other] = [await openBooks(store), await openBooks(store)];
  const lock = (books: Books, of: string) =>
    inAdministration(store.app, books.administration.id, async (trx) => {
      await sql`set local lock_timeout = 200`.execute(trx);
      return lockSeries(trx, books.administration.id, of, "");
    }).then(
      () => "got it",
      () => "had to wait",
    );
  await one.within(async (trx) => {
    await lockSeries(trx, one.administration.id, "invoice", "");
    expect(await Promise.all([lock(one, "invoice"), lock(one, "creditNote"), lock(other, "invoice")])).toEqual([
      "had to wait",
      "got it",
      "got it",
    ]);
  });
  expect(await lock(one, "invoice")).toBe("got it");
});
