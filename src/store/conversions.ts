import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import { documentKindCodes, isPurchase, type DocumentKind, type DocumentStatus } from "#domain/document-kinds.ts";
import type { Transaction } from "./database.ts";
import { lockDocuments } from "./credits.ts";
import { rowsOf } from "./unnest.ts";

/** How much of a line went into a line of another document. */
export interface Conversion {
  readonly fromDocumentId: string;
  readonly fromPosition: number;
  readonly toDocumentId: string;
  readonly toPosition: number;
  readonly quantity: Amount;
}

const columns = {
  administrationId: "uuid",
  fromDocumentId: "uuid",
  fromPosition: "int",
  toDocumentId: "uuid",
  toPosition: "int",
  quantity: "numeric",
} as const;

export async function insertConversions(
  trx: Transaction,
  administrationId: string,
  conversions: readonly Conversion[],
): Promise<void> {
  if (conversions.length === 0) return;
  await sql`
    with c ${rowsOf(
      columns,
      conversions.map((conversion) => ({ ...conversion, administrationId })),
      "as",
    )}
    insert into document_conversions (administration_id, from_document_id, from_position, to_document_id, to_position, quantity)
    select "administrationId", "fromDocumentId", "fromPosition", "toDocumentId", "toPosition", quantity from c`.execute(
    trx,
  );
}

/** Where the lines of a document came from. */
export async function conversionsInto(trx: Transaction, administrationId: string, id: string): Promise<Conversion[]> {
  const { rows } = await sql<Conversion>`
    select from_document_id as "fromDocumentId", from_position as "fromPosition", to_document_id as "toDocumentId",
      to_position as "toPosition", quantity from document_conversions
    where administration_id = ${administrationId} and to_document_id = ${id} order by to_position`.execute(trx);
  return rows;
}

const purchases = documentKindCodes.filter(isPurchase);

/**
 * The documents a document was made from, and those they were made from. What is bought for what was sold is a chain of its own: it may be more,
 * and what comes in of it is counted from the purchase order on.
 */
const upward = (administrationId: string, id: string) => sql`
  up as (
    select l.position as origin, l.document_id, l.position, d.kind = any(${purchases}::text[]) as bought from document_lines l
    join documents d on d.administration_id = l.administration_id and d.id = l.document_id
    where l.administration_id = ${administrationId} and l.document_id = ${id}
    union
    select up.origin, c.from_document_id, c.from_position, up.bought from up
    join document_conversions c on c.administration_id = ${administrationId} and c.to_document_id = up.document_id and c.to_position = up.position
    join documents d on d.administration_id = ${administrationId} and d.id = c.from_document_id and (d.kind = any(${purchases}::text[])) = up.bought)`;

