import { sql, type RawBuilder } from "kysely";
import { amount, cents } from "#domain/amount.ts";
import { findBelgianReferences, isCreditorReference } from "#domain/references.ts";
import type { DocumentKind, DocumentStatus } from "#domain/document-kinds.ts";
import type { Transaction } from "./database.ts";
import {
  latestMail,
  paymentStateOn,
  sumColumns,
  sumsOf,
  type DocumentSums,
  type PaymentState,
} from "./document-sums.ts";
import { worthOf } from "./document-balance.ts";
import { listedOn } from "./documents.ts";

export interface DocumentQuery {
  readonly kinds?: readonly DocumentKind[] | undefined;
  readonly statuses?: readonly DocumentStatus[] | undefined;
  readonly payments?: readonly PaymentState[] | undefined;
  readonly q?: string | undefined;
  readonly buyerId?: string | undefined;
  /** Days, inclusive. Drafts without a day fall outside every period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: { readonly issueDate: string; readonly id: string } | undefined;
  readonly limit: number;
  /** The administration's own day. */
  readonly today: string;
}

export interface DocumentRow extends DocumentSums {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly status: DocumentStatus;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly buyerId: string | null;
  readonly buyerName: string;
  readonly currency: string;
  readonly taxExclusiveAmount: string;
  readonly taxInclusiveAmount: string;
  readonly payableAmount: string;
  /** Of the latest mail; null when none was asked for. */
  readonly mailState: string | null;
  readonly connectionId: string | null;
  readonly sourceOrderId: string | null;
  readonly orderReference: string;
  readonly flag: string | null;
  readonly editedBy: string | null;
  readonly createdAt: string;
  readonly listedOn: string;
}

/** Text that starts so, by comparing only: an index is used under row-level security, which `like` may not (traps.md 3.2). */
const startsWith = (column: RawBuilder<unknown>, start: string) =>
  sql`(${column} collate "C" >= ${start} and ${column} collate "C" < ${`${start}\u{10FFFF}`})`;

/** Decimal text as people type it: 1.234,56 and 1234.56 and € 12. */
function amountIn(q: string): string | null {
  const typed = q.replaceAll(/[€\s\u00a0\u202f]/g, "");
  const plain = /,\d{1,2}$/.test(typed) ? typed.replaceAll(".", "").replace(",", ".") : typed.replaceAll(",", "");
  return /^\d{1,15}(\.\d{1,2})?$/.test(plain) ? String(cents(amount(plain))) : null;
}

/** Everything people look a document up by: its number, the order's, the reference on the payment, the amount, the name of the buyer. Those of people who were deleted are not found. */
function matches(administrationId: string, given: string): RawBuilder<unknown> {
  const q = given.trim();
  const arms = [startsWith(sql`d.number`, q), startsWith(sql`d.order_reference`, q)];
  const compact = q.replaceAll(/[\s+*/.]/g, "").toUpperCase();
  const references = [
    ...findBelgianReferences(q),
    ...(isCreditorReference(q) || /^\d{12,16}$/.test(compact) ? [compact] : []),
  ];
  if (references.length > 0) arms.push(sql`d.payment_reference = any(${references}::text[])`);
  const money = amountIn(q);
  if (money !== null) arms.push(sql`(${worthOf} = ${money}::numeric or d.payable_amount = ${money}::numeric)`);
  const name = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  // Buyers first, of whom there are far fewer than documents; their documents are then found by index.
  arms.push(
    sql`d.buyer_id = any(array(select p.id from parties p where p.administration_id = ${administrationId} and p.sort_name like searchable(${name})))`,
  );
  return sql`(${sql.join(arms, sql` or `)}) and not exists (select from restricted_documents r
    where r.administration_id = d.administration_id and r.document_id = d.id)`;
}

function conditionsOf(administrationId: string, query: DocumentQuery): RawBuilder<unknown>[] {
  const { kinds, buyerId, from, to, q } = query;
  const conditions = [sql`d.administration_id = ${administrationId}`];
  if (kinds !== undefined) conditions.push(sql`d.kind = any(${kinds}::text[])`);
  if (buyerId !== undefined) conditions.push(sql`d.buyer_id = ${buyerId}`);
  if (from !== undefined) conditions.push(sql`${listedOn} >= ${from}::date`);
  if (to !== undefined) conditions.push(sql`${listedOn} <= ${to}::date`);
  if (from !== undefined || to !== undefined) conditions.push(sql`d.issue_date is not null`);
  if (query.payments !== undefined)
    conditions.push(sql`${paymentStateOn(query.today)} = any(${query.payments}::text[])`);
  if (q !== undefined && q.trim() !== "") conditions.push(matches(administrationId, q));
  return conditions;
}

/** One page of documents with their sums, newest first. */
export async function listDocuments(
  trx: Transaction,
  administrationId: string,
  query: DocumentQuery,
): Promise<DocumentRow[]> {
  const conditions = conditionsOf(administrationId, query);
  if (query.statuses !== undefined) conditions.push(sql`d.status = any(${query.statuses}::text[])`);
  if (query.after !== undefined)
    conditions.push(sql`(${listedOn}, d.id) < (${query.after.issueDate}::date, ${query.after.id}::uuid)`);
  const { rows } = await sql<DocumentRow>`
    select d.id, d.kind, d.status, d.number, d.issue_date as "issueDate", d.due_date as "dueDate", d.buyer_id as "buyerId",
      coalesce(d.buyer ->> 'name', '') as "buyerName", d.currency, d.tax_exclusive_amount::text as "taxExclusiveAmount",
      d.tax_inclusive_amount::text as "taxInclusiveAmount", d.payable_amount::text as "payableAmount",
      ${latestMail} as "mailState",
      d.connection_id as "connectionId", d.source_order_id as "sourceOrderId", d.order_reference as "orderReference", d.flag,
      d.edited_by as "editedBy", d.created_at as "createdAt", ${listedOn} as "listedOn", ${sumColumns(query.today)}
    from documents d cross join ${sumsOf} where ${sql.join(conditions, sql` and `)}
    order by ${listedOn} desc, d.id desc limit ${query.limit}`.execute(trx);
  return rows;
}

/** Documents per status among those the query finds, whatever statuses it asks for. */
export async function countByStatus(
  trx: Transaction,
  administrationId: string,
  query: DocumentQuery,
): Promise<Record<string, number>> {
  const sums = query.payments === undefined ? sql`` : sql`cross join ${sumsOf}`;
  const { rows } = await sql<{ status: string; count: string }>`
    select d.status, count(*) as count from documents d ${sums}
    where ${sql.join(conditionsOf(administrationId, query), sql` and `)} group by d.status`.execute(trx);
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.count)]));
}
