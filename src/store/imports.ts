import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export const importKinds = ["parties", "items"] as const;
export type ImportKind = (typeof importKinds)[number];

export const importStates = ["uploaded", "previewed", "applying", "applied", "undoing", "undone"] as const;
export type ImportState = (typeof importStates)[number];

/** How a file is written. */
export interface ImportFormat {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly separator: ";" | "," | "\t" | "|";
  readonly hasHeader: boolean;
  readonly decimal: "comma" | "point";
}

export interface ImportColumn {
  readonly position: number;
  /** As the file has it; empty when it has none. */
  readonly header: string;
  readonly samples: readonly string[];
  /** What it is taken for. */
  readonly field: string | null;
}

/** Values of a row by field, as text. */
export type Fields = Readonly<Record<string, string>>;

export interface Import {
  readonly id: string;
  readonly what: ImportKind;
  readonly state: ImportState;
  readonly fileName: string;
  readonly fileSize: number;
  readonly format: ImportFormat;
  readonly columns: readonly ImportColumn[];
  readonly strict: boolean;
  /** Of the preview; null before it. */
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly wrong: number;
  } | null;
  readonly rowsDone: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly appliedAt: string | null;
  readonly appliedBy: string | null;
  readonly undoneAt: string | null;
  readonly undoneBy: string | null;
  /** Rows that were not put back by undoing, or could no longer be taken over. */
  readonly kept: number;
}

const columns = sql`i.id, i.what, i.state, i.file_name as "fileName", i.file_size as "fileSize", i.format, i.columns, i.strict,
  case when i.rows_new is not null then jsonb_build_object('new', i.rows_new, 'changed', i.rows_changed, 'unchanged', i.rows_unchanged,
    'wrong', i.rows_wrong) end as counts,
  i.rows_done as "rowsDone", i.created_at as "createdAt", i.created_by as "createdBy", i.applied_at as "appliedAt", i.applied_by as "appliedBy",
  i.undone_at as "undoneAt", i.undone_by as "undoneBy",
  case when i.state not in ('uploaded', 'previewed') then (select count(*)::int from import_rows r where r.administration_id = i.administration_id
    and r.import_id = i.id and r.outcome = 'kept') else 0 end as kept`;

const partBytes = 1024 * 1024;

export async function insertImport(
  trx: Transaction,
  administrationId: string,
  given: Pick<Import, "id" | "what" | "fileName" | "format" | "columns" | "createdBy">,
  bytes: Buffer,
): Promise<void> {
  const { id, what, fileName, format, columns: read, createdBy } = given;
  await sql`insert into imports (id, administration_id, what, file_name, file_size, format, columns, created_by)
    values (${id}, ${administrationId}, ${what}, ${fileName}, ${bytes.byteLength}, ${JSON.stringify(format)}::jsonb,
      ${JSON.stringify(read)}::jsonb, ${createdBy})`.execute(trx);
  for (let position = 0; position * partBytes < bytes.byteLength; position += 1) {
    const part = bytes.subarray(position * partBytes, (position + 1) * partBytes);
    await sql`insert into import_parts (administration_id, import_id, position, bytes)
      values (${administrationId}, ${id}, ${position}, ${part})`.execute(trx);
  }
}

/** The file, part after part. */
export async function* partsOf(trx: Transaction, administrationId: string, id: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const { rows } = await sql<{ bytes: Buffer }>`select bytes from import_parts
      where administration_id = ${administrationId} and import_id = ${id} and position = ${position}`.execute(trx);
    const [part] = rows;
    if (part === undefined) return;
    yield part.bytes;
  }
}

/** Null when there is none. `lock`: whoever else goes on with it waits. */
export async function readImport(
  trx: Transaction,
  administrationId: string,
  id: string,
  lock = false,
): Promise<Import | null> {
  const { rows } = await sql<Import>`select ${columns} from imports i
    where i.administration_id = ${administrationId} and i.id = ${id} ${lock ? sql`for update` : sql``}`.execute(trx);
  return rows[0] ?? null;
}

/** The newest first. */
export async function listImports(trx: Transaction, administrationId: string, limit: number): Promise<Import[]> {
  const { rows } = await sql<Import>`select ${columns} from imports i where i.administration_id = ${administrationId}
    order by i.created_at desc, i.id desc limit ${limit}`.execute(trx);
  return rows;
}

