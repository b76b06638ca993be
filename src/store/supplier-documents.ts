import { sql } from "kysely";
import { numberKey, SupplierDocument, type SupplierDocumentKind } from "#domain/supplier/supplier-document.ts";
import type { Transaction } from "./database.ts";
import { keepsNothing } from "./retention.ts";
import { stillThere, type BasketRemark } from "./supplier-baskets.ts";
import { rowsOf } from "./unnest.ts";

/** `partner`: it came over a connection with a trading partner. */
export const documentSources = ["service", "upload", "partner"] as const;

/** An order or a delivery note of a supplier, as it was answered or given. */
export interface StoredSupplierDocument {
  readonly id: string;
  readonly entryId: string | null;
  readonly connector: string;
  readonly connectionId: string | null;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly alias: string;
  readonly userId: string | null;
  /** Whose numbers these are. */
  readonly supplierKey: string;
  readonly source: (typeof documentSources)[number];
  readonly kind: SupplierDocumentKind;
  readonly number: string;
  readonly ourOrderNumber: string;
  readonly date: string | null;
  readonly currency: string;
  readonly lineCount: number;
  /** Null once its retention is over. */
  readonly content: SupplierDocument | null;
  readonly remarks: readonly BasketRemark[];
  readonly fileName: string;
  readonly fetchedAt: string;
  readonly fetchedBy: string;
  /** Into which documents of ours something of it went. */
  readonly takings: readonly Taking[];
}

export interface Taking {
  readonly documentId: string;
  readonly at: string;
  readonly by: string;
}

const columns = sql`s.id, s.entry_id as "entryId", s.connector, s.connection_id as "connectionId", s.party_id as "partyId",
  (select p.name from parties p where p.administration_id = s.administration_id and p.id = s.party_id) as "partyName",
  s.alias, s.user_id as "userId", s.supplier_key as "supplierKey", s.source, s.kind, s.number, s.our_order_number as "ourOrderNumber",
  s.document_date::text as date, s.currency, s.line_count as "lineCount", s.content, s.remarks, s.file_name as "fileName",
  s.fetched_at as "fetchedAt", s.fetched_by as "fetchedBy",
  coalesce((select jsonb_agg(jsonb_build_object('documentId', t.document_id, 'at', t.at, 'by', t.taken_by) order by t.at)
    from supplier_baskets b join supplier_basket_takings t on t.administration_id = b.administration_id and t.basket_id = b.id
    where b.administration_id = s.administration_id and b.supplier_document_id = s.id), '[]') as takings`;

const visibleTo = (userId: string | null) => sql`(s.user_id is null or s.user_id = ${userId})`;

type Row = Omit<StoredSupplierDocument, "content"> & { readonly content: unknown };
const storedOf = (row: Row): StoredSupplierDocument => ({
  ...row,
  content: row.content === null ? null : SupplierDocument.parse(row.content),
});

/** Null for one that is not there, and for one of somebody else. */
export async function readSupplierDocument(
  trx: Transaction,
  administrationId: string,
  id: string,
  userId: string | null,
): Promise<StoredSupplierDocument | null> {
  const { rows } = await sql<Row>`select ${columns} from supplier_documents s
    where s.administration_id = ${administrationId} and s.id = ${id} and ${visibleTo(userId)}`.execute(trx);
  const [row] = rows;
  return row === undefined ? null : storedOf(row);
}

/** The latest ones, the newest first. */
export async function listSupplierDocuments(
  trx: Transaction,
  administrationId: string,
  {
    userId,
    number,
    source,
    limit,
  }: {
    readonly userId: string | null;
    readonly number?: string | undefined;
    readonly source?: StoredSupplierDocument["source"] | undefined;
    readonly limit: number;
  },
): Promise<StoredSupplierDocument[]> {
  const { rows } = await sql<Row>`select ${columns} from supplier_documents s
    where s.administration_id = ${administrationId} and ${visibleTo(userId)}
      and ${number === undefined ? sql`true` : sql`s.numbers @> array[${numberKey(number)}]::text[]`}
      and ${source === undefined ? sql`true` : sql`s.source = ${source}`}
    order by s.fetched_at desc, s.id limit ${limit}`.execute(trx);
  return rows.map(storedOf);
}

