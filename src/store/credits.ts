import { sql } from "kysely";
import type { Transaction } from "./database.ts";

/** Locks documents until the transaction ends, in one order, so that two that act on the same ones take turns and never deadlock. */
export async function lockDocuments(trx: Transaction, administrationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Not `for update`: that would make whoever refers to them wait as well.
  await sql`select id from documents where administration_id = ${administrationId} and id = any(${ids}::uuid[])
    order by id for no key update`.execute(trx);
}

const credits = (ids: readonly string[]) => sql`
  select c.id, c.preceding_document_id as invoice_id from documents c
  where c.administration_id = current_setting('app.administration')::uuid and c.preceding_document_id = any(${ids}::uuid[])
    and c.kind = 'creditNote' and c.status = 'issued'`;

export interface Overcredited {
  readonly number: string;
  /** Null: the whole, not one rate. */
  readonly vatRate: string | null;
  readonly difference: string;
}

/** Invoices of these of which the issued credit notes take more than there is: of the whole, or of one VAT group. */
export async function overcredited(
  trx: Transaction,
  administrationId: string,
  invoiceIds: readonly string[],
): Promise<Overcredited[]> {
  const { rows } = await sql<Overcredited>`
    with c as (${credits(invoiceIds)}),
      groups as (
        select v.document_id as invoice_id, v.vat_category, v.vat_rate, v.gross_amount, v.taxable_amount, v.tax_amount from document_vat v
        where v.administration_id = ${administrationId} and v.document_id = any(${invoiceIds}::uuid[])),
      taken as (
        select c.invoice_id, v.vat_category, v.vat_rate, sum(v.gross_amount) as gross_amount, sum(v.taxable_amount) as taxable_amount,
          sum(v.tax_amount) as tax_amount
        from c join document_vat v on v.administration_id = ${administrationId} and v.document_id = c.id group by 1, 2, 3),
      over as (
        select t.invoice_id, t.vat_rate, t.gross_amount - coalesce(g.gross_amount, 0) as difference
        from taken t left join groups g using (invoice_id, vat_category, vat_rate)
        where (coalesce(g.gross_amount, 0) >= 0 and (t.gross_amount > coalesce(g.gross_amount, 0) or t.taxable_amount > coalesce(g.taxable_amount, 0)
            or t.tax_amount > coalesce(g.tax_amount, 0)))
          or (g.gross_amount < 0 and (t.gross_amount < g.gross_amount or t.taxable_amount < g.taxable_amount or t.tax_amount < g.tax_amount))
        union all
        select i.id, null, sum(d.tax_inclusive_amount + d.payable_rounding_amount) - (i.tax_inclusive_amount + i.payable_rounding_amount)
        from documents i join c on c.invoice_id = i.id join documents d on d.administration_id = i.administration_id and d.id = c.id
        where i.administration_id = ${administrationId} group by i.id, i.tax_inclusive_amount, i.payable_rounding_amount
        having sum(d.tax_inclusive_amount + d.payable_rounding_amount) > i.tax_inclusive_amount + i.payable_rounding_amount)
    select i.number, over.vat_rate::text as "vatRate", over.difference::text as difference from over
    join documents i on i.administration_id = ${administrationId} and i.id = over.invoice_id order by i.number, over.vat_rate`.execute(
    trx,
  );
  return rows;
}

/** Invoices of these that are credited whole become so by status. */
export async function cancelCredited(
  trx: Transaction,
  administrationId: string,
  invoiceIds: readonly string[],
): Promise<void> {
  await sql`
    with c as (${credits(invoiceIds)}),
      taken as (
        select c.invoice_id, sum(d.tax_inclusive_amount + d.payable_rounding_amount) as amount
        from c join documents d on d.administration_id = ${administrationId} and d.id = c.id group by 1)
    update documents i set status = 'cancelled' from taken
    where i.administration_id = ${administrationId} and i.id = taken.invoice_id and i.status = 'issued'
      and i.tax_inclusive_amount + i.payable_rounding_amount = taken.amount`.execute(trx);
}