/** The import that is under way; the oldest goes first. Whoever has it keeps others from it until the transaction ends. */
export async function importUnderWay(trx: Transaction, administrationId: string): Promise<Import | null> {
  const { rows } = await sql<Import>`select ${columns} from imports i where i.administration_id = ${administrationId}
    and i.state in ('applying', 'undoing') order by coalesce(i.undone_at, i.applied_at), i.id limit 1 for update`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export async function administrationsWithImports(hub: Database): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select administration_id as id from administrations_with_imports()`.execute(hub);
  return rows.map(({ id }) => id);
}

/** What a preview begins with: none of the rows of an earlier one. */
export async function clearRows(
  trx: Transaction,
  administrationId: string,
  id: string,
  { format, columns: read }: Pick<Import, "format" | "columns">,
): Promise<void> {
  await sql`delete from import_rows where administration_id = ${administrationId} and import_id = ${id}`.execute(trx);
  await sql`update imports set state = 'uploaded', format = ${JSON.stringify(format)}::jsonb, columns = ${JSON.stringify(read)}::jsonb,
      rows_new = null, rows_changed = null, rows_unchanged = null, rows_wrong = null
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export async function setPreviewed(
  trx: Transaction,
  administrationId: string,
  id: string,
  counts: NonNullable<Import["counts"]>,
): Promise<void> {
  await sql`update imports set state = 'previewed', rows_new = ${counts.new}, rows_changed = ${counts.changed},
      rows_unchanged = ${counts.unchanged}, rows_wrong = ${counts.wrong}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

/** Sets an import going; the engine goes on with it. */
export async function startImport(
  trx: Transaction,
  administrationId: string,
  id: string,
  { by, strict }: { readonly by: string; readonly strict: boolean },
): Promise<void> {
  await sql`update imports set state = 'applying', strict = ${strict}, rows_done = 0, applied_at = now(), applied_by = ${by}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export async function startUndo(trx: Transaction, administrationId: string, id: string, by: string): Promise<void> {
  await sql`update imports set state = 'undoing', rows_done = 0, undone_at = now(), undone_by = ${by}
    where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

export async function countDone(trx: Transaction, administrationId: string, id: string, rows: number): Promise<void> {
  await sql`update imports set rows_done = rows_done + ${rows} where administration_id = ${administrationId} and id = ${id}`.execute(
    trx,
  );
}

/** All rows were looked at. What was taken over needs its file no more. */
export async function finishImport(
  trx: Transaction,
  administrationId: string,
  id: string,
  state: "applied" | "undone",
): Promise<void> {
  await sql`update imports set state = ${state} where administration_id = ${administrationId} and id = ${id}`.execute(
    trx,
  );
  await sql`delete from import_parts where administration_id = ${administrationId} and import_id = ${id}`.execute(trx);
}

/** Away with a file of which nothing was taken over. */
export async function deleteImport(trx: Transaction, administrationId: string, id: string): Promise<void> {
  for (const part of ["import_rows", "import_parts"])
    await sql`delete from ${sql.table(part)} where administration_id = ${administrationId} and import_id = ${id}`.execute(
      trx,
    );
  await sql`delete from imports where administration_id = ${administrationId} and id = ${id}`.execute(trx);
}

const newRows = { line: "int", state: "text", fields: "jsonb", problems: "jsonb" } as const;

/** What is wrong with a row: at which column, what stands there, and the text that says the mend. */
export interface RowProblem {
  readonly column: string;
  readonly field: string | null;
  readonly value: string;
  readonly text: string;
  readonly values: Fields;
}

export const rowStates = ["new", "changed", "unchanged", "wrong"] as const;
export type RowState = (typeof rowStates)[number];

export interface NewRow {
  readonly line: number;
  readonly state: RowState;
  readonly fields: Fields;
  readonly problems: readonly RowProblem[];
}

export async function insertRows(
  trx: Transaction,
  administrationId: string,
  importId: string,
  rows: readonly NewRow[],
): Promise<void> {
  await sql`with r ${rowsOf(newRows, rows, "as")}
    insert into import_rows (administration_id, import_id, line, state, fields, problems)
    select ${administrationId}, ${importId}, line, state, fields, problems from r`.execute(trx);
}
