import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { paymentStateOn, sumsOf } from "./document-sums.ts";

/** A document of which money has to go back, because it was credited after it was paid. */
export interface ToRepayRow {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly amount: string;
  readonly currency: string;
  /** Day of the credit note that did it. */
  readonly since: string;
}

/** Who has to get money back, longest first: at most `limit` of them, and how many there are in all. */
export async function listToRepay(
  trx: Transaction,
  administrationId: string,
  { today, limit }: { readonly today: string; readonly limit: number },
): Promise<{ readonly count: number; readonly rows: readonly ToRepayRow[] }> {
  // From the credit notes: there are far fewer of them than of invoices.
  const { rows } = await sql<ToRepayRow & { readonly count: number }>`
    select d.id, coalesce(d.number, '') as number, coalesce(nullif(d.buyer ->> 'name', ''), nullif(d.buyer ->> 'email', ''), d.number, '') as customer,
      round(-s.open, 2)::text as amount, d.currency, k.since, count(*) over ()::int as count
    from (select c.preceding_document_id as id, max(c.issue_date) as since from documents c
      where c.administration_id = ${administrationId} and c.preceding_document_id is not null and c.kind = 'creditNote'
        and c.status <> 'draft' and c.payable_amount > 0 group by 1) k
    join documents d on d.administration_id = ${administrationId} and d.id = k.id
    cross join ${sumsOf} where ${paymentStateOn(today)} = 'toRepay'
    order by k.since, d.id limit ${limit}`.execute(trx);
  return { count: rows[0]?.count ?? 0, rows: rows.map(({ count: _, ...row }) => row) };
}
