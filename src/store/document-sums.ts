import { sql, type RawBuilder } from "kysely";
import type { Transaction } from "./database.ts";
import { creditedOn, paidOn, worthOf } from "./document-balance.ts";

/** Kinds somebody pays on: the others have no open amount. */
export const paidOnKinds = sql`('invoice', 'paymentRequest', 'tillReceipt')`;

/**
 * `s`: what was paid on document `d`, what was credited of it, and what is open. What was paid before it was issued is allocated to it as
 * well, so that the whole is what counts, not what is payable. A credit note whose money went back by another way (the shop refunded it)
 * leaves nothing to settle.
 */
export const sumsOf = sql`lateral (
  select b.paid, b.credited, b.settled, case when d.kind in ${paidOnKinds} and d.status <> 'draft' then ${worthOf} - b.paid - b.settled else 0 end as open
  from (select ${paidOn} as paid, ${creditedOn} as settled,
    coalesce((select sum(c.tax_inclusive_amount + c.payable_rounding_amount) from documents c where c.administration_id = d.administration_id
      and c.preceding_document_id = d.id and c.kind = 'creditNote' and c.status <> 'draft'), 0) as credited) b
) s`;

export const paymentStates = ["open", "partlyPaid", "paid", "overpaid", "toRepay", "overdue"] as const;
export type PaymentState = (typeof paymentStates)[number];

/**
 * Money came in for what was credited afterwards, and somebody has to pay it back. While a draft takes the place of the document it is not
 * so: what was paid is for that one.
 */
const isToRepay = sql`s.settled > 0 and not exists (select from documents r where r.administration_id = d.administration_id
  and r.replaces_document_id = d.id and r.status = 'draft')`;

/** Where paying stands; null where nothing is to be paid: drafts, other kinds, and what was credited instead. */
export const paymentStateOn = (today: string): RawBuilder<unknown> => sql`case
  when d.kind not in ${paidOnKinds} or d.status = 'draft' then null
  when s.open < 0 then case when ${isToRepay} then 'toRepay' else 'overpaid' end
  when s.open = 0 then case when d.status <> 'cancelled' or s.paid <> 0 then 'paid' end
  when d.due_date < ${today}::date then 'overdue'
  when s.paid > 0 then 'partlyPaid'
  else 'open' end`;

export interface DocumentSums {
  readonly paidAmount: string;
  readonly creditedAmount: string;
  readonly openAmount: string;
  readonly paymentState: PaymentState | null;
}

/** As columns of a select over `d` and `s`. */
export const sumColumns = (
  today: string,
) => sql`round(s.paid, 2)::text as "paidAmount", round(s.credited, 2)::text as "creditedAmount",
  round(s.open, 2)::text as "openAmount", ${paymentStateOn(today)} as "paymentState"`;

/** Sums of one document; `today` is the administration's day. */
export async function documentSums(
  trx: Transaction,
  administrationId: string,
  id: string,
  today: string,
): Promise<DocumentSums> {
  const { rows } = await sql<DocumentSums>`select ${sumColumns(today)} from documents d cross join ${sumsOf}
    where d.administration_id = ${administrationId} and d.id = ${id}`.execute(trx);
  const [sums] = rows;
  if (sums === undefined) throw new Error(`No document ${id}`);
  return sums;
}

/** Of the mail that was asked for last, on document `d`. */
export const latestMail = sql`(select o.state from outbox o where o.administration_id = d.administration_id and o.document_id = d.id
  and o.channel = 'mail' order by o.created_at desc, o.id desc limit 1)`;

export async function mailStateOf(trx: Transaction, administrationId: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ state: string | null }>`select ${latestMail} as state from documents d
    where d.administration_id = ${administrationId} and d.id = ${id}`.execute(trx);
  return rows[0]?.state ?? null;
}
