import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { amount, cents } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { isBelgianReference, isCreditorReference, isDutchReference } from "#domain/references.ts";
import { readDocuments } from "#store/documents.ts";
import { insertItem } from "#store/items.ts";
import { insertPayments } from "#store/payments.ts";
import { stockOnHand } from "#store/stock.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { openBooks, orderOf, type Books } from "./testing/document-orders.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

const read = ({ within, administration }: Books, ids: readonly string[]) =>
  within((trx) => readDocuments(trx, administration.id, { ids, limit: ids.length }));

const countRows = async ({ administration }: Books, table: string): Promise<number> => {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from ${sql.id(table)} where administration_id = ${administration.id}`.execute(store.owner);
  return Number(rows[0]?.count);
};

test("what was issued is read back to the cent, with the seller of that moment", async () => {
  const books = await openBooks(store);
  const draft = books.draft({ noteAboveLines: "Graag bellen", sourceOrderId: "42", taxPointDate: "2026-11-19" });
  const [issued] = await books.issue([orderOf(draft, { wantedDay: "2026-11-20" })]);
  const [document] = await read(books, [issued?.id ?? ""]);
  expect(document).toMatchObject({
    kind: "invoice",
    status: "issued",
    number: "2026-0001",
    issueDate: "2026-11-20",
    dueDate: "2026-12-04",
    taxPointDate: "2026-11-19",
    seller: { name: "Testwinkel De Molen", vatIdentifier: "BE0765432146" },
    buyer: draft.buyer,
    buyerId: books.buyerId,
    noteAboveLines: "Graag bellen",
    sourceOrderId: "42",
    totals: draft.totals,
    lines: draft.lines,
    vat: draft.vat,
  });
  await sql`update administrations set name = 'Nieuwe naam' where id = ${books.administration.id}`.execute(store.owner);
  expect((await read(books, [issued?.id ?? ""]))[0]?.seller.name).toBe("Testwinkel De Molen");
});

test("a document that nothing is owed on has no due date", async () => {
  const books = await openBooks(store);
  const unpaid = books.draft();
  const { taxInclusiveAmount } = unpaid.totals;
  const totals = { ...unpaid.totals, prepaidAmount: taxInclusiveAmount, payableAmount: cents(amount("0")) };
  const [issued] = await books.issue([orderOf({ ...unpaid, totals })]);
  expect((await read(books, [issued?.id ?? ""]))[0]?.dueDate).toBe(null);
});

describe("nothing is written and no number is used when", () => {
  test("one of the documents is a cent off, whichever total it is", async () => {
    const books = await openBooks(store);
    const good = books.draft();
    for (const [name, value] of Object.entries(good.totals)) {
      const off = { ...good, totals: { ...good.totals, [name]: cents(amount((Number(value) + 0.01).toFixed(2))) } };
      await expect(books.issue([orderOf(good), orderOf(off)])).rejects.toThrow(
        expect.objectContaining({ code: "document.invalid" }),
      );
    }
    expect(await countRows(books, "documents")).toBe(0);
    const [issued] = await books.issue([orderOf(good)]);
    expect(issued?.number).toBe("2026-0001");
  });

  test("its business key was used before, by this or another transaction", async () => {
    const books = await openBooks(store);
    const businessKey = "document:1:42:invoice:1";
    await books.issue([orderOf(books.draft(), { businessKey })]);
    const again = books.issue([orderOf(books.draft()), orderOf(books.draft(), { businessKey })]);
    await expect(again).rejects.toThrow(`Already made: ${businessKey}`);
    expect([await countRows(books, "documents"), await countRows(books, "effects")]).toEqual([1, 1]);
    const [next] = await books.issue([orderOf(books.draft())]);
    expect(next?.number).toBe("2026-0002");
  });

  test("the same business key is used by two transactions at once", async () => {
    const books = await openBooks(store);
    const one = () => books.issue([orderOf(books.draft(), { businessKey: "refund:1:7" })]);
    const outcomes = await Promise.allSettled([one(), one(), one()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(await countRows(books, "documents")).toBe(1);
  });

  test("the number format of its series makes no number", async () => {
    const books = await openBooks(store);
    await sql`insert into number_series (administration_id, kind, format) values (${books.administration.id}, 'invoice', '{yyyy}')`.execute(
      store.owner,
    );
    await expect(books.issue([orderOf(books.draft())])).rejects.toThrow(
      expect.objectContaining({ code: "settings.invalid" }),
    );
    expect(await countRows(books, "documents")).toBe(0);
  });
});

test("the same business key counts per company", async () => {
  const [one, other] = [await openBooks(store), await openBooks(store)];
  for (const books of [one, other]) await books.issue([orderOf(books.draft(), { businessKey: "refund:1:7" })]);
  expect([await countRows(one, "documents"), await countRows(other, "documents")]).toEqual([1, 1]);
});

describe("payment references", () => {
  test.each([
    ["BE", isBelgianReference],
    ["NL", isDutchReference],
    ["LU", isCreditorReference],
  ])(
    "of a seller in %s are valid, and never the same, also over the years and between transactions",
    async (country, isValid) => {
      const books = await openBooks(store, country);
      const days = ["2026-12-31", "2027-01-01", "2027-01-01", "2026-12-31"];
      const batches = await Promise.all(
        [1, 2, 3].map(() =>
          books.issue(
            days.map((wantedDay) => orderOf(books.draft(), { wantedDay })),
            "2027-01-01",
          ),
        ),
      );
      const documents = await read(
        books,
        batches.flat().map(({ id }) => id),
      );
      const references = documents.map(({ paymentReference }) => paymentReference);
      expect(references.filter((reference) => !isValid(reference))).toEqual([]);
      expect(new Set(references).size).toBe(12);
    },
  );

  test("stand on invoices only", async () => {
    const books = await openBooks(store);
    const kinds: DocumentKind[] = ["orderSlip", "deliveryNote", "creditNote"];
    const issued = await books.issue(kinds.map((kind) => orderOf(books.draft({ kind }))));
    const documents = await read(
      books,
      issued.map(({ id }) => id),
    );
    expect(documents.map(({ paymentReference }) => paymentReference)).toEqual(["", "", ""]);
  });
});

describe("stock", () => {
  const makeItem = async (books: Books, sku: string, countsStock = true): Promise<string> => {
    const id = randomUUID();
    const item = { id, sellersItemIdentifier: sku, name: sku, countsStock };
    expect(await books.within((trx) => insertItem(trx, books.administration.id, item))).toBe(true);
    return id;
  };
  const onHand = (books: Books, itemId: string) =>
    books.within((trx) => stockOnHand(trx, books.administration.id, itemId));

  test("goes out with an invoice and comes back with a credit note, and no other kind moves it", async () => {
    const books = await openBooks(store);
    const item = await makeItem(books, "BEL-1");
    const story: [DocumentKind, string][] = [
      ["orderSlip", "0"],
      ["deliveryNote", "0"],
      ["invoice", "-2"],
      ["invoice", "-4"],
      ["creditNote", "-2"],
    ];
    for (const [kind, left] of story) {
      await books.issue([orderOf(books.draft({ kind }, "BEL-1"))]);
      expect([kind, await onHand(books, item)]).toEqual([kind, left]);
    }
  });

  test("moves only for lines of items that we know and count", async () => {
    const books = await openBooks(store);
    const counted = await makeItem(books, "BEL-1");
    const uncounted = await makeItem(books, "UUR", false);
    await books.issue(["BEL-1", "UUR", "ONBEKEND", ""].map((sku) => orderOf(books.draft({}, sku))));
    expect([await onHand(books, counted), await onHand(books, uncounted)]).toEqual(["-2", "0"]);
    expect(await countRows(books, "stock_movements")).toBe(1);
  });

  test("is kept at one default place, however many transactions need it first", async () => {
    const books = await openBooks(store);
    const item = await makeItem(books, "BEL-1");
    await Promise.all([1, 2, 3, 4].map(() => books.issue([orderOf(books.draft({}, "BEL-1"))])));
    expect(await countRows(books, "locations")).toBe(1);
    expect(await onHand(books, item)).toBe("-8");
  });

  test("of another company with the same item code stays as it is", async () => {
    const [one, other] = [await openBooks(store), await openBooks(store)];
    const [mine, theirs] = [await makeItem(one, "BEL-1"), await makeItem(other, "BEL-1")];
    await one.issue([orderOf(one.draft({}, "BEL-1"))]);
    expect([await onHand(one, mine), await onHand(other, theirs)]).toEqual(["-2", "0"]);
  });
});

test("a payment of a source is booked once on its document, however often it is seen", async () => {
  const books = await openBooks(store);
  const [issued] = await books.issue([orderOf(books.draft())]);
  const payment = (sourceKey: string) => ({
    id: randomUUID(),
    sourceKey,
    amount: amount("22.70"),
    currency: "EUR",
    method: "bancontact",
    transactionId: "tr_1",
    paidAt: "2026-11-20T10:00:00Z",
    documentId: issued?.id ?? "",
  });
  const book = (...keys: string[]) =>
    books
      .within((trx) => insertPayments(trx, books.administration.id, keys.map(payment)))
      .then((booked) => booked.map(({ remainder }) => remainder));
  expect(await book("order:1:42")).toEqual(["0.00"]);
  // Paid a second time from another source: kept, but for no document.
  expect(await book("order:1:42", "order:1:43")).toEqual(["22.70"]);
  const raced = await Promise.all([book("order:1:44"), book("order:1:44")]);
  expect(raced.toSorted()).toEqual([[], ["22.70"]]);
  expect([await countRows(books, "payments"), await countRows(books, "payment_allocations")]).toEqual([3, 1]);
});
