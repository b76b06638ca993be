import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import { cash } from "#domain/payment-methods.ts";
import type { Transaction } from "./database.ts";

export interface CashLine {
  readonly paymentId: string;
  readonly paidAt: string;
  readonly direction: "in" | "out";
  readonly amount: Amount;
  readonly currency: string;
  /** In the cash register after it. */
  readonly balance: Amount;
  readonly documents: readonly { readonly documentId: string; readonly number: string }[];
  readonly reason: string;
  readonly reversesId: string | null;
  readonly enteredBy: string;
}

const signed = sql`case p.direction when 'in' then p.amount else -p.amount end`;

/** What was in the cash register before this moment, per currency that was ever in it. */
export async function cashBefore(
  trx: Transaction,
  administrationId: string,
  until: string,
): Promise<ReadonlyMap<string, Amount>> {
  const { rows } = await sql<{ currency: string; amount: Amount }>`
    select p.currency, sum(${signed}) as amount from payments p
    where p.administration_id = ${administrationId} and p.method = ${cash} and p.paid_at < ${until}::timestamptz
    group by 1`.execute(trx);
  return new Map(rows.map(({ currency, amount }) => [currency, amount]));
}

/** Cash that came and went in a period, oldest first, each with what was in the register after it. */
export async function readCash(
  trx: Transaction,
  administrationId: string,
  { from, until, limit }: { readonly from: string; readonly until: string; readonly limit: number },
): Promise<CashLine[]> {
  const { rows } = await sql<CashLine>`
    with lines as (
      select p.*, sum(${signed}) over (partition by p.currency order by p.paid_at, p.id) as balance from payments p
      where p.administration_id = ${administrationId} and p.method = ${cash} and p.paid_at < ${until}::timestamptz)
    select p.id as "paymentId", p.paid_at as "paidAt", p.direction, p.amount, p.currency, p.balance, p.reason,
      p.reverses_id as "reversesId", p.entered_by as "enteredBy",
      coalesce((select jsonb_agg(jsonb_build_object('documentId', d.id, 'number', coalesce(d.number, '')) order by d.number)
        from documents d where d.administration_id = p.administration_id and d.id in (
          select a.document_id from payment_allocations a where a.administration_id = p.administration_id and a.payment_id = p.id
          group by 1 having sum(a.amount) <> 0)), '[]') as documents
    from lines p where p.paid_at >= ${from}::timestamptz
    order by p.paid_at, p.id limit ${limit}`.execute(trx);
  return rows;
}
