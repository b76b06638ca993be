import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import { cash } from "#domain/payment-methods.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import type { Transaction } from "./database.ts";
import { bookedAt } from "./closed-period.ts";
import { creditedOn, lockForPayment, paidOn, worthOf } from "./document-balance.ts";
import { rowsOf } from "./unnest.ts";

export interface NewPayment {
  readonly id: string;
  /** Names the payment at its source; the same one is never booked twice. */
  readonly sourceKey: string;
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly paidAt: string;
  /** The document it pays, as far as that is open. */
  readonly documentId: string;
  /** Who entered it by hand. */
  readonly enteredBy?: string;
}

export interface BookedPayment {
  readonly id: string;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly amount: Amount;
  /** Not allocated: more was paid than was open. */
  readonly remainder: Amount;
}

const columns = {
  id: "uuid",
  administrationId: "uuid",
  sourceKey: "text",
  amount: "numeric",
  currency: "text",
  method: "text",
  transactionId: "text",
  paidAt: "timestamptz",
  documentId: "uuid",
  enteredBy: "text",
} as const;

/**
 * Books what came in and allocates each payment to its document, up to what is open there; the rest stays a remainder of the payment.
 * One that is already booked is left alone. Returns those that were new.
 */
export async function insertPayments(
  trx: Transaction,
  administrationId: string,
  payments: readonly NewPayment[],
): Promise<BookedPayment[]> {
  if (payments.length === 0) return [];
  const documentIds = [...new Set(payments.map((payment) => payment.documentId))];
  await lockForPayment(trx, administrationId, documentIds);
  const { paidAt, movedFrom } = bookedAt(administrationId, sql`p."paidAt"`);
  const given = payments.map((payment) => ({ enteredBy: "", ...payment, administrationId }));
  const { rows } = await sql<BookedPayment>`
    with p ${rowsOf(columns, given, "as")},
      made as (
        insert into payments (id, administration_id, source_key, direction, amount, currency, method, transaction_id, paid_at, moved_instead_of,
          entered_by)
        select id, "administrationId", "sourceKey", 'in', amount, currency, method, "transactionId", ${paidAt}, ${movedFrom}, "enteredBy" from p
        on conflict (administration_id, source_key) do nothing returning id),
      open as (
        select d.id, d.kind, d.currency, greatest(${worthOf} - ${creditedOn} - ${paidOn}, 0) as amount from documents d
        where d.administration_id = ${administrationId} and d.id = any(${documentIds}::uuid[])),
      placed as (
        select p.*, o.kind, case when p.currency = o.currency then least(p.amount, greatest(o.amount - coalesce(sum(p.amount) over (
          partition by p."documentId" order by p."paidAt", p.id rows between unbounded preceding and 1 preceding), 0), 0)) else 0 end as placed
        from p join made on made.id = p.id join open o on o.id = p."documentId"),
      allocated as (
        insert into payment_allocations (administration_id, payment_id, document_id, amount)
        select "administrationId", id, "documentId", placed from placed where placed > 0)
    select id, "documentId", kind, amount, amount - placed as remainder from placed`.execute(trx);
  return rows;
}

