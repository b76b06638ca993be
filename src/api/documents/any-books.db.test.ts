import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { add, amount, cents, subtract, sum, text, type Amount } from "#domain/amount.ts";
import { inAdministration } from "#store/database.ts";
import { overcredited } from "#store/credits.ts";
import { anyBooks, anySteps, type Books } from "./testing/any-books.ts";
import { openOffice, type Office } from "./testing/office.ts";

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest();
});

const money = (value: Amount): string => text(cents(value));

/** What came in and did not go out again is on a document, or on none yet: no cent is anywhere else. */
async function nothingIsLost(books: Books): Promise<void> {
  const payments = await books.payments();
  const signed = payments.map(({ direction, amount: value }) =>
    direction === "in" ? amount(value) : subtract(amount("0"), amount(value)),
  );
  const onDocuments = (await books.documents()).map(({ paidAmount }) => amount(paidAmount));
  const remainders = payments.map(({ remainder }) => amount(remainder));
  expect(money(sum(signed))).toBe(money(add(sum(onDocuments), sum(remainders))));
  for (const { remainder } of payments) expect(remainder).not.toMatch(/^-/);
}

/** Open is what the document comes to, less what was paid and credited. */
async function openIsTheRest({ store }: ApiUnderTest, { administrationId }: Office, books: Books): Promise<void> {
  const { rows } = await sql<{ id: string; worth: Amount }>`
    select id, tax_inclusive_amount + payable_rounding_amount as worth from documents
    where administration_id = ${administrationId} and kind = 'invoice' and status <> 'draft'`.execute(store.owner);
  const worth = new Map(rows.map((row) => [row.id, row.worth]));
  for (const { id, openAmount, paidAmount, creditedAmount } of await books.documents()) {
    const whole = worth.get(id);
    if (whole === undefined) expect(openAmount).toBe("0.00");
    else expect(openAmount).toBe(money(subtract(subtract(whole, amount(paidAmount)), amount(creditedAmount))));
  }
}

/** No line of a quote or order slip is on more live invoices than there is of it, by whatever way it came there. */
async function nothingTwice({ store }: ApiUnderTest, { administrationId }: Office): Promise<void> {
  const { rows } = await sql<{ number: string; position: number; quantity: string; invoiced: string }>`
    with recursive down as (
      select c.from_document_id as root, c.from_position as line, c.to_document_id as id, c.to_position as position, c.quantity
      from document_conversions c where c.administration_id = ${administrationId}
      union all
      select down.root, down.line, c.to_document_id, c.to_position, c.quantity from down
      join documents d on d.administration_id = ${administrationId} and d.id = down.id and d.kind <> 'invoice'
      join document_conversions c on c.administration_id = d.administration_id and c.from_document_id = down.id and c.from_position = down.position)
    select q.kind, q.number, l.position, l.quantity::text, sum(down.quantity)::text as invoiced from down
    join documents i on i.administration_id = ${administrationId} and i.id = down.id and i.kind = 'invoice' and i.status <> 'cancelled'
    join documents q on q.administration_id = ${administrationId} and q.id = down.root and q.kind <> 'invoice'
    join document_lines l on l.administration_id = ${administrationId} and l.document_id = q.id and l.position = down.line
    group by q.id, q.kind, q.number, l.position, l.quantity having sum(down.quantity) > l.quantity`.execute(
    store.owner,
  );
  expect(rows).toEqual([]);
}

async function neverMoreThanInvoiced({ store }: ApiUnderTest, { administrationId }: Office, books: Books) {
  const invoices = (await books.documents()).filter(({ kind }) => kind === "invoice").map(({ id }) => id);
  const over = await inAdministration(store.app, administrationId, (trx) =>
    overcredited(trx, administrationId, invoices),
  );
  expect(over).toEqual([]);
}

/** Numbers count up by one, and days never go back. */
async function numberedInOrder({ store }: ApiUnderTest, { administrationId }: Office): Promise<void> {
  const { rows } = await sql<{ kind: string }>`
    select kind from (
      select kind, sequence, issue_date, row_number() over w as nth, lag(issue_date) over w as before from documents
      where administration_id = ${administrationId} and status <> 'draft' window w as (partition by kind order by sequence)) d
    where sequence <> nth or issue_date < before`.execute(store.owner);
  expect(rows).toEqual([]);
}

test(
  "whatever is done to documents and money, in any order, every cent stands somewhere once",
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const office = await openOffice(api);
        const books = anyBooks(api, office);
        for (const step of steps) await books.take(step);
        await nothingIsLost(books);
        await openIsTheRest(api, office, books);
        await nothingTwice(api, office);
        await neverMoreThanInvoiced(api, office, books);
        await numberedInOrder(api, office);
      }),
      { numRuns: 15 },
    );
  },
);
