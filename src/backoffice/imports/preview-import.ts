import type { Transaction } from "#store/database.ts";
import {
  clearRows,
  insertRows,
  partsOf,
  setPreviewed,
  type Fields,
  type Import,
  type ImportColumn,
  type ImportFormat,
  type NewRow,
  type RowProblem,
} from "#store/imports.ts";
import { fieldsOfParty, readCell, type WrongText } from "./import-values.ts";
import { likeness, merged, sameFields, targets } from "./match-rows.ts";
import { readRows, type FileRow, type OpenQuote } from "./read-rows.ts";

const batchRows = 2000;
/** A file of more lines takes longer than somebody waits for an answer. */
export const mostRows = 300_000;

const problem = (column: ImportColumn | null, value: string, text: WrongText, values: Fields = {}): RowProblem => ({
  column: column === null ? "" : column.header || String(column.position + 1),
  field: column?.field ?? null,
  value: value.replaceAll("\0", "\u{FFFD}").toWellFormed().slice(0, 100),
  text,
  values,
});

/** What a row says, and what is wrong with it; nobody else is looked at yet. */
function judge(
  row: FileRow | OpenQuote,
  { what, columns }: Pick<Import, "what" | "columns">,
  format: ImportFormat,
): { readonly fields: Fields; readonly problems: RowProblem[] } {
  const { cells } = row;
  if (cells === null) return { fields: {}, problems: [problem(null, "", "wrong.quote")] };
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== "");
  if (extra.length > 0 || cells.length < columns.length) {
    const values = { found: String(cells.length), expected: String(columns.length) };
    return { fields: {}, problems: [problem(null, extra.join(" "), "wrong.fieldCount", values)] };
  }
  const fields: Record<string, string> = {};
  const problems: RowProblem[] = [];
  for (const column of columns) {
    const { field, position } = column;
    const read = field === null ? null : readCell(field, cells[position] ?? "", format);
    if (read === null || field === null) continue;
    if ("value" in read) fields[field] = read.value;
    else problems.push(problem(column, cells[position] ?? "", read.wrong, { expected: read.expected ?? "" }));
  }
  const whole = what === "parties" ? fieldsOfParty(fields) : fields;
  if (what === "items" && whole["sellersItemIdentifier"] === undefined && problems.length === 0)
    problems.push(
      problem(columns.find((column) => column.field === "sellersItemIdentifier") ?? null, "", "wrong.code"),
    );
  return { fields: whole, problems };
}

export interface Mapping {
  readonly format: ImportFormat;
  readonly columns: readonly ImportColumn[];
}

/**
 * Reads the file whole and keeps what each row would do. Nothing of the books is touched. False when it has more rows than are taken. All of
 * it is in the caller's transaction: a preview is there or it is not.
 */
export async function previewImport(
  trx: Transaction,
  administrationId: string,
  given: Pick<Import, "id" | "what">,
  mapping: Mapping,
): Promise<boolean> {
  const { id, what } = given;
  await clearRows(trx, administrationId, id, mapping);
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  const inFile = likeness<{ readonly fields: Fields; readonly line: number }>(what);
  const takenBy = new Map<string, number>();
  let rows = 0;
  let batch: { readonly line: number; readonly fields: Fields; readonly problems: RowProblem[] }[] = [];

  const flush = async (): Promise<void> => {
    const good = batch.filter(({ problems }) => problems.length === 0);
    const there = likeness<{ readonly id: string; readonly fields: Fields }>(what);
    for (const one of await targets[what].candidates(
      trx,
      administrationId,
      good.map(({ fields }) => fields),
      false,
    ))
      there.add(one);
    const judged = batch.map(({ line, fields, problems }): NewRow => {
      const before = problems.length > 0 ? undefined : there.find(fields);
      const all = [...problems];
      const twin = problems.length > 0 ? undefined : (inFile.find(fields)?.line ?? (before && takenBy.get(before.id)));
      const after = merged(what, before?.fields ?? null, fields);
      if (twin !== undefined) all.push(problem(null, "", "wrong.twice", { line: String(twin) }));
      else if (all.length === 0 && !after["name"])
        all.push(problem(mapping.columns.find(({ field }) => field === "name") ?? null, "", "wrong.name"));
      if (all.length === 0) {
        inFile.add({ fields, line });
        if (before !== undefined) takenBy.set(before.id, line);
      }
      const state =
        all.length > 0
          ? "wrong"
          : before === undefined
            ? "new"
            : sameFields(before.fields, after)
              ? "unchanged"
              : "changed";
      counts[state] += 1;
      return { line, state, fields: all.length > 0 ? {} : fields, problems: all };
    });
    await insertRows(trx, administrationId, id, judged);
    batch = [];
  };

  for await (const row of readRows(partsOf(trx, administrationId, id), mapping.format)) {
    rows += 1;
    if (rows > mostRows) return false;
    batch.push({ line: row.line, ...judge(row, { what, columns: mapping.columns }, mapping.format) });
    if (batch.length >= batchRows) await flush();
  }
  if (batch.length > 0) await flush();
  await setPreviewed(trx, administrationId, id, counts);
  return true;
}
