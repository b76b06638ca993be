import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { Transaction } from "./database.ts";

/** `a.amount` as it counts for its document: what came in, less what went back. */
export const signed = sql`case p.direction when 'in' then a.amount else -a.amount end`;

/**
 * Moves money from one document to another, oldest payment first, or of one payment alone: each payment pays the other document from now
 * on, and what is taken back of it later is taken there. Nothing is received or paid back by it. The caller has locked both documents and
 * looked that there is as much.
 */
export async function movePaid(
  trx: Transaction,
  administrationId: string,
  from: string,
  to: string,
  amount: Amount,
  paymentId: string | null = null,
): Promise<void> {
  await sql`
    with held as (
      select coalesce(p.reverses_id, p.id) as id, sum(${signed}) as amount
      from payment_allocations a join payments p on p.administration_id = a.administration_id and p.id = a.payment_id
      where a.administration_id = ${administrationId} and a.document_id = ${from}
        and (${paymentId}::uuid is null or coalesce(p.reverses_id, p.id) = ${paymentId}::uuid)
      group by 1 having sum(${signed}) > 0),
    moved as (
      select held.id, least(held.amount, greatest(${amount}::numeric - coalesce(sum(held.amount) over (
        order by p.paid_at, held.id rows between unbounded preceding and 1 preceding), 0), 0)) as amount
      from held join payments p on p.administration_id = ${administrationId} and p.id = held.id and p.direction = 'in')
    insert into payment_allocations (administration_id, payment_id, document_id, amount)
    select ${administrationId}, id, document_id, sign * amount from moved
    cross join (values (${from}::uuid, -1), (${to}::uuid, 1)) as side (document_id, sign) where amount > 0`.execute(
    trx,
  );
}

/** How much of what a payment brought is on each of these documents. */
export async function heldOf(
  trx: Transaction,
  administrationId: string,
  paymentId: string,
): Promise<{ readonly documentId: string; readonly amount: Amount }[]> {
  const { rows } = await sql<{ documentId: string; amount: Amount }>`
    select a.document_id as "documentId", sum(${signed}) as amount
    from payment_allocations a join payments p on p.administration_id = a.administration_id and p.id = a.payment_id
    where a.administration_id = ${administrationId} and (p.id = ${paymentId} or p.reverses_id = ${paymentId})
    group by 1 having sum(${signed}) > 0 order by min(a.created_at), 1`.execute(trx);
  return rows;
}