/** What was given as a file of this supplier under this number, the newest of them; null: nothing. */
export async function findUploaded(
  trx: Transaction,
  administrationId: string,
  wanted: {
    readonly supplierKey: string;
    readonly kind: SupplierDocumentKind;
    readonly number: string;
    readonly userId: string | null;
  },
): Promise<StoredSupplierDocument | null> {
  const { rows } = await sql<Row>`select ${columns} from supplier_documents s
    where s.administration_id = ${administrationId} and ${visibleTo(wanted.userId)} and s.source = 'upload'
      and s.supplier_key = ${wanted.supplierKey} and s.kind = ${wanted.kind} and s.numbers @> array[${numberKey(wanted.number)}]::text[]
    order by s.number = ${wanted.number.trim()} desc, s.fetched_at desc, s.id desc limit 1`.execute(trx);
  const [row] = rows;
  return row === undefined ? null : storedOf(row);
}

/** A file of the same supplier, kind and number: whether it holds the same. */
export async function uploadedBefore(
  trx: Transaction,
  administrationId: string,
  given: {
    readonly supplierKey: string;
    readonly kind: SupplierDocumentKind;
    readonly number: string;
    readonly contentHash: Buffer;
    readonly userId: string | null;
  },
): Promise<{ readonly id: string; readonly fetchedAt: string; readonly isSame: boolean } | null> {
  const { rows } = await sql<{ id: string; fetchedAt: string; isSame: boolean }>`
    select s.id, s.fetched_at as "fetchedAt", s.content_hash = ${given.contentHash} and s.content is not null as "isSame" from supplier_documents s
    where s.administration_id = ${administrationId} and ${visibleTo(given.userId)} and s.source = 'upload'
      and s.supplier_key = ${given.supplierKey} and s.kind = ${given.kind} and s.number = ${given.number}
    order by s.fetched_at desc, s.id desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

export type NewSupplierDocument = Pick<
  StoredSupplierDocument,
  | "id"
  | "entryId"
  | "connector"
  | "connectionId"
  | "partyId"
  | "alias"
  | "userId"
  | "supplierKey"
  | "source"
  | "remarks"
  | "fileName"
  | "fetchedAt"
  | "fetchedBy"
> & {
  readonly content: SupplierDocument;
  readonly contentHash: Buffer;
  /** Other numbers it is found by, beside its own and that of our order. */
  readonly otherNumbers: readonly string[];
  /** As it came; not kept where no raw input is. */
  readonly raw: Uint8Array;
  readonly rawContentType: string;
};

export async function insertSupplierDocument(
  trx: Transaction,
  administrationId: string,
  document: NewSupplierDocument,
): Promise<void> {
  const { content, ...d } = document;
  const all = [content.number, content.ourOrderNumber, ...d.otherNumbers].map(numberKey);
  const numbers = [...new Set(all.filter((number) => number !== ""))];
  const held = rowsOf({ content: "jsonb", remarks: "jsonb" }, [{ content, remarks: d.remarks }], "as");
  await sql`with h ${held}
    insert into supplier_documents (administration_id, id, entry_id, connector, connection_id, party_id, alias, user_id, supplier_key, source,
      kind, number, numbers, our_order_number, document_date, currency, line_count, content, content_hash, remarks, raw, raw_content_type, file_name,
      fetched_at, fetched_by)
    select ${administrationId}::uuid, ${d.id}::uuid, ${stillThere("supplier_entries", administrationId, d.entryId)}, ${d.connector},
      ${d.connectionId}::uuid, ${stillThere("parties", administrationId, d.partyId)}, ${d.alias}, ${d.userId},
      ${d.supplierKey},
      ${d.source}, ${content.kind}, ${content.number}, ${numbers}::text[], ${content.ourOrderNumber}, ${content.date}::date, ${content.currency},
      ${content.lines.length}::int, h.content, ${d.contentHash}::bytea, h.remarks,
      case when ${keepsNothing("raw", sql`${administrationId}::uuid`)} then null else ${Buffer.from(d.raw)}::bytea end,
      ${d.rawContentType}, ${d.fileName}, ${d.fetchedAt}::timestamptz, ${d.fetchedBy} from h`.execute(trx);
}

/**
 * When something of the document of this number was taken into a document of ours, by whichever login or file it came; null: never. Whoever
 * takes waits here for another who takes the same number now. `exceptBasketId` is of the one who asks.
 */
export async function importedBefore(
  trx: Transaction,
  administrationId: string,
  supplierDocumentId: string,
  exceptBasketId: string | null,
): Promise<{ readonly basketId: string; readonly at: string; readonly documentId: string } | null> {
  const { rows } = await sql<Named>`select s.supplier_key as "supplierKey", s.kind, s.number from supplier_documents s
    where s.administration_id = ${administrationId} and s.id = ${supplierDocumentId}`.execute(trx);
  const [named] = rows;
  return named === undefined ? null : importedAs(trx, administrationId, named, exceptBasketId);
}

/** What makes two answers one document. */
export interface Named {
  readonly supplierKey: string;
  readonly kind: SupplierDocumentKind;
  readonly number: string;
}

/** As `importedBefore`, of a number. */
export async function importedAs(
  trx: Transaction,
  administrationId: string,
  { supplierKey, kind, number }: Named,
  exceptBasketId: string | null = null,
): Promise<{ readonly basketId: string; readonly at: string; readonly documentId: string } | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`supplier-document ${administrationId} ${supplierKey} ${kind} ${number}`}, 0))`.execute(
    trx,
  );
  const { rows } = await sql<{ basketId: string; at: string; documentId: string }>`
    select b.id as "basketId", t.at, t.document_id as "documentId" from supplier_documents s
    join supplier_baskets b on b.administration_id = s.administration_id and b.supplier_document_id = s.id
    join supplier_basket_takings t on t.administration_id = b.administration_id and t.basket_id = b.id
    where s.administration_id = ${administrationId} and s.supplier_key = ${supplierKey} and s.kind = ${kind} and s.number = ${number}
      and (${exceptBasketId}::uuid is null or b.id <> ${exceptBasketId})
    order by t.at desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

/** A purchase order of ours that a document of a supplier is about. */
export interface OwnOrder {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly status: string;
}

/**
 * Our purchase order that is final and has this number, or that went to its supplier under it, or that the supplier has under its own. When
 * the supplier is known it is an order of that supplier.
 */
export async function ownOrderOf(
  trx: Transaction,
  administrationId: string,
  document: Pick<StoredSupplierDocument, "ourOrderNumber" | "number" | "kind" | "partyId">,
): Promise<OwnOrder | null> {
  const { ourOrderNumber: ours, partyId } = document;
  const theirs = document.kind === "order" ? document.number : "";
  const { rows } = await sql<OwnOrder>`select d.id, d.number, d.version, d.status from documents d
    where d.administration_id = ${administrationId} and d.kind = 'purchaseOrder' and d.number is not null
      and (${partyId}::uuid is null or d.buyer_id = ${partyId})
      and ((${ours} <> '' and (d.number = ${ours} or exists (select from purchase_sendings s where s.administration_id = d.administration_id
            and s.document_id = d.id and s.order_edition > 1 and d.number || '-' || s.order_edition = ${ours})))
        or (${theirs} <> '' and exists (select from purchase_sendings s where s.administration_id = d.administration_id and s.document_id = d.id
            and s.supplier_number = ${theirs} and (${partyId}::uuid is not null or ${ours} = ''))))
    order by d.number = ${ours} desc, d.created_at desc limit 1`.execute(trx);
  return rows[0] ?? null;
}
