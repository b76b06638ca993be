import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import { bookedAt } from "./closed-period.ts";
import type { Transaction } from "./database.ts";
import { lockForPayment } from "./document-balance.ts";
import { signed } from "./moved-payments.ts";
import { lockPayment, readPayments, type PaymentRow } from "./payments.ts";

export interface NewReversal {
  readonly id: string;
  readonly sourceKey: string;
  readonly reversesId: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly at: string;
  readonly reason: string;
  readonly enteredBy: string;
}

/** Locks a payment with the documents it is on, and writes the row against it. Null when that was written before. */
async function insertAgainst(
  trx: Transaction,
  administrationId: string,
  direction: "in" | "out",
  reversal: NewReversal,
): Promise<PaymentRow | null> {
  await lockPayment(trx, reversal.reversesId);
  const read = async () => (await readPayments(trx, administrationId, { ids: [reversal.reversesId], limit: 1 }))[0];
  const seen = await read();
  if (seen === undefined) throw new Error(`No payment ${reversal.reversesId}`);
  await lockForPayment(
    trx,
    administrationId,
    seen.allocations.map(({ documentId }) => documentId),
  );
  const original = (await read()) ?? seen;
  const { paidAt, movedFrom } = bookedAt(administrationId, sql`${reversal.at}::timestamptz`);
  const { numAffectedRows } = await sql`
    insert into payments (id, administration_id, source_key, direction, amount, currency, method, transaction_id, paid_at, moved_instead_of, reverses_id, reason,
      entered_by)
    values (${reversal.id}, ${administrationId}, ${reversal.sourceKey}, ${direction}, ${reversal.amount}, ${reversal.currency}, ${reversal.method},
      ${reversal.transactionId}, ${paidAt}, ${movedFrom}, ${reversal.reversesId}, ${reversal.reason}, ${reversal.enteredBy})
    on conflict (administration_id, source_key) do nothing`.execute(trx);
  return numAffectedRows === 1n ? original : null;
}

/** The payment and all that was booked against it, per document. */
const family = (administrationId: string, id: string) => sql`
  from payment_allocations a join payments p on p.administration_id = a.administration_id and p.id = a.payment_id
  where a.administration_id = ${administrationId} and (p.id = ${id} or p.reverses_id = ${id})`;

/**
 * Books money that went back. First it takes what was for no document, then from the documents the payment is on now, the last one paid
 * first; what went back beyond that is owed on the last one as well. Returns the documents it opened again; null when this was booked
 * before.
 */
export async function insertReversal(
  trx: Transaction,
  administrationId: string,
  reversal: NewReversal,
): Promise<readonly string[] | null> {
  const original = await insertAgainst(trx, administrationId, "out", reversal);
  if (original === null) return null;
  const { rows } = await sql<{ documentId: string }>`
    with wanted as (select greatest(${reversal.amount}::numeric - greatest(${original.remainder}::numeric, 0), 0) as amount),
    held as (
      select a.document_id, greatest(sum(${signed}), 0) as amount, max(a.created_at) as last
      ${family(administrationId, reversal.reversesId)} group by 1),
    ranked as (select held.*, row_number() over (order by amount > 0 desc, last desc, document_id) as rank from held),
    back as (
      select ranked.document_id, ranked.rank, least(ranked.amount, greatest(wanted.amount - coalesce(sum(ranked.amount) over (
        order by ranked.rank rows between unbounded preceding and 1 preceding), 0), 0)) as amount from ranked, wanted)
    insert into payment_allocations (administration_id, payment_id, document_id, amount)
    select ${administrationId}, ${reversal.id}, document_id, part from (
      select back.document_id, back.amount + case back.rank when 1
        then greatest((select amount from wanted) - (select sum(amount) from back), 0) else 0 end as part from back) parts
    where part > 0
    returning document_id as "documentId"`.execute(trx);
  return rows.map((row) => row.documentId);
}

/**
 * Books that money which went back came again after all: a refund that failed, a chargeback that was undone, a repayment entered by
 * mistake. It goes to the documents it was taken from, the last one first, and beyond that to none. False when this was booked before.
 */
export async function insertRestoral(
  trx: Transaction,
  administrationId: string,
  restoral: NewReversal,
): Promise<boolean> {
  if ((await insertAgainst(trx, administrationId, "in", restoral)) === null) return false;
  await sql`
    with taken as (
      select a.document_id, -sum(${signed}) as amount, max(a.created_at) as last
      ${family(administrationId, restoral.reversesId)} and not (p.direction = 'in' and p.reverses_id is null)
      group by 1 having sum(${signed}) < 0),
    back as (
      select document_id, least(amount, greatest(${restoral.amount}::numeric - coalesce(sum(amount) over (
        order by last desc, document_id rows between unbounded preceding and 1 preceding), 0), 0)) as amount from taken)
    insert into payment_allocations (administration_id, payment_id, document_id, amount)
    select ${administrationId}, ${restoral.id}, document_id, amount from back where amount > 0`.execute(trx);
  return true;
}

/** How often something was booked against this payment: names the next time. */
export async function countAgainst(trx: Transaction, administrationId: string, paymentId: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from payments where administration_id = ${administrationId} and reverses_id = ${paymentId}`.execute(
    trx,
  );
  return Number(rows[0]?.count);
}

export interface NewRepayment {
  readonly id: string;
  readonly sourceKey: string;
  readonly documentId: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly paidAt: string;
  readonly reason: string;
  readonly enteredBy: string;
}

/** Books money that was given back to who paid too much of a document, once. The caller has locked it and looked that as much is owed. */
export async function insertRepayment(
  trx: Transaction,
  administrationId: string,
  { id, sourceKey, documentId, amount, currency, method, paidAt, reason, enteredBy }: NewRepayment,
): Promise<void> {
  const booked = bookedAt(administrationId, sql`${paidAt}::timestamptz`);
  await sql`
    with made as (
      insert into payments (id, administration_id, source_key, direction, amount, currency, method, paid_at, moved_instead_of, reason, entered_by)
      values (${id}, ${administrationId}, ${sourceKey}, 'out', ${amount}, ${currency}, ${method}, ${booked.paidAt}, ${booked.movedFrom}, ${reason}, ${enteredBy})
      on conflict (administration_id, source_key) do nothing returning id)
    insert into payment_allocations (administration_id, payment_id, document_id, amount)
    select ${administrationId}, id, ${documentId}, ${amount} from made`.execute(trx);
}
