import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { add, amount, cents, subtract, sum, text, type Amount } from "#domain/amount.ts";
import { inAdministration } from "#store/database.ts";
import { overcredited } from "#store/credits.ts";
import { anyBooks, anySteps, type Books, type Step } from "./testing/any-books.ts";
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
    const rest = (worthOf: Amount) => subtract(subtract(worthOf, amount(paidAmount)), amount(creditedAmount));
    expect(openAmount).toBe(whole === undefined ? "0.00" : money(rest(whole)));
  }
}

/**
 * No line of a quote or order slip is on more live invoices than there is of it, by whatever way it came there. An invoice made by "credit
 * and new" stands for the one it replaces, whatever it says of itself.
 */
async function nothingTwice({ store }: ApiUnderTest, { administrationId }: Office): Promise<void> {
  const { rows } = await sql<{ number: string; position: number; quantity: string; invoiced: string }>`
    with recursive own as (select * from documents where administration_id = ${administrationId}),
    stands as (
      select id, id as for_id from own where replaces_document_id is null
      union all select own.id, stands.for_id from stands join own on own.replaces_document_id = stands.id),
    edges as (select c.* from document_conversions c where c.administration_id = ${administrationId}),
    down as (
      select from_document_id as root, from_position as line, to_document_id as id, to_position as position, quantity from edges
      union all
      select down.root, down.line, e.to_document_id, e.to_position, e.quantity
      from down join edges e on e.from_document_id = down.id and e.from_position = down.position)
    select q.kind, q.number, l.position, l.quantity::text, sum(down.quantity)::text as invoiced
    from own i join stands on stands.id = i.id join down on down.id = stands.for_id
    join own q on q.id = down.root and q.kind <> 'invoice'
    join document_lines l on l.administration_id = ${administrationId} and l.document_id = q.id and l.position = down.line
    where i.kind = 'invoice' and i.status <> 'cancelled'
    group by q.id, q.kind, q.number, l.position, l.quantity having sum(down.quantity) > l.quantity`.execute(
    store.owner,
  );
  expect(rows).toEqual([]);
}

/** Money goes where something is open: only what is credited afterwards, or came again after all, is too much there. */
async function nothingOverpaid(books: Books, steps: readonly Step[]): Promise<void> {
  if (steps.some(({ act }) => act === "restore")) return;
  const uncredited = (await books.documents()).filter(({ creditedAmount }) => creditedAmount === "0.00");
  for (const { openAmount } of uncredited) expect(openAmount).not.toMatch(/^-/);
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
    const property = fc.asyncProperty(anySteps, async (steps) => {
      const office = await openOffice(api);
      const books = anyBooks(api, office);
      for (const step of steps) await books.take(step);
      await nothingIsLost(books);
      await openIsTheRest(api, office, books);
      await nothingTwice(api, office);
      await nothingOverpaid(books, steps);
      await neverMoreThanInvoiced(api, office, books);
      await numberedInOrder(api, office);
    });
    await expect(fc.assert(property, { numRuns: 15 })).resolves.toBeUndefined();
  },
);