/** The documents this one was made from, by way of others as well. */
export async function sourcesOf(trx: Transaction, administrationId: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive up as (
      select from_document_id as id from document_conversions where administration_id = ${administrationId} and to_document_id = ${id}
      union select c.from_document_id from up
      join document_conversions c on c.administration_id = ${administrationId} and c.to_document_id = up.id)
    select id from up order by id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Issued invoices that were made from this document, by way of others as well, oldest first. */
export async function invoicesFrom(trx: Transaction, administrationId: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive down as (
      select to_document_id as id from document_conversions where administration_id = ${administrationId} and from_document_id = ${id}
      union select c.to_document_id from down
      join document_conversions c on c.administration_id = ${administrationId} and c.from_document_id = down.id)
    select d.id from down join documents d on d.administration_id = ${administrationId} and d.id = down.id
    where d.kind = 'invoice' and d.status = 'issued' order by d.created_at, d.id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Locks a document and all it was made from: how much of them is left is then nobody else's to change. */
export async function lockChain(trx: Transaction, administrationId: string, id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`with recursive ${upward(administrationId, id)}
    select distinct document_id as id from up`.execute(trx);
  await lockDocuments(trx, administrationId, [...new Set([id, ...rows.map((row) => row.id)])]);
}

export interface LineLeft {
  readonly position: number;
  readonly quantity: Amount;
  readonly left: Amount;
}

/**
 * Of every line of a document, how much is left to become a line of this kind: to be delivered, to be invoiced. What went there by way of
 * other documents counts, and of what stands before it in the chain as well: a delivery note of an order that was invoiced whole has
 * nothing left. Credited documents do not count; drafts do, but for `except`.
 */
export async function leftToConvert(
  trx: Transaction,
  administrationId: string,
  id: string,
  kind: DocumentKind,
  except: string | null = null,
): Promise<LineLeft[]> {
  const { rows } = await sql<LineLeft>`
    with recursive ${upward(administrationId, id)},
      down as (
        select up.origin, up.document_id as root_id, up.position as root_position, c.to_document_id, c.to_position, c.quantity, d.kind, d.status
        from up join document_conversions c on c.administration_id = ${administrationId} and c.from_document_id = up.document_id
            and c.from_position = up.position
          join documents d on d.administration_id = ${administrationId} and d.id = c.to_document_id
        where d.status <> 'cancelled' and d.id is distinct from ${except}::uuid
        union all
        select down.origin, down.root_id, down.root_position, c.to_document_id, c.to_position, c.quantity, d.kind, d.status
        from down join document_conversions c on c.administration_id = ${administrationId} and c.from_document_id = down.to_document_id
            and c.from_position = down.to_position
          join documents d on d.administration_id = ${administrationId} and d.id = c.to_document_id
        where down.kind <> ${kind} and d.status <> 'cancelled' and d.id is distinct from ${except}::uuid),
      rest as (
        select up.origin, up.document_id, up.position, l.quantity
          - coalesce((select sum(down.quantity) from down where down.origin = up.origin and down.root_id = up.document_id
              and down.root_position = up.position and down.kind = ${kind}), 0) as left
        from up join document_lines l on l.administration_id = ${administrationId} and l.document_id = up.document_id and l.position = up.position)
    select l.position, l.quantity, case when l.quantity < 0 then max(rest.left) else min(rest.left) end as left
    from rest join document_lines l on l.administration_id = ${administrationId} and l.document_id = ${id} and l.position = rest.origin
    group by l.position, l.quantity order by l.position`.execute(trx);
  return rows;
}

/** How much of each line of an invoice its issued credit notes took back, by the line they name or the shop's id of it. */
export async function creditedQuantities(
  trx: Transaction,
  administrationId: string,
  invoiceId: string,
): Promise<Map<number, Amount>> {
  const { rows } = await sql<{ position: number; quantity: Amount }>`
    with notes as (select id from documents where administration_id = ${administrationId} and preceding_document_id = ${invoiceId}
        and kind = 'creditNote' and status = 'issued'),
      taken as (
        select c.from_position as position, c.quantity from document_conversions c
        where c.administration_id = ${administrationId} and c.from_document_id = ${invoiceId} and c.to_document_id in (select id from notes)
        union all
        select l.position, t.quantity from document_lines t
        join document_lines l on l.administration_id = t.administration_id and l.document_id = ${invoiceId}
          and l.source_line_id = t.source_line_id and l.vat_category = t.vat_category and l.vat_rate = t.vat_rate
        where t.administration_id = ${administrationId} and t.document_id in (select id from notes) and t.source_line_id <> ''
          and not exists (select from document_conversions c where c.administration_id = t.administration_id and c.to_document_id = t.document_id))
    select position, sum(quantity)::text as quantity from taken group by position`.execute(trx);
  return new Map(rows.map((row) => [row.position, row.quantity]));
}

export const relations = ["madeFrom", "madeInto", "credits", "creditedBy", "replaces", "replacedBy"] as const;

/** One document beside another in a chain, with what the one is to the other. */
export interface ChainLink {
  readonly relation: (typeof relations)[number];
  readonly id: string;
  readonly kind: DocumentKind;
  readonly status: DocumentStatus;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly taxInclusiveAmount: string;
}

/** What a document was made from and what was made of it, oldest first. */
export async function chainOf(trx: Transaction, administrationId: string, id: string): Promise<ChainLink[]> {
  const own = sql`administration_id = ${administrationId}`;
  const { rows } = await sql<ChainLink>`
    with links as (
      select distinct 'madeFrom' as relation, from_document_id as id from document_conversions where ${own} and to_document_id = ${id}
      union select distinct 'madeInto', to_document_id from document_conversions where ${own} and from_document_id = ${id}
      union select 'credits', preceding_document_id from documents where ${own} and id = ${id} and preceding_document_id is not null
      union select 'creditedBy', id from documents where ${own} and preceding_document_id = ${id}
      union select 'replaces', replaces_document_id from documents where ${own} and id = ${id} and replaces_document_id is not null
      union select 'replacedBy', id from documents where ${own} and replaces_document_id = ${id})
    select links.relation, d.id, d.kind, d.status, d.number, d.issue_date as "issueDate", d.tax_inclusive_amount::text as "taxInclusiveAmount"
    from links join documents d on d.administration_id = ${administrationId} and d.id = links.id
    -- A credit note is made of lines of its invoice as well: said once, by its stronger word.
    where not (links.relation in ('madeFrom', 'madeInto') and exists (
      select from links other where other.id = links.id and other.relation in ('credits', 'creditedBy')))
    order by d.created_at, d.id`.execute(trx);
  return rows;
}