/** The payment booked under this source key; null when there is none. */
export async function paymentIdOf(
  trx: Transaction,
  administrationId: string,
  sourceKey: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from payments where administration_id = ${administrationId} and source_key = ${sourceKey}`.execute(trx);
  return rows[0]?.id ?? null;
}

/** Which of these source keys are booked already. */
export async function bookedSources(
  trx: Transaction,
  administrationId: string,
  sourceKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sourceKeys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`select source_key as key from payments
    where administration_id = ${administrationId} and source_key = any(${[...sourceKeys]}::text[])`.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

const isReceived = sql`(p.direction = 'in' and p.reverses_id is null)`;

/** What of a payment is allocated to nothing, and was not taken back; what was given back after all counts with it again. */
const remainderOf = sql`p.amount
  - coalesce((select sum(a.amount) from payment_allocations a where a.administration_id = p.administration_id and a.payment_id = p.id), 0)
  - coalesce((select sum(case r.direction when 'out' then 1 else -1 end * (r.amount - coalesce((select sum(a.amount) from payment_allocations a
      where a.administration_id = r.administration_id and a.payment_id = r.id), 0)))
    from payments r where r.administration_id = p.administration_id and r.reverses_id = p.id), 0)`;

export interface PaymentRow {
  readonly id: string;
  readonly sourceKey: string;
  readonly direction: "in" | "out";
  readonly amount: Amount;
  readonly currency: string;
  readonly method: string;
  readonly transactionId: string;
  readonly paidAt: string;
  /** When the money really moved, where that day was closed. */
  readonly movedFrom: string | null;
  readonly reason: string;
  readonly enteredBy: string;
  readonly reversesId: string | null;
  /** What was taken back of it, and not given again. */
  readonly reversed: Amount;
  readonly remainder: Amount;
  /** What it pays now: money that moved on from a document is not on it any more. */
  readonly allocations: readonly { readonly documentId: string; readonly number: string; readonly amount: Amount }[];
  /** Where the money came in or left: null when nobody said. */
  readonly account: { readonly kind: "cash" | "bank" | "connection"; readonly name: string } | null;
}

/** Cash by how it was paid; then whoever told of it, the provider or the shop; a transfer a person saw, on the IBAN its document named. */
const accountOf = sql`case
  when p.method = ${cash} then jsonb_build_object('kind', 'cash', 'name', '')
  when p.source_key ~ '^(hand|reversal):' then case when p.method = 'bankTransfer' then (
    select jsonb_build_object('kind', 'bank', 'name', iban) from (
      select coalesce((select nullif(d.seller ->> 'iban', '') from payment_allocations a
          join documents d on d.administration_id = a.administration_id and d.id = a.document_id
          where a.administration_id = p.administration_id and a.payment_id = p.id order by a.created_at limit 1),
        (select iban from administrations where id = p.administration_id)) as iban) ibans where iban <> '') end
  else (
    select jsonb_build_object('kind', 'connection', 'name', c.name) from connections c where c.administration_id = p.administration_id
      and (p.source_key like 'order:' || c.id || ':%' or p.source_key like 'refund:' || c.id || ':%'
        or (c.connector = split_part(p.source_key, ':', 1) and exists (select from payment_attempts t
          where t.administration_id = c.administration_id and t.connection_id = c.id and t.external_id = p.transaction_id)))
    limit 1) end`;

export interface PaymentFilter {
  readonly ids?: readonly string[];
  readonly documentId?: string | undefined;
  readonly direction?: "in" | "out" | undefined;
  /** One of these ways to pay. */
  readonly methods?: readonly string[] | undefined;
  /** Only those with money that is for no document. */
  readonly unallocated?: boolean | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly after?: { readonly paidAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Payments with what they pay, newest first. */
export async function readPayments(
  trx: Transaction,
  administrationId: string,
  filter: PaymentFilter,
): Promise<PaymentRow[]> {
  const conditions = [sql`p.administration_id = ${administrationId}`];
  if (filter.ids !== undefined) conditions.push(sql`p.id = any(${[...filter.ids]}::uuid[])`);
  if (filter.direction !== undefined) conditions.push(sql`p.direction = ${filter.direction}`);
  if (filter.methods !== undefined) conditions.push(sql`p.method = any(${[...filter.methods]}::text[])`);
  if (filter.from !== undefined) conditions.push(sql`p.paid_at >= ${filter.from}::timestamptz`);
  if (filter.until !== undefined) conditions.push(sql`p.paid_at < ${filter.until}::timestamptz`);
  if (filter.after !== undefined)
    conditions.push(sql`(p.paid_at, p.id) < (${filter.after.paidAt}::timestamptz, ${filter.after.id}::uuid)`);
  if (filter.documentId !== undefined)
    conditions.push(sql`exists (select from payment_allocations a where a.administration_id = p.administration_id
      and a.payment_id = p.id and a.document_id = ${filter.documentId})`);
  if (filter.unallocated === true) conditions.push(sql`${isReceived} and ${remainderOf} > 0`);
  const { rows } = await sql<PaymentRow>`
    select p.id, p.source_key as "sourceKey", p.direction, p.amount, p.currency, p.method, p.transaction_id as "transactionId",
      p.paid_at as "paidAt", p.moved_instead_of as "movedFrom", p.reason, p.entered_by as "enteredBy", p.reverses_id as "reversesId",
      coalesce((select sum(case when r.direction = p.direction then -r.amount else r.amount end) from payments r
        where r.administration_id = p.administration_id and r.reverses_id = p.id), 0)::text as reversed,
      case when ${isReceived} then ${remainderOf} else 0 end as remainder,
      coalesce((select jsonb_agg(jsonb_build_object('documentId', a.id, 'number', coalesce(d.number, ''), 'amount', a.amount::text)
          order by a.since, a.id)
        from (select document_id as id, sum(amount) as amount, min(created_at) as since from payment_allocations
            where administration_id = p.administration_id and payment_id = p.id group by 1 having sum(amount) <> 0) a
          join documents d on d.administration_id = p.administration_id and d.id = a.id), '[]') as allocations,
      ${accountOf} as account
    from payments p where ${sql.join(conditions, sql` and `)}
    order by p.paid_at desc, p.id desc limit ${filter.limit}`.execute(trx);
  return rows;
}

/** Until the transaction ends nobody else gives out, or takes back, what is left of a payment. Its row cannot be locked: the app may not change it. */
export async function lockPayment(trx: Transaction, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 1))`.execute(trx);
}

/** Gives a part of a payment to a document; whoever calls has locked both and looked whether it fits. */
export async function insertAllocation(
  trx: Transaction,
  administrationId: string,
  paymentId: string,
  documentId: string,
  amount: Amount,
): Promise<void> {
  await sql`insert into payment_allocations (administration_id, payment_id, document_id, amount)
    values (${administrationId}, ${paymentId}, ${documentId}, ${amount})`.execute(trx);
}

/** The codes of all ways in which anything was paid. */
export async function methodsInUse(trx: Transaction, administrationId: string): Promise<string[]> {
  const { rows } = await sql<{ method: string }>`
    select distinct method from payments where administration_id = ${administrationId} and method <> '' order by 1`.execute(
    trx,
  );
  return rows.map(({ method }) => method);
}
