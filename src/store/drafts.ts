import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { documentColumns, documentRow, type NewDocument } from "./document-rows.ts";
import { insertParts } from "./documents.ts";
import { rowsOf } from "./unnest.ts";

/** What issuing settles of a draft; the rest was settled when it was saved. */
const settled = [
  "status",
  "series",
  "year",
  "sequence",
  "number",
  "issue_date",
  "due_date",
  "tax_point_date",
  "tax_amount_in_euro",
  "prepaid_amount",
  "payable_amount",
  "buyer",
  "seller",
  "deliver_to",
  "payment_reference",
  "dated_instead_of",
] as const;

/** What does not change with what a person or a shop enters. */
const given = ["id", "administration_id", "status", "kind", "coupling_id", "connection_id", "replaces_document_id"];
/** What a purchase order keeps beside that once it has its number. */
const placed = ["series", "year", "sequence", "number", "issue_date", "buyer_id", "currency"];

const assignments = (columns: readonly string[]) =>
  sql.join(columns.map((column) => sql`${sql.id(column)} = n.${sql.id(column)}`));

/** Makes numbered drafts final. Throws when one of them is no draft any more. */
export async function finaliseDrafts(
  trx: Transaction,
  administrationId: string,
  documents: readonly NewDocument[],
): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((document) => documentRow(administrationId, document));
  const { numAffectedRows } = await sql`with n ${rowsOf(documentColumns, rows, "as")}
    update documents d set ${assignments(settled)}, version = d.version + 1 from n
    where d.administration_id = n.administration_id and d.id = n.id and d.status = 'draft'`.execute(trx);
  if (Number(numAffectedRows ?? 0n) !== documents.length) throw new Error("A draft was issued by somebody else");
}

/** Who saves a draft: a person by name, or null for the hub itself. */
export type Editor = string | null;

/**
 * Writes a draft, or a purchase order that `isPlaced`, over what it was, with all its parts. The caller has looked at its version under its
 * lock.
 */
export async function replaceDraft(
  trx: Transaction,
  administrationId: string,
  draft: NewDocument,
  editor: Editor,
  isPlaced = false,
): Promise<void> {
  const kept: readonly string[] = isPlaced ? [...given, ...placed] : given;
  const columns = Object.keys(documentColumns).filter((column) => !kept.includes(column));
  await sql`with n ${rowsOf(documentColumns, [documentRow(administrationId, draft)], "as")}
    update documents d set ${assignments(columns)}, version = d.version + 1, edited_at = now(), edited_by = ${editor} from n
    where d.administration_id = n.administration_id and d.id = n.id`.execute(trx);
  await deleteParts(trx, administrationId, draft.id);
  await insertParts(trx, administrationId, [draft]);
}

async function deleteParts(trx: Transaction, administrationId: string, id: string): Promise<void> {
  const own = sql`administration_id = ${administrationId} and document_id = ${id}`;
  await sql`delete from document_conversions where administration_id = ${administrationId} and to_document_id = ${id}`.execute(
    trx,
  );
  for (const table of ["document_lines", "document_allowances", "document_vat"])
    await sql`delete from ${sql.id(table)} where ${own}`.execute(trx);
}

/** Throws it away with its parts. */
export async function deleteDraft(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await deleteParts(trx, administrationId, id);
  await sql`delete from documents where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export interface DraftState {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly editedAt: string | null;
  readonly editedBy: string | null;
}

/** Locks one document until the transaction ends and says how it stands; null when there is none. */
export async function lockDocument(trx: Transaction, administrationId: string, id: string): Promise<DraftState | null> {
  const { rows } = await sql<DraftState>`
    select id, status, version, edited_at as "editedAt", edited_by as "editedBy" from documents
    where administration_id = ${administrationId} and id = ${id} for no key update`.execute(trx);
  return rows[0] ?? null;
}

/** The internal note is the office's own: it may change for ever. */
export async function setInternalNote(
  trx: Transaction,
  administrationId: string,
  id: string,
  note: string,
): Promise<void> {
  await sql`update documents set internal_note = ${note}, version = version + 1
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** Whoever read a document before now has to read it again before acting on it. */
export async function bumpVersion(trx: Transaction, administrationId: string, id: string): Promise<void> {
  await sql`update documents set version = version + 1 where administration_id = ${administrationId} and id = ${id}`.execute(
    trx,
  );
}
