import { beforeAll, describe, expect, test } from "vitest";
import { pdfText } from "#backoffice/pdf/testing/pdf-text.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { ledgerMonth, type LedgerMonth, type SeenStatement } from "./testing/ledger-month.ts";

/** Set by the proof that has to turn red: the ledger believes its own inbox. */
const isSabotaged = process.env["SCHAKEL_SABOTAGE"] === "ledger";

/** The proof takes all of the demo month. */
const monthOrders = process.env["SCHAKEL_LEDGER"] === "whole" ? 2000 : 60;

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

/** Of one page. */
const longestList = 500;

const knownOf = ({ known }: SeenStatement) => known ?? expect.fail("nothing is known");
const sumOf = (groups: readonly { readonly count: number }[]) => groups.reduce((sum, { count }) => sum + count, 0);

describe("the demo month", () => {
  let month: LedgerMonth;
  let first: SeenStatement;
  beforeAll(async () => {
    month = await ledgerMonth(under, monthOrders, isSabotaged);
    first = await month.drawUp();
  }, 300_000);

  test("has nothing unexplained, and every order in one group", async () => {
    const known = knownOf(first);
    expect(known).toMatchObject({ unexplained: 0, gaps: [], goneFromShop: 0 });
    expect(known.inShop).toEqual(known.inBooks);
    expect([known.inShop.count, sumOf(known.groups)]).toEqual([monthOrders, monthOrders]);
    expect(known.groups.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["documented", "skipped"]));
  });

  test("says VAT per rate, and that numbers follow each other", () => {
    const { vat, series, groups } = knownOf(first);
    expect(vat.length).toBeGreaterThan(0);
    expect(series).toMatchObject([{ kind: "invoice", gaps: [] }]);
    expect(series[0]?.count).toBe(groups.find(({ group }) => group === "documented")?.count);
  });

  test("the link behind each number gives exactly those orders", async () => {
    for (const { group, count } of knownOf(first).groups) {
      const { items } = await month.coupled.api.get<{ items: unknown[] }>(
        `/api/orders?statement=${first.id}&group=${encodeURIComponent(group)}&limit=${longestList}`,
      );
      expect({ group, count: items.length }).toEqual({ group, count: Math.min(count, longestList) });
    }
    const skipped = knownOf(first).groups.filter(({ kind }) => kind === "skipped");
    const { items } = await month.coupled.api.get<{ items: unknown[] }>(
      `/api/orders?statement=${first.id}&group=skipped&limit=${longestList}`,
    );
    expect(items).toHaveLength(Math.min(sumOf(skipped), longestList));
  });

  test("is printed, with its figures and a check code", async () => {
    const { coupled } = month;
    const answer = await fetch(new URL(`/api/completeness/statements/${first.id}/pdf?language=nl`, under.hub.url), {
      headers: { authorization: `Bearer ${coupled.token}` },
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const { text } = await pdfText(Buffer.from(await answer.arrayBuffer()));
    expect(text).toContain("Volledigheid Testwinkel De Molen");
    expect(text).toContain(`Alle ${monthOrders} bestellingen van`);
    expect(text).toMatch(/Controlecode [0-9a-f]{16}/);
  });

  test("deliveries that were deleted, an entry that was lost and an order that never rang are found, named and healed", async () => {
    const { coupled } = month;
    const invoices = await coupled.count("documents");
    const lost = await month.loseEntry();
    const silent = month.placeSilently();
    const unheard = await month.loseDeliveries(5);
    const known = knownOf(await month.drawUp());
    const gaps = known.gaps.map(({ orderId, missing }) => `${orderId} ${missing}`).toSorted();
    expect(gaps).toEqual(
      [`${lost} entryLost`, `${silent} neverHeard`, ...unheard.map((id) => `${id} neverHeard`)].toSorted(),
    );
    for (const gap of known.gaps) expect(gap).toMatchObject({ isHealed: true, outcome: "documented" });
    expect(known).toMatchObject({
      unexplained: 0,
      inShop: { count: monthOrders + 6 },
      inBooks: { count: monthOrders + 6 },
    });
    // The invoice of the lost entry is found again, not made again.
    expect(await coupled.count("documents")).toBe(invoices + 6);
    expect((await coupled.order(Number(lost))).documents).toHaveLength(1);
    expect((await coupled.order(Number(silent))).story).toContain("ledger.neverHeard");
    expect((await coupled.order(Number(lost))).story).toContain("ledger.entryLost");
    expect(knownOf(await month.drawUp()).gaps).toEqual([]);
  }, 120_000);
});
