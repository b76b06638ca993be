import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { DocumentKind, DocumentStatus } from "#domain/document-kinds.ts";
import type { Language } from "#domain/party.ts";
import type { Transaction } from "./database.ts";

/** What was allocated to the document `d`, less what was taken back. */
export const paidOn = sql`coalesce((
  select sum(case p.direction when 'in' then a.amount else -a.amount end) from payment_allocations a
  join payments p on p.administration_id = a.administration_id and p.id = a.payment_id
  where a.administration_id = d.administration_id and a.document_id = d.id), 0)`;

/** What issued credit notes took off the document `d`. */
export const creditedOn = sql`coalesce((
  select sum(c.payable_amount) from documents c where c.administration_id = d.administration_id
    and c.preceding_document_id = d.id and c.kind = 'creditNote' and c.status <> 'draft'), 0)`;

/** What the buyer owes by the document `d` in all: what was paid before it was issued is allocated to it as well. */
export const worthOf = sql`(d.tax_inclusive_amount + d.payable_rounding_amount)`;

/** A document as who takes payments sees it. `open` is below zero when more was paid than is due. */
export interface Balance {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly status: DocumentStatus;
  readonly number: string;
  readonly currency: string;
  readonly language: Language;
  readonly payable: Amount;
  readonly paid: Amount;
  readonly credited: Amount;
  readonly open: Amount;
}

const balances = sql`
  select b.*, b.payable - b.credited - b.paid as open from (
    select d.id as "documentId", d.kind, d.status, coalesce(d.number, '') as number, d.currency, d.language, ${worthOf} as payable,
      ${paidOn} as paid, ${creditedOn} as credited
    from documents d where d.administration_id = current_setting('app.administration')::uuid and d.id = any(`;

/** Of those that exist, in no order. */
export async function balancesOf(trx: Transaction, ids: readonly string[]): Promise<Balance[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Balance>`${balances}${[...ids]}::uuid[])) b`.execute(trx);
  return rows;
}

/**
 * Keeps others from allocating to these documents until the transaction ends, and makes the next statement see what they did. By id, so
 * that two who want the same documents wait for each other in one order.
 */
export async function lockForPayment(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`select from documents where administration_id = ${administrationId} and id = any(${[...ids]}::uuid[])
    order by id for no key update`.execute(trx);
}
